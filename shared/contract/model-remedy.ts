/** What a miss is worth and how it is claimed, as the agreement says it (R20 to R27). */
import type { Decimal, DurationText, MoneyAmount } from './model-basics.ts'
import type { DurationEdge } from './model-measure.ts'

export interface Band {
  readonly below?: Decimal | DurationText
  readonly atMost?: Decimal | DurationText
  readonly atLeast?: Decimal | DurationText
  readonly above?: Decimal | DurationText
  readonly over?: Decimal | DurationText
  /** Absent on bands of a termination remedy. */
  readonly credit?: Decimal | { readonly greaterOf: readonly string[] }
  readonly plus?: {
    readonly credit: Decimal
    readonly per: Decimal | DurationText
    readonly below?: Decimal
    readonly over?: DurationText
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
  /** A credit is void once the objective attains `above` in each of the next `within` periods (R64). */
  readonly earnBack?: { readonly above: Decimal; readonly within: number }
  readonly history?: { readonly consecutivePeriods: number } | { readonly count: number; readonly window: DurationText }
  readonly multiple?: { readonly times: Decimal; readonly of: string; readonly rate?: Rate | DerivedRate }
  readonly each?: 'interruption'
  readonly minRun?: DurationEdge
  readonly lostTime?: { readonly rate: Rate }
  readonly perBlock?: {
    readonly block: DurationText
    readonly credit: Decimal
    readonly partial?: 'dropped' | 'counts'
    readonly minRun?: DurationEdge | DurationText
    readonly perDay?: Decimal | number
  }
  readonly formula?: string
  readonly claim?: Claim
  readonly settlement?: Readonly<Record<string, unknown>>
  readonly clause?: string
}
export type Rate = MoneyAmount & { readonly per: DurationText }
/** The stated fee over so many hours. */
export interface DerivedRate {
  readonly fee: 'base'
  readonly hours: Decimal
}

export interface Base {
  readonly amount?: Decimal
  readonly currency?: string
  readonly per?: 'period' | 'month' | 'quarter' | 'year'
  /** By period label, where the fee differs. */
  readonly amounts?: Readonly<Record<string, Decimal>>
  readonly of?: 'period' | 'preceding-period'
  readonly units?: number
  /** Whether a fee whose period lies only partly in the term is paid by days. */
  readonly prorate?: 'none' | 'days'
  readonly covers?: readonly string[]
  readonly excludes?: string
}

export type Cap =
  /** With `each`, what a single interruption may cost at most; else it binds the sum (R23). */
  | { readonly percent: Decimal; readonly of: 'period-fee' | 'fees'; readonly window?: DurationText; readonly each?: 'interruption' }
  | { readonly amount: Decimal; readonly window?: DurationText }
  | { readonly days: Decimal | number; readonly window?: DurationText }
  | { readonly worth: DurationText; readonly window?: DurationText; readonly each?: 'interruption' }

export type ClaimAnchor =
  | 'incident-start'
  | 'incident-end'
  | 'awareness'
  | 'eligibility'
  | 'period-end'
  | 'month-end'
  | 'quarter-end'
  | 'year-end'
  | 'billing-cycle-end'
  | 'invoice'
  | 'correction'

export type Within =
  | DurationText
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
