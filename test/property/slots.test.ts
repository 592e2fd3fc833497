/**
 * Slots and requests against a second implementation that fills one array cell a minute and counts them: slow, obvious, and
 * sharing no code with the evaluator (types apart). One day in UTC, everything on whole minutes.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contract, SlotsMeasure } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { type Evidence, NO_EVIDENCE, type RequestCount, type Source } from '../../shared/evidence/model.ts'

const MINUTE = 60_000
const DAY = 1440
const FROM = Date.UTC(2026, 2, 2)
const source: Source = { kind: 'traffic', id: 'browser', party: 'customer' }

interface Story {
  readonly slot: number
  /** Requests by slot: null where nobody counted. */
  readonly counted: readonly (readonly [number, number] | null)[]
  readonly covered: readonly (readonly [number, number])[]
  readonly hours: readonly [number, number] | null
  readonly excluded: readonly [number, number] | null
  readonly removes: 'downtime' | 'both'
  readonly empty: 'available' | 'excluded' | 'down'
  readonly limit: number
  readonly least: number
  readonly at: number
  readonly unknown: 'bounds' | 'excluded' | 'up' | 'down'
}

const pair = fc
  .tuple(fc.integer({ min: 0, max: DAY }), fc.integer({ min: 0, max: DAY }))
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]))
const aStory: fc.Arbitrary<Story> = fc.constantFrom(7, 30, 60, 90, 400).chain((slot) =>
  fc.record({
    slot: fc.constant(slot),
    counted: fc.array(
      fc.option(
        fc
          .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
          .map(([a, b]): [number, number] => [Math.max(a, b), Math.min(a, b)]),
        { nil: null, freq: 4 },
      ),
      { minLength: Math.ceil(DAY / slot), maxLength: Math.ceil(DAY / slot) },
    ),
    covered: fc.array(pair, { maxLength: 3 }),
    hours: fc.option(
      pair.map(([a, b]): [number, number] => [Math.floor(a / 30) * 30, Math.floor(b / 30) * 30]).filter(([a, b]) => a < b),
      { nil: null },
    ),
    excluded: fc.option(pair, { nil: null }),
    removes: fc.constantFrom('downtime', 'both'),
    empty: fc.constantFrom('available', 'excluded', 'down'),
    limit: fc.integer({ min: 0, max: 60 }),
    least: fc.integer({ min: 0, max: 10 }),
    at: fc.oneof(fc.constant(DAY), fc.integer({ min: 1, max: DAY })),
    unknown: fc.constantFrom('bounds', 'excluded', 'up', 'down'),
  }),
)

const recordSpan = ({ slot }: Story, i: number): [number, number] => [i * slot, Math.min(DAY, (i + 1) * slot)]
const inside = (minute: number, span: readonly [number, number] | null): boolean => span !== null && minute >= span[0] && minute < span[1]

interface Told {
  readonly counts: { total: number; down: number; empty: number; unknown: number }
  readonly minutes: { agreed: number; up: number; down: number; excluded: number; unknown: number; remaining: number; base: number }
  /** Slots: [good, of] for the worst, the known and the best case. */
  readonly shares: { low: [number, number]; value: [number, number]; high: [number, number] }
}

function byMinute(story: Story): Told {
  const counts = { total: 0, down: 0, empty: 0, unknown: 0 }
  const minutes = { agreed: 0, up: 0, down: 0, excluded: 0, unknown: 0, remaining: 0, base: 0 }
  let good = 0
  let bad = 0
  let dark = 0
  story.counted.forEach((count, i) => {
    const [first, last] = recordSpan(story, i)
    const agreed: number[] = []
    for (let minute = first; minute < last; minute++) if (story.hours === null || inside(minute, story.hours)) agreed.push(minute)
    minutes.agreed += agreed.length
    const passed = agreed.filter((minute) => minute < story.at)
    minutes.remaining += agreed.length - passed.length
    if (passed.length === 0) return
    const record = count !== null && last <= story.at ? count : null
    const isCovered = passed.every((minute) => story.covered.some((span) => inside(minute, span)))
    const [requests, failed] = record ?? [0, 0]
    const isEmpty = record ? requests === 0 : isCovered
    const isDark = record === null && !isCovered
    const rate = (total: number, wrong: number) => total > 0 && total >= story.least && wrong * 100 > story.limit * total
    // Failures in an exclusion that covers the whole record are not held against the slot outside of it.
    const covers = story.excluded !== null && story.excluded[0] <= first && story.excluded[1] >= last
    const isBad = isEmpty ? story.empty === 'down' : rate(requests, failed)
    const taken = passed.filter((minute) => inside(minute, story.excluded) && (story.removes === 'both' || isBad || isDark))
    const rest = passed.length - taken.length
    const restBad = isBad && !(covers && !isEmpty)
    minutes.excluded += taken.length
    const leaves = story.removes === 'both' ? taken.length : 0
    if (isEmpty && story.empty === 'excluded') minutes.excluded += rest
    else if (isDark) minutes.unknown += rest
    else if (isBad && restBad) minutes.down += rest
    else minutes.up += rest
    minutes.base +=
      passed.length -
      leaves -
      (isEmpty && story.empty === 'excluded' ? passed.length - leaves : 0) -
      (isDark && story.unknown === 'excluded' ? rest : 0)
    if (leaves === passed.length) return
    counts.total++
    if (isEmpty) counts.empty++
    if (isBad && restBad && rest > 0) {
      counts.down++
      bad++
    } else if (isDark && rest > 0) {
      counts.unknown++
      dark++
    } else if (!(isEmpty && story.empty === 'excluded')) good++
  })
  const shares = {
    bounds: { low: [good, good + bad + dark], value: [good, good + bad], high: [good + dark, good + bad + dark] },
    excluded: { low: [good, good + bad], value: [good, good + bad], high: [good, good + bad] },
    up: { low: [good + dark, good + bad + dark], value: [good + dark, good + bad + dark], high: [good + dark, good + bad + dark] },
    down: { low: [good, good + bad + dark], value: [good, good + bad + dark], high: [good, good + bad + dark] },
  }[story.unknown] as Told['shares']
  return { counts, minutes, shares }
}

function reportOf(story: Story): ObjectiveReport {
  const text = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const measure: SlotsMeasure = {
    by: 'slots',
    slot: `PT${story.slot}M`,
    downWhen: { errorRate: { over: String(story.limit) } },
    minRequests: story.least,
    empty: story.empty,
    unknown: story.unknown,
  }
  const contract: Contract = {
    format: 'standing/contract@1',
    id: 'a',
    title: 'A',
    zone: 'UTC',
    period: { every: 'P1D', from: '2026-03-02' },
    services: [{ id: 'api', name: 'API' }],
    ...(story.hours ? { calendars: { desk: { weekly: { daily: [`${text(story.hours[0])}-${text(story.hours[1])}`] } } } } : {}),
    exclusions: [{ id: 'work', category: 'other', removes: story.removes }],
    objectives: [{ id: 'o', services: ['api'], target: '99', measure, ...(story.hours ? { during: 'desk' } : {}) }],
  }
  const t = (minute: number): number => FROM + minute * MINUTE
  const requests = story.counted.flatMap((count, i): RequestCount[] => {
    const [from, to] = recordSpan(story, i)
    return count ? [{ service: 'api', source, from: t(from), to: t(to), total: count[0], failed: count[1] }] : []
  })
  const evidence: Evidence = {
    ...NO_EVIDENCE,
    requests,
    // A stretch before the period keeps the source a counting one where it covers nothing of it.
    coverage: [[-10, 1] as const, ...story.covered].map(([from, to]) => ({ service: 'api', source, from: t(from), to: t(to) })),
    declarations: story.excluded
      ? [
          {
            id: 'd',
            clause: 'work',
            services: ['api'],
            from: t(story.excluded[0]),
            to: t(story.excluded[1]),
            by: 'desk',
            at: FROM,
            reason: 'work',
          },
        ]
      : [],
  }
  return evaluate([contract], evidence, { at: t(story.at), period: '2026-03-02' }).objectives[0] as ObjectiveReport
}

const covering = (story: Story): Story => ({ ...story, covered: [[0, 1], ...story.covered] })
const percent = ([good, of]: readonly [number, number]): string | null => {
  if (of === 0) return null
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))
  const shared = common(good * 100, of)
  return `${(good * 100) / shared}/${of / shared}`
}

describe('slots by error rate', () => {
  it('agree with counting minutes one by one', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(aStory, (raw) => {
        const story = covering(raw)
        // Where the window covers a record only in part, its slot may be excused by other rules than this count knows.
        const told = byMinute(story)
        const report = reportOf(story)
        const { total, down, empty, unknown } = report.counts as Told['counts']
        expect({ total, down, empty, unknown }).toEqual(told.counts)
        const { agreed, up, excluded, remaining, base } = report.time as NonNullable<ObjectiveReport['time']>
        const time = { agreed, up, down: report.time?.down ?? 0, excluded, unknown: report.time?.unknown ?? 0, remaining, base }
        expect(Object.fromEntries(Object.entries(time).map(([name, ms]) => [name, ms / MINUTE]))).toEqual(told.minutes)
        const judged = told.counts.total - (story.empty === 'excluded' ? told.counts.empty : 0)
        if (judged > 0) {
          expect([report.attained.lowExact, report.attained.exact, report.attained.highExact]).toEqual([
            percent(told.shares.low),
            percent(told.shares.value),
            percent(told.shares.high),
          ])
        } else expect(report.attained.exact).toBeNull()
        const listed = (as: string): number =>
          report.ledger.filter((entry) => entry.as === as).reduce((sum, { from, to }) => sum + to - from, 0) / MINUTE
        expect([listed('counted'), listed('excluded'), listed('unknown')]).toEqual([
          told.minutes.down,
          told.minutes.excluded,
          told.minutes.unknown,
        ])
      }),
      { numRuns: 1500 },
    )
  })
})
