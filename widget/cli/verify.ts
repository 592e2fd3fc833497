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
  about: 'Trusted key thumbprints (RFC 7638)',
} as const

export const verifyCommand: Command = {
  name: 'verify',
  words: 'FILE|LINK',
  about: 'Verify a snapshot. Exits 0 if signature and recalculation match, even with an unknown key',
  options: [trust, keysOption, { name: 'json', kind: 'flag', value: '', about: 'Print the answers as JSON' }],
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
  about: 'Show a snapshot and recalculate it',
  options: [
    trust,
    keysOption,
    { name: 'json', kind: 'flag', value: '', about: 'Print the recalculated report as JSON' },
    { name: 'why', kind: 'flag', value: '', about: 'List all downtime, exclusions and gaps, with the clause applied' },
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
