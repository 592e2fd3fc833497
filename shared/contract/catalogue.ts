/**
 * The agreements that come along: catalogue/index.json lists them, catalogue/ID.yaml holds the text of each, read only when it
 * is asked for. Bundled by vite wherever it goes, so that no file is looked for at run time.
 */
/// <reference types="vite/client" />
import index from './catalogue/index.json' with { type: 'json' }
import type { Listing } from './listing.ts'

export const CATALOGUE = index as readonly Listing[]

const texts = import.meta.glob<string>('./catalogue/*.yaml', { query: '?raw', import: 'default' })

/** The YAML text of an agreement of the catalogue, null for an id it does not have. */
export async function catalogueText(id: string): Promise<string | null> {
  const load = texts[`./catalogue/${id}.yaml`]
  return load ? load() : null
}
