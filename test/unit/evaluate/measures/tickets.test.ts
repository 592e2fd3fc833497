/** Support clocks (R28, P-59 to P-67): when they run, when they are due, and what they add up to. */
import { describe, expect, it } from 'vitest'
import type { Support, TicketsMeasure } from '../../../../shared/contract/model.ts'
import { measureTickets } from '../../../../shared/evaluate/measures/tickets.ts'
import type { Party, Ticket, TicketEvent, TicketEventKind } from '../../../../shared/evidence/model.ts'
import { isoInZone } from '../../../../shared/time/instant.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { contextOf, HOUR, MIN, t } from '../measure-context.ts'

const CUSTOMER: readonly TicketEventKind[] = ['opened', 'reopened']
/** `10:00 responded` on 2 March 2026, a Monday; a day before the time counts from there; `!customer`, `=p1`, `@group`. */
function events(zone: string, text: string): TicketEvent[] {
  return text.split(', ').map((part) => {
    const [, day, time, kind, by, severity, group] =
      /^(?:\+(\d+) )?(\d\d:\d\d(?:\S*)) ([a-z-]+)(?: !(\w+))?(?: =(\S+))?(?: @(\S+))?$/.exec(part) ?? []
    const date = `2026-03-${String(2 + Number(day ?? 0)).padStart(2, '0')}`
    const offset = time?.includes('+') || time?.endsWith('Z') ? '' : zone === 'UTC' ? 'Z' : '+01:00'
    return {
      at: t(`${date}T${time}${offset}`),
      kind: kind as TicketEventKind,
      by: (by ?? (CUSTOMER.includes(kind as TicketEventKind) ? 'customer' : 'provider')) as Party,
      ...(severity ? { severity } : {}),
      ...(group ? { group } : {}),
    }
  })
}
const office = { weekly: { 'mon-fri': ['08:00-18:00'] } }
const ticket = (text: string, severity = 'p1', more: Partial<Ticket> = {}): Ticket => ({
  id: 'T1',
  type: 'incident',
  severity,
  events: events('Europe/Berlin', text),
  ...more,
})

interface Row {
  readonly clock?: TicketsMeasure['clock']
  readonly support?: Partial<Support>
  readonly at?: string
}
function read(list: readonly Ticket[], { clock = 'response', support, at }: Row = {}, measure: Partial<TicketsMeasure> = {}) {
  const severities = [
    { id: 'p1', calendar: 'always', response: 'PT1H', update: 'PT2H', resolution: 'PT8H' },
    { id: 'p3', calendar: 'office', response: 'PT8H', update: 'PT10H', resolution: 'PT20H' },
    { id: 'p4', calendar: 'office' },
  ]
  const context = contextOf({
    measure: { by: 'tickets', clock, attainment: '95', ...measure },
    contract: {
      zone: 'Europe/Berlin',
      calendars: { office },
      support: {
        severities,
        requests: [{ id: 'new-user', calendar: 'office', fulfilment: 'PT16H' }],
        pauseOn: ['waiting-on-customer'],
        ...support,
      },
    },
    evidence: { tickets: list },
    from: t('2026-02-28T23:00'),
    to: t('2026-03-31T22:00'),
    ...(at === undefined ? {} : { at: t(`2026-03-${at}+01:00`) }),
  })
  return { ...measureTickets(context), assumed: context.assumed }
}
const zone = temporalZones('Europe/Berlin')
/** Day of March and local time. */
const local = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : isoInZone(ms, zone).slice(8, 16).replace('T', ' ')
const first = (list: readonly Ticket[], row: Row = {}) => {
  const found = read(list, row).tickets?.[0]
  return [found?.state, local(found?.start), local(found?.due), local(found?.done), (found?.elapsed ?? 0) / MIN, (found?.wall ?? 0) / MIN]
}

describe('response', () => {
  it.each([
    //                                                                      state      start       due         done        elapsed wall, minutes
    ['a minute before the target', ['10:00 opened, 10:59 responded'], ['met', '02 10:00', '02 11:00', '02 10:59', 59, 59]],
    ['exactly at the target', ['10:00 opened, 11:00 responded'], ['met', '02 10:00', '02 11:00', '02 11:00', 60, 60]],
    ['a minute late', ['10:00 opened, 11:01 responded'], ['missed', '02 10:00', '02 11:00', '02 11:01', 61, 61]],
    [
      'the customer writes first',
      ['10:00 opened, 10:10 responded !customer, 11:30 responded'],
      ['missed', '02 10:00', '02 11:00', '02 11:30', 90, 90],
    ],
    ['an update answers', ['10:00 opened, 10:10 updated, 11:30 responded'], ['met', '02 10:00', '02 11:00', '02 10:10', 10, 10]],
    ['the first response counts', ['10:00 opened, 10:30 responded, 15:00 responded'], ['met', '02 10:00', '02 11:00', '02 10:30', 30, 30]],
    [
      'office hours over a night: 2 h on Monday, 6 h on Tuesday',
      ['16:00 opened, +1 14:00 responded', 'p3'],
      ['met', '02 16:00', '03 14:00', '03 14:00', 480, 1320],
    ],
    [
      'a due at closing time is not the next opening',
      ['10:00 opened, +1 08:00 responded', 'p3'],
      ['met', '02 10:00', '02 18:00', '03 08:00', 480, 1320],
    ],
    ['a minute after that opening', ['10:00 opened, +1 08:01 responded', 'p3'], ['missed', '02 10:00', '02 18:00', '03 08:01', 481, 1321]],
    [
      'over a week-end: 1 h on Friday, 7 h on Monday',
      ['+4 17:00 opened, +7 12:00 responded', 'p3'],
      ['met', '06 17:00', '09 15:00', '09 12:00', 300, 4020],
    ],
  ] as const)('%s', (_what, [text, severity], expected) => expect(first([ticket(text, severity)])).toEqual(expected))

  it.each([
    ['running', '02T10:59', ['running', '02 10:00', '02 11:00', null, 59, 59]],
    ['at the due instant it may still be met', '02T11:00', ['running', '02 10:00', '02 11:00', null, 60, 60]],
    ['overdue', '02T11:01', ['missed', '02 10:00', '02 11:00', null, 61, 61]],
  ] as const)('without an answer: %s', (_what, at, expected) => expect(first([ticket('10:00 opened')], { at })).toEqual(expected))

  it('knows nothing of an answer that comes later', () => {
    expect(first([ticket('10:00 opened, 10:30 responded')], { at: '02T10:20' })).toEqual(['running', '02 10:00', '02 11:00', null, 20, 20])
  })
})

describe('what starts the clock', () => {
  const set: Row = { support: { clockStart: 'priority-set' } }
  it.each([
    ['priority-set', set, '10:00 opened, 10:40 priority-set, 11:30 responded', ['met', '02 10:40', '02 11:40', '02 11:30', 50, 50]],
    ['never set', set, '10:00 opened', ['not-started', null, null, null, 0, 0]],
    [
      'answered before it was set',
      set,
      '10:00 opened, 10:30 responded, 12:00 priority-set',
      ['met', '02 10:30', '02 11:30', '02 10:30', 0, 0],
    ],
    [
      'verified',
      { support: { clockStart: 'verified' } },
      '10:00 opened, 12:00 verified, 13:01 responded',
      ['missed', '02 12:00', '02 13:00', '02 13:01', 61, 61],
    ],
    [
      'a severity of its own',
      { support: { clockStart: 'verified', severities: [{ id: 'p1', response: 'PT1H', clockStart: 'submitted' }] } },
      '10:00 opened, 12:00 verified, 13:00 responded',
      ['missed', '02 10:00', '02 11:00', '02 13:00', 180, 180],
    ],
  ] as [string, Row, string, unknown[]][])('%s', (_what, row, text, expected) => expect(first([ticket(text)], row)).toEqual(expected))

  it('names the default it used', () => {
    expect(read([ticket('10:00 opened')]).assumed['support.clockStart']).toBe('submitted')
    expect(read([ticket('10:00 opened')], { support: { clockStart: 'submitted' } }).assumed).not.toHaveProperty('support.clockStart')
    const plain = [
      { id: 'p0', response: 'PT1H' },
      { id: 'p1', response: 'PT1H' },
    ]
    expect(read([ticket('10:00 opened')], { support: { severities: plain } }).assumed).toMatchObject({
      'support.severities[1].calendar': 'always',
    })
  })
})

describe('pauses', () => {
  const resolution: Row = { clock: 'resolution' }
  // 8 h from 08:00 is 16:00; every paused minute moves it on.
  it.each([
    [
      'until resumed',
      '08:00 opened, 09:00 waiting-on-customer, 12:00 resumed, 19:00 resolved',
      ['met', '02 08:00', '02 19:00', '02 19:00', 480, 660],
    ],
    [
      'a minute more',
      '08:00 opened, 09:00 waiting-on-customer, 12:00 resumed, 19:01 resolved',
      ['missed', '02 08:00', '02 19:00', '02 19:01', 481, 661],
    ],
    [
      'until the customer does anything',
      '08:00 opened, 09:00 waiting-on-customer, 12:00 updated !customer, 19:00 resolved',
      ['met', '02 08:00', '02 19:00', '02 19:00', 480, 660],
    ],
    [
      'not until the provider does',
      '08:00 opened, 09:00 waiting-on-customer, 10:00 updated, 12:00 resumed, 19:00 resolved',
      ['met', '02 08:00', '02 19:00', '02 19:00', 480, 660],
    ],
    [
      'paused twice at once is paused once',
      '08:00 opened, 09:00 waiting-on-customer, 10:00 waiting-on-customer, 12:00 resumed, 19:00 resolved',
      ['met', '02 08:00', '02 19:00', '02 19:00', 480, 660],
    ],
    [
      'resolved while paused: the pause ends there',
      '08:00 opened, 09:00 waiting-on-customer, +20 09:00 resolved',
      ['met', '02 08:00', '22 16:00', '22 09:00', 60, 28_860],
    ],
    [
      'the target elapsed before the pause',
      '08:00 opened, 17:00 waiting-on-customer, 20:00 resolved',
      ['missed', '02 08:00', '02 16:00', '02 20:00', 540, 720],
    ],
    [
      'two days paused, then another priority: both count',
      '08:00 opened, 09:00 waiting-on-customer, +2 09:00 resumed, +2 10:00 reclassified =p1, +2 16:00 resolved',
      ['met', '02 08:00', '04 16:00', '04 16:00', 480, 3360],
    ],
  ] as const)('%s', (_what, text, expected) =>
    expect(first([ticket(text)], { ...resolution, support: { reclassified: 'from-opening' } })).toEqual(expected),
  )

  it.each([
    ['has no due instant', '10T00:00', ['paused', '02 08:00', null, null, 60, 11_040]],
    ['does not become missed', '31T00:00', ['paused', '02 08:00', null, null, 60, 41_220]],
  ] as const)('a paused clock %s', (_what, at, expected) => {
    const wall = (t(`2026-03-${at}+01:00`) - t('2026-03-02T08:00+01:00')) / MIN
    expect(first([ticket('08:00 opened, 09:00 waiting-on-customer')], { ...resolution, at })).toEqual([...expected.slice(0, 5), wall])
  })
  it('paused with the last minute of its target has no due instant either', () => {
    const list = [ticket('08:00 opened, 16:00 waiting-on-customer')]
    expect(first(list, { ...resolution, at: '02T20:00' })).toEqual(['paused', '02 08:00', null, null, 480, 720])
  })
  it('missed before it was paused stays missed, with its due instant', () => {
    expect(first([ticket('08:00 opened, 17:00 waiting-on-customer')], { ...resolution, at: '10T00:00' }).slice(0, 3)).toEqual([
      'missed',
      '02 08:00',
      '02 16:00',
    ])
  })
  it('does not pause where the text says nothing, and says so', () => {
    const { pauseOn: _, ...silent } = { pauseOn: [], clockStart: 'submitted' as const }
    const context = contextOf({
      measure: { by: 'tickets', clock: 'resolution' },
      contract: { zone: 'Europe/Berlin', support: { ...silent, severities: [{ id: 'p1', calendar: 'always', resolution: 'PT8H' }] } },
      evidence: { tickets: [ticket('08:00 opened, 09:00 waiting-on-customer, 12:00 resumed, 17:00 resolved')] },
      from: t('2026-02-28T23:00'),
      to: t('2026-03-31T22:00'),
    })
    expect(measureTickets(context).tickets?.[0]).toMatchObject({ state: 'missed', elapsed: 9 * HOUR })
    expect(context.assumed).toEqual({ 'support.pauseOn': 'nothing', 'objectives[0].measure': 'tickets' })
  })
})

describe('reopened', () => {
  const text = '08:00 opened, 12:00 resolved, 14:00 reopened, 19:00 resolved'
  const list = [ticket(text)]
  it.each([
    // 4 h, two hours thought to be over, 5 h
    ['continue: 4 h + 5 h of 8 h', 'continue', ['missed', '02 08:00', '02 18:00', '02 19:00', 540, 660]],
    ['restart: 5 h of 8 h', 'restart', ['met', '02 14:00', '02 22:00', '02 19:00', 300, 300]],
  ] as const)('%s', (_what, reopened, expected) => expect(first(list, { clock: 'resolution', support: { reopened } })).toEqual(expected))

  it('restarting does not undo a target that was missed', () => {
    const { counts, tickets: found } = read([ticket('08:00 opened, 17:00 resolved, 18:00 reopened, 19:00 resolved')], {
      clock: 'resolution',
      support: { reopened: 'restart' },
    })
    expect(counts).toEqual({ total: 2, met: 1, missed: 1, open: 0 })
    expect(found?.map(({ state, elapsed }) => [state, elapsed / HOUR])).toEqual([
      ['missed', 9],
      ['met', 1],
    ])
  })
  it('leaves the response given', () => {
    expect(first([ticket('08:00 opened, 08:30 responded, 12:00 resolved, 14:00 reopened')], { support: { reopened: 'restart' } })).toEqual([
      'met',
      '02 08:00',
      '02 09:00',
      '02 08:30',
      30,
      30,
    ])
  })
})

describe('reclassified', () => {
  // p3: 20 office hours; p1: 8 h round the clock
  const list = [ticket('08:00 opened, 12:00 reclassified =p1, 20:00 resolved', 'p3')]
  it.each([
    ['restart: 8 h from 12:00', 'restart', ['met', '02 12:00', '02 20:00', '02 20:00', 480, 480]],
    ['from opening: 8 h from 08:00', 'from-opening', ['missed', '02 08:00', '02 16:00', '02 20:00', 720, 720]],
  ] as const)('%s', (_what, reclassified, expected) =>
    expect(first(list, { clock: 'resolution', support: { reclassified } })).toEqual(expected),
  )

  it('to a severity without a target leaves no clock', () => {
    expect(read([ticket('08:00 opened, 12:00 reclassified =p4')], { clock: 'resolution' }).counts).toEqual({
      total: 0,
      met: 0,
      missed: 0,
      open: 0,
    })
  })
  it('after the response changes nothing', () => {
    expect(first([ticket('08:00 opened, 08:30 responded, 09:00 reclassified =p3')])).toEqual([
      'met',
      '02 08:00',
      '02 09:00',
      '02 08:30',
      30,
      30,
    ])
  })
  it('the first priority set names the severity from the opening on', () => {
    expect(first([ticket('08:00 opened, 08:50 priority-set =p1, 09:00 responded', 'p3')])).toEqual([
      'met',
      '02 08:00',
      '02 09:00',
      '02 09:00',
      60,
      60,
    ])
  })
  it('a priority set a second time is another severity', () => {
    const list = [ticket('08:00 opened, 08:10 priority-set =p3, 12:00 priority-set =p1, 20:00 resolved')]
    expect(first(list, { clock: 'resolution' })).toEqual(['met', '02 12:00', '02 20:00', '02 20:00', 480, 480])
  })
  it('from opening keeps an update where it stopped last', () => {
    const found = read([ticket('08:00 opened, 09:00 responded, 09:30 reclassified =p1, 10:30 updated, 12:00 resolved', 'p3')], {
      clock: 'update',
      support: { reclassified: 'from-opening' },
    })
    expect(found.tickets?.map(({ severity, elapsed }) => [severity, elapsed / MIN])).toEqual([
      ['p3', 60],
      ['p1', 90],
      ['p1', 90],
    ])
  })
})

describe('updates', () => {
  const run = (text: string, at?: string) =>
    read([ticket(text)], { clock: 'update', ...(at ? { at } : {}) }).tickets?.map(({ state, elapsed, due }) => [
      state,
      elapsed / MIN,
      local(due),
    ])
  it.each([
    [
      'each answer starts the next',
      '08:00 opened, 09:00 responded, 11:00 updated, 13:01 updated, 14:00 resolved',
      undefined,
      [
        ['met', 60, '02 10:00'],
        ['met', 120, '02 11:00'],
        ['missed', 121, '02 13:00'],
        ['met', 59, '02 15:01'],
      ],
    ],
    [
      'the customer’s words do not',
      '08:00 opened, 09:00 updated !customer, 10:01 updated',
      '02T11:00',
      [
        ['missed', 121, '02 10:00'],
        ['running', 59, '02 12:01'],
      ],
    ],
    ['resolved with the last update', '08:00 opened, 09:00 updated, 09:00 resolved', undefined, [['met', 60, '02 10:00']]],
    [
      'reopened: begins again',
      '08:00 opened, 09:00 resolved, 12:00 reopened, 13:00 updated, 14:00 closed',
      undefined,
      [
        ['met', 60, '02 10:00'],
        ['met', 60, '02 14:00'],
        ['met', 60, '02 15:00'],
      ],
    ],
  ] as const)('%s', (_what, text, at, expected) => expect(run(text, at)).toEqual(expected))
})

describe('hand-overs', () => {
  it('split what elapsed by group; time before the first belongs to nobody', () => {
    const found = read(
      [
        ticket(
          '08:00 opened, 09:00 handed-over @desk, 11:00 waiting-on-customer, 12:00 resumed, 13:00 handed-over @network, 15:00 handed-over @desk, 16:00 resolved',
        ),
      ],
      { clock: 'resolution' },
    )
    // desk 09-11, 12-13 and 15-16; network 13-15; paused 11-12
    expect(found.tickets?.[0]).toMatchObject({ elapsed: 7 * HOUR, groups: { desk: 4 * HOUR, network: 2 * HOUR } })
  })
  it('begin with the group of the opening', () => {
    expect(read([ticket('08:00 opened @desk, 09:00 resolved')], { clock: 'resolution' }).tickets?.[0]?.groups).toEqual({ desk: HOUR })
  })
  it('are absent where nobody was named', () => {
    expect(read([ticket('08:00 opened, 09:00 resolved')], { clock: 'resolution' }).tickets?.[0]).not.toHaveProperty('groups')
  })
})

describe('which tickets count', () => {
  const at = (id: string, text: string, severity = 'p1', more: Partial<Ticket> = {}): Ticket => ({ ...ticket(text, severity, more), id })
  it('the share of those stopped or overdue', () => {
    const list = [
      at('a', '10:00 opened, 10:30 responded'),
      at('b', '10:00 opened, 12:00 responded'),
      at('c', '10:00 opened, 11:00 responded'),
      at('d', '+1 10:00 opened'),
    ]
    const found = read(list, { at: '03T10:30' })
    expect(found.counts).toEqual({ total: 4, met: 2, missed: 1, open: 1 })
    expect(found.attained.value).toEqual({ n: 200n, d: 3n })
    expect(found.budget).toEqual({ total: 0, spent: 1, left: -1, unit: 'tickets' })
  })
  it('by severity, service, type and period of the start', () => {
    const list = [
      at('a', '10:00 opened, 10:30 responded'),
      at('b', '10:00 opened, 10:30 responded', 'p3'),
      at('c', '10:00 opened, 10:30 responded', 'p1', { service: 'web' }),
      at('d', '10:00 opened, 10:30 responded', 'p1', { service: 'api' }),
      at('e', '10:00 opened, 10:30 responded', 'unheard-of'),
      at('f', '10:00 opened, 10:30 responded', 'new-user', { type: 'request' }),
      { ...at('g', '10:00 opened'), events: [{ at: t('2026-02-28T22:59'), kind: 'opened' as const, by: 'customer' as const }] },
      { ...at('h', '10:00 opened'), events: [{ at: t('2026-02-28T23:00'), kind: 'opened' as const, by: 'customer' as const }] },
    ]
    expect(read(list, {}, { severities: ['p1'] }).tickets?.map(({ id }) => id)).toEqual(['h', 'a', 'd'])
    expect(read(list, {}).tickets?.map(({ id }) => id)).toEqual(['h', 'a', 'b', 'd'])
  })
  it('service requests by their own id and clock', () => {
    // 16 office hours from Monday 14:00: 4 on Monday, 10 on Tuesday, 2 on Wednesday
    const list = [at('r', '14:00 opened, +2 10:00 resolved', 'new-user', { type: 'request' })]
    expect(first(list, { clock: 'fulfilment' })).toEqual(['met', '02 14:00', '04 10:00', '04 10:00', 960, 2640])
  })
  it('counts a ticket found in two files once', () => {
    const list = [at('a', '10:00 opened'), at('a', '10:00 opened, 10:30 responded')]
    expect(read(list).counts).toEqual({ total: 1, met: 1, missed: 0, open: 0 })
  })
  it('one that was closed unanswered needs no answer', () => {
    expect(first([ticket('10:00 opened, 10:20 closed !customer')], { at: '05T00:00' })[0]).toBe('met')
    expect(first([ticket('10:00 opened, 10:20 closed')], { at: '05T00:00' })[0]).toBe('met')
  })
  it('none at all is no proof; none that counts is nothing bad', () => {
    expect(read([]).attained).toMatchObject({ value: null, low: { n: 0n }, high: { n: 100n } })
    expect(read([at('a', '10:00 opened')], { at: '02T10:10' }).attained).toMatchObject({ value: null, low: { n: 100n }, high: { n: 100n } })
  })
  it('misses instead of a share', () => {
    const list = [at('a', '10:00 opened, 12:00 responded'), at('b', '10:00 opened, 10:30 responded')]
    const found = read(list, {}, { missesAllowed: 4 })
    expect(found.target).toBeNull()
    expect(found.misses).toEqual({ missed: 1, allowed: 4, unknown: 0 })
    expect(found.budget).toEqual({ total: 4, spent: 1, left: 3, unit: 'tickets' })
  })
})

describe('clock changes', () => {
  // Berlin, 2026-03-29: 02:00 becomes 03:00. Office round the clock by 00:00-24:00; 7 d of it are 167 h in that week.
  const night = (zoneId: string, opened: string, hours: string, calendar = 'daily') => {
    const context = contextOf({
      measure: { by: 'tickets', clock: 'response' },
      contract: {
        zone: zoneId,
        calendars: { daily: { weekly: { daily: ['00:00-24:00'] } }, early: { weekly: { daily: ['02:30-06:30'] } } },
        support: { severities: [{ id: 'p1', calendar, response: hours }] },
      },
      evidence: { tickets: [{ id: 'T', type: 'incident', severity: 'p1', events: [{ at: t(opened), kind: 'opened', by: 'customer' }] }] },
      from: t('2026-01-01T00:00'),
      to: t('2027-01-01T00:00'),
      at: t(opened) + 1,
    })
    const due = measureTickets(context).tickets?.[0]?.due ?? 0
    return isoInZone(due, temporalZones(zoneId)).slice(0, 16)
  }
  it.each([
    ['4 h over the night without 02:30', 'Europe/Berlin', '2026-03-29T00:00+01:00', 'PT4H', 'daily', '2026-03-29T05:00'],
    ['4 h over the night with 02:30 twice', 'Europe/Berlin', '2026-10-25T00:00+02:00', 'PT4H', 'daily', '2026-10-25T03:00'],
    // the window from 02:30 starts with the jump, at 03:00, and holds 3.5 h; half an hour is left for the next day
    ['a window that begins in the gap', 'Europe/Berlin', '2026-03-29T00:00+01:00', 'PT4H', 'early', '2026-03-30T03:00'],
    // 02:30 is its first occurrence: the window holds 5 h
    ['a window that begins in the repeated hour', 'Europe/Berlin', '2026-10-25T00:00+02:00', 'PT5H', 'early', '2026-10-25T06:30'],
    ['seven days round the clock', 'UTC', '2026-03-02T00:00Z', 'PT168H', 'daily', '2026-03-09T00:00'],
    // Lord Howe goes back half an hour at 02:00 on 5 April 2026
    ['half an hour more', 'Australia/Lord_Howe', '2026-04-05T00:00+11:00', 'PT4H', 'daily', '2026-04-05T03:30'],
    ['another zone than the reader’s', 'Asia/Riyadh', '2026-03-02T06:00+05:30', 'PT1H', 'daily', '2026-03-02T04:30'],
  ] as const)('%s', (_what, zoneId, opened, hours, calendar, due) => expect(night(zoneId, opened, hours, calendar)).toBe(due))
})
