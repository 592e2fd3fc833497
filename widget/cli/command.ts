/** What a sub-command is: its words for the usage, its options, and what it does. */
import type { Args, Option } from './arguments.ts'
import type { Io } from './io.ts'

export interface Command {
  readonly name: string
  /** What stands after the name in the usage, without options: `CONTRACT`. */
  readonly words: string
  readonly about: string
  readonly options: readonly Option[]
  /** Exit code. Throws Usage or Refused; nothing has then gone to standard output. */
  readonly run: (args: Args, io: Io) => Promise<number> | number
}
