/** Regular and reactive deliveries (R29). */
import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../../../../shared/contract/model.ts'
import { duesOf, measureDeliveries } from '../../../../shared/evaluate/measures/deliveries.ts'
import type { Delivery, Ticket } from '../../../../shared/evidence/model.ts'
import { isoInZone } from '../../../../shared/time/instant.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { contextOf, type Setting, t } from '../measure-context.ts'

const zone = temporalZones('Europe/Berlin')
const local = (ms: number): string => isoInZone(ms, zone).slice(0, 16)
const weekly: Deliverable = {
  id: 'report',
  schedule: 'RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0',
  from: '2026-01-05',
  grace: 'PT4H',
  calendar: 'office',
}

const march = (deliverables: readonly Deliverable[], told: readonly Delivery[], more: Partial<Setting> = {}) =>
  contextOf({
    measure: { by: 'deliveries', attainment: '98' },
    contract: { zone: 'Europe/Berlin', calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } }, deliverables },
    from: t('2026-03-01T00:00+01:00'),
    to: t('2026-04-01T00:00+02:00'),
    ...more,
    evidence: { deliveries: told, ...more.evidence },
  })
const made = (due: string, deliveredAt?: string): Delivery => ({
  deliverable: 'report',
  due: t(due),
  ...(deliveredAt ? { deliveredAt: t(deliveredAt) } : {}),
})
const monthly: Deliverable = { id: 'review', schedule: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=9', from: '2026-01-01' }
const states = (context: ReturnType<typeof march>, deliverable = weekly) =>
  duesOf(context, deliverable).map(({ due, state }) => [local(due).slice(5), state])

// The Mondays of March 2026 are the 2nd, 9th, 16th, 23rd and 30th; summer time starts on the 29th.
describe('every Monday at nine, four office hours of grace', () => {
  it('is due at nine on the wall clock, also after the clocks change', () => {
    expect(duesOf(march([weekly], []), weekly).map(({ due, last }) => [local(due), local(last)])).toEqual(
      ['02', '09', '16', '23', '30'].map((day) => [`2026-03-${day}T09:00`, `2026-03-${day}T13:00`]),
    )
  })
  it.each([
    ['at nine', '2026-03-02T09:00+01:00', 'met'],
    ['on Sunday before', '2026-03-01T12:00+01:00', 'met'],
    ['at the end of grace', '2026-03-02T13:00+01:00', 'met'],
    ['a minute after it', '2026-03-02T13:01+01:00', 'missed'],
  ] as const)('delivered %s', (_what, deliveredAt, state) => {
    expect(states(march([weekly], [made('2026-03-02T09:00+01:00', deliveredAt)]))[0]).toEqual(['03-02T09:00', state])
  })
  it('counts grace in the calendar: nine on Saturday and four office hours are Monday noon', () => {
    const saturday: Deliverable = { ...weekly, schedule: 'RRULE:FREQ=WEEKLY;BYDAY=SA;BYHOUR=9;BYMINUTE=0' }
    expect(duesOf(march([saturday], []), saturday).map(({ last }) => local(last))[0]).toBe('2026-03-09T12:00')
  })
  it('past due without evidence is unknown, said not to be made is missed, in future open', () => {
    const told = [made('2026-03-02T09:00+01:00', '2026-03-02T08:00+01:00'), made('2026-03-09T09:00+01:00')]
    expect(states(march([weekly], told, { at: t('2026-03-23T13:00+01:00') }))).toEqual([
      ['03-02T09:00', 'met'],
      ['03-09T09:00', 'missed'],
      ['03-16T09:00', 'unknown'],
      ['03-23T09:00', 'open'],
      ['03-30T09:00', 'open'],
    ])
  })
  it('knows nothing of a delivery that comes later', () => {
    const told = [made('2026-03-02T09:00+01:00', '2026-03-03T08:00+01:00')]
    expect(states(march([weekly], told, { at: t('2026-03-02T12:00+01:00') }))[0]?.[1]).toBe('open')
    expect(states(march([weekly], told, { at: t('2026-03-02T14:00+01:00') }))[0]?.[1]).toBe('missed')
  })
  it('takes a due instant given by its day where that day has one', () => {
    expect(states(march([weekly], [made('2026-03-02T00:00+01:00', '2026-03-02T09:30+01:00')]))[0]?.[1]).toBe('met')
  })
  it('starts and ends with the term', () => {
    const { from: _, ...plain } = weekly
    const context = march([plain], [], {
      contract: {
        zone: 'Europe/Berlin',
        term: { from: '2026-03-10', until: '2026-03-25' },
        deliverables: [{ ...plain, calendar: 'always' }],
      },
    })
    expect(duesOf(context, { ...plain, calendar: 'always' }).map(({ due }) => local(due).slice(5, 10))).toEqual(['03-16', '03-23'])
  })
})

describe('which word is meant for which due', () => {
  const twice: Deliverable = { id: 'report', schedule: 'RRULE:FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0', from: '2026-03-01' }
  const first = (told: readonly Delivery[], deliverable = weekly, at = t('2026-03-04T00:00+01:00')) =>
    states(march([deliverable], told, { at }), deliverable).slice(0, 2)
  it('none of another deliverable', () => {
    expect(first([{ ...made('2026-03-02T09:00+01:00', '2026-03-02T09:00+01:00'), deliverable: 'review' }])[0]?.[1]).toBe('unknown')
  })
  it('two on one day are distinguished by their hour, and a delivery for the day alone is for neither', () => {
    const word = (hour: string) => made(`2026-03-01T${hour}:00+01:00`, '2026-03-01T08:00+01:00')
    expect(first([word('09')], twice)).toEqual([['03-01T09:00', 'met'], ['03-01T15:00', 'unknown']]) // biome-ignore format: a table
    expect(first([word('15')], twice)).toEqual([['03-01T09:00', 'unknown'], ['03-01T15:00', 'met']]) // biome-ignore format: a table
    expect(first([word('00')], twice)).toEqual([['03-01T09:00', 'unknown'], ['03-01T15:00', 'unknown']]) // biome-ignore format: a table
  })
  it('none that is for another day', () => {
    expect(first([made('2026-03-03T09:00+01:00', '2026-03-02T08:00+01:00')])[0]?.[1]).toBe('unknown')
  })
  const late = made('2026-03-02T09:00+01:00', '2026-03-03T08:00+01:00')
  const early = made('2026-03-02T09:00+01:00', '2026-03-02T08:00+01:00')
  const notYet = made('2026-03-02T09:00+01:00')
  it.each([
    ['late, early', [late, early], 'met'],
    ['early, late', [early, late], 'met'],
    ['not yet, early', [notYet, early], 'met'],
    ['early, not yet', [early, notYet], 'met'],
    ['not yet, twice', [notYet, notYet], 'missed'],
  ])('reported more than once, the earliest delivery counts: %s', (_what, told, state) => expect(first(told)[0]?.[1]).toBe(state))
  it('a delivery is known from the instant it is made', () => {
    const delivered = t('2026-03-02T08:00+01:00')
    expect(first([early], weekly, delivered - 1)[0]?.[1]).toBe('open')
    expect(first([early], weekly, delivered)[0]?.[1]).toBe('met')
  })
})

describe('when a schedule begins and ends', () => {
  const daily: Deliverable = { id: 'report', schedule: 'RRULE:FREQ=DAILY' }
  const days = (deliverable: Deliverable, term: object) =>
    duesOf(march([], [], { contract: { zone: 'Europe/Berlin', ...term } }), deliverable).map(({ due }) => local(due).slice(5, 10))
  it('with the period where nothing is said: 31 days of March, from its first instant and not at its last', () => {
    const found = days(daily, {})
    expect([found.length, found[0], found.at(-1)]).toEqual([31, '03-01', '03-31'])
  })
  it.each([
    ['a term that has begun', { term: { from: '2026-01-05' } }, 31, '03-01'],
    ['a term that begins', { term: { from: '2026-03-10' } }, 22, '03-10'],
    ['a term that begins later', { term: { from: '2026-04-01' } }, 0, undefined],
    ['a term that ended', { term: { from: '2026-01-05', until: '2026-03-01' } }, 0, undefined],
  ])('%s', (_what, term, count, first) => {
    const found = days(daily, term)
    expect([found.length, found[0]]).toEqual([count, first])
  })
  it('its own first day goes before the term’s', () => {
    expect(days({ ...daily, from: '2026-03-20' }, { term: { from: '2026-03-10' } })[0]).toBe('03-20')
  })
})

describe('what deliveries add up to', () => {
  const all = (n: number) =>
    ['02', '09', '16', '23'].slice(0, n).map((day) => made(`2026-03-${day}T09:00+01:00`, `2026-03-${day}T09:00+01:00`))
  const late = made('2026-03-30T09:00+02:00', '2026-03-31T09:00+02:00')
  it('four of five: 80, 80', () => {
    const found = measureDeliveries(march([weekly], [...all(4), late]))
    expect(found.attained).toEqual({ value: { n: 80n, d: 1n }, low: { n: 80n, d: 1n }, high: { n: 80n, d: 1n } })
    expect(found.counts).toEqual({ total: 5, met: 4, missed: 1, open: 0 })
    // 2 % of five deliveries, floored
    expect(found.budget).toEqual({ total: 0, spent: 1, left: -1, unit: 'deliveries' })
  })
  it('three made, one late, one without a word: 60 to 80, 75 of what is known', () => {
    const found = measureDeliveries(march([weekly], [...all(3), late]))
    expect([found.attained.low?.n, found.attained.value?.n, found.attained.high?.n]).toEqual([60n, 75n, 80n])
    expect(found.known).toEqual({ n: 4n, d: 5n })
    expect(found.counts).toEqual({ total: 5, met: 3, missed: 1, open: 0 })
  })
  it('in a running period the rest may still be on time', () => {
    const found = measureDeliveries(
      march([weekly], [made('2026-03-02T09:00+01:00', '2026-03-03T09:00+01:00')], { at: t('2026-03-05T00:00+01:00') }),
    )
    expect([found.attained.value?.n, found.best.value?.n]).toEqual([0n, 80n])
  })
  it('counts those that the measure names', () => {
    const named = (names?: readonly string[]) =>
      measureDeliveries(
        march([weekly, monthly], all(4), { measure: { by: 'deliveries', attainment: '98', ...(names && { deliverables: names }) } }),
      )
    expect([named()?.counts, named(['report'])?.counts, named(['review'])?.counts]).toEqual([
      { total: 6, met: 4, missed: 0, open: 0 },
      { total: 5, met: 4, missed: 0, open: 0 },
      { total: 1, met: 0, missed: 0, open: 0 },
    ])
  })
  it('what nobody knows may be all or nothing', () => {
    const found = measureDeliveries(march([weekly], []))
    expect(found.attained).toEqual({ value: null, low: { n: 0n, d: 1n }, high: { n: 100n, d: 1n } })
    expect(found.known).toEqual({ n: 0n, d: 1n })
  })
  // Nine o'clock on the 30th and four days of grace: still open when March is over. Three made and one missed before it.
  const graceful: Deliverable = { ...weekly, grace: 'PT96H', calendar: 'always' }
  const four = [...all(3), made('2026-03-23T09:00+01:00', '2026-03-29T09:00+02:00')]
  it.each([
    ['a ms before its end, 80 %', -1, 80n],
    ['at its end, 75 %', 0, 75n],
    ['a ms after it, 75 %', 1, 75n],
  ])('what is open may still be met as long as the period runs: %s', (_what, offset, best) => {
    const end = t('2026-04-01T00:00+02:00')
    const found = measureDeliveries(march([graceful], four, { at: end + offset }))
    expect(found.counts).toEqual({ total: 5, met: 3, missed: 1, open: 1 })
    expect([found.attained.value?.n, found.best.value?.n]).toEqual([75n, best])
  })
  const running = (told: readonly Delivery[], at: string, unknown?: 'excluded') =>
    measureDeliveries(
      march([{ ...weekly, schedule: `${weekly.schedule};COUNT=10` }], told, {
        at: t(at),
        measure: { by: 'deliveries', attainment: '98', ...(unknown && { unknown }) },
      }),
    ).best
  const figure = (value: bigint | null, low: bigint, high: bigint) => ({
    value: value === null ? null : { n: value, d: 1n },
    low: { n: low, d: 1n },
    high: { n: high, d: 1n },
  })
  it.each([
    // Ten Mondays from 5 January end with 9 March: two in March.
    ['one missed, one open: half', [made('2026-03-02T09:00+01:00')], '2026-03-05T00:00+01:00', undefined, figure(50n, 50n, 50n)],
    ['one unknown, one open', [], '2026-03-05T00:00+01:00', undefined, figure(100n, 50n, 100n)],
    ['both unknown', [], '2026-03-20T00:00+01:00', undefined, figure(null, 0n, 100n)],
    ['both unknown and left out', [], '2026-03-20T00:00+01:00', 'excluded', figure(null, 0n, 100n)],
  ] as const)('the best that a running period can come to: %s', (_what, told, at, unknown, expected) => {
    expect(running(told, at, unknown)).toEqual(expected)
  })
  it('nothing due yet may come to everything', () => {
    const found = measureDeliveries(march([{ ...weekly, from: '2026-06-01' }], [], { at: t('2026-03-05T00:00+01:00') }))
    expect(found.best).toEqual(figure(100n, 100n, 100n))
  })
  it('has no time, no runs and no ledger, and no budget without a target', () => {
    expect(measureDeliveries(march([weekly], all(4), { measure: { by: 'deliveries' } }))).toMatchObject({
      target: null,
      budget: null,
      time: null,
      runs: [],
      down: [],
      ledger: [],
      basis: 'contractual',
    })
  })
  it('says why it cannot be computed', () => {
    expect(measureDeliveries(march([], [])).refused?.reason.why).toBe('the agreement names no deliverables')
    expect(measureDeliveries(march([], [], { contract: { zone: 'Europe/Berlin' } })).refused?.reason.why).toBe(
      'the agreement names no deliverables',
    )
  })
  it('does not hide what is broken behind a refusal', () => {
    const broken = { ...march([weekly], []), hours: () => { throw new TypeError('broken') } } // biome-ignore format: one line
    expect(() => measureDeliveries(broken)).toThrow('broken')
  })
  it('nothing due is nothing bad; nothing agreed is not computable', () => {
    expect(measureDeliveries(march([{ ...weekly, from: '2026-06-01' }], [])).attained).toMatchObject({ value: null, low: { n: 100n } })
    expect(measureDeliveries(march([], [])).refused?.verdict).toBe('not-computable')
  })
  it('a deadline in a calendar that never opens is not computable', () => {
    const never: Deliverable = { id: 'report', after: { event: 'incident-resolved', within: { businessDays: 5, calendar: 'closed' } } }
    const seen = () => ({ down: [t('2026-03-04T15:00+01:00'), t('2026-03-04T16:00+01:00')] })
    const contract = { zone: 'Europe/Berlin', calendars: { closed: { weekly: {} } }, deliverables: [never] }
    expect(measureDeliveries(march([never], [], { contract, seen })).refused?.verdict).toBe('not-computable')
  })
  it('misses instead of a share', () => {
    const context = march([weekly], [...all(4), late], { measure: { by: 'deliveries', missesAllowed: 1 } })
    expect(measureDeliveries(context)).toMatchObject({ target: null, misses: { missed: 1, allowed: 1, unknown: 0 } })
  })
})

describe('a report within five business days of an incident', () => {
  const cause: Deliverable = { id: 'report', after: { event: 'incident-resolved', within: { businessDays: 5 } } }
  const incident = (resolved: string, more: Ticket['events'] = []): Ticket => ({
    id: resolved,
    type: 'incident',
    severity: 'p1',
    events: [
      { at: t('2026-03-03T08:00+01:00'), kind: 'opened', by: 'customer' },
      { at: t(resolved), kind: 'resolved', by: 'provider' },
      ...more,
    ],
  })
  // Resolved on Wednesday the 4th: Thursday, Friday, Monday, Tuesday, Wednesday the 11th is the last day.
  it.each([
    ['on the last day', '2026-03-11T23:59+01:00', 'met'],
    ['at midnight after it', '2026-03-12T00:00+01:00', 'missed'],
  ] as const)('%s', (_what, deliveredAt, state) => {
    const told = [made('2026-03-11T12:00+01:00', deliveredAt)]
    const context = march([cause], told, { evidence: { tickets: [incident('2026-03-04T16:00+01:00')] } })
    expect(states(context, cause)).toEqual([['03-12T00:00', state]])
  })
  it('counts from the last time it was resolved', () => {
    const reopened = [
      { at: t('2026-03-05T08:00+01:00'), kind: 'reopened' as const, by: 'customer' as const },
      { at: t('2026-03-06T08:00+01:00'), kind: 'resolved' as const, by: 'provider' as const },
    ]
    const context = march([cause], [], { evidence: { tickets: [incident('2026-03-04T16:00+01:00', reopened)] } })
    expect(states(context, cause)).toEqual([['03-14T00:00', 'unknown']])
  })
  const owed = (tickets: readonly Ticket[], deliverable = cause, told: readonly Delivery[] = [], contract: object = {}) => {
    const context = march([deliverable], told, { evidence: { tickets }, contract: { zone: 'Europe/Berlin', ...contract } })
    return { states: states(context, deliverable), assumed: context.assumed }
  }
  const WEDNESDAY = incident('2026-03-04T16:00+01:00')
  // Resolved on Thursday the 5th: the last day is Thursday the 12th.
  const THURSDAY = incident('2026-03-05T16:00+01:00')
  it('reports are owed oldest first, whatever the order of the tickets', () => {
    const both = [['03-12T00:00', 'unknown'], ['03-13T00:00', 'unknown']] // biome-ignore format: a table
    expect(owed([THURSDAY, WEDNESDAY]).states).toEqual(both)
    expect(owed([WEDNESDAY, THURSDAY]).states).toEqual(both)
  })
  it('a word for the first instant after the one is not for the other, whose last day that is', () => {
    const told = [made('2026-03-12T00:00+01:00', '2026-03-10T12:00+01:00')]
    expect(owed([WEDNESDAY, THURSDAY], cause, told).states).toEqual([['03-12T00:00', 'met'], ['03-13T00:00', 'unknown']]) // biome-ignore format: a table
  })
  it('may be given by its last ms', () => {
    const last = t('2026-03-12T00:00+01:00') - 1
    const other = incident('2026-03-04T18:00+01:00')
    expect(
      owed([WEDNESDAY, other], cause, [{ deliverable: 'report', due: last, deliveredAt: last }]).states.map(([, state]) => state),
    ).toEqual(['met', 'met'])
  })
  it.each<[string, Ticket]>([
    ['a request', { ...WEDNESDAY, type: 'request' }],
    ['one not resolved', { ...WEDNESDAY, events: WEDNESDAY.events.slice(0, 1) }],
    ['one reopened', incident('2026-03-04T16:00+01:00', [{ at: t('2026-03-05T08:00+01:00'), kind: 'reopened', by: 'customer' }])],
  ])('none for %s', (_what, ticket) => expect(owed([ticket, THURSDAY]).states).toEqual([['03-13T00:00', 'unknown']]))
  it('what follows a resolution does not undo it, nor does the order of the rows', () => {
    const closed = incident('2026-03-04T16:00+01:00', [{ at: t('2026-03-06T08:00+01:00'), kind: 'closed', by: 'provider' }])
    const backwards = incident('2026-03-04T16:00+01:00', [
      { at: t('2026-03-06T08:00+01:00'), kind: 'resolved', by: 'provider' },
      { at: t('2026-03-05T08:00+01:00'), kind: 'reopened', by: 'customer' },
    ])
    expect(owed([closed]).states).toEqual([['03-12T00:00', 'unknown']])
    // Resolved again on Friday the 6th: Friday the 13th.
    expect(owed([{ ...backwards, events: [...backwards.events].reverse() }]).states).toEqual([['03-14T00:00', 'unknown']])
    expect(owed([backwards]).states).toEqual([['03-14T00:00', 'unknown']])
  })
  it('nothing for an event that is none', () => {
    expect(owed([WEDNESDAY], { ...cause, after: { ...cause.after!, event: 'invoice' } }).states).toEqual([])
    expect(owed([WEDNESDAY], { id: 'report' }).states).toEqual([])
  })
  it.each([
    // 48 h after 4 March 16:00, on the instant itself.
    ['hours', 'PT48H', {}, '2026-03-06T16:00+01:00', '03-06T16:00'],
    // Cycles from the 10th: the one that holds 4 March ends on the 10th.
    [
      'the end of a billing cycle',
      { billingCycles: 0 },
      { billing: { every: 'month', anchor: { day: 10 } } },
      '2026-03-09T23:59+01:00',
      '03-10T00:00',
    ],
  ] as const)('within %s', (_what, within, contract, deliveredAt, due) => {
    const deliverable: Deliverable = { id: 'report', after: { event: 'incident-resolved', within } }
    const word = (at: number) => [{ deliverable: 'report', due: t(deliveredAt), deliveredAt: at }]
    expect(owed([WEDNESDAY], deliverable, word(t(deliveredAt)), contract).states).toEqual([[due, 'met']])
    expect(owed([WEDNESDAY], deliverable, word(t(deliveredAt) + 60_000), contract).states).toEqual([[due, 'missed']])
  })
  it('says which days it takes for business days', () => {
    expect(owed([WEDNESDAY]).assumed).toEqual({ 'deliverables.report.after.within': 'mon-fri' })
  })
  it.each([
    // 20 February and 7 days end with the 27th, 8 with the 28th, which is the first instant of March.
    ['a day before March', '2026-02-20T16:00+01:00', 7, []],
    ['the first instant of March', '2026-02-20T16:00+01:00', 8, ['03-01T00:00']],
    ['the last day of March begins', '2026-03-20T16:00+01:00', 10, ['03-31T00:00']],
    ['the first instant of April', '2026-03-20T16:00+01:00', 11, []],
  ] as const)('belongs to the period that holds its due: %s', (_what, resolved, days, expected) => {
    const deliverable: Deliverable = { id: 'report', after: { event: 'incident-resolved', within: { days } } }
    expect(owed([incident(resolved)], deliverable).states.map(([due]) => due)).toEqual(expected)
  })
  it('one interruption of two services is one incident, and an end at this moment is none yet', () => {
    const at = t('2026-03-20T00:00+01:00')
    const seen = () => ({ down: [t('2026-03-04T15:00+01:00'), t('2026-03-04T16:00+01:00')] })
    expect(states(march([cause], [], { at, seen, objective: { services: ['api', 'web'] } }), cause)).toEqual([['03-12T00:00', 'unknown']])
    const ending = () => ({ down: [t('2026-03-04T15:00+01:00'), at] })
    expect(states(march([cause], [], { at, seen: ending }), cause)).toEqual([])
    expect(states(march([cause], [], { at: at + 1, seen: ending }), cause)).toHaveLength(1)
  })
  it('without tickets an incident is downtime that has ended', () => {
    const at = t('2026-03-20T00:00+01:00')
    const seen = () => ({ down: [t('2026-03-04T15:00+01:00'), t('2026-03-04T16:00+01:00'), t('2026-03-19T23:00+01:00'), at] })
    expect(states(march([cause], [], { at, seen }), cause)).toEqual([['03-12T00:00', 'unknown']])
  })
})
