/** The figures of one objective in one period: attained, budget, credit, and whose word it rests on. */
import type { ObjectiveReport } from '../evaluate/model/report.ts'
import { claimWords } from '../i18n/claim-states.ts'
import { dateWords } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { durationWords, NBSP, numberText, percentWords, targetWords } from '../i18n/number-words.ts'
import { readerWords } from '../i18n/reader.ts'
import { creditReason, reasonText } from '../i18n/reason-texts.ts'
import { amountWords, isBounded } from '../i18n/verdict-words.ts'
import { VerdictWord, verdictKey } from './marks.tsx'
import { Amount, AttainedNumber, DurationNumber, MoneyNumber, Num } from './numbers.tsx'

export interface FiguresProps {
  readonly report: ObjectiveReport
  readonly locale: Locale
}

export function Figures({ report, locale }: FiguresProps) {
  const { budget, attained, time } = report
  const say = readerWords(locale.tag).view
  const exact =
    attained.exact !== null && attained.exact.length <= 24
      ? say.exact(
          attained.exact
            .split('/')
            .map((n) => numberText(n, locale))
            .join('/'),
        )
      : ''
  const bounds =
    isBounded(report) && attained.unit === undefined && attained.low !== null && attained.high !== null
      ? say.bounds(percentWords(attained.low, locale), percentWords(attained.high, locale))
      : ''
  const promised = report.target === null ? '' : locale.say.targetIs(targetWords(report.target, locale))
  return (
    <section class="card figs" data-v={verdictKey(report.verdict)} aria-label={say.figures}>
      <div>
        <p>
          <VerdictWord report={report} locale={locale} size={16} />
        </p>
        <p>
          <AttainedNumber report={report} locale={locale} size={isBounded(report) ? 2 : 3} />
        </p>
        <p class="fine">
          {[[promised, exact].filter(Boolean).join(locale.comma), bounds, report.reason && reasonText(report.reason, locale)]
            .filter(Boolean)
            .join(locale.semicolon)}
        </p>
      </div>
      {budget && (
        <div>
          <h2 class="cap">{locale.say.budget}</h2>
          <p>
            <Amount n={budget.left} unit={budget.unit} locale={locale} size={1} />
          </p>
          <p class="fine">{say.spentOf(amountWords(budget.spent, budget.unit, locale), amountWords(budget.total, budget.unit, locale))}</p>
        </div>
      )}
      <CreditFigure report={report} locale={locale} />
      {time && (
        <div>
          <h2 class="cap">{say.disputedHead}</h2>
          <p>
            <DurationNumber ms={time.disputed} locale={locale} size={1} />
          </p>
          <p class="fine">
            {[
              time.disputed === 0 ? say.undisputed : say.disputed,
              say.downInAll(durationWords(time.down, locale)),
              time.unknown > 0 && say.notMeasured(durationWords(time.unknown, locale)),
            ]
              .filter(Boolean)
              .join(locale.semicolon)}
          </p>
        </div>
      )}
    </section>
  )
}

function CreditFigure({ report: { credit, claim, remedies }, locale }: FiguresProps) {
  const words = claimWords(locale.tag)
  const say = readerWords(locale.tag).view
  const step = claim.steps.find(({ lastDay }) => lastDay !== null)
  const due = credit.state === 'due' || credit.state === 'provisional'
  const computed = remedies.filter(({ state }) => state === credit.state).length
  return (
    <div>
      <h2 class="cap">{due ? words.credits[credit.state] : say.credit}</h2>
      <p>
        {due && credit.amount !== null && credit.currency !== null ? (
          <MoneyNumber amount={credit.amount} currency={credit.currency} locale={locale} size={1} />
        ) : due && credit.percent !== null ? (
          <Num text={numberText(credit.percent, locale)} unit="%" size={1} />
        ) : due && credit.days !== null ? (
          <span class="fig f1">{locale.say.days(numberText(credit.days, locale))}</span>
        ) : (
          <span class="fig f1">{words.credits[credit.state]}</span>
        )}
      </p>
      <p class="fine">
        {[
          due && credit.amount !== null && credit.percent !== null && say.ofFee(`${numberText(credit.percent, locale)}${NBSP}%`),
          creditReason({ credit, remedies }, locale),
          computed > 1 && `${say.remedies(String(computed))}.`,
          step?.lastDay && say.step(claim.steps.length > 1 ? step.id : null, dateWords(step.lastDay, 0, locale), words.steps[step.state]),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </div>
  )
}
