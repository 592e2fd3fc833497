/** The texts that an agreement is made of; the reader guarantees that each parses. */
/** Decimal text of R34, e.g. `"99.9"`. */
export type Decimal = string
/** ISO 8601 duration text, e.g. `PT5M`, `P30D`. */
export type DurationText = string
/** Local date `YYYY-MM-DD`, or an instant with offset. */
export type DateText = string

export interface MoneyAmount {
  readonly amount: Decimal
  /** ISO 4217. */
  readonly currency: string
}
