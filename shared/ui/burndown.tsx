/** Budget burn-down as a drawing with its labels on it: what is left as a step line, burn rate 1 dotted, projection dashed. */
import type { EpochMs, ObjectiveReport } from '../evaluate/model/report.ts'
import { dayText, instantText, type Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { durationWords } from '../i18n/number-words.ts'
import { verdictSentence, verdictWord } from '../i18n/verdict-words.ts'
import { burnShape } from './chart-geometry.ts'
import { Mark, verdictKey } from './marks.tsx'
import { DurationNumber } from './numbers.tsx'

export interface BurnDownProps {
  readonly report: ObjectiveReport
  readonly at: EpochMs
  readonly locale: Locale
  readonly wall: Wall
  readonly announced?: readonly { from: EpochMs; to: EpochMs }[]
  /** Lines with a name: `{ left: ms, name }`, e.g. the next escalation. */
  readonly thresholds?: readonly { left: number; name: string }[]
}

const [W, H, R, T, B] = [540, 250, 16, 22, 28]
/** About the width of a letter of the chart. */
const LETTER = 5.8

/** Draws nothing where the objective has no budget of time. Its table is `BurnTable`. */
export function BurnDown({ report, at, locale, wall, announced = [], thresholds = [] }: BurnDownProps) {
  const shape = burnShape(report, at, announced)
  if (!shape) return null
  const rtl = locale.dir === 'rtl'
  const grid = gridOf(shape.top).map((left) => ({ left, text: left ? durationWords(left, locale, 2) : '0' }))
  const L = Math.max(52, 12 + LETTER * Math.max(...grid.map(({ text }) => text.length)))
  const across = W - L - R
  const x = (share: number) => (rtl ? W - L - share * across : L + share * across)
  const y = (share: number) => T + share * (H - T - B)
  const toY = (left: number) => y((shape.top - left) / (shape.top - shape.bottom))
  const { from, to } = report.period
  const line = (shape.path.match(/[\d.]+ [\d.]+/g) ?? []).map((pair) => pair.split(' ').map(Number) as [number, number])
  const d = line.map(([a, b], i) => `${i ? 'L' : 'M'}${x(a)} ${y(b)}`).join('')
  const area = `${d}L${x(shape.now.x)} ${y(shape.zero)}L${x(0)} ${y(shape.zero)}Z`
  return (
    <svg
      class="ch"
      data-v={verdictKey(report.verdict)}
      viewBox={`0 0 ${W} ${H}`}
      role="img"
      aria-label={`${verdictWord(report, locale)}. ${verdictSentence(report, locale, wall, at)}`}
    >
      {grid.map(({ left, text }) => (
        <g>
          <line class={left ? 'grid' : 'axis'} x1={x(0)} x2={x(1)} y1={toY(left)} y2={toY(left)} />
          <text x={x(0) + (rtl ? 8 : -8)} y={toY(left) + 4} text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      {shape.maintenance.map((band) => (
        <rect
          class="mt"
          x={Math.min(x(band.from), x(band.to))}
          y={T - 6}
          width={Math.max(3, Math.abs(x(band.to) - x(band.from)))}
          height={H - T - B + 6}
        />
      ))}
      <path class="area" d={area} />
      {thresholds.map((threshold) => (
        <g>
          <line class="thr" x1={x(0)} x2={x(1)} y1={toY(threshold.left)} y2={toY(threshold.left)} />
          <text x={x(0) + (rtl ? -6 : 6)} y={toY(threshold.left) - 4} text-anchor="start">
            {threshold.name}
          </text>
        </g>
      ))}
      <line class="pace" x1={x(0)} y1={toY(shape.top)} x2={x(1)} y2={toY(0)} />
      <path class="main" d={d} />
      {shape.unknown.map((u) => (
        <circle class="unk" cx={x((u.from + u.to) / 2)} cy={y(u.y)} r={4} />
      ))}
      {labelled(shape.steps, shape.top).map((step) => (
        <text class="halo" x={x(step.x) + (rtl ? -5 : 5)} y={y(step.y) - 6} text-anchor="start">
          {durationWords(step.took, locale, 2)}
        </text>
      ))}
      <line class="now" x1={x(shape.now.x)} x2={x(shape.now.x)} y1={T - 10} y2={toY(Math.min(0, shape.bottom))} />
      <text class="k halo" x={x(shape.now.x) + (rtl ? -6 : 6)} y={T + 2} text-anchor="start">
        {report.period.complete ? '' : locale.say.now}
      </text>
      <circle class="dot" cx={x(shape.now.x)} cy={y(shape.now.y)} r={4} />
      {shape.projection && (
        <g>
          <line class="proj" x1={x(shape.now.x)} y1={y(shape.now.y)} x2={x(shape.projection.x)} y2={y(shape.projection.y)} />
          {shape.projection.at !== null && (
            <g>
              <g transform={`translate(${x(shape.projection.x) - 6} ${y(shape.projection.y) - 7})`}>
                <Mark verdict="at-risk" size={12} />
              </g>
              <text
                class="v halo"
                x={x(shape.projection.x)}
                y={y(shape.projection.y) - 12}
                text-anchor={shape.projection.x > 0.75 ? 'end' : 'start'}
              >
                {instantText(shape.projection.at, wall, locale)}
              </text>
            </g>
          )}
        </g>
      )}
      {[0, 0.25, 0.5, 0.75].map((share) => (
        <text x={x(share)} y={H - 8} text-anchor={share ? 'middle' : 'start'}>
          {dayText(from + share * (to - from), wall, locale)}
        </text>
      ))}
    </svg>
  )
}

/** Drops that are labelled: the largest first, at least an eighth of the height or among the five largest. */
function labelled<Step extends { readonly took: number }>(steps: readonly Step[], top: number): readonly Step[] {
  const largest = [...steps].sort((a, b) => b.took - a.took).slice(0, 5)
  return steps.filter((step) => largest.includes(step) && step.took > top / 20)
}

function gridOf(top: number): readonly number[] {
  const sizes = [
    1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 43_200_000, 86_400_000,
    432_000_000, 864_000_000,
  ]
  const step = sizes.find((size) => top / size <= 5) ?? top
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step)
}

/** The same as a table: what took from the budget, when, and what was left. */
export function BurnTable({ report, at, locale, wall }: BurnDownProps) {
  const shape = burnShape(report, at)
  if (!shape) return null
  return (
    <table class="behind">
      <thead>
        <tr>
          <th scope="col">{locale.say.when}</th>
          <th scope="col" class="num">
            {locale.say.length}
          </th>
          <th scope="col" class="num">
            {locale.say.budgetAfter}
          </th>
        </tr>
      </thead>
      <tbody>
        {shape.steps.map((step) => (
          <tr>
            <td>{instantText(step.entry.from, wall, locale, at)}</td>
            <td class="num">
              <DurationNumber ms={step.took} locale={locale} />
            </td>
            <td class="num">
              <DurationNumber ms={step.left} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
