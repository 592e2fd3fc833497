/** `{by: slots}`: the share of slots that were not down, by error rate or by downtime, or the mean of error rates (R6, R16). */
import type { SlotsMeasure } from '../../contract/model.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { ANY_DOWNTIME, asEstimate, hasIncidents } from './estimate-from-incidents.ts'
import { isCounted } from './request-counts.ts'
import { notComputable } from './share-of-items.ts'
import { meanOfSlots } from './slot-mean.ts'
import { slotShare } from './slot-share.ts'
import { downtimeSlots, errorRateSlots } from './slot-states.ts'
import { measureTime } from './time.ts'

/**
 * not-computable where a record does not lie within one slot, or where no source counts requests and none reports whether the
 * service was up either; where one does, an error rate is estimated from that.
 */
export function measureSlots(context: Context): Measured {
  const { path, objective, assume } = context
  const measure = objective.measure as SlotsMeasure
  if (measure.aggregate === 'mean') return meanOfSlots(context)
  const { downtime, errorRate } = measure.downWhen ?? {}
  if (!downtime && !errorRate) return notComputable('not-computable', reason('down-when-unstated'))
  // Without request counts it is evaluated by time: its slots measure requests that were not counted.
  if (
    !downtime &&
    objective.services.every((service) => !isCounted(context, service)) &&
    objective.services.some((service) => hasIncidents(context, service))
  )
    return asEstimate(context, measureTime(context))
  const isEstimated = (service: string): boolean => !downtime && !isCounted(context, service) && hasIncidents(context, service)
  if (errorRate && measure.empty === undefined) {
    assume(`${path}.measure.empty`, 'available', reason('empty-unstated'))
  }
  const measured = slotShare(context, {
    empty: measure.empty ?? 'available',
    slot: elapsedMs(measure.slot),
    silent: (service) => reason('requests-uncounted', { service }),
    read: (of, service, grid) => {
      const edge = downtime ?? (isEstimated(service) ? ANY_DOWNTIME : null)
      return edge ? downtimeSlots(of, service, grid, edge) : errorRateSlots(of, service, grid, measure)
    },
  })
  return !measured.refused && objective.services.some(isEstimated) ? asEstimate(context, measured) : measured
}
