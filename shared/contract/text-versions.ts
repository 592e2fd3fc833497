/**
 * Several files of one agreement: versions of its text, distinguished by `text.effective` (R10). Each period is evaluated by the
 * one effective at its first instant; the first version holds from the beginning of time.
 */
import { type Inherited, inherit } from './inheritance.ts'
import type { Contract } from './model.ts'

/** The versions of each agreement, oldest first; one without a date stands before the others. */
export function contractVersions(contracts: readonly Contract[]): ReadonlyMap<string, readonly Contract[]> {
  const versions = new Map<string, Contract[]>()
  for (const contract of contracts) {
    const known = versions.get(contract.id)
    if (known) known.push(contract)
    else versions.set(contract.id, [contract])
  }
  for (const list of versions.values()) list.sort((a, b) => effectiveMs(a) - effectiveMs(b))
  return versions
}

/** Only for order: a date is taken in UTC. */
function effectiveMs(contract: Contract): number {
  const text = contract.text?.effective
  return text === undefined ? Number.NEGATIVE_INFINITY : Date.parse(text)
}

/**
 * All of them with what they inherit. A parent of several versions is the one in force when the child's text came into
 * force, the latest where the child has no date.
 */
export function inheritAll(contracts: readonly Contract[]): readonly (Inherited & { readonly id: string })[] {
  const versions = contractVersions(contracts)
  return contracts.map((contract) => {
    const when = contract.text?.effective === undefined ? Number.POSITIVE_INFINITY : effectiveMs(contract)
    const get = (id: string): Contract | undefined => {
      const list = versions.get(id) ?? []
      return list.findLast((version) => effectiveMs(version) <= when) ?? list[0]
    }
    return { id: contract.id, ...inherit(contract, { get }) }
  })
}
