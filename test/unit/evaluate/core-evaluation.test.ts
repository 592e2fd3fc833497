/** What an evaluator offers the parts that pay, claim and escalate, and what a measure over time hands to them. June 2026, UTC. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../shared/base/rational.ts'
import type { Contract, Objective } from '../../../shared/contract/model.ts'
import { compileVersion } from '../../../shared/evaluate/compile-version.ts'
import { applyExclusions } from '../../../shared/evaluate/downtime/apply-exclusions.ts'
import { type EvaluateOptions, evaluateWith } from '../../../shared/evaluate/evaluate-agreement.ts'
import { measureTime } from '../../../shared/evaluate/measures/time.ts'
import type { EvaluatedObjective, Evaluation } from '../../../shared/evaluate/model/evaluation.ts'
import type { Measured } from '../../../shared/evaluate/model/measured.ts'
import { agreedTime } from '../../../shared/evaluate/periods/agreed-time.ts'
import { NoPeriod } from '../../../shared/evaluate/periods/requested-periods.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { contextOf } from './measure-context.ts'
import { agreement, covers, DAY, FEED, HOUR, JULY, JUNE, june, PROBE, reportOn, type Setting, span, stand } from './stand.ts'

const MONTH = { every: 'month' } as const
const api = (more: Partial<Objective> = {}): Objective => ({
  id: 'uptime',
  services: ['api'],
  target: '99.9',
  measure: { by: 'time' },
  ...more,
})

/** The evaluation and what was evaluated in it. */
function inside(contracts: readonly Contract[], evidence: Partial<Evidence> = {}, more: Partial<EvaluateOptions> = {}) {
  let found: { evaluation: Evaluation; evaluated: readonly EvaluatedObjective[] } | undefined
  const escalations = (evaluation: Evaluation, reported: readonly { readonly evaluated: EvaluatedObjective }[]) => {
    found = { evaluation, evaluated: reported.map(({ evaluated }) => evaluated) }
    return []
  }
  const known = { ...NO_EVIDENCE, coverage: [covers('-60', '90'), covers('-60', '90', { service: 'web' })], ...evidence }
  const report = evaluateWith({ measures: { time: measureTime }, escalations }, contracts, known, {
    at: JULY,
    period: '2026-06',
    zones: temporalZones,
    ...more,
  })
  return { ...found!, report }
}

describe('an evaluation', () => {
  const before = agreement({
    contract: { text: { effective: '2026-01-01' }, objectives: [api(), api({ id: 'gone', period: { every: 'quarter' } })] },
  })
  const now = agreement({
    contract: {
      text: { effective: '2026-06-01' },
      objectives: [api(), api({ id: 'window', period: { rolling: 'P30D' } }), api({ id: 'late' })],
    },
  })
  const { evaluation, evaluated } = inside([before, now])
  const june_ = evaluated.find(({ context }) => context.period.label === '2026-06')
  const labels = (id: string, from: string, to: string) => evaluation.periods(id, june(from), june(to)).map(({ label }) => label)

  it('knows the periods of an objective', () => expect(labels('uptime', '-30', '20')).toEqual(['2026-05', '2026-06']))
  it('also of one that only another version has, earlier or later', () => {
    expect(labels('gone', '-30', '20')).toEqual(['2026-Q2'])
    expect(labels('late', '-30', '-20')).toEqual(['2026-05'])
  })
  it('of a window the one that ends now', () => expect(labels('window', '-30', '20')).toEqual(['2026-06-01/2026-07-01']))
  it('none of an objective that there is not', () => {
    expect(labels('nobody', '-30', '20')).toEqual([])
    expect(evaluation.before('nobody', june_!.context.period)).toBeNull()
    expect(evaluation.judge('nobody', june_!.context.period)).toBeNull()
  })
  it('knows the period before one, but not before a window', () => {
    expect(evaluation.before('uptime', june_!.context.period)?.label).toBe('2026-05')
    expect(evaluation.before('window', june_!.context.period)).toBeNull()
  })
  it('judges once, and by the version of that time', () => {
    const [may] = evaluation.periods('uptime', june('-10'), june('-9'))
    expect(evaluation.judge('uptime', may!)).toBe(evaluation.judge('uptime', may!))
    expect(evaluation.judge('uptime', may!)!.context.contract).toBe(before)
    expect(evaluation.judge('gone', may!)).not.toBeNull()
    expect(evaluation.judge('gone', june_!.context.period)).toBeNull()
  })
  it('has another agreement by its name, null where it was not given', () => {
    const other = { ...agreement(), id: 'network' }
    const own = agreement({ contract: { basedOn: ['network'] } })
    const found = inside([own, other])
    expect([found.evaluation.contract.id, found.evaluation.other('network')?.contract.id, found.evaluation.other('power')]).toEqual([
      'acme',
      'network',
      null,
    ])
  })
})

describe('what is asked for', () => {
  const rolling = { rolling: 'P30D' } as const
  const ask = (contract: Partial<Contract>, period: string) =>
    inside([agreement({ contract })], {}, { period }).report.objectives.map(({ id }) => id)
  it('a label that one objective knows selects that one', () => {
    expect(ask({ objectives: [api({ id: 'window', period: rolling }), api()] }, 'march')).toEqual(['window'])
  })
  it('one that none of them knows is refused, whatever the agreement’s own period', () => {
    expect(() => ask({ period: rolling, objectives: [api({ period: MONTH })] }, 'march')).toThrow(NoPeriod)
  })
  it('an agreement that promises nothing has periods all the same', () => {
    expect(ask({ objectives: [] }, '2026-06')).toEqual([])
    expect(() => ask({ objectives: [] }, 'march')).toThrow(NoPeriod)
  })
  it('objectives of one beginning come in the order of the file', () => {
    const objectives = [api({ id: 'b' }), api({ id: 'a', period: { every: 'quarter' } }), api({ id: 'c' })]
    expect(ask({ objectives }, '2026-04-01')).toEqual(['b', 'a', 'c'])
  })
  it('without parts that pay or escalate there are no credits and no escalations', () => {
    expect(reportOn({})).toMatchObject({ credits: [], escalations: [] })
  })
})

describe('a budget of an exclusion over a window that ends now', () => {
  // An hour of works a month. An hour each was taken on 5 and 20 May; the window of 30 days begins on 16 May.
  const declared = ['-26', '-11'].map((day) => ({
    id: day,
    clause: 'work',
    services: ['api'],
    from: june(`${day} 10:00`),
    to: june(`${day} 11:00`),
    by: 'provider' as const,
    at: june('-40'),
    reason: 'work',
  }))
  const ask = (per: 'month' | 'period') =>
    stand({
      contract: {
        period: { rolling: 'P30D' },
        exclusions: [{ id: 'work', category: 'works', removes: 'downtime', budget: { hours: '1', per } }],
      },
      evidence: { spans: declared.map(({ from, to }) => ({ ...span('1', '1'), from, to })), declarations: declared },
      at: june('15'),
    }).time
  it('May was used up before it', () => expect(ask('month')).toMatchObject({ down: HOUR, excluded: 0 }))
  it('its own is not', () => expect(ask('period')).toMatchObject({ down: 0, excluded: HOUR }))
})

describe('what a measure over time hands on', () => {
  const measured = (setting: Setting, at = JULY): Measured => inside([agreement(setting)], setting.evidence, { at }).evaluated[0]!.measured
  const web = { service: 'web' }
  const both = (combine: 'average' | 'pool', more: Setting = {}): Setting => ({
    ...more,
    objective: { services: ['api', 'web'], ...more.objective },
    measure: { combine },
  })
  const later = span('20 10:00', '20 11:00')
  const earlier = span('10 10:00', '10 12:00', web)

  it('runs of several services in order of time', () => {
    const runs = (spans: Evidence['spans']) => measured(both('average', { evidence: { spans } })).runs.map(({ from, to }) => [from, to])
    expect(runs([later, earlier])).toEqual([[earlier.from, earlier.to], [later.from, later.to]]) // biome-ignore format: a table
    const longer = span('20 10:00', '20 12:00')
    const shorter = span('20 10:00', '20 11:00', web)
    expect(runs([longer, shorter])).toEqual([[shorter.from, shorter.to], [longer.from, longer.to]]) // biome-ignore format: a table
  })
  it('the weighted share of a stretch that was down, as the mean of its services', () => {
    const { bad } = measured(both('average', { evidence: { spans: [later, earlier] } }))
    // Of four hours the one was down for two, the other not at all: a quarter.
    expect(fraction(bad!(june('10 09:00'), june('10 13:00')))).toBe('1/4')
    expect(fraction(bad!(june('10 10:30'), june('10 10:30')))).toBe('0/1')
    expect(fraction(bad!(june('10 10:30'), june('10 10:29')))).toBe('0/1')
  })
  it('stretches by weight, the heavier ones cut out of the lighter', () => {
    const spans = [span('5 10:00', '5 13:00', { state: 'degraded' }), span('5 11:00', '5 12:00')]
    const { down, basis } = measured({ measure: { weights: { degraded: '0.5', down: '1' } }, evidence: { spans } })
    expect(down.map(({ from, to, weight }) => [(from - june('5')) / HOUR, (to - june('5')) / HOUR, fraction(weight)])).toEqual([
      [10, 11, '1/2'],
      [12, 13, '1/2'],
      [11, 12, '1/1'],
    ])
    expect(basis).toBe('contractual')
  })
  it('what is attained of the time that has passed, and the best it can come to', () => {
    // An hour of ten days, of thirty at best: 239/240 and 719/720.
    const { attained, best } = measured({ evidence: { spans: [span('5 10:00', '5 11:00')] } }, june('11'))
    expect([fraction(attained.value!), fraction(best.value!)]).toEqual(['1195/12', '3595/36'])
  })
  it('the same as a mean: an hour of one of two', () => {
    const { attained, best } = measured(both('average', { evidence: { spans: [span('5 10:00', '5 11:00')] } }), june('11'))
    // 100 less half of 100/240, and of 100/720.
    expect([fraction(attained.value!), fraction(best.value!)]).toEqual(['2395/24', '7195/72'])
  })
  // The second service began on the last day but one, and was down for an hour of its 24: 100 and 95 5/6, or 743 of 744 h.
  const young: Setting = {
    contract: { period: { every: 'month', denominator: 'alive' } },
    evidence: { lifetimes: [{ service: 'web', from: june('30'), to: null }], spans: [span('30 10:00', '30 11:00', web)] },
  }
  it.each([
    ['average', '1175/12'],
    ['pool', '18575/186'],
  ] as const)('the %s of a service of a month and one of a day', (combine, exact) => {
    const { attained, best } = measured(both(combine, young))
    expect([fraction(attained.value!), fraction(best.value!)]).toEqual([exact, exact])
  })
  it('no figure where nothing was seen of any', () => {
    const { attained } = measured(both('average', { evidence: { coverage: [] } }))
    expect([attained.value, fraction(attained.low!), fraction(attained.high!)]).toEqual([null, '0/1', '100/1'])
  })
  it('what is disputed of each service alone', () => {
    // Two hours of the second service, that its provider knows nothing of: an hour in the mean.
    const spans = [span('5 10:00', '5 12:00', { ...web, source: PROBE })]
    const coverage = [covers('-60', '90'), covers('-60', '90', web), covers('-60', '90', { ...web, source: PROBE })]
    expect(measured(both('average', { evidence: { spans, coverage } })).time?.disputed).toBe(HOUR)
  })
  it('nothing down where no state weighs anything', () => {
    const { time: classes, attained } = measured({ measure: { weights: { down: '0' } }, evidence: { spans: [later] } })
    expect([classes?.down, fraction(attained.value!)]).toEqual([0, '100/1'])
  })
  it('all of it also where no defaults are asked for', () => {
    const seen = contextOf({
      measure: { by: 'time' },
      from: JUNE,
      to: JULY,
      evidence: { coverage: [{ service: 'api', source: FEED, from: JUNE, to: JULY }] },
    })
    expect(measureTime(seen).time).toMatchObject({ agreed: 30 * DAY, up: 30 * DAY })
  })
})

describe('restrictions of the agreed time', () => {
  const held = (from: string, until: string) =>
    agreedTime(
      contextOf({
        measure: { by: 'time' },
        from: JUNE,
        to: JULY,
        contract: { restrictions: [{ id: 'freeze', effect: 'suspends', from, until }] },
      }),
      ['api'],
    )
  it('suspend it where they hold', () => {
    expect(held('2026-06-10', '2026-06-12')).toMatchObject({
      agreed: [JUNE, june('10'), june('12'), JULY],
      suspended: [{ clause: 'freeze', effect: 'suspends', set: [june('10'), june('12')] }],
    })
  })
  it('and are not named where they do not', () => {
    expect(held('2026-05-10', '2026-06-01')).toMatchObject({ agreed: [JUNE, JULY], suspended: [] })
    expect(held('2026-06-12', '2026-06-12').suspended).toEqual([])
    expect(held('2026-06-12', '2026-06-10').suspended).toEqual([])
  })
})

describe('what clauses take', () => {
  const hours = (...list: readonly number[]) => list.map((hour) => JUNE + hour * HOUR)
  const clause = (id: string, excuses: readonly number[], empties: readonly number[] = [], budget?: string) => ({
    exclusion: { id, category: id, ...(budget && { budget: { hours: budget, per: 'period' as const } }) },
    excuses: hours(...excuses),
    empties: hours(...empties),
  })
  // The first ten hours are agreed; those from 2 to 6 are down.
  const ask = (...clauses: readonly ReturnType<typeof clause>[]) => {
    const context = contextOf({ measure: { by: 'time' }, from: JUNE, to: JULY })
    const subject = { key: '', services: ['api'], line: { before: 0, cuts: [], values: [] }, codes: 1, clauses }
    return applyExclusions(context, subject, hours(0, 10), hours(2, 6), () => []).map(({ clause: id, removes, set }) => [
      id,
      removes,
      set.map((t) => (t - JUNE) / HOUR),
    ])
  }
  it.each<[string, readonly ReturnType<typeof clause>[], unknown]>([
    ['nothing where it does not hold', [clause('a', [])], []],
    ['nothing of what is up', [clause('a', [7, 9])], []],
    ['what is down', [clause('a', [1, 3])], [['a', 'downtime', [2, 3]]]],
    ['all agreed time', [clause('a', [], [1, 3])], [['a', 'both', [1, 3]]]],
    ['both', [clause('a', [5, 6], [1, 3])], [['a', 'both', [1, 3]], ['a', 'downtime', [5, 6]]]], // biome-ignore format: a table
    ['what the one before left', [clause('a', [1, 4]), clause('b', [3, 6])], [['a', 'downtime', [2, 4]], ['b', 'downtime', [4, 6]]]], // biome-ignore format: a table
    ['not what the one before emptied', [clause('a', [], [1, 4]), clause('b', [3, 6])], [['a', 'both', [1, 4]], ['b', 'downtime', [4, 6]]]], // biome-ignore format: a table
    ['the first hours of a budget', [clause('a', [2, 3, 4, 6], [], '2')], [['a', 'downtime', [2, 3, 4, 5]]]],
    ['exactly a budget', [clause('a', [2, 3, 4, 6], [], '3')], [['a', 'downtime', [2, 3, 4, 6]]]],
    ['nothing of a budget of nothing', [clause('a', [2, 3], [], '0')], []],
    ['an hour and a half of a budget', [clause('a', [2, 6], [], '1.5')], [['a', 'downtime', [2, 3.5]]]],
  ])('%s', (_what, clauses, expected) => expect(ask(...clauses)).toEqual(expected))

  it('is a share of the hour to the ms, floored', () => {
    const third = clause('a', [2, 6], [], '0.333333333')
    const context = contextOf({ measure: { by: 'time' }, from: JUNE, to: JULY })
    const [found] = applyExclusions(
      context,
      { key: '', services: [], line: { before: 0, cuts: [], values: [] }, codes: 1, clauses: [third] },
      hours(0, 10),
      hours(2, 6),
      () => [],
    )
    // 1,199,999.9988 ms.
    expect(found!.set[1]! - found!.set[0]!).toBe(1_199_999)
  })
})

describe('the periods before one', () => {
  const MOMENT = { known: { evidence: NO_EVIDENCE, superseded: [] }, at: JULY, knownAt: JULY, zones: temporalZones, assume: () => {} }
  const period = { from: JUNE, to: JULY, label: '2026-06' }
  const earlier = (rule: Contract['period'], from: string) =>
    compileVersion(agreement({ contract: { period: rule } }), Number.NEGATIVE_INFINITY, MOMENT)
      .context('uptime', period)!
      .earlier(june(from))
  it.each<[string, string, readonly string[]]>([
    ['from April on', '-60', ['2026-04', '2026-05']],
    ['from the day before', '0', ['2026-05']],
    ['from its first instant', '1', []],
    ['from later', '10', []],
  ])('are those of its rule, %s', (_what, from, labels) => expect(earlier(MONTH, from).map(({ label }) => label)).toEqual(labels))
  it('are one stretch before a window, and none from it on', () => {
    expect(earlier({ rolling: 'P30D' }, '-5')).toEqual([{ from: june('-5'), to: JUNE, label: '' }])
    expect(earlier({ rolling: 'P30D' }, '1')).toEqual([])
    expect(earlier({ rolling: 'P30D' }, '2')).toEqual([])
  })
})
