/** What the text promises if the objective is missed, in words: the credit, how it is asked for and how long there is to ask. */
import type { Contract, Objective, Remedy, Within } from '../../shared/contract/model.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { durationWords, moneyWords, NBSP, numberText } from '../../shared/i18n/number-words.ts'
import { parseDuration } from '../../shared/time/iso-duration.ts'

/** Null where the agreement names no remedy for this objective, or none that can be said in a line. */
export function promiseWords(objective: Objective, contract: Contract, locale: Locale): string | null {
  const remedy = (contract.remedies ?? []).find(
    (one) => (objective.remedies ? objective.remedies.includes(one.id) : true) && one.kind !== 'none',
  )
  if (!remedy) return null
  const credits = (remedy.bands ?? []).flatMap((band) => (typeof band.credit === 'string' ? [band.credit] : []))
  if (remedy.credit !== undefined) credits.push(remedy.credit)
  const amounts = credits.filter((credit) => Number(credit) > 0).sort((a, b) => Number(a) - Number(b))
  const [least, most] = [amounts[0], amounts.at(-1)]
  if (least === undefined || most === undefined) return null
  const range = least === most ? numberText(least, locale) : locale.say.bounds(numberText(least, locale), numberText(most, locale))
  const unit = unitOf(remedy, range, most, locale)
  if (!unit) return null
  const said = locale.say.credit(unit, remedy.trigger ?? 'request')
  const step = remedy.claim?.steps.at(-1)
  return step && remedy.trigger !== 'automatic' ? `${said}${locale.comma}${locale.say.claimWithin(withinWords(step.within, locale))}` : said
}

function unitOf(remedy: Remedy, range: string, most: string, locale: Locale): string | null {
  if (remedy.kind === 'percent') return `${range}${NBSP}%`
  if (remedy.kind === 'days') return locale.say.days(range)
  const currency = remedy.currency ?? remedy.base?.currency
  return remedy.kind === 'amount' && currency ? moneyWords(most, currency, locale) : null
}

function withinWords(within: Within, locale: Locale): string {
  const { say } = locale
  if (typeof within === 'string') {
    const { years, months, weeks, days, ms } = parseDuration(within)
    if (ms) return durationWords(ms + (weeks * 7 + days) * 86_400_000, locale)
    return months + years ? say.monthsCount(String(years * 12 + months)) : say.days(String(weeks * 7 + days))
  }
  if ('businessDays' in within) return say.businessDays(String(within.businessDays))
  if ('billingCycles' in within) return say.billingCycles(String(within.billingCycles))
  return 'months' in within ? say.monthsCount(String(within.months)) : say.days(String(within.days))
}
