/** Fields of an agreement that this format does not know, and custom ones (x-): their content is unknown, so they are never shared. */

import { below, type Path, pathText, ROOT } from '../base/path.ts'
import { isUnknownField } from '../base/shape-object.ts'
import type { Contract } from '../contract/model.ts'
import { readContractValue } from '../contract/read-contract.ts'

/** The agreement with nothing in it but fields that the format knows. */
export function withoutOwn(contract: Contract): Contract {
  const unknown = new Set(
    readContractValue(contract)
      .warnings.filter(isUnknownField)
      .map(({ path }) => path),
  )
  return part(contract, ROOT, unknown) as Contract
}

function part(value: unknown, path: Path | null, unknown: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item, index) => part(item, below(path, index), unknown))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const place = below(path, key)
      return key.startsWith('x-') || unknown.has(pathText(place)) ? [] : [[key, part(inner, place, unknown)]]
    }),
  )
}
