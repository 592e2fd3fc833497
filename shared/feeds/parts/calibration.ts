/**
 * How the downtime that a page's incidents give differs from the downtime that the page reports of itself, and by what. Both speak
 * of the same component over the page's own window; the differences by cause add up to the whole difference.
 */
import type { Span, State } from '../../evidence/model.ts'
import { DAY_MS, parseDate, startOfDay } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { temporalZones } from '../../time/zones.ts'
import type { FigureMethod, Official, OfficialPart } from './official.ts'

/**
 * `weights`: states that the agreement counts otherwise than the page, such as degraded time; `spread`: an incident's whole window
 * applies to each of several components; `window`: it lasts until somebody wrote "resolved"; `not-named`: incidents that name no
 * component; `no-impact`: incidents whose stated impact is none; `other`: what none of these explains.
 */
export const CAUSES = ['weights', 'spread', 'window', 'not-named', 'no-impact', 'other'] as const
export type Cause = (typeof CAUSES)[number]

export interface Calibration {
  readonly id: string
  readonly name: string
  readonly window: { readonly from: EpochMs; readonly to: EpochMs }
  /** Downtime by the incidents, in ms, as the agreement counts states. */
  readonly oursMs: number
  /** Downtime by the page's own figure, in ms, rounded to whole ones. */
  readonly theirsMs: number
  /** Whether the incidents' downtime rests on their windows, so that it is an estimate (R55). */
  readonly isEstimate: boolean
  /** Positive where the incidents give more; the sum is `oursMs - theirsMs`. */
  readonly byCause: Readonly<Record<Cause, number>>
}

export type SpansByState = Readonly<Partial<Record<State, number>>>

export interface CalibrationOptions {
  /** The instant of the page's figure. */
  readonly at: EpochMs
  /** What the agreement counts of a state's time, 0 to 1; nothing of a state that is absent. */
  readonly counts: SpansByState
  /** The service of a component; null for one that is none of the agreement's. Default: its own id. */
  readonly serviceOf?: (component: string) => string | null
  /** Incidents whose stated impact is none, as spans would name them in `ref`. */
  readonly noImpact?: ReadonlySet<string>
  /** The zone of the page's days. Default: UTC. */
  readonly zone?: string
}

/**
 * The spans that incidents gave, apart from the page's own seconds by day; all of them for pages that have nothing else.
 */
export function incidentSpans(spans: readonly Span[]): readonly Span[] {
  const incidents = spans.filter(({ basis }) => basis !== 'daily-bucket')
  return incidents.length > 0 ? incidents : spans
}

/** One row a component for which the page gives a figure and the agreement has a service. */
export function calibrate(official: Official, spans: readonly Span[], options: CalibrationOptions): readonly Calibration[] {
  const spread = spreadRefs(spans)
  return official.parts.flatMap((part) => {
    const service = options.serviceOf ? options.serviceOf(part.id) : part.id
    return service === null ? [] : [calibrateOne(part, service, official, spans, spread, options)]
  })
}

function calibrateOne(
  part: OfficialPart,
  service: string,
  official: Official,
  spans: readonly Span[],
  spread: ReadonlySet<string>,
  options: CalibrationOptions,
): Calibration {
  const window = windowOf(part, options)
  const own = measure(spans, (span) => span.service === service, window, official.weights, options)
  const nameless = measure(spans, (span) => span.service === null, window, official.weights, options)
  const theirsMs = part.lostMs ?? lostMs(part.percent, window.to - window.from)
  const byRef = new Map(part.byIncident?.map(({ ref, ms }) => [ref, ms]))
  const sumOf = (refs: Iterable<string>): number => [...refs].reduce((sum, ref) => sum + (byRef.get(ref) ?? 0), 0)
  const namelessRefs = new Set(spans.flatMap((span) => (span.service === null && span.ref !== undefined ? [span.ref] : [])))
  // What each cause can explain at most, in the page's own weights.
  const rest = own.weightedMs - theirsMs
  const more = [
    ['spread', own.windowMs(spread)],
    ['window', own.windowMs(null) - own.windowMs(spread)],
  ] as const
  const less = [
    ['not-named', byRef.size > 0 ? sumOf(namelessRefs) : nameless.weightedMs],
    ['no-impact', sumOf(options.noImpact ?? [])],
  ] as const
  const byCause = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number>
  byCause.weights = own.countedMs - own.weightedMs
  let left = Math.abs(rest)
  for (const [cause, most] of rest > 0 ? more : less) {
    const share = Math.min(left, Math.max(0, most))
    byCause[cause] = Math.sign(rest) * share
    left -= share
  }
  byCause.other = Math.sign(rest) * left || 0
  return { id: part.id, name: part.name, window, oursMs: own.countedMs, theirsMs, isEstimate: own.windowMs(null) > 0, byCause }
}

/** The page's own window: whole days of its zone, or a length up to the reading. */
function windowOf({ over }: OfficialPart, { at, zone }: CalibrationOptions): { readonly from: EpochMs; readonly to: EpochMs } {
  if ('hours' in over) return { from: at - over.hours * 3_600_000, to: at }
  const rules = temporalZones(zone ?? 'Etc/UTC')
  return { from: startOfDay(parseDate(over.from), rules), to: startOfDay(parseDate(over.to) + 1, rules) }
}

/** The part of a window that a percentage of at most four decimals takes off. */
function lostMs(percent: string, windowMs: number): number {
  const [whole = '0', fraction = ''] = percent.split('.')
  const millionths = 1_000_000n - BigInt(whole) * 10_000n - BigInt(fraction.padEnd(4, '0').slice(0, 4))
  return Number((millionths * BigInt(windowMs) + 500_000n) / 1_000_000n)
}

const WEIGHT: Readonly<Record<FigureMethod, Readonly<Partial<Record<State, number>>>>> = {
  'major-and-partial': { down: 10, partial: 3 },
  downtime: { down: 10, partial: 10 },
  checks: { down: 10, partial: 10 },
}

interface Measured {
  /** What the agreement counts. */
  readonly countedMs: number
  /** The same time by the page's weights. */
  readonly weightedMs: number
  /** Of that, what rests on an incident's window; of some incidents only, or of all for null. */
  readonly windowMs: (refs: ReadonlySet<string> | null) => number
}

/** Measures the spans that `wanted` accepts; where several lie over each other, the heaviest decides, exact ones first. */
function measure(
  all: readonly Span[],
  wanted: (span: Span) => boolean,
  window: { readonly from: EpochMs; readonly to: EpochMs },
  weights: FigureMethod,
  { at, counts }: CalibrationOptions,
): Measured {
  const weightOf = (span: Span): number => WEIGHT[weights][span.state] ?? 0
  const shareOf = (span: Span): number => counts[span.state] ?? 0
  const spans = all
    .filter((span) => wanted(span) && (shareOf(span) > 0 || weightOf(span) > 0))
    .map((span) => ({ span, from: Math.max(span.from, window.from), to: Math.min(span.to ?? at, window.to) }))
    .filter(({ from, to }) => from < to)
  const cuts = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const pieces: { readonly tenths: number; readonly span: Span }[] = []
  let countedMs = 0
  cuts.slice(1).forEach((to, i) => {
    const from = cuts[i]!
    const over = spans.filter((each) => each.from <= from && each.to >= to).map(({ span }) => span)
    countedMs += (to - from) * Math.max(0, ...over.map(shareOf))
    const [first] = over.sort((a, b) => weightOf(b) - weightOf(a) || Number(isWindow(a)) - Number(isWindow(b)))
    if (first) pieces.push({ tenths: (to - from) * weightOf(first), span: first })
  })
  const sum = (of: (span: Span) => boolean): number =>
    Math.round(pieces.reduce((total, { tenths, span }) => total + (of(span) ? tenths : 0), 0) / 10)
  return {
    countedMs: Math.round(countedMs),
    weightedMs: sum(() => true),
    windowMs: (refs) => sum((span) => isWindow(span) && (refs === null || (span.ref !== undefined && refs.has(span.ref)))),
  }
}

/** Spans that last as long as somebody's posts did. */
const isWindow = ({ basis }: Span): boolean => basis === 'incident-window' || basis === 'page-only' || basis === 'prose'

/** Incidents whose window applies to more than one service. */
function spreadRefs(spans: readonly Span[]): ReadonlySet<string> {
  const services = new Map<string, Set<string>>()
  for (const span of spans) {
    if (span.ref === undefined || span.service === null || !isWindow(span)) continue
    services.set(span.ref, (services.get(span.ref) ?? new Set()).add(span.service))
  }
  return new Set([...services].filter(([, each]) => each.size > 1).map(([ref]) => ref))
}

/** Days in a window, for the reader of a table. */
export const windowDays = ({ from, to }: Calibration['window']): number => Math.round((to - from) / DAY_MS)
