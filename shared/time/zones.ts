/**
 * Zone tables out of the platform's zone data, through Temporal: native where there is one, the polyfill elsewhere. The only
 * module that asks what a zone's clocks do; everything else works on the table.
 */
import { END_OF_TIME } from './instant.ts'
import type { EpochMs } from './intervals.ts'
import { polyfill } from './polyfill.ts'
import type { GrowingRules, ZoneRules, Zones } from './zone.ts'

/** What is used of Temporal.ZonedDateTime. */
interface Clock {
  readonly epochMilliseconds: number
  readonly offsetNanoseconds: number
  getTimeZoneTransition(direction: 'next' | 'previous'): Clock | null
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

/**
 * Tables of IANA zones, one object per zone for as long as the module lives; each grows as far as it is asked, within 1970 to
 * 2200. A transition costs a tenth of a millisecond to find, and most questions are about a few years. Throws RangeError for a name
 * that is none.
 */
export const temporalZones: Zones = (id) => {
  const known = tables.get(id)
  if (known) return known
  const made = new Table(id)
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

class Table implements GrowingRules {
  readonly id: string
  from: EpochMs = 0
  to: EpochMs = 0
  readonly starts: EpochMs[] = []
  readonly offsets: number[] = []

  constructor(id: string) {
    clockAt(id, 0)
    this.id = id
  }

  grow(t: EpochMs): void {
    const wanted = Math.min(Math.max(t, FROM), TO - 1)
    if (this.starts.length === 0) this.begin(wanted)
    while (wanted < this.from) this.addBefore()
    while (wanted >= this.to) this.addAfter()
  }

  /** The stretch that holds t. */
  private begin(t: EpochMs): void {
    const clock = clockAt(this.id, t)
    // `previous` is strictly earlier, so t itself is found from the millisecond after it.
    this.from = startOf(clockAt(this.id, t + 1))
    this.to = endOf(clock)
    this.starts.push(this.from)
    this.offsets.push(offsetOf(clock))
  }

  private addBefore(): void {
    const clock = clockAt(this.id, this.from - 1)
    this.from = startOf(clock)
    this.starts.unshift(this.from)
    this.offsets.unshift(offsetOf(clock))
  }

  private addAfter(): void {
    const clock = clockAt(this.id, this.to)
    this.starts.push(this.to)
    this.offsets.push(offsetOf(clock))
    this.to = endOf(clock)
  }
}

const offsetOf = (clock: Clock): number => clock.offsetNanoseconds / NS_PER_MS
const startOf = (clock: Clock): EpochMs => Math.max(clock.getTimeZoneTransition('previous')?.epochMilliseconds ?? FROM, FROM)
const endOf = (clock: Clock): EpochMs => Math.min(clock.getTimeZoneTransition('next')?.epochMilliseconds ?? TO, TO)
