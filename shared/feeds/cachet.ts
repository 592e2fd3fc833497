/**
 * Cachet 2, `/api/v1/…`: incidents, schedules and components, a page of a list at a time. An incident names one component and
 * not how bad it was: it is read as degraded.
 */
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf } from './parts/body.ts'
import { type CachetComponent, CachetReader } from './parts/cachet.ts'
import { type LooseTime, looseTime } from './parts/loose-time.ts'
import { eachRow, idOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'cachet'

export const cachet: FeedAdaptor = {
  id: ID,
  title: 'Cachet 2',
  known: 'documentation',
  cors: true,
  addresses: (page) =>
    ['incidents?sort=id&order=desc&per_page=100', 'schedules?per_page=100', 'components?per_page=100'].map(
      (list) => new URL(`/api/v1/${list}`, page),
    ),
  accepts: ['application/json'],
  recognises: (body) => isList(body) && kindOf((body.data as readonly unknown[])[0]) !== null,
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isList(value))
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with meta.pagination and data, got ${describeBody(body)}`)
    return whole(ID, () => readList(value, options))
  },
}

const isList = (body: unknown): body is Row =>
  isObject(body) && isObject(body.meta) && isObject(body.meta.pagination) && Array.isArray(body.data)

/** What the rows of a list are; nothing in the list's own fields says so. */
function kindOf(row: unknown): 'incidents' | 'schedules' | 'components' | null {
  if (!isObject(row) || !('id' in row)) return null
  if ('component_id' in row && 'status' in row && 'created_at' in row) return 'incidents'
  if ('scheduled_at' in row && 'completed_at' in row) return 'schedules'
  return 'status' in row && 'group_id' in row && 'name' in row ? 'components' : null
}

function readList(list: Row, options: ReadOptions): Reading {
  const rows = list.data as readonly unknown[]
  const reader = new CachetReader(options)
  const kinds = new Set(rows.map(kindOf))
  if (rows.length > 0 && [...kinds].every((kind) => kind === null)) throw new RowError('rows of another shape')
  let events = 0
  eachRow(rows, 'data', reader.reject, (row) => {
    const kind = kindOf(row)
    if (kind === null) throw new RowError('neither an incident, a schedule nor a component')
    if (kind === 'components') {
      reader.component(partOf(row))
      return
    }
    events++
    if (kind === 'schedules') readSchedule(row, reader)
    else readIncident(row, reader)
  })
  const pages = numberOf(isObject(list.meta) && isObject(list.meta.pagination) ? list.meta.pagination.total_pages : null)
  return reader.reading(events, { incidents: kinds.has('incidents'), whole: rows.length === 0 || pages <= 1 })
}

const partOf = (row: Row): CachetComponent => ({
  id: idOf(row),
  name: name(row.name) ?? idOf(row),
  code: numberOf(row.status),
  ...(isObject(row.group) && name(row.group.name) !== null && { group: name(row.group.name) ?? '' }),
})

function timeOf(row: Row, key: string): LooseTime {
  const time = looseTime(row[key])
  if (!time) throw new RowError(`${key}: not a time`)
  return time
}

function readIncident(row: Row, reader: CachetReader): void {
  const id = idOf(row)
  const title = name(row.name)
  const code = numberOf(row.latest_status ?? row.status)
  const part = numberOf(row.component_id) > 0 ? idOf(row, 'component_id') : null
  const parts: CachetComponent[] =
    part === null ? [] : [{ id: part, name: name(isObject(row.component) ? row.component.name : null) ?? part, code: null }]
  // Before 2.4 a planned work was an incident of status 0.
  if (code === 0 && looseTime(row.scheduled_at)) {
    reader.schedule({ id, title, code: 0, start: timeOf(row, 'scheduled_at'), end: null, announced: timeOf(row, 'created_at'), parts })
    return
  }
  const posts = objectsOf(row, 'updates').map((post) => ({ at: timeOf(post, 'created_at'), code: numberOf(post.status) }))
  const start = looseTime(row.occurred_at) ?? timeOf(row, 'created_at')
  reader.incident({ id, title, code, start, edited: looseTime(row.updated_at), posts, parts })
}

function readSchedule(row: Row, reader: CachetReader): void {
  reader.schedule({
    id: idOf(row),
    title: name(row.name),
    code: numberOf(row.status),
    start: timeOf(row, 'scheduled_at'),
    end: looseTime(row.completed_at),
    announced: looseTime(row.created_at),
    parts: objectsOf(row, 'components').map((each) => ({
      id: idOf(each, 'component_id' in each ? 'component_id' : 'id'),
      name: name(each.name) ?? idOf(each, 'component_id' in each ? 'component_id' : 'id'),
      code: null,
    })),
  })
}
