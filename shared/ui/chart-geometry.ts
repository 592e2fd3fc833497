/**
 * Geometry of the two large charts, pure: budget burn-down and months on an axis of nines. x and y run from 0 to 1 in reading
 * direction (0 is the start edge and the top); the drawing turns them for right-to-left.
 */
import type { EpochMs, LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import { weightOf } from '../i18n/breakdown-words.ts'

export interface BurnStep {
  readonly x: number
  /** After the drop. */
  readonly y: number
  /** Budget left after it and what it took, in the budget's unit. */
  readonly left: number
  readonly took: number
  readonly entry: LedgerEntry
}
export interface ChartBand {
  readonly from: number
  readonly to: number
}
export interface BurnShape {
  /** Budget at the top edge; the lower edge is 0, or what is overspent. */
  readonly top: number
  readonly bottom: number
  /** Where 0 stands. */
  readonly zero: number
  readonly steps: readonly BurnStep[]
  /** SVG path data in a box of 1 × 1, from the first instant to now. */
  readonly path: string
  readonly now: { readonly x: number; readonly y: number; readonly left: number }
  /** Where the projection meets 0, or where it ends at the period's end; null where nothing was spent or the period is over. */
  readonly projection: { readonly x: number; readonly y: number; readonly at: EpochMs | null } | null
  /** Excluded maintenance, past and announced. */
  readonly maintenance: readonly ChartBand[]
  readonly unknown: readonly (ChartBand & { readonly y: number })[]
}

/** Null where the objective has no budget of time. `announced` are windows still to come. */
export function burnShape(
  report: ObjectiveReport,
  at: EpochMs,
  announced: readonly { from: EpochMs; to: EpochMs }[] = [],
): BurnShape | null {
  const budget = report.budget
  if (budget?.unit !== 'ms') return null
  const { from, to } = report.period
  const top = Math.max(1, budget.total)
  const bottom = Math.min(0, budget.left)
  const x = (t: number) => Math.min(1, Math.max(0, (t - from) / (to - from)))
  const y = (left: number) => (top - left) / (top - bottom)
  const band = (e: { from: number; to: number }): ChartBand => ({ from: x(e.from), to: x(e.to) })
  const counted = report.ledger.filter((entry) => entry.as === 'counted').sort((a, b) => a.from - b.from)
  const steps: BurnStep[] = []
  const unknown: (ChartBand & { y: number })[] = []
  let left = budget.total
  let path = `M0 ${n(y(left))}`
  for (const entry of counted) {
    const took = Math.ceil((entry.to - entry.from) * weightOf(entry))
    path += `L${n(x(entry.from))} ${n(y(left))}`
    left = Math.max(budget.left, left - took)
    path += `L${n(x(entry.to))} ${n(y(left))}`
    steps.push({ x: x(entry.to), y: y(left), left, took, entry })
  }
  for (const entry of report.ledger) {
    if (entry.as !== 'unknown' && entry.as !== 'doubtful') continue
    const before = steps.findLast((step) => step.entry.to <= entry.from)
    unknown.push({ ...band(entry), y: before ? before.y : y(budget.total) })
  }
  const end = Math.min(at, to)
  const now = { x: x(end), y: y(budget.left), left: budget.left }
  path += `L${n(now.x)} ${n(now.y)}`
  return {
    top,
    bottom,
    zero: y(0),
    steps,
    path,
    now,
    projection: projected(report, at, now, y, x),
    maintenance: [...report.ledger.filter((e) => e.as === 'excluded'), ...announced.filter((w) => w.to > from && w.from < to)].map(band),
    unknown,
  }
}

function projected(report: ObjectiveReport, at: EpochMs, now: { x: number }, y: (left: number) => number, x: (t: number) => number) {
  const { from, to, complete } = report.period
  const { total, spent, left } = report.budget!
  if (complete || at <= from || spent === 0 || left <= 0) return null
  const gone = report.burn?.exhaustedAt ?? null
  if (gone !== null && x(gone) > now.x) return { x: x(gone), y: y(0), at: gone }
  return { x: 1, y: y(Math.max(0, total - (spent * (to - from)) / (at - from))), at: null }
}

const n = (value: number) => Math.round(value * 10_000) / 10_000

export interface MonthPoint {
  readonly report: ObjectiveReport
  readonly x: number
  /** null where nothing is known. */
  readonly y: number | null
  readonly low: number | null
  readonly high: number | null
}
export interface MonthsShape {
  readonly points: readonly MonthPoint[]
  readonly target: number
  readonly ticks: readonly { readonly text: string; readonly y: number }[]
}

const NINES = ['0', '50', '90', '95', '99', '99.5', '99.9', '99.95', '99.99', '99.999', '100']

/** Distance from 100 in powers of ten; 100 stands on its own line one step above the highest nine drawn. */
export const nines = (percent: number): number => (percent >= 100 ? Number.POSITIVE_INFINITY : -Math.log10((100 - percent) / 100))

/** Attained against target, one point a period, oldest first. Null where the objective has no target. */
export function monthsShape(reports: readonly ObjectiveReport[]): MonthsShape | null {
  const target = reports.at(-1)?.target
  if (target == null) return null
  const goal = Number(target)
  const values = reports.flatMap((r) => [r.attained.value, r.attained.low, r.attained.high]).flatMap((v) => (v === null ? [] : [Number(v)]))
  const below = Math.min(goal, ...values)
  const above = Math.max(goal, ...values.filter((v) => v < 100))
  const floor = nines(Number(NINES.findLast((tick) => Number(tick) < below) ?? '0'))
  const highest = nines(Number(NINES.find((tick) => Number(tick) > above && tick !== '100') ?? '99.999'))
  const ceiling = highest + (highest - floor) * 0.16
  const y = (percent: number) => 1 - (Math.min(nines(percent), ceiling) - floor) / (ceiling - floor)
  const place = (text: string | null) => (text === null ? null : clamp(y(Number(text))))
  return {
    target: y(goal),
    ticks: NINES.filter((tick) => nines(Number(tick)) >= floor && (tick === '100' || nines(Number(tick)) <= highest)).map((text) => ({
      text,
      y: clamp(y(Number(text))),
    })),
    points: reports.map((report, i) => ({
      report,
      x: (i + 0.5) / reports.length,
      y: place(report.attained.value),
      low: place(report.attained.low),
      high: place(report.attained.high),
    })),
  }
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))
