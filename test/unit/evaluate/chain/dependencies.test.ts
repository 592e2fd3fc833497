/** What stands behind a promise (R30, P-48). */
import { describe, expect, it } from 'vitest'
import type { Contract, Dependency } from '../../../../shared/contract/model.ts'
import { evaluate } from '../../../../shared/evaluate/index.ts'
import { type Evidence, NO_EVIDENCE, type Span } from '../../../../shared/evidence/model.ts'
import { HOUR, MIN, t } from '../measure-context.ts'

const FROM = t('2026-03-01T00:00')
const status = { kind: 'feed', id: 'status', party: 'provider' } as const
const agreement = (id: string, service: string, target: string, more: Partial<Contract> = {}): Contract => ({
  format: 'standing/contract@1',
  id,
  title: id,
  zone: 'UTC',
  period: { every: 'PT10H', from: '2026-03-01' },
  services: [{ id: service, name: service }],
  objectives: [{ id: `${id}-uptime`, services: [service], target, measure: { by: 'time' } }],
  ...more,
})
const covered = (...services: string[]) => services.map((service) => ({ service, source: status, from: FROM, to: FROM + 10 * HOUR }))
const down = (service: string, from: number, to: number): Span => ({
  service,
  source: status,
  state: 'down',
  from: FROM + from * MIN,
  to: FROM + to * MIN,
})
const chainOf = (dependsOn: readonly Dependency[], target = '99.9', others: readonly Contract[] = [], evidence: Partial<Evidence> = {}) =>
  evaluate(
    [agreement('shop', 'shop', target, { dependsOn }), ...others],
    { ...NO_EVIDENCE, coverage: covered('shop'), ...evidence },
    { at: FROM + 20 * HOUR, period: '2026-03-01' },
  ).objectives[0]?.chain

const ask = (dependsOn: readonly Dependency[], others: readonly Contract[] = []) =>
  evaluate([agreement('shop', 'shop', '90', { dependsOn }), ...others], NO_EVIDENCE, { at: FROM + 20 * HOUR, period: '2026-03-01' })
/** What was assumed of links, `path used: why`. */
const assumed = (...args: Parameters<typeof ask>) =>
  ask(...args)
    .assumptions.filter(({ path }) => !path.startsWith('objectives'))
    .map(({ path, used, why }) => `${path} ${used}: ${why}`)

const link = (target: string): Dependency => ({ target, combine: 'series' })

describe('the ceiling', () => {
  it.each([
    // 0.999 × 0.9995
    ['series multiplies', [link('99.9'), link('99.95')], '99.85005', '1997001/20000'],
    // 1 − 0.01²
    ['parallel multiplies what fails', [{ combine: 'parallel', of: [link('99'), link('99')] }], '99.99', '9999/100'],
    // (1 − 0.01²) × 0.999
    ['parallel in series', [{ combine: 'parallel', of: [link('99'), link('99')] }, link('99.9')], '99.89001', '9989001/100000'],
    // 1 − 0.1 (1 − (1 − 0.1²))
    [
      'parallel in parallel',
      [{ combine: 'parallel', of: [link('90'), { combine: 'parallel', of: [link('90'), link('90')] }] }],
      '99.9',
      '999/10',
    ],
    ['floored, never rounded up', [link('99.9999999999')], '99.999999999', '999999999999/10000000000'],
  ] as [string, Dependency[], string, string][])('%s', (_what, list, ceiling, exact) =>
    expect(chainOf(list)).toMatchObject({ ceiling, exact, assumes: 'independence' }),
  )

  it.each([
    ['below it', '99.85004', true],
    ['exactly', '99.85005', true],
    ['above it', '99.85006', false],
  ] as const)('carries a target %s', (_what, target, carries) =>
    expect(chainOf([link('99.9'), link('99.95')], target)?.carries).toBe(carries),
  )

  it('takes the target from the agreement it names', () => {
    const host = agreement('host', 'vm', '99.5')
    expect(chainOf([{ contract: 'host', combine: 'series' }], '99', [host])?.ceiling).toBe('99.5')
  })
  it('takes that of the objective it names', () => {
    const host = agreement('host', 'vm', '99.5', {
      objectives: [
        { id: 'one', services: ['vm'], target: '99.5', measure: { by: 'time' } },
        { id: 'two', services: ['vm'], target: '97', measure: { by: 'time' } },
      ],
    })
    expect(chainOf([{ contract: 'host', objective: 'two', combine: 'series' }], '99', [host])?.ceiling).toBe('97')
  })
  it('says nothing where one of its links is unknown, or there is none', () => {
    expect(chainOf([link('99.9'), { contract: 'nowhere', combine: 'series' }])).toBeUndefined()
    expect(chainOf([])).toBeUndefined()
  })
})

describe('a link that leaves something open', () => {
  const two = (first: string | undefined): Contract =>
    agreement('host', 'vm', '99.5', {
      objectives: [
        { id: 'one', services: ['vm'], ...(first && { target: first }), measure: { by: 'time' } },
        { id: 'two', services: ['vm'], target: '97', measure: { by: 'time' } },
      ],
    })
  const host: Dependency = { contract: 'host', combine: 'series' }
  const WHICH = 'the agreement does not say which objective it depends on'
  it.each<[string, Dependency[], Contract[], string[]]>([
    [
      'an agreement nobody has',
      [{ contract: 'nowhere', combine: 'series' }],
      [],
      ['dependsOn[0] no ceiling: the target of nowhere is not known'],
    ],
    [
      'nothing at all, beside others and within',
      [link('99'), { combine: 'parallel', of: [link('99'), { combine: 'series' }] }],
      [],
      ['dependsOn[1].of[1] no ceiling: the target of a dependency is not known'],
    ],
    ['an agreement with one promise', [host], [agreement('host', 'vm', '99.5')], []],
    ['one with two: the first', [host], [two('99')], [`dependsOn[0].objective one: ${WHICH}`]],
    ['one with two: the first that has a target', [host], [two(undefined)], [`dependsOn[0].objective two: ${WHICH}`]],
    ['with two within', [{ combine: 'parallel', of: [link('99'), host] }], [two('99')], [`dependsOn[0].of[1].objective one: ${WHICH}`]],
    // Its target is said, but what is measured is still that of one of the two.
    ['one with two, with a target of its own', [{ ...host, target: '99' }], [two('99')], [`dependsOn[0].objective one: ${WHICH}`]],
    ['the one that is named', [{ ...host, objective: 'two' }], [two('99')], []],
    [
      'one that is named and not there',
      [{ ...host, objective: 'three' }],
      [two('99')],
      ['dependsOn[0] no ceiling: the target of host is not known'],
    ],
  ])('%s', (_what, list, others, expected) => expect(assumed(list, others)).toEqual(expected))

  it('the first without a target is not the one that is meant', () => {
    expect(ask([host], [two(undefined)]).objectives[0]?.chain?.ceiling).toBe('97')
  })
  it('an unknown link before known ones leaves no ceiling either', () => {
    expect(ask([{ contract: 'nowhere', combine: 'series' }, link('99')]).objectives[0]?.chain).toBeUndefined()
  })
  it('a promise without a target is carried by any ceiling', () => {
    const open = agreement('shop', 'shop', '90', {
      dependsOn: [link('50')],
      objectives: [{ id: 'uptime', services: ['shop'], measure: { by: 'time' } }],
    })
    const { objectives } = evaluate([open], NO_EVIDENCE, { at: FROM + 20 * HOUR, period: '2026-03-01' })
    expect(objectives[0]?.chain?.carries).toBe(true)
  })
})

describe('what the chain attained', () => {
  // Ten hours are 600 min. db fails 0–60, host 30–90: not independent.
  const others = [agreement('host', 'vm', '99'), agreement('db', 'store', '99')]
  const spans = [down('store', 0, 60), down('vm', 30, 90)]
  const coverage = covered('shop', 'vm', 'store')
  const both: Dependency[] = [
    { contract: 'host', combine: 'series' },
    { contract: 'db', combine: 'series' },
  ]
  it.each([
    // 90 of 600, where the product of 90 % and 90 % would say 81
    ['in series: the union', both, '85'],
    // 30 of 600
    ['in parallel: the overlap', [{ combine: 'parallel', of: both } as Dependency], '95'],
  ] as const)('%s', (_what, list, value) =>
    expect(chainOf(list, '80', others, { coverage, spans })?.measured).toMatchObject({ value, low: value, high: value }),
  )

  it('is bounded where a link was not seen', () => {
    // db unknown 0–60: at worst it adds 30 min to the 60 of host
    const gap = [...covered('shop', 'vm'), { service: 'store', source: status, from: FROM + 60 * MIN, to: FROM + 10 * HOUR }]
    // 540 min are known of both, 30 of them within the outage of host that is down all the same: 570 − 60 of 570.
    expect(chainOf(both, '80', others, { coverage: gap, spans: [down('vm', 30, 90)] })?.measured).toMatchObject({
      exact: '1700/19',
      low: '85',
      high: '90',
    })
  })
  it('up to now, in a period that still runs', () => {
    // After 200 min: 90 of them.
    const { objectives } = evaluate(
      [agreement('shop', 'shop', '80', { dependsOn: both }), ...others],
      { ...NO_EVIDENCE, coverage, spans },
      { at: FROM + 200 * MIN, period: '2026-03-01' },
    )
    expect(objectives[0]?.chain?.measured?.value).toBe('55')
  })
  it('is not rounded, and what an exclusion took from a link is neither down nor unknown', () => {
    const host = agreement('host', 'vm', '99', { exclusions: [{ id: 'work', category: 'scheduled-maintenance' }] })
    const maintenance = [{ id: 'm', services: ['vm'], from: FROM + 30 * MIN, to: FROM + 90 * MIN, source: status }]
    // Only store is left: 60 of 600.
    const measured = chainOf(both, '80', [host, others[1]!], { coverage, spans, maintenance })?.measured
    expect(measured).toMatchObject({ value: '90', low: '90', high: '90' })
    expect(measured).not.toHaveProperty('rounded')
  })
  it('is absent where a link is measured by something else than time, or not at all', () => {
    const byRequests = agreement('host', 'vm', '99', {
      objectives: [{ id: 'answers', services: ['vm'], target: '99', measure: { by: 'requests' } }],
    })
    const requests = [{ service: 'vm', source: status, from: FROM, to: FROM + MIN, total: 10, failed: 0 }]
    expect(chainOf(both, '80', [byRequests, others[1]!], { coverage, spans, requests })).not.toHaveProperty('measured')
    expect(chainOf(both, '80', [byRequests, others[1]!], { coverage, spans })).not.toHaveProperty('measured')
  })
  it('is absent where a link has only a target', () => {
    expect(chainOf([...both, link('99')], '80', others, { coverage, spans })).not.toHaveProperty('measured')
  })
})
