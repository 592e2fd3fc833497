/** When the customer became aware of an incident: declarations of clause `awareness` (R26, R39). */
import type { EpochMs } from '../../time/intervals.ts'
import type { Context } from '../model/measured.ts'

/**
 * Where a declaration that overlaps [from, to) begins, or, where it covers the incident from its start, when it was made; of
 * several the earliest, null where there is none. `to: null` is an incident that goes on.
 */
export function awareAt({ evidence, objective, knownAt }: Context, from: EpochMs, to: EpochMs | null): EpochMs | null {
  const declared = evidence.declarations
    .filter(
      ({ clause, services, retractedAt }) =>
        clause === 'awareness' && concerns(services, objective.services) && !isPast(retractedAt, knownAt),
    )
    .filter((each) => each.from < (to ?? Infinity) && ((each.to ?? Infinity) > from || each.from === from))
    .map((each) => (each.from > from ? each.from : Math.max(each.at, each.from)))
  return declared.length > 0 ? Math.min(...declared) : null
}

const concerns = (declared: readonly string[], services: readonly string[]): boolean =>
  declared.length === 0 || declared.some((service) => services.includes(service))

const isPast = (instant: EpochMs | undefined, knownAt: EpochMs): boolean => instant !== undefined && instant <= knownAt
