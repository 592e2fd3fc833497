/**
 * One objective's days as bars: pure geometry, report in, shares out. Above the line is what counts, as a share of the period's
 * budget; below it what does not (excluded, unknown, degraded), as a share of one hour. Day boundaries are handed in.
 */
import type { EpochMs, LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import { weightOf } from '../i18n/breakdown-words.ts'
import { type SwatchKind, swatchOf } from './marks.tsx'

export interface Segment {
  readonly kind: SwatchKind
  readonly ms: number
  /** Of the bar's full height, 0 to 1. */
  readonly share: number
}

export interface DayBar {
  readonly index: number
  readonly from: EpochMs
  readonly to: EpochMs
  readonly above: readonly Segment[]
  readonly below: readonly Segment[]
  /** What happened, cut to the day. */
  readonly entries: readonly LedgerEntry[]
}

/** The days of one period; `report` is null where no period holds them (before the agreement, or not in the feed). */
export interface DayGroup {
  readonly label: string
  readonly report: ObjectiveReport | null
  readonly days: readonly DayBar[]
}

const HOUR = 3_600_000

/**
 * @param reports of one objective, one a period, oldest first, not overlapping
 * @param bounds  n + 1 ascending day boundaries for n days
 */
export function dayGroups(reports: readonly ObjectiveReport[], bounds: readonly EpochMs[]): readonly DayGroup[] {
  const groups: { label: string; report: ObjectiveReport | null; days: DayBar[] }[] = []
  for (let i = 0; i + 1 < bounds.length; i += 1) {
    const [from, to] = [bounds[i]!, bounds[i + 1]!]
    // A rolling or fixed period may begin inside a day: the day goes to the period that holds its first instant.
    const report = reports.findLast((r) => r.period.from <= from && from < r.period.to) ?? null
    let group = groups.at(-1)
    if (!group || group.report !== report) {
      group = { label: report?.period.label ?? '', report, days: [] }
      groups.push(group)
    }
    group.days.push(day(i, from, to, report))
  }
  return groups
}

function day(index: number, from: EpochMs, to: EpochMs, report: ObjectiveReport | null): DayBar {
  const entries = (report?.ledger ?? [])
    // What names no service of the agreement is listed in the ledger and drawn on none.
    .filter((entry) => entry.from < to && entry.to > from && entry.as !== 'superseded' && entry.as !== 'unattributed')
    .map((entry) => ({ ...entry, from: Math.max(from, entry.from), to: Math.min(to, entry.to) }))
  if (entries.length === 0) return { index, from, to, entries, above: [], below: [] }
  const sums = new Map<SwatchKind, { ms: number; weighted: number }>()
  for (const entry of entries) {
    const weight = weightOf(entry)
    const kind = entry.as === 'counted' && weight < 1 && !entry.disputed ? 'partial' : swatchOf(entry.as, entry.disputed)
    const sum = sums.get(kind) ?? { ms: 0, weighted: 0 }
    sum.ms += entry.to - entry.from
    sum.weighted += (entry.to - entry.from) * weight
    sums.set(kind, sum)
  }
  const budget = report ? budgetMs(report) : HOUR
  const stack = (kinds: readonly SwatchKind[], share: (sum: { ms: number; weighted: number }) => number) => {
    let room = 1
    return kinds.flatMap((kind): Segment[] => {
      const sum = sums.get(kind)
      if (!sum || sum.ms === 0) return []
      const height = Math.min(room, share(sum))
      room -= height
      return [{ kind, ms: sum.ms, share: height }]
    })
  }
  return {
    index,
    from,
    to,
    entries,
    above: stack(['counted', 'disputed', 'partial'], (sum) => (budget > 0 ? sum.weighted / budget : 1)),
    below: stack(['excluded', 'unknown', 'weightless', 'outside'], (sum) => sum.ms / HOUR),
  }
}

/** The period's budget as time; of a budget in slots or requests the share of agreed time that the target leaves. */
function budgetMs({ budget, time, target }: ObjectiveReport): number {
  if (budget?.unit === 'ms') return budget.total
  return time && target !== null ? (time.agreed * (100 - Number(target))) / 100 : HOUR
}

/** Where a key takes the walk over n days; null for a key that does not walk. `rtl`: time runs to the left. */
export function walk(key: string, index: number, first: number, last: number, rtl: boolean): number | null {
  const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1, ArrowUp: 1, ArrowDown: -1, PageUp: 7, PageDown: -7 }[key]
  if (key === 'Home') return first
  if (key === 'End') return last
  return step === undefined ? null : Math.min(last, Math.max(first, index + step))
}
