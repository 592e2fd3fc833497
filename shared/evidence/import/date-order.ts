/** Which of day and month comes first, as far as a table's own cells say. */
import type { DateOrder } from './table-times.ts'

const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d:])/

export interface OrderFound {
  /** What the cells prove; null where they prove nothing, or both. */
  readonly order: DateOrder | null
  /** A cell that proves it, or one that could be either. */
  readonly example: string
  /** Whether the cells contradict each other. */
  readonly both: boolean
}

/** Which of day and month comes first, as far as the cells themselves say: a number over 12 is no month. null where none needs it. */
export function orderOf(cells: Iterable<string>): OrderFound | null {
  let day: string | null = null
  let month: string | null = null
  let either: string | null = null
  for (const cell of cells) {
    const found = NUMBERS.exec(cell.trim())
    if (!found || found[1] === found[3]) continue
    if (Number(found[1]) > 12) day ??= cell
    else if (Number(found[3]) > 12) month ??= cell
    else either ??= cell
  }
  if (day !== null && month !== null) return { order: null, example: `${day}, ${month}`, both: true }
  if (day !== null) return { order: 'day-first', example: day, both: false }
  if (month !== null) return { order: 'month-first', example: month, both: false }
  return either === null ? null : { order: null, example: either, both: false }
}
