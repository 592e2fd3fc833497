/**
 * `npm run bench [-- w1 w2 …] [--json]`: every workload in one process, ours beside the peers and the limit. A workload is one
 * file and one line here.
 */
import { measure, type Row, type Workload } from './measure.ts'

interface Loaded {
  readonly workloads: () => readonly Workload[] | Promise<readonly Workload[]>
}

/** Each is made when the one before has been measured: a browser that is just closing would be measured along. */
const WORKLOADS: Readonly<Record<string, readonly (() => Promise<Loaded>)[]>> = {
  w1: [() => import('./w1-checks.ts')],
  w2: [() => import('./w2-incidents.ts')],
  w3: [() => import('./w3-tickets.ts')],
  w4: [() => import('./w4-widget.ts')],
  w5: [() => import('./w5-feeds.ts')],
  w6: [() => import('./w6.ts')],
  w7: [() => import('./w7-keeping.ts')],
  w8: [() => import('./w8-evaluate.ts'), () => import('./w8-background.ts')],
}

const asked = process.argv.slice(2)
const json = asked.includes('--json')
const names = asked.filter((name) => !name.startsWith('-'))
const unknown = names.filter((name) => !Object.hasOwn(WORKLOADS, name))
if (unknown.length) {
  console.error(`no workload ${unknown.join(', ')}, want ${Object.keys(WORKLOADS).join(', ')}`)
  process.exit(1)
}

const all: Row[] = []
for (const name of names.length ? names : Object.keys(WORKLOADS)) {
  for (const load of WORKLOADS[name]!) {
    for (const workload of await (await load()).workloads()) {
      const rows = measure(workload)
      all.push(...rows)
      if (!json) print(workload, rows)
    }
  }
}
if (json) console.log(JSON.stringify({ node: process.version, rows: all }))
// An answer of ours that is wrong, or slower than what we aim at, is not a success.
process.exitCode = all.some((row) => row.aim !== undefined && !(row.met && row.right)) ? 1 : 0

function print(workload: Workload, rows: readonly Row[]): void {
  console.log(`\n${workload.id.toUpperCase()}  ${workload.title}`)
  const table = rows.map((row) => [row.name, figure(row.ms) + ' ms', figure(row.ratio), verdict(row)])
  table.unshift(['contender', 'median', '× limit', ''])
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((cellsOf) => cellsOf[column]!.length)))
  for (const [name, ms, ratio, word] of table) {
    console.log(`  ${name!.padEnd(widths[0]!)}  ${ms!.padStart(widths[1]!)}  ${ratio!.padStart(widths[2]!)}  ${word}`.trimEnd())
  }
}

function verdict(row: Row): string {
  const words: string[] = []
  if (row.aim) words.push(`aim ${row.aim}: ${row.met ? 'met' : 'MISSED'}`)
  if (!row.right) words.push(`WRONG: ${row.wrong}`)
  if (row.share !== undefined) words.push(`measured on ${figure(row.share * 100)} % and scaled`)
  if (row.note) words.push(row.note)
  return words.join('; ')
}

/** Three digits that say something. */
function figure(value: number): string {
  if (value === 0) return '0'
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  const text = value.toPrecision(3)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
