/**
 * Why copies that no test notices are left: test/mutants.json, by source, each with the line it stands on, what it makes of
 * what, and the reason, which is a name in `reasons` or a sentence of its own. Places are identified by text, so that they outlive
 * lines added above them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './copies.mjs'

const { reasons, files } = JSON.parse(readFileSync(join(root, 'test/mutants.json'), 'utf8'))

/** `{ place, line, change }` of one of Stryker's mutants of `text`. */
export function placeOf({ location: { start, end }, replacement }, text) {
  const lines = text.split('\n')
  const first = lines[start.line]
  const from = end.line === start.line ? first.slice(start.column, end.column) : `${first.slice(start.column)} …`
  return { place: `${start.line + 1}:${start.column + 1}`, line: first.trim(), change: `${from} → ${flat(replacement)}` }
}

const flat = (text) => text.replace(/\s+/g, ' ').trim()

/** Gives each survivor the reason that is written down for it, and the lines of the file that no survivor needed. */
export function excuse(source, survivors) {
  const entries = files[source] ?? []
  const fits = (entry, { line, change }) => entry.line === line && entry.change === change
  const told = survivors.map((survivor) => {
    const entry = entries.find((each) => fits(each, survivor))
    return { ...survivor, because: entry ? (reasons[entry.because] ?? entry.because) : null }
  })
  return { told, unused: entries.filter((entry) => !survivors.some((survivor) => fits(entry, survivor))) }
}
