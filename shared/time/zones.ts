/**
 * Zone tables out of the platform's zone data, through Temporal: native where there is one, the polyfill elsewhere. The only
 * module that asks what a zone's clocks do; everything else works on the table.
 */
import { END_OF_TIME } from './instant.ts'
import type { EpochMs } from './intervals.ts'
import { polyfill } from './polyfill.ts'
import type { ZoneRules, Zones } from './zone.ts'

/** What is used of Temporal.ZonedDateTime. */
interface Clock {
  readonly epochMilliseconds: number
  readonly offsetNanoseconds: number
  getTimeZoneTransition(direction: 'next'): Clock | null
}
interface TemporalLike {
  readonly Instant: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(zone: string): Clock } }
}

const temporal: TemporalLike = (globalThis as { Temporal?: TemporalLike }).Temporal ?? polyfill

const NS_PER_MS = 1_000_000
/** A margin on either side, so that local dates at the edges of R34 have clocks as well. */
const MARGIN = 2 * 86_400_000
const FROM: EpochMs = -MARGIN
const TO: EpochMs = END_OF_TIME + MARGIN

const tables = new Map<string, ZoneRules>()

/** Tables of IANA zones from 1970 to 2200, made once per zone. Throws RangeError for a name that is none. */
export const temporalZones: Zones = (id) => {
  const known = tables.get(id)
  if (known) return known
  const made = readZone(id)
  tables.set(id, made)
  return made
}

/** Whether id names an IANA zone; an offset such as `+01:00` does not. */
export function isZone(id: string): boolean {
  try {
    clockAt(id, 0)
    return true
  } catch {
    return false
  }
}

function clockAt(id: string, ms: EpochMs): Clock {
  // Temporal takes offsets for zones too, but they have no clock changes to agree on.
  if (!/^[A-Za-z]/.test(id)) throw new RangeError(`not a zone: ${JSON.stringify(id)}, want an IANA name such as Europe/Berlin`)
  try {
    return temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(id)
  } catch (cause) {
    throw new RangeError(`not a zone: ${JSON.stringify(id)}, want an IANA name such as Europe/Berlin`, { cause })
  }
}

function readZone(id: string): ZoneRules {
  const starts: EpochMs[] = []
  const offsets: number[] = []
  let clock: Clock | null = clockAt(id, FROM)
  while (clock && clock.epochMilliseconds < TO) {
    starts.push(clock.epochMilliseconds)
    offsets.push(clock.offsetNanoseconds / NS_PER_MS)
    clock = clock.getTimeZoneTransition('next')
  }
  return { id, from: FROM, to: TO, starts, offsets }
}
