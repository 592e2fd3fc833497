/** Figures and verdicts of `{by: time}`: R1, R2, R7, R8, R11–R13, with the arithmetic beside them. */
import { describe, expect, it } from 'vitest'
import type { Contract, TimeMeasure } from '../../../shared/contract/model.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { NO_EVIDENCE, type Span } from '../../../shared/evidence/model.ts'
import { covers, DAY, FEED, HOUR, inLedger, JULY, JUNE, june, MINUTE, PROBE, reportOn, SECOND, span, stand } from './stand.ts'

describe('Berlin, March 2026, half an hour down', () => {
  const BERLIN: Contract = {
    format: 'standing/contract@1',
    id: 'acme',
    title: 'Acme',
    zone: 'Europe/Berlin',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time' } }],
  }
  // 31 days less the hour of 29 March: 743 h = 2,674,800,000 ms.
  const from = 1772319600000
  const to = 1774994400000
  const evidence = {
    ...NO_EVIDENCE,
    coverage: [{ service: 'api', source: FEED, from, to }],
    spans: [{ service: 'api', source: FEED, from: from + DAY, to: from + DAY + 30 * MINUTE, state: 'down' } satisfies Span],
  }
  const report = evaluate([BERLIN], evidence, { at: to, period: '2026-03' })

  it('attains 1,485 of 1,486 half hours, of a budget of 743 h / 1000', () => {
    // 100 × (2,674,800,000 − 1,800,000) / 2,674,800,000 = 74250/743 = 99.93270524899…
    expect(report.objectives[0]).toMatchObject({
      id: 'uptime',
      services: ['api'],
      period: { from, to, label: '2026-03', complete: true },
      target: '99.9',
      attained: { value: '99.932705248', exact: '74250/743', low: '99.932705248', high: '99.932705248' },
      verdict: 'met',
      basis: 'contractual',
      settles: 1780178400000,
      time: {
        agreed: 2674800000,
        up: 2673000000,
        down: 1800000,
        excluded: 0,
        unknown: 0,
        remaining: 0,
        base: 2674800000,
        weighted: '1800000/1',
        disputed: 0,
      },
      budget: { total: 2674800, spent: 1800000, left: 874800, unit: 'ms' },
      credit: { state: 'none', percent: '0', amount: null, currency: null, days: null, remedy: null },
      claim: { state: 'none', steps: [] },
      ledger: [{ from: from + DAY, to: from + DAY + 30 * MINUTE, as: 'counted', clause: 'objectives.uptime', sources: ['feed:acme'] }],
    })
  })

  it('names what it was made from', () => {
    const hash = /^[0-9a-f]{64}$/
    expect(report).toMatchObject({ format: 'standing/report@1', at: to, knownAt: to, zone: 'Europe/Berlin' })
    expect(report.contract).toEqual({ id: 'acme', version: null, sha256: expect.stringMatching(hash) })
    expect(report.tzdb).toMatch(hash)
    expect(report.evidence.sha256).toMatch(hash)
  })
})

// 30 d × 86,400 s × 0.1 % = 2,592 s may be down.
describe('99.9 % of June', () => {
  it.each([
    // down, ms      verdict     left of the budget
    [2_591_999, 'met', 1],
    [2_592_000, 'met', 0],
    [2_592_001, 'breached', -1],
    [2592 * SECOND, 'met', 0],
    [2593 * SECOND, 'breached', -1000],
    [0, 'met', 2_592_000],
    [30 * DAY, 'breached', 2_592_000 - 30 * DAY],
  ])('%i ms down is %s', (down, verdict, left) => {
    const found = stand({
      evidence: {
        spans: [{ ...span('5', '5'), to: june('5') + down }].map((each) => (down > 25 * DAY ? { ...each, from: JUNE, to: JULY } : each)),
      },
    })
    expect(found).toMatchObject({ verdict, budget: { total: 2_592_000, spent: down, left }, time: { down, up: 30 * DAY - down } })
  })

  it.each([
    ['under', 2_591_999, 'met'],
    ['exactly', 2_592_000, 'breached'],
    ['over', 2_592_001, 'breached'],
  ])('strict, %s', (_what, down, verdict) => {
    expect(stand({ objective: { strict: true }, evidence: { spans: [{ ...span('5', '5'), to: june('5') + down }] } }).verdict).toBe(verdict)
  })

  it('never shows a breach as 99.9', () => {
    // 99.89999996…
    expect(stand({ evidence: { spans: [{ ...span('5', '5'), to: june('5') + 2_592_001 }] } }).attained.value).toBe('99.899999961')
  })

  it('shows 100 only for exactly 100', () => {
    expect(stand({}).attained).toMatchObject({ value: '100', exact: '100/1' })
    expect(stand({ evidence: { spans: [{ ...span('5', '5'), to: june('5') + 1 }] } }).attained.value).toBe('99.999999961')
  })
})

describe('what a source says (R2)', () => {
  it.each<[string, Span[], number]>([
    ['one span', [span('5 10:00', '5 10:30')], 30],
    ['one incident reported twice', [span('5 10:00', '5 10:30'), span('5 10:00', '5 10:30')], 30],
    ['nested and overlapping', [span('5 10:00', '5 11:00'), span('5 10:10', '5 10:20'), span('5 10:50', '5 11:10')], 70],
    ['the worst state speaks', [span('5 10:00', '5 11:00', { state: 'degraded' }), span('5 10:20', '5 10:40')], 20],
    ['degraded weighs nothing', [span('5 10:00', '5 11:00', { state: 'degraded' })], 0],
    ['partial weighs as down', [span('5 10:00', '5 11:00', { state: 'partial' })], 60],
    ['maintenance alone weighs nothing', [span('5 10:00', '5 11:00', { state: 'maintenance' })], 0],
    ['empty', [span('5 10:00', '5 10:00')], 0],
    ['before the period', [span('0 10:00', '0 11:00')], 0],
    ['across its start', [span('0 23:30', '1 00:30')], 30],
    ['across its end', [span('30 23:30', '31 00:30')], 30],
    ['another service', [span('5 10:00', '5 11:00', { service: 'web' })], 0],
    ['a service nobody named', [span('5 10:00', '5 11:00', { service: 'mail' })], 0],
  ])('%s', (_what, spans, minutes) => {
    expect(stand({ evidence: { spans } }).time).toMatchObject({ down: minutes * MINUTE, up: 30 * DAY - minutes * MINUTE })
  })

  it.each([
    ['its source read on until then', [covers('1', '5 12:00')], 'down', 2 * HOUR],
    ['its source reads on', [covers('1', null)], 'down', 25 * DAY + 14 * HOUR],
    ['its source has no coverage', [], 'down', 25 * DAY + 14 * HOUR],
  ])('an open incident ends at the last reading: %s', (_what, coverage, _class, down) => {
    // From 5 June 10:00 to 12:00, or to the end of the period: 25 d 14 h.
    expect(stand({ evidence: { coverage, spans: [span('5 10:00', null)] } }).time?.down).toBe(down)
  })

  it('knows nothing outside coverage, but believes a span there', () => {
    const found = stand({ evidence: { coverage: [covers('1', '21')], spans: [span('25', '26')] } })
    expect(found.time).toMatchObject({ down: DAY, up: 20 * DAY, unknown: 9 * DAY })
    expect(inLedger(found, 'unknown')).toBe(9 * DAY)
  })

  it('does not see what comes after the present', () => {
    const found = stand({ at: june('11'), evidence: { coverage: [covers('1', null)], spans: [span('10', '12'), span('20', '21')] } })
    expect(found.time).toMatchObject({ agreed: 30 * DAY, down: DAY, up: 9 * DAY, unknown: 0, remaining: 20 * DAY, base: 10 * DAY })
  })
})

describe('versions (R3)', () => {
  const old = span('5 10:00', '5 11:00', { ref: 'i1', observedAt: june('5 12:00'), title: 'Errors' })
  const newer = span('5 10:00', '5 10:20', { ref: 'i1', observedAt: june('9') })
  it.each<[string, Span[], string, number]>([
    ['the latest speaks', [old, newer], '15', 20],
    ['whatever the order', [newer, old], '15', 20],
    ['not yet seen', [old, newer], '8', 60],
    ['seen at that very instant', [old, newer], '9', 20],
    ['withdrawn', [old, { ...newer, void: true }], '15', 0],
    ['withdrawn later', [old, { ...newer, void: true }], '8', 60],
    ['another source has its own', [old, { ...newer, source: PROBE }], '15', 60],
    ['another service has its own', [old, { ...newer, service: 'web' }], '15', 60],
    ['two pieces of one version', [old, newer, span('5 10:30', '5 10:40', { ref: 'i1', observedAt: june('9') })], '15', 30],
    ['without a ref they add up', [span('5 10:00', '5 11:00'), span('5 10:00', '5 10:20')], '15', 60],
  ])('%s', (_what, spans, knownAt, minutes) => {
    expect(stand({ knownAt: june(knownAt), evidence: { spans } }).time?.down).toBe(minutes * MINUTE)
  })

  it('keeps the older one in the ledger, without time', () => {
    const found = stand({ evidence: { spans: [old, newer] } })
    const entry = found.ledger.find(({ as }) => as === 'superseded')
    expect(entry).toMatchObject({ from: old.from, to: old.from, was: { from: old.from, to: old.to }, title: 'Errors', refs: ['i1'] })
  })
})

describe('unknown time (R11)', () => {
  // 30 of June's 720 h not measured; 99.9 % allows 0.72 h.
  const coverage = [covers('1', '10'), covers('11 06:00', '31')]
  const evidence = (down: Span[] = []) => ({ coverage, spans: down })

  it('makes bounds, and leaves a verdict that it could decide undecided', () => {
    expect(stand({ evidence: evidence() })).toMatchObject({
      verdict: 'cannot-tell',
      // low: 690 of 720 h.
      attained: { value: '100', exact: '100/1', low: '95.833333333', lowExact: '575/6', high: '100', highExact: '100/1' },
      time: { unknown: 30 * HOUR, up: 690 * HOUR },
    })
  })

  it('is breached where even the best case fails', () => {
    const found = stand({ evidence: evidence([span('2 10:00', '2 11:00')]) })
    // value: 689 of 690 known hours; high: 719 of 720; low: 689 of 720.
    expect(found).toMatchObject({ verdict: 'breached', attained: { exact: '6890/69', highExact: '3595/36', lowExact: '3445/36' } })
  })

  it.each([
    // policy     value    verdict   base
    ['excluded', '100/1', 'met', 690],
    ['up', '100/1', 'met', 720],
    ['down', '575/6', 'breached', 720],
  ] as const)('%s', (unknown, exact, verdict, base) => {
    const found = stand({ measure: { unknown }, evidence: evidence() })
    expect(found).toMatchObject({
      verdict,
      attained: { exact, lowExact: exact, highExact: exact },
      time: { base: base * HOUR, unknown: 30 * HOUR, down: 0 },
    })
  })

  it('is no figure where nothing is known', () => {
    const found = stand({ evidence: { coverage: [] } })
    expect(found).toMatchObject({ verdict: 'cannot-tell', attained: { value: null, exact: null, low: '0', high: '100' } })
  })

  it('is no figure where nothing is left of the base', () => {
    expect(stand({ measure: { unknown: 'excluded' }, evidence: { coverage: [] } })).toMatchObject({
      verdict: 'cannot-tell',
      attained: { value: null, low: null, high: null },
      time: { base: 0, unknown: 30 * DAY },
    })
  })

  it.each([
    // 95 % of 720 h are 684 h.
    ['under', '2 12:01', 'cannot-tell'],
    ['exactly', '2 12:00', 'met'],
    ['over', '2 11:59', 'met'],
  ])('less coverage than asked, %s', (_what, seenFrom, verdict) => {
    const found = stand({ measure: { unknown: 'excluded', minCoverage: '95' }, evidence: { coverage: [covers(seenFrom, '31')] } })
    expect(found.verdict).toBe(verdict)
  })

  it('does not hide a breach that is certain', () => {
    const found = stand({ measure: { minCoverage: '95' }, evidence: { coverage: [covers('11', '31')], spans: [span('15', '16')] } })
    expect(found.verdict).toBe('breached')
  })

  it('lengthens runs in the worst case', () => {
    // 3 min down, 2 min not measured, 3 min down: none counts, but had it been down all along, 8 min would.
    const found = stand({
      measure: { minRun: { atLeast: 'PT5M' } },
      evidence: {
        coverage: [covers('1', '5 10:03'), covers('5 10:05', '31')],
        spans: [span('5 10:00', '5 10:03'), span('5 10:05', '5 10:08')],
      },
    })
    expect(found.time).toMatchObject({ down: 0, unknown: 2 * MINUTE })
    // 100 × (43,200 − 8) / 43,200
    expect(found.attained).toMatchObject({ exact: '100/1', lowExact: '5399/54' })
  })
})

describe('rounding (R13)', () => {
  // 99.9 to one decimal is reached from 99.85: 0.15 % of 2,592,000 s are 3,888 s.
  it.each([
    ['half-up', 1, 3888, 'met', '99.9'],
    ['half-up', 1, 3889, 'breached', '99.8'],
    ['floor', 1, 2593, 'breached', '99.8'],
    ['floor', 1, 2592, 'met', '99.9'],
    ['half-up', 2, 3888, 'breached', '99.85'],
  ] as const)('%s to %i decimals, %i s down: %s', (mode, decimals, seconds, verdict, rounded) => {
    const found = stand({
      measure: { round: { decimals, mode } },
      evidence: { spans: [{ ...span('5', '5'), to: june('5') + seconds * SECOND }] },
    })
    expect(found).toMatchObject({ verdict, attained: { rounded } })
  })

  it('leaves the exact figure alone and says nothing of rounding where there is none', () => {
    const spans = [{ ...span('5', '5'), to: june('5') + 3888 * SECOND }]
    expect(stand({ measure: { round: { decimals: 1 } }, evidence: { spans } }).attained.exact).toBe('1997/20')
    expect(stand({ evidence: { spans } }).attained).not.toHaveProperty('rounded')
  })
})

describe('weights (R7)', () => {
  it.each<[string, Partial<TimeMeasure>, Span[], string, number]>([
    // 20 min down + 40 min partial at half: 40 min.
    [
      'half a part',
      { weights: { partial: '0.5' } },
      [span('5 10:00', '5 10:20'), span('5 10:20', '5 11:00', { state: 'partial' })],
      '2400000/1',
      60,
    ],
    // A third of 100 ms as near as 15 digits come; one run all the same.
    ['fractions stay exact', { weights: { down: '0.333' } }, [{ ...span('5', '5'), to: june('5') + 100 }], '333/10', 100 / MINUTE],
    ['the share of users', { affectedShare: true }, [span('5 10:00', '5 11:00', { share: '0.25' })], '900000/1', 60],
    [
      'the larger share of two',
      { affectedShare: true },
      [span('5 10:00', '5 11:00', { share: '0.25' }), span('5 10:00', '5 11:00', { share: '0.5' })],
      '1800000/1',
      60,
    ],
    ['no share is everyone', { affectedShare: true }, [span('5 10:00', '5 11:00')], '3600000/1', 60],
    [
      'share and weight',
      { affectedShare: true, weights: { partial: '0.5' } },
      [span('5 10:00', '5 11:00', { state: 'partial', share: '0.5' })],
      '900000/1',
      60,
    ],
    ['shares count only where asked', {}, [span('5 10:00', '5 11:00', { share: '0.25' })], '3600000/1', 60],
    ['degraded as down', { weights: { degraded: 1 } }, [span('5 10:00', '5 11:00', { state: 'degraded' })], '3600000/1', 60],
  ])('%s', (_what, measure, spans, weighted, minutes) => {
    const found = stand({ measure, evidence: { spans } })
    expect(found.time).toMatchObject({ weighted, down: minutes * MINUTE })
    expect(inLedger(found, 'counted')).toBe(minutes * MINUTE)
  })

  it('rounds what is spent up and what there is down', () => {
    // 33.3 ms are spent as 34; 99.97 % of a day of 86,400,000 ms leave 25,920 ms.
    const found = stand({ measure: { weights: { down: '0.333' } }, evidence: { spans: [{ ...span('5', '5'), to: june('5') + 100 }] } })
    expect(found.budget).toMatchObject({ total: 2_592_000, spent: 34, left: 2_591_966 })
  })

  it('lists states without weight, which are neither down nor hidden', () => {
    const found = stand({ evidence: { spans: [span('5 10:00', '5 11:00', { state: 'degraded', title: 'Slow' })] } })
    expect(found.ledger).toMatchObject([{ as: 'weightless', from: june('5 10:00'), to: june('5 11:00'), title: 'Slow' }])
  })
})

describe('assumptions', () => {
  it('are sorted by path and said once, with what was used', () => {
    const { assumptions } = reportOn({})
    expect(assumptions.map(({ path, used }) => [path, used])).toEqual([
      ['objectives[0].measure.authority', 'either'],
      ['objectives[0].measure.round', 'none'],
      ['objectives[0].measure.unit', 'exact'],
      ['objectives[0].measure.unknown', 'bounds'],
      ['objectives[0].measure.weights', 'down 1, partial 1, degraded 0, maintenance 0'],
    ])
  })

  it('are none where the agreement says it', () => {
    const { assumptions } = reportOn({
      measure: {
        authority: 'provider',
        round: { decimals: 2, mode: 'floor' },
        unit: 'exact',
        unknown: 'bounds',
        weights: { down: 1 },
      } as Partial<TimeMeasure>,
    })
    expect(assumptions).toEqual([])
  })
})
