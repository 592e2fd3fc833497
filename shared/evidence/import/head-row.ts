/** Where a table begins: reports have a title, a date and blank lines above the line that names the columns. */
import { isDay, readTime } from './table-times.ts'

/** Lines that may stand above the head. */
const MOST_ABOVE = 20

/** The index of the first row that is about as wide as most rows are and holds no date; 0 where there is none. */
export function headAt(rows: readonly (readonly string[])[]): number {
  const least = Math.max(2, Math.ceil(usualWidth(rows) * 0.6))
  const found = rows.slice(0, MOST_ABOVE).findIndex((cells) => filled(cells) >= least && !cells.some(dated))
  return Math.max(0, found)
}

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length

function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0] as const)[0]
}

const dated = (cell: string): boolean =>
  cell.trim() !== '' && !/^\d+$/.test(cell.trim()) && (isDay(cell) || !('wanted' in readTime(cell, { zone: null, order: null })))
