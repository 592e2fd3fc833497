/** `{by: requests}`: good of valid requests over the whole period (R16). */
import type { RequestsMeasure } from '../../contract/model.ts'
import type { Context, Measured } from '../model/measured.ts'
import type { WeighedRecord } from './request-counts.ts'
import { type Scored, scoredRequests } from './scored-requests.ts'

/** Every request weighs the same, whichever slot, source or service it came from; `combine: average` is the mean over services. */
export function measureRequests(context: Context): Measured {
  const { empty = 'available' } = context.objective.measure as RequestsMeasure
  return scoredRequests(context, failures, { empty })
}

/** In a record of which an exclusion touches only some requests, it is unknown whether its failures are among them. */
function failures({ record: { total, failed }, fate }: WeighedRecord): Scored {
  const good = total - failed
  if (fate === 'counts') return { good, bad: failed, unknown: 0 }
  return fate === 'forgiven' ? { good: total, bad: 0, unknown: 0 } : { good, bad: 0, unknown: failed }
}
