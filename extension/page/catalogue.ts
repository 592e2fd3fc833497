/// <reference types="vite/client" />
/** The agreements that come with the extension, each loaded when it is chosen. */

import type { Contract } from '../../shared/agreement/model.ts'
import { readContract } from '../../shared/agreement/read.ts'

const files = import.meta.glob<string>('../../shared/agreement/catalogue/*.yaml', { query: '?raw', import: 'default' })

export interface Entry {
  readonly id: string
  readonly load: () => Promise<Loaded>
}

export interface Loaded {
  readonly id: string
  readonly text: string
  readonly contract: Contract
}

export const CATALOGUE: readonly Entry[] = Object.entries(files).map(([path, load]) => {
  const id = path.replace(/^.*\/|\.yaml$/g, '')
  return {
    id,
    async load() {
      const text = await load()
      const { contract, problems } = readContract(text, 'yaml')
      if (!contract) throw new RangeError(`${id}: ${problems[0]?.path ?? ''}`)
      return { id, text, contract }
    },
  }
})
