/** How long a group had a ticket (R63), in minutes from midnight of 1 April, round the clock. */
import { describe, expect, it } from 'vitest'
import { readContract } from '../../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../../shared/evaluate/index.ts'
import { NO_EVIDENCE, type Ticket, type TicketEvent, type TicketEventKind } from '../../../../shared/evidence/model.ts'

const START = Date.UTC(2026, 3, 1)
const MINUTE = 60_000
const contractOf = (measure = '', extra = '') =>
  readContract(
    `format: standing/contract@1
id: ola
title: Held
zone: UTC
period: { every: month }
services: [{ id: api, name: API }, { id: web, name: Web }]
groups: [{ id: desk, name: Desk }, { id: net, name: Network }]
${extra}
support:
  pauseOn: [waiting-on-customer]
  severities: [{ id: p1, name: High }, { id: p2, name: Low }]
objectives:
  - { id: held, services: [api], exclude: [], remedies: [], measure: { by: tickets, clock: held, group: net, atMost: PT60M, attainment: "95"${measure} } }
`,
    'yaml',
  )
/** `30 handed-over net`; `!` for the customer's, `=p2` names a severity. */
const ticket = (text: string, over: Partial<Ticket> = {}): Ticket => ({
  ...{ id: 'T', type: 'incident', severity: 'p1', service: 'api' },
  events: text.split(', ').map((part): TicketEvent => {
    const [at, kind, ...more] = part.split(' ') as [string, TicketEventKind, ...string[]]
    const severity = more.find((each) => each.startsWith('='))?.slice(1)
    const group = more.find((each) => /^[a-z]/.test(each))
    return {
      ...{ at: START + Number(at) * MINUTE, kind, by: more.includes('!') ? 'customer' : 'provider' },
      ...(severity !== undefined && { severity }),
      ...(group !== undefined && { group }),
    }
  }),
  ...over,
})
function held(tickets: readonly Ticket[], at = 1000, measure = '', extra = ''): string {
  const { contract, problems } = contractOf(measure, extra)
  if (!contract) throw new Error(JSON.stringify(problems))
  const evidence = { ...NO_EVIDENCE, tickets }
  const [objective] = evaluate([contract], evidence, { at: START + at * MINUTE, period: '2026-04' }).objectives
  const minute = (t: number | null): string => (t === null ? '-' : String((t - START) / MINUTE))
  return (objective!.tickets ?? [])
    .map(({ id, state, start, done, elapsed }) => `${id} ${state} ${minute(start)}>${minute(done)} ${elapsed / MINUTE}`)
    .join(', ')
}

describe('the time of a group', () => {
  it.each<[string, string, string]>([
    ['ends when another has it', '0 opened desk, 10 handed-over net, 70 handed-over desk, 90 resolved', 'T met 10>70 60'],
    ['is over by a minute', '0 opened desk, 10 handed-over net, 71 handed-over desk, 90 resolved', 'T missed 10>71 61'],
    ['ends with the ticket', '0 opened desk, 10 handed-over net, 30 resolved', 'T met 10>30 20'],
    ['begins with the ticket where it opens it', '0 opened net, 30 handed-over desk, 90 resolved', 'T met 0>30 30'],
    [
      'is summed over its turns',
      '0 opened net, 20 handed-over desk, 50 handed-over net, 90 handed-over desk, 95 resolved',
      'T met 0>90 60',
    ],
    ['is summed to a miss', '0 opened net, 20 handed-over desk, 50 handed-over net, 91 handed-over desk, 95 resolved', 'T missed 0>91 61'],
    [
      'is summed over three',
      '0 opened net, 20 handed-over desk, 30 handed-over net, 40 handed-over desk, 50 handed-over net, 55 resolved',
      'T met 0>55 35',
    ],
    ['goes on where it hands over to itself', '0 opened net, 20 handed-over net, 40 handed-over desk, 50 resolved', 'T met 0>40 40'],
    ['goes on while it has the ticket', '0 opened desk, 10 handed-over net', 'T missed 10>- 990'],
    ['is none where it never had it', '0 opened desk, 30 resolved', ''],
    ['is none after the ticket ended', '0 opened desk, 30 resolved, 40 handed-over net', ''],
    ['is none where it had it for no time', '0 opened desk, 30 handed-over net, 30 handed-over desk, 40 resolved', ''],
    ['does not count what waits for the customer', '0 opened net, 10 waiting-on-customer, 40 resumed, 90 resolved', 'T met 0>90 60'],
    [
      'does not count a wait over a hand-over twice',
      '0 opened net, 10 waiting-on-customer, 20 handed-over desk, 30 handed-over net, 40 resumed, 100 resolved',
      'T missed 0>100 70',
    ],
    [
      'does not count a wait inside of another’s turn twice',
      '0 opened net, 10 handed-over desk, 15 waiting-on-customer, 20 resumed, 30 handed-over net, 80 resolved',
      'T met 0>80 60',
    ],
  ])('%s', (_what, text, expected) => expect(held([ticket(text)])).toBe(expected))

  it.each([
    [69, 'T running 10>- 59'],
    [70, 'T running 10>- 60'],
    [71, 'T missed 10>- 61'],
  ])('at minute %i', (at, expected) => expect(held([ticket('0 opened desk, 10 handed-over net')], at)).toBe(expected))
  it('is not over before it is handed over', () =>
    expect(held([ticket('0 opened net, 50 handed-over desk, 60 resolved')], 40)).toBe('T running 0>- 40'))
})

describe('which tickets', () => {
  const text = '0 opened net, 30 resolved'
  it.each<[string, Partial<Ticket>, string, string]>([
    ['of another service are left out', { service: 'web' }, '', ''],
    ['of no service are in', { service: undefined as unknown as string }, '', 'T met 0>30 30'],
    ['of the severities that are named', {}, ', severities: [p1]', 'T met 0>30 30'],
    ['of another severity are left out', { severity: 'p2' }, ', severities: [p1]', ''],
    ['of any severity else', { severity: 'p2' }, '', 'T met 0>30 30'],
    ['of an unknown severity are left out', { severity: 'p9' }, '', ''],
  ])('%s', (_what, over, measure, expected) => {
    const { service, ...rest } = ticket(text, over)
    expect(held([{ ...rest, ...(service !== undefined && { service }) }], 1000, measure)).toBe(expected)
  })
  it('are left out where the group got them before the term', () =>
    expect(held([ticket('0 opened net, 30 resolved')], 10_000, '', 'term: { from: 2026-04-02 }')).toBe(''))
  it('are counted in the severity’s hours', () => {
    const { contract } = readContract(
      `format: standing/contract@1
id: ola
title: Held
zone: UTC
period: { every: month }
services: [{ id: api, name: API }]
groups: [{ id: net, name: Network }]
calendars: { office: { weekly: { mon-fri: ["09:00-17:00"] } } }
support: { severities: [{ id: p1, name: High, calendar: office }] }
objectives:
  - { id: held, services: [api], exclude: [], remedies: [], measure: { by: tickets, clock: held, group: net, atMost: PT60M, attainment: "95" } }
`,
      'yaml',
    )
    // Wednesday 1 April: 16:30 to 17:00, and Thursday 09:00 to 09:30, an hour of open time.
    const given = ticket(`${16 * 60 + 30} opened net, ${24 * 60 + 9 * 60 + 30} resolved`)
    const [objective] = evaluate(
      [contract!],
      { ...NO_EVIDENCE, tickets: [given] },
      { at: START + 10_000 * MINUTE, period: '2026-04' },
    ).objectives
    expect(objective!.tickets!.map(({ state, elapsed }) => [state, elapsed / MINUTE])).toEqual([['met', 60]])
  })
})
