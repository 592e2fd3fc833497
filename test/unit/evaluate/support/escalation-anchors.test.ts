/** What escalations count from (R28b): incidents, a part of the budget spent, a breach. Minutes of 1 June 2026, UTC. */
import { describe, expect, it } from 'vitest'
import { decimal, ONE } from '../../../../shared/base/rational.ts'
import type { Evaluation, ReportedObjective } from '../../../../shared/evaluate/model/evaluation.ts'
import type { DowntimeRun, Measured } from '../../../../shared/evaluate/model/measured.ts'
import type { LedgerEntry, TicketReport, Verdict } from '../../../../shared/evaluate/model/report.ts'
import { breachOf, escalatedIncidents, spentAt } from '../../../../shared/evaluate/support/escalation-anchors.ts'
import type { Ticket, TicketEvent } from '../../../../shared/evidence/model.ts'

const MIN = 60_000
const START = Date.UTC(2026, 5, 1)
const m = (minute: number) => START + minute * MIN
const minute = (t: number | null) => (t === null ? null : (t - START) / MIN)

type Part = readonly [from: number, to: number, weight?: string]
interface Row {
  readonly id?: string
  /** In minutes; the period's budget is of this many. */
  readonly period?: readonly [from: number, to: number]
  readonly runs?: readonly (readonly [from: number, to: number])[]
  readonly ledger?: readonly Partial<LedgerEntry>[]
  readonly down?: readonly Part[]
  readonly target?: string | null
  /** Minutes of the base that are left. */
  readonly remaining?: number
  readonly timeless?: boolean
  readonly at?: number
  readonly verdict?: Verdict
  readonly exhaustedAt?: number | null
  readonly tickets?: readonly Pick<TicketReport, 'state' | 'due'>[]
  readonly misses?: number
}
/** One reported objective, with as much of it as these look at. A thousand minutes at 99 % allow ten. */
function reported(row: Row): ReportedObjective {
  const { id = 'uptime', period = [0, 1000], runs = [], ledger = [], down = [], target = '99', remaining = 0 } = row
  const [from, to] = [m(period[0]), m(period[1])]
  const measured: Partial<Measured> = {
    time: row.timeless ? null : ({ base: (period[1] - period[0] - remaining) * MIN, remaining: remaining * MIN } as Measured['time']),
    target: target === null ? null : decimal(target),
    runs: runs.map(([a, b]): DowntimeRun => ({ from: m(a), to: m(b), down: 0, weighted: ONE })),
    down: down.map(([a, b, weight]) => ({ from: m(a), to: m(b), weight: decimal(weight ?? '1') })),
    ...(row.tickets && { tickets: row.tickets as TicketReport[] }),
    ...(row.misses !== undefined && { misses: { missed: 0, allowed: row.misses, unknown: 0 } }),
  }
  return {
    evaluated: { context: { period: { from, to }, at: m(row.at ?? 2000) }, measured, verdict: row.verdict ?? 'breached' },
    report: {
      id,
      period: { from, to },
      ledger,
      ...(row.exhaustedAt !== undefined && { burn: { exhaustedAt: row.exhaustedAt === null ? null : m(row.exhaustedAt) } }),
    },
  } as unknown as ReportedObjective
}

describe('incidents by downtime', () => {
  const entry = (from: number, to: number, refs: readonly string[] | undefined, as: LedgerEntry['as'] = 'counted') => ({
    from: m(from),
    to: m(to),
    as,
    ...(refs && { refs }),
  })
  const ask = (at: number, ...rows: readonly Row[]) => {
    const evaluation = { at: m(at), evidence: { tickets: [] } } as unknown as Evaluation
    return escalatedIncidents(evaluation, rows.map(reported), undefined).map((each) => [minute(each.at), minute(each.over), each.ref])
  }

  it('are its runs, named by the objective where nothing else names them', () => {
    expect(ask(100, { runs: [[10, 20], [50, 60]] })).toEqual([[10, 20, 'uptime'], [50, 60, 'uptime']]) // biome-ignore format: a table
  })
  it.each([
    ['a minute ago', 61, 60],
    ['a ms ago', 60 + 1 / MIN, 60],
    ['this moment', 60, null],
  ])('are over where they ended %s', (_what, at, over) => expect(ask(at, { runs: [[50, 60]] })).toEqual([[50, over, 'uptime']]))

  it.each<[string, ReturnType<typeof entry>, string]>([
    ['all of it', entry(50, 60, ['INC-1']), 'INC-1'],
    ['the first of several names', entry(50, 60, ['INC-1', 'INC-2']), 'INC-1'],
    ['its first minute', entry(40, 51, ['INC-1']), 'INC-1'],
    ['its last minute', entry(59, 70, ['INC-1']), 'INC-1'],
    ['the minutes before it', entry(40, 50, ['INC-1']), 'uptime'],
    ['the minutes after it', entry(60, 70, ['INC-1']), 'uptime'],
    ['what was not counted', entry(50, 60, ['INC-1'], 'excluded'), 'uptime'],
    ['no name', entry(50, 60, undefined), 'uptime'],
  ])('are named by the ledger entry of %s', (_what, said, ref) => {
    expect(ask(100, { runs: [[50, 60]], ledger: [said] })[0]?.[2]).toBe(ref)
  })
  it('skip an entry without a name', () => {
    const ledger = [entry(50, 55, undefined), entry(55, 60, ['INC-2'])]
    expect(ask(100, { runs: [[50, 60]], ledger })).toEqual([[50, 60, 'INC-2']])
  })

  const named = (id: string, to: number, ref = 'INC-1'): Row => ({ id, runs: [[50, to]], ledger: [entry(50, to, [ref])] })
  it.each<[string, readonly Row[], unknown]>([
    ['of one name and start are one, as long as the longer', [named('a', 60), named('b', 70)], [[50, 70, 'INC-1']]],
    ['whichever comes first', [named('b', 70), named('a', 60)], [[50, 70, 'INC-1']]],
    ['and last where one of them does', [named('a', 60), named('b', 100)], [[50, null, 'INC-1']]],
    ['whichever of them', [named('b', 100), named('a', 60)], [[50, null, 'INC-1']]],
    ['of two names are two', [named('a', 60), named('b', 70, 'INC-2')], [[50, 60, 'INC-1'], [50, 70, 'INC-2']]], // biome-ignore format: a table
    ['of two starts are two', [named('a', 60), { ...named('b', 70), runs: [[52, 70]] }], [[50, 60, 'INC-1'], [52, 70, 'INC-1']]], // biome-ignore format: a table
    ['of objectives without time are none beside one with it', [named('a', 60), { id: 'b', timeless: true }], [[50, 60, 'INC-1']]],
  ])('%s', (_what, rows, expected) => expect(ask(100, ...rows)).toEqual(expected))
})

describe('incidents by tickets', () => {
  const event = (at: number, kind: TicketEvent['kind'], severity?: string): TicketEvent => ({
    at: m(at),
    kind,
    by: 'provider',
    ...(severity !== undefined && { severity }),
  })
  const ticket = (...events: readonly TicketEvent[]): Ticket => ({ id: 'T1', type: 'incident', severity: 'p3', events })
  const ask = (one: Ticket, severities?: readonly string[], row: Row = { timeless: true }) => {
    const evaluation = { at: m(900), evidence: { tickets: [one] } } as unknown as Evaluation
    return escalatedIncidents(evaluation, [reported(row)], severities).map((each) => [minute(each.at), minute(each.over), each.ref])
  }
  const OPEN = event(10, 'opened')
  const resolved = event(40, 'resolved')

  it.each<[string, readonly TicketEvent[], number | null]>([
    ['last until they are resolved', [OPEN, resolved], 40],
    ['or closed', [OPEN, event(45, 'closed')], 45],
    ['up to the last word of it', [OPEN, resolved, event(60, 'closed')], 60],
    ['whatever the order of the words', [event(60, 'closed'), resolved, OPEN], 60],
    ['go on when they are reopened', [OPEN, resolved, event(50, 'reopened')], null],
    ['and end once more', [OPEN, resolved, event(50, 'reopened'), event(70, 'resolved')], 70],
    ['are not over by an answer', [OPEN, event(20, 'responded'), event(30, 'updated')], null],
    ['nor by one after the resolution', [OPEN, resolved, event(50, 'updated')], 40],
  ])('%s', (_what, events, over) => expect(ask(ticket(...events))).toEqual([[10, over, 'T1']]))

  it('are none that was never opened, and no requests', () => {
    expect(ask(ticket(event(20, 'responded')))).toEqual([])
    expect(ask({ ...ticket(OPEN), type: 'request' })).toEqual([])
  })

  const june: Row = { timeless: true, period: [0, 100] }
  it.each<[string, number, readonly TicketEvent[], number]>([
    ['the first minute of a reported period', 0, [], 1],
    ['its last minute', 99, [], 1],
    ['the minute after it', 100, [], 0],
    ['the minute before it', -1, [], 0],
  ])('that are over were opened in %s', (_what, at, more, count) => {
    const events = [event(at, 'opened'), ...more, event(at + 500, 'resolved')]
    expect(ask(ticket(...events), undefined, june)).toHaveLength(count)
  })
  it('are wanted whenever they were opened as long as they last', () => {
    expect(ask(ticket(event(-500, 'opened')), undefined, june)).toEqual([[-500, null, 'T1']])
  })
  it('apply to each reported period', () => {
    const evaluation = {
      at: m(900),
      evidence: { tickets: [ticket(event(150, 'opened'), event(160, 'resolved'))] },
    } as unknown as Evaluation
    const rows = [june, { ...june, period: [100, 200] as const }].map(reported)
    expect(escalatedIncidents(evaluation, rows, undefined)).toHaveLength(1)
  })

  it.each<[string, readonly TicketEvent[], readonly string[], number]>([
    ['that it was opened with', [], ['p3'], 1],
    ['that it was not opened with', [], ['p1', 'p2'], 0],
    ['that it was given', [event(20, 'priority-set', 'p1')], ['p1'], 1],
    ['that it was given instead', [event(20, 'priority-set', 'p1')], ['p3'], 0],
    ['that it was reclassified to', [event(20, 'priority-set', 'p1'), event(30, 'reclassified', 'p2')], ['p2'], 1],
    ['that it had before', [event(20, 'priority-set', 'p1'), event(30, 'reclassified', 'p2')], ['p1'], 0],
    ['whatever the order of the words', [event(30, 'reclassified', 'p2'), event(20, 'priority-set', 'p1')], ['p2'], 1],
    ['unchanged by a word that gives none', [event(20, 'priority-set')], ['p3'], 1],
    [
      'that it was given, unchanged by a later word that gives none',
      [event(20, 'priority-set', 'p1'), event(30, 'reclassified')],
      ['p1'],
      1,
    ],
    ['unchanged by a word of another kind', [event(20, 'updated', 'p1')], ['p3'], 1],
  ])('of a severity %s', (_what, events, severities, count) => {
    expect(ask(ticket(OPEN, ...events), severities)).toHaveLength(count)
    // With severities, tickets are meant even where downtime is measured.
    expect(ask(ticket(OPEN, ...events), severities, { runs: [[50, 60]] })).toHaveLength(count)
  })
})

describe('a part of the budget of ten minutes', () => {
  const spent = (percent: string, row: Row) => minute(spentAt(reported(row), percent))
  it.each<[string, string, readonly Part[], number | null]>([
    ['80 %, a minute less', '80', [[100, 107]], null],
    ['80 %, exactly', '80', [[100, 108]], 108],
    ['80 %, in one go', '80', [[100, 200]], 108],
    ['80 %, in the second', '80', [[100, 105], [200, 205]], 203], // biome-ignore format: a table
    ['80 %, whatever the order', '80', [[200, 205], [100, 105]], 203], // biome-ignore format: a table
    // At a half, 8 minutes of budget are 16 of the clock.
    ['80 %, at half weight', '80', [[100, 200, '0.5']], 116],
    ['80 %, full and then half', '80', [[100, 104], [200, 300, '0.5']], 208], // biome-ignore format: a table
    ['0.1 %, a hundredth of a minute', '0.1', [[100, 200]], 100.01],
  ])('%s', (_what, percent, down, at) => expect(spent(percent, { down })).toBe(at))

  it('of the whole period, of which some is still to come', () => {
    expect(spent('80', { down: [[100, 200]], remaining: 700 })).toBe(108)
  })
  it('is of nothing without time or without a target', () => {
    expect(spent('80', { down: [[100, 200]], timeless: true })).toBeNull()
    expect(spent('80', { down: [[100, 200]], target: null })).toBeNull()
  })
  it('is the first whole ms that is', () => {
    // A tenth is a minute; at weight 0.7 that are 60,000 / 0.7 = 85,714.28… ms.
    expect(spentAt(reported({ down: [[100, 200, '0.7']] }), '10')! - m(100)).toBe(85_715)
  })
})

describe('a breach', () => {
  const breach = (row: Row, ahead = false) => minute(breachOf(reported(row), ahead))
  it.each<[string, readonly Part[], number]>([
    // Ten minutes are allowed: the promise is broken by the first ms after them, which begins at minute ten.
    ['the budget is gone', [[100, 200]], 110],
    ['exactly the budget, and a minute more', [[100, 110], [300, 301]], 300], // biome-ignore format: a table
  ])('is where downtime goes over the budget: %s', (_what, down, at) => expect(breach({ down })).toBe(at))

  const due = (at: number, state: TicketReport['state'] = 'missed') => ({ state, due: m(at) })
  it.each<[string, Row, number]>([
    ['at the due of the first miss', { misses: 0, tickets: [due(300), due(200)] }, 200],
    ['at that of the first too many', { misses: 1, tickets: [due(300), due(100), due(200)] }, 200],
    ['not at that of one that was met', { misses: 0, tickets: [due(100, 'met'), due(200)] }, 200],
    ['nor of one without a due', { misses: 0, tickets: [{ state: 'missed', due: null }, due(200)] }, 200],
    ['at the end of the period where no due says so', { misses: 1, tickets: [due(100)] }, 1000],
    ['at the end of the period where there are no tickets', { misses: 0 }, 1000],
    ['at the end of the period where misses are not what is promised', { tickets: [due(100)] }, 1000],
    ['at this moment while the period runs', { misses: 0, at: 600 }, 600],
  ])('of what has no time is %s', (_what, row, at) => expect(breach({ timeless: true, ...row })).toBe(at))
  it('of what has time, but no instant at which too much was down, is at the end', () => expect(breach({ down: [[100, 105]] })).toBe(1000))

  it.each<[string, Row, boolean, number | null]>([
    ['none where there is none', { verdict: 'at-risk', exhaustedAt: 700 }, false, null],
    ['none ahead that nothing foretells', { verdict: 'on-track' }, true, null],
    ['none ahead where the budget lasts', { verdict: 'on-track', exhaustedAt: null }, true, null],
    ['ahead, where the budget will be used up', { verdict: 'at-risk', exhaustedAt: 700 }, true, 700],
    ['the one there was, also where one was looked for ahead', { down: [[100, 200]], exhaustedAt: 700 }, true, 110],
  ])('%s', (_what, row, ahead, at) => expect(breach(row, ahead)).toBe(at))
})
