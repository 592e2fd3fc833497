/** `standing seal`: agreement and evidence as one signed file that recomputes wherever it is opened. */
import { fingerprint, thumbprint } from '../../shared/signing/public-key.ts'
import { sealText } from '../../shared/signing/seal.ts'
import { linkToText, tooLongFor } from '../../shared/snapshot/link.ts'
import { redactInput } from '../../shared/snapshot/redact-input.ts'
import { smallForm } from '../../shared/snapshot/small-form.ts'
import { makeSnapshot, type Snapshot, type SnapshotInput } from '../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { Attempts } from './all-problems.ts'
import type { Args } from './arguments.ts'
import type { Command } from './command.ts'
import { aboutIncident } from './incident-option.ts'
import { CommandRefused, type Io } from './io.ts'
import { freshIdentity, readKeyFile } from './key-file.ts'
import { loadContracts, loadEvidence } from './load-files.ts'
import { nodeSubtle, packNow } from './native-crypto.ts'
import { REDACTED_FIELD_WORDS, redacted, redactedFields } from './redact-fields.ts'

const { subtle } = globalThis.crypto

export const sealCommand: Command = {
  name: 'seal',
  words: '--contract FILE … --evidence FILE …',
  about: 'Create a signed snapshot that others can recalculate',
  options: [
    { name: 'contract', kind: 'list', value: 'FILE …', about: 'Agreement files, including versions and agreements it refers to' },
    { name: 'evidence', kind: 'list', value: 'FILE …', about: 'Evidence files' },
    { name: 'at', kind: 'text', value: 'T', about: 'Evaluate as of this time (default: now)' },
    { name: 'known-at', kind: 'text', value: 'T', about: 'Use only data known by this time (default: same as --at)' },
    {
      name: 'period',
      kind: 'text',
      value: 'P',
      about: 'Period: 2026-03, 2026-Q1, a local date, or all (default: the period containing --at)',
    },
    {
      name: 'incident',
      kind: 'text',
      value: 'T',
      about: 'Time within one incident: shown first; text of other incidents is removed; the whole period still counts',
    },
    { name: 'private-key', kind: 'text', value: 'FILE', about: 'Ed25519 private key as JWK (default: a new key for this file)' },
    { name: 'name', kind: 'text', value: 'NAME', about: 'Sender name shown to recipients' },
    {
      name: 'redact',
      kind: 'list',
      value: 'FIELD …',
      about: REDACTED_FIELD_WORDS,
    },
    { name: 'note', kind: 'text', value: 'TEXT', about: 'What happened (shown to recipients)' },
    { name: 'asks', kind: 'text', value: 'TEXT', about: 'Your request to the recipient' },
    {
      name: 'link',
      kind: 'text',
      value: 'READER',
      about: 'Create a link to this https reader instead of a file',
    },
    { name: 'out', kind: 'text', value: 'FILE', about: 'Output file, such as NAME.standing.json (default: standard output)' },
  ],
  run: async (args, io) => {
    args.none()
    const input = inputOf(args, io)
    const incident = args.instant('incident')
    return write(
      made(() => makeSnapshot(incident === undefined ? input : aboutIncident(input, incident))),
      args,
      io,
    )
  },
}

/** Signs with the key named, or with a fresh one, and writes a file or a link. */
export async function write(snapshot: Snapshot, args: Args, io: Io): Promise<number> {
  const key = args.text('private-key')
  const reader = args.text('link')
  const document = reader === undefined ? snapshot : smallForm(snapshot)
  if (!document) throw new CommandRefused(['standing: a link would leave out something that changes the answer; make a file'])
  const identity = key === undefined ? await freshIdentity() : await readKeyFile(key, io)
  const parts = sealText(document, identity, nodeSubtle)
  const text = reader === undefined ? (await Promise.all(parts)).join('') : await linkToText(reader, parts, packNow)
  const out = args.text('out')
  if (out === undefined) io.out(`${text}\n`)
  else io.writeFile(out, `${text}\n`)
  const name = fingerprint(await thumbprint(identity.publicKey, subtle))
  io.err(`standing: sealed ${text.length} bytes; key ${name}${key === undefined ? ', made for this file' : ''}`)
  const places = reader === undefined ? [] : tooLongFor(text)
  if (places.length > 0) io.err(`standing: too long a link for ${places.join(', ')}; a file goes everywhere`)
  return 0
}

function inputOf(args: Args, io: Io): SnapshotInput {
  const [contractFiles, evidenceFiles] = [args.some('contract'), args.some('evidence')]
  const fields = redactedFields(args.list('redact'))
  const at = args.instant('at') ?? io.now()
  const knownAt = args.instant('known-at')
  const [period, name, note, asks] = ['period', 'name', 'note', 'asks'].map((option) => args.text(option))
  const attempts = new Attempts()
  const contracts = attempts.try(() => loadContracts(contractFiles, io))
  const evidence = attempts.try(() => loadEvidence(evidenceFiles, io, null))
  attempts.done()
  const left = redacted(() => redactInput(contracts!, evidence!, fields))
  return {
    contracts: left.contracts,
    evidence: left.evidence,
    redacted: left.fields,
    at,
    zones: temporalZones,
    createdAt: io.now(),
    createdBy: { ...(name !== undefined && { name }), tool: `standing ${__VERSION__}` },
    ...(knownAt !== undefined && { knownAt }),
    ...(period !== undefined && { period }),
    ...(note !== undefined && { note }),
    ...(asks !== undefined && { asks }),
  }
}

function made(make: () => Snapshot): Snapshot {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) throw new CommandRefused([`standing: ${error.message}`])
    throw error
  }
}
