/**
 * Money as people and invoices write it: minor digits by currency, and one rounding at the very end (R22). Sums stay
 * rationals until then.
 */
import { fixed, type Rational, type RoundingMode, round } from '../../base/rational.ts'

/** Currencies of ISO 4217 whose minor unit is not a hundredth. */
const OTHER_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const DIGITS = new Map(
  Object.entries(OTHER_DIGITS).flatMap(([digits, codes]) => codes.split(' ').map((code): [string, number] => [code, Number(digits)])),
)

/** Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that is not in the list. */
export const minorDigits = (currency: string): number => DIGITS.get(currency) ?? 2

/** Whether an amount needs no rounding. */
export const isWhole = ({ n, d }: Rational, currency: string): boolean => (n * 10n ** BigInt(minorDigits(currency))) % d === 0n

/** Text with exactly the currency's minor digits. This is the only place where an amount is rounded. */
export function moneyText(amount: Rational, currency: string, mode: RoundingMode = 'half-up'): string {
  const digits = minorDigits(currency)
  return fixed(round(amount, digits, mode), digits)
}
