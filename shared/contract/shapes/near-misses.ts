/** What people write first, and what the format calls it: for `did you mean PT4H?`. */
import type { Suggest } from '../../base/shape.ts'

const UNITS: readonly (readonly [RegExp, string, boolean])[] = [
  [/^(s|secs?|seconds?)$/i, 'S', true],
  [/^(m|mins?|minutes?)$/i, 'M', true],
  [/^(h|hrs?|hours?)$/i, 'H', true],
  [/^(d|days?)$/i, 'D', false],
  [/^(w|wks?|weeks?)$/i, 'W', false],
  [/^(mo|mths?|months?)$/i, 'M', false],
  [/^(y|yrs?|years?)$/i, 'Y', false],
]

/** `4h`, `2 hours`, `1h 30m`, `90 min`, `pt5m` as ISO 8601 text. */
export const meantDuration: Suggest = (text) => {
  const upper = text.trim().toUpperCase()
  if (/^P(\d+[YMWD])*(T(\d+(\.\d+)?[HMS])+)?$/.test(upper) && /\d/.test(upper)) return upper === text ? undefined : upper
  const parts = [...text.trim().matchAll(/(\d{1,9})\s*([a-z]+)[\s,]*/gi)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim()) return undefined
  let date = ''
  let time = ''
  for (const [, number, word] of parts) {
    const unit = UNITS.find(([names]) => names.test(word!))
    if (!unit) return undefined
    if (unit[2]) time += `${number}${unit[1]}`
    else date += `${number}${unit[1]}`
  }
  return `P${date}${time && `T${time}`}`
}

/** `99,9`, `99.9%`, `1,200.00`, `1.200,00`, `€ 5` as decimal text. */
export const meantDecimal: Suggest = (text) => {
  const bare = text.replace(/[\s%\u00a0\u202f€$£]|percent/gi, '')
  const plain = /^\d{1,3}(,\d{3})+\.\d+$/.test(bare)
    ? bare.replaceAll(',', '')
    : /^\d{1,3}(\.\d{3})+,\d+$/.test(bare)
      ? bare.replaceAll('.', '').replace(',', '.')
      : bare.replace(',', '.')
  return /^\d{1,15}(\.\d{1,15})?$/.test(plain) && plain !== text ? `"${plain}"` : undefined
}

/** `31.03.2026` and `2026/3/31` as a date; a date that could be read in two ways has no suggestion. */
export const meantDate: Suggest = (text) => {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  if (day !== undefined) return `${year}-${two(month!)}-${two(day)}`
  const [, first, second, third] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text) ?? []
  return first === undefined || text === `${first}-${two(second!)}-${two(third!)}` ? undefined : `${first}-${two(second!)}-${two(third!)}`
}

/** `8:00-17:00`, `8-17`, `08:00 – 17:00`, `9am-5pm`, `00:00-23:59` as hours. */
export const meantHours: Suggest = (text) => {
  const found = /^(\d{1,2})(?::(\d\d))?\s*(am|pm)?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d\d))?\s*(am|pm)?$/i.exec(text.trim())
  if (!found) return undefined
  const clock = (hour: string, minute = '00', half = ''): string => {
    const twelve = half === '' ? Number(hour) : (Number(hour) % 12) + (/pm/i.test(half) ? 12 : 0)
    return `${two(String(twelve))}:${minute}`
  }
  const end = clock(found[4]!, found[5], found[6])
  return `${clock(found[1]!, found[2], found[3])}-${end === '23:59' ? '24:00' : end}`
}

/** Words for several days at once. */
export const meantDays: Suggest = (text) => ({ weekdays: 'mon-fri', weekends: 'sat,sun', everyday: 'daily' })[text.toLowerCase()]

/** `24/7` and its like are the calendar that is always open. */
export const meantCalendar: Suggest = (text) =>
  /^(24\s*[x/]\s*7(\s*[x/]\s*365)?|round the clock|24 hours)$/i.test(text.trim()) ? 'always' : undefined

/** `EURO`, `€`, `eur` as a code of ISO 4217. */
export const meantCurrency: Suggest = (text) => {
  const signs: Readonly<Record<string, string>> = {
    '€': 'EUR',
    EURO: 'EUR',
    EUROS: 'EUR',
    $: 'USD',
    US$: 'USD',
    DOLLARS: 'USD',
    '£': 'GBP',
    '¥': 'JPY',
  }
  const upper = text.trim().toUpperCase()
  return signs[upper] ?? (/^[A-Z]{3}$/.test(upper) && upper !== text ? upper : undefined)
}

const two = (number: string): string => number.padStart(2, '0')

const WEEKDAYS: Readonly<Record<string, string>> = {
  monday: 'mon',
  tuesday: 'tue',
  tues: 'tue',
  wednesday: 'wed',
  thursday: 'thu',
  thur: 'thu',
  thurs: 'thu',
  friday: 'fri',
  saturday: 'sat',
  sunday: 'sun',
}

/** `Mon-Fri`, `Monday – Friday`, `Sat, Sun` as the format writes days. */
export const dayNamesOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s*(?:–|-|\bto\b)\s*/g, '-')
    .replace(/\s*(?:,|&|\band\b)\s*/g, ',')
    .trim()
    .replace(/[a-z]+/g, (day) => WEEKDAYS[day] ?? day)
