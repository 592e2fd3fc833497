/**
 * Recorded responses of real services live beside the checkout, where somebody keeps them; they are not part of the
 * project. Tests over them skip, and say so, where they are absent.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../../shared/data/feeds/', import.meta.url))

/** The text of a recorded response, null where it is not there. */
export function recorded(path: string): string | null {
  const file = ROOT + path
  if (existsSync(file)) return readFileSync(file, 'utf8')
  console.info(`skipped: no recorded response ${path}`)
  return null
}
