/** Slots (R6, R16, R17): an hour of twelve slots of five minutes, one request count a slot. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { SlotsMeasure } from '../../../../shared/contract/model.ts'
import { ABSENT } from '../../../../shared/evaluate/downtime/service-timeline.ts'
import { sumOfShares } from '../../../../shared/evaluate/measures/slot-mean.ts'
import { BAD_SLOT, EMPTY_SLOT, GOOD_SLOT } from '../../../../shared/evaluate/measures/slot-states.ts'
import { allBad, anyBad } from '../../../../shared/evaluate/measures/slot-timeline.ts'
import type { ObjectiveReport } from '../../../../shared/evaluate/model/report.ts'
import type { RequestCount, Source, Span } from '../../../../shared/evidence/model.ts'
import { NOTHING } from '../../../../shared/evidence/timeline.ts'
import { HOUR, MIN, metrics, t, traffic } from '../measure-context.ts'
import { reportOf, resultOf, type Whole } from '../whole.ts'

const FROM = t('2026-03-01T00:00')
/** `total/failed` a slot, `.` where nobody counted, `-` where there were no requests. */
const counts = (text: string, more: Partial<RequestCount> = {}, length = 5): RequestCount[] =>
  text.split(' ').flatMap((slot, i): RequestCount[] => {
    if (slot === '.') return []
    const [total, failed] = slot === '-' ? [0, 0] : slot.split('/').map(Number)
    return [
      {
        service: 'api',
        source: traffic,
        from: FROM + i * length * MIN,
        to: FROM + (i + 1) * length * MIN,
        total: total ?? 0,
        failed: failed ?? 0,
        ...more,
      },
    ]
  })
const GOOD = '100/0'
const fill = (text: string, n = 12): string => [...text.split(' '), ...Array(n).fill(GOOD)].slice(0, n).join(' ')
const five = (more: Partial<SlotsMeasure> = {}): SlotsMeasure => ({
  by: 'slots',
  slot: 'PT5M',
  downWhen: { errorRate: { over: '5' } },
  ...more,
})
const run = (text: string, measure: Partial<SlotsMeasure> = {}, more: Partial<Whole> = {}): ObjectiveReport =>
  resultOf({
    measure: five(measure),
    objective: { target: '99.9', ...more.objective },
    ...more,
    evidence: { requests: counts(text), ...more.evidence },
  })
const exact = ({ attained }: ObjectiveReport) => [attained.lowExact, attained.exact, attained.highExact]
const minutes = ({ time }: ObjectiveReport) =>
  time && Object.fromEntries(Object.entries(time).map(([name, ms]) => [name, typeof ms === 'number' ? ms / MIN : ms]))

describe('a slot is down by its error rate', () => {
  it.each([
    ['over 5: 4 of 100', fill('100/4'), { over: '5' }, 0],
    ['over 5: 5 of 100', fill('100/5'), { over: '5' }, 0],
    ['over 5: 6 of 100', fill('100/6'), { over: '5' }, 1],
    ['at least 5: 4 of 100', fill('100/4'), { atLeast: '5' }, 0],
    ['at least 5: 5 of 100', fill('100/5'), { atLeast: '5' }, 1],
    ['over a third of a percent: 1 of 300 is not over 0.333333333333333', fill('300/1'), { over: '0.333333333333333' }, 1],
    ['over a third of a percent: 1 of 301', fill('301/1'), { over: '0.333333333333333' }, 0],
  ] as const)('%s', (_what, text, errorRate, down) =>
    expect(run(text, { downWhen: { errorRate } }).counts).toEqual({ total: 12, down, empty: 0, unknown: 0 }),
  )

  it('one of twelve: 1100/12, five minutes, breached', () => {
    const report = run(fill(`${GOOD} 100/50`))
    expect(exact(report)).toEqual(['275/3', '275/3', '275/3'])
    expect(minutes(report)).toEqual({
      agreed: 60,
      up: 55,
      down: 5,
      excluded: 0,
      unknown: 0,
      remaining: 0,
      base: 60,
      weighted: '300000/1',
      disputed: 0,
    })
    // 0.1 % of twelve slots, floored
    expect(report.budget).toEqual({ total: 0, spent: 1, left: -1, unit: 'slots' })
    expect(report.verdict).toBe('breached')
    expect(report.ledger).toEqual([
      { from: FROM + 5 * MIN, to: FROM + 10 * MIN, as: 'counted', clause: 'objectives.promise', sources: ['traffic:browser'] },
    ])
  })
  it.each([
    ['below', '99/99', 0],
    ['exactly', '100/100', 1],
    ['above', '101/101', 1],
  ] as const)('minRequests 100: %s', (_what, slot, down) => expect(run(fill(slot), { minRequests: 100 }).counts).toMatchObject({ down }))

  it('adds up the records in a slot', () => {
    // 1 + 5 of 60 + 40 are 6 %
    const list = [
      ...counts('60/1', {}, 3),
      ...counts('. 40/5', {}, 2).map((each) => ({ ...each, from: FROM + 3 * MIN, to: FROM + 5 * MIN })),
      ...counts(`. ${fill('', 11)}`),
    ]
    expect(run('', {}, { evidence: { requests: list } }).counts).toMatchObject({ down: 1 })
  })
})

describe('a slot without requests', () => {
  const coverage = [{ service: 'api', source: traffic, from: FROM, to: FROM + HOUR }]
  const text = `100/50 - - ${Array(9).fill(GOOD).join(' ')}`
  it.each([
    ['available', undefined, ['275/3', '275/3', '275/3'], { total: 12, down: 1, empty: 2, unknown: 0 }],
    ['excluded: one of ten', 'excluded', ['90/1', '90/1', '90/1'], { total: 12, down: 1, empty: 2, unknown: 0 }],
    ['down: three of twelve', 'down', ['75/1', '75/1', '75/1'], { total: 12, down: 3, empty: 2, unknown: 0 }],
  ] as const)('%s', (_what, empty, figures, counted) => {
    const report = run(text, empty ? { empty } : {})
    expect(exact(report)).toEqual(figures)
    expect(report.counts).toEqual(counted)
  })
  it('excluded time leaves the base and is in the ledger', () => {
    const report = run(text, { empty: 'excluded' })
    expect(minutes(report)).toMatchObject({ agreed: 60, up: 45, down: 5, excluded: 10, base: 50 })
    expect(
      report.ledger
        .filter((entry) => entry.as === 'excluded')
        .map((entry) => [(entry.from - FROM) / MIN, (entry.to - FROM) / MIN, entry.clause]),
    ).toEqual([[5, 15, 'objectives.promise.measure.empty']])
  })
  it('is empty inside coverage and unknown outside', () => {
    const half = [{ service: 'api', source: traffic, from: FROM, to: FROM + 30 * MIN }]
    const report = run('100/50 . . . . . . . . . . .', {}, { evidence: { requests: counts('100/50'), coverage: half } })
    expect(report.counts).toEqual({ total: 12, down: 1, empty: 5, unknown: 6 })
    // five of six known are up; at worst five, at best eleven of twelve
    expect(exact(report)).toEqual(['125/3', '250/3', '275/3'])
    expect(minutes(report)).toMatchObject({ down: 5, unknown: 30, up: 25 })
  })
  it('is unknown where the slot is covered only in part', () => {
    const part = [{ service: 'api', source: traffic, from: FROM + MIN, to: FROM + HOUR }]
    expect(run('', {}, { evidence: { requests: [], coverage: part } }).counts).toEqual({ total: 12, down: 0, empty: 11, unknown: 1 })
  })
  it('nor anything that counts requests: incidents give an estimate, for a mean nothing', () => {
    const feed: Source = { kind: 'feed', id: 'status', party: 'provider' }
    const evidence = {
      requests: [],
      coverage: [{ service: 'api', source: feed, from: FROM, to: null }],
      spans: [{ service: 'api', source: feed, from: FROM, to: FROM + 6 * MIN, state: 'down' as const }],
    }
    const share = run('', {}, { evidence })
    // six minutes of sixty, by time: what nobody counted has no slots
    expect([share.basis, share.attained.exact, share.verdict]).toEqual(['estimate', '90/1', 'breached'])
    const mean = run('', { aggregate: 'mean' }, { evidence })
    expect([mean.verdict, mean.time, mean.attained.value]).toEqual(['not-computable', null, null])
    expect(run('', {}, { evidence: { requests: [] } }).verdict).toBe('not-computable')
  })
  it('counts covered time of other sources for nothing', () => {
    expect(run(text, {}, { evidence: { requests: counts(`100/50 . ${Array(10).fill(GOOD).join(' ')}`), coverage: [] } }).counts).toEqual({
      total: 12,
      down: 1,
      empty: 0,
      unknown: 1,
    })
    expect(run(text, {}, { evidence: { requests: counts(`100/50 . ${Array(10).fill(GOOD).join(' ')}`), coverage } }).counts).toEqual({
      total: 12,
      down: 1,
      empty: 1,
      unknown: 0,
    })
  })
})

describe('a record that does not lie in one slot', () => {
  it.each([
    ['longer than a slot', [0, 10]],
    ['across two', [3, 7]],
    ['across the end of the period', [55, 65]],
  ] as const)('%s: not computable', (_what, [from, to]) => {
    const record = { service: 'api', source: traffic, from: FROM + from * MIN, to: FROM + to * MIN, total: 1, failed: 0 }
    expect(run('', {}, { evidence: { requests: [record] } }).verdict).toBe('not-computable')
  })
})

describe('a slot that the period cuts weighs as much as a whole one', () => {
  // Seven-minute slots: eight whole ones and one of four minutes; the last is down.
  it('one of nine slots, four of sixty minutes', () => {
    const list = counts(Array(8).fill(GOOD).join(' '), {}, 7)
    const last = { service: 'api', source: traffic, from: FROM + 56 * MIN, to: FROM + 60 * MIN, total: 10, failed: 10 }
    const report = run('', { slot: 'PT7M' }, { evidence: { requests: [...list, last] } })
    expect(exact(report)[1]).toBe('800/9')
    expect(minutes(report)).toMatchObject({ down: 4, up: 56 })
  })
})

describe('a slot is down by its downtime', () => {
  const status: Source = { kind: 'feed', id: 'status', party: 'provider' }
  const down = (from: number, to: number) => ({
    service: 'api',
    source: status,
    from: FROM + from * MIN,
    to: FROM + to * MIN,
    state: 'down' as const,
  })
  const coverage = [{ service: 'api', source: status, from: FROM, to: null }]
  const hourly = (edge: { over?: string; atLeast?: string }, to: number) =>
    resultOf({
      measure: { by: 'slots', slot: 'PT20M', downWhen: { downtime: edge } },
      objective: { target: '99' },
      evidence: { spans: [down(2, to)], coverage },
    }).counts
  it.each([
    ['over PT6M, 5 minutes', { over: 'PT6M' }, 7, 0],
    ['over PT6M, 6 minutes', { over: 'PT6M' }, 8, 0],
    ['over PT6M, 7 minutes', { over: 'PT6M' }, 9, 1],
    ['at least PT6M, 6 minutes', { atLeast: 'PT6M' }, 8, 1],
    ['25 minutes over two slots', { over: 'PT6M' }, 27, 2],
  ] as const)('%s', (_what, edge, to, slots) => expect(hourly(edge, to)).toEqual({ total: 3, down: slots, empty: 0, unknown: 0 }))

  it('an outage of which the maintenance leaves too little', () => {
    const contract = { exclusions: [{ id: 'work', category: 'scheduled-maintenance' }] }
    const maintenance = [{ id: 'm', services: ['api'], from: FROM + 5 * MIN, to: FROM + 15 * MIN, source: status }]
    const of = (to: number) =>
      resultOf({
        measure: { by: 'slots', slot: 'PT20M', downWhen: { downtime: { over: 'PT6M' } } },
        objective: { target: '99' },
        contract,
        evidence: { spans: [down(2, to)], coverage, maintenance },
      })
    // 2 to 18: 3 + 3 minutes are left, 10 are excluded
    expect(of(18).counts).toMatchObject({ down: 0 })
    expect(minutes(of(18))).toMatchObject({ down: 0, excluded: 10, up: 50 })
    // 2 to 19: 3 + 4 minutes are left: the slot is down but for what is excluded
    expect(of(19).counts).toMatchObject({ down: 1 })
    expect(minutes(of(19))).toMatchObject({ down: 10, excluded: 10, up: 40 })
  })
  it('unknown time that could decide it leaves the slot unknown', () => {
    const gap = [
      { service: 'api', source: status, from: FROM, to: FROM + 30 * MIN },
      { service: 'api', source: status, from: FROM + 37 * MIN, to: null },
    ]
    expect(
      resultOf({
        measure: { by: 'slots', slot: 'PT20M', downWhen: { downtime: { over: 'PT6M' } } },
        objective: { target: '99' },
        evidence: { coverage: gap },
      }).counts,
    ).toEqual({ total: 3, down: 0, empty: 0, unknown: 1 })
  })
})

describe('exclusions', () => {
  const contract = (removes: 'downtime' | 'both') => ({ exclusions: [{ id: 'work', category: 'other', removes }] })
  const declared = (from: number, to: number) => [
    {
      id: 'd',
      clause: 'work',
      services: ['api'],
      from: FROM + from * MIN,
      to: FROM + to * MIN,
      by: 'desk',
      at: FROM + HOUR,
      reason: 'planned',
    },
  ]
  const text = fill('100/50 100/50')
  it.each([
    ['downtime: one of twelve left', 'downtime', ['275/3', '275/3', '275/3'], 12, { excluded: 5, down: 5, base: 60 }],
    ['both: one of eleven left', 'both', ['1000/11', '1000/11', '1000/11'], 11, { excluded: 5, down: 5, base: 55 }],
  ] as const)('%s', (_what, removes, figures, total, time) => {
    const report = run(text, {}, { contract: contract(removes), evidence: { requests: counts(text), declarations: declared(0, 5) } })
    expect(exact(report)).toEqual(figures)
    expect(report.counts).toMatchObject({ total, down: 1 })
    expect(minutes(report)).toMatchObject(time)
  })
})

describe('a slot that an exclusion covers in part', () => {
  // One slot of an hour, a count every five minutes; the first of them failed and is excluded.
  it.each([
    ['is not down where nothing but the excluded failed', '100/100', { down: 0 }, { down: 0, excluded: 5, up: 55 }],
    ['is down where the rest failed too often as well', '100/100 100/80', { down: 1 }, { down: 55, excluded: 5, up: 0 }],
  ] as const)('%s', (_what, text, counted, time) => {
    const declarations = [
      { id: 'd', clause: 'work', services: ['api'], from: FROM, to: FROM + 5 * MIN, by: 'desk', at: FROM + HOUR, reason: 'planned' },
    ]
    const report = run(
      '',
      { slot: 'PT1H' },
      { contract: { exclusions: [{ id: 'work', category: 'other' }] }, evidence: { requests: counts(fill(text)), declarations } },
    )
    expect(report.counts).toMatchObject(counted)
    expect(minutes(report)).toMatchObject(time)
  })
})

describe('several services', () => {
  const list = [...counts(fill('100/50')), ...counts(fill('100/50 100/50'), { service: 'web' })]
  it.each([
    ['any', 'any', '250/3'],
    ['all', 'all', '275/3'],
    // (11/12 + 10/12) / 2
    ['average', 'average', '175/2'],
    ['pool', 'pool', '175/2'],
  ] as const)('%s', (_what, combine, expected) => {
    expect(exact(run('', { combine }, { objective: { target: '99', services: ['api', 'web'] }, evidence: { requests: list } }))[1]).toBe(
      expected,
    )
  })
})

describe('whose word', () => {
  const list = [...counts(fill('100/50')), ...counts(fill(`${GOOD} 100/50`), { source: metrics })]
  it.each([
    ['either', 'either', 2],
    ['both', 'both', 0],
    ['provider', 'provider', 1],
    ['order', { order: ['customer', 'provider'] }, 1],
  ] as const)('%s', (_what, authority, down) => {
    const report = run('', { authority }, { evidence: { requests: list } })
    expect(report.counts).toMatchObject({ down })
    expect(report.time?.disputed).toBe(10 * MIN)
  })
})

describe('in a running period', () => {
  it('slots ahead may be good', () => {
    // At 00:12 three slots have begun, one was down; nine are ahead.
    const report = run(
      '',
      {},
      {
        at: FROM + 12 * MIN,
        period: '2026-03-01',
        evidence: { requests: counts('100/50 100/0'), coverage: [{ service: 'api', source: traffic, from: FROM, to: null }] },
      },
    )
    expect(report.counts).toEqual({ total: 3, down: 1, empty: 1, unknown: 0 })
    expect(minutes(report)).toMatchObject({ down: 5, up: 7, remaining: 48 })
    expect(report.verdict).toBe('breached')
  })
})

describe('the mean of error rates', () => {
  const mean = (text: string, measure: Partial<SlotsMeasure> = {}, more: Partial<Whole> = {}) => {
    const { downWhen: _, ...plain } = five({ aggregate: 'mean', ...measure })
    return resultOf({ measure: plain, objective: { target: '99' }, ...more, evidence: { requests: counts(text), ...more.evidence } })
  }
  it.each([
    // 1/2 + 1/3 of twelve: 100 (1 − 5/72)
    ['a quiet slot weighs as much as a busy one', fill('2/1 3000/1000'), {}, '1675/18'],
    ['empty: 0', fill('2/1 -'), {}, '575/6'],
    ['empty: excluded', fill('2/1 -'), { empty: 'excluded' }, '1050/11'],
    ['empty: down', fill('2/1 -'), { empty: 'down' }, '175/2'],
    ['below minRequests: 0', fill('2/1 10/5'), { minRequests: 10 }, '575/6'],
  ] as const)('%s', (_what, text, measure, expected) => expect(exact(mean(text, measure))[1]).toBe(expected))

  it('has no time; its budget is in slots', () => {
    const report = mean(fill('2/1 3/1'))
    expect(report.time).toBeNull()
    // 1 % of twelve slots floored; 5/6 of a slot rounded up
    expect(report.budget).toEqual({ total: 0, spent: 1, left: -1, unit: 'slots' })
  })
  it('slots without data may have failed altogether', () => {
    expect(exact(mean('2/1 . . . . . 100/0 100/0 100/0 100/0 100/0 100/0'))).toEqual(['325/6', '650/7', '575/6'])
  })
  it.each([
    // the first five minutes are excluded: 1/3 of twelve, or of eleven
    ['downtime', '875/9'],
    ['both', '3200/33'],
  ] as const)('exclusion that removes %s', (removes, expected) => {
    const declarations = [
      { id: 'd', clause: 'work', services: ['api'], from: FROM, to: FROM + 5 * MIN, by: 'desk', at: FROM + HOUR, reason: 'planned' },
    ]
    const contract = { exclusions: [{ id: 'work', category: 'other', removes }] }
    expect(exact(mean('', {}, { contract, evidence: { requests: counts(fill('2/1 3/1')), declarations } }))[1]).toBe(expected)
  })
  it.each([
    // slot 1: 1/2 and 1/4; the rest 0
    ['any', 'any', '575/6'],
    ['all', 'all', '1175/12'],
    ['average', 'average', '3100/32'],
  ] as const)('of several services: %s', (_what, combine, expected) => {
    const list = [...counts(fill('2/1')), ...counts(fill('4/1'), { service: 'web' })]
    const found = exact(mean('', { combine }, { objective: { target: '99', services: ['api', 'web'] }, evidence: { requests: list } }))[1]
    expect(found).toBe(expected === '3100/32' ? '775/8' : expected)
  })
  it('sums fractions exactly', () => {
    expect(
      fraction(
        sumOfShares([
          { failed: 1, total: 3 },
          { failed: 1, total: 6 },
          { failed: 0, total: 7 },
        ]),
      ),
    ).toBe('1/2')
    expect(fraction(sumOfShares([]))).toBe('0/1')
  })
})

describe('rates', () => {
  const sample = (slot: number, value: string, from = 0, to = 5) => ({
    service: 'api',
    source: metrics,
    metric: 'tokens',
    value,
    from: FROM + (slot * 5 + from) * MIN,
    to: FROM + (slot * 5 + to) * MIN,
  })
  const rate = (samples: readonly ReturnType<typeof sample>[], more: Partial<Whole> = {}) =>
    resultOf({ measure: { by: 'rate', metric: 'tokens', slot: 'PT5M', atLeast: '15000', share: '90' }, ...more, evidence: { samples } })
  const rest = (from: number) => Array.from({ length: 12 - from }, (_, i) => sample(from + i, '20000'))
  it.each([
    ['below', '14999.999', 1],
    ['exactly', '15000', 0],
    ['above', '15000.001', 0],
  ] as const)('%s the rate', (_what, value, down) =>
    expect(rate([sample(0, value), ...rest(1)]).counts).toEqual({ total: 12, down, empty: 0, unknown: 0 }),
  )
  it('over is not at least', () => {
    expect(
      rate([sample(0, '15000'), ...rest(1)], { measure: { by: 'rate', metric: 'tokens', slot: 'PT5M', over: '15000', share: '90' } })
        .counts,
    ).toMatchObject({ down: 1 })
  })
  it('weighs samples in a slot by how long they lasted', () => {
    // (10,000 × 1 + 16,250 × 4) / 5 = 15,000
    expect(rate([sample(0, '10000', 0, 1), sample(0, '16250', 1, 5), ...rest(1)]).counts).toMatchObject({ down: 0 })
    expect(rate([sample(0, '10000', 0, 1), sample(0, '16249', 1, 5), ...rest(1)]).counts).toMatchObject({ down: 1 })
  })
  it('takes the share for target; a slot without a sample is unknown', () => {
    const report = rate(rest(1))
    expect([report.target, report.counts, report.verdict]).toEqual(['90', { total: 12, down: 0, empty: 0, unknown: 1 }, 'met'])
    expect(rate(rest(2)).verdict).toBe('cannot-tell')
  })
  it('without samples, or with one longer than a slot: not computable', () => {
    expect(rate([]).verdict).toBe('not-computable')
    expect(rate([sample(0, '20000', 0, 6), ...rest(2)]).verdict).toBe('not-computable')
  })
})

describe('what several services make of one slot', () => {
  it.each<[string, readonly number[], number, number]>([
    // codes                                   any of them down  all of them down
    ['one down', [BAD_SLOT, GOOD_SLOT], BAD_SLOT, GOOD_SLOT],
    ['both down', [BAD_SLOT, BAD_SLOT], BAD_SLOT, BAD_SLOT],
    ['one down, one not measured', [BAD_SLOT, NOTHING], BAD_SLOT, NOTHING],
    ['one down, one empty', [BAD_SLOT, EMPTY_SLOT], BAD_SLOT, EMPTY_SLOT],
    ['one good, one not measured', [GOOD_SLOT, NOTHING], NOTHING, GOOD_SLOT],
    ['one good, one empty', [GOOD_SLOT, EMPTY_SLOT], GOOD_SLOT, GOOD_SLOT],
    ['one empty, one not measured', [EMPTY_SLOT, NOTHING], NOTHING, NOTHING],
    ['both empty', [EMPTY_SLOT, EMPTY_SLOT], EMPTY_SLOT, EMPTY_SLOT],
    ['one not there, one down', [ABSENT, BAD_SLOT], BAD_SLOT, BAD_SLOT],
    ['one not there, one good', [ABSENT, GOOD_SLOT], GOOD_SLOT, GOOD_SLOT],
    ['neither there', [ABSENT, ABSENT], ABSENT, ABSENT],
  ])('%s', (_what, codes, any, all) => {
    expect([anyBad(codes), allBad(codes)]).toEqual([any, all])
    expect([anyBad([...codes].reverse()), allBad([...codes].reverse())]).toEqual([any, all])
  })
})

describe('slots outside of the term', () => {
  // The agreement begins at half past; one of the six slots after it was down, and one before.
  const term = { from: '2026-03-01T00:30:00Z' }
  const text = fill(`${GOOD} ${GOOD} 100/50 ${GOOD} ${GOOD} ${GOOD} 100/50`)
  it.each([
    ['are good', 'full', 12, ['275/3', '275/3', '275/3']],
    ['are not there', 'alive', 6, ['250/3', '250/3', '250/3']],
  ] as const)('%s', (_what, denominator, total, figures) => {
    const report = run(text, { denominator }, { contract: { term } })
    expect(report.counts).toMatchObject({ total, down: 1 })
    expect(exact(report)).toEqual(figures)
  })
})

describe('budgets of exclusions over slots', () => {
  const HOURS = { every: 'PT1H', from: '2026-03-01' }
  const bad = (hour: number, slots: number): RequestCount[] =>
    Array.from({ length: 12 }, (_, i) => ({
      service: 'api',
      source: traffic,
      from: FROM + hour * HOUR + i * 5 * MIN,
      to: FROM + hour * HOUR + (i + 1) * 5 * MIN,
      total: 100,
      failed: i < slots ? 50 : 0,
    }))
  const work = {
    id: 'd',
    clause: 'work',
    services: ['api'],
    from: FROM,
    to: FROM + 2 * HOUR,
    by: 'provider' as const,
    at: FROM,
    reason: 'work',
  }
  it.each([
    // Three slots of the first hour are 15 min; four of the second are 20.
    ['15 min a month are used up in the first hour', '0.25', [0, 4]],
    ['of 21 min one slot is left for the second, and a part of the next', '0.35', [0, 3]],
    ['of half an hour, three', '0.5', [0, 1]],
    ['an hour is enough for both', '1', [0, 0]],
  ])('%s', (_what, hours, down) => {
    const budget = { hours, per: 'month' as const, excess: 'counts' as const }
    const { objectives } = reportOf({
      measure: five(),
      contract: { period: HOURS, exclusions: [{ id: 'work', category: 'works', budget }] },
      evidence: { requests: [...bad(0, 3), ...bad(1, 4)], declarations: [work] },
      at: FROM + 2 * HOUR,
      period: 'all',
    })
    expect(objectives.map(({ counts }) => counts && 'down' in counts && counts.down)).toEqual(down)
  })
})

describe('who is named for a bad slot', () => {
  const sources = (report: ObjectiveReport) => report.ledger.filter(({ as }) => as === 'counted').map((entry) => entry.sources)
  it('who counted failures of this service in it', () => {
    const requests = [
      ...counts(fill(`${GOOD} 100/50`)),
      // The gateway saw nothing fail here, and another service fail.
      ...counts(fill(GOOD), { source: metrics }),
      ...counts(fill(`${GOOD} 100/50`), { source: metrics, service: 'web' }),
    ]
    expect(sources(run('', { downWhen: { errorRate: { over: '5' } } }, { evidence: { requests } }))).toEqual([['traffic:browser']])
  })

  it('sources that reported the downtime, not those of what was up or of another service', () => {
    const feed = (id: string): Source => ({ kind: 'feed', id, party: 'provider' })
    const at = (from: number, to: number, id: string, more: Partial<Span> = {}): Span => ({
      service: 'api',
      source: feed(id),
      from: FROM + from * MIN,
      to: FROM + to * MIN,
      state: 'down',
      ...more,
    })
    const report = resultOf({
      measure: { by: 'slots', slot: 'PT20M', downWhen: { downtime: { over: 'PT6M' } } },
      objective: { target: '99.9' },
      evidence: {
        spans: [at(20, 30, 'a'), at(20, 30, 'b', { service: 'web' }), at(0, 20, 'c', { state: 'up' })],
        coverage: [{ service: 'api', source: feed('a'), from: FROM, to: FROM + HOUR }],
      },
    })
    expect(sources(report)).toEqual([['feed:a']])
  })
})
