import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import { isRecurrence, occurrences } from '../../../shared/time/recurrence.ts'

const at = parseInstant
const due = (rule: string, from: string, to: string, start = '2026-01-05T00:00:00+01:00', zone = 'Europe/Berlin'): string[] =>
  occurrences(rule, at(start), zone, at(from), at(to)).map((ms) => isoUtc(ms).slice(5, 16))

describe('occurrences', () => {
  it('keep their wall-clock time over a change', () => {
    expect(due('RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', '2026-03-20T00:00:00Z', '2026-04-07T00:00:00Z')).toEqual([
      '03-23T08:00',
      '03-30T07:00',
      '04-06T07:00',
    ])
  })
  it('are within [from, to)', () => {
    const rule = 'FREQ=DAILY;BYHOUR=9'
    expect(due(rule, '2026-02-02T08:00:00Z', '2026-02-03T08:00:00Z')).toEqual(['02-02T08:00'])
    expect(due(rule, '2026-02-02T08:00:00.001Z', '2026-02-03T08:00:00.001Z')).toEqual(['02-03T08:00'])
    expect(due(rule, '2026-02-02T08:00:00Z', '2026-02-02T08:00:00Z')).toEqual([])
  })
  it('none before the start', () => {
    expect(due('FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', '2025-12-01T00:00:00Z', '2026-01-13T00:00:00Z')).toEqual(['01-05T08:00', '01-12T08:00'])
  })
  it('COUNT counts from the start, wherever the question begins', () => {
    expect(due('FREQ=WEEKLY;COUNT=4', '2026-01-15T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual(['01-18T23:00', '01-25T23:00'])
  })
  it('INTERVAL counts from the start', () => {
    expect(due('FREQ=WEEKLY;INTERVAL=3;BYHOUR=9', '2026-02-01T00:00:00Z', '2026-03-20T00:00:00Z')).toEqual(['02-16T08:00', '03-09T08:00'])
  })
  it.each([
    ['a date, whole', 'UNTIL=20260119', ['01-12T08:00', '01-19T08:00']],
    ['the instant itself', 'UNTIL=20260119T080000Z', ['01-12T08:00', '01-19T08:00']],
    ['the second before', 'UNTIL=20260119T075959Z', ['01-12T08:00']],
    ['a local time', 'UNTIL=20260119T090000', ['01-12T08:00', '01-19T08:00']],
    ['a local second before', 'UNTIL=20260119T085959', ['01-12T08:00']],
    ['the date before', 'UNTIL=20260118', ['01-12T08:00']],
    ['minutes after it', 'UNTIL=20260119T091500', ['01-12T08:00', '01-19T08:00']],
    ['seconds after it', 'UNTIL=20260119T090030', ['01-12T08:00', '01-19T08:00']],
  ])('UNTIL %s', (_what, until, expected) => {
    expect(due(`FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;${until}`, '2026-01-10T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual(expected)
  })
  it('UNTIL a date does not reach the first instant of the next', () => {
    expect(due('FREQ=DAILY;UNTIL=20260119', '2026-01-17T12:00:00Z', '2026-03-01T00:00:00Z')).toEqual(['01-17T23:00', '01-18T23:00'])
  })
  it('the last day of each month', () => {
    expect(due('FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=12', '2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z')).toEqual([
      '01-31T11:00',
      '02-28T11:00',
      '03-31T10:00',
      '04-30T10:00',
    ])
  })
  it('the second Tuesday', () => {
    expect(due('FREQ=MONTHLY;BYDAY=2TU;BYHOUR=12', '2026-01-06T00:00:00Z', '2026-04-01T00:00:00Z')).toEqual([
      '01-13T11:00',
      '02-10T11:00',
      '03-10T11:00',
    ])
  })
  it('a time in the gap is due at the jump, a repeated one at its first occurrence', () => {
    expect(due('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      '03-28T01:30',
      '03-29T01:00',
      '03-30T00:30',
    ])
    expect(due('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z')).toEqual([
      '10-24T00:30',
      '10-25T00:30',
      '10-26T01:30',
    ])
  })
  it('two times of one gap are one due', () => {
    expect(due('FREQ=DAILY;BYHOUR=2;BYMINUTE=15,45', '2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z')).toEqual(['03-29T01:00'])
  })
  it('hours are elapsed', () => {
    // Every 12 h from midnight: 00:00 and 12:00 in winter, 01:00 and 13:00 in summer.
    expect(due('FREQ=HOURLY;INTERVAL=12', '2026-03-28T12:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      '03-28T23:00',
      '03-29T11:00',
      '03-29T23:00',
    ])
  })
  it.each([
    // From midnight, the first at the very instant asked from.
    ['FREQ=HOURLY;INTERVAL=6', ['03-28T23:00', '03-29T05:00']],
    ['FREQ=MINUTELY;INTERVAL=360', ['03-28T23:00', '03-29T05:00']],
    ['FREQ=SECONDLY;INTERVAL=21600', ['03-28T23:00', '03-29T05:00']],
    // The day of 23 h: six hours of the wall clock are five between midnight and 06:00.
    ['FREQ=DAILY;BYHOUR=0,6', ['03-28T23:00', '03-29T04:00']],
  ])('%s over the spring change', (rule, expected) => {
    expect(due(rule, '2026-03-28T23:00:00Z', '2026-03-29T10:00:00Z', '2026-03-28T00:00:00+01:00')).toEqual(expected)
  })
  it('in another zone, on the hour of that zone', () => {
    expect(
      due('FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', '2026-01-05T00:00:00Z', '2026-01-13T00:00:00Z', '2026-01-05T00:00:00+05:30', 'Asia/Kolkata'),
    ).toEqual(['01-05T03:30', '01-12T03:30'])
  })
  it('a rule that never happens ends', () => {
    expect(due('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toEqual([])
  })
})

describe('isRecurrence', () => {
  it.each([
    'FREQ=DAILY',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,FR',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1',
    'FREQ=YEARLY;BYWEEKNO=53;WKST=MO',
    'FREQ=YEARLY;BYYEARDAY=-366',
    'FREQ=DAILY;BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=59',
    'FREQ=DAILY;COUNT=1',
    'FREQ=DAILY;UNTIL=20261231',
  ])('%s', (rule) => expect(isRecurrence(rule)).toBe(true))
  it.each([
    '',
    'BYDAY=MO',
    'FREQ=NEVER',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=DAILY;',
    'FREQ=DAILY;COUNT',
    'FREQ=DAILY;COUNT=',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;COUNT=1,2',
    'FREQ=DAILY;COUNT=1e3',
    'FREQ=DAILY;COUNT=0x10',
    'FREQ=DAILY;RRULE:COUNT=1',
    'FREQ=DAILY;COUNT=-1',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=1.5',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;BYDAY=MO,',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYMONTHDAY=1,32',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=YEARLY;BYMONTH=13',
    'FREQ=YEARLY;BYMONTH=-1',
    'FREQ=DAILY;BYHOUR=24',
    'FREQ=DAILY;BYMINUTE=60',
    'FREQ=DAILY;BYSECOND=60',
    'FREQ=DAILY;UNTIL=tomorrow',
    'FREQ=DAILY;UNTIL=20260230',
    'FREQ=DAILY;COLOUR=RED',
    'FREQ=DAILY;toString=1',
    'freq=daily',
    'every Monday',
  ])('not %j', (rule) => {
    expect(isRecurrence(rule)).toBe(false)
    expect(() => occurrences(rule, 0, 'UTC', 0, 1)).toThrow(RangeError)
  })
})

describe('why a rule cannot be read', () => {
  it.each([
    ['a part of no meaning', 'FREQ=DAILY;COLOUR=RED', 'COLOUR=RED'],
    ['two counts', 'FREQ=DAILY;COUNT=1,2', 'COUNT=1,2'],
    ['a count with a power of ten', 'FREQ=DAILY;COUNT=1e3', 'COUNT=1e3'],
    ['a count in sixteens', 'FREQ=DAILY;COUNT=0x10', 'COUNT=0x10'],
    ['an end that is no date', 'FREQ=DAILY;UNTIL=tomorrow', 'UNTIL=tomorrow'],
    ['a part said twice', 'FREQ=DAILY;FREQ=WEEKLY', 'FREQ=WEEKLY'],
  ])('%s', (_what, rule, part) => {
    expect(() => occurrences(rule, 0, 'UTC', 0, 1)).toThrow(
      new RangeError(`not a recurrence: "${rule}" with "${part}", want parts of RFC 5545, each once`),
    )
  })
  it('no frequency', () => {
    expect(() => occurrences('BYDAY=MO', 0, 'UTC', 0, 1)).toThrow(new RangeError('not a recurrence: "BYDAY=MO", want a FREQ'))
  })
  // RFC 5545, 3.3.10: which parts go with which frequency.
  it.each([
    'FREQ=MONTHLY;BYWEEKNO=5',
    'FREQ=WEEKLY;BYMONTHDAY=5',
    'FREQ=DAILY;BYDAY=2MO',
    'FREQ=DAILY;BYSETPOS=1',
    'FREQ=MONTHLY;BYYEARDAY=3',
  ])('parts that do not go together: %s', (rule) => {
    let refused: unknown
    try {
      occurrences(rule, 0, 'UTC', 0, 1)
    } catch (error) {
      refused = error
    }
    expect(refused).toEqual(new RangeError(`not a recurrence: "${rule}", want an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO`))
    expect((refused as Error).cause).toBeInstanceOf(Error)
    expect(isRecurrence(rule)).toBe(false)
  })
})

describe('a question long after the start', () => {
  const rules = fc.tuple(
    fc.constantFrom(
      'FREQ=HOURLY',
      'FREQ=DAILY;BYHOUR=2,14',
      'FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=9',
      'FREQ=WEEKLY;WKST=SU;BYDAY=SU,SA',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
    ),
    fc.integer({ min: 1, max: 7 }),
  )
  it('has the answers that counting from the start has', () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 90 * 24 }),
        fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe'),
        ([text, interval], hours, zone) => {
          const rule = `${text};INTERVAL=${interval}`
          const start = at('2026-01-05T01:30:00Z')
          const from = start + hours * 3_600_000
          const to = from + 21 * 86_400_000
          const all = occurrences(rule, start, zone, start, to)
          expect(occurrences(rule, start, zone, from, to)).toEqual(all.filter((t) => t >= from))
        },
      ),
      { numRuns: 60 },
    )
  })
  it('counts no century through: hours since 1970', () => {
    const start = at('1970-01-01T00:30:00Z')
    expect(occurrences('FREQ=HOURLY', start, 'UTC', at('2026-03-01T00:00:00Z'), at('2026-03-01T03:00:00Z'))).toEqual(
      ['00:30', '01:30', '02:30'].map((time) => at(`2026-03-01T${time}:00Z`)),
    )
  })
})
