/** "Why this number?": every second that was not up, with the clause that decided it, and the sum of the classes. */
import type { ComponentChildren } from 'preact'
import type { EpochMs, ObjectiveReport } from '../evaluate/model/report.ts'
import { type Clauses, clauseWords, type LedgerRow, ledgerRows, sumWords } from '../i18n/breakdown-words.ts'
import { instantText, spanText, type Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { Swatch, swatchOf } from './marks.tsx'
import { DurationNumber } from './numbers.tsx'

export interface LedgerProps {
  readonly report: ObjectiveReport
  readonly contract: Clauses
  readonly at: EpochMs
  readonly locale: Locale
  readonly wall: Wall
  /** Shown in the head of the first column, e.g. `Europe/Berlin`. */
  readonly zone: string
  /** Which rows; all where absent. The sum below is always of all. */
  readonly only?: (row: LedgerRow) => boolean
  /** Rows that stand first, and apart from the others. */
  readonly first?: (row: LedgerRow) => boolean
  /** What can be done with a row, and how its column is called. */
  readonly action?: { readonly name: string; readonly of: (row: LedgerRow) => ComponentChildren }
}

export function LedgerTable({ report, contract, at, locale, wall, zone, only, first, action }: LedgerProps) {
  const { say } = locale
  const rows = ledgerRows(report, at)
  const kept = only ? rows.filter(only) : rows
  const ahead = first ? kept.filter(first) : []
  const shown = ahead.length > 0 ? [...ahead, ...kept.filter((row) => !ahead.includes(row))] : kept
  const budget = report.budget?.unit === 'ms'
  const sum = sumWords(report, locale)
  return (
    <div class="ledger" part="ledger">
      {rows.length === 0 ? (
        <p class="muted">{say.noDowntime}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">
                {say.when + locale.comma}
                <bdi>{zone}</bdi>
              </th>
              <th scope="col" class="num">
                {say.length}
              </th>
              <th scope="col">{say.countedAs}</th>
              <th scope="col">{say.reason}</th>
              <th scope="col" class="seen">
                {say.source}
              </th>
              {budget && (
                <th scope="col" class="num after">
                  {say.budgetAfter}
                </th>
              )}
              {action && (
                <th scope="col">
                  <span class="vh">{action.name}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row
                row={row}
                contract={contract}
                locale={locale}
                wall={wall}
                budget={budget}
                marked={ahead.includes(row)}
                end={action && <td class="num">{action.of(row)}</td>}
              />
            ))}
          </tbody>
        </table>
      )}
      {sum && (
        <p class="sum">
          {sum}. <span class="muted">{say.allAccountedFor}</span>
        </p>
      )}
    </div>
  )
}

interface RowProps {
  readonly row: LedgerRow
  readonly contract: Clauses
  readonly locale: Locale
  readonly wall: Wall
  readonly budget: boolean
  readonly marked: boolean
  readonly end: ComponentChildren
}

function Row({ row, contract, locale, wall, budget, marked, end }: RowProps) {
  const { entry } = row
  return (
    <tr aria-current={marked ? 'true' : undefined}>
      <td class="when">
        <bdi>
          {row.open ? `${instantText(entry.from, wall, locale)} – ${locale.say.now}` : spanText(entry.from, entry.to, wall, locale, true)}
        </bdi>
      </td>
      <td class="num">
        <DurationNumber ms={row.ms} locale={locale} />
      </td>
      <td class="as">
        <Swatch kind={swatchOf(entry.as, entry.disputed)} /> {locale.classes[entry.as]}
        {entry.disputed && entry.as !== 'superseded' ? locale.comma + locale.classes.disputed : ''}
      </td>
      <td>
        {entry.title && <bdi>{entry.title}</bdi>} <span class="cl">{clauseWords(entry.clause, contract)}</span>
      </td>
      <td class="seen">
        <bdi>{entry.sources.length ? entry.sources.join(', ') : locale.say.none}</bdi>
      </td>
      {budget && <td class="num after">{row.after === null ? '' : <DurationNumber ms={row.after} locale={locale} />}</td>}
      {end}
    </tr>
  )
}
