/**
 * What a service went through, as far as this objective listens: states weighed, disagreement settled, time outside term
 * and life taken as the agreement says (R2, R4, R7, R8, R18). Neither cut to a period nor to service hours.
 */
import { type Coded, coded, DOWN, disputed, isUnknown, marked, resolveAuthority, UP, withDoubt } from '../../evidence/resolve-authority.ts'
import { type ClosedSpan, sourceTimelines, type Voices } from '../../evidence/source-timeline.ts'
import { inside, merged, NOTHING, type Timeline, where } from '../../evidence/timeline.ts'
import { END_OF_TIME } from '../../time/instant.ts'
import { type IntervalSet, intersect } from '../../time/intervals.ts'
import type { Context, Observed } from '../model/measured.ts'
import { denominatorOf, lifeOf, termOf } from '../periods/agreed-time.ts'
import { bucketKey, placeBuckets } from './daily-buckets.ts'
import { stateWeights, type Weighting, weighting, weightsText } from './state-weights.ts'

/** The service does not exist then, and the agreement does not count the time (R8, alive). */
export const ABSENT = -2

export interface ServiceTimeline {
  readonly service: string
  /** NOTHING, DOUBTFUL, UP, WEIGHTLESS, codes of downtime (resolve-authority.ts), or ABSENT. */
  readonly line: Timeline
  /** The same with all doubt as up, and with all of it as down; absent where there is none (R50). */
  readonly doubt?: { readonly best: Timeline; readonly dark: Timeline }
  readonly disputed: IntervalSet
  /** The spans about it, for the ledger. */
  readonly spans: readonly ClosedSpan[]
  /** What leaves doubt, as long as it may have been. */
  readonly doubts: readonly ClosedSpan[]
  /** Term and life. */
  readonly live: IntervalSet
}

export interface ServiceTimelines {
  readonly weighting: Weighting
  readonly all: readonly ServiceTimeline[]
  /** Distinguishes these timelines from those of other objectives. */
  readonly key: string
}

/** What the objective's services (or others) went through; shared by all objectives that listen alike. */
export function serviceTimelines(context: Context, services: readonly string[] = context.objective.services): ServiceTimelines {
  const { contract, objective, once } = context
  const { measure } = objective
  const weights = stateWeights(contract, objective)
  const key = [
    services.join(),
    measure.affectedShare === true,
    measure.unattributed ?? 'ask',
    measure.confirm?.failures ?? 1,
    weightsText(weights),
    JSON.stringify(measure.authority ?? 'either'),
    denominatorOf(contract, objective),
    bucketKey(context, services),
  ].join(' | ')
  return once(`courses ${key}`, () => {
    const folded = services.map((service) => voicesOf(context, service))
    // Codes of several services are compared with each other, so they are given out together.
    const shared = weighting(
      folded.flatMap((each) => each.words),
      weights,
    )
    let start = 0
    const all = folded.map((voices, i) => {
      const codes = shared.codes.slice(start, start + voices.words.length)
      start += voices.words.length
      return courseOf(context, services[i] as string, voices, codes)
    })
    return { key, weighting: shared, all }
  })
}

function voicesOf(context: Context, service: string): Voices {
  const { evidence, at, objective, once } = context
  const { confirm, affectedShare, unattributed = 'ask' } = objective.measure
  const options = { confirm: confirm?.failures ?? 1, shares: affectedShare === true, unattributed }
  const key = `voices ${service} ${JSON.stringify(options)} ${bucketKey(context, [service])}`
  return once(key, () => sourceTimelines(evidence, service, at, { ...options, place: placeBuckets(context, service) }))
}

function courseOf(context: Context, service: string, { voices, spans, doubts }: Voices, codes: readonly number[]): ServiceTimeline {
  const { contract, objective, evidence, zone, at } = context
  const plain: Coded[] = voices.map(({ source, line }) => ({ source, line: coded(line, codes) }))
  const spoken = plain.map(({ source, line }, i) => withDoubt(source, line, voices[i]!.doubt && coded(voices[i]!.doubt, codes)))
  const authority = objective.measure.authority ?? 'either'
  const live = intersect(termOf(contract, zone), lifeOf(contract, evidence, service, zone))
  const always = live.length === 2 && live[0] === 0 && live[1] === END_OF_TIME
  const outside = denominatorOf(contract, objective) === 'full' ? UP : ABSENT
  const lived = (line: Timeline): Timeline => (always ? line : inside(line, live, outside))
  const best = lived(resolveAuthority(spoken, authority))
  const course = { service, live, spans, doubts, disputed: disputed(plain, 0, at) }
  if (spoken.every(({ dark }) => dark === undefined)) return { ...course, line: best }
  const inTheDark = spoken.map(({ source, line, dark }) => ({ source, line: dark ?? line }))
  const dark = lived(resolveAuthority(inTheDark, authority))
  return { ...course, line: marked(best, dark), doubt: { best, dark } }
}

/** Several timelines as one (R32): `any` down, `all` down (redundant); with one timeline, that one. */
export function combineTimelines(
  courses: readonly ServiceTimeline[],
  combine: 'any' | 'all',
): { readonly line: Timeline; readonly dark?: Timeline } {
  const [first] = courses as readonly [ServiceTimeline]
  if (courses.length === 1) return { line: first.line, ...(first.doubt && { dark: first.doubt.dark }) }
  const together = (lines: readonly Timeline[]): Timeline => merged(lines, combine === 'any' ? anyDown : allDown)
  if (courses.every(({ doubt }) => doubt === undefined)) return { line: together(courses.map(({ line }) => line)) }
  const dark = together(courses.map(({ line, doubt }) => doubt?.dark ?? line))
  return { line: marked(together(courses.map(({ line, doubt }) => doubt?.best ?? line)), dark), dark }
}

/** Down where one is; else unknown where one is. A service that does not exist then has no say. */
function anyDown(codes: readonly number[]): number {
  let worst = ABSENT
  let unknown = false
  for (const code of codes) {
    if (code === NOTHING) unknown = true
    else if (code > worst) worst = code
  }
  return worst >= DOWN || !unknown ? worst : NOTHING
}

/** Down where all are, by the smallest weight; up where one is; else unknown. */
function allDown(codes: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY
  let unknown = false
  for (const code of codes) {
    if (code === NOTHING) unknown = true
    else if (code !== ABSENT && code < best) best = code
  }
  if (best < DOWN) return best
  if (unknown) return NOTHING
  return best === Number.POSITIVE_INFINITY ? ABSENT : best
}

/** The single service's timeline for other measures. */
export function observedOf(context: Context, service: string): Observed {
  const courses = serviceTimelines(context, [service])
  return context.once(`seen ${courses.key} ${context.at}`, () => {
    const { line, disputed: argued } = courses.all[0] as ServiceTimeline
    return {
      down: where(line, (code) => code >= DOWN, 0, context.at),
      unknown: where(line, isUnknown, 0, context.at),
      disputed: argued,
    }
  })
}
