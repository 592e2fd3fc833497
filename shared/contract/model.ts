/**
 * The agreement as data, `standing/contract@1`, after reading and inheritance (read-contract.ts, inheritance.ts). It keeps the shape of
 * the document, so that what is hashed, shown, carried in a feed and evaluated is one thing: decimals are text, durations
 * and dates are ISO 8601 text, absent means the agreement is silent. The reader guarantees that every text here parses.
 */
import type { Anchor, CalendarRule, CalendarUnit, PeriodRule } from '../time/rules.ts'
import type { DateText, Decimal, DurationText, MoneyAmount } from './model-basics.ts'
import type { ClockName, Measure } from './model-measure.ts'
import type { Remedy, Within } from './model-remedy.ts'

export type * from './model-basics.ts'
export type * from './model-measure.ts'
export type * from './model-remedy.ts'

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
  readonly plans?: readonly { readonly id: string; readonly name?: string; readonly price?: MoneyAmount & { readonly per: CalendarUnit } }[]
  /** What an hour down costs the customer. */
  readonly impact?: { readonly perHour: MoneyAmount }
  readonly services: readonly Service[]
  readonly calendars?: Readonly<Record<string, CalendarRule>>
  readonly facts?: Readonly<Record<string, FactValue | readonly DatedFact[]>>
  readonly objectives: readonly Objective[]
  readonly exclusions?: readonly Exclusion[]
  readonly remedies?: readonly Remedy[]
  readonly support?: Support
  readonly deliverables?: readonly Deliverable[]
  readonly reviews?: { readonly audiences?: readonly string[]; readonly agenda?: readonly string[]; readonly every?: DurationText }
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
  /** `copy`: a full copy of the provider's text; `historic`: a text no longer in force; `secondary`: reported by others. */
  readonly verification: 'primary' | 'primary-partial' | 'copy' | 'historic' | 'secondary'
  readonly attribution?: string
  readonly notes?: readonly string[]
}

export interface Term {
  readonly from?: DateText
  readonly until?: DateText
  readonly renews?: DurationText
  readonly cancelBy?: { readonly days?: number; readonly months?: number; readonly businessDays?: number; readonly before: 'until' }
  readonly reviewEvery?: DurationText
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
  /** It holds for each of its services by itself: each-service.ts. */
  readonly each?: 'service'
  readonly target?: Decimal
  readonly strict?: boolean
  /** A calendar's name; default `always`. */
  readonly during?: string
  readonly when?: When
  readonly period?: PeriodRule
  readonly measure: Measure
  readonly exclude?: readonly string[]
  readonly remedies?: readonly string[]
  readonly burn?: readonly { readonly spend: Decimal; readonly in: DurationText }[]
  readonly stack?: 'sum' | 'max' | 'choose'
  /** How long after its end the period's evidence may still change (R12). */
  readonly settles?: DurationText
  readonly plan?: string
  readonly clause?: string
  readonly binding?: 'guarantee' | 'target'
  /** What the text promises but could not be read (R45). */
  readonly unstated?: readonly 'target'[]
}

export interface Exclusion {
  readonly id: string
  readonly category: string
  readonly name?: string
  readonly notice?: DurationText | { readonly businessDays?: number; readonly days?: number; readonly calendar?: string }
  readonly within?: string
  readonly budget?: {
    readonly hours?: Decimal
    /** So many windows, each as long as it was announced. */
    readonly windows?: number
    readonly per: 'year' | 'quarter' | 'month' | 'period'
    readonly excess?: 'counts' | 'excluded'
  }
  readonly removes?: 'downtime' | 'both'
  /** Takes effect in the hours of `within` without an announcement. */
  readonly standing?: boolean
  readonly clause?: string
}

/** A length in the clock's calendar, or the closing time of the n-th open day after the one it starts on (R46), or a time of that day (R61). */
export type ClockTarget = DurationText | { readonly businessDays: number; readonly by?: string }

export interface Severity {
  readonly id: string
  readonly name?: string
  readonly calendar?: string
  readonly response?: ClockTarget
  readonly update?: ClockTarget
  readonly 'next-reply'?: ClockTarget
  readonly resolution?: ClockTarget
  readonly fulfilment?: ClockTarget
  readonly clockStart?: 'submitted' | 'priority-set' | 'verified'
  readonly cutOff?: string
  readonly receivedOutside?: 'next-opening'
}
export interface Support {
  readonly severities?: readonly Severity[]
  readonly requests?: readonly Severity[]
  readonly clockStart?: 'submitted' | 'priority-set' | 'verified'
  readonly pauseOn?: readonly string[]
  readonly reopened?: 'continue' | 'restart'
  readonly reclassified?: 'restart' | 'from-opening'
  /** Local time after which a ticket counts as received at the next opening (R61). */
  readonly cutOff?: string
  readonly receivedOutside?: 'next-opening'
  /** Narrows the events that stop a clock (R28). */
  readonly stops?: Readonly<Partial<Record<ClockName, readonly string[]>>>
}

export interface Deliverable {
  readonly id: string
  readonly name?: string
  readonly schedule?: string
  /** Each delivery says itself when it is due. */
  readonly due?: 'item'
  readonly from?: DateText
  readonly grace?: DurationText
  readonly calendar?: string
  readonly after?: { readonly event: string; readonly within: Within }
}

export interface EscalationStep {
  readonly id?: string
  readonly after?: DurationText
  readonly before?: DurationText
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
