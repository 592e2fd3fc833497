/** What would be kept of a file: its first rows as they will be read, how many of each sort, and every row that is rejected. */
import type { ImportNote, ReadRow } from '../../../shared/evidence/import/cells.ts'
import type { ImportField, ImportKind } from '../../../shared/evidence/import/mapping.ts'
import type { Preview } from '../../../shared/evidence/import/preview.ts'
import { type ImportTable, placeText } from '../../../shared/evidence/import/table.ts'
import { instantText, type Wall } from '../../../shared/i18n/date-words.ts'
import { locale, type PluralKey, t, tn } from '../common/i18n.ts'
import { IMPORT_FIELD_WORDS } from './import-field-words.ts'

const SHOWN = 20
/** A year that no row is in, so that each date shows its own. */
const LONG_AGO = 0
const COLUMNS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  spans: ['service', 'from', 'to', 'state', 'title'],
  tickets: ['ref', 'priority', 'opened', 'responded', 'onHold', 'resumed', 'resolved', 'closed'],
  checks: ['service', 'at', 'result', 'latency'],
  deliveries: ['ref', 'deliverable', 'due', 'delivered'],
}

const NOTES: Readonly<Record<ImportNote['code'], PluralKey>> = {
  repeated: 'importRepeated',
  'hold-without-time': 'importHoldWithoutTime',
  'open-with-end': 'importOpenWithEnd',
}

export function ImportPreview({ table, seen, kind, wall }: { table: ImportTable; seen: Preview; kind: ImportKind; wall: Wall }) {
  const columns = COLUMNS[kind].filter((field) => seen.first.length === 0 || seen.first.some(({ values }) => values[field] !== undefined))
  const cell = (row: ReadRow, field: ImportField): string => {
    const value = row.values[field]
    if (field === 'to' && row.open) return t('importNoEnd')
    return typeof value === 'number' ? instantText(value, wall, locale, LONG_AGO) : (value ?? '')
  }
  return (
    <div class="seen">
      <h3>{t('importPreview')}</h3>
      <p role="status">
        {t('importCounts', seen.rows, seen.taken, seen.left, seen.rejected.length)}
        {seen.waiting > 0 && `. ${t('importWaiting', seen.waiting)}`}
      </p>
      {table.above > 0 && <p class="s muted">{tn('importAbove', table.above)}</p>}
      {seen.notes.map(({ code, n }) => (
        <p key={code} class="s note">
          {tn(NOTES[code], n)}
        </p>
      ))}
      {seen.first.length > 0 && (
        <Scroll label={t('importPreview')}>
          <thead>
            <tr>
              {columns.map((field) => (
                <th key={field} scope="col">
                  {t(IMPORT_FIELD_WORDS[field])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.first.map((row) => (
              <tr key={row.place}>
                {columns.map((field) => (
                  <td key={field} class={typeof row.values[field] === 'number' ? 'nw' : undefined}>
                    {cell(row, field)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Scroll>
      )}
      {seen.rejected.length > 0 && (
        <>
          <h3>{t('importRejected')}</h3>
          <Scroll label={t('importRejected')}>
            <thead>
              <tr>
                <th scope="col">{t(table.kind === 'csv' ? 'importPlace' : 'importItem')}</th>
                <th scope="col">{t('importColumn')}</th>
                <th scope="col">{t('importExpected')}</th>
                <th scope="col">{t('importFound')}</th>
              </tr>
            </thead>
            <tbody>
              {seen.rejected.slice(0, SHOWN).map(({ place, column, wanted, got }) => (
                <tr key={place}>
                  <td class="nw">{table.kind === 'csv' ? place : placeText(table, place)}</td>
                  <td>{column}</td>
                  <td>
                    <bdi>{wanted}</bdi>
                  </td>
                  <td>
                    <bdi>{got}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </Scroll>
          {seen.rejected.length > SHOWN && <p class="s muted">{tn('andMore', seen.rejected.length - SHOWN)}</p>}
        </>
      )}
    </div>
  )
}

function Scroll({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>{children}</table>
    </div>
  )
}
