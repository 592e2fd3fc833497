/** The whole evaluator: every measure and every part, with the platform's zone data. */
import type { Contract } from '../contract/model.ts'
import type { Evidence } from '../evidence/model.ts'
import { temporalZones } from '../time/zones.ts'
import { chain } from './chain/dependencies.ts'
import { assumeDefaults } from './downtime/time-assumptions.ts'
import { type EvaluateOptions, evaluateWith } from './evaluate-agreement.ts'
import { hashes } from './input-hashes.ts'
import { apdex } from './measures/apdex.ts'
import { deliveries } from './measures/deliveries.ts'
import { duration } from './measures/duration.ts'
import { latency } from './measures/latency.ts'
import { rate } from './measures/rate.ts'
import { requests } from './measures/requests.ts'
import { slots } from './measures/slots.ts'
import { tickets } from './measures/tickets.ts'
import { time } from './measures/time.ts'
import type { Parts } from './model/evaluation.ts'
import type { Report } from './model/report.ts'
import { claims } from './remedies/claims.ts'
import { credits } from './remedies/credits.ts'
import { escalations } from './support/escalation.ts'

/** One line a part. */
export const PARTS: Parts = {
  measures: { time, slots, requests, latency, rate, apdex, tickets, deliveries, duration },
  defaults: assumeDefaults,
  credits,
  claims,
  escalations,
  chain,
  hash: hashes,
}

/** evaluateWith, with every part and, unless tables are given, the platform's zones. */
export const evaluate = (
  contracts: readonly Contract[],
  evidence: Evidence,
  options: Omit<EvaluateOptions, 'zones'> & Partial<Pick<EvaluateOptions, 'zones'>>,
): Report => evaluateWith(PARTS, contracts, evidence, { zones: temporalZones, ...options })

/** The same without the hashes that name its inputs, for answers that nobody hands on: a year of checks takes seconds to hash. */
export const evaluateUnnamed: typeof evaluate = (contracts, evidence, options) => {
  const { hash: _, ...parts } = PARTS
  return evaluateWith(parts, contracts, evidence, { zones: temporalZones, ...options })
}
