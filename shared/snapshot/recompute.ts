/**
 * Recalculates an opened snapshot: do the same figures come out, and where not, what differs and why. Who signed it is seal.ts,
 * whether that key is known trust.ts; the answers stand side by side and none implies another.
 */
import { canonicalFast as canonical } from '../base/canonical-fast.ts'
import { type Difference, differences } from '../base/differences.ts'
import { evaluate } from '../evaluate/index.ts'
import type { Report } from '../evaluate/model/report.ts'
import type { EpochMs } from '../time/intervals.ts'
import { cutRules, zonesFrom } from '../time/tables.ts'
import { offsetAt, type ZoneRules, type Zones } from '../time/zone.ts'
import type { Opened } from './read-snapshot.ts'
import { type Digest, digestOf, isDigest } from './report-digest.ts'

export type Recomputed =
  /** Every figure is the same. `madeBy`: the other evaluator that came to them, null where it is this one. */
  | { readonly state: 'same'; readonly report: Report; readonly zoneData: ZoneData; readonly madeBy: string | null }
  | {
      readonly state: 'different'
      /** By this computer's own zone data where they differ from those carried inside the period, else by those carried. */
      readonly report: Report
      readonly differences: readonly Difference[]
      readonly why: readonly DifferenceReason[]
      readonly zoneData: ZoneData
    }
  | { readonly state: 'impossible'; readonly reason: string }
/** What could explain a difference. */
export type DifferenceReason = 'evaluator' | 'zone-data' | 'contract' | 'evidence' | 'report'
/**
 * Whether this computer's own zone data say the same as the tables carried. `elsewhere`: they differ, but in no period of the
 * report and in no figure, as after a change of law for years to come.
 */
export type ZoneData = 'same' | 'elsewhere' | 'different' | 'unknown'

/**
 * Recomputes from what the snapshot carries. Where `own`, this computer's zone data, disagrees with the tables carried inside a
 * period of the report, or comes to another figure, its own decide. Never throws.
 */
export function recompute(opened: Opened, own?: Zones): Recomputed {
  const carried = evaluated(opened, zonesFrom(opened.document.zones))
  if ('reason' in carried) return { state: 'impossible', reason: carried.reason }
  const { report } = carried
  const zoneData = own ? compareZones(opened, report, own) : 'unknown'
  if (own && zoneData !== 'same') {
    const mine = evaluated(opened, own)
    if ('reason' in mine) return { state: 'impossible', reason: mine.reason }
    if (zoneData === 'different' || figures(mine.report) !== figures(report))
      return {
        state: 'different',
        report: mine.report,
        differences: figureDifferences(opened.document.report, mine.report),
        why: ['zone-data'],
        zoneData: 'different',
      }
  }
  return { ...held(opened.document.report, report), report, zoneData }
}

function evaluated({ document, contracts, evidence, at, knownAt }: Opened, zones: Zones): { report: Report } | { reason: string } {
  try {
    return { report: evaluate(contracts, evidence, { at, knownAt, period: document.period, zones }) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

type Verdict =
  | { state: 'same'; madeBy: string | null }
  | { state: 'different'; differences: readonly Difference[]; why: readonly DifferenceReason[] }

/** What a version calls itself excuses no figure and accuses none: only figures are compared. */
function held(theirs: Report | Digest, ours: Report): Verdict {
  const found = figureDifferences(theirs, ours)
  if (found.length === 0) return { state: 'same', madeBy: theirs.evaluator === ours.evaluator ? null : String(theirs.evaluator) }
  return { state: 'different', differences: found, why: isDigest(theirs) ? digestReasons(theirs, ours) : reasons(theirs, ours) }
}

/**
 * Where two reports of one evaluator differ at all; of another version's, which may word and name things otherwise, where its
 * verdicts, shares, downtime and credits do. A digest has these figures in brief and the hash of the rest.
 */
function figureDifferences(theirs: Report | Digest, ours: Report): readonly Difference[] {
  const mine = digestOf(ours)
  const sameVersion = theirs.evaluator === ours.evaluator
  if (!isDigest(theirs) && sameVersion) return figures(theirs) === figures(ours) ? [] : differences(nameless(theirs), nameless(ours))
  const brief = differences(briefsOf(theirs), mine.objectives).map(({ path, ...sides }) => ({ path: `objectives${path}`, ...sides }))
  const hasHash = isDigest(theirs) && sameVersion && theirs.tzdb === ours.tzdb
  return brief.length === 0 && hasHash ? differences({ sha256: theirs.sha256 }, { sha256: mine.sha256 }) : brief
}

/** A report from outside may hold anything: what has no figures in brief is compared as it stands. */
function briefsOf(theirs: Report | Digest): unknown {
  if (isDigest(theirs)) return theirs.objectives
  try {
    return digestOf(theirs).objectives
  } catch {
    return theirs.objectives
  }
}

/** A report without the names of what made it. */
function nameless(report: Report): object {
  const { evaluator: _, tzdb: __, ...rest } = report
  return rest
}
const figures = (report: Report): string => canonical(nameless(report))

function digestReasons(theirs: Digest, ours: Report): readonly DifferenceReason[] {
  const found: DifferenceReason[] = []
  if (theirs.evaluator !== ours.evaluator) found.push('evaluator')
  if (theirs.tzdb !== ours.tzdb) found.push('zone-data')
  return found.length > 0 ? found : ['report']
}

/** What the two reports say they were made from; where all of that is equal, the report itself was changed. */
function reasons(theirs: Report, ours: Report): readonly DifferenceReason[] {
  const found: DifferenceReason[] = []
  if (theirs.evaluator !== ours.evaluator) found.push('evaluator')
  if (theirs.tzdb !== ours.tzdb) found.push('zone-data')
  if (theirs.contract?.sha256 !== ours.contract.sha256) found.push('contract')
  if (theirs.evidence?.sha256 !== ours.evidence.sha256) found.push('evidence')
  return found.length > 0 ? found : ['report']
}

/** A table that this computer does not know, or can't follow, differs. */
function compareZones({ document: { zones } }: Opened, { objectives, at }: Report, own: Zones): ZoneData {
  const from = Math.min(at, ...objectives.map(({ period }) => period.from))
  const to = Math.max(at, ...objectives.map(({ period }) => period.to))
  try {
    if (zones.every((table) => sameClock(table, own(table.id), table.from, table.to))) return 'same'
    return zones.every((table) => sameClock(table, own(table.id), from, to)) ? 'elsewhere' : 'different'
  } catch {
    return 'different'
  }
}

/** Same offset at every instant of [from, to) at which either changes. */
function sameClock(table: ZoneRules, own: ZoneRules, from: EpochMs, to: EpochMs): boolean {
  const [theirs, mine] = [cutRules(table, from, to), cutRules(own, from, to)]
  return [...theirs.starts, ...mine.starts].every((instant) => offsetAt(theirs, instant) === offsetAt(mine, instant))
}
