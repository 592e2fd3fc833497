/**
 * Days as bars, grouped by period, with the period's verdict under them. A quiet day is no element at all: the line is one
 * background, so that twenty strips of ninety days stay a few hundred nodes. The whole strip is one stop for the keyboard, a
 * slider over days whose value is said in words; the same days as a table stand in `DayTable`.
 */
import type { ComponentChildren } from 'preact'
import type { EpochMs } from '../evaluate/model/report.ts'
import { type Clauses, clauseWords } from '../i18n/breakdown-words.ts'
import { clockText, dayText, periodText, type Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { durationWords } from '../i18n/number-words.ts'
import { attainedWords, figureText, verdictWord } from '../i18n/verdict-words.ts'
import type { DayBar, DayGroup, Segment } from './day-geometry.ts'
import { Mark, Swatch, type SwatchKind, verdictKey } from './marks.tsx'
import { DurationNumber } from './numbers.tsx'

export interface DayBarsProps {
  readonly groups: readonly DayGroup[]
  readonly name: string
  readonly contract: Clauses
  readonly locale: Locale
  readonly wall: Wall
  /** `short`: Sep 99.879; `long`: with the verdict's word; none in rows of a list. */
  readonly labels?: 'none' | 'short' | 'long'
  /** Day that the keyboard or pointer stands on, by index; null or absent shows none. */
  readonly selected?: number | null
  /** First day that is visible (a narrow widget drops whole months); moves the popover only. */
  readonly first?: number
}

const classWord = (kind: SwatchKind, locale: Locale) => locale.classes[kind === 'outside' ? 'outside-hours' : kind]

/** The day in words: `3 Nov: 6 min 30 s counted`. */
export function dayWords(day: DayBar, locale: Locale, wall: Wall): string {
  const parts = [...day.above, ...day.below].map((segment) =>
    locale.say.dayClass(durationWords(segment.ms, locale), classWord(segment.kind, locale)),
  )
  const name = dayText(day.from, wall, locale)
  return parts.length ? `${name}: ${parts.join(locale.comma)}` : locale.say.dayWithoutIncidents(name)
}

export function DayBars({ groups, name, contract, locale, wall, labels = 'short', selected = null, first = 0 }: DayBarsProps) {
  const days = groups.flatMap((group) => group.days)
  const last = days.length - 1
  const now = days[selected ?? last]
  return (
    <div
      class="bars"
      part="bars"
      role="slider"
      tabIndex={0}
      data-k={`bars ${name}`}
      aria-label={`${name}, ${locale.say.daysShown(String(days.length))}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={selected ?? Math.max(0, last)}
      aria-valuetext={now ? dayWords(now, locale, wall) : ''}
    >
      {groups.map((group, g) => (
        <div class="grp" data-v={group.report ? verdictKey(group.report.verdict) : 'off'} style={{ '--n': String(group.days.length) }}>
          <div class={group.report ? 'strip' : 'strip none'}>
            {group.days.map((day) => (
              <Bar day={day} at={day.index - group.days[0]!.index} today={day.index === last && !group.report?.period.complete} />
            ))}
            {now && selected !== null && group.days.includes(now) && (
              <Cursor at={now.index - group.days[0]!.index} x={(now.index - first) / Math.max(1, last - first)}>
                <DayTip day={now} contract={contract} locale={locale} wall={wall} />
              </Cursor>
            )}
          </div>
          {labels !== 'none' && <GroupLabel group={group} locale={locale} long={labels === 'long'} latest={g === groups.length - 1} />}
        </div>
      ))}
    </div>
  )
}

function Bar({ day, at, today }: { day: DayBar; at: number; today: boolean }) {
  if (!day.above.length && !day.below.length && !today) return null
  return (
    <div class={today ? 'day today' : 'day'} style={{ '--i': String(at) }}>
      {day.above.length > 0 && <div class="up">{day.above.map(SegmentBar)}</div>}
      {day.below.length > 0 && <div class="dn">{day.below.map(SegmentBar)}</div>}
    </div>
  )
}

const SegmentBar = (segment: Segment) => (
  <b class={`tc-${segment.kind}`} style={{ 'block-size': `${Math.round(segment.share * 1000) / 10}%` }} />
)

function Cursor({ at, x, children }: { at: number; x: number; children: ComponentChildren }) {
  return (
    <div class="cur" style={{ '--i': String(at), '--x': String(Math.max(0, Math.round(x * 1000) / 1000)) }}>
      {children}
    </div>
  )
}

/** The day, the seconds and the clause. */
function DayTip({ day, contract, locale, wall }: { day: DayBar; contract: Clauses; locale: Locale; wall: Wall }) {
  const shown = day.entries.slice(0, 4)
  return (
    <div class="tip" part="popover">
      <p class="t">
        {locale.weekdays[weekday(wall(day.from))]} {dayText(day.from, wall, locale)}
      </p>
      {shown.length === 0 && <p class="muted">{locale.say.noDowntime}</p>}
      {shown.map((entry) => (
        <p>
          <b>{durationWords(entry.to - entry.from, locale)}</b> {locale.classes[entry.disputed ? 'disputed' : entry.as]}
          <span class="muted">
            {' '}
            {clockText(entry.from, wall)} {entry.title ? `${entry.title} ` : ''}
            {clauseWords(entry.clause, contract)}
          </span>
        </p>
      ))}
      {day.entries.length > shown.length && <p class="muted">+ {day.entries.length - shown.length}</p>}
    </div>
  )
}

const weekday = (localMs: number) => (((Math.floor(localMs / 86_400_000) + 3) % 7) + 7) % 7

function GroupLabel({ group, locale, long, latest }: { group: DayGroup; locale: Locale; long: boolean; latest: boolean }) {
  const report = group.report
  if (!report) return <div class="mo" />
  const value = report.attained.value === null && report.attained.low === null ? '' : figureText(report, locale)
  return (
    <div class="mo">
      <Mark verdict={report.verdict} size={long ? 12 : 10} />
      <span>{periodText(report.period.label, locale, { year: false, short: true })}</span>
      {long ? <b class="vt">{`${verdictWord(report, locale)} ${value}`}</b> : !latest && <span>{value}</span>}
    </div>
  )
}

/** The same days as a table: only those on which something happened. */
export function DayTable({ groups, locale, wall, at }: { groups: readonly DayGroup[]; locale: Locale; wall: Wall; at: EpochMs }) {
  return (
    <table class="behind">
      <thead>
        <tr>
          <th scope="col">{locale.say.day}</th>
          <th scope="col">{locale.say.countedAs}</th>
          <th scope="col" class="num">
            {locale.say.length}
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody>
          {group.report && (
            <tr>
              <th scope="rowgroup" colspan={3}>
                {periodText(group.label, locale)}: {verdictWord(group.report, locale)}, {attainedWords(group.report, locale)}
              </th>
            </tr>
          )}
          {group.days.flatMap((day) =>
            [...day.above, ...day.below].map((segment) => (
              <tr>
                <td>{dayText(day.from, wall, locale, at)}</td>
                <td>
                  <Swatch kind={segment.kind} /> {classWord(segment.kind, locale)}
                </td>
                <td class="num">
                  <DurationNumber ms={segment.ms} locale={locale} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      ))}
    </table>
  )
}
