/** Slots that are down or not (R6, R16, R17): what they come to, and what each was. An hour of twelve slots of five minutes. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { Contract, Exclusion, SlotsMeasure } from '../../../../shared/contract/model.ts'
import { measureRate } from '../../../../shared/evaluate/measures/rate.ts'
import { slotGrid } from '../../../../shared/evaluate/measures/slot-grid.ts'
import { BAD_SLOT, EMPTY_SLOT, errorRateSlots, GOOD_SLOT } from '../../../../shared/evaluate/measures/slot-states.ts'
import { measureSlots } from '../../../../shared/evaluate/measures/slots.ts'
import type { ExclusionWindow, FigureBounds } from '../../../../shared/evaluate/model/measured.ts'
import type { Coverage, RequestCount, Source } from '../../../../shared/evidence/model.ts'
import { NOTHING } from '../../../../shared/evidence/timeline.ts'
import type { Asked } from '../measure-context.ts'
import { contextOf, HOUR, MIN, metrics, type Setting, t, traffic } from '../measure-context.ts'
import { reportOf, resultOf } from '../whole.ts'

const FROM = t('2026-03-01T00:00')
const feed: Source = { kind: 'feed', id: 'status', party: 'provider' }
const at = (minute: number) => FROM + minute * MIN
/** One count a slot: `x` failed, `+` did not, `-` no requests, `.` nobody counted. */
const counts = (text: string, service = 'api', source = traffic): RequestCount[] =>
  [...text].flatMap((slot, i): RequestCount[] =>
    slot === '.'
      ? []
      : [{ service, source, from: at(i * 5), to: at(i * 5 + 5), total: slot === '-' ? 0 : 100, failed: slot === 'x' ? 50 : 0 }],
  )
const MEASURE: SlotsMeasure = { by: 'slots', slot: 'PT5M', downWhen: { errorRate: { over: '5' } } }
const hour = (requests: readonly RequestCount[], measure: Partial<SlotsMeasure> = {}, more: Partial<Setting> = {}): Asked =>
  contextOf({
    measure: { ...MEASURE, ...measure },
    objective: { target: '50', ...more.objective },
    from: FROM,
    to: FROM + HOUR,
    ...more,
    evidence: { requests, ...more.evidence },
  })
const share = (...args: Parameters<typeof hour>) => measureSlots(hour(...args))
const text = ({ value, low, high }: FigureBounds) => [low && fraction(low), value && fraction(value), high && fraction(high)]
const covers = (from: number, to: number, service = 'api', source = traffic): Coverage => ({ service, source, from: at(from), to: at(to) })
const window = (from: number, to: number, removes: 'downtime' | 'both'): ExclusionWindow => ({
  clause: 'work',
  removes,
  grounds: [],
  spans: [at(from), at(to)],
})
const TWO = { objective: { target: '50', services: ['api', 'web'] } }
const FULL = '++++++++++++'
/** Agreed from one time of day to another, or never. */
const during = (hours?: string): Partial<Setting> => ({
  objective: { target: '50', during: 'hours' },
  contract: { calendars: { hours: hours === undefined ? { not: 'always' } : { weekly: { daily: [hours] } } } },
})
const WORK = { contract: { exclusions: [{ id: 'work', category: 'other', removes: 'both' as const }] } }

describe('what slots come to', () => {
  it('half of them down, and how many are known', () => {
    const { attained, known, budget } = share(counts('xxxxxx++++++'))
    // Half of twelve may be down.
    expect([text(attained), fraction(known), budget]).toEqual([
      ['50/1', '50/1', '50/1'],
      '1/1',
      { total: 6, spent: 6, left: 0, unit: 'slots' },
    ])
    expect(fraction(share(counts('x++.........')).known)).toBe('1/4')
  })
  it('services on their own, each the same, or every slot the same', () => {
    // Of api three slots are known and one was down; of web all twelve, none down.
    const list = [...counts('x++.........'), ...counts(FULL, 'web')]
    const of = (combine: SlotsMeasure['combine']) => text(share(list, combine ? { combine } : {}, TWO).attained)
    // (2/3 + 1) / 2, at worst (2/12 + 1) / 2, at best (11/12 + 1) / 2.
    expect(of('average')).toEqual(['175/3', '250/3', '575/6'])
    // 14 of 15, at worst 14 of 24, at best 23.
    expect(of('pool')).toEqual(['175/3', '280/3', '575/6'])
    // Down where one is, and unknown where one is: at worst nine of twelve.
    expect(of(undefined)).toEqual(['50/3', '200/3', '275/3'])
  })
  it('nothing agreed is nothing bad', () => {
    for (const empty of ['available', 'excluded'] as const) {
      expect(text(share(counts(FULL), { empty }, during()).attained)).toEqual(['100/1', null, '100/1'])
    }
  })
  it('nothing but slots that are left out may be anything; taken out by an exclusion, nothing bad', () => {
    const empty = { empty: 'excluded' } as const
    const evidence = { coverage: [covers(0, 60)] }
    expect(text(share([], empty, { evidence }).attained)).toEqual(['0/1', null, '100/1'])
    expect(text(share([], empty, { ...WORK, evidence, excluded: [window(0, 60, 'both')] }).attained)).toEqual(['100/1', null, '100/1'])
  })
  it('slots outside of agreed time are none', () => {
    // Minutes 7 to 22: slots 1 to 4, of which half may be down.
    const { counts: found, budget } = share(counts('xxx+++++++++'), {}, during('00:07-00:22'))
    expect(found).toEqual({ total: 4, down: 2, empty: 0, unknown: 0 })
    expect(budget).toEqual({ total: 2, spent: 2, left: 0, unit: 'slots' })
  })
  it('nor do counts outside of agreed time, in a slot that is agreed in part', () => {
    // Slots of 20 min, agreed from minute 10 on: all that failed did so before.
    const list = counts('xx++++++++++')
    expect(share(list, { slot: 'PT20M' }, during('00:10-01:00')).counts).toMatchObject({ total: 3, down: 0 })
    expect(share(list, { slot: 'PT20M' }, during('00:05-01:00')).counts).toMatchObject({ total: 3, down: 1 })
  })
  it('nobody counts, for which service', () => {
    expect(share(counts(FULL), {}, TWO).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'no source counts the requests of web' }),
    })
  })
})

describe('which other periods are looked into', () => {
  const asked = (
    excluded: ExclusionWindow[],
    budgeted: readonly string[],
    measure: Partial<SlotsMeasure> = {},
    more: Partial<Contract> = {},
  ) => {
    const exclusions: Exclusion[] = ['a', 'b', 'c'].map((id) => ({
      id,
      category: 'other',
      ...(budgeted.includes(id) && { budget: { hours: '1', per: 'month' as const, excess: 'counts' as const } }),
    }))
    const context = hour(counts(FULL), measure, {
      contract: { exclusions, period: { every: 'PT1H', from: '2026-03-01' }, ...more },
      excluded,
    })
    const earlier: number[] = []
    const siblings: number[] = []
    measureSlots({
      ...context,
      earlier: (from) => {
        earlier.push((from - FROM) / MIN)
        return []
      },
      sibling: (period) => {
        siblings.push((period.from - FROM) / MIN)
        return context.sibling(period)
      },
    })
    return { earlier, siblings }
  }
  const of = (clause: string, ...spans: number[]): ExclusionWindow => ({ clause, removes: 'downtime', grounds: [], spans: spans.map(at) })
  it.each<[string, ExclusionWindow[], string[], number[]]>([
    ['none without an exclusion', [], ['a'], []],
    ['none for one without a budget', [of('a', 10, 20)], [], []],
    ['none for a budget that nothing uses', [of('a')], ['a'], []],
    ['from where a budget begins to be used', [of('a', 10, 20, 30, 40)], ['a'], [10]],
    ['from the earliest of several', [of('b', 30, 40), of('a', 10, 20), of('c', 5, 6)], ['a', 'b'], [10]],
  ])('for budgets: %s', (_what, excluded, budgeted, expected) => expect(asked(excluded, budgeted).earlier).toEqual(expected))
  it('for runs that have to be long enough: the one before and the one after', () => {
    expect(asked([], [], { minRun: { atLeast: 'PT10M' } }).siblings).toEqual([-60, 60])
    expect(asked([], []).siblings).toEqual([])
    // A window that ends wherever it is asked has none before it.
    expect(asked([], [], { minRun: { atLeast: 'PT10M' } }, { period: { rolling: 'PT1H' } }).siblings).toEqual([])
  })
  it('and where nobody counted there, a run begins with the period', () => {
    // Ten minutes at its start are long enough, five are not.
    const down = (list: string) =>
      share(counts(list), { minRun: { atLeast: 'PT10M' } }, { contract: { period: { every: 'PT1H', from: '2026-03-01' } } }).counts
    expect(down('xx++++++++++')).toMatchObject({ total: 12, down: 2, unknown: 0 })
    expect(down('x+++++++++++')).toMatchObject({ total: 12, down: 0, unknown: 0 })
  })
  it('an unknown slot is not down where empty ones are', () => {
    expect(share(counts('x-+.........'), { empty: 'down' }).counts).toEqual({ total: 12, down: 2, empty: 1, unknown: 9 })
  })
})

describe('a period that still runs', () => {
  it('may still have good slots, and has their budget', () => {
    const { attained, best, counts: found, budget } = share(counts('xx'), {}, { at: at(10) })
    expect([text(attained)[1], text(best)]).toEqual(['0/1', ['250/3', '250/3', '250/3']])
    expect([found, budget]).toEqual([
      { total: 2, down: 2, empty: 0, unknown: 0 },
      { total: 6, spent: 2, left: 4, unit: 'slots' },
    ])
  })
  it('on average over its services as well', () => {
    const list = [...counts('xx'), ...counts('++', 'web')]
    expect(text(share(list, { combine: 'average' }, { ...TWO, at: at(10) }).best)[1]).toBe('275/3')
  })
  it.each([60, 61])('at minute %i nothing can come any more', (minute) => {
    const { attained, best } = share(counts('x+++++++++++'), {}, { at: at(minute) })
    expect([text(attained), text(best)]).toEqual([
      ['275/3', '275/3', '275/3'],
      ['275/3', '275/3', '275/3'],
    ])
  })
  it('half of it over: six of twelve down', () => {
    expect(text(share(counts('xxxxxx'), {}, { at: at(30) }).best)).toEqual(['50/1', '50/1', '50/1'])
  })
  it('and once it is over, what may have been anything stays that', () => {
    const { attained, best } = share([], { empty: 'excluded' }, { evidence: { coverage: [covers(0, 60)] } })
    expect([text(attained), best]).toEqual([['0/1', null, '100/1'], attained])
  })
  it('what nobody has seen of it may have been anything, and what is ahead is good', () => {
    // Slot 0 was down and slot 1 is unknown, ten are ahead.
    const { attained, best } = share(counts('x.'), {}, { at: at(10) })
    expect([text(attained), text(best)]).toEqual([
      ['0/1', '0/1', '50/1'],
      ['250/3', '1000/11', '275/3'],
    ])
  })
  it('with nothing agreed at all nothing can go wrong; with all of it ahead neither', () => {
    for (const agreed of [during(), during('00:30-01:00')]) {
      expect(text(share(counts('xx'), {}, { at: at(10), ...agreed }).best)).toEqual(['100/1', '100/1', '100/1'])
    }
  })
})

describe('empty slots that are left out', () => {
  const whole = (requests: RequestCount[], more = {}) =>
    resultOf({
      measure: { ...MEASURE, empty: 'excluded', ...more },
      objective: { target: '50', services: ['api', 'web'] },
      evidence: { requests },
    })
  it('stand in the ledger in order of time, named by the measure alone', () => {
    const requests = [...counts('-x-+++++++++'), ...counts('-+-+++++++++', 'web')]
    const ledger = whole(requests).ledger.map(({ from, to, as, clause, sources }) => [
      (from - FROM) / MIN,
      (to - FROM) / MIN,
      as,
      clause,
      sources,
    ])
    const empty = 'objectives.promise.measure.empty'
    expect(ledger).toEqual([
      [0, 5, 'excluded', empty, []],
      [5, 10, 'counted', 'objectives.promise', ['traffic:browser']],
      [10, 15, 'excluded', empty, []],
    ])
  })
  it('of one service of two, on average half of the time', () => {
    const requests = [...counts('--++++++++++'), ...counts(FULL, 'web')]
    expect(whole(requests, { combine: 'average' }).time).toMatchObject({ excluded: 5 * MIN, up: 55 * MIN, base: 55 * MIN })
  })
})

describe('two objectives over the same slots', () => {
  it('keep to their own edges', () => {
    const objective = (id: string, over: string) => ({
      id,
      services: ['api'],
      target: '50',
      measure: { ...MEASURE, downWhen: { errorRate: { over } } },
    })
    const { objectives } = reportOf({
      measure: MEASURE,
      contract: { objectives: [objective('lax', '60'), objective('strict', '5')] },
      evidence: { requests: counts('xx++++++++++') },
    })
    expect(
      objectives.map(({ counts: found, time, ledger }) => [found && 'down' in found && found.down, time?.down, ledger.length]),
    ).toEqual([
      [0, 0, 0],
      [2, 10 * MIN, 1],
    ])
  })
})

describe('what a slot was', () => {
  const line = (requests: readonly RequestCount[], more: Partial<Setting> = {}, measure: Partial<SlotsMeasure> = {}) => {
    const context = hour(requests, measure, more)
    const found = errorRateSlots(context, 'api', slotGrid(context.period, 5 * MIN), context.objective.measure as SlotsMeasure)
    return found?.line.cuts.map((cut, i) => [(cut - FROM) / MIN, found.line.values[i]]) ?? null
  }
  it('good, bad, empty or unknown, neighbours alike as one', () => {
    expect(line(counts('++xx--..++++'))).toEqual([
      [0, GOOD_SLOT],
      [10, BAD_SLOT],
      [20, EMPTY_SLOT],
      [30, NOTHING],
      [40, GOOD_SLOT],
      [60, NOTHING],
    ])
  })
  it('empty from the end of what has passed on: nobody can have been asked there', () => {
    expect(line(counts('+'), { at: at(20), evidence: { coverage: [covers(0, 10)] } })).toEqual([
      [0, GOOD_SLOT],
      [5, EMPTY_SLOT],
      [10, NOTHING],
      [20, EMPTY_SLOT],
      [60, NOTHING],
    ])
  })
  it('excused in the windows of an exclusion, where nothing but what they cover was bad', () => {
    // Slot 1 failed; its two halves are excluded, and so is the start of slot 2, which was good.
    const halves = [5, 6, 7, 8, 9].flatMap((minute) => [
      { ...counts('x')[0]!, from: at(minute), to: at(minute + 1), failed: minute % 2 ? 50 : 0 },
    ])
    const list = [...counts('+'), ...halves, ...counts('..++++++++++')]
    const excluded: ExclusionWindow[] = [{ ...window(5, 6, 'downtime'), spans: [at(5), at(6), at(7), at(8), at(9), at(11)] }]
    expect(line(list, { excluded })).toEqual([
      [0, GOOD_SLOT],
      [5, BAD_SLOT],
      [6, GOOD_SLOT],
      [7, BAD_SLOT],
      [8, GOOD_SLOT],
      [9, BAD_SLOT],
      [10, GOOD_SLOT],
      [60, NOTHING],
    ])
  })
  it('an instant that an exclusion covers is excused, one outside of agreed time is none', () => {
    const instant = { ...counts('x')[0]!, to: FROM }
    const rest = counts('.+++++++++++')
    // All of slot 0 that failed is the instant at its start.
    expect(line([instant, ...rest], { excluded: [window(0, 5, 'downtime')] })).toEqual([
      [0, BAD_SLOT],
      [5, GOOD_SLOT],
      [60, NOTHING],
    ])
    expect(share([instant, ...rest], {}, during('00:05-01:00')).counts).toMatchObject({ total: 11, down: 0 })
  })
  it('is nothing where nobody who is admitted counts', () => {
    expect(line(counts(FULL), {}, { authority: 'provider' })).toBeNull()
    expect(line(counts(FULL, 'api', metrics), {}, { authority: 'provider' })).toEqual([
      [0, GOOD_SLOT],
      [60, NOTHING],
    ])
  })
  it('an empty slot of one source is no word against another', () => {
    const disputed = (others: string) =>
      resultOf({ measure: MEASURE, evidence: { requests: [...counts('x+++++++++++'), ...counts(others, 'api', metrics)] } }).time?.disputed
    expect(disputed('-+++++++++++')).toBe(0)
    expect(disputed('++++++++++++')).toBe(5 * MIN)
  })
})

describe('which samples a slot has', () => {
  const sample = (from: number, to: number, more = {}) => ({
    service: 'api',
    source: metrics,
    metric: 'tokens',
    value: '1',
    from: at(from),
    to: at(to),
    ...more,
  })
  const measured = (samples: readonly ReturnType<typeof sample>[], more: Partial<Setting> = {}) =>
    measureRate(
      contextOf({
        measure: { by: 'rate', metric: 'tokens', slot: 'PT5M', atLeast: '10', share: '90' },
        from: FROM,
        to: FROM + HOUR,
        ...more,
        evidence: { samples },
      }),
    )
  const known = (...args: Parameters<typeof measured>) => {
    const { counts: found, refused } = measured(...args)
    return refused ? refused.reason.why : found && 'down' in found && found.down
  }
  const NONE = 'no source gives samples of tokens for api'
  const OVER = 'a sample reaches over the end of a slot; measure by times that fit into one'
  it.each([
    ['within it', sample(0, 5), 1],
    ['of one instant, its first', sample(0, 0), 1],
    ['of one instant, the first of the next period', sample(60, 60), NONE],
    ['of one instant before', sample(-1, -1), NONE],
    ['up to its first instant', sample(-5, 0), NONE],
    ['over its first', sample(-1, 4), OVER],
    ['up to its last', sample(55, 60), 1],
    ['over its last', sample(58, 61), OVER],
    ['from its last', sample(60, 65), NONE],
    ['over two slots', sample(4, 6), OVER],
    ['of another service', sample(0, 5, { service: 'web' }), NONE],
    ['of another metric', sample(0, 5, { metric: 'words' }), NONE],
  ])('%s', (_what, one, expected) => expect(known([one], { at: at(90) })).toBe(expected))
  it.each([
    ['that has ended', sample(5, 10), 1],
    ['that has not', sample(6, 11), NONE],
    ['of an instant that is over', sample(9, 9), 1],
    ['of this very instant', sample(10, 10), NONE],
  ])('ten minutes in, one %s', (_what, one, expected) => expect(known([one], { at: at(10) })).toBe(expected))
  it('in agreed time', () => {
    const agreed = () => [at(30), at(60)]
    expect(known([sample(0, 5)], { agreed })).toBe(NONE)
    expect(known([sample(0, 0)], { agreed })).toBe(NONE)
    expect(known([sample(30, 35)], { agreed })).toBe(1)
  })
})

describe('what nobody counted', () => {
  const told = {
    spans: [{ service: 'api', source: feed, from: at(10), to: at(12), state: 'down' as const }],
    coverage: [covers(0, 60, 'api', feed)],
  }
  const WHY = 'no source counts requests, so the service counts as down while incidents say so: an estimate'
  const whole = (evidence: Parameters<typeof resultOf>[0]['evidence'], measure: Partial<SlotsMeasure> = {}, services = ['api']) =>
    resultOf({ measure: { ...MEASURE, ...measure }, objective: { target: '50', services }, evidence })
  it('is evaluated by the evidence there is: by time where no source counts requests', () => {
    // Two minutes of an hour.
    const report = whole(told)
    expect([report.basis, report.attained.exact, report.counts]).toEqual(['estimate', '290/3', undefined])
    // Also where nobody has a word on one of two: what is known of them is the same.
    const two = whole(told, {}, ['api', 'web'])
    expect([two.basis, two.counts]).toEqual(['estimate', undefined])
  })
  it('by slots where another service is counted: any downtime makes one bad', () => {
    const requests = counts('x+++++++++++', 'web')
    const report = whole({ ...told, requests }, {}, ['api', 'web'])
    expect([report.basis, report.counts]).toEqual(['estimate', { total: 12, down: 2, empty: 0, unknown: 0 }])
    // Without any evidence there is no figure.
    expect(whole({ requests }, {}, ['api', 'web']).verdict).toBe('not-computable')
  })
  it('is no estimate where it is counted, or where downtime is what counts', () => {
    expect(whole({ ...told, requests: counts(FULL) }).basis).toBe('contractual')
    expect(whole(told, { downWhen: { downtime: { over: 'PT1M' } } })).toMatchObject({ basis: 'contractual', counts: { down: 1 } })
  })
  it('is said once, and for a mixture as well', () => {
    const context = hour(counts(FULL, 'web'), { empty: 'down' }, { ...TWO, evidence: { requests: counts(FULL, 'web'), ...told } })
    measureSlots(context)
    expect(context.why).toEqual({ 'objectives[0].measure.downWhen': WHY })
  })
  it('without an edge nothing is down, and nothing computable', () => {
    const { downWhen: _, ...open } = MEASURE
    const context = contextOf({ measure: open, from: FROM, to: FROM + HOUR, evidence: { requests: counts(FULL) } })
    expect(measureSlots(context).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'the agreement does not say when a slot is down' }),
    })
  })
  it.each([
    [
      'an error rate that says nothing of empty slots',
      {},
      { 'objectives[0].measure.empty': 'the agreement does not say how a slot without requests counts' },
    ],
    ['one that does', { empty: 'excluded' }, {}],
    ['downtime, which knows no empty slots', { downWhen: { downtime: { over: 'PT1M' } } }, {}],
  ] as const)('%s', (_what, measure, why) => {
    const context = hour(counts(FULL), measure)
    measureSlots(context)
    expect(context.why).toEqual(why)
  })
  it('empty slots are good by default', () => {
    const context = hour(counts('--++++++++++'))
    expect(text(measureSlots(context).attained)[1]).toBe('100/1')
    expect(context.assumed).toEqual({ 'objectives[0].measure.empty': 'available' })
  })
})
