/** One source in the list: its name, when it was updated, the details of its kind, and its problem. */

import { clockText, dayText, instantText } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { Swatch } from '../../../shared/ui/marks.tsx'
import { isBlind } from '../../model/source-state.ts'
import { missingComponents } from '../../store/gather-evidence.ts'
import { kindOf } from '../../store/source-kind.ts'
import type { SourceRecord, SourceState } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { troubleWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { here } from '../common/live.ts'
import { SourceAccount } from './SourceAccount.tsx'
import { SOURCE_PANELS, type SourceRowProps } from './source-panels.tsx'

export function SourceRow(props: SourceRowProps) {
  const { source, now } = props
  const { row } = SOURCE_PANELS[kindOf(source)]
  if (!row) return null
  const { facts, dates, isFile, Actions } = row
  const said = facts(props)
  const since = isFile ? undefined : source.state.covered[0]
  return (
    <>
      <div class="row sp">
        {isFile ? (
          <span class="med clip">
            <bdi>{source.title}</bdi>
          </span>
        ) : (
          <a class="med clip" href={source.page} rel="noreferrer" target="_blank">
            {source.title}
          </a>
        )}
        <span class="s muted nw">{dates ? dates(props) : readWords(source, now)}</span>
      </div>
      <p class="s muted">
        {said}
        {said && since !== undefined && ', '}
        {since !== undefined && t('historyBackTo', dayText(since, here, locale, now))}
      </p>
      <MissingLine {...props} />
      {source.state.account && <SourceAccount account={source.state.account} />}
      {source.state.older && <OlderMonths older={source.state.older} />}
      <Actions {...props} />
      <TroubleLine source={source} now={now} />
    </>
  )
}

/** Linked components that the page does not list; without them a service has no data. */
function MissingLine({ agreement, source }: SourceRowProps) {
  const link = agreement.links.find((each) => each.source === source.id)
  const missing = link ? missingComponents(link, source) : []
  if (missing.length === 0) return null
  return (
    <p class="s row blind" data-v="unknown">
      <Swatch kind="unknown" />
      <span>
        {t('componentNotOnPage')} <bdi>{missing.join(locale.comma)}</bdi>
      </span>
    </p>
  )
}

/** How far a list of the newest was read back; nothing once that is done. */
function OlderMonths({ older }: { older: NonNullable<SourceState['older']> }) {
  const { page, left, of, from } = older
  if (page === null && left.length === 0) return from === null ? <p class="s muted">{t('historyNone')}</p> : null
  return <p class="s muted">{of === 0 ? t('historyReading') : t('historyReadingOf', of - left.length, of)}</p>
}

function readWords({ state }: SourceRecord, now: number): string {
  if (state.readAt === null) return t('neverUpdated')
  const age = now - state.readAt
  return age < 60_000 ? t('updatedJustNow') : t('updatedAgo', durationWords(age, locale, 1))
}

function TroubleLine({ source, now }: { source: SourceRecord; now: number }) {
  const { trouble, blindSince, dueAt } = source.state
  if (!trouble) return null
  const blind = isBlind(source)
  return (
    <p class="s row blind" data-v="unknown" role={blind ? 'alert' : undefined}>
      <Swatch kind="unknown" />
      <span>
        {blind && blindSince !== null ? `${t('unavailableSince', instantText(blindSince, here, locale, now))}. ` : ''}
        {troubleWords(trouble.kind, trouble.detail)} {t('nextAttempt', clockText(dueAt, here))}
      </span>
      {trouble.kind === 'moved' && (
        <button type="button" class="btn" onClick={() => void ask('source/moved', { source: source.id, host: trouble.detail })}>
          {t('useNewAddress')}
        </button>
      )}
    </p>
  )
}
