/**
 * Where a value stands in a document. A path is a linked list towards the root, so that walking down costs nothing and the
 * text is made only for a value that has something wrong with it.
 */
export interface Path {
  readonly parent: Path | null
  readonly key: string | number
}

export const ROOT: Path | null = null

export const below = (parent: Path | null, key: string | number): Path => ({ parent, key })

const PLAIN_KEY = /^[\w$-]{1,80}$/

/** `objectives[0].measure.minRun.atLeast`; the whole document is the empty text, an unusual key stands in quotes. */
export function pathText(path: Path | null): string {
  const parts: string[] = []
  for (let step = path; step; step = step.parent) parts.push(partText(step.key, step.parent === null))
  return parts.reverse().join('')
}

function partText(key: string | number, first: boolean): string {
  if (typeof key === 'number') return `[${key}]`
  if (PLAIN_KEY.test(key)) return first ? key : `.${key}`
  return `[${JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key)}]`
}
