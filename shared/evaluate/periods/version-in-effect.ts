/** Several versions of one agreement (R10): each period is evaluated by the one in effect at its first instant. */
import type { Contract } from '../../contract/model.ts'
import { boundary } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Zones } from '../../time/zone.ts'

export interface EffectiveVersion {
  readonly contract: Contract
  /** NEGATIVE_INFINITY for the first one, which also holds before its date. */
  readonly from: EpochMs
}

/** Oldest first; versions without a date, or of one date, in the order given. */
export function versionsOf(contracts: readonly Contract[], zones: Zones): readonly EffectiveVersion[] {
  return (
    contracts
      .map((contract) => ({ contract, from: effectiveFrom(contract, zones) }))
      // Of two without a date the difference is no number, and the order stays.
      .sort((a, b) => a.from - b.from)
      .map((each, i) => (i === 0 ? { ...each, from: Number.NEGATIVE_INFINITY } : each))
  )
}

export function versionAt<T extends EffectiveVersion>(versions: readonly T[], t: EpochMs): T {
  let found = versions[0]!
  for (const each of versions) if (each.from <= t) found = each
  return found
}

function effectiveFrom({ text, zone }: Contract, zones: Zones): EpochMs {
  return text?.effective === undefined ? Number.NEGATIVE_INFINITY : boundary(text.effective, zones(zone))
}

/** The agreement a report is about: the first one that no other builds on. */
export function mainOf(contracts: readonly Contract[]): string {
  const named = new Set(
    contracts.flatMap(({ id, basedOn, dependsOn }) => [...(basedOn ?? []), ...needed(dependsOn)].filter((each) => each !== id)),
  )
  const main = contracts.find(({ id }) => !named.has(id)) ?? contracts[0]
  if (!main) throw new RangeError('no agreement to evaluate')
  return main.id
}

const needed = (list: Contract['dependsOn']): string[] =>
  (list ?? []).flatMap((each) => ('of' in each ? needed(each.of) : each.contract === undefined ? [] : [each.contract]))
