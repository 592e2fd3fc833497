/** Numbers as heroes: tabular, the unit smaller than the number, isolated from the direction of the text around. */
import type { ComponentChildren } from 'preact'
import type { Budget, ObjectiveReport } from '../evaluate/model/report.ts'
import type { Locale } from '../i18n/locale.ts'
import { durationParts, numberText, targetWords } from '../i18n/number-words.ts'
import { amountWords, figureText } from '../i18n/verdict-words.ts'

/** 1, 2, 3 are the figure of a row's second column, of a card and of a page; absent is running text. */
export type FigureSize = 1 | 2 | 3

const figure = (size?: FigureSize) => (size ? `n fig f${size}` : 'n')

/** A number with its unit: `99.871 %`. */
export function Num({ text, unit, size }: { text: string; unit: string; size?: FigureSize | undefined }) {
  return (
    <bdi class={figure(size)}>
      {text}
      <span class="u">{unit}</span>
    </bdi>
  )
}

/** `43 min 12 s` with small units; at most `most` of them. */
export function DurationNumber({
  ms,
  locale,
  size,
  most = 3,
}: {
  ms: number
  locale: Locale
  size?: FigureSize | undefined
  most?: number
}) {
  return (
    <bdi class={figure(size)}>
      {durationParts(ms, locale, most).map((part, i) => (
        <span>
          {i ? ' ' : ''}
          {part.text}
          <span class="u">{part.unit}</span>
        </span>
      ))}
    </bdi>
  )
}

/** A budget's amount: a duration, or a count with its word. */
export function Amount({ n, unit, locale, size }: { n: number; unit: Budget['unit']; locale: Locale; size?: FigureSize | undefined }) {
  if (unit === 'ms') return <DurationNumber ms={n} locale={locale} size={size} />
  return <bdi class={figure(size)}>{amountWords(n, unit, locale)}</bdi>
}

/** `120.00 EUR`. */
export function MoneyNumber({
  amount,
  currency,
  locale,
  size,
}: {
  amount: string
  currency: string
  locale: Locale
  size?: FigureSize | undefined
}) {
  return <Num text={numberText(amount, locale)} unit={currency} size={size} />
}

/** What was attained: one figure, both bounds where time was not watched, or a dash where nothing is known. */
export function AttainedNumber({
  report,
  locale,
  size,
  digits = 3,
}: {
  report: ObjectiveReport
  locale: Locale
  size?: FigureSize
  digits?: number
}) {
  const { value, low, high, unit } = report.attained
  if (unit === 'ms' && value !== null && high !== null) return <DurationNumber ms={Number(value)} locale={locale} size={size} />
  if (value === null && (low === null || low === high)) return <bdi class={figure(size)}>–</bdi>
  return <Num text={figureText(report, locale, digits)} unit={unit === undefined ? '%' : ''} size={size} />
}

/** `99.871 / 99.9 %`, for rows of a list. */
export function AgainstTarget({ report, locale }: { report: ObjectiveReport; locale: Locale }) {
  const text = figureText(report, locale)
  return (
    <bdi class="n against">
      <b>{text}</b>
      {report.target === null ? '' : <span class="muted"> / {targetWords(report.target, locale)}</span>}
    </bdi>
  )
}

/** Placeholder of the drawn number when a phrase is requested. */
export const HOLE = '\0'

/** A phrase with a drawn number in the place its language gives it: `<Rich text={say.left(HOLE)}><Duration …/></Rich>`. */
export function Rich({ text, children }: { text: string; children: ComponentChildren }) {
  const [before, after] = text.split(HOLE)
  return (
    <span>
      {before}
      {children}
      {after}
    </span>
  )
}
