/** The whole evaluator: every measure and every part, with the platform's zone data. */
import type { Contract } from '../agreement/model.ts'
import type { Evidence } from '../evidence/model.ts'
import { temporalZones } from '../time/zones.ts'
import { apdex } from './apdex.ts'
import { assumeDefaults } from './assumed.ts'
import { chain } from './chain.ts'
import { claims } from './claim.ts'
import { type EvaluateOptions, evaluateWith } from './core.ts'
import { credits } from './credit.ts'
import { deliveries } from './deliveries.ts'
import { duration } from './duration.ts'
import { escalations } from './escalation.ts'
import { hashes } from './hashes.ts'
import type { Parts } from './judged.ts'
import { latency } from './latency.ts'
import { rate } from './rate.ts'
import type { Report } from './report.ts'
import { requests } from './requests.ts'
import { slots } from './slots.ts'
import { tickets } from './tickets.ts'
import { time } from './time.ts'

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
