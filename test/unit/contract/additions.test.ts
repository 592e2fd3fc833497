/** What the format says beyond its first draft, because real agreements do: R38 to R40, R45 to R47
 * (shared/contract/README.md). */
import { describe, expect, it } from 'vitest'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'
import { type Plain, small } from './documents.ts'
import { page, requests } from './worked.ts'

const JUNE = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'] as const

const contract = (measure: Plain, more: Plain = {}, remedies: readonly Plain[] = []): Contract => {
  const { contract: read, problems } = readContractValue({
    ...small(),
    zone: 'UTC',
    objectives: [JSON.parse(JSON.stringify({ id: 'uptime', services: ['api'], target: '99.9', measure, ...more }))],
    remedies,
  })
  expect(problems).toEqual([])
  return read!
}

function judge(of: Contract, evidence: Plain, facts: Contract['facts'] = {}, at: string = JUNE[1]) {
  const read = readEvidence(JSON.stringify({ format: 'standing/evidence@1', ...evidence }))
  expect(read.problems).toEqual([])
  return evaluate([{ ...of, facts }], read.evidence!, { at: Date.parse(at), period: '2026-06' }).objectives[0]!
}

const MINUTE = 60_000
const bad = (times: number): (readonly [number, number])[] => Array.from({ length: times }, () => [100, 100] as const)

describe('R38: a run of slots may have a minimum', () => {
  const measure = { by: 'slots', slot: 'PT1M', downWhen: { errorRate: { over: '10' } } }
  it.each([
    ['one under', { atLeast: 'PT10M' }, 9, 0],
    ['exactly at least', { atLeast: 'PT10M' }, 10, 10],
    ['exactly, where more is wanted', { over: 'PT10M' }, 10, 0],
    ['one over', { over: 'PT10M' }, 11, 11],
  ])('%s', (_what, minRun, minutes, down) => {
    const evidence = requests('api', ...JUNE, MINUTE, [[100, 0], ...bad(minutes), [100, 0], ...bad(5)])
    expect(judge(contract({ ...measure, minRun }), evidence).counts).toMatchObject({ down, total: 43_200 })
  })

  it('measures the run before the month cuts it (R5)', () => {
    // twelve minutes over midnight of 1 June, seven of them in June; twelve over that of 1 July, four of them in June
    const start = requests('api', '2026-05-31T23:55:00Z', JUNE[1], MINUTE, [...bad(12), [100, 0]])
    expect(judge(contract({ ...measure, minRun: { atLeast: 'PT10M' } }), start).counts).toMatchObject({ down: 7 })
    const end = requests('api', '2026-06-30T23:56:00Z', '2026-07-05T00:00:00Z', MINUTE, bad(12))
    const whole = { ...end, coverage: [{ ...end.coverage[0], from: JUNE[0] }] }
    expect(judge(contract({ ...measure, minRun: { atLeast: 'PT10M' } }), whole, {}, '2026-07-05T00:00:00Z').counts).toMatchObject({
      down: 4,
    })
    // on the first of July, three minutes after midnight, eight of them are known of: not yet long enough
    expect(judge(contract({ ...measure, minRun: { atLeast: 'PT10M' } }), whole, {}, '2026-07-01T00:04:00Z').counts).toMatchObject({
      down: 0,
    })
  })
})

describe('R39: downtime may begin with the report of it', () => {
  const measure = { by: 'time', startsAt: 'awareness' }
  const down = page('api', ...JUNE, ['2026-06-10T10:00:00Z', '2026-06-10T11:00:00Z'], ['2026-06-20T10:00:00Z', '2026-06-20T11:00:00Z'])
  const told = {
    id: 'd1',
    clause: 'awareness',
    services: ['api'],
    from: '2026-06-10T10:20:00Z',
    to: '2026-06-10T11:00:00Z',
    by: 'customer',
    at: '2026-06-10T10:20:00Z',
    reason: 'reported',
  }

  it('counts from there, and not at all where nobody reported it', () => {
    // 40 of the first 60 minutes; of the second nothing
    const answer = judge(contract(measure), { ...down, declarations: [told] })
    expect(answer.time).toMatchObject({ down: 40 * MINUTE, up: (43_200 - 40) * MINUTE })
    expect(answer.ledger.filter((entry) => entry.as === 'below-minimum').map(({ clause, from, to }) => [clause, to - from])).toEqual([
      ['objectives.uptime.measure.startsAt', 20 * MINUTE],
      ['objectives.uptime.measure.startsAt', 60 * MINUTE],
    ])
  })

  it('counts the minimum from there as well', () => {
    const minRun = (over: string) => judge(contract({ ...measure, minRun: { over } }), { ...down, declarations: [told] }).time?.down
    expect([minRun('PT39M'), minRun('PT40M')]).toEqual([40 * MINUTE, 0])
  })

  it('counts from the outage where the agreement says nothing else', () => {
    expect(judge(contract({ by: 'time' }), { ...down, declarations: [told] }).time?.down).toBe(120 * MINUTE)
  })
})

describe('R40: a condition may want a list without something', () => {
  // the lowest promise of all disks holds: the better one only where no worse disk is attached
  it.each([
    [['premium'], 'met'],
    [['premium', 'hdd'], 'not-in-force'],
    ['premium', 'met'],
    ['hdd', 'not-in-force'],
    [null, 'needs-review'],
  ])('disks %j', (disks, verdict) => {
    const answer = judge(contract({ by: 'time' }, { when: { disks: { lacks: 'hdd' } } }), page('api', ...JUNE), { disks })
    expect(answer.verdict).toBe(verdict)
  })
})

describe('R45: a promise that nobody could read', () => {
  const unread = { target: undefined, unstated: ['target'] }
  it('is measured and left to be looked at, until its figure is written in', () => {
    // an hour of 720 in June, which begins in UTC here
    const down = page('api', ...JUNE, ['2026-06-10T10:00:00Z', '2026-06-10T11:00:00Z'])
    const answer = judge(contract({ by: 'time' }, unread), down)
    expect(answer).toMatchObject({
      verdict: 'needs-review',
      target: null,
      attained: { exact: '3595/36' },
      budget: null,
      claim: { state: 'none' },
    })
    expect(answer.reason?.why).toBe('which figure is promised is not known')
    expect(judge(contract({ by: 'time' }), down).verdict).toBe('breached')
  })

  it('is not in force where its condition does not hold', () => {
    expect(judge(contract({ by: 'time' }, { ...unread, when: { zones: 2 } }), page('api', ...JUNE), { zones: 1 }).verdict).toBe(
      'not-in-force',
    )
  })
})

describe('R46: a clock that ends with the closing time of a business day', () => {
  // the third of June, a Wednesday, is a holiday
  const calendars = { office: { weekly: { 'mon-fri': ['08:00-18:00'] }, dates: { '2026-06-03': [] } } }
  const asked = (businessDays: number, calendar: string | undefined, ...events: readonly (readonly [at: string, kind: string])[]) => {
    const { contract: read, problems } = readContractValue({
      ...small(),
      zone: 'UTC',
      calendars,
      objectives: [{ id: 'answers', services: ['api'], measure: { by: 'tickets', clock: 'response', attainment: '100' } }],
      support: { pauseOn: ['waiting-on-customer'], severities: [{ id: 'p1', ...(calendar && { calendar }), response: { businessDays } }] },
    })
    expect(problems).toEqual([])
    const ticket = {
      id: 't',
      severity: 'p1',
      events: events.map(([at, kind]) => ({ at: `2026-06-${at}Z`, kind, by: 'provider', severity: 'p1' })),
    }
    const [found] = judge(read!, { tickets: [ticket] }).tickets ?? []
    return [found?.due === null || found === undefined ? null : new Date(found.due).toISOString().slice(8, 16), found?.state]
  }

  it.each([
    ['the next open day, past the holiday', 1, 'office', '02T10:00', '04T18:00'],
    ['the same day', 0, 'office', '02T10:00', '02T18:00'],
    ['the same day, after hours: the next open day', 0, 'office', '02T20:00', '04T18:00'],
    ['the same day, on a Saturday', 0, 'office', '06T10:00', '08T18:00'],
    ['three days from a Friday', 3, 'office', '05T10:00', '10T18:00'],
    ['Monday to Friday without a calendar', 1, undefined, '05T10:00', '09T00:00'],
    ['every day where it always runs', 1, 'always', '05T10:00', '07T00:00'],
  ])('%s', (_what, days, calendar, opened, due) => {
    const late = `${due}:00.001`
    expect(asked(days, calendar, [opened, 'opened'], [`${due}:00`, 'responded'])).toEqual([due, 'met'])
    expect(asked(days, calendar, [opened, 'opened'], [late, 'responded'])).toEqual([due, 'missed'])
  })

  it('is moved by the open time of a hold', () => {
    // six hours of waiting, from Tuesday 12:00 to 18:00; Wednesday is closed: until 14:00 on Thursday
    const events = [
      ['02T10:00:00', 'opened'],
      ['02T12:00:00', 'waiting-on-customer'],
      ['02T18:00:00', 'resumed'],
    ] as const
    expect(asked(0, 'office', ...events, ['04T14:00:00', 'responded'])).toEqual(['04T14:00', 'met'])
    expect(asked(0, 'office', ...events, ['04T14:00:01', 'responded'])).toEqual(['04T14:00', 'missed'])
  })
})

describe('R47: what one interruption may cost at most', () => {
  // 43,200 for June is a dollar a minute: ten times 60 and 600 min. A day is worth 1,440, and 5 % of the fee 2,160: more than 600
  it.each([
    [undefined, '6600.00'],
    [{ worth: 'P1D', each: 'interruption' }, '2040.00'],
    [{ worth: 'P1D' }, '1440.00'],
    [{ percent: '5', of: 'period-fee', each: 'interruption' }, '2760.00'],
  ])('%j', (cap, amount) => {
    const remedy = {
      id: 'credit',
      kind: 'multiple',
      multiple: { times: '10', of: 'fee-for-downtime' },
      each: 'interruption',
      base: { amount: '43200.00', currency: 'USD', per: 'month' },
      ...(cap && { caps: [cap] }),
    }
    const of = contract({ by: 'time' }, { remedies: ['credit'] }, [remedy])
    const down = page('api', ...JUNE, ['2026-06-10T10:00:00Z', '2026-06-10T11:00:00Z'], ['2026-06-20T10:00:00Z', '2026-06-20T20:00:00Z'])
    expect(judge(of, down).credit.amount).toBe(amount)
  })
})
