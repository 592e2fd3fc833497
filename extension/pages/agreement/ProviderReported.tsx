/**
 * The uptime that a status page reports of itself, with its own period and weights, beside the agreement's figure; and by component
 * how it differs from the page's incidents, and why. It goes into no figure. Where reading it needs permission, this asks for it.
 */
import { useEffect, useState } from 'preact/hooks'
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { CAUSES, type Calibration, type Cause } from '../../../shared/feeds/parts/calibration.ts'
import { type FigureMethod, type OfficialPart, officialAt } from '../../../shared/feeds/parts/official.ts'
import { dateWords, instantText, periodText } from '../../../shared/i18n/date-words.ts'
import { durationWords, percentWords } from '../../../shared/i18n/number-words.ts'
import { AttainedNumber, HOLE, Rich } from '../../../shared/ui/numbers.tsx'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { calibrationsOf } from '../../model/calibrations.ts'
import type { SourceRecord } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { allowHost, isHostAllowed } from '../common/host-access.ts'
import { locale, type MessageKey, t, tn } from '../common/i18n.ts'
import { here } from '../common/live.ts'

/** The browser's i18n takes the hole itself for the end of the text. */
const MARK = '{}'

const WEIGHTS: Readonly<Record<FigureMethod, MessageKey>> = {
  'major-and-partial': 'reportedMajor',
  downtime: 'reportedDowntime',
  checks: 'reportedChecks',
}

export function ProviderReported({ evaluation, report, now }: { evaluation: AgreementEvaluation; report: ObjectiveReport; now: number }) {
  const rows = evaluation.sources.flatMap((source) => rowsOf(evaluation, source, report))
  const silent = evaluation.sources.filter(
    (source) => officialAt(source.feed, source.address) !== null && (source.state.official?.said ?? null) === null,
  )
  if (rows.length === 0 && silent.length === 0) return null
  return (
    <DashboardCard id="official" title={t('reportedTitle')}>
      {rows.length > 0 && (
        <div class="bd">
          <ul>
            {rows.map(({ source, part, at, weights }) => (
              <li key={`${source} ${part.id}`}>
                {saidWords(part, at, now)} {t(WEIGHTS[weights])}
              </li>
            ))}
          </ul>
          {calibrationsOf(evaluation, report).map(({ source, calibration }) => (
            <Differences key={`${source} ${calibration.id}`} calibration={calibration} />
          ))}
          <p class="med">
            <Rich text={t('reportedOurs', MARK, periodText(report.period.label, locale)).replace(MARK, HOLE)}>
              <AttainedNumber report={report} locale={locale} />
            </Rich>
          </p>
          <p class="s muted">{t('reportedWhy')}</p>
        </div>
      )}
      {silent.map((source) => (
        <Ask key={source.id} source={source} agreement={evaluation.agreement.id} />
      ))}
    </DashboardCard>
  )
}

const CAUSE_WORDS: Readonly<Record<Cause, MessageKey>> = {
  weights: 'reportedWeights',
  spread: 'reportedSpread',
  window: 'reportedWindow',
  'not-named': 'reportedNotNamed',
  'no-impact': 'reportedNoImpact',
  other: 'reportedOther',
}

/** Downtime by the incidents and by the page, in the page's own window, and the difference by cause. */
function Differences({ calibration }: { calibration: Calibration }) {
  const { name, oursMs, theirsMs, isEstimate, byCause } = calibration
  const causes = CAUSES.filter((cause) => Math.abs(byCause[cause]) >= 1000)
  return (
    <table class="differences">
      <caption class="med">{name}</caption>
      <tbody>
        <tr>
          <th scope="row">{t('reportedIncidents')}</th>
          <td class="num">
            {isEstimate && <span class="s muted">{t('reportedEstimate')} </span>}
            {durationWords(oursMs, locale, 2)}
          </td>
        </tr>
        <tr>
          <th scope="row">{t('reportedPage')}</th>
          <td class="num">{durationWords(theirsMs, locale, 2)}</td>
        </tr>
        <tr>
          <th scope="row">{t('reportedDifference')}</th>
          <td class="num">{signedWords(oursMs - theirsMs)}</td>
        </tr>
        {causes.map((cause) => (
          <tr key={cause} class="s muted">
            <th scope="row">{t(CAUSE_WORDS[cause])}</th>
            <td class="num">{signedWords(byCause[cause])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A difference with its sign, isolated: it stands before the number in every direction of writing. */
const signedWords = (ms: number): string => `\u2068${ms > 0 ? '+' : ms < 0 ? '−' : ''}${durationWords(Math.abs(ms), locale, 2)}\u2069`

/** The parts that map to services of the objective. */
function rowsOf({ agreement }: AgreementEvaluation, { id, state }: SourceRecord, report: ObjectiveReport) {
  const { official } = state
  if (!official?.said) return []
  const { said, at } = official
  const components = agreement.links.find((link) => link.source === id)?.components ?? {}
  return said.parts
    .filter((part) => components[part.id]?.some((service) => report.services.includes(service)))
    .map((part) => ({ source: id, part, at, weights: said.weights }))
}

function saidWords({ name, percent, over }: OfficialPart, at: number, now: number): string {
  const figure = percentWords(percent, locale, 4)
  if ('hours' in over)
    return t('reportedOverHours', figure, name, durationWords(over.hours * 3_600_000, locale), instantText(at, here, locale, now))
  return tn('reportedOverDays', over.days, figure, name, over.days, dateWords(over.from, 0, locale), dateWords(over.to, 0, locale))
}

function Ask({ source, agreement }: { source: SourceRecord; agreement: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const address = officialAt(source.feed, source.address)?.address as URL
  const [held, setHeld] = useState<boolean | null>(null)
  useEffect(() => {
    isHostAllowed(address).then(setHeld, console.error)
  }, [])
  const read = async (): Promise<void> => {
    setProblem(null)
    if (!(await allowHost(address))) return setProblem(t('errorPermission', address.host))
    await ask('sources/read', { agreement })
    setHeld(true)
  }
  if (held === null) return null
  if (held && source.state.official) return <p class="bd s muted">{t('reportedNothing')}</p>
  return (
    <div class="bd">
      <p class="s muted">{t('reportedAskHow', `\u2068${address.host}${address.pathname}\u2069`)}</p>
      <button type="button" class="link s" onClick={() => read().catch((error: unknown) => setProblem(errorWords(error)))}>
        {t('reportedAsk')}
      </button>
      {problem && <p role="alert">{problem}</p>}
    </div>
  )
}
