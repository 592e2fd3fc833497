/** The table behind `npm run feeds`. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { ACCOUNT_PARTS } from '../../shared/feeds/account.ts'
import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { ADAPTORS } from '../../shared/feeds/index.ts'
import { type Cell, table } from '../../widget/cli/text-table.ts'
import { bodiesIn, filesIn, parsed } from './recordings.ts'

/** Exit code: 1 where a recording that an adaptor recognises cannot be read. */
export function printFeeds(folder: string): number {
  if (!existsSync(folder)) {
    console.log(`No recordings at ${folder}: name the folder that holds some.`)
    return 0
  }
  const rows: (readonly Cell[])[] = []
  const remarks: string[] = []
  let unread = 0
  for (const file of filesIn(folder)) {
    const name = relative(folder, file)
    const text = readFileSync(file, 'utf8')
    const bodies = bodiesIn(text)
    if (bodies.length === 0) {
      rows.push([{ text: name }, { text: '–' }])
      remarks.push(`${name}: ${whyNot(text)}`)
    }
    const many = bodies.length > MOST_ROWS
    const readings: Reading[] = []
    for (const { body, adaptor, place } of bodies) {
      const where = place ? `${name} ${place}` : name
      try {
        const reading = adaptor.read(body, { observedAt: statSync(file).mtimeMs, source: adaptor.id })
        readings.push(reading)
        if (!many) rows.push(rowOf(where, adaptor, [reading]))
        remarks.push(...reading.rejected.map(({ path, reason }) => `${where}: ${path}: ${reason}`))
      } catch (error) {
        unread++
        remarks.push(`${where}: ${(error as Error).message}`)
      }
    }
    if (many) rows.push(rowOf(`${name} (${bodies.length})`, bodies[0]!.adaptor, readings))
  }
  console.log(table(HEADS, rows, process.stdout.columns ?? null, process.stdout.isTTY === true).join('\n'))
  console.log(['', ...remarks].join('\n'))
  console.log(
    `${ADAPTORS.length} adaptors: ${ADAPTORS.map((adaptor) => adaptor.id).join(', ')}. – is a recording that no adaptor reads; why is said above.`,
  )
  return unread > 0 ? 1 : 0
}

/** Why a recording holds nothing to read. */
function whyNot(text: string): string {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null) return 'no JSON, and no text that an adaptor knows'
  const { _derived_from: made, series } = value as { _derived_from?: unknown; series?: unknown }
  const lists = typeof series === 'object' && series !== null ? Object.values(series).filter(Array.isArray) : []
  const rows = lists.reduce((sum, list) => sum + list.length, 0)
  if (typeof made === 'string') return `served by no page, made by whoever kept it (${lists.length} series, ${rows} rows): ${made}`
  return `a list about pages, not a page's answer: ${Object.keys(value).slice(0, 6).join(', ')}`
}

const HEADS = [
  'Recording',
  'Adaptor',
  'Rows',
  'Counted',
  'Maintenance',
  'No impact',
  'Not assigned',
  'Rejected',
  'Unchanged',
  'Doubtful',
  'Complete from',
]

const number = (n: number): Cell => ({ text: String(n), align: 'end' })

/** A recording of more responses than these, such as a folder of files, is one row. */
const MOST_ROWS = 12

function rowOf(name: string, adaptor: FeedAdaptor, readings: readonly Reading[]): readonly Cell[] {
  const sum = (of: (reading: Reading) => number): Cell => number(readings.reduce((total, reading) => total + of(reading), 0))
  const from = readings.length === 1 ? (readings[0]?.completeFrom ?? null) : null
  return [
    { text: name },
    { text: adaptor.id },
    sum(({ account }) => account.read),
    ...ACCOUNT_PARTS.map((part) => sum(({ account }) => account[part])),
    sum(({ doubtful }) => doubtful),
    { text: from === null ? 'nothing' : new Date(from).toISOString().slice(0, 10) },
  ]
}
