/** ISO 8601 durations in few words, for tables. */
import { parseDuration } from '../../../shared/time/iso-duration.ts'

/** `PT5M` is `5 min`, `PT24H` is `24 h`, `PT7H12M` is `7 h 12 min`, `P1W` is `1 week`. */
export function length(text: string): string {
  const { years, months, weeks, days, ms } = parseDuration(text)
  const seconds = (ms % 60_000) / 1000
  const minutes = Math.floor(ms / 60_000)
  const hours = minutes % 60 === 0 || minutes > 120 ? Math.floor(minutes / 60) : 0
  return [
    plural(years, 'year'),
    plural(months, 'month'),
    plural(weeks, 'week'),
    plural(days, 'day'),
    hours && `${hours} h`,
    minutes - hours * 60 && `${minutes - hours * 60} min`,
    seconds && `${seconds} s`,
  ]
    .filter(Boolean)
    .join(' ')
}

const plural = (n: number, unit: string): string => (n === 0 ? '' : `${n} ${unit}${n === 1 ? '' : 's'}`)
