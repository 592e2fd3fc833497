/** A verdict in a word and in one sentence that leads with what is known. */
import type { Budget, ObjectiveReport } from '../evaluate/model/report.ts'
import { instantText, type Wall } from './date-words.ts'
import type { Locale } from './locale.ts'
import { boundsText, durationWords, NBSP, numberText, percentText, shareWords, targetWords } from './number-words.ts'

/** What of a report decides its word. */
export type VerdictOf = Pick<ObjectiveReport, 'verdict' | 'why'> & { readonly attained: Pick<ObjectiveReport['attained'], 'value'> }

/** Returns the verdict's word; an undecided verdict without any measurement is "No data". */
export const verdictWord = ({ verdict, why, attained }: VerdictOf, locale: Locale): string =>
  verdict === 'cannot-tell' && attained.value === null && why !== 'doubtful' ? locale.noData : locale.verdicts[verdict]

/** Budget amounts in their own unit: `43 min 12 s`, `1,200 requests`. */
export function amountWords(n: number, unit: Budget['unit'], locale: Locale): string {
  if (unit === 'ms') return durationWords(n, locale)
  return locale.counts[unit](numberText(String(n), locale))
}

/** Whether unknown time leaves the figure open. */
export const isBounded = (report: ObjectiveReport): boolean =>
  report.attained.low !== null && report.attained.high !== null && report.attained.low !== report.attained.high

/**
 * What was attained, without a sign of percent: `99.871`, `99.71–99.93` where time was not measured, `3 h 20 min`, `62.5`,
 * `≥ 3` where there may be more; a dash where nothing is known. A range is never shown as one of its ends.
 */
export function figureText(
  { attained: { value, low, high, unit } }: Pick<ObjectiveReport, 'attained'>,
  locale: Locale,
  digits = 3,
): string {
  if (unit !== undefined) {
    const words = (text: string): string => (unit === 'ms' ? durationWords(Number(text), locale, 2) : decimalText(text, locale))
    if (low !== null && high === null) return `≥${NBSP}${words(low)}`
    return value === null ? '–' : words(value)
  }
  if (low !== null && high !== null && low !== high) return boundsText(low, high, locale)
  return value === null ? '–' : percentText(value, locale, digits)
}

/** At most three decimals, none of them a zero at the end. */
const decimalText = (text: string, locale: Locale): string =>
  numberText(
    text.replace(/(\.\d{3})\d+$/, '$1').replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') || text.includes('.') ? '' : zeros)),
    locale,
  )

/** The same with its sign: `99.871 %`. */
export function attainedWords(report: ObjectiveReport, locale: Locale): string {
  const { value, low, unit } = report.attained
  if (unit === 'ms' && value !== null) return durationWords(Number(value), locale)
  const text = figureText(report, locale)
  return unit !== undefined || (value === null && low === null) || text === '–' ? text : `${text}${NBSP}%`
}

/** Share of the agreed time so far that somebody watched, in whole percent, floored. Excluded time counts as watched. */
export function watchedWords(report: ObjectiveReport, locale: Locale): string | null {
  const time = report.time
  if (!time) return null
  const past = time.agreed - time.remaining
  return past > 0 ? shareWords(past - time.unknown, past, locale) : null
}

/** One sentence for a verdict, without the verdict's own word. */
export function verdictSentence(report: ObjectiveReport, locale: Locale, wall: Wall, at: number): string {
  const say = locale.say
  const budget = report.budget
  const target = report.target === null ? '' : targetWords(report.target, locale)
  const amount = (n: number) => amountWords(n, budget!.unit, locale)
  const plain = attainedWords(report, locale)
  switch (report.verdict) {
    case 'met':
      return budget && budget.left >= 0 ? say.met(amount(budget.left), amount(budget.total)) : say.metAgainst(plain, target)
    case 'breached':
      return budget && budget.left < 0 ? say.breached(amount(-budget.left), amount(budget.total)) : say.breachedAgainst(plain, target)
    case 'on-track':
      return budget ? say.onTrack(amount(budget.left), amount(budget.total)) : say.onTrackAgainst(plain, target)
    case 'at-risk': {
      const gone = report.burn?.exhaustedAt
      if (gone != null && gone > at)
        return say.atRiskPace(instantText(gone, wall, locale), durationWords(report.period.to - gone, locale, 2))
      return budget ? say.atRiskBurn(amount(budget.left), amount(budget.total)) : say.onTrackAgainst(plain, target)
    }
    case 'cannot-tell': {
      const share = watchedWords(report, locale)
      if (report.attained.value === null) return say.noDataForPeriod
      if (share === null) return isBounded(report) ? say.undecided(plain, target) : say.metAgainst(plain, target)
      return isBounded(report) ? say.partlyMeasured(share, plain) : say.tooLittleMeasured(share)
    }
    case 'not-computable':
      return say.notComputable
    case 'needs-review':
      return say.needsReview
    case 'not-in-force':
      return say.notInForce
  }
}
