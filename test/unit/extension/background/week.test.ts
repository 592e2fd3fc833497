/** A week of a laptop: asleep at night, offline, on a router without a line, behind a captive portal, with its clock set wrong. */
import { beforeAll, describe, expect, it } from 'vitest'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { readAgreement, readLog, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { checkSpans } from '../../../../shared/evidence/checks.ts'
import { type IntervalSet, intersect, interval, subtract, total, union, unionAll } from '../../../../shared/time/intervals.ts'
import { history, type Outage } from '../../../browser/statuspage.ts'
import { DAY, HOUR, Life, type World } from '../life.ts'
import { MINUTE } from '../records.ts'

/** Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 10, 16)
const at = (day: number, hour: number, minute = 0): number => MONDAY + day * DAY + hour * HOUR + minute * MINUTE
const span = (day: number, hour: number, minutes: number): IntervalSet => interval(at(day, hour), at(day, hour) + minutes * MINUTE)
const within = (set: IntervalSet, now: number): boolean => set.some((from, i) => i % 2 === 0 && from <= now && now < (set[i + 1] as number))

const AWAKE = unionAll(Array.from({ length: 7 }, (_, day) => interval(at(day, 8), at(day, 22))))
const OFFLINE = span(1, 10, 120)
const NO_LINE = span(2, 14, 60)
const CAPTIVE = span(3, 9, 30)
const OUTAGE = span(4, 11, 40)
/** A day ahead for half an hour. */
const AHEAD = span(5, 10, 30)
/** Two hours behind for twenty minutes. */
const BEHIND = span(6, 12, 20)

const OUTAGES: readonly Outage[] = [
  ...history(MONDAY),
  { id: 'i-6', from: at(4, 11), to: at(4, 11, 40), component: 'c-api', state: 'major_outage' },
  // One that begins and ends while the computer sleeps, and one while it is offline.
  { id: 'i-7', from: at(2, 2), to: at(2, 3), component: 'c-api', state: 'major_outage' },
  { id: 'i-8', from: at(1, 10, 30), to: at(1, 11), component: 'c-api', state: 'major_outage' },
]

const portal = (): Response => {
  const page = new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
  Object.defineProperty(page, 'url', { value: 'https://portal.hotel.example/' })
  return page
}

const WORLD: World = {
  feeds: {
    acme: (now) =>
      OUTAGES.filter(({ from }) => from <= now).map((each) => (each.to !== null && each.to > now ? { ...each, to: null } : each)),
  },
  up: (now) => !within(OUTAGE, now),
  online: (now) => !within(OFFLINE, now),
  instead: (now) => (within(NO_LINE, now) ? 'fails' : within(CAPTIVE, now) ? portal() : null),
  clock: (now) => now + (within(AHEAD, now) ? DAY : within(BEHIND, now) ? -2 * HOUR : 0),
}

const BLIND: readonly (readonly [string, IntervalSet])[] = [
  ['offline', OFFLINE],
  ['on a router without a line', NO_LINE],
  ['behind a captive portal', CAPTIVE],
]

let life: Life
/** Until when the feed's evidence says that the service was watched, at each wake. */
const watched = new Map<number, number>()

beforeAll(async () => {
  life = await new Life('week', WORLD, at(0, 8)).begin()
  for (life.now = at(0, 8); life.now < at(6, 22); life.now += MINUTE) {
    if (!within(AWAKE, life.now)) continue
    await life.wake()
    const sources = new Map((await readSources(life.db)).map((each) => [each.id, each]))
    const agreement = await readAgreement(life.db, 'of-acme')
    if (agreement && (life.now / MINUTE) % 10 === 0) {
      const { coverage } = await gather(life.db, agreement, sources)
      watched.set(life.now, Math.max(...coverage.map(({ to }) => to as number)))
    }
  }
}, 240_000)

const checked = async (state: 'up' | 'down'): Promise<IntervalSet> => {
  const { checks } = await readStoredEvidence(life.db, 'p')
  return unionAll(checkSpans(checks).flatMap((each) => (each.state === state ? [interval(each.from, each.to as number)] : [])))
}

describe('what the checks of a week say', () => {
  it('the one outage there was, and no other', async () => {
    const down = await checked('down')
    // From the first check that failed to the first that worked again.
    expect(down).toEqual([at(4, 11), at(4, 11, 40)])
  })
  it('is up only while somebody looked: a check speaks for 90 s and no longer', async () => {
    const blind = unionAll([OFFLINE, NO_LINE, CAPTIVE, AHEAD, BEHIND].map((set) => interval(set[0] as number, set[1] as number)))
    const looked = subtract(subtract(AWAKE, blind), OUTAGE)
    const reach = unionAll(pairs(looked).map(([from, to]) => interval(from, to + 30_000)))
    expect(subtract(await checked('up'), reach)).toEqual([])
  })
  it('is known for all of the time that it was awake, online and by the right clock', async () => {
    const known = union(await checked('up'), await checked('down'))
    const gaps = subtract(AWAKE, known)
    const reasons = unionAll([
      OFFLINE,
      NO_LINE,
      CAPTIVE,
      AHEAD,
      BEHIND,
      // A clock that was set back is believed after half an hour and the tries that are then due: 1, 2, 4, … 32 min.
      interval(at(5, 10, 30), at(5, 11, 2)),
    ])
    // Beside those, a minute after each at most.
    const left = subtract(gaps, unionAll(pairs(reasons).map(([from, to]) => interval(from, to + MINUTE))))
    expect(pairs(left)).toEqual([])
    expect(total(intersect(AWAKE, known))).toBeGreaterThan(0.9 * total(AWAKE))
  })
})

describe('what the feed says', () => {
  it.each(BLIND)('nothing of the time %s until it was read again', (_what, [from, to]) => {
    for (const [now, until] of watched)
      if (now > (from as number) && now < (to as number)) expect(until).toBeLessThanOrEqual(from as number)
  })
  it('never anything of time that has not come by the clock that stands there', () => {
    for (const [now, until] of watched) expect(until).toBeLessThanOrEqual(WORLD.clock?.(now) as number)
  })
  it('in the end all of the week, with what happened while nobody looked', async () => {
    const { spans } = await readStoredEvidence(life.db, 'acme')
    expect(new Set(spans.map(({ ref }) => ref))).toEqual(new Set(OUTAGES.map(({ id }) => id)))
    const state = (await readSources(life.db)).find(({ id }) => id === 'acme')?.state
    expect(state?.covered).toHaveLength(2)
    expect(state?.covered[1]).toBeGreaterThan(at(6, 21, 50))
  })
  it('says in the log when it went blind and when it saw again, once each', async () => {
    const log = (await readLog(life.db, 99)).reverse().filter(({ source }) => source === 'acme')
    expect(log.map(({ what, trouble }) => trouble ?? what)).toEqual([
      ...['offline', 'source-sees', 'unreachable', 'source-sees', 'moved', 'source-sees'],
      ...['clock', 'clock-set-back', 'source-sees', 'clock', 'source-sees'],
    ])
  })
})

function pairs(set: IntervalSet): [number, number][] {
  const found: [number, number][] = []
  for (let i = 0; i < set.length; i += 2) found.push([set[i] as number, set[i + 1] as number])
  return found
}
