/**
 * Cachet 2, `/api/v1/…`: incidents, schedules and components, a page of a list at a time. An incident names one component and
 * not how bad it was: it is read as degraded.
 */
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf, word } from './parts/body.ts'
import { type CachetComponent, type CachetIncident, type CachetSchedule, type CachetShape, readCachet } from './parts/cachet-common.ts'
import { type LooseTime, looseTime } from './parts/loose-time.ts'
import { idOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

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
  const pages = numberOf(isObject(list.meta) && isObject(list.meta.pagination) ? list.meta.pagination.total_pages : null)
  return readCachet(rows, rows.length === 0 || pages <= 1, [], SHAPE, options)
}

const componentOf = (row: Row): CachetComponent => ({
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

/** The component that an incident names: one, or none. */
function componentsOf(row: Row): readonly CachetComponent[] {
  if (kindOf(row) === 'schedules') return listed(row)
  const id = numberOf(row.component_id) > 0 ? idOf(row, 'component_id') : null
  return id === null ? [] : [{ id, name: name(isObject(row.component) ? row.component.name : null) ?? id, code: null }]
}

const listed = (row: Row): readonly CachetComponent[] =>
  objectsOf(row, 'components').map((each) => {
    const id = idOf(each, 'component_id' in each ? 'component_id' : 'id')
    return { id, name: name(each.name) ?? id, code: null }
  })

function incidentOf(row: Row): CachetIncident | { readonly schedule: CachetSchedule } {
  const common = { id: idOf(row), title: name(row.name), components: componentsOf(row) }
  const code = numberOf(row.latest_status ?? row.status)
  // Before 2.4 planned work was an incident of status 0.
  if (code === 0 && looseTime(row.scheduled_at))
    return { schedule: { ...common, code: 0, start: timeOf(row, 'scheduled_at'), end: null, announced: timeOf(row, 'created_at') } }
  const updates = objectsOf(row, 'updates')
  return {
    ...common,
    code,
    start: looseTime(row.occurred_at) ?? timeOf(row, 'created_at'),
    edited: looseTime(row.updated_at),
    posts: updates.map((post) => ({ at: timeOf(post, 'created_at'), code: numberOf(post.status) })),
    text: [row, ...updates].map(({ message }) => word(message)).join('\n'),
  }
}

const SHAPE: CachetShape = {
  kindOf,
  componentOf,
  incidentOf,
  scheduleOf: (row) => ({
    id: idOf(row),
    title: name(row.name),
    code: numberOf(row.status),
    start: timeOf(row, 'scheduled_at'),
    end: looseTime(row.completed_at),
    announced: looseTime(row.created_at),
    components: listed(row),
  }),
  fields: {
    ref: (row) => `${kindOf(row) === 'schedules' ? 'schedule' : 'incident'} ${idOf(row)}`,
    from: (row) => looseTime(row.occurred_at ?? row.scheduled_at ?? row.created_at)?.at ?? null,
    to: (row) => looseTime(kindOf(row) === 'schedules' ? row.completed_at : null)?.at ?? null,
    components: componentsOf,
    state: (row) => (kindOf(row) === 'schedules' ? 'maintenance' : 'degraded'),
  },
}
