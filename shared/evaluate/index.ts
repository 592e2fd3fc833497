/** The whole evaluator: every measure and every part, with the platform's zone data. */
import type { Contract } from '../contract/model.ts'
import type { Evidence } from '../evidence/model.ts'
import { temporalZones } from '../time/zones.ts'
import { dependencyChain } from './chain/dependencies.ts'
import { assumeTimeDefaults } from './downtime/time-assumptions.ts'
import { type EvaluateOptions, evaluateWith } from './evaluate-agreement.ts'
import { hashes } from './input-hashes.ts'
import { measureApdex } from './measures/apdex.ts'
import { measureCount } from './measures/count.ts'
import { measureDeliveries } from './measures/deliveries.ts'
import { measureDuration } from './measures/duration.ts'
import { measureLatency } from './measures/latency.ts'
import { measureRate } from './measures/rate.ts'
import { measureRequests } from './measures/requests.ts'
import { measureSlots } from './measures/slots.ts'
import { measureTickets } from './measures/tickets.ts'
import { measureTime } from './measures/time.ts'
import type { EvaluatorParts } from './model/evaluation.ts'
import type { Report } from './model/report.ts'
import { claims } from './remedies/claims.ts'
import { credits } from './remedies/credits.ts'
import { escalations } from './support/escalation.ts'
import { unusedEvidence } from './unused.ts'

/** One line a part. */
export const PARTS: EvaluatorParts = {
  measures: {
    time: measureTime,
    slots: measureSlots,
    requests: measureRequests,
    latency: measureLatency,
    rate: measureRate,
    apdex: measureApdex,
    tickets: measureTickets,
    deliveries: measureDeliveries,
    duration: measureDuration,
    count: measureCount,
  },
  defaults: assumeTimeDefaults,
  credits,
  claims,
  escalations,
  chain: dependencyChain,
  unused: unusedEvidence,
  hash: hashes,
}

/** evaluateWith, with every part and, unless tables are given, the platform's zones. */
export const evaluate = (
  contracts: readonly Contract[],
  evidence: Evidence,
  options: Omit<EvaluateOptions, 'zones'> & Partial<Pick<EvaluateOptions, 'zones'>>,
): Report => evaluateWith(PARTS, contracts, evidence, { zones: temporalZones, ...options })

/** The same without the hashes of its inputs, for answers that are not shared: a year of checks takes seconds to hash. */
export const evaluateUnnamed: typeof evaluate = (contracts, evidence, options) => {
  const { hash: _, ...parts } = PARTS
  return evaluateWith(parts, contracts, evidence, { zones: temporalZones, ...options })
}
