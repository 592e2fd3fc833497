/** Which of several agreements is the one that is asked about. */
import type { Contract } from '../../shared/contract/model.ts'

/**
 * The agreements with the one that is asked about first: one that no other is based or depends on; of several such, the one
 * of the first file. Versions of one agreement stay together, in the order of the files.
 */
export function mainFirst<T>(list: readonly T[], contractOf: (each: T) => Contract): readonly T[] {
  const contracts = list.map(contractOf)
  const used = new Set(contracts.flatMap((each) => [...(each.basedOn ?? []), ...behind(each)].filter((id) => id !== each.id)))
  const main = (contracts.find((each) => !used.has(each.id)) ?? contracts[0])?.id
  const isMain = (each: T): boolean => contractOf(each).id === main
  return [...list.filter(isMain), ...list.filter((each) => !isMain(each))]
}

function behind(contract: Contract): readonly string[] {
  const found: string[] = []
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) look(each)
    else if (typeof value === 'object' && value !== null) {
      if ('contract' in value && typeof value.contract === 'string') found.push(value.contract)
      for (const each of Object.values(value)) look(each)
    }
  }
  look(contract.dependsOn)
  return found
}
