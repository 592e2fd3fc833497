/** The popup: the agreement of this tab first, then worst first; at the foot, proof that it is alive. */
import { clockText, periodText } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { Mark, verdictKey } from '../../../shared/ui/marks.tsx'
import { isFollowed, type PopupModel, popupModel } from '../../model/popup-list.ts'
import { blindSince } from '../../model/source-state.ts'
import { overviewAt } from '../../model/staleness.ts'
import type { StoredOverview } from '../../store/read-store.ts'
import { type Summary, sortStandings, worst } from '../../store/summary.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { incidentHash } from '../common/incident-address.ts'
import { StaleNote } from '../common/StaleNote.tsx'
import { BadRecords } from '../common/StoreProblems.tsx'
import { Go } from './Go.tsx'
import { AgreementItem } from './Item.tsx'
import { Offer } from './Offer.tsx'
import { Tab } from './Tab.tsx'

export interface PopupProps {
  readonly stored: StoredOverview
  readonly host: string | null
  /** The address of the feed that the tab's page publishes. */
  readonly offer: string | null
  readonly now: number
  /** The reader's own clock, for when something was read. */
  readonly here: (at: number) => number
  readonly open: (hash: string) => void
  /** Opens another page of the extension. */
  readonly go: (page: string) => void
  /** Why the background could not write or show, in words. */
  readonly problem?: string | null
}

export function PopupApp({ stored: kept, host, offer, now, here, open, go, problem = null }: PopupProps) {
  const stored = overviewAt(kept, now)
  const model = popupModel(stored.standings, stored.sources, host, now)
  const urgent = sortStandings(stored.standings)[0]
  const shown = model.here ?? model.others[0]
  const verdict = urgent ? (worst(urgent)?.verdict ?? 'needs-review') : 'not-in-force'
  return (
    <>
      <header class="top" data-v={verdictKey(verdict)}>
        <Mark verdict={verdict} size={16} />
        <h1>{t('name')}</h1>
        {urgent && <Tally model={model} />}
      </header>
      <main class="list">
        <StaleNote since={stored.staleSince} now={now} problem={problem} />
        <BadRecords few />
        {offer !== null && !isFollowed(offer, stored) && <Offer address={offer} here={model.here} go={go} />}
        {!urgent && <Nothing open={open} />}
        {model.here && <Tab standing={model.here} host={model.host ?? ''} now={now} open={open} />}
        {model.others.length > 0 && (
          <section aria-labelledby="worst">
            <div class="lbl s">
              <h2 id="worst">{t('worstFirst')}</h2>
              <Go to="" open={open}>
                {t('showAll', stored.standings.length)}
              </Go>
            </div>
            <ul>
              {model.others.map((standing) => (
                <li key={standing.agreement}>
                  <AgreementItem standing={standing} blind={blindSince(standing, stored.sources)} now={now} here={here} open={open} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      {urgent && (
        <footer class="foot">
          <div class="row">
            <button type="button" class="btn" onClick={() => open(`Report/${shown?.agreement ?? ''}`)}>
              {t('reportProblem')}
            </button>
            <button type="button" class="btn" onClick={() => open(shareHash(shown))}>
              {t(shown?.now ? 'shareIncident' : 'shareSnapshot')}
            </button>
            <button type="button" class="btn primary" onClick={() => open('')}>
              {t('openDashboard')}
            </button>
          </div>
          <Life model={model} now={now} here={here} />
        </footer>
      )}
    </>
  )
}

/** What is open now is what one wants to share, from where it or the period began; else the period. */
function shareHash(shown: Summary | undefined): string {
  const row = shown && worst(shown)
  return shown?.now && row
    ? incidentHash(shown.agreement, null, Math.max(shown.now.since, row.period.from), row.period.label)
    : `Share/${shown?.agreement ?? ''}`
}

function Tally({ model }: { model: PopupModel }) {
  const parts = [
    ['tallyBreached', model.breached],
    ['tallyAtRisk', model.atRisk],
    ['tallyFine', model.fine],
  ] as const
  return (
    <p class="tally">
      {parts
        .filter(([, n]) => n > 0)
        .map(([word, n]) => (
          <span key={word}>
            <b>{n}</b> {t(word)}
          </span>
        ))}
    </p>
  )
}

function Nothing({ open }: { open: (hash: string) => void }) {
  return (
    <div class="none">
      <p>{t('nothingTracked')}</p>
      <button type="button" class="btn primary" onClick={() => open('follow')}>
        {t('trackService')}
      </button>
    </div>
  )
}

/** Last reading and next period end; when a source has gone blind, that instead. */
function Life({ model, now, here }: { model: PopupModel; now: number; here: (at: number) => number }) {
  const { readAt, blind, ending } = model
  const age = readAt === null ? 0 : Math.max(0, now - readAt)
  const old = age < 60_000 ? t('justNow') : t('ago', durationWords(age - (age % 60_000), locale, 2))
  const since = blind.map(({ state }) => state.blindSince as number)
  return (
    <p class="life">
      <span>{readAt === null ? t('neverUpdated') : t('lastUpdate', clockText(readAt, here), old)}</span>
      {blind.length > 0 ? (
        <span data-v="unknown" class="vt">
          {tn('sourcesUnavailable', blind.length, blind.length, clockText(Math.min(...since), here))}
        </span>
      ) : (
        ending && (
          <span>
            {t(
              'endsIn',
              periodText(ending.row.period.label, locale, { year: false }),
              durationWords(ending.row.period.to - now, locale, 2),
            )}
          </span>
        )
      )}
    </p>
  )
}
