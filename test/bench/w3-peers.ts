/**
 * What the packages for business time make of W3. All but one count in the host's zone alone, so the process is put there for
 * them. Each is given a sample, is checked on all of it, and is scaled.
 */
import dayjs, { type ConfigType, type Dayjs } from 'dayjs'
import dayjsBusinessTime from 'dayjs-business-time'
import moment from 'moment-business-time'
import OpeningHours from 'opening_hours'
import { Temporal } from 'temporal-polyfill'
import WorkingTimeCalculator from 'working-time-calculator'
import { type Contender, contender } from './measure.ts'
import { type Tickets, wrongIn } from './w3-tickets.ts'

dayjs.extend(dayjsBusinessTime)

const SAMPLE = 100
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Windows as instants, Monday to Friday but for the holidays, a time in a gap at the jump. */
export function windowsByTemporal(
  zone: string,
  [opens, closes]: readonly [string, string],
  holidays: readonly string[],
  from: number,
  to: number,
): [number, number][] {
  const out: [number, number][] = []
  const reached = (date: Temporal.PlainDate, time: string): number => {
    const local = date.toPlainDateTime(time)
    const early = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
    return early.toPlainDateTime().equals(local) ? early.epochMilliseconds : early.getTimeZoneTransition('next')!.epochMilliseconds
  }
  const last = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone).toPlainDate()
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 })
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (date.dayOfWeek > 5 || holidays.includes(date.toString())) continue
    out.push([reached(date, opens), reached(closes > opens ? date : date.add({ days: 1 }), closes)])
  }
  return out
}

export function ticketPeers(tickets: Tickets): Contender<never>[] {
  const { zone, starts, ends, targets, expected } = tickets
  const share = SAMPLE / starts.length
  const each = (answer: (start: number, end: number, target: number) => number) => (): number[] =>
    Array.from({ length: SAMPLE }, (_, i) => answer(starts[i]!, ends[i]!, targets[i]!))
  const elapsed = (name: string, answer: (start: number, end: number) => number, host?: string): Contender<never> =>
    contender({
      name: `${name}, elapsed`,
      share,
      ...(host ? { host } : {}),
      run: each(answer),
      check: (got: number[]) => wrongIn(got, expected.elapsed, SAMPLE),
    })
  const due = (name: string, answer: (start: number, end: number, target: number) => number, host?: string): Contender<never> =>
    contender({
      name: `${name}, due`,
      share,
      ...(host ? { host } : {}),
      run: each(answer),
      check: (got: number[]) => wrongIn(got, expected.due, SAMPLE),
    })

  const calculator = calculatorOf(tickets)
  const opening = openingOf(tickets)
  const days = dayjsOf(tickets)
  momentOf(tickets)
  // A window over midnight sends its due into an endless loop.
  const dayjsPeers = overnight(tickets.window)
    ? []
    : [
        elapsed('dayjs-business-time', (start, end) => days(start).businessMinutesDiff(days(end)) * MINUTE, zone),
        due(
          'dayjs-business-time',
          (start, _end, target) =>
            days(start)
              .addBusinessTime(target / HOUR, 'hours')
              .valueOf(),
          zone,
        ),
      ]
  return [
    elapsed('working-time-calculator', (start, end) => calculator.calcMillisecondsBetween(new Date(start), new Date(end)), zone),
    elapsed('opening_hours', (start, end) => opening.getOpenDuration(new Date(start), new Date(end))[0], zone),
    ...dayjsPeers,
    elapsed('moment-business-time', (start, end) => moment(end).workingDiff(moment(start), 'milliseconds', true), zone),
    due(
      'moment-business-time',
      (start, _end, target) =>
        moment(start)
          .addWorkingTime(target / HOUR, 'hours')
          .valueOf(),
      zone,
    ),
  ]
}

const overnight = ([opens, closes]: readonly [string, string]): boolean => closes <= opens

function calculatorOf({ zone, window, holidays }: Tickets): WorkingTimeCalculator {
  const made = new WorkingTimeCalculator()
  const weekdays = [1, 2, 3, 4, 5]
  if (overnight(window)) {
    made.addWorkingHours(weekdays, window[0], '24:00', zone)
    made.addWorkingHours([2, 3, 4, 5, 6], '00:00', window[1], zone)
  } else made.addWorkingHours(weekdays, window[0], window[1], zone)
  for (const date of holidays) {
    const day = Temporal.PlainDate.from(date)
    // What a holiday takes away is the window that starts on it.
    const from = day.toZonedDateTime({ timeZone: zone, plainTime: overnight(window) ? '12:00' : '00:00' })
    made.excludeBetween(new Date(from.epochMilliseconds), new Date(from.add({ days: 1 }).epochMilliseconds))
  }
  return made
}

function openingOf({ window, holidays }: Tickets): OpeningHours {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const off = holidays.map((date) => {
    const { year, month, day } = Temporal.PlainDate.from(date)
    return `${year} ${months[month - 1]} ${String(day).padStart(2, '0')} off`
  })
  return new OpeningHours([`Mo-Fr ${window.join('-')}`, ...off].join('; '), null)
}

interface BusinessDayjs extends Dayjs {
  businessMinutesDiff(other: Dayjs): number
  addBusinessTime(count: number, unit: 'hours'): Dayjs
}

function dayjsOf({ window, holidays }: Tickets): (at: ConfigType) => BusinessDayjs {
  const day = [{ start: `${window[0]}:00`, end: `${window[1]}:00` }]
  const settings = dayjs as unknown as { setBusinessTime(times: unknown): void; setHolidays(dates: readonly string[]): void }
  const times = { sunday: null, monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: null }
  return (at) => {
    settings.setBusinessTime(times)
    settings.setHolidays(holidays)
    return dayjs(at) as BusinessDayjs
  }
}

function momentOf({ window, holidays }: Tickets): void {
  const [opens, closes] = window.map((time) => `${time}:00`) as [string, string]
  const night = overnight(window)
  // It has no windows over midnight: the night is cut in two, and a holiday then takes the morning and not the evening.
  const day = night ? ['00:00:00', closes, opens, '24:00:00'] : [opens, closes]
  const workinghours = {
    0: null,
    1: night ? [opens, '24:00:00'] : day,
    2: day,
    3: day,
    4: day,
    5: day,
    6: night ? ['00:00:00', closes] : null,
  }
  moment.updateLocale('en', { workinghours, holidays })
}
