/**
 * Cachet 3, `/api/…`: the same as of version 2, as JSON:API. Components come along where they are asked for, and how bad an
 * incident was for each only where the server gives the state it put them in; otherwise it is read as degraded.
 */
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf, word } from './parts/body.ts'
import { type CachetComponent, type CachetKind, type CachetShape, readCachet } from './parts/cachet-common.ts'
import { type LooseTime, looseTime } from './parts/loose-time.ts'
import { idOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'cachet-3'
const KINDS: readonly CachetKind[] = ['incidents', 'schedules', 'components']

export const cachet3: FeedAdaptor = {
  id: ID,
  title: 'Cachet 3',
  known: 'code',
  cors: true,
  addresses: (page) =>
    ['incidents?include=components,updates&per_page=100', 'schedules?include=components&per_page=100', 'components?per_page=100'].map(
      (list) => new URL(`/api/${list}`, page),
    ),
  accepts: ['application/json', 'application/vnd.api+json'],
  recognises: (body) => isObject(body) && Array.isArray(body.data) && kindOf(body.data[0]) !== null,
  read: (body, options) => {
    const value = jsonBody(ID, body)
    const paged = isObject(value) && (isObject(value.links) || isObject(value.meta))
    if (!isObject(value) || !Array.isArray(value.data) || !paged)
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with data and links, got ${describeBody(body)}`)
    return whole(ID, () => readList(value, options))
  },
}

function kindOf(row: unknown): CachetKind | null {
  if (!isObject(row) || !isObject(row.attributes) || !isObject(row.attributes.created)) return null
  return KINDS.find((kind) => kind === row.type) ?? null
}

function readList(list: Row, options: ReadOptions): Reading {
  const along = new Map(objectsOf(list, 'included').map((row) => [`${word(row.type)} ${word(row.id)}`, row]))
  const more = isObject(list.links) && typeof list.links.next === 'string'
  const components = [...along.values()].filter((row) => row.type === 'components')
  return readCachet(list.data as readonly unknown[], !more, components, shapeWith(along), options)
}

/** `along` holds the rows that the answer includes beside its own. */
function shapeWith(along: ReadonlyMap<string, Row>): CachetShape {
  const componentsOf = (row: Row): readonly CachetComponent[] =>
    related(row, 'components', along).map(({ here, there }) => componentIn(here, there))
  const common = (row: Row) => ({
    id: idOf(row),
    title: name(fieldsOf(row).name),
    code: codeOf(fieldsOf(row).status),
    components: componentsOf(row),
  })
  return {
    kindOf,
    componentOf,
    incidentOf: (row) => {
      const fields = fieldsOf(row)
      const updates = related(row, 'updates', along).flatMap(({ there }) => (isObject(there?.attributes) ? [there.attributes] : []))
      const posts = updates.flatMap((post) => {
        const at = timeIn(post, 'created')
        return at ? [{ at, code: codeOf(post.status) }] : []
      })
      return {
        ...common(row),
        start: timeIn(fields, 'occurred') ?? needed(fields, 'created'),
        edited: timeIn(fields, 'updated'),
        posts,
        text: [fields, ...updates].map(({ message }) => word(message)).join('\n'),
      }
    },
    scheduleOf: (row) => {
      const fields = fieldsOf(row)
      return { ...common(row), start: needed(fields, 'scheduled'), end: timeIn(fields, 'completed'), announced: timeIn(fields, 'created') }
    },
    fields: {
      ref: (row) => `${row.type === 'schedules' ? 'schedule' : 'incident'} ${idOf(row)}`,
      from: (row) =>
        (timeIn(fieldsOf(row), 'occurred') ?? timeIn(fieldsOf(row), 'scheduled') ?? timeIn(fieldsOf(row), 'created'))?.at ?? null,
      to: (row) => (row.type === 'schedules' ? (timeIn(fieldsOf(row), 'completed')?.at ?? null) : null),
      components: componentsOf,
      state: (row) => (row.type === 'schedules' ? 'maintenance' : 'degraded'),
    },
  }
}

const fieldsOf = (row: Row): Row => (isObject(row.attributes) ? row.attributes : {})

/** `{human, string}`. */
const timeIn = (fields: Row, key: string): LooseTime | null => (isObject(fields[key]) ? looseTime(fields[key].string) : null)

function needed(fields: Row, key: string): LooseTime {
  const time = timeIn(fields, key)
  if (!time) throw new RowError(`${key}: not a time`)
  return time
}

/** `{human, value}`, or the value itself. */
const codeOf = (status: unknown): number => numberOf(isObject(status) ? status.value : status)

function componentOf(row: Row): CachetComponent {
  const fields = fieldsOf(row)
  return { id: idOf(row), name: name(fields.name) ?? idOf(row), code: codeOf(fields.status) }
}

interface Related {
  readonly here: Row
  readonly there: Row | undefined
}

function related(row: Row, key: string, along: ReadonlyMap<string, Row>): readonly Related[] {
  const relation = isObject(row.relationships) && isObject(row.relationships[key]) ? row.relationships[key] : {}
  return objectsOf(relation, 'data').map((here) => ({ here, there: along.get(`${word(here.type)} ${word(here.id)}`) }))
}

/** A component's own status is the present, never the incident's: only the one that stands beside the pair is taken. */
function componentIn(here: Row, there: Row | undefined): CachetComponent {
  const pivot = [here.meta, there?.attributes].flatMap((each) => (isObject(each) && isObject(each.pivot) ? [each.pivot] : []))[0]
  const code = pivot ? codeOf(pivot.component_status) : null
  return { id: idOf(here), name: there ? componentOf(there).name : idOf(here), code: code !== null && Number.isInteger(code) ? code : null }
}
