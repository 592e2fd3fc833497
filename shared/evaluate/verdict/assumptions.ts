/** Defaults that were used because the text is silent, each once, sorted by path (R36). */
import type { Assumption, Reason } from '../model/report.ts'

export class Assumptions {
  private readonly made = new Map<string, Assumption>()

  readonly add = (path: string, used: string, reason: Reason): void => {
    const key = `${path}\n${used}`
    if (!this.made.has(key)) this.made.set(key, { path, used, ...reason })
  }

  sorted(): readonly Assumption[] {
    return [...this.made.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
  }
}
