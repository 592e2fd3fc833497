/** Clock times in a zone of the host's choice, by the browser's own zone data; periods and days stay in the agreement's zone. */
import type { Wall } from '../../shared/i18n/date-words.ts'
import type { ObjectiveView } from './objective-view.ts'

export interface Clock {
  /** For instants: data age, next maintenance, ledger. */
  readonly times: Wall
  readonly zoneName: string
}

/** A zone the browser does not know falls back to the agreement's. */
export function wallIn(zone: string | null, standing: ObjectiveView | null): Clock {
  const own: Clock = { times: standing?.wall ?? ((at) => at), zoneName: standing?.contract.zone ?? 'UTC' }
  if (!zone || zone === own.zoneName) return own
  try {
    const format = new Intl.DateTimeFormat('en-US-u-hc-h23', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    const times = (at: number) => {
      const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)])) as Record<string, number>
      return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) + (at % 1000)
    }
    return { times, zoneName: zone }
  } catch {
    return own
  }
}
