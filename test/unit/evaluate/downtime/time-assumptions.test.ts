/** Assumptions where an agreement is silent, and their reasons (R36). June 2026, UTC. */
import { describe, expect, it } from 'vitest'
import type { Contract, Exclusion, Measure, Objective } from '../../../../shared/contract/model.ts'
import { assumeTimeDefaults } from '../../../../shared/evaluate/downtime/time-assumptions.ts'
import { reason } from '../../../../shared/evaluate/model/reasons.ts'
import { Assumptions } from '../../../../shared/evaluate/verdict/assumptions.ts'
import type { Evidence, Span } from '../../../../shared/evidence/model.ts'
import { contextOf, t } from '../measure-context.ts'

const FROM = t('2026-06-01T00:00')
const TO = t('2026-07-01T00:00')
interface Row {
  readonly measure?: Partial<Measure>
  readonly objective?: Partial<Objective>
  readonly contract?: Partial<Contract>
  readonly evidence?: Partial<Evidence>
}
/** All that is said, so that only what a row leaves out is assumed. */
const SAID = {
  authority: 'either',
  unknown: 'bounds',
  unit: 'exact',
  weights: { down: '1' },
  unattributed: 'ask',
  denominator: 'full',
} as const
function assumed({ measure, objective, contract, evidence }: Row): readonly string[] {
  const said: string[] = []
  const context = contextOf({
    measure: { by: 'time', ...SAID, ...measure } as Measure,
    ...(objective && { objective }),
    ...(contract && { contract }),
    ...(evidence && { evidence }),
    from: FROM,
    to: TO,
  })
  assumeTimeDefaults({ ...context, assume: (path, used, { why }) => void said.push(`${path}: ${used}, ${why}`) })
  return said.map((line) => line.replace('objectives[0].', ''))
}
const without = (name: keyof typeof SAID): Partial<Measure> => ({ [name]: undefined })

it('nothing where all is said', () => expect(assumed({})).toEqual([]))

describe('of the measure', () => {
  const countFrom = 'measure.countFrom: start, the agreement does not say from when a long enough outage counts'
  const combine = 'measure.combine: any, the agreement does not say how its services are combined'
  const both = { services: ['api', 'web'] }
  it.each<[string, Row, readonly string[]]>([
    [
      'whose word counts',
      { measure: without('authority') },
      ['measure.authority: either, the agreement does not say whose measurements are used'],
    ],
    [
      'unmeasured time',
      { measure: without('unknown') },
      ['measure.unknown: bounds, the agreement does not say how time without data counts'],
    ],
    ['the unit', { measure: without('unit') }, ['measure.unit: exact, the agreement names no unit of downtime']],
    ['from when a run counts', { measure: { minRun: { atLeast: 'PT5M' } } as Measure }, [countFrom]],
    ['… where that is said', { measure: { minRun: { atLeast: 'PT5M' }, countFrom: 'threshold' } as Measure }, []],
    ['how services are put together', { objective: both }, [combine]],
    ['… where that is said', { objective: both, measure: { combine: 'all' } as Measure }, []],
    ['… where there is one', { objective: { services: ['web'] } }, []],
  ])('%s', (_what, row, expected) => expect(assumed(row)).toEqual(expected))

  it.each<[string, Partial<Measure>, boolean]>([
    ['time', {}, true],
    ['slots by downtime', { by: 'slots', slot: 'PT5M', downWhen: { downtime: { over: 'PT1M' } } } as Partial<Measure>, true],
    ['slots by error rate', { by: 'slots', slot: 'PT5M', downWhen: { errorRate: { over: '5' } } } as Partial<Measure>, false],
    ['a mean of slots', { by: 'slots', slot: 'PT5M', aggregate: 'mean' } as Partial<Measure>, false],
    ['rates, whatever else they say', { by: 'rate', downWhen: { downtime: { over: 'PT1M' } } } as unknown as Partial<Measure>, false],
  ])('which states are down, for %s: %j', (_what, measure, asks) => {
    const [line = '', ...more] = assumed({ measure: { ...measure, ...without('weights') } as Measure })
    expect(more).toEqual([])
    if (asks) expect(line).toMatch(/^measure\.weights: .*down.*, the agreement does not say which states are down$/)
    else expect(line).toBe('')
  })
  it('a unit is for time alone', () => {
    const slots = { by: 'slots', slot: 'PT5M', downWhen: { errorRate: { over: '5' } } } as unknown as Partial<Measure>
    expect(assumed({ measure: { ...slots, ...without('unit') } as Measure })).toEqual([])
  })
})

describe('of time outside term or life', () => {
  const line = 'measure.denominator: full, the agreement does not say how time outside its term or the life of a service counts'
  const lives = (from: string, to: string | null, service = 'api') => ({
    lifetimes: [{ service, from: t(from), to: to === null ? null : t(to) }],
  })
  it.each<[string, Row, readonly string[]]>([
    ['none of it', {}, []],
    ['a term that begins with June', { contract: { term: { from: '2026-06-01' } } }, []],
    ['a term that begins a day later', { contract: { term: { from: '2026-06-02' } } }, [line]],
    ['a term that ends with June', { contract: { term: { from: '2026-01-01', until: '2026-07-01' } } }, []],
    ['a term that ends a day before', { contract: { term: { from: '2026-01-01', until: '2026-06-30' } } }, [line]],
    ['a life that begins with June', { evidence: lives('2026-06-01T00:00', null) }, []],
    ['a life that begins a minute later', { evidence: lives('2026-06-01T00:01', null) }, [line]],
    ['a life that ends a minute before', { evidence: lives('2026-05-01T00:00', '2026-06-30T23:59') }, [line]],
    ['no life at all', { evidence: lives('2026-08-01T00:00', '2026-08-01T00:00') }, [line]],
    ['the life of another service', { evidence: lives('2026-06-10T00:00', null, 'web') }, []],
    [
      'the life of one of two',
      { objective: { services: ['api', 'web'] }, measure: { combine: 'any' } as Measure, evidence: lives('2026-06-10T00:00', null, 'web') },
      [line],
    ],
    ['where the period says it', { contract: { term: { from: '2026-06-02' }, period: { every: 'month', denominator: 'alive' } } }, []],
    [
      'where the objective’s own period does',
      { contract: { term: { from: '2026-06-02' } }, objective: { period: { every: 'month', denominator: 'alive' } } },
      [],
    ],
  ])('%s', (_what, { measure, ...row }, expected) => {
    expect(assumed({ ...row, measure: { ...measure, ...without('denominator') } as Measure })).toEqual(expected)
  })
  it('nothing where the measure says it', () => expect(assumed({ contract: { term: { from: '2026-06-02' } } })).toEqual([]))
})

describe('of incidents that name no service', () => {
  const line = 'measure.unattributed: ask, the agreement does not say how an incident counts that is not assigned to a service'
  const span = (from: string, to: string | null, service: string | null = null): Span => ({
    service,
    source: { kind: 'feed', id: 'acme', party: 'provider' },
    from: t(from),
    to: to === null ? null : t(to),
    state: 'down',
  })
  it.each<[string, Span, boolean]>([
    ['in June', span('2026-06-10T00:00', '2026-06-10T01:00'), true],
    ['of a service', span('2026-06-10T00:00', '2026-06-10T01:00', 'api'), false],
    ['a minute into June', span('2026-05-31T00:00', '2026-06-01T00:01'), true],
    ['up to June', span('2026-05-31T00:00', '2026-06-01T00:00'), false],
    ['from the last minute on', span('2026-06-30T23:59', '2026-07-02T00:00'), true],
    ['from July on', span('2026-07-01T00:00', '2026-07-02T00:00'), false],
    ['still open', span('2026-05-10T00:00', null), true],
    ['still open, since July', span('2026-07-10T00:00', null), false],
  ])('%s', (_what, one, asks) => {
    expect(assumed({ measure: without('unattributed'), evidence: { spans: [one] } })).toEqual(asks ? [line] : [])
    expect(assumed({ evidence: { spans: [one] } })).toEqual([])
  })
})

describe('of exclusions', () => {
  const said: Exclusion = { id: 'work', category: 'works', removes: 'downtime' }
  const only = { exclude: ['work'] }
  const notice = (of: object) => ({ exclusions: [{ ...said, notice: of } as Exclusion] })
  it.each<[string, Row, readonly string[]]>([
    ['none', { contract: { exclusions: [] } }, []],
    ['those that the objective names', { contract: { exclusions: [said] }, objective: only }, []],
    [
      'which hold',
      { contract: { exclusions: [said] } },
      ['exclude: all exclusions of the agreement, the objective does not say which exclusions apply to it'],
    ],
    [
      'what they remove, of the second',
      {
        contract: {
          exclusions: [
            { ...said, id: 'other' },
            { id: 'work', category: 'works' },
          ],
        },
        objective: only,
      },
      ['exclusions[1].removes: downtime, the agreement does not say that excluded time leaves the agreed time'],
    ],
    [
      'time beyond a budget',
      { contract: { exclusions: [{ ...said, budget: { hours: '4', per: 'month' } }] }, objective: only },
      ['exclusions[0].budget.excess: counts, the agreement does not say how time beyond the budget of an exclusion counts'],
    ],
    [
      '… where that is said',
      { contract: { exclusions: [{ ...said, budget: { hours: '4', per: 'month', excess: 'excluded' } }] }, objective: only },
      [],
    ],
    [
      'business days of notice',
      { contract: notice({ businessDays: 2 }), objective: only },
      ['exclusions[0].notice.calendar: Monday to Friday, the agreement names no calendar for its business days'],
    ],
    ['… of a calendar', { contract: notice({ businessDays: 2, calendar: 'office' }), objective: only }, []],
    ['days of notice', { contract: notice({ days: 2 }), objective: only }, []],
  ])('%s', (_what, row, expected) => expect(assumed(row)).toEqual(expected))
})

it('each is said once, by path', () => {
  const made = new Assumptions()
  made.add('b', 'x', reason('unit-unstated'))
  made.add('a', 'x', reason('unit-unstated'))
  made.add('b', 'x', reason('empty-unstated'))
  made.add('a', 'w', reason('unit-unstated'))
  expect(made.sorted()).toEqual([
    { path: 'a', used: 'w', ...reason('unit-unstated') },
    { path: 'a', used: 'x', ...reason('unit-unstated') },
    { path: 'b', used: 'x', ...reason('unit-unstated') },
  ])
})
