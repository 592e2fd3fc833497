/** What a report was made from, so that another reader can compare it (evaluator, zone data, inputs). */
import type { Evidence } from '../evidence/model.ts'
import type { ZoneRules } from '../time/zone.ts'
import type { CompiledVersion } from './compile-version.ts'
import type { EvaluatedObjective, EvaluatorParts } from './model/evaluation.ts'
import type { Report } from './model/report.ts'
import { versionAt } from './periods/version-in-effect.ts'

type Identity = Pick<Report, 'contract' | 'evaluator' | 'tzdb' | 'evidence'>

export const EVALUATOR: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0'

/** The contract named is the version that judges the last of the periods. */
export function reportIdentity(
  { hash }: EvaluatorParts,
  versions: readonly CompiledVersion[],
  evidence: Evidence,
  evaluated: readonly EvaluatedObjective[],
): Identity {
  const periods = evaluated.map(({ context }) => context.period)
  const from = Math.min(...periods.map((period) => period.from))
  const to = Math.max(...periods.map((period) => period.to))
  const { contract } = versionAt(versions, Math.max(...periods.map((period) => period.from)))
  return {
    contract: { id: contract.id, version: contract.text?.version ?? null, sha256: hash?.of(contract) ?? '' },
    evaluator: EVALUATOR,
    tzdb: hash?.zones(zonesUsed(versions, evaluated), from, to) ?? '',
    evidence: { sha256: hash?.evidence(evidence) ?? '' },
  }
}

/** The zones of the agreement and its calendars, by name. */
function zonesUsed(versions: readonly CompiledVersion[], evaluated: readonly EvaluatedObjective[]): ZoneRules[] {
  const zones = evaluated[0]?.context.zones
  const names = new Set<string>()
  for (const { contract } of versions) {
    names.add(contract.zone)
    for (const rule of Object.values(contract.calendars ?? {})) if ('weekly' in rule && rule.zone !== undefined) names.add(rule.zone)
  }
  return zones ? [...names].sort().map(zones) : []
}
