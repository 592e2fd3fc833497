/** The figures of one objective in one period: attained, budget, credit, and whose word it rests on. */
import type { ObjectiveReport } from '../evaluate/report.ts'
import { claimWords } from '../words/claims.ts'
import { dateWords } from '../words/dates.ts'
import { durationWords, numberText, percentWords, targetWords } from '../words/figures.ts'
import type { Locale } from '../words/locale.ts'
import { amountWords, isBounded } from '../words/verdict.ts'
import { VerdictWord, verdictKey } from './marks.tsx'
import { Amount, Attained, Duration, Money, Num } from './numbers.tsx'

export interface FiguresProps {
  readonly report: ObjectiveReport
  readonly locale: Locale
}

export function Figures({ report, locale }: FiguresProps) {
  const { budget, attained } = report
  return (
    <section class="card figs" data-v={verdictKey(report.verdict)} aria-label="Figures">
      <div>
        <p>
          <VerdictWord verdict={report.verdict} locale={locale} size={16} />
        </p>
        <p>
          <Attained report={report} locale={locale} size={isBounded(report) ? 2 : 3} />
        </p>
        <p class="fine">
          {report.target === null ? '' : locale.say.ofPromised(targetWords(report.target, locale))}
          {attained.exact !== null &&
            attained.exact.length <= 24 &&
            `, exact ${attained.exact
              .split('/')
              .map((n) => numberText(n, locale))
              .join('/')}`}
          {isBounded(report) &&
            attained.low !== null &&
            attained.high !== null &&
            `; ${percentWords(attained.low, locale)} if all that nobody saw was down, ${percentWords(attained.high, locale)} if none`}
          {report.reason !== undefined && `; ${report.reason}`}
        </p>
      </div>
      {budget && (
        <div>
          <h2 class="cap">{locale.say.budget}</h2>
          <p>
            <Amount n={budget.left} unit={budget.unit} locale={locale} size={1} />
          </p>
          <p class="fine">
            {amountWords(budget.spent, budget.unit, locale)} spent of {amountWords(budget.total, budget.unit, locale)}
          </p>
        </div>
      )}
      <CreditFigure report={report} locale={locale} />
      {report.time && (
        <div>
          <h2 class="cap">Whose word</h2>
          <p>
            <Duration ms={report.time.disputed} locale={locale} size={1} />
          </p>
          <p class="fine">
            {report.time.disputed === 0 ? 'nobody disputes it' : 'on which the sources disagree'}; {durationWords(report.time.down, locale)}{' '}
            down in all
            {report.time.unknown > 0 && `; nobody saw ${durationWords(report.time.unknown, locale)}`}
          </p>
        </div>
      )}
    </section>
  )
}

function CreditFigure({ report: { credit, claim, remedies }, locale }: FiguresProps) {
  const words = claimWords(locale.tag)
  const step = claim.steps.find(({ lastDay }) => lastDay !== null)
  const due = credit.state === 'due'
  const computed = remedies.filter(({ state }) => state === 'due').length
  return (
    <div>
      <h2 class="cap">{due ? words.credits.due : 'Credit'}</h2>
      <p>
        {due && credit.amount !== null && credit.currency !== null ? (
          <Money amount={credit.amount} currency={credit.currency} locale={locale} size={1} />
        ) : due && credit.percent !== null ? (
          <Num text={numberText(credit.percent, locale)} unit="%" size={1} />
        ) : due && credit.days !== null ? (
          <Num text={numberText(credit.days, locale)} unit={credit.days === '1' ? 'day' : 'days'} size={1} />
        ) : (
          <span class="fig f1">{words.credits[credit.state]}</span>
        )}
      </p>
      <p class="fine">
        {due && credit.amount !== null && credit.percent !== null && `${numberText(credit.percent, locale)} % of the fee. `}
        {computed > 1 && `${computed} remedies. `}
        {step?.lastDay && `${step.id} by ${dateWords(step.lastDay, 0, locale)}: ${words.steps[step.state]}`}
      </p>
    </div>
  )
}
