/** The widget as it ships, built in memory from the sources at hand. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const built = new Map<string, Promise<string>>()

/** The script of a build mode: `widget`, `widget-de`, `widget-ar`, `widget-badge`. */
export function widgetScript(mode: string): Promise<string> {
  const known = built.get(mode)
  if (known) return known
  const made = make(mode)
  built.set(mode, made)
  return made
}

async function make(mode: string): Promise<string> {
  // The test run's NODE_ENV would compile JSX for development.
  process.env.NODE_ENV = 'production'
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))
  const result = await build({ configFile, mode, logLevel: 'error', build: { write: false } })
  const [first] = [result].flat() as { output: { code: string }[] }[]
  return first!.output[0]!.code
}
