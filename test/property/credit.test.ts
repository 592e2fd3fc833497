/**
 * Ladders, caps, claims and deadlines against second implementations that are slow, obvious and share no code with the
 * first: bands tried one by one in plain numbers, days walked on the calendar of Temporal, caps as a running total.
 */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { rat } from '../../shared/base/rational.ts'
import { bandAt, bandOver, creditBands } from '../../shared/contract/credit-bands.ts'
import type { Band, Cap, Remedy, Within } from '../../shared/contract/model.ts'
import { anchoredAt, anchoredEnd, lastInstant } from '../../shared/evaluate/periods/deadline.ts'
import { credits } from '../../shared/evaluate/remedies/credits.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { evaluationOf } from '../unit/evaluate/sample-evaluation.ts'

// Edges and figures as whole thousandths of a percent, so that plain numbers are exact.
const edge = fc.integer({ min: 98_000, max: 100_000 })
const text = (thousandths: number): string => `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`

interface Drawn {
  readonly upper: number
  readonly upperIn: boolean
  readonly lower: number | null
  readonly lowerIn: boolean
  readonly credit: number
}
const drawn = fc.record({
  upper: edge,
  upperIn: fc.boolean(),
  lower: fc.option(edge),
  lowerIn: fc.boolean(),
  credit: fc.integer({ min: 0, max: 100 }),
})
const band = ({ upper, upperIn, lower, lowerIn, credit }: Drawn): Band => ({
  ...(upperIn ? { atMost: text(upper) } : { below: text(upper) }),
  ...(lower === null ? {} : lowerIn ? { atLeast: text(lower) } : { above: text(lower) }),
  credit: String(credit),
})

/** Of the bands that hold the figure, the one with the lowest upper edge; of those, the largest credit. */
function paidSlowly(bands: readonly Drawn[], figure: number): number | null {
  let best: Drawn | null = null
  for (const each of bands) {
    const under = each.upperIn ? figure <= each.upper : figure < each.upper
    const over = each.lower === null || (each.lowerIn ? figure >= each.lower : figure > each.lower)
    if (!under || !over) continue
    if (!best || each.upper < best.upper || (each.upper === best.upper && each.credit > best.credit)) best = each
  }
  return best?.credit ?? null
}

describe('ladders', () => {
  it('pay what the lowest band that holds the figure pays', () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 6 }), edge, (bands, figure) => {
        const found = bandAt(creditBands(bands.map(band), 'decimal'), rat(figure, 1000))
        expect(found ? Number(found.band.credit) : null).toBe(paidSlowly(bands, figure))
      }),
      { numRuns: 2000 },
    )
  })

  it('are certain of a range only if every figure in it is paid alike', () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 4 }), edge, fc.integer({ min: 0, max: 60 }), (bands, low, width) => {
        const ladder = creditBands(bands.map(band), 'decimal')
        const { rung, certain } = bandOver(ladder, { low: rat(low, 1000), high: rat(low + width, 1000) })
        if (!certain) return
        for (let figure = low; figure <= low + width; figure++) expect(bandAt(ladder, rat(figure, 1000))).toBe(rung)
      }),
      { numRuns: 1000 },
    )
  })

  it('that fall in steps never pay less for more downtime', () => {
    const ladder = fc.uniqueArray(edge, { minLength: 1, maxLength: 5 }).map((edges) =>
      [...edges]
        .sort((a, b) => b - a)
        .map((below, i, all): Band => {
          const next = all[i + 1]
          return { below: text(below), credit: String(10 * (i + 1)), ...(next === undefined ? {} : { atLeast: text(next) }) }
        }),
    )
    fc.assert(
      fc.property(ladder, edge, edge, (bands, a, b) => {
        const credit = (figure: number) => Number(bandAt(creditBands(bands, 'decimal'), rat(figure, 1000))?.band.credit ?? 0)
        expect(credit(Math.min(a, b))).toBeGreaterThanOrEqual(credit(Math.max(a, b)))
      }),
      { numRuns: 1000 },
    )
  })
})

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia']
// 2010 to 2030, so that Apia's skipped day is among them.
const instant = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1) })

/** The first instant after a local date, by Temporal alone. */
const dayAfter = (date: Temporal.PlainDate, zone: string): number =>
  date.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).epochMilliseconds

function walked(within: Exclude<Within, string>, from: Temporal.PlainDate, zone: string): number {
  if ('days' in within) {
    let date = from
    for (let i = 0; i < within.days; i++) date = date.add({ days: 1 })
    return dayAfter(date, zone)
  }
  if ('businessDays' in within) {
    let date = from
    for (let open = 0; open < within.businessDays; ) {
      date = date.add({ days: 1 })
      if (date.dayOfWeek <= 5) open++
    }
    return dayAfter(date, zone)
  }
  if ('months' in within) {
    const moved = from.add({ months: within.months })
    const last = from.day === from.daysInMonth && within.eom !== 'same-day'
    return dayAfter(last ? moved.with({ day: moved.daysInMonth }) : moved, zone)
  }
  // Calendar months: the end of the n-th full one after the month of the date.
  const month = from.toPlainYearMonth().add({ months: within.billingCycles })
  return dayAfter(month.toPlainDate({ day: month.daysInMonth }), zone)
}

const within: fc.Arbitrary<Exclude<Within, string>> = fc.oneof(
  fc.record({ days: fc.integer({ min: 0, max: 90 }) }),
  fc.record({ businessDays: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ months: fc.integer({ min: 0, max: 14 }), eom: fc.constantFrom('sticky', 'same-day') }),
  fc.record({ billingCycles: fc.integer({ min: 0, max: 4 }) }),
)

describe('deadlines', () => {
  it.each(ZONES)('agree with walking the calendar in %s', (id) => {
    const zone = temporalZones(id)
    fc.assert(
      fc.property(within, instant, fc.boolean(), (distance, at, isEnd) => {
        const anchor = isEnd ? anchoredEnd(at, zone) : anchoredAt(at, zone)
        const from = Temporal.Instant.fromEpochMilliseconds(isEnd ? at - 1 : at)
          .toZonedDateTimeISO(id)
          .toPlainDate()
        const { by, lastDay } = lastInstant(distance, anchor, { zone, hours: () => [] })
        expect(by).toBe(walked(distance, from, id))
        expect(lastDay).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
      { numRuns: 400 },
    )
  })

  it('in hours are elapsed time, wherever', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, fc.integer({ min: 0, max: 2000 }), (id, at, hours) => {
        const zone = temporalZones(id)
        expect(lastInstant(`PT${hours}H`, anchoredAt(at, zone), { zone, hours: () => [] })).toEqual({
          by: at + hours * 3_600_000,
          lastDay: null,
        })
      }),
    )
  })
})

describe('caps', () => {
  const LABELS = Array.from({ length: 26 }, (_, i) => `${2026 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
  const breaches = fc.array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.constantFrom('a', 'b')), { maxLength: 30 })

  /** Cents paid in every month, by a running total for the contract year and one for the month. */
  function slowly(breached: ReadonlySet<string>, creditCents: number, yearCents: number, monthCents: number): Map<string, number> {
    const paid = new Map<string, number>()
    const years = new Map<number, number>()
    LABELS.forEach((label, i) => {
      let month = 0
      for (const id of ['a', 'b']) {
        if (!breached.has(`${id} ${label}`)) continue
        const year = Math.floor(i / 12)
        const amount = Math.max(0, Math.min(creditCents, yearCents - (years.get(year) ?? 0), monthCents - month))
        years.set(year, (years.get(year) ?? 0) + amount)
        month += amount
        paid.set(`${id} ${label}`, amount)
      }
    })
    return paid
  }

  it('hold in every month and every contract year, whatever was breached and whichever month is asked for first', () => {
    fc.assert(
      fc.property(
        breaches,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 120 }),
        fc.boolean(),
        (drawn, percent, year, month, backwards) => {
          const breached = new Set(drawn.map(([i, id]) => `${id} ${LABELS[i]}`))
          const caps: readonly Cap[] = [
            { amount: String(year), window: 'P1Y' },
            { percent: String(month), of: 'period-fee' },
          ]
          const remedy: Remedy = { id: 'credit', kind: 'percent', credit: String(percent), base: { amount: '100', currency: 'EUR' }, caps }
          const { evaluation, evaluated } = evaluationOf({
            remedies: [remedy],
            objectives: [{ id: 'a' }, { id: 'b' }],
            contract: { term: { from: '2026-01-01' } },
            months: Object.fromEntries([...breached].map((key) => [key, { verdict: 'breached' as const }])),
          })
          const expected = slowly(breached, percent * 100, year * 100, month * 100)
          const asked = backwards ? [...expected.keys()].reverse() : [...expected.keys()]
          for (const key of asked) {
            const [id = '', label = ''] = key.split(' ')
            const { amount } = credits.of(evaluation, evaluated(label, id)).credit
            expect(`${key} ${Math.round(Number(amount) * 100)}`).toBe(`${key} ${expected.get(key)}`)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

it('a credit never grows when a minimum or a cap is added', () => {
  const share = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(share, share, share, fc.integer({ min: 1, max: 5000 }), (percent, cap, minimum, fee) => {
      const paid = (more: Partial<Remedy>): number => {
        const remedy: Remedy = {
          id: 'credit',
          kind: 'percent',
          credit: String(percent),
          base: { amount: String(fee), currency: 'EUR' },
          ...more,
        }
        const { evaluation, evaluated } = evaluationOf({ remedies: [remedy], months: { 'uptime 2026-06': { verdict: 'breached' } } })
        return Number(credits.of(evaluation, evaluated('2026-06')).credit.amount)
      }
      const plain = paid({})
      expect(plain).toBeCloseTo((percent * fee) / 100, 2)
      expect(paid({ caps: [{ percent: String(cap), of: 'period-fee' }] })).toBeCloseTo((Math.min(percent, cap) * fee) / 100, 2)
      expect(paid({ minimum: { over: String(minimum) } })).toBe((percent * fee) / 100 > minimum ? plain : 0)
    }),
    { numRuns: 300 },
  )
})
