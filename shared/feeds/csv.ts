/**
 * Comma-separated values from anywhere: a head with the columns `service`, `from`, `to` and `state`, and perhaps `title` and
 * `ref`. Instants are ISO 8601 with an offset or Z; an empty `to` is still so. A row `coverage` in `state` says that the
 * source can speak for the time; without any, the file covers none.
 */
import { csvRows, ImportError, type TableRow } from '../evidence/import/table.ts'
import type { Coverage, State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, name, withinSize } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ComponentMap } from './parts/component-map.ts'
import { sourceOf } from './parts/finish-reading.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { RowError, type RowFacts } from './parts/row.ts'

const ID = 'csv'
const STATES: readonly State[] = ['up', 'degraded', 'partial', 'down', 'maintenance']
const NEEDED = ['service', 'from', 'to', 'state'] as const

export const csv: FeedAdaptor = {
  id: ID,
  title: 'Comma-separated values',
  known: 'documentation',
  cors: true,
  addresses: (page) => [page],
  accepts: ['text/csv', 'text/plain'],
  recognises: (body) => typeof body === 'string' && isHead(firstLine(body).split(',')),
  read: (body, options) => {
    withinSize(ID, body)
    const [head, ...rows] = rowsOf(body)
    if (!head || !isHead(head.cells))
      throw new FeedError(
        ID,
        'wrong-shape',
        '',
        `wanted a head with the columns ${NEEDED.join(', ')}, got ${describeBody(body)}: other heads need a mapping`,
      )
    return readRows(head.cells, rows, options)
  },
}

const isHead = (head: readonly string[]): boolean => NEEDED.every((column) => head.some((cell) => bare(cell) === column))
const firstLine = (body: string): string => body.slice(0, 1000).split(/[\r\n]/, 1)[0] ?? ''
const bare = (cell: string): string => cell.replace(/^\ufeff/, '').replace(/^"(.*)"$/, '$1')

function rowsOf(body: string): readonly TableRow[] {
  try {
    return csvRows(body.replace(/^\ufeff/, ''), ',').rows
  } catch (cause) {
    if (cause instanceof ImportError) throw new FeedError(ID, 'wrong-shape', '', cause.message, { cause })
    throw cause
  }
}

function readRows(head: readonly string[], rows: readonly TableRow[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const stated: { readonly component: ComponentRef; readonly from: EpochMs; readonly to: EpochMs | null }[] = []
  for (const { place, cells, broken } of rows) {
    try {
      if (broken) throw new RowError(`wanted ${broken.wanted}, got ${broken.got}`)
      const { state, from, to, component, event } = rowOf(head, cells)
      builder.component(component)
      builder.vouch(to ?? from)
      // A clause on maintenance excludes what was announced: without a window it would count.
      if (state === 'maintenance' && to !== null) builder.maintenance([component], { from, to }, event)
      if (state === 'coverage') stated.push({ component, from, to })
      if (state === 'coverage') builder.noImpact(`line ${place}`, 'coverage')
      else builder.span([component], { from, to, state }, event)
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      builder.reject(`line ${place}`, error.message, factsIn(head, cells))
    }
  }
  const reading = builder.reading(rows.length, stated.length > 0 ? Math.min(...stated.map(({ from }) => from)) : null)
  // A row of which neither time nor service can be read may have been an outage at any time.
  const isLost = reading.coveredTo === null
  const map = new ComponentMap(reading.components, options.map)
  const coverage = stated.flatMap(({ component, from, to }): Coverage[] => {
    const service = map.serviceOf(component)
    return service === null || isLost ? [] : [{ service, source: sourceOf(options), from, to, observedAt: options.observedAt }]
  })
  return { ...reading, completeFrom: null, evidence: { ...reading.evidence, coverage } }
}

/** What can be read of a row that can't be used. */
function factsIn(head: readonly string[], row: readonly string[]): RowFacts {
  const cell = (column: string): string => row[head.indexOf(column)]?.trim() ?? ''
  const [service, from, to, state] = [name(cell('service')), instant(cell('from')), instant(cell('to')), cell('state').toLowerCase()]
  return {
    ...(cell('ref') !== '' && { ref: cell('ref') }),
    ...(service !== null && { components: [{ id: service, name: service }] }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(isState(state) && { state }),
  }
}

function rowOf(head: readonly string[], row: readonly string[]) {
  const cell = (column: string): string => row[head.indexOf(column)]?.trim() ?? ''
  const timeOf = (column: string): EpochMs => {
    const at = instant(cell(column))
    if (at === null) throw new RowError(`${column}: not an instant with offset or Z`)
    return at
  }
  const service = name(cell('service'))
  const state = cell('state').toLowerCase()
  if (service === null) throw new RowError('service: empty')
  if (state !== 'coverage' && !isState(state))
    throw new RowError(`state: wanted one of ${STATES.join(', ')} or coverage, got ${JSON.stringify(state.slice(0, 40))}`)
  const from = timeOf('from')
  const to = cell('to') === '' ? null : timeOf('to')
  if (to !== null && to < from) throw new RowError('to: before from')
  return {
    state,
    from,
    to,
    component: { id: service, name: service },
    event: { ref: cell('ref') || `${service} ${from}`, title: name(cell('title')) },
  } as const
}

const isState = (text: string): text is State => (STATES as readonly string[]).includes(text)
