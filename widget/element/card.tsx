/** `view="card"`: the promise beside the fact. One objective in its running period, ninety days, what is left and why. */
import type { ComponentChildren } from 'preact'
import { clauseWords } from '../../shared/i18n/breakdown-words.ts'
import { clockText, instantText, periodText, spanText } from '../../shared/i18n/date-words.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { durationWords, stopped, targetWords } from '../../shared/i18n/number-words.ts'
import { verdictSentence, verdictWord } from '../../shared/i18n/verdict-words.ts'
import { DayBars, DayTable } from '../../shared/ui/bars.tsx'
import { LedgerTable } from '../../shared/ui/breakdown.tsx'
import { BudgetBar } from '../../shared/ui/budget.tsx'
import { Legend, Swatch, swatchOf, VerdictWord, verdictKey } from '../../shared/ui/marks.tsx'
import { Amount, AttainedNumber, DurationNumber, HOLE, Rich } from '../../shared/ui/numbers.tsx'
import { Foot } from './foot.tsx'
import type { Now, ObjectiveView, ShownFeed } from './objective-view.ts'
import { promiseWords } from './promise.ts'
import type { Cursor, ViewProps } from './view-props.ts'

export const cursorOf = (cursor: Cursor | null, name: string) =>
  cursor?.key === `bars ${name}` ? { selected: cursor.index, first: cursor.first } : { selected: null, first: 0 }

export function CardView({ shown, ...props }: ViewProps & { shown: ShownFeed }) {
  const { standing, locale, stale, cursor, times, zoneName } = props
  const { report, name, groups } = shown
  const { say } = locale
  const { contract, wall, facts } = standing
  const period = periodText(report.period.label, locale, { year: false })
  const decided = report.verdict !== 'not-in-force' && report.attained.value !== null
  return (
    <section
      role="group"
      class={stale ? 'sla stale' : 'sla'}
      part="card"
      data-v={verdictKey(report.verdict)}
      aria-label={`${name}, ${verdictWord(report, locale)}`}
    >
      <div class="hd">
        <b part="name">{name}</b>
        <span class="s muted">{say.inZone(report.period.complete ? period : say.soFar(period), contract.zone)}</span>
      </div>
      <div class="big" part="figure">
        <AttainedNumber report={report} locale={locale} size={2} />
        {report.target !== null && (
          <span class="muted">{(report.strict ? say.targetAbove : say.targetIs)(targetWords(report.target, locale))}</span>
        )}
        <VerdictWord report={report} locale={locale} />
      </div>
      {stale && <Stale {...props} />}
      {(report.verdict !== 'on-track' || !report.budget) && !stale && (
        <p class="s say">{stopped(verdictSentence(report, locale, wall, facts.at))}</p>
      )}
      {decided && <DayBars groups={groups} name={name} contract={contract} locale={locale} wall={wall} {...cursorOf(cursor, name)} />}
      <Rows shown={shown} {...props} />
      {shown.now && <Happening {...props} happening={shown.now} />}
      <Foot
        {...props}
        report={report}
        why={() => [
          <LedgerTable report={report} contract={contract} at={facts.at} locale={locale} wall={times} zone={zoneName} />,
          <Legend locale={locale} />,
          <details class="tab">
            <summary>{say.daysShown('90') + locale.comma + say.showAsTable}</summary>
            <DayTable groups={groups} locale={locale} wall={wall} at={facts.at} />
          </details>,
        ]}
      />
    </section>
  )
}

/** "Last known at …": the words over figures that are older than the feed promised. */
export function Stale({ standing, locale, now, times }: ViewProps) {
  const { say } = locale
  const { at, validFor } = standing.facts
  return (
    <p class="s">
      <strong>{say.lastUpdate(instantText(at, times, locale, now), durationWords(now - at, locale, 2))}</strong>{' '}
      {say.outOfDate(durationWords(validFor, locale, 2))}
    </p>
  )
}

/** Budget, exclusions used, what comes next and what is owed or promised if the objective is missed. */
function Rows({ shown, standing, locale, times }: ViewProps & { shown: ShownFeed }) {
  const { report, next, objective } = shown
  const { say } = locale
  const { contract, facts } = standing
  const budget = report.budget
  const unknown = report.time?.unknown ?? 0
  const promise = promiseWords(objective, contract, locale)
  const amount = (n: number) => budget && <Amount n={n} unit={budget.unit} locale={locale} />
  return (
    <dl class="facts" part="facts">
      {budget && (
        <Row name={say.budget}>
          <Amount n={budget.total} unit={budget.unit} locale={locale} />
          {locale.comma}
          <Rich text={say.spent(HOLE)}>{amount(budget.spent)}</Rich>
          {locale.comma}
          <strong class="nw">
            <Rich text={(budget.left < 0 ? say.over : say.left)(HOLE)}>{amount(Math.abs(budget.left))}</Rich>
          </strong>
          <BudgetBar report={report} at={facts.at} locale={locale} />
        </Row>
      )}
      {exclusionsUsed(shown, standing, locale).map((used) => (
        <Row name={say.excluded}>
          <DurationNumber ms={used.ms} locale={locale} /> {used.words}
        </Row>
      ))}
      {unknown > 0 && (
        <Row name={locale.classes.unknown}>
          <DurationNumber ms={unknown} locale={locale} />
        </Row>
      )}
      {next && <Row name={say.next}>{say.maintenanceAt(spanText(next.from, next.to, times, locale))}</Row>}
      {promise && <Row name={report.verdict === 'breached' ? say.serviceCredit : say.ifBreached}>{promise}</Row>}
    </dl>
  )
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** By clause: how much was taken out, and how long before it was announced where that is known. */
function exclusionsUsed(
  { report }: ShownFeed,
  { contract, facts }: ObjectiveView,
  locale: Locale,
): readonly { ms: number; words: string }[] {
  const byClause = new Map<string, { ms: number; notice: number | null }>()
  for (const entry of report.ledger) {
    if (entry.as !== 'excluded') continue
    const works = facts.evidence.maintenance.find(
      (one) =>
        !one.void &&
        one.services.some((id) => report.services.includes(id)) &&
        one.from <= entry.from &&
        entry.from < (one.actual?.to ?? one.to),
    )
    const notice = works?.announcedAt === undefined ? null : works.from - works.announcedAt
    const sum = byClause.get(entry.clause) ?? { ms: 0, notice }
    byClause.set(entry.clause, {
      ms: sum.ms + entry.to - entry.from,
      notice: notice === null || sum.notice === null ? null : Math.min(sum.notice, notice),
    })
  }
  return [...byClause].map(([clause, { ms, notice }]) => {
    const id = clause.split('.')[1]
    const name = contract.exclusions?.find((one) => one.id === id)?.name ?? id?.replaceAll('-', ' ') ?? clause
    return { ms, words: notice === null ? name : `${name}${locale.comma}${locale.say.announced(durationWords(notice, locale, 2))}` }
  })
}

function Happening({ happening, standing, locale, times }: ViewProps & { happening: Now }) {
  const { say } = locale
  const { contract, facts } = standing
  const since = instantText(happening.from, times, locale, facts.at)
  const title = happening.title ?? say.incident
  const kind = happening.spared ? 'weightless' : swatchOf('counted')
  return (
    <p class="open" part="open">
      <Swatch kind={kind} />
      <span>
        {happening.planned && happening.to !== null
          ? say.maintenanceNow(happening.title ?? contract.title, instantText(happening.to, times, locale, facts.at))
          : say.openIncident(title, since, clockText(happening.confirmed, times))}{' '}
        {happening.spared && say.notCounted(clauseWords(happening.spared, contract))}
      </span>
    </p>
  )
}
