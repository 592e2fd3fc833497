/**
 * The four questions about a snapshot and their answers, each by itself: is it whole, who signed, is the key known, does it
 * recompute. None implies another, and none is ever left out.
 */
import type { EpochMs } from '../evaluate/model/report.ts'
import { dateWords } from './date-words.ts'
import type { Locale } from './locale.ts'
import { readerWords } from './reader.ts'
import type { AnswerWords } from './reader-words.ts'

export type Tone = 'good' | 'bad' | 'open'

export interface SnapshotAnswer {
  readonly question: string
  readonly tone: Tone
  readonly word: string
  readonly detail: string
  /** The key's fingerprint, to be compared aloud. */
  readonly key?: string
}

/** What was found out on opening; the answers of `examine` have this shape. */
export interface SnapshotCheck {
  readonly seal:
    | { readonly state: 'valid'; readonly thumbprint: string }
    | { readonly state: 'invalid'; readonly problem: 'changed' | 'broken' }
    | { readonly state: 'unchecked'; readonly problem: 'insecure' | 'unsupported' }
    | { readonly state: 'unsigned' }
  readonly trust: /** `before`: since when another key was kept under the name that the snapshot gives. */
    | {
        readonly known: true
        readonly by: 'agreement'
        readonly party: 'provider' | 'customer'
        readonly name: string | null
        readonly own: boolean
        readonly before: EpochMs | null
      }
    | { readonly known: true; readonly by: 'well-known'; readonly origin: string; readonly before: EpochMs | null }
    | { readonly known: true; readonly by: 'pinned'; readonly name: string; readonly since: EpochMs; readonly handedOver: boolean }
    /** `notAt`: where it was looked for. */
    | { readonly known: false; readonly before: EpochMs | null; readonly notAt: string | null }
    | null
  readonly recomputed:
    | { readonly state: 'same'; readonly report: { readonly evaluator: string }; readonly zoneData: string; readonly madeBy: string | null }
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

/** `name` is the author that the snapshot states; `took` is in ms, null where it was not measured. */
export function answerWords(
  { seal, trust, recomputed }: SnapshotCheck,
  name: string | undefined,
  took: number | null,
  locale: Locale,
): readonly SnapshotAnswer[] {
  const say = readerWords(locale.tag).answers
  return [
    { question: say.content, ...wholeAnswer(seal, say) },
    { question: say.signedBy, ...signedAnswer(seal, trust, name, say, locale) },
    { question: say.signingKey, ...knownAnswer(seal, trust, say, locale) },
    { question: say.recalculation, ...recomputedAnswer(recomputed, took, say, locale) },
  ]
}

type AnswerText = Omit<SnapshotAnswer, 'question'>

function wholeAnswer(seal: SnapshotCheck['seal'], say: AnswerWords): AnswerText {
  switch (seal.state) {
    case 'valid':
      return { tone: 'good', word: say.verified, detail: say.verifiedWhy }
    case 'invalid':
      return { tone: 'bad', word: say.altered, detail: seal.problem === 'changed' ? say.alteredWhy : say.damaged }
    case 'unchecked':
      return { tone: 'open', word: say.notVerified, detail: say[seal.problem] }
    case 'unsigned':
      return { tone: 'open', word: say.notSigned, detail: say.mayHaveChanged }
  }
}

function signedAnswer(
  seal: SnapshotCheck['seal'],
  trust: SnapshotCheck['trust'],
  name: string | undefined,
  say: AnswerWords,
  { semicolon }: Locale,
): AnswerText {
  if (seal.state !== 'valid') {
    const word = seal.state === 'unsigned' ? say.noSigner : say.unknownSigner
    return { tone: 'open', word, detail: name === undefined ? say.noSenderGiven : say.senderGiven(name) }
  }
  const key = fingerprintOf(seal.thumbprint)
  if (trust?.known && isVouched(trust)) return { tone: 'good', word: knownName(trust, say) ?? name ?? say.holder, detail: 'Ed25519', key }
  return { tone: 'open', word: name ?? say.holder, detail: name === undefined ? 'Ed25519' : `${say.ownAccount}${semicolon}Ed25519`, key }
}

/** By something else than the agreement that came with it, which vouches for itself. */
const isVouched = (trust: SnapshotCheck['trust'] & { readonly known: true }): boolean => trust.by !== 'agreement' || trust.own

function knownName(trust: SnapshotCheck['trust'] & { readonly known: true }, say: AnswerWords): string | null {
  if (trust.by === 'well-known') return trust.origin
  return trust.name ?? (trust.by === 'agreement' ? say.party[trust.party] : null)
}

function knownAnswer(seal: SnapshotCheck['seal'], trust: SnapshotCheck['trust'], say: AnswerWords, locale: Locale): AnswerText {
  if (seal.state !== 'valid' || !trust) return { tone: 'open', word: say.noSignature, detail: say.noKey }
  const key = fingerprintOf(seal.thumbprint)
  if (!trust.known) {
    if (trust.before !== null)
      return { tone: 'bad', word: say.anotherKey(monthOf(trust.before, locale)), detail: say.confirmWithSender, key }
    const detail = trust.notAt === null ? say.compareByPhone : `${say.notPublished(trust.notAt)}${locale.semicolon}${say.compareByPhone}`
    return { tone: 'open', word: say.unknownKey, detail, key }
  }
  if (trust.by !== 'pinned') {
    const [word, detail] =
      trust.by === 'agreement' ? [say.inAgreement, say.namedAs[trust.party]] : [say.published, say.publishedAt(trust.origin)]
    if (trust.before === null)
      return isVouched(trust)
        ? { tone: 'good', word, detail }
        : { tone: 'open', word: say.onlyInSnapshot, detail: `${detail}${locale.semicolon}${say.compareByPhone}`, key }
    return {
      tone: 'bad',
      word: say.anotherKey(monthOf(trust.before, locale)),
      detail: `${word}: ${detail}${locale.semicolon}${say.confirmWithSender}`,
      key,
    }
  }
  const day = dateWords(new Date(trust.since).toISOString().slice(0, 10), 0, locale)
  return trust.handedOver
    ? { tone: 'good', word: say.replacement(day), detail: say.replacementWhy }
    : { tone: 'good', word: say.since(day), detail: say.savedHere }
}

function monthOf(at: EpochMs, locale: Locale): string {
  const date = new Date(at)
  return locale.monthYear(locale.months[date.getUTCMonth()]!, date.getUTCFullYear())
}

function recomputedAnswer(
  recomputed: SnapshotCheck['recomputed'],
  took: number | null,
  say: AnswerWords,
  { comma, semicolon }: Locale,
): AnswerText {
  if (!recomputed) return { tone: 'open', word: say.notRecalculated, detail: say.nothingRead }
  if (recomputed.state === 'impossible') return { tone: 'bad', word: say.impossible, detail: recomputed.reason }
  const zones = recomputed.zoneData === 'elsewhere' ? [say.zonesDiffer] : []
  if (recomputed.state === 'same') {
    const time = took === null ? [] : [`${Math.max(1, Math.round(took))} ms`]
    const maker = recomputed.madeBy === null ? [] : [say.madeBy(recomputed.madeBy)]
    return {
      tone: 'good',
      word: say.identical,
      detail: [say.evaluator(recomputed.report.evaluator), ...maker, ...time, ...zones].join(comma),
    }
  }
  const detail = [...recomputed.why.map((one) => say.why[one] ?? one), ...zones].join(semicolon)
  return { tone: 'bad', word: say.differs(String(recomputed.differences.length)), detail }
}

/** The thumbprint's first 20 characters in groups of four. */
const fingerprintOf = (thumbprint: string): string => (thumbprint.slice(0, 20).match(/.{4}/g) ?? []).join(' ')
