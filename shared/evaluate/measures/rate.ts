/** `{by: rate}`: the share of slots in which a metric kept to its rate (R17). */

import { cmp, decimal } from '../../base/rational.ts'
import type { RateMeasure } from '../../contract/model.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { meanOfRates, meanRate } from './rate-mean.ts'
import { notComputable } from './share-of-items.ts'
import { slotShare } from './slot-share.ts'
import { type RateSample, sampleSlots } from './slot-states.ts'

/** A slot's rate is the mean of its samples by how long each lasted; a slot without a sample is unknown. */
export function measureRate(context: Context): Measured {
  const { metric, slot, over, atLeast, atMost, below, share, aggregate } = context.objective.measure as RateMeasure
  const edge = over ?? atLeast ?? atMost ?? below
  if (edge === undefined) return notComputable('not-computable', reason('rate-unstated'))
  if (aggregate === 'mean') return meanOfRates(context)
  if (slot === undefined || share === undefined) return notComputable('not-computable', reason('rate-unstated'))
  const limit = decimal(edge)
  const meets = (samples: readonly RateSample[]): boolean => {
    const difference = cmp(meanRate(samples), limit)
    if (over !== undefined) return difference > 0
    if (below !== undefined) return difference < 0
    return atMost === undefined ? difference >= 0 : difference <= 0
  }
  return slotShare(context, {
    slot: elapsedMs(slot),
    empty: 'available',
    target: share,
    silent: (service) => reason('samples-missing', { metric, service }),
    read: (of, service, grid) => sampleSlots(of, service, grid, meets, metric),
  })
}
