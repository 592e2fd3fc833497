/** `standing seal`: agreement and evidence as one signed file that recomputes wherever it is opened. */
import { fingerprint, thumbprint } from '../../shared/snapshot/key.ts'
import { FIELDS, type Field, PROFILES, redact } from '../../shared/snapshot/redact.ts'
import { seal as sealed } from '../../shared/snapshot/seal.ts'
import { makeSnapshot, type SnapshotInput } from '../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import type { Args } from './args.ts'
import { Attempts } from './attempts.ts'
import type { Command } from './command.ts'
import { freshIdentity, readIdentity } from './identity.ts'
import { type Io, Refused, Usage } from './io.ts'
import { loadContracts, loadEvidence } from './load.ts'

const { subtle } = globalThis.crypto

export const seal: Command = {
  name: 'seal',
  words: '--contract FILE … --evidence FILE …',
  about: 'makes a signed snapshot that recomputes wherever it is opened',
  options: [
    { name: 'contract', kind: 'list', value: 'FILE …', about: 'the agreement, its versions, and agreements it is based or depends on' },
    { name: 'evidence', kind: 'list', value: 'FILE …', about: 'evidence files' },
    { name: 'at', kind: 'text', value: 'T', about: 'the instant to judge at; default: now' },
    { name: 'known-at', kind: 'text', value: 'T', about: 'what was known then; default: as --at' },
    { name: 'period', kind: 'text', value: 'P', about: '2026-03, 2026-Q1, a local date, or all; default: the one that holds --at' },
    { name: 'private-key', kind: 'text', value: 'FILE', about: 'an Ed25519 private key as JWK; default: a fresh key for this file' },
    { name: 'name', kind: 'text', value: 'NAME', about: 'who makes it, as a reader shall see it' },
    {
      name: 'redact',
      kind: 'list',
      value: 'FIELD …',
      about: `what shall not leave: ${FIELDS.join(', ')}; or a profile: ${PROFILES.map((each) => each.id).join(', ')}`,
    },
    { name: 'note', kind: 'text', value: 'TEXT', about: 'what happened, in words' },
    { name: 'asks', kind: 'text', value: 'TEXT', about: 'what is asked for' },
    { name: 'out', kind: 'text', value: 'FILE', about: 'where it goes, best with .standing.json at its end; default: standard output' },
  ],
  run: async (args, io) => {
    args.none()
    const input = inputOf(args, io)
    const key = args.text('private-key')
    const identity = key === undefined ? await freshIdentity() : await readIdentity(key, io)
    const document = await sealed(snapshotOf(input), identity, subtle)
    const text = `${JSON.stringify(document)}\n`
    const out = args.text('out')
    if (out === undefined) io.out(text)
    else io.writeFile(out, text)
    io.err(
      `standing: sealed ${text.length} bytes; key ${fingerprint(await thumbprint(identity.publicKey, subtle))}${key === undefined ? ', made for this file' : ''}`,
    )
    return 0
  },
}

function inputOf(args: Args, io: Io): SnapshotInput {
  const [contractFiles, evidenceFiles] = [args.some('contract'), args.some('evidence')]
  const fields = fieldsOf(args.list('redact'))
  const at = args.instant('at') ?? io.now()
  const knownAt = args.instant('known-at')
  const [period, name, note, asks] = ['period', 'name', 'note', 'asks'].map((option) => args.text(option))
  const attempts = new Attempts()
  const contracts = attempts.try(() => loadContracts(contractFiles, io))
  const evidence = attempts.try(() => loadEvidence(evidenceFiles, io, null))
  attempts.done()
  const left = redact(contracts!, evidence!, fields)
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

function snapshotOf(input: SnapshotInput) {
  try {
    return makeSnapshot(input)
  } catch (error) {
    if (error instanceof RangeError) throw new Refused([`standing: ${error.message}`])
    throw error
  }
}

/** Fields and profiles by name. Throws Usage for a name that is neither. */
export function fieldsOf(words: readonly string[]): readonly Field[] {
  return words.flatMap((word) => {
    const profile = PROFILES.find((each) => each.id === word)
    if (profile) return profile.fields
    if ((FIELDS as readonly string[]).includes(word)) return [word as Field]
    throw new Usage(`--redact: wanted ${FIELDS.join(', ')} or ${PROFILES.map((each) => each.id).join(', ')}, got ${JSON.stringify(word)}`)
  })
}
