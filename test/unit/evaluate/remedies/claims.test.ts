import { describe, expect, it } from 'vitest'
import type { Claim, ClaimAnchor, Remedy, Within } from '../../../../shared/contract/model.ts'
import { cancelBy, termEnd } from '../../../../shared/evaluate/periods/term-dates.ts'
import { claims } from '../../../../shared/evaluate/remedies/claims.ts'
import { credits } from '../../../../shared/evaluate/remedies/credits.ts'
import type { Declaration } from '../../../../shared/evidence/model.ts'
import { isoInZone, parseInstant } from '../../../../shared/time/instant.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { evaluationOf, HOUR, MINUTE, type Setting } from '../sample-evaluation.ts'

const DAY = 24 * HOUR
type Step = Claim['steps'][number]
const step = (id: string, within: Within, after: ClaimAnchor, opens?: Step['opens']): Step => ({
  id,
  within,
  after,
  ...(opens ? { opens } : {}),
})
const remedyWith = (steps: readonly Step[], more: Partial<Remedy> = {}): Remedy => ({
  id: 'credit',
  kind: 'percent',
  credit: '10',
  claim: { steps },
  ...more,
})

/** March 2026 in Berlin, down 10 March 09:00 to 11:00 and 20 March 12:00 to 14:00. */
function ask(steps: readonly Step[], at: string, more: Partial<Setting> & { remedies?: readonly Remedy[] } = {}) {
  const setting = { remedies: [remedyWith(steps)], ...more }
  const asked = evaluationOf({
    contract: { zone: 'Europe/Berlin', ...more.contract },
    months: {
      'uptime 2026-03': {
        runs: [
          [9 * DAY + 9 * HOUR, 9 * DAY + 11 * HOUR],
          [19 * DAY + 12 * HOUR, 19 * DAY + 14 * HOUR],
        ],
      },
    },
    at: parseInstant(at),
    ...setting,
    ...(more.contract ? { contract: { zone: 'Europe/Berlin', ...more.contract } } : {}),
  })
  const evaluated = asked.evaluated('2026-03')
  return {
    report: claims(asked.evaluation, evaluated, credits.of(asked.evaluation, evaluated)),
    assumed: asked.assumed,
    evaluation: asked.evaluation,
  }
}
const zone = temporalZones('Europe/Berlin')
const line = ({ by, lastDay, state }: { by: number | null; lastDay: string | null; state: string }) =>
  `${by === null ? '-' : isoInZone(by, zone).slice(0, 16)} ${lastDay ?? '-'} ${state}`

describe('anchors', () => {
  const LATE = '2027-01-01T00:00:00Z'
  it.each<readonly [string, Step, string]>([
    ['incident-start', step('s', 'PT24H', 'incident-start'), '2026-03-11T09:00 - missed'],
    ['incident-end', step('s', 'PT24H', 'incident-end'), '2026-03-11T11:00 - missed'],
    ['correction', step('s', { days: 15 }, 'correction'), '2026-03-26T00:00 2026-03-25 missed'],
    ['awareness, never recorded', step('s', 'PT24H', 'awareness'), '2026-03-11T09:00 - missed'],
    ['period-end', step('s', { days: 30 }, 'period-end'), '2026-05-01T00:00 2026-04-30 missed'],
    ['eligibility', step('s', { days: 60 }, 'eligibility'), '2026-05-31T00:00 2026-05-30 missed'],
    ['month-end', step('s', { months: 2 }, 'month-end'), '2026-06-01T00:00 2026-05-31 missed'],
    ['quarter-end', step('s', { days: 5 }, 'quarter-end'), '2026-04-06T00:00 2026-04-05 missed'],
    ['billing-cycle-end', step('s', { days: 10 }, 'billing-cycle-end'), '2026-04-11T00:00 2026-04-10 missed'],
    ['invoice', step('s', { days: 10 }, 'invoice'), '2026-04-11T00:00 2026-04-10 missed'],
    ['two cycles after', step('s', { billingCycles: 2 }, 'incident-end'), '2026-06-01T00:00 2026-05-31 missed'],
  ])('%s', (_what, only, expected) => expect(ask([only], LATE).report.steps.map(line)).toEqual([expected]))

  it('a billing cycle that starts on the 12th holds the last of March and ends on 11 April', () => {
    const { report } = ask([step('s', { days: 10 }, 'billing-cycle-end')], LATE, {
      contract: { billing: { every: 'month', anchor: { day: 12 } } },
    })
    expect(report.steps.map(line)).toEqual(['2026-04-22T00:00 2026-04-21 missed'])
  })

  it('an incident that lasts has no end to count from', () => {
    const { report } = ask([step('s', 'PT24H', 'incident-end')], '2026-03-10T10:00:00+01:00', {
      months: { 'uptime 2026-03': { runs: [[9 * DAY + 9 * HOUR, 9 * DAY + 10 * HOUR]] } },
    })
    expect(report).toEqual({ state: 'too-early', steps: [{ id: 's', by: null, lastDay: null, state: 'too-early' }] })
  })

  it('a breach without an incident leaves an incident’s deadline open', () => {
    const { report } = ask([step('s', 'PT24H', 'incident-end')], LATE, { months: { 'uptime 2026-03': { verdict: 'breached' } } })
    expect(report.state).toBe('cannot-tell')
  })

  it('lists its assumptions', () => {
    const { assumed } = ask(
      [step('a', 'PT24H', 'awareness'), step('b', { businessDays: 3 }, 'eligibility'), step('c', { days: 3 }, 'invoice')],
      LATE,
    )
    expect(assumed).toEqual([
      'remedies[0].claim.steps[0].after incident-start',
      'remedies[0].claim.steps[0].opens anchor',
      'remedies[0].claim.steps[1].after period-end',
      'remedies[0].claim.steps[1].within mon-fri',
      'remedies[0].claim.steps[1].opens anchor',
      'remedies[0].claim.steps[2].after billing-cycle-end',
      'remedies[0].claim.steps[2].opens period-end',
    ])
  })
})

describe('awareness', () => {
  const instant = (text: string) => parseInstant(`2026-03-${text}:00+01:00`)
  const declared = (from: string, to: string | null, at: string, more: Partial<Declaration> = {}): Declaration => ({
    id: 'd',
    clause: 'awareness',
    services: ['api'],
    from: instant(from),
    to: to === null ? null : instant(to),
    at: instant(at),
    by: 'customer',
    reason: 'reported by users',
    ...more,
  })
  const notice = (...declarations: readonly Declaration[]) =>
    ask([step('notice', 'PT24H', 'awareness')], '2026-03-10T12:00:00+01:00', { evidence: { declarations } }).report.steps.map(line)[0]

  it.each<readonly [string, readonly Declaration[], string]>([
    ['recorded while it lasted', [declared('10T09:30', null, '10T09:30')], '2026-03-11T09:30'],
    ['recorded later', [declared('10T09:30', '10T11:00', '10T15:00')], '2026-03-11T09:30'],
    ['the whole incident, recorded afterwards', [declared('10T09:00', '10T11:00', '10T15:00')], '2026-03-11T15:00'],
    ['the earlier of two', [declared('10T10:30', null, '10T10:30'), declared('10T09:45', null, '10T09:45')], '2026-03-11T09:45'],
    ['of another incident', [declared('20T12:30', null, '20T12:30')], '2026-03-11T09:00'],
    ['over before it began', [declared('10T08:00', '10T09:00', '10T08:00')], '2026-03-11T09:00'],
    ['of another service', [declared('10T09:30', null, '10T09:30', { services: ['web'] })], '2026-03-11T09:00'],
    ['taken back', [declared('10T09:30', null, '10T09:30', { retractedAt: instant('10T11:30') })], '2026-03-11T09:00'],
    ['another clause', [declared('10T09:30', null, '10T09:30', { clause: 'maintenance' })], '2026-03-11T09:00'],
  ])('%s', (_what, declarations, by) => expect(notice(...declarations)?.split(' ')[0]).toBe(by))
})

describe('states of one step', () => {
  // 30 days after the end of March: by 1 May 00:00, due soon from 24 April 00:00.
  const END = step('claim', { days: 30 }, 'period-end')
  // Two cycles after the incident: by 1 June 00:00; open as soon as it began to count.
  const CYCLES = step('claim', { billingCycles: 2 }, 'incident-start')
  it.each([
    [END, '2026-03-31T23:59:59.999+02:00', 'too-early'],
    [END, '2026-04-01T00:00:00+02:00', 'open'],
    [END, '2026-04-23T23:59:59.999+02:00', 'open'],
    [END, '2026-04-24T00:00:00+02:00', 'due-soon'],
    [END, '2026-04-30T23:59:59.999+02:00', 'due-soon'],
    [END, '2026-05-01T00:00:00+02:00', 'missed'],
    [CYCLES, '2026-03-10T09:00:00+01:00', 'open'],
    [CYCLES, '2026-05-25T00:00:00+02:00', 'due-soon'],
    [{ ...CYCLES, opens: 'period-end' as const }, '2026-03-31T00:00:00+02:00', 'too-early'],
    [{ ...END, opens: 'anchor' as const }, '2026-03-31T00:00:00+02:00', 'too-early'],
  ] as const)('%j at %s: %s', (only, at, state) => expect(ask([only], at).report.state).toBe(state))
})

describe('steps in order', () => {
  // Notice by 11 March 09:00, claim by the end of April.
  const CHAIN = [step('notice', 'PT24H', 'incident-start'), step('claim', { months: 1 }, 'month-end')]
  const claimed = (...filed: readonly (readonly [step: string, at: string, outcome?: string])[]): Partial<Setting> => ({
    evidence: {
      claims: filed.map(([of, at, outcome], i) => ({
        id: `c${i}`,
        objective: 'uptime',
        period: '2026-03',
        step: of,
        at: parseInstant(at),
        by: 'customer',
        ...(outcome === undefined ? {} : { outcome }),
      })),
    },
  })
  it.each<readonly [string, string, Partial<Setting>, string, string]>([
    ['nothing done yet', '2026-03-10T12:00:00+01:00', {}, 'due-soon', 'due-soon too-early'],
    ['the notice was missed', '2026-03-11T09:00:00+01:00', {}, 'missed', 'missed void'],
    ['noticed', '2026-03-31T12:00:00+02:00', claimed(['notice', '2026-03-10T10:00:00+01:00']), 'too-early', 'done too-early'],
    ['noticed, April', '2026-04-02T12:00:00+02:00', claimed(['notice', '2026-03-10T10:00:00+01:00']), 'open', 'done open'],
    ['noticed too late', '2026-04-02T12:00:00+02:00', claimed(['notice', '2026-03-11T09:00:00+01:00']), 'missed', 'missed void'],
    [
      'too late, and dealt with',
      '2026-04-02T12:00:00+02:00',
      claimed(['notice', '2026-03-11T09:00:00+01:00', 'accepted']),
      'open',
      'done open',
    ],
    [
      'all done',
      '2026-06-02T12:00:00+02:00',
      claimed(['notice', '2026-03-10T10:00:00+01:00'], ['claim', '2026-04-30T23:59:59+02:00']),
      'done',
      'done done',
    ],
    ['the claim was missed', '2026-06-02T12:00:00+02:00', claimed(['notice', '2026-03-10T10:00:00+01:00']), 'missed', 'done missed'],
  ])('%s', (_what, at, evidence, state, steps) => {
    const { report } = ask(CHAIN, at, evidence)
    expect([report.state, report.steps.map((each) => each.state).join(' ')]).toEqual([state, steps])
  })

  it('voids everything behind what was missed, but nothing that was done', () => {
    const three = [...CHAIN, step('appeal', { days: 60 }, 'period-end'), step('last', { days: 90 }, 'period-end')]
    const states = ask(three, '2026-04-02T12:00:00+02:00', claimed(['appeal', '2026-04-02T10:00:00+02:00'])).report.steps.map(
      (each) => each.state,
    )
    expect(states).toEqual(['missed', 'void', 'done', 'void'])
  })

  it('a claim for another period or objective is not this one', () => {
    const other = {
      id: 'c',
      objective: 'uptime',
      period: '2026-02',
      step: 'notice',
      at: parseInstant('2026-03-10T10:00:00+01:00'),
      by: 'customer',
    }
    expect(
      ask(CHAIN, '2026-04-02T12:00:00+02:00', { evidence: { claims: [other, { ...other, period: '2026-03', objective: 'web' }] } }).report
        .state,
    ).toBe('missed')
  })
})

describe('what there is to claim', () => {
  const END = step('claim', { days: 30 }, 'period-end')
  const AT = '2026-04-02T00:00:00+02:00'
  it.each<readonly [string, Remedy, string, number]>([
    ['due', remedyWith([END]), 'open', 1],
    ['below the minimum', remedyWith([END], { base: { amount: '5', currency: 'USD' }, minimum: { over: '1' } }), 'none', 0],
    ['a cap that leaves nothing', remedyWith([END], { caps: [{ percent: '0', of: 'period-fee' }] }), 'none', 0],
    ['a cap that leaves no days', remedyWith([END], { kind: 'days', caps: [{ days: 0 }] }), 'none', 0],
    ['no band', remedyWith([END], { bands: [{ below: '90', credit: '10' }] }), 'none', 0],
    ['a right to leave', { id: 'leave', kind: 'termination', claim: { steps: [END] } }, 'open', 1],
    ['no steps', { id: 'credit', kind: 'percent', credit: '10', trigger: 'automatic' }, 'none', 0],
  ])('%s', (_what, remedy, state, steps) => {
    const { report } = ask([], AT, { remedies: [remedy] })
    expect([report.state, report.steps.length]).toEqual([state, steps])
  })

  it('lists the steps of an undecided credit, and claims nothing yet', () => {
    const { report } = ask([END], AT, { months: { 'uptime 2026-03': { unknown: 60 * MINUTE } } })
    expect([report.state, report.steps.map(line)]).toEqual(['none', ['2026-05-01T00:00 2026-04-30 open']])
  })

  it('names the remedy where several are due', () => {
    const { report } = ask([], AT, {
      remedies: [remedyWith([END]), { id: 'leave', kind: 'termination', claim: { steps: [step('letter', { days: 60 }, 'period-end')] } }],
    })
    expect(report.steps.map(({ id, remedy }) => `${remedy} ${id}`)).toEqual(['credit claim', 'leave letter'])
  })
})

describe('whose steps there are', () => {
  const steps = [step('file', { days: 30 }, 'period-end')]
  const of = (remedies: readonly Remedy[]) => ask(steps, '2026-04-10T00:00:00Z', { remedies }).report
  it.each<readonly [string, readonly Remedy[], string, readonly (string | undefined)[]]>([
    [
      'of each remedy that may be chosen',
      [remedyWith(steps, { id: 'a', exclusiveGroup: 'g' }), remedyWith(steps, { id: 'b', exclusiveGroup: 'g' })],
      'open',
      ['a', 'b'],
    ],
    // Four hours of March are more than 0.1 % of it and less than 1 %.
    [
      'of the one that is due alone',
      [remedyWith(steps, { id: 'a' }), remedyWith(steps, { id: 'b', bands: [{ below: '99', credit: '25' }] })],
      'open',
      [undefined],
    ],
    ['none where it comes to nothing', [remedyWith(steps, { base: { amount: '0', currency: 'EUR' } })], 'none', []],
  ])('%s', (_what, remedies, state, named) => {
    const report = of(remedies)
    expect([report.state, report.steps.map(({ remedy }) => remedy)]).toEqual([state, named])
  })
})

describe('the term', () => {
  const settings = { zone, hours: () => [] }
  const at = parseInstant('2026-06-01T00:00:00Z')
  it.each([
    // To end on 31 December it must be cancelled by 30 September: three full months before.
    [{ until: '2027-01-01', cancelBy: { months: 3, before: 'until' } }, '2026-10-01T00:00 2026-09-30'],
    [{ until: '2027-01-01', cancelBy: { days: 30, before: 'until' } }, '2026-12-02T00:00 2026-12-01'],
    // Ten business days before Friday 1 January: from 18 December, a Friday, on.
    [{ until: '2027-01-01', cancelBy: { businessDays: 10, before: 'until' } }, '2026-12-18T00:00 2026-12-17'],
    // Renewed twice by June 2026.
    [{ until: '2025-03-01', renews: 'P1Y', cancelBy: { months: 1, before: 'until' } }, '2027-02-01T00:00 2027-01-31'],
  ] as const)('%j', (term, expected) => {
    const found = cancelBy(term, settings, at)
    expect(found && `${isoInZone(found.by, zone).slice(0, 16)} ${found.lastDay}`).toBe(expected)
  })

  it.each([
    [undefined, null],
    [{ until: '2026-07-01' }, '2026-07-01T00:00:00+02:00'],
    [{ until: '2026-06-01', renews: 'P6M' }, '2026-12-01T00:00:00+01:00'],
    // Asked at the very instant, 02:00 on 1 June: renewed; a second before its end it is not.
    [{ until: '2026-06-01T00:00:00Z', renews: 'P1M' }, '2026-07-01T00:00:00+02:00'],
    [{ until: '2026-06-01T00:00:01Z', renews: 'P1M' }, '2026-06-01T02:00:01+02:00'],
    // A term that ended on the last day of February ends there again, leap year or not.
    [{ until: '2024-02-29', renews: 'P1Y' }, '2027-02-28T00:00:00+01:00'],
    [{ until: '2026-05-01' }, '2026-05-01T00:00:00+02:00'],
  ] as const)('%j ends at %s', (term, expected) => {
    const end = termEnd(term, zone, at)
    expect(end === null ? null : isoInZone(end, zone)).toBe(expected)
  })

  it('has nothing to cancel without a rule or an end', () => {
    expect(cancelBy({ cancelBy: { months: 3, before: 'until' } }, settings, at)).toBeNull()
    expect(cancelBy({ until: '2027-01-01' }, settings, at)).toBeNull()
  })
})

describe('which remedies have steps at all', () => {
  const one = [step('s', { days: 30 }, 'period-end')]
  const AT = '2026-04-10T00:00:00Z'
  const of = (more: Partial<Remedy>, months?: Setting['months']) =>
    ask(one, AT, { remedies: [remedyWith(one, more)], ...(months && { months }) }).report
  const MET = { 'uptime 2026-03': { runs: [[0, MINUTE]] as const } }
  it.each<[string, Partial<Remedy>, Setting['months'], string, number]>([
    ['one that is due', {}, undefined, 'open', 1],
    ['a formula, of what was breached: to be worked out by hand', { kind: 'formula' }, undefined, 'none', 1],
    ['a formula, of what was met', { kind: 'formula' }, MET, 'none', 0],
    ['one that cannot be worked out', { kind: 'perBlock' }, undefined, 'none', 0],
    [
      'one of which unknown time decides',
      { bands: [{ below: '99', credit: '5' }] },
      { 'uptime 2026-03': { unknown: 40 * HOUR } },
      'none',
      1,
    ],
    ['one of a met promise', {}, MET, 'none', 0],
    ['one without steps', { claim: { steps: [] } }, undefined, 'none', 0],
  ])('%s', (_what, remedy, months, state, steps) => {
    const report = of(remedy, months)
    expect([report.state, report.steps.length]).toEqual([state, steps])
  })
})

it('says from when it may be claimed only where the text does not', () => {
  const assumed = (opens?: Step['opens']) => {
    const { evaluation, evaluated, said } = evaluationOf({
      remedies: [remedyWith([step('s', { days: 30 }, 'period-end', opens)])],
      months: { 'uptime 2026-03': { verdict: 'breached' } },
    })
    const one = evaluated('2026-03')
    claims(evaluation, one, credits.of(evaluation, one))
    return said
  }
  expect(assumed()).toEqual(['remedies[0].claim.steps[0].opens period-end: the agreement does not say from when it may be claimed'])
  expect(assumed('anchor')).toEqual([])
})

it('what was filed is done, also where nothing says until when', () => {
  const steps = [step('s', 'PT24H', 'incident-end')]
  const claim = {
    id: 'c',
    objective: 'uptime',
    period: '2026-03',
    step: 's',
    at: parseInstant('2026-03-10T09:30:00+01:00'),
    by: 'customer' as const,
  }
  const lasting = { months: { 'uptime 2026-03': { runs: [[9 * DAY + 9 * HOUR, 9 * DAY + 10 * HOUR]] as const } } }
  const state = (claims_: readonly (typeof claim)[]) =>
    ask(steps, '2026-03-10T10:00:00+01:00', { ...lasting, evidence: { claims: claims_ } }).report.state
  expect([state([]), state([claim])]).toEqual(['too-early', 'done'])
})
