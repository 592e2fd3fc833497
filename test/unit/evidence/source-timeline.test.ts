import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSpans, checksUntil, renamed, runSeries, runsOf } from '../../../shared/evidence/checks.ts'
import type { CheckSeries } from '../../../shared/evidence/model.ts'
import { NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { evidenceDocument } from '../../../shared/evidence/write-evidence.ts'

const MINUTE = 60_000
const head = { service: 'api', source: { kind: 'probe', id: 'p', party: 'customer' }, every: MINUTE } as const
const asRuns = (series: CheckSeries): CheckSeries => runSeries(series, runsOf(series.results, series.every), () => series.results)

/** Checks a few seconds off the minute, some left out, failing one time in three. */
const someChecks = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 2 })), { maxLength: 60 })
  .map((steps): CheckSeries => {
    let at = 0
    return {
      ...head,
      results: steps.map(([tenth, outcome]) => {
        at += (tenth * MINUTE) / 8
        return { at, ok: outcome > 0 }
      }),
    }
  })

/** R18 check by check: what each says up to the next, rows counted one by one. */
function byCheck({ results, every }: CheckSeries, confirm: number): [number, number, string][] {
  const spans: [number, number, string][] = []
  results.forEach(({ at, ok }, i) => {
    let [first, last] = [i, i]
    while (first > 0 && results[first - 1]?.ok === ok) first--
    while (last < results.length - 1 && results[last + 1]?.ok === ok) last++
    const state = !ok && last - first + 1 >= confirm ? 'down' : 'up'
    const to = Math.min(at + 1.5 * every, results[i + 1]?.at ?? Number.POSITIVE_INFINITY)
    const before = spans.at(-1)
    if (before && before[1] === at && before[2] === state) before[1] = to
    else spans.push([at, to, state])
  })
  return spans
}

const said = (series: CheckSeries | readonly CheckSeries[], confirm = 1) =>
  checkSpans(series, confirm).map(({ from, to, state }) => [from, to as number, state])

describe('runs', () => {
  it.each([1, 2, 3])('equal the checks one by one, with %i failures to confirm', (confirm) => {
    fc.assert(
      fc.property(someChecks, (series) => {
        expect(said(asRuns(series), confirm)).toEqual(byCheck(series, confirm))
        expect(said(series, confirm)).toEqual(byCheck(series, confirm))
      }),
    )
  })
  it('go on from a month into the next, as checks do', () => {
    fc.assert(
      fc.property(someChecks, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 3 }), (series, place, confirm) => {
        const [one, two] = [series.results.slice(0, place), series.results.slice(place)].map((results) => ({ ...series, results }))
        expect(said([asRuns(one!), asRuns(two!)], confirm)).toEqual(byCheck(series, confirm))
      }),
    )
  })
  it('cut at an instant equal the checks up to it for the time before', () => {
    fc.assert(
      fc.property(someChecks, fc.integer({ min: 0, max: 100 }), (series, eighth) => {
        const at = (eighth * MINUTE) / 4
        const clipped = (spans: (string | number)[][]) =>
          spans.flatMap(([from, to, state]) => ((from as number) < at ? [[from, Math.min(to as number, at), state]] : []))
        expect(clipped(said(checksUntil(asRuns(series), at)))).toEqual(clipped(said(checksUntil(series, at))))
      }),
    )
  })
  it.each([
    // 90 s after the last a check speaks no longer: one that comes exactly then still belongs to the run.
    ['within its reach', 90_000, 1],
    ['a ms later', 90_001, 2],
  ])('end where nothing was seen: the next check %s', (_what, later, runs) => {
    const results = [0, later].map((at) => ({ at, ok: true }))
    expect(runsOf(results, MINUTE)).toHaveLength(runs)
  })
  it('take the failed one of several at one instant, in any order', () => {
    const results = [
      { at: MINUTE, ok: true },
      { at: 0, ok: true },
      { at: MINUTE, ok: false },
      { at: MINUTE, ok: true },
    ]
    expect(runsOf(results, MINUTE)).toEqual([
      { from: 0, last: 0, count: 1, ok: true },
      { from: MINUTE, last: MINUTE, count: 1, ok: false },
    ])
  })
})

describe('a series that is kept as runs', () => {
  const results = [{ at: 0, ok: true }]
  let asked = 0
  const series = runSeries(head, [{ from: 0, last: 0, count: 1, ok: true }], () => {
    asked++
    return results
  })
  it('reads its results once, when they are needed, and keeps its runs out of copies', () => {
    expect(said(renamed(series, 'mail'))).toEqual([[0, 90_000, 'up']])
    expect(asked).toBe(0)
    expect(series.results).toEqual(results)
    expect({ ...series, results: [] }.runs).toBeUndefined()
    expect(evidenceDocument({ ...NO_EVIDENCE, checks: [series] })).toEqual(
      evidenceDocument({ ...NO_EVIDENCE, checks: [{ ...head, results }] }),
    )
    expect(asked).toBe(1)
  })
})
