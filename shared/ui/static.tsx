/**
 * An objective as plain markup with a linked sheet: no script, no style attribute, so that the strictest policy shows it. It is
 * as old as the file it stands in, and says so.
 */
import type { EpochMs, ObjectiveReport } from '../evaluate/model/report.ts'
import type { Clauses } from '../i18n/breakdown-words.ts'
import { instantText, periodText, type Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { stopped, targetWords } from '../i18n/number-words.ts'
import { explainedVerdict } from '../i18n/reason-texts.ts'
import { verdictWord } from '../i18n/verdict-words.ts'
import { DayTable } from './bars.tsx'
import { LedgerTable } from './breakdown.tsx'
import type { DayGroup } from './day-geometry.ts'
import { VerdictWord, verdictKey } from './marks.tsx'
import { MonthsTable } from './months.tsx'
import { AttainedNumber } from './numbers.tsx'

export interface StaticProps {
  readonly name: string
  /** Oldest first, the running one last. */
  readonly reports: readonly ObjectiveReport[]
  readonly groups: readonly DayGroup[]
  readonly contract: Clauses
  readonly at: EpochMs
  readonly locale: Locale
  readonly wall: Wall
  readonly zone: string
}

export function StaticCard({ name, reports, groups, contract, at, locale, wall, zone }: StaticProps) {
  const report = reports.at(-1)!
  const { say } = locale
  const period = periodText(report.period.label, locale)
  return (
    <section
      class="sla-standing"
      lang={locale.tag}
      dir={locale.dir}
      data-v={verdictKey(report.verdict)}
      aria-label={`${name}, ${verdictWord(report, locale)}`}
    >
      <p class="hd">
        <b>{name}</b> <span class="muted">{say.inZone(report.period.complete ? period : say.soFar(period), zone)}</span>
      </p>
      <p class="big">
        <AttainedNumber report={report} locale={locale} size={2} />{' '}
        {report.target !== null && <span class="muted">{say.targetIs(targetWords(report.target, locale))}</span>}{' '}
        <VerdictWord report={report} locale={locale} />
      </p>
      <p>{stopped(explainedVerdict(report, locale, wall, at))}</p>
      <Strip groups={groups} rtl={locale.dir === 'rtl'} />
      <details>
        <summary>{say.howCounted}</summary>
        <LedgerTable report={report} contract={contract} at={at} locale={locale} wall={wall} zone={zone} />
        <DayTable groups={groups} locale={locale} wall={wall} at={at} />
      </details>
      <details>
        <summary>{say.achieved}</summary>
        <MonthsTable reports={reports} locale={locale} />
      </details>
      <p class="muted">{say.asOfPlain(`${instantText(at, wall, locale)} (${zone})`)}</p>
    </section>
  )
}

const [CELL, UP, DOWN] = [6, 40, 14]

/** The days as a drawing made of attributes alone; the table beside it says the same. */
function Strip({ groups, rtl }: { groups: readonly DayGroup[]; rtl: boolean }) {
  const days = groups.flatMap((group) => group.days.map((day) => ({ day, key: group.report ? verdictKey(group.report.verdict) : 'off' })))
  const width = days.length * CELL
  return (
    <svg class="strip" viewBox={`0 0 ${width} ${UP + DOWN + 2}`} preserveAspectRatio="none" aria-hidden="true">
      {days.map(({ day, key }, i) => {
        const x = (rtl ? days.length - 1 - i : i) * CELL + 1
        const above = day.above.reduce((sum, one) => sum + one.share, 0) * UP
        const below = day.below.reduce((sum, one) => sum + one.share, 0) * DOWN
        return (
          <g data-v={key}>
            {above > 0 ? (
              <rect class="ev" x={x} y={UP - Math.max(4, above)} width={CELL - 2} height={Math.max(4, above)} />
            ) : (
              <rect class="bs" x={x} y={UP - 3} width={CELL - 2} height={3} />
            )}
            {below > 0 && <rect class="nv" x={x} y={UP + 2} width={CELL - 2} height={Math.max(4, below)} />}
          </g>
        )
      })}
    </svg>
  )
}
