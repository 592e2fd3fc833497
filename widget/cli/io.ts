/**
 * What a sub-command may do to the world, so that each is a plain function of its arguments: say something, read a file,
 * know the time. main.ts hands it the process; the clock is read nowhere else.
 */
import type { EpochMs } from '../../shared/time/intervals.ts'

export interface Io {
  /** Standard output. */
  readonly out: (text: string) => void
  /** One line on standard error. */
  readonly err: (line: string) => void
  readonly now: () => EpochMs
  /** Throws as `fs.readFileSync` does; `-` is standard input. */
  readonly readFile: (path: string) => string
  /** Writes whole or not at all; `secret` for the owner's eyes only. */
  readonly writeFile: (path: string, text: string, secret?: boolean) => void
  readonly exists: (path: string) => boolean
  readonly isFolder: (path: string) => boolean
  /** Names in a folder, sorted. */
  readonly list: (path: string) => readonly string[]
  readonly fetch: typeof fetch
  /** Columns of the terminal, null where the output is no terminal. */
  readonly columns: number | null
  readonly colour: boolean
}

/** The input was refused, or a check failed: exit 1, one line a problem. */
export class CommandRefused extends Error {
  override readonly name = 'Refused'
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** Wrong usage: exit 2, with the usage of the sub-command. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

/** One line, without the control characters that could drive a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
export const plainText = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
