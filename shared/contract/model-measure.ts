/** How an objective is measured, as the agreement says it (R4 to R18, R28, R29). */
import type { Decimal, DurationText } from './model-basics.ts'

export type Authority = 'provider' | 'customer' | 'either' | 'both' | { readonly order: readonly string[] }

/** A denominator that the text fixes: so many hours a period, or so much for each day of it. */
export type FixedDenominator = { readonly hours: Decimal } | { readonly perDay: DurationText }

export interface MeasureCommon {
  readonly unknown?: 'bounds' | 'excluded' | 'up' | 'down'
  readonly minCoverage?: Decimal
  readonly authority?: Authority
  readonly round?: { readonly decimals: number; readonly mode?: 'half-up' | 'floor' }
  readonly denominator?: 'full' | 'alive' | FixedDenominator
  readonly unattributed?: 'counts' | 'ignored' | 'ask'
  readonly combine?: Combine
  readonly weights?: Weights
  readonly affectedShare?: boolean
  readonly confirm?: { readonly failures: number }
}
export type Combine = 'any' | 'all' | 'average' | 'pool' | { readonly weights: Readonly<Record<string, Decimal>> }
export type Weights = Partial<Readonly<Record<'down' | 'partial' | 'degraded' | 'maintenance', Decimal | number>>>

export interface TimeMeasure extends MeasureCommon {
  readonly by: 'time'
  readonly unit?: 'exact' | { readonly whole: DurationText } | { readonly touched: DurationText }
  readonly minRun?: { readonly atLeast?: DurationText; readonly over?: DurationText }
  readonly countFrom?: 'start' | 'threshold'
  /** `awareness`: downtime begins where the customer noticed or reported it (R39). */
  readonly startsAt?: 'outage' | 'awareness'
}
export interface SlotsMeasure extends MeasureCommon {
  readonly by: 'slots'
  readonly slot: DurationText
  readonly downWhen?: { readonly errorRate?: Edge; readonly downtime?: DurationEdge }
  readonly minRequests?: number
  /** Shorter runs of slots that are down do not count (R5, R16). */
  readonly minRun?: DurationEdge
  readonly countFrom?: 'start' | 'threshold'
  readonly empty?: 'available' | 'excluded' | 'down'
  readonly aggregate?: 'share' | 'mean'
}
export interface RequestsMeasure extends MeasureCommon {
  readonly by: 'requests'
  readonly empty?: 'available' | 'excluded' | 'down'
}
export interface LatencyMeasure extends MeasureCommon {
  readonly by: 'latency'
  readonly percentile: Decimal
  readonly atMost: DurationText
  readonly failed?: 'excluded' | 'slow'
}
export interface RateMeasure extends MeasureCommon {
  readonly by: 'rate'
  readonly metric: string
  /** Absent with `aggregate: mean` alone, which then takes an hour. */
  readonly slot?: DurationText
  readonly over?: Decimal
  readonly atLeast?: Decimal
  readonly atMost?: Decimal
  readonly below?: Decimal
  /** Absent with `aggregate: mean`. */
  readonly share?: Decimal
  /** The mean of all slots against the edge, instead of the share of slots that kept to it. */
  readonly aggregate?: 'mean'
}
/** At most so many outages or maintenance windows that begin in a period. */
export interface CountMeasure extends MeasureCommon {
  readonly by: 'count'
  readonly of: 'outages' | 'maintenance'
  readonly atMost: number
  /** Shorter outages do not count (R5). */
  readonly minRun?: DurationEdge
}
export interface ApdexMeasure extends MeasureCommon {
  readonly by: 'apdex'
  readonly bands: readonly { readonly within: DurationText; readonly score: Decimal }[]
}
export type ClockName = 'response' | 'update' | 'next-reply' | 'resolution' | 'fulfilment'
export interface TicketsMeasure extends MeasureCommon {
  readonly by: 'tickets'
  readonly clock?: ClockName | 'held'
  /** Several clocks counted together. */
  readonly clocks?: readonly ClockName[]
  /** Whose time with the ticket a `held` clock counts (R63). */
  readonly group?: string
  /** How long that group may hold it. */
  readonly atMost?: DurationText
  readonly attainment?: Decimal
  readonly missesAllowed?: number
  readonly severities?: readonly string[]
}
export interface DeliveriesMeasure extends MeasureCommon {
  readonly by: 'deliveries'
  readonly attainment?: Decimal
  readonly missesAllowed?: number
  readonly deliverables?: readonly string[]
}
export interface DurationMeasure extends MeasureCommon {
  readonly by: 'duration'
  readonly clock: { readonly from: string; readonly to: string; readonly calendar?: string }
  readonly severities?: readonly string[]
  readonly atMost?: DurationText
  /** One figure of all tickets instead of each by itself. */
  readonly aggregate?: 'mean' | 'max' | 'sum'
}
export type Measure =
  | TimeMeasure
  | SlotsMeasure
  | RequestsMeasure
  | LatencyMeasure
  | RateMeasure
  | ApdexMeasure
  | TicketsMeasure
  | DeliveriesMeasure
  | DurationMeasure
  | CountMeasure

export interface Edge {
  readonly over?: Decimal
  readonly atLeast?: Decimal
}
export interface DurationEdge {
  readonly over?: DurationText
  readonly atLeast?: DurationText
}
