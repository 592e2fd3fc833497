/** What is promised when: state, term and life (R8), conditions and restrictions (R31), versions of a text (R10). */
import { describe, expect, it } from 'vitest'
import type { Contract, Objective, Term, When } from '../../../shared/contract/model.ts'
import { evaluateWith } from '../../../shared/evaluate/evaluate-agreement.ts'
import { measureTime } from '../../../shared/evaluate/measures/time.ts'
import { NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { agreement, covers, DAY, HOUR, inLedger, JULY, june, reportOn, type Setting, span, stand } from './stand.ts'

describe('state', () => {
  it.each<[Contract['state'], string]>([
    ['in-force', 'met'],
    [undefined, 'met'],
    ['draft', 'not-in-force'],
    ['proposed', 'not-in-force'],
    ['suspended', 'not-in-force'],
    ['void', 'not-in-force'],
    ['expired', 'not-in-force'],
  ])('%s', (state, verdict) => {
    const found = stand({ contract: state === undefined ? {} : { state } })
    expect(found.verdict).toBe(verdict)
    if (verdict === 'not-in-force') expect(found).toMatchObject({ attained: { value: null }, time: null, budget: null, ledger: [] })
  })

  it.each([
    ['2026-07-01', 'met'],
    ['2026-05-15', 'not-in-force'],
  ])('expired on %s, June was %s', (until, verdict) => {
    expect(stand({ contract: { state: 'expired', term: { until } } }).verdict).toBe(verdict)
  })
})

describe('term', () => {
  it.each<[string, Term, string]>([
    ['over before', { until: '2026-06-01' }, 'not-in-force'],
    ['over on its second day', { until: '2026-06-02' }, 'met'],
    ['begins after', { from: '2026-07-01' }, 'not-in-force'],
    ['begins on its last day', { from: '2026-06-30' }, 'met'],
    ['renews itself', { from: '2025-06-01', until: '2026-06-01', renews: 'P1Y' }, 'met'],
  ])('%s', (_what, term, verdict) => {
    expect(stand({ contract: { term } }).verdict).toBe(verdict)
  })

  // In force from 16 June; down for an hour on the 10th and for two on the 20th; nothing seen before the 16th.
  const evidence = { coverage: [covers('16', '31')], spans: [span('10 10:00', '10 11:00'), span('20 10:00', '20 12:00')] }
  it.each<[string, Contract['period'], Objective['measure'] | undefined, number, string]>([
    // full: 718 of 720 h; alive: 358 of 360 h.
    ['the rest of the period is up', { every: 'month' }, undefined, 720, '3590/36'],
    ['the rest of the period is not agreed', { every: 'month', denominator: 'alive' }, undefined, 360, '8950/90'],
    ['the measure decides over the period', { every: 'month', denominator: 'alive' }, { by: 'time', denominator: 'full' }, 720, '3590/36'],
  ])('%s', (_what, period, measure, hours, exact) => {
    const found = stand({ contract: { term: { from: '2026-06-16' }, period }, ...(measure && { measure }), evidence })
    expect(found.time).toMatchObject({ agreed: hours * HOUR, down: 2 * HOUR, unknown: 0 })
    const [n, d] = exact.split('/').map(Number) as [number, number]
    expect(found.attained.exact).toBe(`${n / gcd(n, d)}/${d / gcd(n, d)}`)
  })

  it('lists how it counted time outside the term', () => {
    const { assumptions } = reportOn({ contract: { term: { from: '2026-06-16' } } })
    expect(assumptions.find(({ path }) => path.endsWith('denominator'))).toMatchObject({
      path: 'objectives[0].measure.denominator',
      used: 'full',
    })
  })
})

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

describe('life of a service', () => {
  // Alive from the 11th to the 21st: ten days of thirty, one day of them down.
  const spans = [span('5', '6'), span('12', '13')]
  const services = [{ id: 'api', name: 'API', alive: { from: '2026-06-11', until: '2026-06-21' } }]
  it.each([
    ['full', 30, '290/3'],
    ['alive', 10, '90/1'],
  ] as const)('%s, as the agreement has it', (denominator, days, exact) => {
    const found = stand({ contract: { services }, measure: { denominator }, evidence: { spans } })
    expect(found).toMatchObject({ time: { agreed: days * DAY, down: DAY }, attained: { exact } })
  })

  it.each([
    ['full', 30],
    ['alive', 12],
  ] as const)('%s, as the evidence has it', (denominator, days) => {
    const lifetimes = [
      { service: 'api', from: june('11'), to: june('21') },
      { service: 'api', from: june('29'), to: null },
    ]
    expect(stand({ measure: { denominator }, evidence: { spans, lifetimes } }).time).toMatchObject({ agreed: days * DAY, down: DAY })
  })
})

describe('the lives of two services', () => {
  // The second one lives for the last ten days; a day of each is down, the 12th and the 25th.
  const alive = { from: '2026-06-21' }
  const services = [
    { id: 'api', name: 'API' },
    { id: 'web', name: 'Web', alive },
  ]
  const spans = [span('12', '13'), span('25', '26', { service: 'web' })]
  const coverage = [covers('-60', '90'), covers('-60', '90', { service: 'web' })]
  const both = (denominator: 'alive' | 'full', combine: 'average' | 'pool', more: Setting = {}) =>
    stand({
      objective: { services: ['api', 'web'] },
      measure: { denominator, combine },
      ...more,
      evidence: { spans, coverage, ...more.evidence },
    })

  it.each([
    // 2 of 40 d and of 60 d; the mean of 29/30 and 9/10, and of 29/30 twice.
    ['alive', 'pool', 20, '95/1'],
    ['full', 'pool', 30, '290/3'],
    ['alive', 'average', 20, '280/3'],
    ['full', 'average', 30, '290/3'],
  ] as const)('%s, %s', (denominator, combine, days, exact) => {
    expect(both(denominator, combine, { contract: { services } })).toMatchObject({ time: { agreed: days * DAY }, attained: { exact } })
    const lifetimes = [{ service: 'web', from: june('21'), to: null }]
    expect(both(denominator, combine, { evidence: { lifetimes } })).toMatchObject({ time: { agreed: days * DAY }, attained: { exact } })
  })

  it('two objectives over one service may differ in what they take its absence for', () => {
    const each = (id: string, denominator: 'alive' | 'full'): Objective => ({ id, services: ['web'], measure: { by: 'time', denominator } })
    const report = reportOn({ contract: { services, objectives: [each('a', 'full'), each('b', 'alive')] }, evidence: { spans, coverage } })
    expect(report.objectives.map(({ time: classes }) => classes?.agreed)).toEqual([30 * DAY, 10 * DAY])
  })

  it('a life that would end before it begins is none', () => {
    const never = [{ id: 'api', name: 'API', alive: { from: '2026-06-21', until: '2026-06-11' } }]
    expect(stand({ contract: { services: never }, measure: { denominator: 'alive' } })).toMatchObject({
      verdict: 'not-in-force',
      time: null,
    })
  })
})

describe('conditions over facts', () => {
  const facts = {
    edition: 'enterprise',
    zones: 2,
    paid: true,
    size: '10.50',
    none: null,
    regions: ['eu', 'us'],
    plan: [
      { until: '2026-06-01', value: 'basic' },
      { from: '2026-06-01', value: 'gold' },
    ],
  }
  it.each<[string, When, string]>([
    ['equal', { edition: 'enterprise' }, 'met'],
    ['not equal', { edition: 'team' }, 'not-in-force'],
    ['one of', { edition: ['team', 'enterprise'] }, 'met'],
    ['none of', { edition: ['team', 'free'] }, 'not-in-force'],
    ['a number', { zones: 2 }, 'met'],
    ['a number as text', { zones: '2.0' }, 'met'],
    ['a truth', { paid: false }, 'not-in-force'],
    ['at least, under', { zones: { atLeast: 3 } }, 'not-in-force'],
    ['at least, exactly', { zones: { atLeast: 2 } }, 'met'],
    ['above, exactly', { zones: { above: 2 } }, 'not-in-force'],
    ['at most, exactly', { size: { atMost: '10.5' } }, 'met'],
    ['below, exactly', { size: { below: '10.5' } }, 'not-in-force'],
    ['between', { size: { atLeast: 10, below: '11' } }, 'met'],
    ['not', { edition: { not: 'team' } }, 'met'],
    ['not, but it is', { edition: { not: 'enterprise' } }, 'not-in-force'],
    ['includes', { regions: { includes: 'eu' } }, 'met'],
    ['does not include', { regions: { includes: 'ap' } }, 'not-in-force'],
    ['not this list', { regions: { not: ['eu', 'us'] } }, 'not-in-force'],
    ['not that list', { regions: { not: ['eu', 'ap'] } }, 'met'],
    ['a list is not one of its parts', { regions: { not: 'eu' } }, 'met'],
    ['a part is not the list', { edition: { not: ['enterprise'] } }, 'met'],
    ['missing', { colour: 'red' }, 'needs-review'],
    ['null', { none: 'x' }, 'needs-review'],
    ['not to be compared', { edition: { atLeast: 2 } }, 'needs-review'],
    ['one false among the unknown', { colour: 'red', zones: 5 }, 'not-in-force'],
    ['all must hold', { edition: 'enterprise', zones: 2 }, 'met'],
    ['the value at the period’s first instant', { plan: 'gold' }, 'met'],
    ['an earlier value', { plan: 'basic' }, 'not-in-force'],
    ['a name of every object', { constructor: 'x' }, 'needs-review'],
  ])('%s', (_what, when, verdict) => {
    expect(stand({ contract: { facts }, objective: { when } }).verdict).toBe(verdict)
  })

  it('still shows the figures where somebody has to look', () => {
    const found = stand({ objective: { when: { colour: 'red' } }, evidence: { spans: [span('5 10:00', '5 11:00')] } })
    expect(found).toMatchObject({
      verdict: 'needs-review',
      reason: expect.objectContaining({ why: 'fact colour is not known' }),
      time: { down: HOUR },
    })
  })
})

describe('restrictions', () => {
  const unpaid = { id: 'unpaid', when: { feesPaid: false }, effect: 'suspends' as const }
  const spans = [span('5 10:00', '5 11:00'), span('25 10:00', '25 11:00')]

  it('suspend agreed time from one date to another', () => {
    const found = stand({
      contract: { restrictions: [{ ...unpaid, from: '2026-06-21', until: '2026-06-26' }], facts: { feesPaid: false } },
      evidence: { spans },
    })
    expect(found.time).toMatchObject({ agreed: 25 * DAY, down: HOUR })
    expect(inLedger(found, 'suspended')).toBe(5 * DAY)
    expect(found.ledger.find(({ as }) => as === 'suspended')).toMatchObject({
      clause: 'restrictions.unpaid',
      from: june('21'),
      to: june('26'),
    })
  })

  it.each<[string, Contract['restrictions'], Contract['facts'], string]>([
    ['do nothing where they do not hold', [unpaid], { feesPaid: true }, 'breached'],
    ['suspend it all', [unpaid], { feesPaid: false }, 'not-in-force'],
    ['void it', [{ ...unpaid, effect: 'voids' }], { feesPaid: false }, 'not-in-force'],
    ['void it from a date on', [{ ...unpaid, effect: 'voids', from: '2026-05-20' }], { feesPaid: false }, 'not-in-force'],
    ['are to be looked at where the fact is not known', [unpaid], {}, 'needs-review'],
    ['are not asked for another time', [{ ...unpaid, from: '2026-08-01' }], {}, 'breached'],
  ])('%s', (_what, restrictions, facts, verdict) => {
    const found = stand({ contract: { ...(restrictions && { restrictions }), ...(facts && { facts }) }, evidence: { spans } })
    expect(found.verdict).toBe(verdict)
  })
})

describe('versions of a text (R10)', () => {
  const older = agreement({ contract: { text: { version: 'old', effective: '2026-01-01' } }, objective: { target: '99' } })
  const newer = agreement({ contract: { text: { version: 'new', effective: '2026-06-15' } }, objective: { target: '99.9' } })
  const evidence = { ...NO_EVIDENCE, coverage: [covers('-30', null)] }
  const asked = (contracts: readonly Contract[], period: string) =>
    evaluateWith({ measures: { time: measureTime } }, contracts, evidence, { at: june('61'), period, zones: temporalZones })

  it.each([
    ['2026-05', '99', 'old'],
    ['2026-06', '99', 'old'],
    ['2026-07', '99.9', 'new'],
  ])('%s is evaluated by the one in effect at its first instant', (period, target, version) => {
    for (const contracts of [
      [older, newer],
      [newer, older],
    ]) {
      const report = asked(contracts, period)
      expect(report.objectives.map((each) => each.target)).toEqual([target])
      expect(report.contract.version).toBe(version)
    }
  })

  it('come together where all periods are asked for', () => {
    const report = asked([older, newer], 'all')
    expect(report.objectives.map(({ period, target }) => [period.label, target])).toEqual([
      ['2026-05', '99'],
      ['2026-06', '99'],
      ['2026-07', '99.9'],
    ])
  })

  it('one alone judges all', () => {
    expect(asked([newer], '2026-05').objectives[0]?.target).toBe('99.9')
  })
})

describe('what cannot be measured', () => {
  it('is not computable, with the reason', () => {
    const found = stand({ measure: { by: 'formula' } as unknown as Objective['measure'] })
    expect(found).toMatchObject({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'there is no measure by formula' }),
      attained: { value: null },
      time: null,
    })
  })

  it('ignores names of built-in properties', () => {
    expect(stand({ measure: { by: 'constructor' } as unknown as Objective['measure'] }).verdict).toBe('not-computable')
  })

  it('needs an agreement', () => {
    expect(() => evaluateWith({ measures: {} }, [], NO_EVIDENCE, { at: JULY, zones: temporalZones })).toThrow(RangeError)
  })
})

describe('settling (R12)', () => {
  const spans = [span('5 10:00', '5 10:10')]
  it.each<[string, Partial<Objective>, number]>([
    // 60 days after 1 July are 30 August.
    ['60 days by default', {}, june('91')],
    ['as the agreement has it', { settles: 'P10D' }, june('41')],
    ['in months', { settles: 'P1M' }, Date.UTC(2026, 7, 1)],
  ])('%s', (_what, objective, settles) => {
    const at = (t: number) => stand({ objective, evidence: { spans }, at: t })
    expect(at(JULY)).toMatchObject({ settles, provisional: true })
    expect(at(settles - 1).provisional).toBe(true)
    expect(at(settles).provisional).toBe(false)
  })

  it('does not wait where no feed speaks', () => {
    const source = { kind: 'probe', id: 'home', party: 'customer' } as const
    const found = stand({ at: june('32'), evidence: { coverage: [covers('1', '31', { source })], spans: [] } })
    expect(found).toMatchObject({ settles: JULY, provisional: false })
  })

  it('says nothing of a period that still runs', () => {
    expect(stand({ at: june('10') }).provisional).toBe(false)
  })
})
