/**
 * The agreement as data, `standing/contract@1`, after reading and inheritance (read.ts, inherit.ts). It keeps the shape of
 * the document, so that what is hashed, shown, carried in a feed and evaluated is one thing: decimals are text, durations
 * and dates are ISO 8601 text, absent means the agreement is silent. The reader guarantees that every text here parses.
 */
import type { Anchor, CalendarRule, CalendarUnit, PeriodRule } from '../time/rules.ts'

/** Decimal text of R34, e.g. `"99.9"`. */
export type Decimal = string
/** ISO 8601 duration text, e.g. `PT5M`, `P30D`. */
export type Duration = string
/** Local date `YYYY-MM-DD`, or an instant with offset. */
export type DateText = string

export interface Money {
  readonly amount: Decimal
  /** ISO 4217. */
  readonly currency: string
}

export interface Contract {
  readonly format: 'standing/contract@1'
  readonly id: string
  readonly title: string
  readonly kind?: 'sla' | 'ola' | 'underpinning'
  readonly scope?: 'service' | 'customer' | 'corporate'
  readonly basedOn?: readonly string[]
  readonly omit?: readonly string[]
  readonly text?: { readonly version?: string; readonly url?: string; readonly effective?: DateText; readonly checked?: DateText }
  readonly source?: CatalogueSource
  readonly state?: 'draft' | 'proposed' | 'in-force' | 'suspended' | 'expired' | 'void'
  readonly term?: Term
  /** IANA. */
  readonly zone: string
  readonly period: PeriodRule
  readonly billing?: { readonly every: CalendarUnit; readonly anchor?: Anchor }
  readonly parties?: { readonly provider?: PartyInfo; readonly customer?: PartyInfo }
  readonly groups?: readonly { readonly id: string; readonly name: string; readonly party?: 'provider' | 'customer' }[]
  readonly roles?: Readonly<Record<string, string>>
  readonly responsibilities?: readonly { readonly party: 'provider' | 'customer'; readonly duty: string; readonly condition?: When }[]
  readonly plans?: readonly { readonly id: string; readonly name?: string; readonly price?: Money & { readonly per: CalendarUnit } }[]
  /** What an hour down costs the customer. */
  readonly impact?: { readonly perHour: Money }
  readonly services: readonly Service[]
  readonly calendars?: Readonly<Record<string, CalendarRule>>
  readonly facts?: Readonly<Record<string, FactValue | readonly DatedFact[]>>
  readonly objectives: readonly Objective[]
  readonly exclusions?: readonly Exclusion[]
  readonly remedies?: readonly Remedy[]
  readonly support?: Support
  readonly deliverables?: readonly Deliverable[]
  readonly reviews?: { readonly audiences?: readonly string[]; readonly agenda?: readonly string[]; readonly every?: Duration }
  readonly escalation?: readonly EscalationStep[]
  readonly problemProcedure?: { readonly steps?: readonly string[]; readonly report?: Readonly<Record<string, unknown>> }
  readonly monitoring?: { readonly measuredBy?: string; readonly statistics?: string; readonly publishedAt?: string }
  readonly restrictions?: readonly Restriction[]
  readonly dependsOn?: readonly Dependency[]
}

/** Where a catalogue entry comes from and how far it was verified. */
export interface CatalogueSource {
  readonly title?: string
  readonly url?: string
  readonly date?: string
  /** `copy`: a full copy of the provider's text; `historic`: a text no longer in force; `secondary`: told by others. */
  readonly verification: 'primary' | 'primary-partial' | 'copy' | 'historic' | 'secondary'
  readonly attribution?: string
  readonly notes?: readonly string[]
}

export interface Term {
  readonly from?: DateText
  readonly until?: DateText
  readonly renews?: Duration
  readonly cancelBy?: { readonly days?: number; readonly months?: number; readonly businessDays?: number; readonly before: 'until' }
  readonly reviewEvery?: Duration
}

export interface PartyInfo {
  readonly name: string
  readonly contacts?: readonly {
    readonly id: string
    readonly name: string
    readonly email?: string
    readonly url?: string
    readonly hours?: string
    readonly phone?: string
  }[]
  /** RFC 7638 thumbprints or JWKs. */
  readonly keys?: readonly unknown[]
}

export interface Service {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly includes?: readonly string[]
  readonly excludes?: readonly string[]
  readonly hosts?: readonly string[]
  /** Resource life (R8). */
  readonly alive?: { readonly from?: DateText; readonly until?: DateText }
}

export type FactValue = string | number | boolean | null | readonly (string | number | boolean)[]
export interface DatedFact {
  readonly from?: DateText
  readonly until?: DateText
  readonly value: FactValue
}

/** Scalar = equal, list = one of, operators; all must hold (R31). */
export type When = Readonly<Record<string, WhenTest>>
export type WhenTest =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | {
      readonly atLeast?: Decimal | number
      readonly atMost?: Decimal | number
      readonly above?: Decimal | number
      readonly below?: Decimal | number
      readonly not?: FactValue
      readonly includes?: string | number | boolean
      /** The list of the fact does not hold it (R40). */
      readonly lacks?: string | number | boolean
    }

export interface Objective {
  readonly id: string
  readonly name?: string
  readonly intent?: string
  readonly services: readonly string[]
  readonly target?: Decimal
  readonly strict?: boolean
  /** A calendar's name; default `always`. */
  readonly during?: string
  readonly when?: When
  readonly period?: PeriodRule
  readonly measure: Measure
  readonly exclude?: readonly string[]
  readonly remedies?: readonly string[]
  readonly burn?: readonly { readonly spend: Decimal; readonly in: Duration }[]
  readonly stack?: 'sum' | 'max' | 'choose'
  /** How long after its end the period's evidence may still change (R12). */
  readonly settles?: Duration
  readonly plan?: string
  readonly clause?: string
  readonly binding?: 'guarantee' | 'target'
}

export type Authority = 'provider' | 'customer' | 'either' | 'both' | { readonly order: readonly string[] }

export interface MeasureCommon {
  readonly unknown?: 'bounds' | 'excluded' | 'up' | 'down'
  readonly minCoverage?: Decimal
  readonly authority?: Authority
  readonly round?: { readonly decimals: number; readonly mode?: 'half-up' | 'floor' }
  readonly denominator?: 'full' | 'alive'
  readonly unattributed?: 'counts' | 'ignored' | 'ask'
  readonly combine?: 'any' | 'all' | 'average' | 'pool'
  readonly weights?: Weights
  readonly affectedShare?: boolean
  readonly confirm?: { readonly failures: number }
}
export type Weights = Partial<Readonly<Record<'down' | 'partial' | 'degraded' | 'maintenance', Decimal | number>>>

export interface TimeMeasure extends MeasureCommon {
  readonly by: 'time'
  readonly unit?: 'exact' | { readonly whole: Duration } | { readonly touched: Duration }
  readonly minRun?: { readonly atLeast?: Duration; readonly over?: Duration }
  readonly countFrom?: 'start' | 'threshold'
  /** `awareness`: downtime begins where the customer noticed or reported it (R39). */
  readonly startsAt?: 'outage' | 'awareness'
}
export interface SlotsMeasure extends MeasureCommon {
  readonly by: 'slots'
  readonly slot: Duration
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
  readonly atMost: Duration
  readonly failed?: 'excluded' | 'slow'
}
export interface RateMeasure extends MeasureCommon {
  readonly by: 'rate'
  readonly metric: string
  readonly slot: Duration
  readonly over?: Decimal
  readonly atLeast?: Decimal
  readonly share: Decimal
}
export interface ApdexMeasure extends MeasureCommon {
  readonly by: 'apdex'
  readonly bands: readonly { readonly within: Duration; readonly score: Decimal }[]
}
export interface TicketsMeasure extends MeasureCommon {
  readonly by: 'tickets'
  readonly clock: 'response' | 'update' | 'resolution' | 'fulfilment'
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
  readonly atMost?: Duration
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

export interface Edge {
  readonly over?: Decimal
  readonly atLeast?: Decimal
}
export interface DurationEdge {
  readonly over?: Duration
  readonly atLeast?: Duration
}

export interface Exclusion {
  readonly id: string
  readonly category: string
  readonly name?: string
  readonly notice?: Duration | { readonly businessDays?: number; readonly days?: number; readonly calendar?: string }
  readonly within?: string
  readonly budget?: {
    readonly hours: Decimal
    readonly per: 'year' | 'quarter' | 'month' | 'period'
    readonly excess?: 'counts' | 'excluded'
  }
  readonly removes?: 'downtime' | 'both'
  readonly clause?: string
}

export interface Band {
  readonly below?: Decimal | Duration
  readonly atMost?: Decimal | Duration
  readonly atLeast?: Decimal | Duration
  readonly above?: Decimal | Duration
  readonly over?: Decimal | Duration
  /** Absent on bands of a termination remedy. */
  readonly credit?: Decimal | { readonly greaterOf: readonly string[] }
  readonly plus?: {
    readonly credit: Decimal
    readonly per: Decimal | Duration
    readonly below?: Decimal
    readonly over?: Duration
    readonly partial?: 'dropped' | 'counts' | 'linear'
  }
}

export interface Remedy {
  readonly id: string
  readonly name?: string
  readonly kind: 'percent' | 'days' | 'multiple' | 'amount' | 'perBlock' | 'lostTime' | 'termination' | 'none' | 'formula'
  readonly on?: 'attained' | 'downtime' | 'longest-run' | 'elapsed' | 'failures'
  readonly bands?: readonly Band[]
  readonly credit?: Decimal
  readonly currency?: string
  readonly base?: Base
  readonly caps?: readonly Cap[]
  readonly minimum?: { readonly over?: Decimal; readonly atLeast?: Decimal; readonly currency?: string }
  readonly trigger?: 'request' | 'automatic'
  readonly exclusiveGroup?: string
  readonly stack?: 'sum' | 'max' | 'choose'
  readonly rounding?: 'half-up' | 'floor' | 'up'
  readonly history?: { readonly consecutivePeriods: number } | { readonly count: number; readonly window: Duration }
  readonly multiple?: { readonly times: Decimal; readonly of: string; readonly rate?: Rate }
  readonly each?: 'interruption'
  readonly minRun?: DurationEdge
  readonly lostTime?: { readonly rate: Rate }
  readonly perBlock?: {
    readonly block: Duration
    readonly credit: Decimal
    readonly partial?: 'dropped' | 'counts'
    readonly minRun?: DurationEdge | Duration
    readonly perDay?: Decimal | number
  }
  readonly formula?: string
  readonly claim?: Claim
  readonly settlement?: Readonly<Record<string, unknown>>
  readonly clause?: string
}
export type Rate = Money & { readonly per: Duration }

export interface Base {
  readonly amount?: Decimal
  readonly currency?: string
  readonly per?: 'period' | 'month' | 'quarter' | 'year'
  /** By period label, where the fee differs. */
  readonly amounts?: Readonly<Record<string, Decimal>>
  readonly of?: 'period' | 'preceding-period'
  readonly units?: number
  readonly covers?: readonly string[]
  readonly excludes?: string
}

export type Cap =
  /** With `each`, what a single interruption may cost at most; else it binds the sum (R23). */
  | { readonly percent: Decimal; readonly of: 'period-fee' | 'fees'; readonly window?: Duration; readonly each?: 'interruption' }
  | { readonly amount: Decimal; readonly window?: Duration }
  | { readonly days: Decimal | number; readonly window?: Duration }
  | { readonly worth: Duration; readonly window?: Duration }

export type ClaimAnchor =
  | 'incident-start'
  | 'incident-end'
  | 'awareness'
  | 'eligibility'
  | 'period-end'
  | 'month-end'
  | 'quarter-end'
  | 'billing-cycle-end'
  | 'invoice'
  | 'correction'

export type Within =
  | Duration
  | { readonly businessDays: number; readonly calendar?: string }
  | { readonly days: number }
  | { readonly months: number; readonly eom?: 'sticky' | 'same-day' }
  | { readonly billingCycles: number }

export interface Claim {
  readonly steps: readonly {
    readonly id: string
    readonly within: Within
    readonly after: ClaimAnchor
    readonly opens?: 'anchor' | 'period-end'
    readonly evidence?: readonly string[]
  }[]
  readonly method?: string
  readonly url?: string
}

export interface Severity {
  readonly id: string
  readonly name?: string
  readonly calendar?: string
  readonly response?: Duration
  readonly update?: Duration
  readonly resolution?: Duration
  readonly fulfilment?: Duration
  readonly clockStart?: 'submitted' | 'priority-set' | 'verified'
}
export interface Support {
  readonly severities?: readonly Severity[]
  readonly requests?: readonly Severity[]
  readonly clockStart?: 'submitted' | 'priority-set' | 'verified'
  readonly pauseOn?: readonly string[]
  readonly reopened?: 'continue' | 'restart'
  readonly reclassified?: 'restart' | 'from-opening'
}

export interface Deliverable {
  readonly id: string
  readonly name?: string
  readonly schedule?: string
  readonly from?: DateText
  readonly grace?: Duration
  readonly calendar?: string
  readonly after?: { readonly event: string; readonly within: Within }
}

export interface EscalationStep {
  readonly id?: string
  readonly after?: Duration
  readonly before?: Duration
  readonly of: string
  readonly to: string
  readonly severities?: readonly string[]
}

export interface Restriction {
  readonly id: string
  readonly when?: When
  readonly effect: 'suspends' | 'voids'
  readonly from?: DateText
  readonly until?: DateText
}

export type Dependency =
  | { readonly contract?: string; readonly objective?: string; readonly target?: Decimal; readonly combine: 'series' }
  | { readonly combine: 'parallel'; readonly of: readonly Dependency[] }
