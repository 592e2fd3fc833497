/** The dashboard: agreements at the side, the overview or one agreement beside them. */
import { clockText } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { verdictWord } from '../../../shared/i18n/verdict-words.ts'
import { Mark, verdictKey } from '../../../shared/ui/marks.tsx'
import { isBlind } from '../../model/source-state.ts'
import { overviewAt } from '../../model/staleness.ts'
import { readOverview, type StoredOverview as Stored } from '../../store/read-store.ts'
import { type Summary, sortStandings, worst } from '../../store/summary.ts'
import { Agreement } from '../agreement/Agreement.tsx'
import { Share } from '../agreement/Share.tsx'
import { locale, t } from '../common/i18n.ts'
import { Icon } from '../common/icons.tsx'
import { INCIDENT, readIncident } from '../common/incident-address.ts'
import { here, useNow, useRefresh, useStored } from '../common/live.ts'
import { ALERTS, hashOf, REPORT, SHARE, usePlace } from '../common/place.ts'
import { rowVerdict } from '../common/row-summary.ts'
import { StaleNote } from '../common/StaleNote.tsx'
import { BadRecords, StoreFailure, useStoreFailure } from '../common/StoreProblems.tsx'
import { ReportProblem } from '../desk/ReportProblem.tsx'
import { Backup } from '../settings/Backup.tsx'
import { SigningKey } from '../settings/SigningKey.tsx'
import { Activity } from './Activity.tsx'
import { OverviewPage } from './Overview.tsx'

export function DashboardApp() {
  const place = usePlace()
  const now = useNow()
  const kept = useStored(readOverview, 'overview')
  const problem = useRefresh(kept !== undefined)
  const failure = useStoreFailure()
  if (failure !== null) return <StoreFailure words={failure} />
  if (!kept) return null
  const stored = overviewAt(kept, now)
  const standings = sortStandings(stored.standings)
  return (
    <>
      <Side standings={standings} stored={stored} current={place.agreement} now={now} />
      <main>
        <StaleNote since={stored.staleSince} now={now} problem={problem} />
        <BadRecords />
        {place.agreement === null ? (
          <>
            <OverviewPage standings={standings} sources={stored.sources} now={now} />
            <Backup />
            <SigningKey />
          </>
        ) : place.agreement === ALERTS ? (
          <Activity now={now} />
        ) : place.agreement === REPORT ? (
          <ReportProblem id={place.objective} standings={standings} />
        ) : place.agreement === SHARE && place.objective !== null ? (
          <Share key={place.objective} id={place.objective} period={place.period} incident={null} />
        ) : place.agreement === INCIDENT && place.objective !== null ? (
          <Share key={`${place.objective} ${place.period}`} id={place.objective} {...readIncident(place.period)} />
        ) : (
          <Agreement key={place.agreement} id={place.agreement} place={place} now={now} />
        )}
      </main>
    </>
  )
}

function Side({ standings, stored, current, now }: { standings: readonly Summary[]; stored: Stored; current: string | null; now: number }) {
  const verdict = standings[0] ? (worst(standings[0])?.verdict ?? 'needs-review') : 'not-in-force'
  return (
    <nav class="nav" aria-label={t('agreementsTitle')}>
      <p class="brand" data-v={verdictKey(verdict)}>
        <Mark verdict={verdict} size={16} />
        {t('name')}
      </p>
      <a href="#/" aria-current={current === null ? 'page' : undefined}>
        <Icon name="list" />
        <span>{t('overview')}</span>
      </a>
      <a href={`#${ALERTS}`} aria-current={current === ALERTS ? 'page' : undefined}>
        <Icon name="bell" />
        <span>{t('alerts')}</span>
      </a>
      {standings.length > 0 && <h2 class="s muted">{t('agreementsTitle')}</h2>}
      <ul>
        {standings.map((standing) => (
          <li key={standing.agreement}>
            <SideLink standing={standing} current={current === standing.agreement} />
          </li>
        ))}
      </ul>
      <Life stored={stored} now={now} />
    </nav>
  )
}

function SideLink({ standing, current }: { standing: Summary; current: boolean }) {
  const row = worst(standing)
  const verdict = row?.verdict ?? 'needs-review'
  const left = row?.budget?.unit === 'ms' && row.budget.left >= 0 ? durationWords(row.budget.left, locale, 1) : ''
  return (
    <a href={hashOf(standing.agreement)} aria-current={current ? 'page' : undefined} data-v={verdictKey(verdict)}>
      <Mark verdict={verdict} size={12} />
      <span class="clip" dir="auto">
        {standing.title}
      </span>
      <span class="vh">{verdictWord(rowVerdict(row), locale)}</span>
      <small>{left}</small>
    </a>
  )
}

function Life({ stored, now }: { stored: Stored; now: number }) {
  const { sources } = stored
  const reads = sources.map(({ state }) => state.readAt).filter((at) => at !== null)
  const read = reads.length > 0 ? Math.max(...reads) : null
  const age = read === null ? 0 : Math.max(0, now - read)
  const old = age < 60_000 ? t('justNow') : t('ago', durationWords(age - (age % 60_000), locale, 2))
  return (
    <p class="life">
      {sources.length > 0 && (
        <>
          {read === null ? t('neverUpdated') : t('lastUpdate', clockText(read, here), old)}.{' '}
          {t('sourcesAndUnavailable', sources.length, sources.filter(isBlind).length)}
          <br />
        </>
      )}
      {t('staysHere')}
    </p>
  )
}
