/** Whether text is a recurrence rule of RFC 5545 that can be computed; what it yields is recurrence.ts in shared/time. */
const DAY = /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)$/

const within =
  (from: number, to: number, signed = false) =>
  (value: string) => {
    if (!/^[+-]?\d{1,5}$/.test(value)) return false
    const number = Number(value)
    return (number >= from && number <= to) || (signed && -number >= Math.max(from, 1) && -number <= to)
  }

const PARTS: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: (value) => /^(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value),
  INTERVAL: within(1, 99_999),
  COUNT: within(1, 99_999),
  UNTIL: (value) => /^\d{8}(T\d{6}Z?)?$/.test(value),
  WKST: (value) => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
  BYSECOND: within(0, 59),
  BYMINUTE: within(0, 59),
  BYHOUR: within(0, 23),
  BYDAY: (value) => DAY.test(value),
  BYMONTHDAY: within(1, 31, true),
  BYYEARDAY: within(1, 366, true),
  BYWEEKNO: within(1, 53, true),
  BYMONTH: within(1, 12),
  BYSETPOS: within(1, 366, true),
}

/** How many times of a day a rule names by each part, where it names none. */
const A_DAY = { BYHOUR: 1, BYMINUTE: 1, BYSECOND: 1 }

/** `RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9`; the prefix may be left out. Anything finer than hourly, in name or effect, is refused. */
export function isRecurrenceText(text: string): boolean {
  const parts = text.replace(/^RRULE:/, '').split(';')
  const seen = new Set<string>()
  const listed = { ...A_DAY }
  let isHourly = false
  for (const part of parts) {
    const [key = '', values, ...rest] = part.split('=')
    const fits = Object.hasOwn(PARTS, key) ? PARTS[key] : undefined
    if (!fits || values === undefined || rest.length > 0 || seen.has(key)) return false
    seen.add(key)
    const each = key.startsWith('BY') ? values.split(',') : [values]
    if (each.length > 400 || !each.every(fits)) return false
    if (key === 'FREQ') isHourly = values === 'HOURLY'
    if (key in A_DAY) listed[key as keyof typeof A_DAY] = new Set(each.map(Number)).size
  }
  return seen.has('FREQ') && !(seen.has('COUNT') && seen.has('UNTIL')) && isHourlyAtMost(listed, isHourly)
}

/** An hourly rule may be due at one minute of the hour; any other at 24 times of a day, whatever parts they are given in. */
const isHourlyAtMost = ({ BYHOUR, BYMINUTE, BYSECOND }: Record<keyof typeof A_DAY, number>, isHourly: boolean): boolean =>
  (isHourly ? 1 : BYHOUR) * BYMINUTE * BYSECOND <= (isHourly ? 1 : 24)
