/** Monitors that publish their own checks. Shapes follow their source code; no recording is at hand. */
import { describe, expect, it } from 'vitest'
import { gatus } from '../../../shared/feeds/gatus.ts'
import { uptimeKuma } from '../../../shared/feeds/uptime-kuma.ts'
import { readAs, spansOf } from './reading.ts'

describe('gatus', () => {
  const read = readAs(gatus)
  const iso = (hour: number): string => `2026-06-10T${String(hour).padStart(2, '0')}:00:00.123456789Z`
  const endpoint = (events: readonly [string, number][], results: readonly [boolean, number][], more: object = {}): object => ({
    name: 'web',
    group: 'core',
    key: 'core_web',
    results: results.map(([success, hour]) => ({ status: 200, success, timestamp: iso(hour), duration: 1 })),
    events: events.map(([type, hour]) => ({ type, timestamp: iso(hour) })),
    ...more,
  })

  it.each([
    [
      'down and up again',
      [
        ['START', 1],
        ['UNHEALTHY', 5],
        ['HEALTHY', 6],
      ],
      ['core_web down 06-10 05:00 to 06-10 06:00 (check)'],
    ],
    [
      'still down, whatever the order of the list',
      [
        ['UNHEALTHY', 5],
        ['START', 1],
      ],
      ['core_web down 06-10 05:00 to null (check)'],
    ],
    ['never down', [['START', 1]], []],
  ] as const)('%s', (_what, events, expected) => {
    expect(spansOf(read([endpoint(events as never, [[true, 11]])]))).toEqual(expected)
  })

  it('speaks from its oldest event to its newest result, and no further', () => {
    const { evidence, completeFrom } = read([
      endpoint(
        [['START', 1]],
        [
          [true, 10],
          [true, 11],
        ],
      ),
    ])
    expect(completeFrom).toBe(Date.UTC(2026, 5, 10, 1, 0, 0, 123))
    expect(evidence.coverage).toMatchObject([{ service: 'core_web', to: Date.UTC(2026, 5, 10, 11, 0, 0, 123) }])
  })

  it('takes the newest result for the state now', () => {
    expect(
      read([
        endpoint(
          [],
          [
            [false, 11],
            [true, 10],
          ],
        ),
      ]).components,
    ).toMatchObject([{ name: 'core/web', state: 'down' }])
    expect(read([endpoint([], [])]).components).toMatchObject([{ state: 'unknown' }])
  })

  it('rejects an event nobody knows', () => {
    expect(read([endpoint([['DIZZY', 1]], [[true, 11]])])).toMatchObject({ rejected: [{ path: '[0]' }], completeFrom: null })
  })
})

describe('uptime kuma', () => {
  const read = readAs(uptimeKuma)
  const beat = (minute: number, status: number): object => ({
    status,
    time: `2026-06-10 08:${String(minute).padStart(2, '0')}:00.250`,
    msg: '',
    ping: 12,
  })
  const page = (beats: readonly object[]): object => ({ heartbeatList: { 7: beats }, uptimeList: { '7_24': 0.99 } })

  it('reads heartbeats as checks at the monitor’s usual interval, in the order of time', () => {
    const { evidence, events, components } = read(page([beat(3, 0), beat(0, 1), beat(1, 1), beat(2, 0)]))
    expect(events).toBe(4)
    expect(components).toMatchObject([{ id: '7', state: 'down' }])
    expect(evidence.checks).toMatchObject([{ service: '7', every: 60_000, source: { kind: 'feed', id: 'acme', party: 'provider' } }])
    expect(evidence.checks[0]?.results.map((each) => [new Date(each.at).toISOString().slice(11), each.ok])).toEqual([
      ['08:00:00.250Z', true],
      ['08:01:00.250Z', true],
      ['08:02:00.250Z', false],
      ['08:03:00.250Z', false],
    ])
  })

  it('takes pending for no word, and maintenance for maintenance', () => {
    const { evidence } = read(page([beat(0, 1), beat(1, 2), beat(2, 3)]))
    expect(evidence.checks[0]?.results).toHaveLength(1)
    expect(spansOf(read(page([beat(0, 1), beat(1, 2), beat(2, 3)])))).toEqual(['7 maintenance 06-10 08:02 to 06-10 08:03 (check)'])
  })

  it('covers no time by itself', () => {
    expect(read(page([beat(0, 1), beat(1, 1)]))).toMatchObject({ completeFrom: null, evidence: { coverage: [] } })
  })

  it.each([
    ['a status nobody knows', [{ ...beat(0, 1), status: 9 }], 1],
    ['an invalid time', [{ ...beat(0, 1), time: '8 o’clock' }], 1],
    ['a single beat, whose interval is not known', [beat(0, 0)], 0],
  ])('makes no check of %s', (_what, beats, rejected) => {
    const reading = read(page(beats))
    expect(reading.evidence.checks).toEqual([])
    expect(reading.rejected).toHaveLength(rejected)
  })
})
