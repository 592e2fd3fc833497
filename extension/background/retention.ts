/**
 * What is kept and for how long. Evidence goes by whole periods: what is older than the oldest period that is still wanted
 * goes together with its coverage, so that an older period has no data, and never looks met.
 */
import type { Contract } from '../../shared/contract/model.ts'
import { type Evidence, type Maintenance, type Span, sourceText } from '../../shared/evidence/model.ts'
import { clip, type EpochMs } from '../../shared/time/intervals.ts'
import { movedPeriod, periodAt, windowEnding } from '../../shared/time/period.ts'
import type { Zones } from '../../shared/time/zone.ts'
import { isMeasured } from '../store/metric-rows.ts'
import type { EvidenceEntry, EvidencePack, SourceRecord } from '../store/store-schema.ts'

/** Two years, for a review of the last beside the one before, and a month to hold it in. */
export const KEEP = 'P25M'
/** Rows of failures and versions may reach over the cut: what lies this near before it stays. */
const MARGIN = 86_400_000

/** From when on everything is kept: `keep` before now, and back to the start of each agreement's period that holds it. */
export function keepFrom(contracts: readonly Contract[], now: EpochMs, zones: Zones, keep = KEEP): EpochMs {
  const utc = zones('UTC')
  const back = movedPeriod(utc, now, keep, -1)
  const starts = contracts.flatMap((contract) => {
    const zone = zones(contract.zone)
    const rules = [contract.period, ...contract.objectives.flatMap(({ period }) => period ?? [])]
    return rules.map((rule) => ('every' in rule ? periodAt(rule, zone, back) : windowEnding(rule, zone, now)).from)
  })
  return Math.min(back, ...starts)
}

export interface Thinned {
  readonly source: SourceRecord
  /** Entries to be written in the place of those of the same `seq`. */
  readonly changed: readonly EvidenceEntry[]
  /** The `seq` of entries of which nothing is left. */
  readonly gone: readonly number[]
  /** The months of packs that go. */
  readonly months: readonly string[]
}

/** One source without what ended before `from`. Versions of one thing are deleted together or not at all: otherwise an old one would count again (R3). */
export function thinned(source: SourceRecord, entries: readonly EvidenceEntry[], packs: readonly EvidencePack[], from: EpochMs): Thinned {
  const end = from - MARGIN
  const ends = lastEnds([...packs, ...entries].map(({ evidence }) => evidence))
  const stays = (row: Span | Maintenance): boolean => (ends.get(nameOf(row)) ?? Number.POSITIVE_INFINITY) > end
  const changed: EvidenceEntry[] = []
  const gone: number[] = []
  for (const entry of entries) {
    const { spans = [], maintenance = [], checks = [], coverage = [] } = entry.evidence
    // Coverage is deleted together with the evidence in it.
    const watched = coverage.flatMap((row) => (row.to !== null && row.to <= from ? [] : [{ ...row, from: Math.max(row.from, from) }]))
    const left = {
      spans: spans.filter(stays),
      maintenance: maintenance.filter(stays),
      checks: checks.filter(({ results }) => results.some(({ at }) => at > end)),
    }
    const before = spans.length + maintenance.length + checks.length + coverage.length
    const after = left.spans.length + left.maintenance.length + left.checks.length + watched.length
    if (before === after && coverage.every((row) => row.from >= from)) continue
    const evidence: Partial<Evidence> = { ...entry.evidence, ...left, ...(coverage.length > 0 && { coverage: watched }) }
    if (Object.values(evidence).some((rows) => Array.isArray(rows) && rows.length > 0)) changed.push({ ...entry, evidence })
    else gone.push(entry.seq as number)
  }
  const month = new Date(end).toISOString().slice(0, 7)
  const covered = clip(source.state.covered, from, Number.POSITIVE_INFINITY)
  return {
    source: { ...source, state: { ...source.state, covered, ...coveredFrom(source, from) } },
    changed,
    gone,
    months: packs.filter((pack) => pack.month < month && isMeasured(pack)).map((pack) => pack.month),
  }
}

function coveredFrom({ state }: SourceRecord, from: EpochMs): Pick<SourceRecord['state'], 'coveredBy'> {
  if (!state.coveredBy) return {}
  const clipped = Object.entries(state.coveredBy).map(([component, set]) => [component, clip(set, from, Number.POSITIVE_INFINITY)] as const)
  return { coveredBy: Object.fromEntries(clipped) }
}

/** When the last version of each thing ends, over all its versions and services; never, where one is still open. */
function lastEnds(pieces: readonly Partial<Evidence>[]): Map<string, number> {
  const ends = new Map<string, number>()
  for (const row of pieces.flatMap(({ spans = [], maintenance = [] }): readonly (Span | Maintenance)[] => [...spans, ...maintenance])) {
    const name = nameOf(row)
    ends.set(name, Math.max(ends.get(name) ?? Number.NEGATIVE_INFINITY, row.to ?? Number.POSITIVE_INFINITY))
  }
  return ends
}

const nameOf = (row: Span | Maintenance): string =>
  `${'services' in row ? 'm' : 's'} ${sourceText(row.source)} ${row.ref ?? row.id ?? `${row.from} ${row.to}`}`
