/** How long tickets took (R28): no figure, a list. */
import { describe, expect, it } from 'vitest'
import type { DurationMeasure } from '../../../shared/agreement/model.ts'
import { duration } from '../../../shared/evaluate/duration.ts'
import type { TicketEventKind } from '../../../shared/evidence/model.ts'
import { contextOf, HOUR, t } from './measure-context.ts'
import { resultOf } from './whole.ts'

const run = (events: readonly (readonly [string, TicketEventKind])[], measure: Partial<DurationMeasure> = {}, at = '2026-04-01T00:00') =>
  duration(
    contextOf({
      measure: { by: 'duration', clock: { from: 'verified', to: 'resolved' }, ...measure },
      contract: { calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } }, support: { pauseOn: ['waiting-on-customer'] } },
      evidence: {
        tickets: [
          {
            id: 'disk',
            type: 'incident',
            severity: 'p1',
            events: events.map(([when, kind]) => ({ at: t(`2026-03-${when}`), kind, by: 'provider' })),
          },
        ],
      },
      from: t('2026-03-01T00:00'),
      to: t('2026-04-01T00:00'),
      at: t(at),
    }),
  )
const first = (...args: Parameters<typeof run>) => {
  const ticket = run(...args).tickets?.[0]
  return [ticket?.state, (ticket?.elapsed ?? 0) / HOUR, (ticket?.wall ?? 0) / HOUR]
}

// 2 March 2026 is a Monday.
describe('from verified to resolved', () => {
  it.each([
    [
      '26 h',
      [
        ['02T10:00', 'verified'],
        ['03T12:00', 'resolved'],
      ],
      {},
      ['met', 26, 26],
    ],
    [
      'the second resolution does not count',
      [
        ['02T10:00', 'verified'],
        ['02T12:00', 'resolved'],
        ['04T12:00', 'resolved'],
      ],
      {},
      ['met', 2, 2],
    ],
    [
      'resolved before it was verified',
      [
        ['02T08:00', 'resolved'],
        ['02T10:00', 'verified'],
        ['02T12:00', 'resolved'],
      ],
      {},
      ['met', 2, 2],
    ],
    [
      'paused two hours',
      [
        ['02T10:00', 'verified'],
        ['02T11:00', 'waiting-on-customer'],
        ['02T13:00', 'resumed'],
        ['02T15:00', 'resolved'],
      ],
      {},
      ['met', 3, 5],
    ],
    [
      'in office hours: 8 h on Monday, 4 h on Tuesday',
      [
        ['02T10:00', 'verified'],
        ['03T12:00', 'resolved'],
      ],
      { clock: { from: 'verified', to: 'resolved', calendar: 'office' } },
      ['met', 12, 26],
    ],
    [
      'from submission',
      [
        ['02T10:00', 'opened'],
        ['02T12:00', 'resolved'],
      ],
      { clock: { from: 'submitted', to: 'resolved' } },
      ['met', 2, 2],
    ],
    ['never verified', [['02T10:00', 'opened']], {}, ['not-started', 0, 0]],
    [
      'atMost, exactly',
      [
        ['02T10:00', 'verified'],
        ['02T14:00', 'resolved'],
      ],
      { atMost: 'PT4H' },
      ['met', 4, 4],
    ],
    [
      'atMost, a minute over',
      [
        ['02T10:00', 'verified'],
        ['02T14:01', 'resolved'],
      ],
      { atMost: 'PT4H' },
      ['missed', 4 + 1 / 60, 4 + 1 / 60],
    ],
  ] as [string, [string, TicketEventKind][], Partial<DurationMeasure>, unknown[]][])('%s', (_what, events, measure, expected) =>
    expect(first(events, measure)).toEqual(expected),
  )

  it('still running', () => {
    expect(first([['02T10:00', 'verified']], {}, '2026-03-02T15:00')).toEqual(['running', 5, 5])
  })
  it('has no figure; a miss decides', () => {
    expect(
      run(
        [
          ['02T10:00', 'verified'],
          ['02T14:01', 'resolved'],
        ],
        { atMost: 'PT4H' },
      ),
    ).toMatchObject({ attained: { value: null, low: null, high: null }, target: null, time: null, misses: { missed: 1, allowed: 0 } })
  })
  it.each([
    ['an hour below the lowest band', '03T09:00', 0, 'met'],
    ['at its edge', '03T10:00', 1, 'breached'],
  ] as const)('a ladder by ticket says what a miss is: %s', (_what, resolved, missed, verdict) => {
    const report = resultOf({
      measure: { by: 'duration', clock: { from: 'verified', to: 'resolved' } },
      objective: { remedies: ['replace'] },
      contract: {
        period: { every: 'month' },
        remedies: [
          {
            id: 'replace',
            kind: 'percent',
            on: 'elapsed',
            bands: [
              { atLeast: 'P2D', credit: '40' },
              { atLeast: 'P1D', below: 'P2D', credit: '20' },
            ],
          },
        ],
      },
      evidence: {
        tickets: [
          {
            id: 'disk',
            type: 'incident',
            severity: 'p1',
            events: [
              { at: t('2026-03-02T10:00'), kind: 'verified', by: 'provider' },
              { at: t(`2026-03-${resolved}`), kind: 'resolved', by: 'provider' },
            ],
          },
        ],
      },
      period: '2026-03',
    })
    expect([report.verdict, report.counts, report.credit.percent]).toEqual([
      verdict,
      { total: 1, met: 1 - missed, missed, open: 0 },
      missed ? '20' : '0',
    ])
  })
  it('without a ticket nobody knows', () => {
    const context = contextOf({
      measure: { by: 'duration', clock: { from: 'opened', to: 'resolved' } },
      from: t('2026-03-01T00:00'),
      to: t('2026-04-01T00:00'),
    })
    expect(duration(context).misses).toEqual({ missed: 0, allowed: 0, unknown: 1 })
  })
})
