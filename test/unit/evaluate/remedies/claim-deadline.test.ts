/** What the days of a claim are counted from (R26). March 2026 in Berlin; it has 743 h. */
import { describe, expect, it } from 'vitest'
import { ONE } from '../../../../shared/base/rational.ts'
import type { ClaimAnchor } from '../../../../shared/contract/model.ts'
import type { DowntimeRun, Measured } from '../../../../shared/evaluate/model/measured.ts'
import type { TicketReport } from '../../../../shared/evaluate/model/report.ts'
import { anchorOf } from '../../../../shared/evaluate/remedies/claim-deadline.ts'
import type { Declaration } from '../../../../shared/evidence/model.ts'
import { dateText } from '../../../../shared/time/dates.ts'
import { isoInZone, parseInstant } from '../../../../shared/time/instant.ts'
import { evaluationOf } from '../sample-evaluation.ts'

const t = (text: string) => parseInstant(`2026-03-${text}+01:00`)
const run = (from: string, to: string): DowntimeRun => ({ from: t(from), to: t(to), down: 0, weighted: ONE })
const stretch = (from: string, to: string) => ({ from: t(from), to: t(to), weight: ONE })
const ticket = (start: string | null, done: string | null, state: TicketReport['state'] = 'missed') =>
  ({ state, start: start && t(start), done: done && t(done) }) as TicketReport

interface Row extends Partial<Pick<Measured, 'runs' | 'down' | 'tickets'>> {
  readonly at?: string
  readonly aware?: readonly string[]
}
function ask(anchor: ClaimAnchor, { at = '31T00:00', aware = [], runs = [], down = [], tickets }: Row = {}) {
  const declarations = aware.map(
    (when): Declaration => ({
      id: when,
      clause: 'awareness',
      services: [],
      from: t(when),
      to: null,
      by: 'customer',
      at: t(when),
      reason: '',
    }),
  )
  const { evaluated } = evaluationOf({ remedies: [], contract: { zone: 'Europe/Berlin' }, at: t(at), evidence: { declarations } })
  const march = evaluated('2026-03')
  const said: string[] = []
  const measured: Measured = { ...march.measured, runs, down, ...(tickets && { tickets }) }
  const answer = anchorOf(anchor, { ...march, measured }, (used, { why }) => said.push(`${used}: ${why}`))
  const text =
    answer.state === 'known' ? `${isoInZone(answer.at, march.context.zone).slice(5, 16)}, day ${dateText(answer.day)}` : answer.state
  return { text, said }
}

describe('the first incident', () => {
  const runs = [run('20T12:00', '20T14:00'), run('10T09:00', '10T11:00')]
  it.each<[string, ClaimAnchor, Row, string]>([
    ['run', 'incident-start', { runs }, '03-10T09:00, day 2026-03-10'],
    ['end of the run', 'incident-end', { runs }, '03-10T11:00, day 2026-03-10'],
    [
      'end of a run at midnight: the day that it ends',
      'incident-end',
      { runs: [run('10T09:00', '11T00:00')] },
      '03-11T00:00, day 2026-03-10',
    ],
    ['start at midnight: the day that it begins', 'incident-start', { runs: [run('11T00:00', '11T01:00')] }, '03-11T00:00, day 2026-03-11'],
    ['run, whatever else was down', 'incident-start', { runs, down: [stretch('05T09:00', '05T10:00')] }, '03-10T09:00, day 2026-03-10'],
    ['stretch, where there is no run', 'incident-start', { down: [stretch('05T09:00', '05T10:00')] }, '03-05T09:00, day 2026-03-05'],
    [
      'ticket that missed',
      'incident-start',
      { tickets: [ticket('12T09:00', '12T18:00'), ticket('11T09:00', '11T18:00')] },
      '03-11T09:00, day 2026-03-11',
    ],
    ['end of that ticket', 'incident-end', { tickets: [ticket('11T09:00', '11T18:00')] }, '03-11T18:00, day 2026-03-11'],
    [
      'ticket that missed, not one that met',
      'incident-start',
      { tickets: [ticket('10T09:00', null, 'met'), ticket('11T09:00', null)] },
      '03-11T09:00, day 2026-03-11',
    ],
    [
      'ticket of which the clock began',
      'incident-start',
      { tickets: [ticket(null, null), ticket('11T09:00', null)] },
      '03-11T09:00, day 2026-03-11',
    ],
    ['run over a ticket', 'incident-start', { runs, tickets: [ticket('02T09:00', null)] }, '03-10T09:00, day 2026-03-10'],
  ])('%s', (_what, anchor, row, expected) => expect(ask(anchor, row)).toEqual({ text: expected, said: [] }))

  it.each<[string, Row, string]>([
    ['a run that goes on', { runs: [run('10T09:00', '10T11:00')], at: '10T11:00' }, 'to-come'],
    ['a run that ended a minute ago', { runs: [run('10T09:00', '10T11:00')], at: '10T11:01' }, '03-10T11:00, day 2026-03-10'],
    ['a ticket that is not done', { tickets: [ticket('11T09:00', null)] }, 'to-come'],
    ['none', {}, 'absent'],
    ['tickets, none of which missed', { tickets: [ticket('11T09:00', '11T10:00', 'met')] }, 'absent'],
  ])('an end of %s', (_what, row, expected) => expect(ask('incident-end', row).text).toBe(expected))

  it('is counted from when the customer knew, or else from its start', () => {
    expect(ask('awareness', { runs, aware: ['10T09:30'] })).toEqual({ text: '03-10T09:30, day 2026-03-10', said: [] })
    expect(ask('awareness', { runs })).toEqual({
      text: '03-10T09:00, day 2026-03-10',
      said: ['incident-start: nobody recorded when the customer noticed the incident'],
    })
  })
})

describe('ends of time', () => {
  it.each<[ClaimAnchor, string, readonly string[]]>([
    ['period-end', '04-01T00:00, day 2026-03-31', []],
    [
      'eligibility',
      '04-01T00:00, day 2026-03-31',
      ['period-end: the agreement does not say when a credit is first due; that its period has ended is certain'],
    ],
    ['month-end', '04-01T00:00, day 2026-03-31', []],
    ['quarter-end', '04-01T00:00, day 2026-03-31', []],
    ['billing-cycle-end', '04-01T00:00, day 2026-03-31', []],
    [
      'invoice',
      '04-01T00:00, day 2026-03-31',
      ['billing-cycle-end: the date of the invoice is not known; the cycle that it bills ends no later'],
    ],
  ])('%s', (anchor, expected, said) => expect(ask(anchor)).toEqual({ text: expected, said }))
})
