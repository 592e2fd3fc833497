/**
 * One thing wrong with a document: where (`objectives[0].measure.unit`, empty for the whole document), what was wanted
 * and what came. All problems of a document are reported at once (R33).
 */
export interface Problem {
  readonly path: string
  readonly wanted: string
  readonly got: string
}

/** `FILE: PATH: wanted W, got G`; without a path the second part is left out. */
export function problemLine(file: string, problem: Problem): string {
  const where = problem.path ? `${file}: ${problem.path}` : file
  return `${where}: wanted ${problem.wanted}, got ${problem.got}`
}
