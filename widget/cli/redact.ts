/** `standing redact`: takes fields out of a snapshot, judges what is left anew and signs that. */

import { refocused } from '../../shared/snapshot/one-incident.ts'
import { redactInput as takeOut } from '../../shared/snapshot/redact-input.ts'
import { makeSnapshot } from '../../shared/snapshot/snapshot.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import { zonesFrom } from '../../shared/time/tables.ts'
import type { Command } from './command.ts'
import { Usage } from './io.ts'
import { REDACTED_FIELD_WORDS, redacted, redactedFields } from './redact-fields.ts'
import { write } from './seal-command.ts'
import { examineFile } from './snapshot-file.ts'

export const redactCommand: Command = {
  name: 'redact',
  words: 'FILE|LINK --redact FIELD …',
  about: 'Hide data in a snapshot, recalculate it and sign it again',
  options: [
    { name: 'redact', kind: 'list', value: 'FIELD …', about: REDACTED_FIELD_WORDS },
    { name: 'private-key', kind: 'text', value: 'FILE', about: 'Ed25519 private key as JWK (default: a new key for this file)' },
    {
      name: 'name',
      kind: 'text',
      value: 'NAME',
      about: 'Sender name shown to recipients (default: none; the old name is removed)',
    },
    { name: 'keep-words', kind: 'flag', value: '', about: 'Keep the note and the request (removed by default with the notes)' },
    { name: 'link', kind: 'text', value: 'READER', about: 'Create a link to this https reader instead of a file' },
    { name: 'out', kind: 'text', value: 'FILE', about: 'Output file (default: standard output)' },
  ],
  run: async (args, io) => {
    const fields = redactedFields(args.some('redact'))
    if (fields.length === 0) throw new Usage('--redact: this takes nothing out')
    const { opened } = await examineFile(args.only('snapshot'), io)
    const { document, contracts, evidence, at, knownAt } = opened!
    const left = redacted(() => takeOut(contracts, evidence, fields))
    const focus = document.focus && refocused(document.focus, contracts, left.contracts)
    const name = args.text('name')
    const words = args.flag('keep-words') || !fields.includes('notes')
    const snapshot = redacted(() =>
      makeSnapshot({
        contracts: left.contracts,
        evidence: left.evidence,
        redacted: [...new Set([...document.redacted, ...left.fields])],
        at,
        knownAt,
        period: document.period,
        zones: zonesFrom(document.zones),
        createdAt: io.now(),
        createdBy: { ...(name !== undefined && { name }), tool: `standing ${__VERSION__}` },
        ...(words && document.note !== undefined && { note: document.note }),
        ...(words && document.asks !== undefined && { asks: document.asks }),
        ...(focus && { focus }),
      }),
    )
    io.err(
      `standing: taken out ${left.fields.join(', ')}; made ${document.createdAt}, judged at ${new Date(parseInstant(document.at)).toISOString()}`,
    )
    return write(snapshot, args, io)
  },
}
