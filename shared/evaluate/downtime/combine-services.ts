/** What an objective over several services measures as one (R32), and what its exclusions may take from it (R19). */
import type { Contract } from '../../contract/model.ts'
import { DOUBTFUL, DOWN, isUnknown } from '../../evidence/resolve-authority.ts'
import { inside, merged, NOTHING, type Timeline, where } from '../../evidence/timeline.ts'
import { complement, type IntervalSet, intersect, NONE, union, unionAll } from '../../time/intervals.ts'
import type { Context, ExclusionWindow } from '../model/measured.ts'
import type { ApplicableExclusion, MeasuredSubject } from './measured-subject.ts'
import { combineTimelines, type ServiceTimeline, serviceTimelines } from './service-timeline.ts'
import { type ClassifiedTime, classifyTime } from './time-classes.ts'

/** One subject where services are combined instant by instant, one a service where their figures are. */
export function combineServices(context: Context): {
  readonly subjects: readonly MeasuredSubject[]
  readonly courses: ReturnType<typeof serviceTimelines>
} {
  const { combine = 'any' } = context.objective.measure
  const courses = serviceTimelines(context)
  const subjects =
    combine === 'average' || combine === 'pool' || typeof combine === 'object'
      ? courses.all.map((course) => subjectOf(context, [course], 'any', courses.weighting.weights.length))
      : [subjectOf(context, courses.all, combine, courses.weighting.weights.length)]
  return { subjects, courses }
}

function subjectOf(context: Context, courses: readonly ServiceTimeline[], combine: 'any' | 'all', codes: number): MeasuredSubject {
  const services = courses.map(({ service }) => service)
  return context.once(`subject ${context.path} ${combine} ${services.join()}`, () => ({
    key: services.join(),
    services,
    codes,
    ...combineTimelines(courses, combine),
    clauses: combineExclusions(context, courses, combine),
  }))
}

/** What exclusions may remove where these timelines are measured as one. */
export const combineExclusions = (context: Context, courses: readonly ServiceTimeline[], combine: 'any' | 'all'): ApplicableExclusion[] =>
  courses.length === 1 ? alone(context, courses[0] as ServiceTimeline) : together(context, courses, combine)

function alone(context: Context, { service }: ServiceTimeline): ApplicableExclusion[] {
  return context.excluded(service).map((excluded) => ({
    exclusion: exclusionOf(context.contract, excluded),
    ...(excluded.removes === 'both' ? { excuses: NONE, empties: excluded.spans } : { excuses: excluded.spans, empties: NONE }),
  }))
}

/**
 * Of several services `any` of which counts, an instant is excused where every service that is down or unknown is inside
 * some clause's window, by the first clause that has one of them; where `all` must be down, where one of them is. Agreed
 * time leaves (`removes: both`) where all of them are inside the window.
 */
function together(context: Context, courses: readonly ServiceTimeline[], combine: 'any' | 'all'): ApplicableExclusion[] {
  const windows = courses.map(({ service }) => context.excluded(service))
  const anyClause = windows.map((own) => unionAll(own.map(({ spans }) => spans)))
  const excusable =
    combine === 'all'
      ? unionAll(anyClause)
      : courses.map((course, i) => union(anyClause[i]!, untroubled(course, context.at))).reduce(intersect)
  return windows[0]!.map((first, c) => {
    const ofClause = windows.map((own) => own[c]!.spans)
    return {
      exclusion: exclusionOf(context.contract, first),
      excuses: intersect(unionAll(ofClause), excusable),
      empties: first.removes === 'both' ? ofClause.reduce(intersect) : NONE,
    }
  })
}

const untroubled = ({ line }: ServiceTimeline, at: number): IntervalSet =>
  complement(
    where(line, (code) => isUnknown(code) || code >= DOWN, 0, at),
    0,
    at,
  )

const exclusionOf = (contract: Contract, { clause }: ExclusionWindow) => contract.exclusions!.find(({ id }) => id === clause)!

/** The classes, had all time that is unknown been down (R11). */
export function assumingUnknownIsDown(context: Context, subject: MeasuredSubject, down: number): ClassifiedTime {
  const seen = classifyTime(context, subject)
  if (seen.unknown.length === 0 && subject.dark === undefined) return seen
  const { from, to } = context.period
  const unknown: Timeline = inside({ before: down, cuts: [], values: [] }, seen.unknown, NOTHING)
  // Doubt weighs what its span weighs, time without data what `down` does.
  const worst = ([code, instead, may = NOTHING]: readonly number[]): number =>
    instead === NOTHING ? (code! >= DOWN ? Math.max(code!, may) : code!) : code === DOUBTFUL ? may : Math.max(instead!, may)
  return classifyTime(context, {
    ...subject,
    key: `${subject.key} dark ${from} ${to}`,
    line: merged([subject.line, unknown, ...(subject.dark ? [subject.dark] : [])], worst),
  })
}
