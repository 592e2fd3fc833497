/** Windows counted from a term, the end that renewals move, and the last day to cancel (R23). Berlin. */
import { describe, expect, it } from 'vitest'
import type { Term } from '../../../../shared/contract/model.ts'
import { cancelBy, contractWindow, termEnd } from '../../../../shared/evaluate/periods/term-dates.ts'
import { dateText, dayOf } from '../../../../shared/time/dates.ts'
import { parseInstant } from '../../../../shared/time/instant.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const zone = temporalZones('Europe/Berlin')
const t = (date: string) => parseInstant(`${date}T12:00:00Z`)
const date = (at: number) => dateText(dayOf(at, zone))

describe('windows', () => {
  const window = (length: string, from: string | undefined, at: number) =>
    contractWindow(length, from === undefined ? undefined : { from }, zone, at)
  it.each([
    ['P2W', '2026-01-01', '2026-01-14', '2026-01-01 2026-01-15'],
    ['P2W', '2026-01-01', '2026-01-15', '2026-01-15 2026-01-29'],
    ['P1W3D', '2026-01-01', '2026-01-11', '2026-01-11 2026-01-21'],
    ['P1M', '2026-01-31', '2026-02-27', '2026-01-31 2026-02-28'],
    ['P1M', '2026-01-31', '2026-02-28', '2026-02-28 2026-03-31'],
    ['P1M', '2026-07-01', '2026-08-31', '2026-08-01 2026-09-01'],
    ['P1M10D', '2026-01-01', '2026-02-10', '2026-01-01 2026-02-11'],
    ['P1M10D', '2026-01-01', '2026-02-11', '2026-02-11 2026-03-21'],
    ['P1D', undefined, '2026-05-15', '2026-05-15 2026-05-16'],
    ['P1Y6M', '2026-01-01', '2027-07-01', '2027-07-01 2029-01-01'],
  ])('%s from %s, on %s', (length, from, at, expected) => {
    const found = window(length, from, t(at))
    expect(`${date(found.from)} ${date(found.to)}`).toBe(expected)
  })
  it.each(['P1D', 'P10D', 'P2W', 'P1M', 'P3M', 'P1M1D', 'P1M15D', 'P1Y', 'P5Y'])(
    'of %s follow each other without a gap, and each day is in one',
    (length) => {
      let before = window(length, '2026-01-31', t('2023-06-01'))
      for (let at = t('2023-06-01'); at < t('2029-06-01'); at += 86_400_000) {
        const found = window(length, '2026-01-31', at)
        expect(found.from <= at && at < found.to).toBe(true)
        if (found.from !== before.from) expect(found.from).toBe(before.to)
        before = found
      }
    },
  )
  it.each(['PT24H', 'P0D', 'P1DT1H', 'P0M'])('%s is none', (length) => {
    expect(() => window(length, '2026-01-01', t('2026-05-15'))).toThrow(
      new RangeError(`not a window: "${length}", want whole days, months or years`),
    )
  })
})

describe('the end of a term', () => {
  it.each<[string, Term | undefined, string, string | null]>([
    ['no term', undefined, '2026-06-01', null],
    ['open', { from: '2026-01-01', renews: 'P1Y' }, '2026-06-01', null],
    ['without renewal', { until: '2026-01-01' }, '2026-06-01', '2026-01-01'],
    ['not yet', { until: '2026-07-01', renews: 'P1Y' }, '2026-06-01', '2026-07-01'],
    ['renewed once', { until: '2026-01-01', renews: 'P1Y' }, '2026-06-01', '2027-01-01'],
    ['renewed by weeks', { until: '2026-05-01', renews: 'P2W' }, '2026-06-01', '2026-06-12'],
    ['renewed by days', { until: '2026-05-01', renews: 'P10D' }, '2026-06-01', '2026-06-10'],
    ['renewed by weeks and days', { until: '2026-05-01', renews: 'P2W1D' }, '2026-06-01', '2026-06-15'],
    ['renewed by a month and days', { until: '2026-05-01', renews: 'P1M1D' }, '2026-06-02', '2026-07-03'],
    ['renewed by months, always from its own day', { until: '2026-01-31', renews: 'P1M' }, '2026-03-15', '2026-03-31'],
    ['renewed by nothing', { until: '2026-01-01', renews: 'P0D' }, '2026-06-01', '2026-01-01'],
    ['renewed by hours, which are no days', { until: '2026-01-01', renews: 'PT24H' }, '2026-06-01', '2026-01-01'],
  ])('%s', (_what, term, at, expected) => {
    const end = termEnd(term, zone, t(at))
    expect(end === null ? null : date(end)).toBe(expected)
  })
  it('is moved at the very instant it comes, not before', () => {
    const end = parseInstant('2026-06-01T00:00:00+02:00')
    const term = { until: '2026-06-01', renews: 'P1M' }
    expect([termEnd(term, zone, end - 1), termEnd(term, zone, end)].map((at) => date(at!))).toEqual(['2026-06-01', '2026-07-01'])
  })
})

describe('the last day to cancel', () => {
  const ask = (term: Term | undefined) => {
    const said: string[] = []
    const found = cancelBy(term, { zone, hours: () => [], assume: (used, { why }) => said.push(`${used}: ${why}`) }, t('2026-06-01'))
    return [found && `${date(found.by)} ${found.lastDay}`, said]
  }
  it.each<[string, Term | undefined, string | null, readonly string[]]>([
    ['no term', undefined, null, []],
    ['months', { until: '2027-01-01', cancelBy: { months: 3, before: 'until' } }, '2026-10-01 2026-09-30', []],
    ['months and days', { until: '2027-01-01', cancelBy: { months: 1, days: 10, before: 'until' } }, '2026-11-21 2026-11-20', []],
    ['a month from the last of May', { until: '2027-05-31', cancelBy: { months: 1, before: 'until' } }, '2027-04-30 2027-04-29', []],
    [
      'business days, and which those are',
      { until: '2027-01-01', cancelBy: { businessDays: 1, before: 'until' } },
      '2026-12-31 2026-12-30',
      ['mon-fri: the agreement does not say which days are business days'],
    ],
  ])('%s', (_what, term, expected, said) => expect(ask(term)).toEqual([expected, said]))
})
