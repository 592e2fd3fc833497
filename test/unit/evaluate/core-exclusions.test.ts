/** What exclusions take (R1, R7, R19). */
import { describe, expect, it } from 'vitest'
import type { Exclusion, TimeMeasure } from '../../../shared/contract/model.ts'
import type { Declaration, Evidence, Maintenance } from '../../../shared/evidence/model.ts'
import { covers, DAY, FEED, HOUR, inLedger, june, MINUTE, reportOn, type Setting, span, stand } from './stand.ts'

const window = (from: string, to: string, more: Partial<Maintenance> = {}): Maintenance => ({
  id: 'm1',
  services: ['api'],
  from: june(from),
  to: june(to),
  announcedAt: june('1'),
  source: FEED,
  title: 'Database upgrade',
  ...more,
})
const declared = (from: string, to: string | null, more: Partial<Declaration> = {}): Declaration => ({
  id: 'd1',
  clause: 'force-majeure',
  services: ['api'],
  from: june(from),
  to: to === null ? null : june(to),
  by: 'provider',
  at: june('6'),
  reason: 'flood',
  ...more,
})
const maintenance: Exclusion = { id: 'maintenance', category: 'scheduled-maintenance' }
const calendars = {
  night: { weekly: { daily: ['22:00-06:00'] } },
  office: { weekly: { 'mon-fri': ['08:00-18:00'] } },
  rare: { weekly: { 'wed,fri': ['08:00-18:00'] } },
}

const excluding = (exclusions: readonly Exclusion[], evidence: Partial<Evidence>, more: Setting = {}) =>
  stand({ ...more, contract: { exclusions, calendars, ...more.contract }, evidence })

describe('announced maintenance', () => {
  // Down 5 June 10:00–12:00 in a window 10:30–11:30.
  const spans = [span('5 10:00', '5 12:00')]

  it('takes the downtime inside its window, which stays in the base as available', () => {
    const found = excluding([maintenance], { spans, maintenance: [window('5 10:30', '5 11:30')] })
    expect(found.time).toMatchObject({ down: HOUR, excluded: HOUR, up: 718 * HOUR, base: 720 * HOUR })
    // 719 of 720 h.
    expect(found.attained.exact).toBe('3595/36')
    expect(found.ledger.map(({ as, clause, title }) => [as, clause, title])).toEqual([
      ['counted', 'objectives.uptime', undefined],
      ['excluded', 'exclusions.maintenance', 'Database upgrade'],
      ['counted', 'objectives.uptime', undefined],
    ])
  })

  it('takes all of its window out of both sides where the agreement says so', () => {
    const found = excluding([{ ...maintenance, removes: 'both' }], { spans, maintenance: [window('5 10:30', '5 13:00')] })
    // 1.5 h down inside, 1 h up inside: 717.5 h of base, 0.5 h down.
    expect(found.time).toMatchObject({ down: 0.5 * HOUR, excluded: 2.5 * HOUR, base: 717.5 * HOUR, up: 717 * HOUR })
    // 100 × 717 / 717.5
    expect(found.attained.exact).toBe('28680/287')
  })

  it('is never downtime by itself', () => {
    expect(excluding([], { maintenance: [window('5 10:30', '5 11:30')] }).time).toMatchObject({ down: 0, excluded: 0 })
  })

  it.each<[string, Partial<Maintenance>, number]>([
    ['another service', { services: ['web'] }, 0],
    ['another category', { category: 'emergency-maintenance' }, 0],
    ['its category said', { category: 'scheduled-maintenance' }, 60],
    ['announced after the present', { announcedAt: june('35') }, 60],
    ['without a word of when it was announced', { announcedAt: undefined as unknown as number }, 60],
    ['shortened: the actual end wins', { actual: { from: june('5 10:30'), to: june('5 11:00') } }, 30],
    ['overrun: what is beyond the announced end counts', { actual: { from: june('5 10:30'), to: june('5 12:00') } }, 60],
    ['begun early: what is before the announced start counts', { actual: { from: june('5 10:00'), to: june('5 11:30') } }, 60],
    ['still going on', { to: june('5 11:45'), actual: { from: june('5 10:30'), to: null } }, 75],
    ['moved to another hour', { actual: { from: june('5 14:00'), to: june('5 15:00') } }, 0],
    ['withdrawn', { void: true }, 0],
  ])('%s', (_what, more, minutes) => {
    const found = excluding([maintenance], { spans, maintenance: [window('5 10:30', '5 11:30', more)] })
    expect(found.time?.excluded).toBe(minutes * MINUTE)
    expect(inLedger(found, 'excluded')).toBe(minutes * MINUTE)
  })

  it('overlapping windows take once, whatever their order', () => {
    const two = [window('5 10:00', '5 11:00'), window('5 10:30', '5 11:30', { id: 'm2' })]
    for (const list of [two, [...two].reverse()])
      expect(excluding([maintenance], { spans, maintenance: list }).time?.excluded).toBe(1.5 * HOUR)
  })

  it('are named in the order of time', () => {
    const two = [window('5 10:30', '5 11:30', { id: 'm1', title: 'Second' }), window('5 10:00', '5 11:00', { id: 'm2', title: 'First' })]
    const found = excluding([maintenance], { spans, maintenance: two })
    expect(found.ledger.find(({ as }) => as === 'excluded')).toMatchObject({ title: 'First; Second', refs: ['m2', 'm1'] })
  })

  it('that begin together are named by their end, and of the same time by their id', () => {
    const named = (list: readonly Maintenance[]) =>
      excluding([maintenance], { spans, maintenance: list }).ledger.find(({ as }) => as === 'excluded')?.refs
    const all = [
      window('5 10:00', '5 11:30', { id: 'a' }),
      window('5 10:00', '5 11:00', { id: 'c' }),
      window('5 10:00', '5 11:00', { id: 'b' }),
    ]
    expect([named(all), named([...all].reverse())]).toEqual([
      ['b', 'c', 'a'],
      ['b', 'c', 'a'],
    ])
  })

  it('of no time excuses nothing and is not named', () => {
    const list = [window('5 10:00', '5 11:00', { id: 'a' }), window('5 10:30', '5 10:30', { id: 'b' })]
    const found = excluding([maintenance], { spans, maintenance: list })
    expect(found.ledger.find(({ as }) => as === 'excluded')?.refs).toEqual(['a'])
  })

  it('takes unmeasured time as well', () => {
    const found = excluding([maintenance], {
      coverage: [covers('1', '5 10:00'), covers('5 12:00', '31')],
      maintenance: [window('5 10:30', '5 11:30')],
    })
    expect(found.time).toMatchObject({ unknown: HOUR, excluded: HOUR, base: 720 * HOUR })
  })

  it('is what makes a state of maintenance downtime at all', () => {
    const evidence = { spans: [span('5 10:00', '5 12:00', { state: 'maintenance' })], maintenance: [window('5 10:30', '5 11:30')] }
    // With a clause to excuse it, maintenance counts as down, and the announced hour is excused.
    expect(excluding([maintenance], evidence).time).toMatchObject({ down: HOUR, excluded: HOUR })
    expect(excluding([], evidence).time).toMatchObject({ down: 0, excluded: 0 })
    expect(excluding([maintenance], evidence, { objective: { exclude: [] } }).time).toMatchObject({ down: 0, excluded: 0 })
    expect(excluding([maintenance], evidence, { measure: { weights: { maintenance: 0 } } as Partial<TimeMeasure> }).time).toMatchObject({
      down: 0,
    })
  })
})

describe('notice', () => {
  const spans = [span('12 10:00', '12 11:00')]
  const announced = (at: string, notice: Exclusion['notice']) =>
    excluding([{ ...maintenance, ...(notice && { notice }) }], {
      spans,
      maintenance: [window('12 10:00', '12 11:00', { announcedAt: june(at) })],
    }).time?.excluded

  it.each<[string, string, Exclusion['notice'], number]>([
    // 12 June 2026 is a Friday.
    ['exactly 48 h', '10 10:00', 'PT48H', 60],
    ['a second less', '10 10:00:01', 'PT48H', 0],
    ['a second more', '10 09:59:59', 'PT48H', 60],
    ['none asked, announced afterwards', '13', undefined, 60],
    ['two days', '10 10:00', { days: 2 }, 60],
    ['two days less a second', '10 10:00:01', { days: 2 }, 0],
    ['five business days: the Friday before', '5 10:00', { businessDays: 5 }, 60],
    ['five business days: the Friday before, later in the day', '5 10:01', { businessDays: 5 }, 0],
    ['five business days: the weekend does not help', '6 10:00', { businessDays: 5 }, 60],
    ['five business days: Monday', '8 09:00', { businessDays: 5 }, 0],
    ['one business day of a calendar', '11 10:00', { businessDays: 1, calendar: 'office' }, 60],
    ['one business day of a calendar, not given', '11 10:01', { businessDays: 1, calendar: 'office' }, 0],
    // Open on Wednesdays and Fridays alone: from Wednesday on there is one, from Thursday on too, and two only from Monday.
    ['one of the days that a calendar opens on', '11 10:00', { businessDays: 1, calendar: 'rare' }, 60],
    ['two of the days that a calendar opens on', '9 10:00', { businessDays: 2, calendar: 'rare' }, 60],
    ['two of the days that a calendar opens on, not given', '10 10:00', { businessDays: 2, calendar: 'rare' }, 0],
  ])('%s', (_what, at, notice, minutes) => {
    expect(announced(at, notice)).toBe(minutes * MINUTE)
  })

  it('is missed where nobody said when it was announced', () => {
    const { announcedAt: _none, ...silent } = window('12 10:00', '12 11:00')
    expect(excluding([{ ...maintenance, notice: 'PT1H' }], { spans, maintenance: [silent] }).time?.excluded).toBe(0)
  })
})

describe('within', () => {
  it('cuts to a calendar', () => {
    // Window 21:00–23:00, nights from 22:00: one hour of two.
    const found = excluding([{ ...maintenance, within: 'night' }], {
      spans: [span('5 21:00', '5 23:00')],
      maintenance: [window('5 21:00', '5 23:00')],
    })
    expect(found.time).toMatchObject({ down: HOUR, excluded: HOUR })
  })
})

describe('budget', () => {
  const budget = (hours: string, per: 'year' | 'quarter' | 'month' | 'period', excess?: 'counts' | 'excluded'): Exclusion => ({
    ...maintenance,
    budget: { hours, per, ...(excess && { excess }) },
  })
  const day = (n: number, hours: number) => ({
    spans: [span(`${n} 10:00`, `${n} ${10 + hours}:00`)],
    maintenance: [window(`${n} 10:00`, `${n} ${10 + hours}:00`, { id: `m${n}`, announcedAt: june('-60') })],
  })
  const join = (...days: ReturnType<typeof day>[]) => ({
    coverage: [covers('-160', '90')],
    spans: days.flatMap(({ spans }) => spans),
    maintenance: days.flatMap(({ maintenance: windows }) => windows),
  })

  it.each<[string, Exclusion, ReturnType<typeof join>, number, number]>([
    // 1 June and 2 June, two hours each.                                      excluded, h   down, h
    ['enough', budget('5', 'month'), join(day(1, 2), day(2, 2)), 4, 0],
    ['exactly', budget('4', 'month'), join(day(1, 2), day(2, 2)), 4, 0],
    ['used up in order of time', budget('3', 'month'), join(day(1, 2), day(2, 2)), 3, 1],
    ['whatever the order of the evidence', budget('3', 'month'), join(day(2, 2), day(1, 2)), 3, 1],
    ['the excess excluded as well', budget('3', 'month', 'excluded'), join(day(1, 2), day(2, 2)), 4, 0],
    ['a fraction of an hour', budget('0.25', 'month'), join(day(1, 2)), 0.25, 1.75],
    ['May used it, but for June there is more', budget('3', 'month'), join(day(-3, 2), day(2, 2)), 2, 0],
    ['May used it for the quarter', budget('3', 'quarter'), join(day(-3, 2), day(2, 2)), 1, 1],
    ['March is another quarter', budget('3', 'quarter'), join(day(-65, 2), day(2, 2)), 2, 0],
    ['March used it for the year', budget('3', 'year'), join(day(-65, 2), day(2, 2)), 1, 1],
    ['July comes later', budget('3', 'year'), join(day(2, 2), day(31, 2)), 2, 0],
    ['each period has its own', budget('3', 'period'), join(day(-3, 2), day(2, 2)), 2, 0],
    ['of the period', budget('1', 'period'), join(day(1, 2), day(2, 2)), 1, 3],
  ])('%s', (_what, clause, evidence, excluded, down) => {
    const found = excluding([clause], evidence)
    expect(found.time).toMatchObject({ excluded: excluded * HOUR, down: down * HOUR })
  })

  it('is used by what was really taken: announced time in which all was up is free', () => {
    const evidence = { ...join(day(1, 2), day(2, 2)), spans: day(2, 2).spans }
    expect(excluding([budget('2', 'month')], evidence).time).toMatchObject({ excluded: 2 * HOUR, down: 0 })
  })

  it('is used by all agreed time of the window where that leaves both sides', () => {
    const evidence = { ...join(day(1, 2), day(2, 2)), spans: day(2, 2).spans }
    const found = excluding([{ ...budget('3', 'month'), removes: 'both' }], evidence)
    expect(found.time).toMatchObject({ excluded: 3 * HOUR, down: HOUR, base: 717 * HOUR })
  })

  it('is used by its own clause alone', () => {
    // In May the other clause took two hours of the quarter.
    const evidence = { ...join(day(-3, 2), day(2, 2)), declarations: [declared('-3 10:00', '-3 12:00', { at: june('-2') })] }
    const force: Exclusion = { id: 'force-majeure', category: 'force-majeure' }
    const found = excluding([force, budget('2', 'quarter')], evidence)
    expect(found.time).toMatchObject({ excluded: 2 * HOUR, down: 0 })
  })

  it('of a window that began before the period is used only by what lies in the window', () => {
    // A period from 16 May to 16 June: an hour on 20 May and two on 2 June. Each month has its own hour and a half.
    const found = excluding([budget('1.5', 'month')], join(day(-11, 1), day(2, 2)), {
      contract: { period: { every: 'P1M', from: '2026-05-16' } },
      period: '2026-05-16',
    })
    expect(found.time).toMatchObject({ excluded: 2.5 * HOUR, down: 0.5 * HOUR })
  })

  it('of a window is used by the part of an earlier period that lies in it', () => {
    // The month of June began in the period before: one of its two hours went on 10 June. On 20 June one is left.
    const found = excluding([budget('2', 'month')], join(day(-11, 2), day(10, 1), day(20, 2)), {
      contract: { period: { every: 'P1M', from: '2026-05-16' } },
      period: '2026-06-16',
    })
    expect(found.time).toMatchObject({ excluded: HOUR, down: HOUR })
  })

  it('is looked for in the clause after it', () => {
    const evidence = { ...join(day(1, 2)), declarations: [declared('1 10:00', '1 12:00')] }
    const found = excluding([budget('0.5', 'month'), { id: 'force-majeure', category: 'force-majeure' }], evidence)
    expect(found.ledger.map(({ clause, from, to }) => [clause, (to - from) / MINUTE])).toEqual([
      ['exclusions.maintenance', 30],
      ['exclusions.force-majeure', 90],
    ])
  })
})

describe('declarations', () => {
  const clause: Exclusion = { id: 'force-majeure', category: 'force-majeure' }
  const spans = [span('5 10:00', '5 12:00')]
  it.each<[string, Declaration, string, number]>([
    ['take their own time', declared('5 10:30', '5 11:30'), '31', 60],
    ['once made', declared('5 10:30', '5 11:30'), '6', 60],
    ['not before', declared('5 10:30', '5 11:30'), '5 23:59', 0],
    ['not after they were retracted', declared('5 10:30', '5 11:30', { retractedAt: june('8') }), '31', 0],
    ['until they are retracted', declared('5 10:30', '5 11:30', { retractedAt: june('8') }), '7', 60],
    ['without an end', declared('5 10:30', null), '31', 90],
    ['of another service', declared('5 10:30', '5 11:30', { services: ['web'] }), '31', 0],
    ['of another clause', declared('5 10:30', '5 11:30', { clause: 'awareness' }), '31', 0],
  ])('%s', (_what, declaration, at, minutes) => {
    const found = excluding([clause], { spans, declarations: [declaration] }, { at: june(at), knownAt: june(at) })
    expect(found.time?.excluded).toBe(minutes * MINUTE)
  })

  it('stay in the record with who made them and why', () => {
    const found = excluding([clause], { spans, declarations: [declared('5 10:00', '5 12:00')] })
    expect(found.ledger).toMatchObject([
      { as: 'excluded', clause: 'exclusions.force-majeure', sources: ['feed:acme', 'provider'], title: 'flood', refs: ['d1'] },
    ])
  })
})

describe('which exclusions', () => {
  const other: Exclusion = { id: 'force-majeure', category: 'force-majeure' }
  const evidence = {
    spans: [span('5 10:00', '5 12:00')],
    maintenance: [window('5 10:00', '5 11:00')],
    declarations: [declared('5 11:00', '5 12:00')],
  }
  it.each<[string, readonly string[] | undefined, number]>([
    ['all where the objective is silent', undefined, 120],
    ['none where it lists none', [], 0],
    ['those it lists', ['maintenance'], 60],
  ])('%s', (_what, exclude, minutes) => {
    expect(excluding([maintenance, other], evidence, { objective: exclude ? { exclude } : {} }).time?.excluded).toBe(minutes * MINUTE)
  })

  it('lists its assumptions', () => {
    const { assumptions } = reportOn({
      contract: { exclusions: [{ ...maintenance, notice: { businessDays: 2 }, budget: { hours: '1', per: 'year' } }] },
      evidence,
    })
    expect(assumptions.map(({ path }) => path)).toEqual([
      'exclusions[0].budget.excess',
      'exclusions[0].notice.calendar',
      'exclusions[0].removes',
      'objectives[0].exclude',
      'objectives[0].measure.authority',
      'objectives[0].measure.round',
      'objectives[0].measure.unit',
      'objectives[0].measure.unknown',
      'objectives[0].measure.weights',
    ])
  })
})

describe('several services', () => {
  // Maintenance of api alone, 10:00–12:00; web fails 11:00–13:00.
  const evidence = {
    coverage: [covers('1', '31'), covers('1', '31', { service: 'web' })],
    spans: [span('5 10:00', '5 12:00'), span('5 11:00', '5 13:00', { service: 'web' })],
    maintenance: [window('5 10:00', '5 12:00')],
  }
  it.each<[TimeMeasure['combine'], number, number]>([
    // any: 10–11 is api's alone and excused; from 11 on web is down without excuse.
    ['any', 1, 2],
    // all: both down 11–12, but api is out by an excuse, so they are not both down.
    ['all', 1, 0],
    // api 2 h excused, web 2 h down: means of 1 h each.
    ['pool', 1, 1],
  ])('%s', (combine, excluded, down) => {
    const found = excluding([maintenance], evidence, { objective: { services: ['api', 'web'] }, measure: combine ? { combine } : {} })
    expect(found.time).toMatchObject({ excluded: excluded * HOUR, down: down * HOUR })
  })
})

describe('a month of which half is maintenance, and an hour down (P-17)', () => {
  // 15 of 30 days; 719 of 720 h are up, or 359 of 360 h.
  const evidence = { spans: [span('20 10:00', '20 11:00')], maintenance: [window('1', '16')] }
  it('counted as available', () => {
    expect(excluding([maintenance], evidence).attained.value).toBe('99.861111111')
  })
  it('taken out of both sides', () => {
    const found = excluding([{ ...maintenance, removes: 'both' }], evidence)
    expect(found.attained.value).toBe('99.722222222')
    expect(found.time).toMatchObject({ excluded: 15 * DAY, base: 15 * DAY })
  })
})
