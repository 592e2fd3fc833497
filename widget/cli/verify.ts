/** `standing verify` and `standing open`: is a snapshot whole, signed, known, and does it recompute. */
import { sealHolds } from '../../shared/snapshot/four-answers.ts'
import type { Command } from './command.ts'
import { Usage } from './io.ts'
import { keysOption } from './published-keys.ts'
import { reportText } from './report-text.ts'
import { examineFile, snapshotAnswers } from './snapshot-file.ts'

const trust = {
  name: 'trust',
  kind: 'list',
  value: 'KEY …',
  about: 'RFC 7638 thumbprints of keys that you know',
} as const

export const verifyCommand: Command = {
  name: 'verify',
  words: 'FILE|LINK',
  about: 'exit code 0 when a snapshot is whole, validly signed and recomputes, key known or not',
  options: [trust, keysOption, { name: 'json', kind: 'flag', value: '', about: 'prints the answers as JSON' }],
  run: async (args, io) => {
    const examined = await examineFile(only(args.words), io, { trusted: args.list('trust'), keys: args.text('keys') })
    const { seal, trust: known, recomputed } = examined
    const good = sealHolds(examined)
    if (args.flag('json')) {
      const { report: _, ...again } = recomputed as { report?: unknown }
      io.out(`${JSON.stringify({ holds: good, seal, trust: known, recomputed: again })}\n`)
    } else for (const line of snapshotAnswers(examined)) io.out(`${line}\n`)
    return good ? 0 : 1
  },
}

export const openCommand: Command = {
  name: 'open',
  words: 'FILE|LINK',
  about: 'shows what a snapshot says, recomputed here',
  options: [
    trust,
    keysOption,
    { name: 'json', kind: 'flag', value: '', about: 'prints the report recomputed here as JSON' },
    { name: 'why', kind: 'flag', value: '', about: 'lists every stretch that is not plainly up, with the clause that decided it' },
  ],
  run: async (args, io) => {
    const examined = await examineFile(only(args.words), io, { trusted: args.list('trust'), keys: args.text('keys') })
    const { opened, recomputed } = examined
    for (const line of snapshotAnswers(examined)) (args.flag('json') ? io.err : (text: string) => io.out(`${text}\n`))(line)
    if (!recomputed || recomputed.state === 'impossible') return 1
    if (args.flag('json')) io.out(`${JSON.stringify(recomputed.report)}\n`)
    else
      io.out(
        `\n${reportText(recomputed.report, opened!.document.contract, { columns: io.columns, colour: io.colour, why: args.flag('why') })}`,
      )
    return 0
  },
}

/** Throws Usage unless one file is named. */
function only(words: readonly string[]): string {
  if (words.length !== 1) throw new Usage(`wanted one snapshot, got ${words.length}`)
  return words[0]!
}
