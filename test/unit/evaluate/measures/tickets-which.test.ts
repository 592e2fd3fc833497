/** Which support clocks count, in which order, and with which assumptions (R28). Hours of 2 March 2026, UTC. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { Support, Term, TicketsMeasure } from '../../../../shared/contract/model.ts'
import { knownTickets } from '../../../../shared/evaluate/clocks/known-tickets.ts'
import { measureTickets } from '../../../../shared/evaluate/measures/tickets.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../../../shared/evidence/model.ts'
import { contextOf, HOUR, type Setting, t } from '../measure-context.ts'

const FROM = t('2026-03-02T00:00')
const CUSTOMER: readonly TicketEventKind[] = ['opened', 'reopened']
/** `10 opened` in hours; `!provider` says by whom, `=p2` which severity. */
const events = (text: string): TicketEvent[] =>
  text.split(', ').map((part) => {
    const [hours, kind, ...more] = part.split(' ') as [string, TicketEventKind, ...string[]]
    const by = more.find((each) => each.startsWith('!'))?.slice(1)
    const severity = more.find((each) => each.startsWith('='))?.slice(1)
    return {
      at: FROM + Number(hours) * HOUR,
      kind,
      by: (by ?? (CUSTOMER.includes(kind) ? 'customer' : 'provider')) as TicketEvent['by'],
      ...(severity && { severity }),
    }
  })
const ticket = (id: string, text: string, more: Partial<Ticket> = {}): Ticket => ({
  id,
  type: 'incident',
  severity: 'p1',
  events: events(text),
  ...more,
})
const SILENT: Support = {
  severities: [{ id: 'p1', calendar: 'always', response: 'PT1H', update: 'PT2H', resolution: 'PT8H' }],
  requests: [{ id: 'user', fulfilment: 'PT4H' }],
}
const SUPPORT: Support = { ...SILENT, clockStart: 'submitted' }
interface Row {
  readonly measure?: Partial<TicketsMeasure>
  readonly support?: Support | null
  readonly term?: Term
  readonly at?: number
}
/** Every ticket there was is given (R56). */
const ALL_TICKETS = [
  { of: 'tickets' as const, source: { kind: 'manual' as const, id: 'desk', party: 'customer' as const }, from: 0, to: null },
]

function ask(list: readonly Ticket[], { measure, support = SUPPORT, term, at = 240 }: Row = {}) {
  const setting: Setting = {
    measure: { by: 'tickets', clock: 'response', attainment: '50', ...measure },
    contract: { ...(support && { support }), ...(term && { term }) },
    evidence: { tickets: list, itemCoverage: list.length > 0 ? ALL_TICKETS : [] },
    from: FROM,
    to: FROM + 24 * HOUR,
    at: FROM + at * HOUR,
  }
  const context = contextOf(setting)
  const measured = measureTickets(context)
  return { ...measured, ids: measured.tickets?.map(({ id }) => id), why: context.why, assumed: context.assumed }
}

describe('what is known of a ticket', () => {
  const shown = (list: readonly Ticket[], at: number) =>
    knownTickets(list, FROM + at * HOUR).map(({ id, events }) => [id, events.map((event) => `${(event.at - FROM) / HOUR} ${event.kind}`)])
  it('events up to now, the present instant included; a ticket without one is not there yet', () => {
    const list = [ticket('a', '1 opened, 3 responded, 4 resolved'), ticket('b', '4 opened')]
    expect(shown(list, 3)).toEqual([['a', ['1 opened', '3 responded']]])
    expect(shown(list, 4)).toEqual([
      ['a', ['1 opened', '3 responded', '4 resolved']],
      ['b', ['4 opened']],
    ])
  })
  it.each([
    ['the same event is one', '1 opened', ['1 opened']],
    ['at another time it is another', '2 opened', ['1 opened', '2 opened']],
    ['of another kind', '1 verified !customer', ['1 opened', '1 verified']],
    ['by somebody else', '1 opened !provider', ['1 opened', '1 opened']],
    ['with another severity', '1 opened =p2', ['1 opened', '1 opened']],
    ['all that are new', '1 opened, 2 responded, 3 resolved', ['1 opened', '2 responded', '3 resolved']],
  ])('found in two files: %s', (_what, text, expected) => {
    expect(shown([ticket('a', '1 opened'), ticket('a', text)], 9)).toEqual([['a', expected]])
  })
  it('ignores an event of the second file that the first one has', () => {
    expect(shown([ticket('a', '1 opened, 2 responded'), ticket('a', '2 responded, 3 resolved')], 9)).toEqual([
      ['a', ['1 opened', '2 responded', '3 resolved']],
    ])
  })
})

describe('which clocks are of the period', () => {
  it.each([
    ['started at its first instant', ticket('a', '0 opened'), true],
    ['started at its last', ticket('a', '23.999 opened'), true],
    ['started at the first of the next', ticket('a', '24 opened'), false],
    ['started before', ticket('a', '-0.001 opened, 5 responded'), false],
  ])('one that %s: %#', (_what, each, counts) => expect(ask([each]).ids).toEqual(counts ? ['a'] : []))
  it('one that never started, by the first event of the ticket', () => {
    const support = { ...SUPPORT, clockStart: 'verified' as const }
    expect(ask([ticket('a', '23 opened, 30 updated !customer'), ticket('b', '-1 opened, 5 updated !customer')], { support }).ids).toEqual([
      'a',
    ])
  })
  it('by the term: from its first day, not on the day after its last', () => {
    const list = [ticket('a', '5 opened')]
    expect(ask(list, { term: { from: '2026-03-02' } }).ids).toEqual(['a'])
    expect(ask(list, { term: { from: '2026-03-03' } }).ids).toEqual([])
    expect(ask(list, { term: { until: '2026-03-02' } }).ids).toEqual([])
    expect(ask(list, { term: { until: '2026-03-03' } }).ids).toEqual(['a'])
  })
  it('at the very instants of the term', () => {
    const term = { from: '2026-03-02T05:00:00Z', until: '2026-03-02T06:00:00Z' }
    expect(
      ask([ticket('a', '4.999 opened'), ticket('b', '5 opened'), ticket('c', '5.999 opened'), ticket('d', '6 opened')], { term }).ids,
    ).toEqual(['b', 'c'])
  })
  it('one that never started, by the term its opening lies in', () => {
    const support = { ...SUPPORT, clockStart: 'verified' as const }
    const list = [ticket('a', '4 opened, 6 updated !customer'), ticket('b', '5 opened')]
    expect(ask(list, { support, term: { from: '2026-03-02T05:00:00Z' } }).ids).toEqual(['b'])
  })
  it('in order of start, then of their names; one that never started by its opening', () => {
    const support: Support = {
      clockStart: 'verified',
      severities: [{ id: 'p1', calendar: 'always', response: 'PT1H' }],
    }
    const list = [
      ticket('e', '3 opened'),
      ticket('d', '0 opened, 4 verified'),
      ticket('c', '0 opened, 2 verified'),
      ticket('a', '0 opened, 2 verified'),
      ticket('b', '1 opened'),
    ]
    expect(ask(list, { support }).ids).toEqual(['b', 'a', 'c', 'e', 'd'])
    expect(ask([...list].reverse(), { support }).ids).toEqual(['b', 'a', 'c', 'e', 'd'])
  })
  it('none where the agreement promises no support, or none of that kind', () => {
    const list = [ticket('a', '5 opened'), ticket('b', '5 opened', { type: 'request', severity: 'user' })]
    expect(ask(list, { support: null }).ids).toEqual([])
    expect(ask(list, { support: { clockStart: 'submitted' } }).ids).toEqual([])
  })
})

describe('what they add up to', () => {
  const met = ticket('a', '1 opened, 2 responded')
  const missed = ticket('b', '1 opened, 3 responded')
  const open = ticket('c', '3.5 opened')
  it('one of two; of three with the one still open, one may be missed', () => {
    const { attained, budget, counts, known: share } = ask([met, missed, open], { at: 4 })
    // Half of three, floored.
    expect([attained.value && fraction(attained.value), budget, counts]).toEqual([
      '50/1',
      { total: 1, spent: 1, left: 0, unit: 'tickets' },
      { total: 3, met: 1, missed: 1, open: 1 },
    ])
    expect(fraction(share)).toBe('1/1')
  })
  it('a share is no number of misses, and a number needs no share', () => {
    expect(ask([met])).not.toHaveProperty('misses')
    expect(ask([met], { measure: { missesAllowed: 2 } }).misses).toEqual({ missed: 0, allowed: 2, unknown: 0 })
  })
  it('without any ticket, more may have been missed than is allowed', () => {
    expect(ask([], { measure: { missesAllowed: 2 } }).misses).toEqual({ missed: 0, allowed: 2, unknown: 3 })
  })
  it('without target and number there is no budget', () => {
    const context = contextOf({
      measure: { by: 'tickets', clock: 'response' },
      contract: { support: SUPPORT },
      evidence: { tickets: [met] },
      from: FROM,
      to: FROM + 24 * HOUR,
    })
    expect(measureTickets(context)).toMatchObject({ target: null, budget: null })
  })
  it('leaves everything possible without data, also for a day that still runs', () => {
    const { attained, best } = ask([], { at: 12 })
    expect(best).toEqual(attained)
  })
})

describe('assumptions', () => {
  const START = 'the agreement does not say what starts a clock'
  const reopening = '1 opened, 2 resolved, 3 reopened, 4 resolved'
  it.each<[string, Row, string, Record<string, string>]>([
    ['what starts a clock', { support: SILENT }, '1 opened', { 'support.clockStart': START }],
    [
      'not where its severity says it',
      { support: { severities: [{ id: 'p1', calendar: 'always', response: 'PT1H', clockStart: 'submitted' }] } },
      '1 opened',
      {},
    ],
    [
      'in which hours it runs',
      { support: { clockStart: 'submitted', severities: [{ id: 'p1', response: 'PT1H' }] } },
      '1 opened',
      { 'support.severities[0].calendar': 'the agreement does not say in which hours the clock runs' },
    ],
    [
      'that it goes on while the provider waits',
      {},
      '1 opened, 2 waiting-on-customer',
      { 'support.pauseOn': 'the agreement does not say that a clock is on hold while the provider waits' },
    ],
    ['not where it says so', { support: { ...SUPPORT, pauseOn: [] } }, '1 opened, 2 waiting-on-customer', {}],
    [
      'what a reopening does',
      { measure: { clock: 'resolution' } },
      reopening,
      { 'support.reopened': 'the agreement does not say what reopening a ticket does to its clock' },
    ],
    ['to a response it does nothing', { support: { ...SUPPORT, stops: { response: ['responded', 'resolved'] } } }, reopening, {}],
    ['what stops a clock', {}, reopening, { 'support.stops.response': 'the agreement does not say which events stop a clock' }],
    ['not where it says so', { measure: { clock: 'resolution' }, support: { ...SUPPORT, reopened: 'restart' } }, reopening, {}],
    [
      'what another severity does',
      {},
      '1 opened, 2 reclassified =p1',
      { 'support.reclassified': 'the agreement does not say what another severity does to a clock' },
    ],
    ['not where it says so', { support: { ...SUPPORT, reclassified: 'restart' } }, '1 opened, 2 reclassified =p1', {}],
    ['nothing, where nothing happened that it is silent on', {}, '1 opened, 2 responded, 3 resolved', {}],
  ])('%s', (_what, row, text, why) => expect(ask([ticket('a', text)], row).why).toEqual(why))
  it('of a service request, where it is listed', () => {
    const list = [ticket('a', '1 opened', { type: 'request', severity: 'user' })]
    expect(ask(list, { measure: { clock: 'fulfilment' } }).assumed).toEqual({ 'support.requests[0].calendar': 'always' })
  })
  it('by its default', () => {
    const list = [ticket('a', `${reopening}, 5 waiting-on-customer, 6 reclassified =p1`)]
    expect(ask(list, { measure: { clock: 'resolution' }, support: SILENT }).assumed).toEqual({
      'support.clockStart': 'submitted',
      'support.pauseOn': 'nothing',
      'support.reopened': 'continue',
      'support.reclassified': 'restart',
    })
  })
})
