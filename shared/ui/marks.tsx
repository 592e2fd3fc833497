/** The verdict's shape, its word, and the swatches of time classes. Shape first, colour second, never without the word nearby. */
import type { LedgerClass, Verdict } from '../evaluate/model/report.ts'
import type { Locale } from '../i18n/locale.ts'
import { type VerdictOf, verdictWord } from '../i18n/verdict-words.ts'

export type VerdictKey = 'met' | 'track' | 'risk' | 'breach' | 'unknown' | 'review' | 'off'

const KEYS: Readonly<Record<Verdict, VerdictKey>> = {
  met: 'met',
  'on-track': 'track',
  'at-risk': 'risk',
  breached: 'breach',
  'cannot-tell': 'unknown',
  'not-computable': 'review',
  'needs-review': 'review',
  'not-in-force': 'off',
}

/** The value of `data-v`, by which tokens.css colours everything inside. */
export const verdictKey = (verdict: Verdict): VerdictKey => KEYS[verdict]

interface Shape {
  readonly d: string
  /** Stroke width, where the shape is drawn by its line. */
  readonly line?: number
  /** Filled as well as stroked: the stroke only rounds the corners. */
  readonly solid?: boolean
  readonly dash?: string
}

const RING = 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0'

/** In a box of 16 units; legible at 12 px in one colour. */
export const SHAPES: Readonly<Record<VerdictKey, readonly Shape[]>> = {
  met: [{ d: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM4.08 9.02L7.1 12.04L12.02 6.37L10.58 5.13L7 9.26L5.42 7.68Z' }],
  track: [{ d: 'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0' }],
  risk: [{ d: 'M8 2.75 14 13.25H2Z', line: 1.5, solid: true }],
  breach: [{ d: 'M2.25 2.25H9.5L13.75 6.5V13.75H2.25Z', line: 1, solid: true }],
  unknown: [{ d: RING, line: 2, dash: '3.46 2.3' }],
  review: [
    { d: 'M1.9 8a6.1 6.1 0 1 0 12.2 0a6.1 6.1 0 1 0-12.2 0', line: 1.4 },
    { d: 'M6.1 6.35a1.95 1.95 0 1 1 2.75 1.8c-.55.25-.85.6-.85 1.2', line: 1.5 },
    { d: 'M7.05 11.4a.95.95 0 1 0 1.9 0a.95.95 0 1 0-1.9 0' },
  ],
  off: [{ d: 'M2.75 5.75H13.25a1 1 0 0 1 1 1V9.25a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1V6.75a1 1 0 0 1 1-1Z', line: 1.5 }],
}

/** The shape alone, hidden from assistive technology: its word stands beside it. `size` in px, 12 or more. */
export function Mark({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  const key = verdictKey(verdict)
  return (
    <svg class="m" data-v={key} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      {SHAPES[key].map((shape) => (
        <path
          d={shape.d}
          fill={shape.line && !shape.solid ? 'none' : 'currentColor'}
          fill-rule="evenodd"
          stroke={shape.line ? 'currentColor' : 'none'}
          stroke-width={shape.line ?? 0}
          stroke-dasharray={shape.dash ?? 'none'}
          stroke-linejoin="round"
          stroke-linecap={shape.dash ? 'butt' : 'round'}
        />
      ))}
    </svg>
  )
}

/** Shape and word in the verdict's colour. */
export function VerdictWord({ report, locale, size = 14 }: { report: VerdictOf; locale: Locale; size?: number }) {
  return (
    <span class="vd" part="verdict" data-v={verdictKey(report.verdict)}>
      <Mark verdict={report.verdict} size={size} />
      {verdictWord(report, locale)}
    </span>
  )
}

export type SwatchKind = 'counted' | 'partial' | 'disputed' | 'excluded' | 'unknown' | 'weightless' | 'outside'

/** How a class of the ledger is drawn. */
export function swatchOf(as: LedgerClass, disputed = false): SwatchKind {
  if (disputed && as === 'counted') return 'disputed'
  if (as === 'doubtful') return 'unknown'
  if (as === 'counted' || as === 'excluded' || as === 'unknown') return as
  return as === 'outside-hours' || as === 'suspended' ? 'outside' : 'weightless'
}

/** The pattern of a time class in one ink. */
export const Swatch = ({ kind }: { kind: SwatchKind }) => <i class={`sw tc-${kind}`} aria-hidden="true" />

const LEGEND: readonly SwatchKind[] = ['counted', 'partial', 'disputed', 'excluded', 'unknown', 'weightless', 'outside']

/** The one legend: the same words in the same order wherever time is drawn. */
export function Legend({ locale }: { locale: Locale }) {
  return (
    <ul class="lg" part="legend" aria-label={locale.say.legend}>
      {LEGEND.map((kind) => (
        <li>
          <Swatch kind={kind} />
          {locale.classes[kind === 'outside' ? 'outside-hours' : kind]}
        </li>
      ))}
    </ul>
  )
}
