/** The reasons of a report in the reader's language, made from their codes and parameters, never from their English text. */
import { REASONS, type ReasonCode, type ReasonTexts } from '../evaluate/model/reasons.ts'
import type { Assumption, EpochMs, ObjectiveReport, Reason } from '../evaluate/model/report.ts'
import type { Wall } from './date-words.ts'
import type { Locale } from './locale.ts'
import { reasonsAr, usedAr } from './reason-texts-ar.ts'
import { reasonsDe, usedDe } from './reason-texts-de.ts'
import { verdictSentence } from './verdict-words.ts'

/** What was used instead, where it is more than a word of the format; by the assumption's code. */
export type UsedTexts = Partial<ReasonTexts>

export interface ReasonLanguage {
  readonly reasons: ReasonTexts
  readonly used: UsedTexts
}

/** By the locale's tag. */
export const REASON_LANGUAGES: Readonly<Record<string, ReasonLanguage>> = {
  en: { reasons: REASONS, used: {} },
  de: { reasons: reasonsDe, used: usedDe },
  ar: { reasons: reasonsAr, used: usedAr },
}

/** One reason. A code of another version of the evaluator is shown as it is, in English with its text. */
export function reasonText(reason: Reason, locale: Locale): string {
  const text = textOf('reasons', reason, locale)
  return text === undefined ? (locale.tag === 'en' ? reason.why : reason.code) : filled(text, reason, locale)
}

/** What an assumption used: a word of the format stays as it is. */
export function usedText(assumption: Assumption, locale: Locale): string {
  const text = textOf('used', assumption, locale)
  return text === undefined ? assumption.used : filled(text, assumption, locale)
}

const textOf = (kind: keyof ReasonLanguage, { code }: Reason, locale: Locale): string | undefined => {
  const texts = REASON_LANGUAGES[locale.tag]?.[kind]
  return texts && Object.hasOwn(texts, code) ? texts[code as ReasonCode] : undefined
}

/** First strong isolate and its end, so that a foreign name does not turn the sentence round. */
const isolated = (name: string, { dir }: Locale): string => (dir === 'rtl' ? `\u2068${name}\u2069` : name)

const filled = (text: string, { params }: Reason, locale: Locale): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => isolated(params[name] ?? '', locale))

/** The verdict in one sentence, with its reason where there is no figure. */
export function explainedVerdict(report: ObjectiveReport, locale: Locale, wall: Wall, at: EpochMs): string {
  const sentence = verdictSentence(report, locale, wall, at)
  return report.reason && isUnfigured(report) ? sentence + locale.say.because(reasonText(report.reason, locale)) : sentence
}

/** Why a credit has no figure, or a share of a fee no amount of money; empty where nothing is open. */
export function creditReason({ credit, remedies }: Pick<ObjectiveReport, 'credit' | 'remedies'>, locale: Locale): string {
  const isOpen = credit.state === 'not-computable' || credit.state === 'cannot-tell'
  if (!isOpen && credit.amount !== null) return ''
  const why = remedies.find(({ state, amount, reason }) => reason && (isOpen ? state === credit.state : state === 'due' && amount === null))
  return why?.reason ? reasonText(why.reason, locale) : ''
}

const isUnfigured = ({ verdict, attained }: ObjectiveReport): boolean =>
  verdict === 'not-computable' || verdict === 'needs-review' || (verdict === 'cannot-tell' && attained.value === null)
