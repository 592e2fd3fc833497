/** The small response of each feed that is kept in the project, in the shape of the real ones. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../fixtures/feeds/', import.meta.url))

/** Throws where there is none for that adaptor. */
export function fixture(id: string): string {
  const name = readdirSync(FOLDER).find((each) => each.replace(/\.\w+$/, '') === id)
  if (!name) throw new Error(`no response of ${id} in test/fixtures/feeds`)
  return readFileSync(FOLDER + name, 'utf8')
}
