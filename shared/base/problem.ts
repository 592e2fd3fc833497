/**
 * One thing wrong with a document: where (`objectives[0].measure.unit`, empty for the whole document), what was wanted
 * and what came. All problems of a document are reported at once (R33).
 */
export interface Problem {
  readonly path: string
  readonly wanted: string
  readonly got: string
  /** Where the field stands in the text, both from 1; absent where no text is at hand. */
  readonly line?: number
  readonly column?: number
}

/** `FILE:LINE:COL: PATH: wanted W, got G`; what is not known of the place is left out. */
export function problemLine(file: string, problem: Problem): string {
  const place = problem.line === undefined ? file : `${file}:${problem.line}:${problem.column}`
  const where = problem.path ? `${place}: ${problem.path}` : place
  return `${where}: wanted ${problem.wanted}, got ${problem.got}`
}

/** Text that is no document at all: not JSON, not YAML, too large, too deep. Callers read `problems`, never the message. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problemLine('document', problem)).join('\n'), options)
    this.problems = problems
  }
}

const SHOWN = 60

/** A value as the few words that a problem shows: `"abc"`, `99.9`, `a list`, `nothing`. Control characters are escaped. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') {
    const shown = JSON.stringify(value.length > SHOWN ? value.slice(0, SHOWN) : value)
    return value.length > SHOWN ? `${shown}… (${value.length} characters)` : shown
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (value !== null && typeof value === 'object') {
    if ('source' in value && value.constructor !== Object) return String((value as { source: unknown }).source)
    const keys = Object.keys(value)
    return keys.length === 0 ? 'an empty object' : `an object with ${describe(keys[0])}`
  }
  return String(value)
}
