/** How long tickets took (R28): no figure, a list. */
import { describe, expect, it } from 'vitest'
import type { DurationMeasure, Remedy } from '../../../../shared/contract/model.ts'
import { measureDuration } from '../../../../shared/evaluate/measures/duration.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../../../shared/evidence/model.ts'
import { contextOf, HOUR, t } from '../measure-context.ts'
import { resultOf } from '../whole.ts'

const run = (events: readonly (readonly [string, TicketEventKind])[], measure: Partial<DurationMeasure> = {}, at = '2026-04-01T00:00') =>
  measureDuration(
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
  it('a band that starts at the very length pays, one of a remedy that the objective does not name does not', () => {
    const ladder = (id: string) => ({ id, kind: 'percent' as const, on: 'elapsed' as const, bands: [{ atLeast: 'PT4H', credit: '10' }] })
    const events = [
      { at: t('2026-03-02T10:00'), kind: 'opened' as const, by: 'customer' as const },
      { at: t('2026-03-02T14:00'), kind: 'resolved' as const, by: 'provider' as const },
    ]
    const counts = (measure: Partial<DurationMeasure>, objective: { remedies?: string[] }, on: Partial<ReturnType<typeof ladder>> = {}) =>
      measureDuration(
        contextOf({
          measure: { by: 'duration', clock: { from: 'opened', to: 'resolved' }, ...measure },
          objective,
          contract: { remedies: [{ ...ladder('ours'), ...on } as Remedy] },
          evidence: { tickets: [{ id: 'T', type: 'incident', severity: 'p1', events }] },
          from: t('2026-03-01T00:00'),
          to: t('2026-04-01T00:00'),
        }),
      ).counts
    const missed = { total: 1, met: 0, missed: 1, open: 0 }
    const met = { total: 1, met: 1, missed: 0, open: 0 }
    expect(counts({}, { remedies: ['ours'] })).toEqual(missed)
    expect(counts({}, { remedies: ['theirs'] })).toEqual(met)
    expect(counts({}, {})).toEqual(met)
    // The same edge as a share of availability is no length of time.
    expect(counts({}, { remedies: ['ours'] }, { on: 'downtime' } as never)).toEqual(met)
    // Without bands it says nothing of lengths.
    const { bands: _, ...flat } = ladder('ours')
    const { counts: unread } = measureDuration(
      contextOf({
        measure: { by: 'duration', clock: { from: 'opened', to: 'resolved' } },
        objective: { remedies: ['ours'] },
        contract: { remedies: [{ ...flat, credit: '5' }] },
        evidence: { tickets: [{ id: 'T', type: 'incident', severity: 'p1', events }] },
        from: t('2026-03-01T00:00'),
        to: t('2026-04-01T00:00'),
      }),
    )
    expect(unread).toEqual(met)
    // A length that the text itself allows decides alone.
    expect(counts({ atMost: 'PT5H' }, { remedies: ['ours'] })).toEqual(met)
  })
  it('without a ticket nobody knows', () => {
    const context = contextOf({
      measure: { by: 'duration', clock: { from: 'opened', to: 'resolved' } },
      from: t('2026-03-01T00:00'),
      to: t('2026-04-01T00:00'),
    })
    expect(measureDuration(context).misses).toEqual({ missed: 0, allowed: 0, unknown: 1 })
  })
})

describe('which tickets count', () => {
  /** `10 opened` in hours of 2 March; `=p2` names a severity. */
  const events = (text: string): TicketEvent[] =>
    text.split(', ').map((part) => {
      const [hours, kind, severity] = part.split(' ') as [string, TicketEventKind, string?]
      return {
        at: t('2026-03-02T00:00') + Number(hours) * HOUR,
        kind,
        by: kind === 'opened' ? ('customer' as const) : ('provider' as const),
        ...(severity && { severity: severity.slice(1) }),
      }
    })
  const ticket = (id: string, text: string, more: Partial<Ticket> = {}): Ticket => ({
    id,
    type: 'incident',
    severity: 'p1',
    events: events(text),
    ...more,
  })
  const list = (tickets: Ticket[], measure: Partial<DurationMeasure> = {}) =>
    measureDuration(
      contextOf({
        measure: { by: 'duration', clock: { from: 'verified', to: 'resolved' }, ...measure },
        evidence: { tickets },
        from: t('2026-03-02T00:00'),
        to: t('2026-03-03T00:00'),
        at: t('2026-04-01T00:00'),
      }),
    ).tickets?.map(({ id, severity }) => `${id} ${severity}`)

  it('by service: its own, and those that name none', () => {
    const text = '10 verified, 12 resolved'
    expect(list([ticket('a', text), ticket('b', text, { service: 'api' }), ticket('c', text, { service: 'web' })])).toEqual([
      'a p1',
      'b p1',
    ])
  })
  it.each([
    ['as opened', '10 verified, 12 resolved', 'p1'],
    ['as set', '9 priority-set =p2, 10 verified, 12 resolved', 'p2'],
    ['as reclassified', '10 verified, 11 reclassified =p2, 12 resolved', 'p2'],
    ['as set last, in order of time and not of the list', '11 reclassified =p3, 9 priority-set =p2, 10 verified, 12 resolved', 'p3'],
    ['not as somebody called it in passing', '10 verified, 11 updated =p2, 12 resolved', 'p1'],
    ['not by a setting that names none', '9 priority-set =p2, 10 verified, 11 reclassified, 12 resolved', 'p2'],
  ])('by severity, %s', (_what, text, severity) => {
    expect(list([ticket('a', text)], { severities: [severity] })).toEqual([`a ${severity}`])
    expect(list([ticket('a', text)], { severities: ['p9'] })).toEqual([])
  })
  it.each([
    ['before the period', '-0.001 verified, 12 resolved', []],
    ['at its first instant', '0 verified, 12 resolved', ['a p1']],
    ['at its last', '23.999 verified, 30 resolved', ['a p1']],
    ['at the first of the next', '24 verified, 30 resolved', []],
    ['before it by the opening, never started', '-5 opened, -4 updated', []],
    ['in it by the opening, first event after it, never started', '23 opened, 30 updated', ['a p1']],
  ])('by the start of the clock: %s', (_what, text, expected) => expect(list([ticket('a', text)])).toEqual(expected))
  it('in order of start, then of their names; those that never started first', () => {
    const at = (hours: number) => `${hours} verified, 20 resolved`
    expect(list([ticket('d', at(12)), ticket('c', at(10)), ticket('b', at(10)), ticket('a', at(14)), ticket('e', '9 opened')])).toEqual([
      'e p1',
      'b p1',
      'c p1',
      'd p1',
      'a p1',
    ])
    expect(list([ticket('b', at(10)), ticket('c', at(10))])).toEqual(['b p1', 'c p1'])
  })
  it('are called by both ends of their clock', () => {
    expect(
      measureDuration(
        contextOf({
          measure: { by: 'duration', clock: { from: 'submitted', to: 'resolved' } },
          evidence: { tickets: [ticket('a', '10 opened, 12 resolved')] },
          from: t('2026-03-01T00:00'),
          to: t('2026-04-01T00:00'),
        }),
      ).tickets?.[0]?.clock,
    ).toBe('submitted-resolved')
  })
})

describe('pauses', () => {
  type Step = readonly [string, TicketEventKind, ('provider' | 'customer')?]
  const elapsed = (steps: readonly Step[], at = '2026-04-01T00:00') => {
    const events = steps.map(([when, kind, by = 'provider']) => ({ at: t(`2026-03-${when}`), kind, by }))
    const ticket = measureDuration(
      contextOf({
        measure: { by: 'duration', clock: { from: 'verified', to: 'closed' } },
        contract: { support: { pauseOn: ['waiting-on-customer', 'verified'] } },
        evidence: { tickets: [{ id: 'T', type: 'incident', severity: 'p1', events }] },
        from: t('2026-03-01T00:00'),
        to: t('2026-04-01T00:00'),
        at: t(at),
      }),
    ).tickets?.[0]
    return [ticket?.state, (ticket?.elapsed ?? 0) / HOUR]
  }
  // The clock starts with a pause of its own at 10:00, and ends at 20:00: ten hours less what it stood still.
  it.each<[string, readonly Step[], unknown[]]>([
    [
      'until resumed',
      [
        ['02T10:00', 'verified'],
        ['02T13:00', 'resumed'],
        ['02T20:00', 'closed'],
      ],
      ['met', 7],
    ],
    [
      'until resolved',
      [
        ['02T10:00', 'verified'],
        ['02T14:00', 'resolved'],
        ['02T20:00', 'closed'],
      ],
      ['met', 6],
    ],
    [
      'until closed',
      [
        ['02T10:00', 'verified'],
        ['02T20:00', 'closed'],
      ],
      ['met', 0],
    ],
    [
      'until the customer says something',
      [
        ['02T10:00', 'verified'],
        ['02T15:00', 'updated', 'customer'],
        ['02T20:00', 'closed'],
      ],
      ['met', 5],
    ],
    [
      'not until the provider does',
      [
        ['02T10:00', 'verified'],
        ['02T15:00', 'updated'],
        ['02T16:00', 'resumed'],
        ['02T20:00', 'closed'],
      ],
      ['met', 4],
    ],
    [
      'twice',
      [
        ['02T10:00', 'verified'],
        ['02T11:00', 'resumed'],
        ['02T12:00', 'waiting-on-customer'],
        ['02T13:00', 'waiting-on-customer'],
        ['02T15:00', 'resumed'],
        ['02T20:00', 'closed'],
      ],
      ['met', 6],
    ],
    [
      'listed out of order',
      [
        ['02T20:00', 'closed'],
        ['02T13:00', 'resumed'],
        ['02T10:00', 'verified'],
      ],
      ['met', 7],
    ],
    [
      'ended before they began anew',
      [
        ['02T10:00', 'verified'],
        ['02T10:00', 'resumed'],
        ['02T20:00', 'closed'],
      ],
      ['met', 10],
    ],
  ])('%s', (_what, steps, expected) => expect(elapsed(steps)).toEqual(expected))
  it('until closed, where the clock goes on', () => {
    const events = (['10 verified', '11 waiting-on-customer', '12 closed', '14 resolved'] as const).map((text) => {
      const [hours, kind] = text.split(' ') as [string, TicketEventKind]
      return { at: t('2026-03-02T00:00') + Number(hours) * HOUR, kind, by: 'provider' as const }
    })
    const { tickets } = measureDuration(
      contextOf({
        measure: { by: 'duration', clock: { from: 'verified', to: 'resolved' } },
        contract: { support: { pauseOn: ['waiting-on-customer'] } },
        evidence: { tickets: [{ id: 'T', type: 'incident', severity: 'p1', events }] },
        from: t('2026-03-01T00:00'),
        to: t('2026-04-01T00:00'),
      }),
    )
    // 10 to 11 and 12 to 14; without a length that is promised there is no due instant.
    expect(tickets?.[0]).toMatchObject({ elapsed: 3 * HOUR, due: null })
  })
  it('and still', () => expect(elapsed([['02T10:00', 'verified']], '2026-03-05T00:00')).toEqual(['paused', 0]))
  it('a clock that ends where it starts takes no time', () => {
    const [now, later] = [t('2026-03-02T10:00'), t('2026-03-02T12:00')]
    const events: TicketEvent[] = [
      { at: now, kind: 'opened', by: 'customer' },
      { at: now, kind: 'resolved', by: 'provider' },
      { at: later, kind: 'resolved', by: 'provider' },
    ]
    const { tickets } = measureDuration(
      contextOf({
        measure: { by: 'duration', clock: { from: 'opened', to: 'resolved' } },
        evidence: { tickets: [{ id: 'T', type: 'incident', severity: 'p1', events }] },
        from: t('2026-03-01T00:00'),
        to: t('2026-04-01T00:00'),
      }),
    )
    expect(tickets?.[0]).toMatchObject({ state: 'met', elapsed: 0, done: now })
  })
})
