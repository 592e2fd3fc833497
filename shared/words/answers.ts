/**
 * The four questions about a snapshot and their answers, each by itself: is it whole, who signed, is the key known, does it
 * recompute. None implies another, and none is ever left out. In English, until there are more readers.
 */
import type { EpochMs } from '../evaluate/report.ts'
import { dateWords } from './dates.ts'
import { en } from './en.ts'

export type Tone = 'good' | 'bad' | 'open'

export interface Answer {
  readonly question: string
  readonly tone: Tone
  readonly word: string
  readonly detail: string
  /** The key's fingerprint, to be compared aloud. */
  readonly key?: string
}

/** What was found out on opening; the answers of `examine` have this shape. */
export interface Checked {
  readonly seal:
    | { readonly state: 'valid'; readonly thumbprint: string }
    | { readonly state: 'invalid' | 'unchecked'; readonly reason: string }
    | { readonly state: 'unsigned' }
  readonly trust:
    | { readonly known: true; readonly by: 'agreement'; readonly party: 'provider' | 'customer'; readonly name: string | null }
    | { readonly known: true; readonly by: 'well-known'; readonly origin: string }
    | { readonly known: true; readonly by: 'pinned'; readonly name: string; readonly since: EpochMs }
    | { readonly known: false; readonly changed: boolean }
    | null
  readonly recomputed:
    | { readonly state: 'same'; readonly report: { readonly evaluator: string }; readonly zoneData: string }
    | {
        readonly state: 'different'
        readonly report: { readonly evaluator: string }
        readonly differences: readonly { readonly path: string }[]
        readonly why: readonly string[]
        readonly zoneData: string
      }
    | { readonly state: 'impossible'; readonly reason: string }
    | null
}

/** `name` is who the snapshot says made it; `took` is ms, null where nobody measured. */
export function answers({ seal, trust, recomputed }: Checked, name: string | undefined, took: number | null): readonly Answer[] {
  return [wholeAnswer(seal), signedAnswer(seal, trust, name), knownAnswer(seal, trust), recomputedAnswer(recomputed, took)]
}

function wholeAnswer(seal: Checked['seal']): Answer {
  const question = 'Is it whole?'
  switch (seal.state) {
    case 'valid':
      return { question, tone: 'good', word: 'Intact', detail: 'not a byte changed since sealing' }
    case 'invalid':
      return { question, tone: 'bad', word: 'Does not verify', detail: seal.reason }
    case 'unchecked':
      return { question, tone: 'open', word: 'Unchecked', detail: seal.reason }
    case 'unsigned':
      return { question, tone: 'open', word: 'Not sealed', detail: 'it may have been changed on its way' }
  }
}

function signedAnswer(seal: Checked['seal'], trust: Checked['trust'], name: string | undefined): Answer {
  const question = 'Who signed?'
  if (seal.state !== 'valid')
    return { question, tone: 'open', word: seal.state === 'unsigned' ? 'Nobody' : 'Can’t tell', detail: claimed(name) }
  const key = fingerprintOf(seal.thumbprint)
  if (trust?.known) return { question, tone: 'good', word: knownName(trust) ?? name ?? 'The holder of the key', detail: 'Ed25519', key }
  return {
    question,
    tone: 'open',
    word: name ?? 'The holder of a key',
    detail: name === undefined ? 'Ed25519' : 'by its own account; Ed25519',
    key,
  }
}

const claimed = (name: string | undefined): string => (name === undefined ? 'it names nobody' : `it says it comes from ${name}`)

function knownName(trust: Checked['trust'] & { readonly known: true }): string | null {
  if (trust.by === 'well-known') return trust.origin
  return trust.name ?? (trust.by === 'agreement' ? `The ${trust.party}` : null)
}

function knownAnswer(seal: Checked['seal'], trust: Checked['trust']): Answer {
  const question = 'Is the key known?'
  if (seal.state !== 'valid' || !trust) return { question, tone: 'open', word: 'No valid signature', detail: 'so there is no key to know' }
  const key = fingerprintOf(seal.thumbprint)
  if (!trust.known)
    return trust.changed
      ? { question, tone: 'bad', word: 'Another key than before', detail: 'ask whoever sent it before you believe it', key }
      : { question, tone: 'open', word: 'Key not known', detail: 'signed; compare it by telephone', key }
  if (trust.by === 'agreement') return { question, tone: 'good', word: 'In the agreement', detail: `named there as the ${trust.party}’s` }
  if (trust.by === 'well-known') return { question, tone: 'good', word: 'Published', detail: `at ${trust.origin}` }
  return {
    question,
    tone: 'good',
    word: `Since ${dateWords(new Date(trust.since).toISOString().slice(0, 10), 0, en)}`,
    detail: 'kept here when it was first seen',
  }
}

const WHY: Readonly<Record<string, string>> = {
  evaluator: 'another version of the evaluator made it',
  'zone-data': 'it was made with other zone data',
  contract: 'it was made from another text of the agreement',
  evidence: 'it was made from other evidence',
  report: 'what it carries comes to another answer than it says',
}

function recomputedAnswer(recomputed: Checked['recomputed'], took: number | null): Answer {
  const question = 'Does it recompute?'
  if (!recomputed) return { question, tone: 'open', word: 'Not tried', detail: 'nothing could be read' }
  if (recomputed.state === 'impossible') return { question, tone: 'bad', word: 'Can’t be computed', detail: recomputed.reason }
  const zones = recomputed.zoneData === 'different' ? ['the zone data here differs, its own was used'] : []
  if (recomputed.state === 'same') {
    const time = took === null ? [] : [`${Math.max(1, Math.round(took))} ms`]
    const detail = [`evaluator ${recomputed.report.evaluator}`, ...time, ...zones].join(', ')
    return { question, tone: 'good', word: 'Same to the last byte', detail }
  }
  const count = recomputed.differences.length
  const detail = [...recomputed.why.map((one) => WHY[one] ?? one), ...zones].join('; ')
  return { question, tone: 'bad', word: count === 1 ? 'Differs in 1 place' : `Differs in ${count} places`, detail }
}

/** The thumbprint's first 20 characters in groups of four. */
const fingerprintOf = (thumbprint: string): string => (thumbprint.slice(0, 20).match(/.{4}/g) ?? []).join(' ')
