/** Several readings of which each may be refused: all are tried, so that every problem is reported at once (R33). */
import { CommandRefused } from './io.ts'

export class Attempts {
  private readonly lines: string[] = []

  /** What `read` gives, undefined where it is refused. */
  try<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error
      this.lines.push(...error.lines)
      return undefined
    }
  }

  note(lines: readonly string[]): void {
    this.lines.push(...lines)
  }

  /** Throws Refused with all that was refused, if anything was. */
  done(): void {
    if (this.lines.length > 0) throw new CommandRefused(this.lines)
  }
}
