/** Aligned columns for a terminal; where it is too narrow, a block a row. Cells are plain text; colour is put on after measuring. */
export interface Cell {
  readonly text: string
  readonly align?: 'end'
  readonly colour?: 'red' | 'yellow' | 'green' | 'grey'
}

const CODES = { red: 31, yellow: 33, green: 32, grey: 90 } as const
const BOLD = 1

/** Columns a text takes: code points, wide East Asian ones twice, marks that combine not at all. */
export function widthOf(text: string): number {
  let width = 0
  for (const each of text) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(each)) continue
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
      each,
    )
      ? 2
      : 1
  }
  return width
}

const paint = (text: string, code: number, colour: boolean): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)

/**
 * Lines without a newline at the end. Columns that are empty in every row are left out; where all do not fit, those of `spare`
 * as well, one after another, before a row becomes a block.
 */
export function table(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  columns: number | null,
  colour: boolean,
  spare: readonly string[] = [],
): readonly string[] {
  const all = heads.map((_, index) => index).filter((index) => rows.some((row) => row[index]?.text))
  const widthAt = (index: number): number => Math.max(widthOf(heads[index] ?? ''), ...rows.map((row) => widthOf(row[index]?.text ?? '')))
  const fits = (some: readonly number[]): boolean =>
    columns === null || some.reduce((sum, index) => sum + widthAt(index) + GAP.length, -GAP.length) <= columns
  const without = (given: number): number[] => all.filter((index) => !spare.slice(0, given).includes(heads[index] ?? ''))
  const kept = Array.from({ length: spare.length + 1 }, (_, given) => without(given)).find(fits)
  if (!kept) return rows.flatMap((row) => block(all, heads, row, colour))
  const widths = kept.map(widthAt)
  const line = (cells: readonly Cell[]): string =>
    kept
      .map((index, at) => {
        const cell = cells[index] ?? { text: '' }
        const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell.text)))
        const text = cell.colour ? paint(cell.text, CODES[cell.colour], colour) : cell.text
        return cell.align === 'end' ? space + text : text + space
      })
      .join(GAP)
      .trimEnd()
  const head = heads.map((text, index): Cell => ({ text, ...(rows[0]?.[index]?.align && { align: rows[0][index].align }) }))
  return [paint(line(head), BOLD, colour), ...rows.map(line)]
}

const GAP = '  '

/** One field a line. */
function block(kept: readonly number[], heads: readonly string[], row: readonly Cell[], colour: boolean): readonly string[] {
  const name = Math.max(...kept.map((index) => widthOf(heads[index] ?? '')))
  const lines = kept.flatMap((index) => {
    const cell = row[index]
    if (!cell?.text) return []
    return [`${(heads[index] ?? '').padEnd(name)}  ${cell.colour ? paint(cell.text, CODES[cell.colour], colour) : cell.text}`]
  })
  return [...lines, '']
}
