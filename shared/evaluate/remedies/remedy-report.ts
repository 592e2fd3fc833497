/** Awards as the report writes them: money in minor digits, percent and days as decimals, `n/d` beside what was rounded. */

import { floorText, fraction, type Rational } from '../../base/rational.ts'
import type { Remedy } from '../../contract/model.ts'
import type { CreditState, RemedyReport } from '../model/report.ts'
import type { Award } from './award.ts'
import { moneyText } from './money.ts'

export interface WrittenAward {
  readonly percent: string | null
  readonly amount: string | null
  readonly amountExact: string | null
  readonly currency: string | null
  readonly days: string | null
}

const decimalText = (value: Rational | null): string | null => value && floorText(value)

export function amountText(amount: Rational | null, currency: string | null, rounding: Remedy['rounding']): string | null {
  return amount && currency !== null ? moneyText(amount, currency, rounding) : null
}

export function writeAward({ percent, days, amount, currency }: Omit<Award, 'state'>, rounding: Remedy['rounding']): WrittenAward {
  const known = currency === null ? null : amount
  return {
    percent: decimalText(percent),
    amount: amountText(known, currency, rounding),
    amountExact: known && fraction(known),
    currency: known && currency,
    days: decimalText(days),
  }
}

export function remedyReport(remedy: Remedy, state: CreditState, award: Award, computed: Award, caps: readonly number[]): RemedyReport {
  return {
    id: remedy.id,
    kind: remedy.kind,
    state,
    ...writeAward(award, remedy.rounding),
    computed: amountText(computed.amount, computed.currency, remedy.rounding),
    caps,
    ...(award.reason === undefined ? {} : { reason: award.reason }),
  }
}
