/** Where two JSON values differ, by path, in the order of the first; lists are compared place by place. */

export interface Difference {
  /** `objectives[0].time.down`; empty where the values themselves differ in kind. */
  readonly path: string
  /** undefined where that side has nothing there. */
  readonly one: unknown
  readonly other: unknown
}

/** At most `limit`: a report of another evaluator may differ everywhere. */
export function differences(one: unknown, other: unknown, limit = 200): readonly Difference[] {
  const found: Difference[] = []
  compare(one, other, '', found, limit)
  return found
}

function compare(one: unknown, other: unknown, path: string, found: Difference[], limit: number): void {
  if (found.length >= limit || Object.is(one, other)) return
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) {
    found.push({ path, one, other })
    return
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  for (const key of keys) {
    const inner = Array.isArray(one) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    compare((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], inner, found, limit)
  }
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null
