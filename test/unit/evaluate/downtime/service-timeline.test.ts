/** What services went through as each objective hears it (R4, R7, R8, R18, R19, R32). June 2026, UTC; 5 June, in minutes down. */
import { describe, expect, it } from 'vitest'
import type { Objective, TimeMeasure } from '../../../../shared/contract/model.ts'
import type { Evidence } from '../../../../shared/evidence/model.ts'
import { covers, FEED, june, MINUTE, PROBE, reportOn, type Setting, span } from '../stand.ts'
import { resultOf } from '../whole.ts'

const web = { service: 'web' }
const COVERAGE = [covers('-60', '90'), covers('-60', '90', web)]
const objective = (id: string, measure: Partial<TimeMeasure>, more: Partial<Objective> = {}): Objective => ({
  id,
  services: ['api'],
  target: '99.9',
  measure: { by: 'time', ...measure },
  ...more,
})
/** Minutes down of each objective of one agreement. */
const down = (objectives: readonly Objective[], evidence: Partial<Evidence>, contract: Setting['contract'] = {}) =>
  reportOn({ contract: { ...contract, objectives }, evidence: { coverage: COVERAGE, ...evidence } }).objectives.map(
    ({ time }) => Number((time?.weighted ?? '0/1').split('/')[0]) / Number((time?.weighted ?? '0/1').split('/')[1]) / MINUTE,
  )

describe('objectives of one agreement that listen differently', () => {
  const results = [true, false, true].map((ok, i) => ({ at: june('5 10:00') + i * 5 * MINUTE, ok }))
  const probed = { coverage: [], checks: [{ service: 'api', source: PROBE, every: 5 * MINUTE, results }] }
  const again = {
    ...probed.checks[0]!,
    results: [...results.slice(0, 2), { at: results[2]!.at, ok: false }, { at: results[2]!.at + 5 * MINUTE, ok: true }],
  }
  const twice = { ...probed, checks: [again] }
  const hour = span('5 10:00', '5 11:00')
  it.each<[string, Partial<TimeMeasure>, Partial<TimeMeasure>, Partial<Evidence>, readonly number[]]>([
    ['to the share of users', {}, { affectedShare: true }, { spans: [{ ...hour, share: '0.25' }] }, [60, 15]],
    [
      'to incidents that name no service',
      { unattributed: 'ignored' },
      { unattributed: 'counts' },
      { spans: [{ ...hour, service: null }] },
      [0, 60],
    ],
    ['to what confirms a failure', {}, { confirm: { failures: 2 } }, probed, [5, 0]],
    ['to states', {}, { weights: { degraded: '0.5' } }, { spans: [{ ...hour, state: 'degraded' }] }, [0, 30]],
    ['to parties', {}, { authority: 'customer' }, { spans: [hour] }, [60, 0]],
    ['to one party or the other', { authority: 'provider' }, { authority: 'customer' }, { spans: [hour] }, [60, 0]],
    ['to how many failures confirm one', { confirm: { failures: 2 } }, { confirm: { failures: 3 } }, twice, [10, 0]],
  ])('%s', (_what, first, second, evidence, expected) => {
    expect(down([objective('a', first), objective('b', second)], evidence)).toEqual(expected)
    expect(down([objective('b', second), objective('a', first)], evidence)).toEqual([...expected].reverse())
  })
  it('to services', () => {
    const both = { services: ['api', 'web'] }
    expect(
      down([objective('a', {}), objective('b', {}, both), objective('c', {}, { services: ['web'] })], {
        spans: [hour, span('5 12:00', '5 12:30', web)],
      }),
    ).toEqual([60, 90, 30])
  })
  it('to shares of several services, each its own', () => {
    const spans = [span('5 10:00', '5 11:00', { share: '0.5' }), span('5 12:00', '5 13:00', { ...web, share: '0.25' })]
    const both = { services: ['api', 'web'] }
    // A half of 60 and a quarter of 60, as one and as a mean.
    expect(
      down([objective('a', { affectedShare: true }, both), objective('b', { affectedShare: true, combine: 'average' }, both)], { spans }),
    ).toEqual([45, 22.5])
  })
})

describe('a second service that begins on the 16th, the first down for an hour before', () => {
  const lifetimes = [{ service: 'web', from: june('16'), to: null }]
  const spans = [span('5 10:00', '5 11:00')]
  const both = { services: ['api', 'web'] }
  it.each<[TimeMeasure['combine'], TimeMeasure['denominator'], number]>([
    ['any', 'full', 60],
    ['any', 'alive', 60],
    // It counts as up while it is not there, or has no say.
    ['all', 'full', 0],
    ['all', 'alive', 60],
  ])('%s, %s', (combine, denominator, minutes) => {
    expect(
      down([objective('a', { ...(combine && { combine }), ...(denominator && { denominator }) }, both)], { spans, lifetimes }),
    ).toEqual([minutes])
  })
  it('is no less down for two objectives that take it differently', () => {
    const as = (denominator: 'full' | 'alive') => objective(denominator, { combine: 'all', denominator }, both)
    expect(down([as('full'), as('alive')], { spans, lifetimes })).toEqual([0, 60])
    expect(down([as('alive'), as('full')], { spans, lifetimes })).toEqual([60, 0])
  })
})

it('what happened after the end of the term is up', () => {
  const spans = [span('5 10:00', '5 11:00'), span('20 10:00', '20 12:00')]
  expect(down([objective('a', {})], { spans }, { term: { until: '2026-06-16' } })).toEqual([60])
  expect(down([objective('a', {})], { spans }, { term: { from: '2026-06-16' } })).toEqual([120])
})

describe('exclusions of several services measured as one', () => {
  const declared = (services: readonly string[]) => [
    {
      id: services.join(),
      clause: 'work',
      services: [...services],
      from: june('5 10:00'),
      to: june('5 11:00'),
      by: 'provider' as const,
      at: june('1'),
      reason: '',
    },
  ]
  const ask = (combine: 'any' | 'all', removes: 'downtime' | 'both', services: readonly string[], evidence: Partial<Evidence>) => {
    const { objectives } = reportOn({
      contract: {
        exclusions: [{ id: 'work', category: 'works', removes }],
        objectives: [objective('a', { combine }, { services: ['api', 'web'] })],
      },
      evidence: { coverage: COVERAGE, declarations: declared(services), ...evidence },
    })
    const { agreed, down: lost, excluded, base, unknown } = objectives[0]!.time!
    return { down: lost / MINUTE, excluded: excluded / MINUTE, left: (agreed - base) / MINUTE, unknown: unknown / MINUTE }
  }
  const hour = [span('5 10:00', '5 11:00')]
  const twice = [...hour, span('5 10:00', '5 11:00', web)]
  it('of which all are inside leave the agreed time', () => {
    expect(ask('any', 'both', ['api', 'web'], {})).toEqual({ down: 0, excluded: 60, left: 60, unknown: 0 })
    expect(ask('any', 'downtime', ['api', 'web'], { spans: hour })).toEqual({ down: 0, excluded: 60, left: 0, unknown: 0 })
  })
  it('of which one is inside excuse its downtime alone', () => {
    expect(ask('any', 'both', ['api'], { spans: hour })).toEqual({ down: 0, excluded: 60, left: 0, unknown: 0 })
    expect(ask('any', 'both', ['api'], { spans: twice })).toEqual({ down: 60, excluded: 0, left: 0, unknown: 0 })
    expect(ask('all', 'both', ['api'], { spans: twice })).toEqual({ down: 0, excluded: 60, left: 0, unknown: 0 })
  })
  it('do not excuse possible downtime of another that was not measured', () => {
    const coverage = [covers('-60', '90'), covers('-60', '5 10:00', web), covers('5 11:00', '90', web)]
    expect(ask('any', 'downtime', ['api'], { spans: hour, coverage })).toEqual({ down: 60, excluded: 0, left: 0, unknown: 0 })
    expect(ask('any', 'downtime', ['api', 'web'], { spans: hour, coverage })).toEqual({ down: 0, excluded: 60, left: 0, unknown: 0 })
  })
})

describe('notice in business days', () => {
  // Announced on Monday 1 June at noon for Wednesday the 3rd, 10 to 11.
  const notice = (calendar: string) => ({ businessDays: 1, calendar })
  const ask = (calendar: string) => {
    const exclusion = { id: 'work', category: 'scheduled-maintenance', notice: notice(calendar) }
    const calendars = { daily: { weekly: { daily: ['08:00-18:00'] } }, closed: { weekly: {} } }
    const [from, to] = [june('3 10:00'), june('3 11:00')]
    const maintenance = [{ id: 'm', services: ['api'], from, to, source: FEED, announcedAt: june('1 12:00') }]
    const setting = {
      contract: { calendars, exclusions: [exclusion] },
      evidence: { coverage: COVERAGE, maintenance, spans: [span('3 10:00', '3 11:00')] },
    }
    return reportOn(setting).objectives[0]!.time!.excluded / MINUTE
  }
  it('of a calendar that is open each day is given', () => expect(ask('daily')).toBe(60))
  it('of one that never opens is never', () => expect(ask('closed')).toBe(0))
})

describe('unknown time, had it been down', () => {
  it('makes runs long enough that were not', () => {
    // 20 min down and 20 not measured after them: of half an hour or more, nothing is known to be down, 40 min may be.
    const coverage = [covers('-60', '5 10:20'), covers('5 10:40', '90')]
    const { attained } = reportOn({
      measure: { minRun: { atLeast: 'PT30M' } },
      evidence: { coverage, spans: [span('5 10:00', '5 10:20')] },
    }).objectives[0]!
    // (43,200 - 40) / 43,200.
    expect([attained.lowExact, attained.highExact]).toEqual(['5395/54', '100/1'])
  })
  it('is that of each service alone', () => {
    // Of 30 days the one was not seen for three, the other for six: at worst 90 and 80, a mean of 85.
    const coverage = [covers('-60', '28'), covers('-60', '25', web)]
    const setting = { objective: { services: ['api', 'web'] }, evidence: { coverage } }
    for (const combine of ['average', 'pool'] as const) {
      expect(reportOn({ ...setting, measure: { combine } }).objectives[0]!.attained.lowExact).toBe('85/1')
    }
  })
  it('weighs nothing where nothing does', () => {
    const { attained } = reportOn({ measure: { weights: { down: '0' } }, evidence: { coverage: [covers('-60', '5')] } }).objectives[0]!
    expect([attained.lowExact, attained.highExact]).toEqual(['100/1', '100/1'])
  })
})

it('what one service went through is not what another did, also where slots ask', () => {
  // Of three slots of 20 min the first service lost one, the second none: 200/3 and 100, a mean of 250/3.
  const from = Date.UTC(2026, 2, 1)
  const source = FEED
  const coverage = ['api', 'web'].map((service) => ({ service, source, from, to: from + 60 * MINUTE }))
  const { attained } = resultOf({
    measure: { by: 'slots', slot: 'PT20M', downWhen: { downtime: { over: 'PT6M' } }, combine: 'average' },
    objective: { target: '99', services: ['api', 'web'] },
    evidence: { coverage, spans: [{ service: 'api', source, from, to: from + 10 * MINUTE, state: 'down' }] },
  })
  expect(attained.exact).toBe('250/3')
})
