/** The small views: `badge` (one box), `line` (a phrase in the page's own text) and `table` (every period, newest first). */

import { instantText, periodText } from '../../shared/i18n/date-words.ts'
import { durationWords, targetWords } from '../../shared/i18n/number-words.ts'
import { attainedWords, verdictWord } from '../../shared/i18n/verdict-words.ts'
import { LedgerTable } from '../../shared/ui/breakdown.tsx'
import { Mark, VerdictWord, verdictKey } from '../../shared/ui/marks.tsx'
import { MonthsTable } from '../../shared/ui/months.tsx'
import { Amount, AttainedNumber, HOLE, Rich } from '../../shared/ui/numbers.tsx'
import { Stale } from './card.tsx'
import { Foot } from './foot.tsx'
import type { ShownFeed } from './objective-view.ts'
import type { ViewProps } from './view-props.ts'

export function BadgeView(props: ViewProps) {
  const { standing, locale, stale } = props
  return (
    <span class="badges">
      {standing.shown.map(({ report, name }) => (
        <span
          class={stale ? 'badge stale' : 'badge'}
          part="badge"
          data-v={verdictKey(report.verdict)}
          role="img"
          aria-label={stale ? `${label(name, report, locale)}. ${lastKnown(props)}` : label(name, report, locale)}
        >
          <span>
            <bdi>{name}</bdi>
            {report.target !== null && <bdi>{targetWords(report.target, locale)}</bdi>}
          </span>
          <span>
            <Mark verdict={report.verdict} size={12} />
            <b>
              {report.verdict === 'cannot-tell' || report.attained.value === null
                ? verdictWord(report, locale)
                : attainedWords(report, locale)}
            </b>
          </span>
        </span>
      ))}
    </span>
  )
}

const lastKnown = ({ standing, locale, now, times }: ViewProps) =>
  locale.say.lastUpdate(instantText(standing.facts.at, times, locale, now), durationWords(now - standing.facts.at, locale, 2))

const label = (name: string, report: ShownFeed['report'], locale: ViewProps['locale']) =>
  `${name}: ${verdictWord(report, locale)}${locale.comma}${attainedWords(report, locale)}${report.target === null ? '' : locale.comma + locale.say.targetIs(targetWords(report.target, locale))}`

export function LineView({ shown, ...props }: ViewProps & { shown: ShownFeed }) {
  const { standing, locale, stale, times } = props
  const { report } = shown
  const { say } = locale
  const period = periodText(report.period.label, locale, { year: false })
  return (
    <span class={stale ? 'line stale' : 'line'} part="line" data-v={verdictKey(report.verdict)}>
      <VerdictWord report={report} locale={locale} />
      {': '}
      <AttainedNumber report={report} locale={locale} /> {(report.period.complete ? say.inPeriod : say.soFarIn)(period)}
      {report.budget && report.budget.left >= 0 && (
        <span>
          {locale.comma}
          <Rich text={say.budgetLeft(HOLE)}>
            <Amount n={report.budget.left} unit={report.budget.unit} locale={locale} />
          </Rich>
        </span>
      )}{' '}
      <span class="muted s">{stale ? lastKnown(props) : instantText(standing.facts.at, times, locale, props.now)}</span>
    </span>
  )
}

export function TableView(props: ViewProps) {
  const { standing, locale, stale, times, zoneName } = props
  const { contract, facts, shown } = standing
  return (
    <section role="group" class={stale ? 'sla stale' : 'sla'} part="card" aria-label={contract.title}>
      {stale && <Stale {...props} />}
      {shown.map(({ name, reports }) => (
        <div class="per">
          <b part="name">{name}</b>
          <MonthsTable reports={reports} locale={locale} />
        </div>
      ))}
      <Foot
        {...props}
        why={() =>
          shown.map(({ report }) => (
            <LedgerTable report={report} contract={contract} at={facts.at} locale={locale} wall={times} zone={zoneName} />
          ))
        }
      />
    </section>
  )
}
