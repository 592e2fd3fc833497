/** One row's standing in a few words, as they stand behind the verdict's word: `42 min 18 s left, Q4`. */

import type { Budget } from '../../../shared/evaluate/model/report.ts'
import { periodText } from '../../../shared/i18n/date-words.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { durationWords, moneyWords, numberText } from '../../../shared/i18n/number-words.ts'
import { amountWords as exactWords, type VerdictOf } from '../../../shared/i18n/verdict-words.ts'
import type { Summary, SummaryRow } from '../../store/summary.ts'
import { locale, t, tn } from './i18n.ts'

/** Two units are enough in a row of a list; the agreement's own page has them all. */
const amountWords = (n: number, unit: Budget['unit'], words: Locale): string =>
  unit === 'ms' ? durationWords(n, words, 2) : exactWords(n, unit, words)

/** Empty where the verdict's word says it all. */
export function brief(row: SummaryRow): string {
  const { budget, verdict, time } = row
  const period = periodText(row.period.label, locale, { year: false, short: true })
  switch (verdict) {
    case 'breached': {
      const over = budget && budget.left < 0 ? [t('overBudget', amountWords(-budget.left, budget.unit, locale))] : []
      const credit = creditWords(row)
      return [...over, ...(credit ? [t('about', credit)] : [])].join(locale.comma) || period
    }
    case 'on-track':
    case 'at-risk':
      return budget ? `${t('left', amountWords(budget.left, budget.unit, locale))}, ${period}` : period
    case 'met':
      return budget ? `${t('ofBudgetLeft', amountWords(budget.left, budget.unit, locale))}, ${period}` : period
    case 'cannot-tell':
      return time && time.unknown > 0 ? t('notMeasured', durationWords(time.unknown, locale, 2)) : period
    case 'needs-review':
    case 'not-computable':
      return period
    case 'not-in-force':
      return ''
  }
}

/** `120.00 EUR`, `10 % of the fee`, null where nothing is owed. */
export function creditWords({ credit }: SummaryRow): string | null {
  if (credit.state !== 'due') return null
  if (credit.amount !== null && credit.currency !== null) return moneyWords(credit.amount, credit.currency, locale)
  if (credit.percent !== null && credit.percent !== '0') return t('percentCredit', numberText(credit.percent, locale))
  return credit.days !== null ? tn('daysCredit', Number(credit.days), numberText(credit.days, locale)) : null
}

/** Returns what a row shows as its verdict; an agreement that can't be evaluated needs input. */
export const rowVerdict = (row: SummaryRow | null | undefined): VerdictOf => row ?? { verdict: 'needs-review', attained: { value: null } }

/** The agreement's name beside which objective it is shown by, where it has several. */
export const rowName = (standing: Summary, row: SummaryRow): string | null => (standing.rows.length > 1 ? row.name : null)
