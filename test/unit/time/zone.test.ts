import { describe, expect, it } from 'vitest'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import { cutRules, zonesFrom } from '../../../shared/time/tables.ts'
import { offsetAt, toInstant, toLocal, type ZoneRules } from '../../../shared/time/zone.ts'
import { isZone, temporalZones } from '../../../shared/time/zones.ts'

const HOUR = 3_600_000
/** A wall-clock time as ms as if the wall clock were UTC. */
const wall = (text: string): number => parseInstant(`${text}Z`)
const at = parseInstant

describe('local times become instants (R9)', () => {
  it.each([
    // Berlin springs from 02:00 to 03:00 at 2026-03-29T01:00Z.
    ['the ms before the gap', 'Europe/Berlin', '2026-03-29T01:59:59.999', '2026-03-29T00:59:59.999Z'],
    ['the first time of the gap', 'Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00Z'],
    ['the middle of the gap', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00:00Z'],
    ['the last ms of the gap', 'Europe/Berlin', '2026-03-29T02:59:59.999', '2026-03-29T01:00:00Z'],
    ['the first time after the gap', 'Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z'],
    ['the minute after the gap', 'Europe/Berlin', '2026-03-29T03:01', '2026-03-29T01:01:00Z'],
    // And falls from 03:00 back to 02:00 at 2026-10-25T01:00Z.
    ['before the repeated hour', 'Europe/Berlin', '2026-10-25T01:59', '2026-10-24T23:59:00Z'],
    ['the start of the repeated hour', 'Europe/Berlin', '2026-10-25T02:00', '2026-10-25T00:00:00Z'],
    ['inside the repeated hour', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['after the repeated hour', 'Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00Z'],
    // Lord Howe moves by half an hour: 02:00 to 02:30 on 2026-10-04, 02:00 back to 01:30 on 2026-04-05.
    ['a gap of half an hour', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00Z'],
    ['a repeated half hour', 'Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00Z'],
    ['after a repeated half hour', 'Australia/Lord_Howe', '2026-04-05T02:00', '2026-04-04T15:30:00Z'],
    ['a gap of a whole day', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00Z'],
    ['before a gap of a whole day', 'Pacific/Apia', '2011-12-29T23:59', '2011-12-30T09:59:00Z'],
    ['after a gap of a whole day', 'Pacific/Apia', '2011-12-31T00:01', '2011-12-30T10:01:00Z'],
    ['New York in summer', 'America/New_York', '2026-07-01T09:00', '2026-07-01T13:00:00Z'],
    ['India', 'Asia/Kolkata', '2026-07-01T09:00', '2026-07-01T03:30:00Z'],
  ])('%s', (_what, zone, local, utc) => expect(isoUtc(toInstant(temporalZones(zone), wall(local)))).toBe(utc))

  it.each([
    ['2026-03-29T00:59:59.999Z', 'Europe/Berlin', 1],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', 2],
    ['2026-10-25T00:59:59.999Z', 'Europe/Berlin', 2],
    ['2026-10-25T01:00:00Z', 'Europe/Berlin', 1],
    ['2026-04-04T14:59:59.999Z', 'Australia/Lord_Howe', 11],
    ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', 10.5],
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', -10],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', 14],
    ['1970-01-01T00:00:00Z', 'Asia/Kolkata', 5.5],
    ['2199-07-01T00:00:00Z', 'Europe/Berlin', 2],
  ])('at %s %s is %f h ahead', (utc, zone, hours) => {
    expect(offsetAt(temporalZones(zone), at(utc))).toBe(hours * HOUR)
    expect(toLocal(temporalZones(zone), at(utc))).toBe(at(utc) + hours * HOUR)
  })
})

/** A table of our own: +1 h from 0, +2 h from 100 h, +1 h from 200 h; known to 300 h. */
const CARRIED: ZoneRules = { id: 'Test/Own', from: 0, to: 300 * HOUR, starts: [0, 100 * HOUR, 200 * HOUR], offsets: [HOUR, 2 * HOUR, HOUR] }

describe('a carried table', () => {
  it.each([
    ['before it', -50, 1],
    ['at its first instant', 0, 1],
    ['before its first change', 99, 1],
    ['at its first change', 100, 2],
    ['at its last change', 200, 1],
    ['after its end', 400, 1],
  ])('%s', (_what, hours, offset) => expect(offsetAt(CARRIED, hours * HOUR)).toBe(offset * HOUR))

  it('holds the nearest offset for local times outside of it', () => {
    expect(toInstant(CARRIED, -50 * HOUR)).toBe(-51 * HOUR)
    expect(toInstant(CARRIED, 400 * HOUR)).toBe(399 * HOUR)
  })

  it.each([
    ['all of it', 0, 300, [0, 100, 200], [1, 2, 1]],
    ['between changes', 120, 180, [120], [2]],
    ['from a change on', 100, 180, [100], [2]],
    ['from the ms before a change on', 99, 180, [99, 100], [1, 2]],
    ['up to a change, which is not in it', 50, 100, [50], [1]],
    ['up to after a change', 50, 101, [50, 100], [1, 2]],
    ['before it', -9, -5, [-9], [1]],
    ['after it', 310, 320, [310], [1]],
  ])('is cut to %s', (_what, from, to, starts, offsets) => {
    expect(cutRules(CARRIED, from * HOUR, to * HOUR)).toEqual({
      id: 'Test/Own',
      from: from * HOUR,
      to: to * HOUR,
      starts: starts.map((start) => start * HOUR),
      offsets: offsets.map((offset) => offset * HOUR),
    })
  })

  it('is found by its name', () => {
    const zones = zonesFrom([CARRIED])
    expect(zones('Test/Own')).toBe(CARRIED)
    expect(() => zones('Europe/Berlin')).toThrow(new RangeError('no table for the zone "Europe/Berlin"'))
  })
})

describe('tables out of the zone data', () => {
  it('are one object a zone', () => expect(temporalZones('Europe/Paris')).toBe(temporalZones('Europe/Paris')))

  it('survive being copied as data, cut to what they will be asked', () => {
    const cut = cutRules(temporalZones('Europe/Vienna'), at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))
    expect(JSON.parse(JSON.stringify(cut))).toEqual({
      id: 'Europe/Vienna',
      from: at('2026-01-01T00:00:00Z'),
      to: at('2027-01-01T00:00:00Z'),
      starts: [at('2026-01-01T00:00:00Z'), at('2026-03-29T01:00:00Z'), at('2026-10-25T01:00:00Z')],
      offsets: [HOUR, 2 * HOUR, HOUR],
    })
  })

  it.each([
    ['forwards', ['1970-06-01T00:00:00Z', '2026-06-01T00:00:00Z', '2199-06-01T00:00:00Z'], 'America/Chicago'],
    ['backwards', ['2199-06-01T00:00:00Z', '2026-06-01T00:00:00Z', '1970-06-01T00:00:00Z'], 'America/Denver'],
    ['from a change on', ['2026-03-08T10:00:00Z', '1970-06-01T00:00:00Z', '2199-06-01T00:00:00Z'], 'America/Los_Angeles'],
  ])('grow %s to the same table', (_what, asked, zone) => {
    const rules = temporalZones(zone)
    for (const instant of asked) offsetAt(rules, at(instant))
    // Two changes a year since 1970 in the United States, but for 1974 and 1975, whose springs came early.
    expect(rules.starts.filter((start) => start >= 0 && start < at('2026-01-01T00:00:00Z'))).toHaveLength(2 * 56)
    expect([...rules.starts].sort((a, b) => a - b)).toEqual(rules.starts)
    expect(new Set(rules.starts).size).toBe(rules.starts.length)
    expect(rules.offsets).toHaveLength(rules.starts.length)
    for (let i = 1; i < rules.offsets.length; i++) expect(Math.abs(rules.offsets[i]! - rules.offsets[i - 1]!)).toBe(HOUR)
  })

  it('hold an instant of change that was just beyond them', () => {
    // Boise goes from -7 h to -6 h at 2026-03-08T09:00Z; the question before ended its table there.
    const boise = temporalZones('America/Boise')
    expect(offsetAt(boise, at('2026-01-15T00:00:00Z'))).toBe(-7 * HOUR)
    expect(offsetAt(boise, at('2026-03-08T09:00:00Z'))).toBe(-6 * HOUR)
  })

  it('are made to grow only for what they do not hold, [from, to)', () => {
    const asked: number[] = []
    const growing = { ...CARRIED, grow: (t: number) => asked.push(t) }
    for (const t of [-1, 0, 1, 300 * HOUR - 1, 300 * HOUR]) offsetAt(growing, t)
    expect(asked).toEqual([-1, 300 * HOUR])
  })

  it('stay within the years of the format, with a margin for local dates', () => {
    const rules = temporalZones('UTC')
    offsetAt(rules, -1e15)
    offsetAt(rules, 1e15)
    expect([rules.from, rules.to]).toEqual([at('1970-01-01T00:00:00Z') - 48 * HOUR, at('2199-12-31T23:59:59.999Z') + 1 + 48 * HOUR])
    expect(rules.offsets).toEqual([0])
  })

  it.each(['Europe/Berlin', 'UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires'])('%s is a zone', (id) => expect(isZone(id)).toBe(true))
  it.each(['', 'Europe', 'Europe/Atlantis', '+01:00', '-05', 'Z', 'Europe/Berlin ', '__proto__', '2026-01-01T00:00+01:00[Europe/Berlin]'])(
    '%j is none',
    (id) => {
      expect(isZone(id)).toBe(false)
      expect(() => temporalZones(id)).toThrow(new RangeError(`not a zone: ${JSON.stringify(id)}, want an IANA name such as Europe/Berlin`))
    },
  )
  it('a name that the zone data does not know is refused with what it said', () => {
    let refused: unknown
    try {
      temporalZones('Europe/Atlantis')
    } catch (error) {
      refused = error
    }
    expect((refused as Error).cause).toBeInstanceOf(RangeError)
  })
})
