/** Snapshots from files, and the four answers about one in words. */
import { problemLine } from '../../shared/base/problem.ts'
import { fingerprint } from '../../shared/signing/public-key.ts'
import type { Trust } from '../../shared/signing/trust.ts'
import { type Examined, examine } from '../../shared/snapshot/four-answers.ts'
import { fromLink, isLink } from '../../shared/snapshot/link.ts'
import { isoUtc } from '../../shared/time/instant.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { CommandRefused, type Io, plainText } from './io.ts'
import { readText } from './load-files.ts'
import { publishedKeys } from './published-keys.ts'

/** What is known of keys besides the agreement's own: RFC 7638 thumbprints, and where a provider's list is (`--keys`). */
export interface KeysGiven {
  readonly trusted?: readonly string[]
  readonly keys?: string | undefined
}

/** A file, or an address with a snapshot in its fragment. Throws Refused where it is no snapshot, or the list of keys is none. */
export async function examineFile(path: string, io: Io, { trusted = [], keys }: KeysGiven = {}): Promise<Examined> {
  const wellKnown = keys === undefined ? null : await publishedKeys(keys, io)
  const pins = trusted.map((thumbprint) => ({ name: 'the key you named', thumbprint, since: io.now() }))
  const examined = await examine(await textOf(path, io), {
    subtle: globalThis.crypto.subtle,
    zones: temporalZones,
    known: { pins, ...(wellKnown && { wellKnown }) },
  })
  if (!examined.opened) throw new CommandRefused(examined.problems.map((problem) => problemLine(isLink(path) ? 'link' : path, problem)))
  return examined
}

async function textOf(path: string, io: Io): Promise<string> {
  if (!isLink(path)) return readText(path, io)
  try {
    return await fromLink(path)
  } catch (error) {
    throw new CommandRefused([`link: ${(error as Error).message}`])
  }
}

/** One line an answer. */
export function snapshotAnswers(examined: Examined): readonly string[] {
  const { opened, recomputed } = examined
  const { document } = opened!
  const by = document.createdBy.name === undefined ? document.createdBy.tool : `${document.createdBy.name} (${document.createdBy.tool})`
  return [
    `made        ${document.createdAt} by ${by}`,
    `taken out   ${document.redacted.length === 0 ? 'nothing' : document.redacted.join(', ')}`,
    `signature   ${signatureWords(examined)}`,
    `key         ${keyWords(examined)}`,
    `recomputes  ${recomputedWords(recomputed)}`,
    ...(document.note === undefined ? [] : [`note        ${document.note}`]),
    ...(document.asks === undefined ? [] : [`asks        ${document.asks}`]),
  ].map(plainText)
}

function signatureWords({ seal }: Examined): string {
  if (seal.state === 'valid') return 'valid: nothing was changed since it was signed'
  if (seal.state === 'unsigned') return 'none'
  return seal.state === 'invalid' ? `does not verify: ${seal.reason}` : `unchecked: ${seal.reason}`
}

function keyWords({ seal, trust }: Examined): string {
  if (seal.state !== 'valid' || !trust) return '–'
  const name = fingerprint(seal.thumbprint)
  const changed = trust.known && trust.by === 'pinned' ? null : trust.before
  const loud = changed === null ? '' : `ANOTHER key than this name had on ${isoUtc(changed).slice(0, 10)}; `
  return `${name}: ${loud}${knownWords(trust)}`
}

function knownWords(trust: Trust): string {
  if (!trust.known) return trust.notAt === null ? 'not known here' : `not known here, and not among the keys of ${trust.notAt}`
  if (trust.by === 'agreement')
    return `the agreement that came with it names it as the ${trust.party}'s${trust.name === null ? '' : ` (${trust.name})`}`
  if (trust.by === 'well-known') return `published at ${trust.origin}`
  return `${trust.name}, ${trust.handedOver ? 'by the key known ' : ''}since ${isoUtc(trust.since).slice(0, 10)}`
}

function recomputedWords(recomputed: Examined['recomputed']): string {
  if (!recomputed) return '–'
  if (recomputed.state === 'impossible') return `can't be: ${recomputed.reason}`
  const zones = recomputed.zoneData === 'elsewhere' ? '; its time zone data differ from this computer’s outside the period' : ''
  const maker = recomputed.state === 'same' && recomputed.madeBy !== null ? `; made by evaluator ${recomputed.madeBy}` : ''
  if (recomputed.state === 'same') return `the same to the last byte${maker}${zones}`
  const places = recomputed.differences.slice(0, 5).map((one) => one.path || 'everything')
  return `differs at ${places.join(', ')}${recomputed.differences.length > 5 ? ', …' : ''}, because of ${recomputed.zoneData === 'different' ? 'its time zone data, which differ from this computer’s' : `the ${recomputed.why.join(' and the ')}`}`
}
