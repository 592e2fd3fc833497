/** A badge as one SVG: promise on the left, fact on the right, with an accessible name. For pages without script and for READMEs. */
import type { ObjectiveReport } from '../evaluate/model/report.ts'
import type { Locale } from '../i18n/locale.ts'
import { targetWords } from '../i18n/number-words.ts'
import { attainedWords, verdictWord } from '../i18n/verdict-words.ts'
import { SHAPES, type VerdictKey, verdictKey } from './marks.tsx'

/** Light and dark of each verdict's mark, as plain colours: an image inherits no tokens. From tokens.css, within sRGB. */
const INK: Readonly<Record<VerdictKey, readonly [light: string, dark: string]>> = {
  met: ['#28937e', '#51c2a9'],
  track: ['#28937e', '#51c2a9'],
  risk: ['#b87414', '#f4ae3f'],
  breach: ['#d4353c', '#f6635f'],
  unknown: ['#7e73a0', '#a99bd0'],
  review: ['#7e73a0', '#a99bd0'],
  off: ['#7d8085', '#83878e'],
}

/** Width of text at 11 px in a common sans face, a little generous: a badge that is too wide still reads. */
export const textWidth = (text: string): number => Math.ceil([...text].reduce((sum, one) => sum + widthOf(one), 0))

function widthOf(one: string): number {
  if (/[ilj.,:;'’|!·]/.test(one)) return 3.4
  if (/[mwMW%@–]/.test(one)) return 10
  if (/[A-Z]/.test(one)) return 7.6
  return one.codePointAt(0)! > 0x2e80 ? 11.5 : 6.7
}

export function BadgeSvg({ name, report, locale }: { name: string; report: ObjectiveReport; locale: Locale }) {
  const key = verdictKey(report.verdict)
  const promise = report.target === null ? name : `${name} ${targetWords(report.target, locale)}`
  const known = report.verdict !== 'cannot-tell' && report.attained.value !== null
  const fact = known ? attainedWords(report, locale) : verdictWord(report, locale)
  const said = `${promise}: ${verdictWord(report, locale)}${known ? `, ${fact}` : ''}`
  const left = textWidth(promise) + 16
  const right = textWidth(fact) + 36
  const width = left + right
  const rtl = locale.dir === 'rtl'
  const x = (from: number, size: number) => (rtl ? width - from - size : from)
  const middle = (from: number, size: number) => x(from, size) + size / 2
  const [light, dark] = INK[key]
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={24} viewBox={`0 0 ${width} 24`} role="img" aria-label={said}>
      <title>{said}</title>
      <style>{`.p{fill:#5c6067}.f{fill:#1c2026}.a{fill:#f3f4f6}.b{fill:#fff}.e{stroke:#8b8f96}.k{color:${light}}@media(prefers-color-scheme:dark){.p{fill:#a6abb2}.f{fill:#ebedf0}.a{fill:#1f2227}.b{fill:#17191d}.e{stroke:#74787f}.k{color:${dark}}}`}</style>
      <rect class="b" width={width} height={24} rx={4} />
      <path
        class="a"
        d={
          rtl
            ? `M${width - left} 0h${left - 4}a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4h-${left - 4}z`
            : `M4 0h${left - 4}v24h-${left - 4}a4 4 0 0 1-4-4v-16a4 4 0 0 1 4-4z`
        }
      />
      <rect class="e" x={0.5} y={0.5} width={width - 1} height={23} rx={3.5} fill="none" />
      <g font-family="system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Noto Sans Arabic,sans-serif" font-size={11.5} text-anchor="middle">
        <text class="p" x={middle(0, left)} y={16}>
          {promise}
        </text>
        <text class="f" x={middle(left + 24, right - 32)} y={16} font-weight={500}>
          {fact}
        </text>
      </g>
      <g class="k" transform={`translate(${x(left + 8, 12)} 6) scale(.75)`}>
        {SHAPES[key].map((shape) => (
          <path
            d={shape.d}
            fill={shape.line && !shape.solid ? 'none' : 'currentColor'}
            fill-rule="evenodd"
            stroke={shape.line ? 'currentColor' : 'none'}
            stroke-width={shape.line ?? 0}
            stroke-dasharray={shape.dash ?? 'none'}
            stroke-linejoin="round"
          />
        ))}
      </g>
    </svg>
  )
}
