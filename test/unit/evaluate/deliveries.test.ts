/** Regular and reactive deliveries (R29). */
import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../../../shared/agreement/model.ts'
import { deliveries, duesOf } from '../../../shared/evaluate/deliveries.ts'
import type { Delivery, Ticket } from '../../../shared/evidence/model.ts'
import { isoInZone } from '../../../shared/time/instant.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { contextOf, type Setting, t } from './measure-context.ts'

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
  it('takes a due instant told by its day where that day has one', () => {
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

describe('what deliveries add up to', () => {
  const all = (n: number) =>
    ['02', '09', '16', '23'].slice(0, n).map((day) => made(`2026-03-${day}T09:00+01:00`, `2026-03-${day}T09:00+01:00`))
  const late = made('2026-03-30T09:00+02:00', '2026-03-31T09:00+02:00')
  it('four of five: 80, 80', () => {
    const found = deliveries(march([weekly], [...all(4), late]))
    expect(found.attained).toEqual({ value: { n: 80n, d: 1n }, low: { n: 80n, d: 1n }, high: { n: 80n, d: 1n } })
    expect(found.counts).toEqual({ total: 5, met: 4, missed: 1, open: 0 })
    // 2 % of five deliveries, floored
    expect(found.budget).toEqual({ total: 0, spent: 1, left: -1, unit: 'deliveries' })
  })
  it('three made, one late, one without a word: 60 to 80, 75 of what is known', () => {
    const found = deliveries(march([weekly], [...all(3), late]))
    expect([found.attained.low?.n, found.attained.value?.n, found.attained.high?.n]).toEqual([60n, 75n, 80n])
    expect(found.known).toEqual({ n: 4n, d: 5n })
    expect(found.counts).toEqual({ total: 5, met: 3, missed: 1, open: 0 })
  })
  it('in a running period the rest may still be on time', () => {
    const found = deliveries(
      march([weekly], [made('2026-03-02T09:00+01:00', '2026-03-03T09:00+01:00')], { at: t('2026-03-05T00:00+01:00') }),
    )
    expect([found.attained.value?.n, found.best.value?.n]).toEqual([0n, 80n])
  })
  it('nothing due is nothing bad; nothing agreed is not computable', () => {
    expect(deliveries(march([{ ...weekly, from: '2026-06-01' }], [])).attained).toMatchObject({ value: null, low: { n: 100n } })
    expect(deliveries(march([], [])).refused?.verdict).toBe('not-computable')
  })
  it('a deadline in a calendar that never opens is not computable', () => {
    const never: Deliverable = { id: 'report', after: { event: 'incident-resolved', within: { businessDays: 5, calendar: 'closed' } } }
    const seen = () => ({ down: [t('2026-03-04T15:00+01:00'), t('2026-03-04T16:00+01:00')] })
    const contract = { zone: 'Europe/Berlin', calendars: { closed: { weekly: {} } }, deliverables: [never] }
    expect(deliveries(march([never], [], { contract, seen })).refused?.verdict).toBe('not-computable')
  })
  it('misses instead of a share', () => {
    const context = march([weekly], [...all(4), late], { measure: { by: 'deliveries', missesAllowed: 1 } })
    expect(deliveries(context)).toMatchObject({ target: null, misses: { missed: 1, allowed: 1, unknown: 0 } })
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
  it('without tickets an incident is downtime that has ended', () => {
    const at = t('2026-03-20T00:00+01:00')
    const seen = () => ({ down: [t('2026-03-04T15:00+01:00'), t('2026-03-04T16:00+01:00'), t('2026-03-19T23:00+01:00'), at] })
    expect(states(march([cause], [], { at, seen }), cause)).toEqual([['03-12T00:00', 'unknown']])
  })
})
