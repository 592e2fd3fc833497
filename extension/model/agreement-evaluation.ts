/** Everything one agreement's page shows, evaluated here and now from what is stored. */
import { objectiveKey, objectiveName } from '../../shared/contract/each-service.ts'
import { evaluateUnnamed } from '../../shared/evaluate/index.ts'
import type { Assumption, EscalationReport, ObjectiveReport, UnusedEvidence } from '../../shared/evaluate/model/report.ts'
import { type Evidence, NO_EVIDENCE } from '../../shared/evidence/model.ts'
import { dayOf, startOfDay } from '../../shared/time/dates.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { ZoneRules } from '../../shared/time/zone.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { gather } from '../store/gather-evidence.ts'
import type { Store } from '../store/open-store.ts'
import { DamagedRecord, readAgreement, readSources } from '../store/read-store.ts'
import type { AgreementRecord, SourceRecord } from '../store/store-schema.ts'
import { row, type SummaryRow, worseFirst } from '../store/summary.ts'
import { judgedAt } from './summarize.ts'

export interface AgreementEvaluation {
  readonly agreement: AgreementRecord
  readonly sources: readonly SourceRecord[]
  readonly evidence: Evidence
  readonly at: EpochMs
  readonly zone: ZoneRules
  readonly objectives: readonly ObjectiveEvaluation[]
  readonly assumptions: readonly Assumption[]
  readonly escalations: readonly EscalationReport[]
  /** What was given and is not used (R59). */
  readonly unused: readonly UnusedEvidence[]
  readonly problem: string | null
}

export interface ObjectiveEvaluation {
  readonly id: string
  /** Its id, with the service where it is judged for each of them. */
  readonly key: string
  readonly name: string
  readonly path: string
  /** Oldest first, the current one last. */
  readonly periods: readonly ObjectiveReport[]
  readonly current: SummaryRow
}

/** Null where there is no such agreement. */
export async function evaluateAgreement(db: Store, id: string, now: EpochMs): Promise<AgreementEvaluation | null> {
  const agreement = await readAgreement(db, id)
  if (!agreement) return null
  const all = new Map((await readSources(db)).map((source) => [source.id, source]))
  const sources = agreement.links.map((link) => all.get(link.source)).filter((source) => source !== undefined)
  const gathered = await gather(db, agreement, all).catch((error: unknown) => {
    if (error instanceof DamagedRecord) return error
    throw error
  })
  const evidence = gathered instanceof DamagedRecord ? NO_EVIDENCE : gathered
  const at = judgedAt(agreement, all, now)
  const common = { agreement, sources, evidence, at, zone: temporalZones(agreement.contract.zone) }
  try {
    // By what is left, figures could be better than what was measured.
    if (gathered instanceof DamagedRecord) throw gathered
    return { ...common, ...evaluateObjectives(agreement, evidence, at), problem: null }
  } catch (error) {
    return {
      ...common,
      objectives: [],
      assumptions: [],
      escalations: [],
      unused: [],
      problem: error instanceof Error ? error.message : String(error),
    }
  }
}

function evaluateObjectives(
  { contract }: AgreementRecord,
  evidence: Evidence,
  at: EpochMs,
): Pick<AgreementEvaluation, 'objectives' | 'assumptions' | 'escalations' | 'unused'> {
  const current = evaluateUnnamed([contract], evidence, { at })
  const past = evaluateUnnamed([contract], evidence, { at, period: 'all' })
  const objectives = current.objectives.map((report): ObjectiveEvaluation => {
    const index = contract.objectives.findIndex(({ id }) => id === report.id)
    const objective = contract.objectives[index]
    const [name, key] = [objectiveName(contract, report), objectiveKey(report)]
    const before = past.objectives.filter((each) => objectiveKey(each) === key && each.period.from < report.period.from)
    const periods = [...before.sort((a, b) => a.period.from - b.period.from), report]
    return { id: report.id, key, name, path: `objectives[${index}]`, periods, current: row(report, name, objective?.clause ?? null) }
  })
  return {
    objectives: objectives.sort((a, b) => worseFirst(a.current, b.current)),
    assumptions: current.assumptions,
    escalations: current.escalations,
    unused: current.unused,
  }
}

/** Boundaries of the last `count` local days, `count` + 1 of them, the day of `at` being the last. */
export function dayBounds(zone: ZoneRules, at: EpochMs, count: number): EpochMs[] {
  const today = dayOf(at, zone)
  return Array.from({ length: count + 1 }, (_, i) => startOfDay(today - count + 1 + i, zone))
}
