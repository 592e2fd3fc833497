import { expect, it } from 'vitest'
import { readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { sourceText } from '../../../../shared/evidence/model.ts'
import { history, type Outage } from '../../../browser/statuspage.ts'
import { HOUR, Life, seeded, type World } from '../life.ts'
import { MINUTE } from '../records.ts'

const START = Date.UTC(2026, 10, 18, 13)
const DAYS = 2
const KILLS = 200

/** A quarter of an hour after it began an incident is closed; a quarter later its end is edited. One begins every two hours. */
function changing(offset: number): (now: number) => Outage[] {
  return (now) => {
    const found = history(START)
    for (let from = START + offset; from <= now; from += 2 * HOUR) {
      const closed = now >= from + 15 * MINUTE
      const to = now >= from + 30 * MINUTE ? from + 9 * MINUTE : from + 14 * MINUTE
      found.push({ id: `i-${(from - START) / MINUTE}`, from, to: closed ? to : null, component: 'c-api', state: 'major_outage' })
    }
    return found
  }
}

const WORLD: World = {
  feeds: { acme: changing(3 * MINUTE), other: changing(50 * MINUTE) },
  // Down for the first 20 minutes of each sixth hour.
  up: (now) => (now - START) % (6 * HOUR) >= 20 * MINUTE,
}

/** Everything that was kept, without when it was seen: a reading that was killed is made a minute later. */
async function kept(life: Life) {
  const feeds = await Promise.all(['acme', 'other'].map((id) => readStoredEvidence(life.db, id)))
  const checks = (await readStoredEvidence(life.db, 'p')).checks
  return {
    spans: feeds.map(({ spans }) => spans.map(({ observedAt: _, ...said }) => said)),
    covered: (await readSources(life.db)).map(({ id, state }) => [id, state.covered[0] ?? null, state.covered.length]),
    checks: new Map(checks.flatMap(({ results }) => results).map(({ at, ok }) => [at, ok])),
    rows: checks.flatMap(({ results }) => results).length,
    series: checks.map(({ source }) => sourceText(source)),
  }
}

it('a worker that is killed 200 times between any two events keeps the evidence of one that was not, gaps apart', async () => {
  const whole = await new Life('whole', WORLD, START).begin()
  const broken = await new Life('broken', WORLD, START).begin()
  const random = seeded(20_261_118)
  let killed = 0
  const gaps = new Set<number>()
  const minutes = DAYS * 24 * 60
  for (let minute = 0; minute < minutes; minute++) {
    whole.now = broken.now = START + minute * MINUTE
    const before = whole.events
    expect(await whole.wake()).toBe(true)
    // About one wake in eleven, at any of the requests that it makes.
    if (killed < KILLS && random(11) === 0) {
      broken.stopAfter(1 + random(whole.events - before))
    }
    if (!(await broken.wake())) {
      killed++
      gaps.add(broken.now)
    }
  }
  expect(killed).toBe(KILLS)
  const [wanted, got] = [await kept(whole), await kept(broken)]
  // Three versions of each incident: open, closed, edited.
  expect(wanted.spans[0]).toHaveLength(5 + 3 * ((DAYS * 24) / 2))
  expect(wanted.rows).toBe(minutes)
  expect(got.spans).toEqual(wanted.spans)
  expect(got.covered).toEqual(wanted.covered)
  expect(got.series).toEqual(wanted.series)
  // A check is missing only where the worker was killed before it had written, is there once, and says what it said.
  const missing = [...wanted.checks.keys()].filter((at) => !got.checks.has(at))
  expect(missing.filter((at) => !gaps.has(at))).toEqual([])
  expect(missing.length).toBeGreaterThan(KILLS / 4)
  expect(got.rows).toBe(minutes - missing.length)
  for (const [at, ok] of got.checks) expect(ok).toBe(wanted.checks.get(at))
  // Two days are closed or about to be: what was folded is packed and gone from the log.
  expect(await broken.db.count('packs')).toBe(await whole.db.count('packs'))
})
