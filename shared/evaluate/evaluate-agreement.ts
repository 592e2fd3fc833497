/**
 * Where an agreement stands: contract versions and evidence in, one report out. Nothing here reads a clock, a network or a
 * store; zones come in as tables. What is measured, credited and claimed is in the parts, so that a small reader carries
 * only those it shows.
 */
import type { Contract } from '../contract/model.ts'
import { knownEvidence } from '../evidence/known-at.ts'
import type { Evidence } from '../evidence/model.ts'
import type { EpochMs, IntervalSet } from '../time/intervals.ts'
import { periodBefore } from '../time/period.ts'
import type { PeriodRule } from '../time/rules.ts'
import type { Zones } from '../time/zone.ts'
import { type Compiled, compileVersion, type Moment, memo, periodsIn } from './compile-version.ts'
import type { Judged, Parts, Reported, Room } from './model/evaluation.ts'
import type { Period } from './model/measured.ts'
import type { Report } from './model/report.ts'
import { objectiveReport } from './objective-report.ts'
import { NoPeriod, periodsAsked, touchedTime } from './periods/requested-periods.ts'
import { mainOf, versionAt, versionsOf } from './periods/version-in-effect.ts'
import { identityOf } from './report-identity.ts'
import { Assumptions } from './verdict/assumptions.ts'
import { judge } from './verdict/evaluate-objective.ts'

export interface EvaluateOptions {
  /** The present, passed in; evidence after it does not exist. */
  readonly at: EpochMs
  /** What had been seen by then (`observedAt`); default `at` (R2). */
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
 * Throws RangeError where there is no contract, NoPeriod for a period that no objective knows.
 */
export function evaluateWith(parts: Parts, contracts: readonly Contract[], evidence: Evidence, options: EvaluateOptions): Report {
  const { at, knownAt = at, period, since, zones } = options
  const assumptions = new Assumptions()
  const known = knownEvidence(evidence, at, knownAt)
  const moment: Moment = { known, at, knownAt, zones, assume: assumptions.add, defaults: parts.defaults }
  const main = mainOf(contracts)
  const rooms = memo()
  const roomOf = (id: string): Agreement | null =>
    rooms(id, () => {
      const own = contracts.filter((contract) => contract.id === id)
      return own.length === 0 ? null : agreement(parts, own, moment, roomOf)
    })
  const { room, versions } = roomOf(main)!

  const asked = questions(versions, moment, period).filter((each) => since === undefined || each.period.to > since)
  const judged = asked.map(({ objective, period: own }) => room.judge(objective, own)!)
  const reported: Reported[] = judged.map((each) => ({ judged: each, report: objectiveReport(parts, room, each) }))
  return {
    format: 'standing/report@1',
    ...identityOf(parts, versions, evidence, judged),
    at,
    knownAt,
    zone: room.contract.zone,
    objectives: reported.map(({ report }) => report),
    credits: parts.credits?.sums(room, judged) ?? [],
    escalations: parts.escalations?.(room, reported) ?? [],
    assumptions: assumptions.sorted(),
  }
}

interface Agreement {
  readonly room: Room
  readonly versions: readonly Compiled[]
}

function agreement(parts: Parts, contracts: readonly Contract[], moment: Moment, roomOf: (id: string) => Agreement | null): Agreement {
  const { known, at, knownAt, zones, assume } = moment
  const versions = versionsOf(contracts, zones).map(({ contract, from }) => compileVersion(contract, from, moment))
  const current = versionAt(versions, at)
  const judgements = memo()
  const ruleAt = (objective: string, t: EpochMs): PeriodRule | null =>
    versionAt(versions, t).ruleOf(objective) ?? versions.map((each) => each.ruleOf(objective)).find((rule) => rule !== null) ?? null
  const room: Room = {
    contract: current.contract,
    at,
    knownAt,
    zone: current.zone,
    zones,
    evidence: known.evidence,
    hours: current.hours,
    assume,
    judge: (objective, period) =>
      judgements(`${objective} ${period.from} ${period.to}`, (): Judged | null => {
        const context = versionAt(versions, period.from).context(objective, period)
        return context && judge(parts, context)
      }),
    periods: (objective, from, to) => {
      const rule = ruleAt(objective, to)
      return rule ? periodsIn(rule, current.zone, from, to, at) : []
    },
    before: (objective, period) => {
      const rule = ruleAt(objective, period.from)
      return rule && 'every' in rule ? periodBefore(rule, current.zone, period) : null
    },
    other: (contract) => roomOf(contract)?.room ?? null,
  }
  return { room, versions }
}

interface Question {
  readonly objective: string
  readonly period: Period
}

/** Oldest period first, then in the order of the file. */
function questions(versions: readonly Compiled[], { known, at }: Moment, asked: string | undefined): Question[] {
  let touched: IntervalSet | null = null
  const services = new Set(versions.flatMap(({ contract }) => contract.services.map(({ id }) => id)))
  const extent = () => (touched ??= touchedTime(known.evidence, services, at))
  const found: Question[] = []
  let isKnown = false
  for (const version of versions) {
    const { contract, zone, ruleOf } = version
    const general = [contract.period, ...contract.objectives.flatMap(({ period }) => (period ? [period] : []))]
    // An agreement that promises nothing has periods all the same.
    if (contract.objectives.length === 0 && periodsAsked(contract.period, general, zone, asked, at, extent)) isKnown = true
    for (const { id } of contract.objectives) {
      const periods = periodsAsked(ruleOf(id)!, general, zone, asked, at, extent)
      if (periods) isKnown = true
      for (const period of periods ?? []) {
        if (versionAt(versions, period.from) === version) found.push({ objective: id, period })
      }
    }
  }
  if (!isKnown && asked !== undefined) throw new NoPeriod(asked)
  return found.sort((a, b) => a.period.from - b.period.from)
}
