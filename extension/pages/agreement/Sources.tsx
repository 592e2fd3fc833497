/** What stands behind the figures: sources and whether they see, the text and where it comes from, what was assumed. */
import { useState } from 'preact/hooks'
import { termEnd } from '../../../shared/evaluate/periods/term-dates.ts'
import { clockText, dateWords, dayText, instantText, type Wall } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { reasonText, usedText } from '../../../shared/i18n/reasons.ts'
import { dateText, dayOf } from '../../../shared/time/dates.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import { Swatch } from '../../../shared/ui/marks.tsx'
import type { AgreementEvaluation, ObjectiveEvaluation } from '../../model/agreement-evaluation.ts'
import { isBlind } from '../../model/source-state.ts'
import { lastToCancel } from '../../model/summarize.ts'
import { isPolled } from '../../store/source-kind.ts'
import type { SourceRecord, SourceState } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords, troubleWords } from '../common/error-words.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { here } from '../common/live.ts'
import { AddSource } from './AddSource.tsx'
import { Import } from './Import.tsx'
import { ImportedRow } from './ImportedRow.tsx'
import { MapComponents } from './MapComponents.tsx'
import { Metrics } from './Metrics.tsx'
import { OwnTrafficForm } from './Traffic.tsx'
import { UptimeCheckForm } from './UptimeCheck.tsx'
import { UptimeCheckRow } from './UptimeCheckRow.tsx'

export function Sources({ evaluation, now }: { evaluation: AgreementEvaluation; now: number }) {
  const wall: Wall = (at) => toLocal(evaluation.zone, at)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const read = (): void => {
    setBusy(true)
    setProblem(null)
    ask('sources/read', { agreement: evaluation.agreement.id })
      .catch((error: unknown) => setProblem(errorWords(error)))
      .finally(() => setBusy(false))
  }
  const end = evaluation.sources.some(isPolled) && (
    <button type="button" class="link s" disabled={busy} onClick={read}>
      {t(busy ? 'updating' : 'updateNow')}
    </button>
  )
  return (
    <DashboardCard id="sources" title={t('sources')} end={end}>
      {evaluation.sources.length === 0 && <p class="bd muted">{t('noSources')}</p>}
      <ul class="rows">
        {evaluation.sources.map((source) => (
          <li key={source.id}>
            {source.imported ? (
              <ImportedRow agreement={evaluation.agreement.id} source={source} imported={source.imported} wall={wall} now={now} />
            ) : (
              <SourceRow evaluation={evaluation} source={source} now={now} />
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <p class="bd" role="alert">
          {problem}
        </p>
      )}
      <AddSource agreement={evaluation.agreement.id} contract={evaluation.agreement.contract} />
      <UptimeCheckForm agreement={evaluation.agreement.id} services={evaluation.agreement.contract.services} />
      <Metrics agreement={evaluation.agreement.id} services={evaluation.agreement.contract.services} />
      <OwnTrafficForm agreement={evaluation.agreement.id} services={evaluation.agreement.contract.services} />
      <Import agreement={evaluation.agreement.id} contract={evaluation.agreement.contract} wall={wall} />
    </DashboardCard>
  )
}

/** How far a list of the newest was read back; nothing once that is done. */
function OlderMonths({ older }: { older: NonNullable<SourceState['older']> }) {
  const { page, left, of, from } = older
  if (page === null && left.length === 0) return from === null ? <p class="s muted">{t('historyNone')}</p> : null
  return <p class="s muted">{of === 0 ? t('historyReading') : t('historyReadingOf', of - left.length, of)}</p>
}

function SourceRow({ evaluation, source, now }: { evaluation: AgreementEvaluation; source: SourceRecord; now: number }) {
  const { id: agreement, links, contract } = evaluation.agreement
  const components = links.find((link) => link.source === source.id)?.components ?? {}
  const linked = Object.keys(components).length
  const { state } = source
  const blind = isBlind(source)
  const since = state.covered[0]
  return (
    <>
      <div class="row sp">
        <a class="med clip" href={source.page} rel="noreferrer" target="_blank">
          {source.title}
        </a>
        <span class="s muted nw">
          {state.readAt === null
            ? t('neverUpdated')
            : now - state.readAt < 60_000
              ? t('updatedJustNow')
              : t('updatedAgo', durationWords(now - state.readAt, locale, 1))}
        </span>
      </div>
      <p class="s muted">
        {source.metrics && <code class="clip code">{source.metrics.query}</code>}
        {source.metrics
          ? ` ${t('oneSampleEvery', durationWords(source.metrics.step, locale))}`
          : source.feed === 'probe'
            ? ''
            : tn('componentsOf', source.components.length, linked, source.components.length)}
        {since === undefined ? '' : `, ${t('historyBackTo', dayText(since, here, locale, now))}`}
      </p>
      {state.older && <OlderMonths older={state.older} />}
      {source.feed === 'probe' ? (
        <UptimeCheckRow agreement={agreement} services={contract.services} source={source} />
      ) : source.metrics ? (
        <button type="button" class="link s" onClick={() => void ask('source/drop', { agreement, source: source.id })}>
          {t('metricsStop')}
        </button>
      ) : (
        <>
          <MapComponents agreement={agreement} source={source} services={contract.services} components={components} />
          {links.length > 1 && (
            <>
              {' '}
              <button type="button" class="link s" onClick={() => void ask('source/drop', { agreement, source: source.id })}>
                {t('sourceRemove')}
              </button>
            </>
          )}
        </>
      )}
      {state.trouble && (
        <p class="s row blind" data-v="unknown" role={blind ? 'alert' : undefined}>
          <Swatch kind="unknown" />
          <span>
            {blind && state.blindSince !== null ? `${t('unavailableSince', instantText(state.blindSince, here, locale, now))}. ` : ''}
            {troubleWords(state.trouble.kind, state.trouble.detail)} {t('nextAttempt', clockText(state.dueAt, here))}
          </span>
          {state.trouble.kind === 'moved' && (
            <button
              type="button"
              class="btn"
              onClick={() => void ask('source/moved', { source: source.id, host: state.trouble?.detail ?? '' })}
            >
              {t('useNewAddress')}
            </button>
          )}
        </p>
      )}
    </>
  )
}

const VERIFIED = {
  primary: 'verifiedPrimary',
  copy: 'verifiedCopy',
  'primary-partial': 'verifiedPartial',
  secondary: 'verifiedSecondary',
  historic: 'verifiedOutdated',
} as const

export function Terms({ evaluation }: { evaluation: AgreementEvaluation }) {
  const [sure, setSure] = useState(false)
  const { contract, id, text, origin } = evaluation.agreement
  const address = contract.source?.url ?? contract.text?.url
  const end = termEnd(contract.term, evaluation.zone, evaluation.at)
  const last = end === null ? '' : dateWords(dateText(dayOf(end - 1, evaluation.zone)), 0, locale)
  const cancel = lastToCancel(contract, evaluation.at)?.lastDay
  const facts: [string, string | undefined][] = [
    [
      t('termFrom'),
      origin.kind === 'page' ? t('termPage') : (contract.source?.title ?? (origin.kind === 'file' ? origin.name : contract.title)),
    ],
    [t('termChecked'), contract.text?.checked ?? contract.source?.date],
    [t('termVerified'), contract.source && t(VERIFIED[contract.source.verification])],
    [t('termEnds'), contract.term?.renews && last ? t('termEndsRenewed', last) : last],
    [t('termCancel'), cancel ? dateWords(cancel, 0, locale) : undefined],
    [t('termZone'), contract.zone],
  ]
  const forget = (): void => {
    void ask('agreement/remove', { id }).then(() => {
      location.hash = ''
    })
  }
  return (
    <DashboardCard
      id="terms"
      title={t('terms')}
      end={
        address && /^https?:/.test(address) ? (
          <a class="s" href={address} rel="noreferrer" target="_blank">
            {t('openText')}
          </a>
        ) : undefined
      }
    >
      <dl class="bd facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <div class="bd row wrap">
        <a class="btn" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text.body)}`} download={`${id}.${text.kind}`}>
          {t('saveText')}
        </a>
        {sure ? (
          <>
            <button type="button" class="btn" onClick={forget}>
              {t('stopTrackingSure')}
            </button>
            <button type="button" class="btn ghost" onClick={() => setSure(false)}>
              {t('cancel')}
            </button>
          </>
        ) : (
          <button type="button" class="btn ghost" onClick={() => setSure(true)}>
            {t('stopTracking')}
          </button>
        )}
      </div>
    </DashboardCard>
  )
}

/** Only those of the objective shown, and of the whole agreement. */
export function AssumptionsList({ evaluation, objective }: { evaluation: AgreementEvaluation; objective: ObjectiveEvaluation }) {
  const mine = evaluation.assumptions.filter(
    ({ path }) => !path.startsWith('objectives[') || path.startsWith(`${objective.path}.`) || path === objective.path,
  )
  if (mine.length === 0) return null
  const alike = new Map<string, (typeof mine)[number]>()
  for (const each of mine) alike.set(`${each.code} ${each.used}`, each)
  return (
    <DashboardCard id="assumed" title={t('assumptions')} sub={t('assumptionsHow')}>
      <dl class="bd facts">
        {[...alike.values()].map((each) => (
          <div key={`${each.path} ${each.used}`}>
            <dt>{reasonText(each, locale)}</dt>
            <dd>
              <b class="med">{usedText(each, locale)}</b>{' '}
              <small class="muted xs">
                <bdi>{each.path.replace(`${objective.path}.`, '').replace(/\[\d+\]/, '')}</bdi>
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </DashboardCard>
  )
}
