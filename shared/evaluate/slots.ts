/** `{by: slots}`: the share of slots that were not down, by error rate or by downtime, or the mean of error rates (R6, R16). */
import type { SlotsMeasure } from '../agreement/model.ts'
import { elapsedMs } from '../time/duration.ts'
import { isCounted } from './counting.ts'
import { estimateFromIncidents, isTold } from './estimate.ts'
import type { Context, Measured } from './measure.ts'
import { refuse } from './ratio.ts'
import { meanOfSlots } from './slot-mean.ts'
import { slotShare } from './slot-share.ts'
import { downtimeSlots, errorRateSlots } from './slot-states.ts'

/**
 * not-computable where a record does not lie within one slot, or where no source counts requests and no incident tells of
 * the service either; where incidents do, an error rate is estimated from them.
 */
export function slots(context: Context): Measured {
  const measure = context.objective.measure as SlotsMeasure
  if (measure.aggregate === 'mean') return meanOfSlots(context)
  const { downtime, errorRate } = measure.downWhen ?? {}
  if (!downtime && !errorRate) return refuse('not-computable', 'the agreement does not say when a slot is down')
  if (errorRate && !downtime && isTold(context) && context.objective.services.every((service) => !isCounted(context, service))) {
    return estimateFromIncidents(context)
  }
  if (errorRate && measure.empty === undefined) {
    context.assume(`${context.path}.measure.empty`, 'available', 'the agreement does not say what a slot without requests is')
  }
  return slotShare(context, {
    empty: measure.empty ?? 'available',
    slot: elapsedMs(measure.slot),
    silent: 'no source counts the requests of',
    read: (of, service, grid) => (downtime ? downtimeSlots(of, service, grid, downtime) : errorRateSlots(of, service, grid, measure)),
  })
}
