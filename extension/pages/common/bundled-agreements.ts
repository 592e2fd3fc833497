/** The agreements that come with the extension: listed at once, each read when it is chosen. */
import { catalogueText } from '../../../shared/contract/catalogue.ts'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'

export { CATALOGUE } from '../../../shared/contract/catalogue.ts'

export interface Loaded {
  readonly id: string
  readonly text: string
  readonly kind: 'yaml' | 'json'
  /** The file it was opened from; null where it came along. */
  readonly file: string | null
  readonly contract: Contract
}

/** Throws RangeError for an id the catalogue does not have. */
export async function load(id: string): Promise<Loaded> {
  const text = await catalogueText(id)
  const { contract, problems } = readContract(text ?? '', 'yaml')
  if (text === null || !contract) throw new RangeError(`${id}: ${problems[0]?.path ?? 'not in the catalogue'}`)
  return { id, text, kind: 'yaml', file: null, contract }
}
