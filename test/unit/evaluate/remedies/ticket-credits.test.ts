/** Ladders on the time that single tickets took (R28): each is tried by itself, and what it earns stands beside it. */
import { describe, expect, it } from 'vitest'
import { rat } from '../../../../shared/base/rational.ts'
import { creditBands } from '../../../../shared/contract/credit-bands.ts'
import type { Remedy } from '../../../../shared/contract/model.ts'
import { ticketHit } from '../../../../shared/evaluate/measures/ticket-band.ts'
import type { TicketReport } from '../../../../shared/evaluate/model/report.ts'
import { ticketHits } from '../../../../shared/evaluate/remedies/ticket-bands.ts'
import type { Ticket } from '../../../../shared/evidence/model.ts'
import { HOUR, t } from '../measure-context.ts'
import { evaluationOf } from '../sample-evaluation.ts'
import { reportOf } from '../whole.ts'

const ticket = (id: string, hours: number | null): Ticket => ({
  id,
  type: 'incident',
  severity: 'p1',
  events: [
    { at: t('2026-03-02T00:00'), kind: 'opened', by: 'customer' },
    ...(hours === null ? [] : [{ at: t('2026-03-02T00:00') + hours * HOUR, kind: 'resolved' as const, by: 'provider' as const }]),
  ],
})
/** A tenth of 1,000 EUR a month from four hours on, a fifth from eight. */
const LADDER: Remedy = {
  id: 'late',
  kind: 'percent',
  on: 'elapsed',
  base: { amount: '1000', currency: 'EUR' },
  bands: [
    { atLeast: 'PT8H', credit: '20' },
    { atLeast: 'PT4H', below: 'PT8H', credit: '10' },
  ],
}
function reported(tickets: Ticket[], remedies: Remedy[], objective: readonly string[]) {
  return reportOf({
    measure: { by: 'duration', clock: { from: 'opened', to: 'resolved' } },
    objective: { remedies: objective },
    contract: { period: { every: 'month' }, remedies },
    evidence: { tickets },
    at: t('2026-04-02T00:00'),
    period: '2026-03',
  }).objectives[0]
}
const credits = (...args: Parameters<typeof reported>) =>
  reported(...args)?.tickets?.map(
    ({ id, credit }) => `${id} ${credit ? `${credit.state} ${credit.percent} % ${credit.amount} ${credit.currency}` : '-'}`,
  )

describe('each ticket has its own credit', () => {
  it.each([
    ['before the lowest band', 3.999, 'a -'],
    ['at its edge', 4, 'a due 10 % 100.00 EUR'],
    ['before the next', 7.999, 'a due 10 % 100.00 EUR'],
    ['at its edge as well', 8, 'a due 20 % 200.00 EUR'],
  ])('%s', (_what, hours, expected) => {
    expect(credits([ticket('a', hours)], [LADDER], ['late'])).toEqual([expected])
  })
  it('and their sum is the objective’s', () => {
    const tickets = [ticket('a', 1), ticket('b', 5), ticket('c', 9)]
    expect(credits(tickets, [LADDER], ['late'])).toEqual(['a -', 'b due 10 % 100.00 EUR', 'c due 20 % 200.00 EUR'])
    expect(reported(tickets, [LADDER], ['late'])?.credit).toMatchObject({ percent: '30', amount: '300.00' })
  })
  it('before caps, which bind the sum', () => {
    const capped: Remedy = { ...LADDER, caps: [{ percent: '15', of: 'period-fee' }] }
    const report = reported([ticket('a', 9)], [capped], ['late'])
    expect(report?.tickets?.[0]?.credit).toMatchObject({ amount: '200.00', computed: '200.00', caps: [] })
    expect(report?.credit.amount).toBe('150.00')
  })
  it('none without a ladder on tickets, or where nothing calls for it', () => {
    const flat: Remedy = { id: 'flat', kind: 'percent', credit: '5' }
    const byTime: Remedy = { ...LADDER, on: 'downtime' }
    const { bands: _, ...open } = LADDER
    const unpaid = [ticket('a', 9)]
    const not = (remedies: Remedy[], names: readonly string[]) => {
      expect(reported(unpaid, remedies, names)?.tickets?.[0]).not.toHaveProperty('credit')
    }
    not([flat], ['flat'])
    not([byTime], ['late'])
    not([{ ...open, credit: '5' }], ['late'])
    not([LADDER], [])
    not([{ ...LADDER, kind: 'none' }], ['late'])
  })
  it('by the ladder on tickets, whatever stands before it', () => {
    const flat: Remedy = { id: 'flat', kind: 'percent', credit: '5' }
    expect(credits([ticket('a', 9)], [flat, LADDER], ['flat', 'late'])).toEqual(['a due 20 % 200.00 EUR'])
  })
  it('nor one on time, nor one on tickets without bands', () => {
    const { bands: _, ...open } = LADDER
    const before: Remedy[] = [
      { ...LADDER, id: 'time', on: 'downtime' },
      { ...open, id: 'open', credit: '5' },
    ]
    expect(credits([ticket('a', 9)], [...before, LADDER], ['time', 'late'])).toEqual(['a due 20 % 200.00 EUR'])
    expect(credits([ticket('a', 9)], [...before, LADDER], ['open', 'late'])).toEqual(['a due 20 % 200.00 EUR'])
  })
  it('is no matter of measures without tickets', () => {
    const { objectives } = reportOf({
      measure: { by: 'time' },
      objective: { target: '99.9', remedies: ['late'] },
      contract: { period: { every: 'month' }, remedies: [LADDER] },
      evidence: {},
      at: t('2026-04-02T00:00'),
      period: '2026-03',
    })
    expect(objectives[0]).not.toHaveProperty('tickets')
  })
})

describe('what a ticket hits', () => {
  const bands = LADDER.bands!
  const report = (elapsed: number, start: number | null = 0): TicketReport => ({
    id: 'T',
    severity: 'p1',
    clock: 'resolution',
    start,
    due: null,
    done: null,
    elapsed: elapsed * HOUR,
    wall: elapsed * HOUR,
    state: 'running',
  })
  it('a band, at what the clock shows, still running or not', () => {
    expect(ticketHit(creditBands(bands, 'duration'), report(5))).toMatchObject({
      rung: { band: bands[1] },
      at: { low: rat(5 * HOUR), high: rat(5 * HOUR) },
    })
  })
  it('none before the clock has started, though the ladder begins at nothing', () => {
    const ladder = creditBands([{ atLeast: 'PT0S', credit: '1' }], 'duration')
    expect(ticketHit(ladder, report(0))).not.toBeNull()
    expect(ticketHit(ladder, report(0, null))).toBeNull()
  })
  it('one for every ticket in a band', () => {
    const { evaluated } = evaluationOf({ remedies: [LADDER], months: {} })
    const june = evaluated('2026-06')
    const hits = ticketHits(bands, { ...june, measured: { ...june.measured, tickets: [report(1), report(4), report(9)] } })
    expect(hits.map(({ rung }) => rung.band)).toEqual([bands[1], bands[0]])
    expect(ticketHits(bands, june)).toEqual([])
  })
})
