/**
 * Where an agreement stands: contract versions and evidence in, one report out. Nothing here reads a clock, a network or a
 * store; zones come in as tables. What is measured, credited and claimed is in the parts, so that a small reader carries
 * only those it shows.
 */
import { judgedObjectives, objectiveKey } from '../contract/each-service.ts'
import type { Contract } from '../contract/model.ts'
import { knownEvidence, latestKnowledge } from '../evidence/known-at.ts'
import type { Evidence } from '../evidence/model.ts'
import type { EpochMs, IntervalSet } from '../time/intervals.ts'
import { periodAfter, periodBefore } from '../time/period.ts'
import type { PeriodRule } from '../time/rules.ts'
import type { Zones } from '../time/zone.ts'
import { type CompiledVersion, compileVersion, type EvaluationMoment, memo, periodsIn } from './compile-version.ts'
import { headlineOf } from './headline.ts'
import type { EvaluatedObjective, Evaluation, EvaluatorParts, ReportedObjective } from './model/evaluation.ts'
import { LIMITS, TooCostly } from './model/limits.ts'
import type { EvaluatedPeriod } from './model/measured.ts'
import type { Report } from './model/report.ts'
import { objectiveReport } from './objective-report.ts'
import { NoPeriod, requestedPeriods, touchedTime } from './periods/requested-periods.ts'
import { mainOf, versionAt, versionsOf } from './periods/version-in-effect.ts'
import { reportIdentity } from './report-identity.ts'
import { Assumptions } from './verdict/assumptions.ts'
import { evaluateObjective } from './verdict/evaluate-objective.ts'

export interface EvaluateOptions {
  /** The present, passed in; evidence after it does not exist. */
  readonly at: EpochMs
  /** What was known by then (`observedAt` and its like); default everything given (R2). */
  readonly knownAt?: EpochMs
  /** A label, a local date or `all`; default the period that holds `at` (R10). */
  readonly period?: string
  /** Leaves out periods that had ended by then, where `all` asks for more than is shown. Those before still serve budgets. */
  readonly since?: EpochMs
  readonly zones: Zones
}

/**
 * The report on the agreement that no other of `contracts` builds on, in all the versions given; further agreements serve
 * its chain. Contracts are read and inherited already. Equal inputs give equal bytes, in whatever order evidence comes.
 *
 * Throws RangeError where there is no contract, NoPeriod for a period that no objective knows, TooCostly over a limit (model/limits.ts).
 */
export function evaluateWith(parts: EvaluatorParts, contracts: readonly Contract[], evidence: Evidence, options: EvaluateOptions): Report {
  const { at, period, since, zones } = options
  const knownAt = options.knownAt ?? latestKnowledge(evidence, at)
  const assumptions = new Assumptions()
  const known = knownEvidence(evidence, at, knownAt)
  const moment: EvaluationMoment = { known, at, knownAt, zones, assume: assumptions.add, defaults: parts.defaults }
  const main = mainOf(contracts)
  const evaluations = memo()
  const roomOf = (id: string): Agreement | null =>
    evaluations(id, () => {
      const own = contracts.filter((contract) => contract.id === id)
      return own.length === 0 ? null : agreement(parts, own, moment, roomOf)
    })
  const { evaluation, versions } = roomOf(main)!

  const asked = questions(versions, moment, period).filter((each) => since === undefined || each.period.to > since)
  const evaluated = asked.map(({ objective, period: own }) => evaluation.judge(objective, own)!)
  const reported: ReportedObjective[] = evaluated.map((each) => ({ evaluated: each, report: objectiveReport(parts, evaluation, each) }))
  return {
    format: 'standing/report@1',
    ...reportIdentity(parts, versions, evidence, evaluated),
    at,
    knownAt,
    zone: evaluation.contract.zone,
    objectives: reported.map(({ report }) => report),
    credits: parts.credits?.sums(evaluation, evaluated) ?? [],
    escalations: parts.escalations?.(evaluation, reported) ?? [],
    assumptions: assumptions.sorted(),
    headline: headlineOf(reported.map(({ report }) => report)),
    unused: parts.unused?.(contracts, evidence) ?? [],
  }
}

interface Agreement {
  readonly evaluation: Evaluation
  readonly versions: readonly CompiledVersion[]
}

function agreement(
  parts: EvaluatorParts,
  contracts: readonly Contract[],
  moment: EvaluationMoment,
  roomOf: (id: string) => Agreement | null,
): Agreement {
  const { known, at, knownAt, zones, assume } = moment
  const versions = versionsOf(contracts, zones).map(({ contract, from }) => compileVersion(contract, from, moment))
  const current = versionAt(versions, at)
  const judgements = memo()
  const ruleAt = (objective: string, t: EpochMs): PeriodRule | null =>
    versionAt(versions, t).ruleOf(objective) ?? versions.map((each) => each.ruleOf(objective)).find((rule) => rule !== null) ?? null
  const evaluation: Evaluation = {
    contract: current.contract,
    at,
    knownAt,
    zone: current.zone,
    zones,
    evidence: known.evidence,
    hours: current.hours,
    assume,
    judge: (objective, period) =>
      judgements(`${objective} ${period.from} ${period.to}`, (): EvaluatedObjective | null => {
        const context = versionAt(versions, period.from).context(objective, period)
        return context && evaluateObjective(parts, context)
      }),
    periods: (objective, from, to) => {
      const rule = ruleAt(objective, to)
      return rule ? periodsIn(rule, current.zone, from, to, at) : []
    },
    before: (objective, period) => {
      const rule = ruleAt(objective, period.from)
      return rule && 'every' in rule ? periodBefore(rule, current.zone, period) : null
    },
    after: (objective, period) => {
      const rule = ruleAt(objective, period.to)
      return rule && 'every' in rule ? periodAfter(rule, current.zone, period) : null
    },
    other: (contract) => roomOf(contract)?.evaluation ?? null,
  }
  return { evaluation, versions }
}

interface Question {
  readonly objective: string
  readonly period: EvaluatedPeriod
}

/** Oldest period first, then in the order of the file. */
function questions(versions: readonly CompiledVersion[], { known, at }: EvaluationMoment, asked: string | undefined): Question[] {
  let touched: IntervalSet | null = null
  const services = new Set(versions.flatMap(({ contract }) => contract.services.map(({ id }) => id)))
  const extent = () => (touched ??= touchedTime(known.evidence, services, at))
  const found: Question[] = []
  let isKnown = false
  for (const version of versions) {
    const { contract, zone, ruleOf } = version
    const general = [contract.period, ...contract.objectives.flatMap(({ period }) => (period ? [period] : []))]
    // An agreement that promises nothing has periods all the same.
    if (contract.objectives.length === 0 && requestedPeriods(contract.period, general, zone, asked, at, extent)) isKnown = true
    for (const key of judgedObjectives(contract).map(objectiveKey)) {
      const periods = requestedPeriods(ruleOf(key)!, general, zone, asked, at, extent)
      if (periods) isKnown = true
      for (const period of periods ?? []) {
        if (versionAt(versions, period.from) === version) found.push({ objective: key, period })
      }
      if (found.length > LIMITS.judgements)
        throw new TooCostly(
          `${asked ?? 'period'}: wanted at most ${LIMITS.judgements} objectives times periods, got more; ask for one period, or fewer objectives`,
        )
    }
  }
  if (!isKnown && asked !== undefined) throw new NoPeriod(asked)
  return found.sort((a, b) => a.period.from - b.period.from)
}
