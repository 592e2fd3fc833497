/** Lines and columns for the problems of a document whose text is at hand. */
import { lineColumn } from './json.ts'
import type { Problem } from './problem.ts'

/** The problems with the line and column of their field; of a field that is missing, those of the object it was wanted in. */
export function located(problems: readonly Problem[], text: string, places: ReadonlyMap<string, number>): readonly Problem[] {
  return problems.map((problem) => {
    if (problem.line !== undefined) return problem
    const at = placeOf(problem.path, places)
    return at === undefined ? problem : { ...problem, ...lineColumn(text, at) }
  })
}

function placeOf(path: string, places: ReadonlyMap<string, number>): number | undefined {
  for (let rest = path; rest !== ''; rest = parentOf(rest)) {
    const at = places.get(rest)
    if (at !== undefined) return at
  }
  return undefined
}

/** A path without its last part. */
const parentOf = (path: string): string => {
  const parent = path.replace(LAST_PART, '')
  return parent === path ? '' : parent
}

const LAST_PART = /(^|\.)[\w$-]+$|\[(\d+|"(\\.|[^"\\])*")\]$/
