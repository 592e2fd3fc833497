/** The head of one objective in one period: verdict in a sentence, attained, budget, credit. */
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { claimWords } from '../../../shared/i18n/claim-states.ts'
import { dateWords, periodText, type Wall } from '../../../shared/i18n/date-words.ts'
import { durationWords, numberText, percentWords, stopped, targetWords } from '../../../shared/i18n/number-words.ts'
import { creditReason, explainedVerdict } from '../../../shared/i18n/reason-texts.ts'
import { isBounded } from '../../../shared/i18n/verdict-words.ts'
import { BudgetBar } from '../../../shared/ui/budget.tsx'
import { VerdictWord, verdictKey } from '../../../shared/ui/marks.tsx'
import { Amount, AttainedNumber, DurationNumber, MoneyNumber } from '../../../shared/ui/numbers.tsx'
import type { AgreementEvaluation, ObjectiveEvaluation } from '../../model/agreement-evaluation.ts'
import { row } from '../../store/summary.ts'
import { locale, t } from '../common/i18n.ts'
import { creditWords } from '../common/row-summary.ts'

export interface PartProps {
  readonly evaluation: AgreementEvaluation
  readonly objective: ObjectiveEvaluation
  readonly report: ObjectiveReport
  readonly wall: Wall
}

const AUTHORITY = { provider: 'byProvider', customer: 'byCustomer', either: 'byEither', both: 'byBoth' } as const

export function Hero({ evaluation, objective, report, wall }: PartProps & { now: number }) {
  const { say } = locale
  const period = periodText(report.period.label, locale)
  const { budget, attained } = report
  const authority = evaluation.agreement.contract.objectives.find(({ id }) => id === objective.id)?.measure.authority ?? 'either'
  const by = typeof authority === 'string' ? t(AUTHORITY[authority]) : ''
  const disputed = report.time && report.time.disputed > 0 ? t('disputed', durationWords(report.time.disputed, locale)) : ''
  return (
    <section class="card hero" data-v={verdictKey(report.verdict)} aria-label={t('status')}>
      <div>
        <p class="big">
          <VerdictWord report={report} locale={locale} size={20} />
        </p>
        <p class="lead">{stopped(explainedVerdict(report, locale, wall, evaluation.at))}</p>
        <p class="fine">
          {[report.period.complete ? period : say.soFar(period), evaluation.zone.id].join(locale.comma)}.{' '}
          {[by, disputed].filter(Boolean).join(' ')}
          {report.basis === 'estimate' && ` ${t('estimate')}.`}
          {report.provisional && ` ${say.provisionalUntil(dateWords(day(report.settles, wall), 0, locale))}.`}
        </p>
      </div>
      <div>
        <h2 class="cap">{report.period.complete ? say.achieved : t('achievedSoFar')}</h2>
        <p>
          <AttainedNumber report={report} locale={locale} size={isBounded(report) ? 2 : 3} />
        </p>
        {report.target !== null && <p class="fine">{say.targetIs(targetWords(report.target, locale))}</p>}
        {isBounded(report) && attained.unit === undefined && attained.low !== null && attained.high !== null && (
          <p class="fine">{t('betweenBounds', percentWords(attained.low, locale), percentWords(attained.high, locale))}</p>
        )}
      </div>
      {budget && (
        <div>
          <h2 class="cap">{t(budget.left < 0 ? 'budgetOver' : 'budgetLeft')}</h2>
          <p>
            {budget.unit === 'ms' ? (
              <DurationNumber ms={Math.abs(budget.left)} locale={locale} size={3} most={2} />
            ) : (
              <Amount n={Math.abs(budget.left)} unit={budget.unit} locale={locale} size={3} />
            )}
          </p>
          <div class="bar">
            <BudgetBar report={report} at={evaluation.at} locale={locale} />
          </div>
          <p class="fine">
            <Amount n={budget.spent} unit={budget.unit} locale={locale} /> {t('of')}{' '}
            <Amount n={budget.total} unit={budget.unit} locale={locale} /> {t('spent')}
            {pace(report)}
          </p>
        </div>
      )}
      <Credit report={report} objective={objective} />
    </section>
  )
}

const day = (at: number, wall: Wall): string => new Date(wall(at)).toISOString().slice(0, 10)

/** The burn rate; empty in a closed period, or where there is none. */
function pace(report: ObjectiveReport): string {
  const rate = report.burn?.rate
  if (report.period.complete || rate == null) return ''
  const [n, d] = rate.split('/').map(BigInt)
  if (!n || !d) return ''
  const hundredths = (n * 100n) / d
  return `${locale.comma}${t('burnRate', numberText(`${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`, locale))}`
}

/** What this period pays; in the running one, what can still be claimed for a closed one comes first. */
function Credit({ report, objective }: { report: ObjectiveReport; objective: ObjectiveEvaluation }) {
  const open = report.period.complete ? undefined : objective.periods.findLast(isOpen)
  const shown = open ?? report
  const { credit, claim } = shown
  const step = claim.steps.find(({ state }) => state === 'open' || state === 'due-soon' || state === 'too-early')
  const words = creditWords(row(shown, objective.name, null))
  const why = creditReason(shown, locale)
  const by = step?.lastDay ? t(open ? 'claimByShort' : 'claimBy', dateWords(step.lastDay, 0, locale)) : ''
  return (
    <div>
      <h2 class="cap">{t(open ? 'openClaims' : 'credit')}</h2>
      <p>
        {(credit.state === 'due' || credit.state === 'provisional') && credit.amount !== null && credit.currency !== null ? (
          <MoneyNumber amount={credit.amount} currency={credit.currency} locale={locale} size={credit.amount.length > 7 ? 2 : 3} />
        ) : (
          <span class={words ? 'fig f2' : 'fig f1'}>{words ?? claimWords(locale.tag).credits[credit.state]}</span>
        )}
      </p>
      <p class="fine">
        {open ? [periodText(open.period.label, locale), by].filter(Boolean).join(locale.comma) : by || stateWords(claim.state)}
      </p>
      {credit.state === 'provisional' && <p class="fine">{claimWords(locale.tag).credits.provisional}</p>}
      {why && <p class="fine">{why}</p>}
    </div>
  )
}

const isOpen = ({ claim, credit }: ObjectiveReport): boolean =>
  (claim.state === 'open' || claim.state === 'due-soon') && (credit.state === 'due' || credit.state === 'provisional')

const stateWords = (state: ObjectiveReport['claim']['state']): string => (state === 'none' ? '' : claimWords(locale.tag).steps[state])
