/** Months as a drawing: attained against target on an axis of nines; stems start at the target, below it is tinted. */
import type { ObjectiveReport } from '../evaluate/model/report.ts'
import { periodText } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { numberText, targetWords } from '../i18n/number-words.ts'
import { attainedWords, figureText } from '../i18n/verdict-words.ts'
import { monthsShape } from './chart-geometry.ts'
import { Mark, VerdictWord, verdictKey } from './marks.tsx'

const [W, H, L, R, T, B] = [540, 250, 52, 12, 12, 40]

/** Draws nothing where the objective has no target. Its table is `MonthsTable`. */
export function MonthsChart({ reports, name, locale }: { reports: readonly ObjectiveReport[]; name: string; locale: Locale }) {
  const shape = monthsShape(reports)
  if (!shape) return null
  const rtl = locale.dir === 'rtl'
  const x = (share: number) => (rtl ? W - L - share * (W - L - R) : L + share * (W - L - R))
  const y = (share: number) => T + share * (H - T - B)
  const worst = Math.max(...shape.points.map((p) => p.y ?? -1))
  const edge = rtl ? 8 : -8
  return (
    <svg class="ch" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={name}>
      <rect class="under" x={Math.min(x(0), x(1))} y={y(shape.target)} width={W - L - R} height={y(1) - y(shape.target)} />
      {shape.ticks.map((tick) => (
        <g>
          <line class={tick.y === shape.target ? 'axis' : 'grid'} x1={x(0)} x2={x(1)} y1={y(tick.y)} y2={y(tick.y)} />
          <text class={tick.y === shape.target ? 'k' : ''} x={x(0) + edge} y={y(tick.y) + 4} text-anchor="end">
            {numberText(tick.text, locale)}
          </text>
        </g>
      ))}
      {!shape.ticks.some((tick) => tick.y === shape.target) && (
        <g>
          <line class="axis" x1={x(0)} x2={x(1)} y1={y(shape.target)} y2={y(shape.target)} />
          <text class="k" x={x(0) + edge} y={y(shape.target) + 4} text-anchor="end">
            {numberText(reports.at(-1)?.target ?? '', locale)}
          </text>
        </g>
      )}
      {shape.points.map((point, i) => {
        const { report } = point
        const [cx, cy] = [x(point.x), y(point.y ?? shape.target)]
        const open = point.low !== null && point.high !== null && point.low !== point.high
        return (
          <g data-v={verdictKey(report.verdict)}>
            {open ? (
              <line class="range" x1={cx} x2={cx} y1={y(point.low!)} y2={y(point.high!)} />
            ) : (
              <line class="stem" x1={cx} x2={cx} y1={y(shape.target)} y2={cy} />
            )}
            <g transform={`translate(${cx - 7} ${cy - 7})`}>
              <Mark verdict={report.verdict} />
            </g>
            {report.verdict === 'breached' && report.attained.value !== null && (point.y === worst || i === shape.points.length - 1) && (
              <text class="v" x={cx} y={cy + 20} text-anchor="middle">
                {figureText(report, locale, 2)}
              </text>
            )}
            <text class={i === shape.points.length - 1 ? 'k' : ''} x={cx} y={H - 22} text-anchor="middle">
              {periodText(report.period.label, locale, { short: true, year: false })}
            </text>
            {/^\d{4}-\d\d$/.test(report.period.label) && (i === 0 || report.period.label.endsWith('-01')) && (
              <text x={cx} y={H - 8} text-anchor="middle">
                {report.period.label.slice(0, 4)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** The same as a table, newest first. */
export function MonthsTable({ reports, locale }: { reports: readonly ObjectiveReport[]; locale: Locale }) {
  const { say } = locale
  return (
    <table class="behind">
      <thead>
        <tr>
          <th scope="col">{say.period}</th>
          <th scope="col" class="num">
            {say.achieved}
          </th>
          <th scope="col" class="num">
            {say.target}
          </th>
          <th scope="col">{say.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {[...reports].reverse().map((report) => (
          <tr>
            <td>{periodText(report.period.label, locale)}</td>
            <td class="num">{attainedWords(report, locale)}</td>
            <td class="num">{report.target === null ? '–' : targetWords(report.target, locale)}</td>
            <td>
              <VerdictWord report={report} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
