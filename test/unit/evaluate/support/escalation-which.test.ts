/** Which steps are listed, in which order, and of which periods (R28b). Hours of 2 March 2026, UTC; a period is a day. */
import { describe, expect, it } from 'vitest'
import type { Contract, EscalationStep, Measure } from '../../../../shared/contract/model.ts'
import { evaluate } from '../../../../shared/evaluate/index.ts'
import { contactOf } from '../../../../shared/evaluate/support/escalation.ts'
import { NO_EVIDENCE, type Span, type Ticket, type TicketEventKind } from '../../../../shared/evidence/model.ts'
import { HOUR, t } from '../measure-context.ts'

const FROM = t('2026-03-02T00:00')
const status = { kind: 'feed', id: 'status', party: 'provider' } as const
const ticket = (id: string, text: string, severity = 'p1'): Ticket => ({
  id,
  type: 'incident',
  severity,
  events: text.split(', ').map((part) => {
    const [hours, kind] = part.split(' ') as [string, TicketEventKind]
    return { at: FROM + Number(hours) * HOUR, kind, by: kind === 'opened' ? ('customer' as const) : ('provider' as const) }
  }),
})
const TICKETS: Measure = { by: 'tickets', clock: 'response', attainment: '95' }

interface Row {
  readonly step: EscalationStep
  readonly at: number
  readonly tickets?: readonly Ticket[]
  readonly spans?: readonly Span[]
  readonly period?: string
  readonly contract?: Partial<Contract>
}
function steps({ step, at, tickets = [], spans = [], period = '2026-03-02', contract }: Row) {
  const agreement: Contract = {
    format: 'standing/contract@1',
    id: 'agreement',
    title: 'Agreement',
    zone: 'UTC',
    period: { every: 'P1D', from: '2026-03-01' },
    calendars: { never: { not: 'always' } },
    services: [{ id: 'api', name: 'API' }],
    support: {
      severities: [
        { id: 'p1', calendar: 'always', response: 'PT1H' },
        { id: 'p4', calendar: 'never', response: 'PT1H' },
      ],
      clockStart: 'submitted',
      pauseOn: ['waiting-on-customer'],
    },
    objectives: [
      { id: 'promise', services: ['api'], ...(spans.length > 0 ? { target: '99', measure: { by: 'time' } } : { measure: TICKETS }) },
    ],
    ...contract,
    escalation: [step],
  }
  const coverage = [{ service: 'api', source: status, from: FROM - 100 * HOUR, to: null }]
  const { escalations } = evaluate([agreement], { ...NO_EVIDENCE, tickets, spans, coverage }, { at: FROM + at * HOUR, period })
  return escalations.map(({ ref, due, state }) => `${ref} ${due === null ? '-' : (due - FROM) / HOUR} ${state}`)
}

const DUE: EscalationStep = { of: 'response-due', to: 'desk' }

describe('the order of what one step speaks of', () => {
  it('by when it is due, then by name; what nobody knows the time of comes last', () => {
    const tickets = [
      ticket('e', '1 opened, 1.5 waiting-on-customer'),
      ticket('d', '4 opened'),
      ticket('b', '2 opened'),
      ticket('c', '2 opened'),
      ticket('a', '1 opened, 1.5 waiting-on-customer'),
    ]
    const expected = ['b 3 due', 'c 3 due', 'd 5 due', 'a - waiting', 'e - waiting']
    expect(steps({ step: DUE, at: 6, tickets })).toEqual(expected)
    expect(steps({ step: DUE, at: 6, tickets: [...tickets].reverse() })).toEqual(expected)
  })
})

describe('what is over', () => {
  it.each([
    ['before the step was due is not listed', '1 opened, 1.999 responded', []],
    ['at the very instant was due then, and passed', '1 opened, 2 responded', ['a 2 passed']],
    ['after it, passed', '1 opened, 3 responded', ['a 2 passed']],
    ['not at all, due', '1 opened', ['a 2 due']],
  ])('%s', (_what, text, expected) => expect(steps({ step: DUE, at: 9, tickets: [ticket('a', text)] })).toEqual(expected))
  it('where the clock never comes to an end, with the answer', () => {
    expect(steps({ step: DUE, at: 9, tickets: [ticket('a', '1 opened', 'p4')] })).toEqual(['a - waiting'])
    expect(steps({ step: DUE, at: 9, tickets: [ticket('a', '1 opened, 2 responded', 'p4')] })).toEqual([])
  })
})

describe('of which periods', () => {
  // 2 March is asked about; the clocks of 1 March are listed as long as they run.
  it.each([
    ['begun at its first instant', '0 opened, 5 responded', ['a 1 passed']],
    ['begun at its last', '23.999 opened, 30 responded', ['a 24.999 passed']],
    ['begun at the first of the next', '24 opened, 30 responded', []],
    ['begun before and over', '-0.001 opened, 5 responded', []],
    ['begun before and still running', '-2 opened', ['a -1 due']],
    ['begun after and still running', '25 opened', ['a 26 due']],
  ])('a clock that has %s', (_what, text, expected) => {
    expect(steps({ step: DUE, at: 40, tickets: [ticket('a', text)] })).toEqual(expected)
  })
  it('any of those that are asked about', () => {
    const tickets = [ticket('a', '-2 opened, 5 responded'), ticket('b', '2 opened, 5 responded')]
    expect(steps({ step: DUE, at: 40, tickets, period: 'all' })).toEqual(['a -1 passed', 'b 3 passed'])
  })
  it('none that has not begun', () => {
    const contract = {
      support: { severities: [{ id: 'p1', calendar: 'always', response: 'PT1H' }], clockStart: 'verified' as const },
    }
    expect(steps({ step: DUE, at: 9, tickets: [ticket('a', '1 opened')], contract })).toEqual([])
    expect(steps({ step: DUE, at: 9, tickets: [ticket('a', '1 opened, 3 verified')], contract })).toEqual(['a 4 due'])
  })
})

describe('what is true of a whole period', () => {
  // One per cent of a day are 14.4 min: half an hour from 10:00 breaks it at 10:14:24.
  const spans: Span[] = [{ service: 'api', source: status, state: 'down', from: FROM + 10 * HOUR, to: FROM + 10.5 * HOUR }]
  it.each([
    ['a ms before it ends', 24 - 1 / HOUR, 'due'],
    ['at its end', 24, 'passed'],
    ['after it', 25, 'passed'],
  ])('lasts as long as it: %s', (_what, at, state) => {
    expect(steps({ step: { of: 'breach', to: 'desk' }, at, spans })).toEqual([`promise 10.24 ${state}`])
  })
  it('of objectives broken at one instant, by their names', () => {
    const objectives = ['b', 'c', 'a'].map((id) => ({ id, services: ['api'], target: '99', measure: { by: 'time' as const } }))
    expect(steps({ step: { of: 'breach', to: 'desk' }, at: 12, spans, contract: { objectives } })).toEqual([
      'a 10.24 due',
      'b 10.24 due',
      'c 10.24 due',
    ])
  })
  it('an hour before it will be broken, where it is not yet', () => {
    // 7.2 of 14.4 min are spent after twelve of 24 hours: at that pace the rest lasts until the end, and 7.3 does not.
    const spent = (minutes: number): Span[] => [{ ...spans[0]!, from: FROM + HOUR, to: FROM + HOUR + (minutes * HOUR) / 60 }]
    const ahead: EscalationStep = { before: 'PT1H', of: 'breach', to: 'desk' }
    // 12 h × 14.4 / 9.6 = 18 h.
    expect(steps({ step: ahead, at: 12, spans: spent(9.6) })).toEqual(['promise 17 waiting'])
    expect(steps({ step: ahead, at: 12, spans: spent(7.2) })).toEqual([])
    expect(steps({ step: { after: 'PT1H', of: 'breach', to: 'desk' }, at: 12, spans: spent(9.6) })).toEqual([])
  })
  it('nothing is counted from what nobody knows', () => {
    expect(steps({ step: { of: 'full-moon', to: 'desk' } as never, at: 12, spans })).toEqual([])
  })
})

describe('whom an agreement without contacts names', () => {
  const bare = { format: 'standing/contract@1' } as Contract
  it.each<[string, Partial<Contract>]>([
    ['no parties and no groups', {}],
    ['parties without contacts', { parties: { provider: { name: 'Acme' }, customer: { name: 'Globex' } } }],
    ['a customer alone', { parties: { customer: { name: 'Globex' } } } as Partial<Contract>],
    ['a provider alone', { parties: { provider: { name: 'Acme' } } } as Partial<Contract>],
    ['a role that nobody has', { roles: { desk: 'missing' } }],
  ])('nobody: %s', (_what, contract) => expect(contactOf({ ...bare, ...contract }, 'desk')).toBeNull())
})
