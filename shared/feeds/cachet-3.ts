/**
 * Cachet 3, `/api/…`: the same as of version 2, as JSON:API. Components come along where they are asked for, and how bad an
 * incident was for each only where the server tells the state it put them in; else it is read as degraded.
 */
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf, word } from './parts/body.ts'
import { type CachetComponent, CachetReader } from './parts/cachet.ts'
import { type LooseTime, looseTime } from './parts/loose-time.ts'
import { eachRow, idOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'cachet-3'
const KINDS = ['incidents', 'schedules', 'components'] as const
type Kind = (typeof KINDS)[number]

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

function kindOf(row: unknown): Kind | null {
  if (!isObject(row) || !isObject(row.attributes) || !isObject(row.attributes.created)) return null
  return KINDS.find((kind) => kind === row.type) ?? null
}

function readList(list: Row, options: ReadOptions): Reading {
  const rows = list.data as readonly unknown[]
  const reader = new CachetReader(options)
  const kinds = new Set(rows.map(kindOf))
  if (rows.length > 0 && [...kinds].every((kind) => kind === null)) throw new RowError('rows of another shape')
  const along = new Map(objectsOf(list, 'included').map((row) => [`${word(row.type)} ${word(row.id)}`, row]))
  for (const row of along.values()) if (row.type === 'components') reader.component(partOf(row))
  let events = 0
  eachRow(rows, 'data', reader.reject, (row) => {
    const kind = kindOf(row)
    if (kind === null) throw new RowError('neither an incident, a schedule nor a component')
    if (kind === 'components') {
      reader.component(partOf(row))
      return
    }
    events++
    const fields = row.attributes as Row
    const parts = related(row, 'components', along).map(({ here, there }) => partIn(here, there))
    const common = { id: idOf(row), title: name(fields.name), code: codeOf(fields.status), parts }
    if (kind === 'schedules') {
      reader.schedule({
        ...common,
        start: needed(fields, 'scheduled'),
        end: timeIn(fields, 'completed'),
        announced: timeIn(fields, 'created'),
      })
      return
    }
    const posts = related(row, 'updates', along).flatMap(({ there }) => {
      const post = isObject(there?.attributes) ? there.attributes : null
      const at = post && timeIn(post, 'created')
      return post && at ? [{ at, code: codeOf(post.status) }] : []
    })
    const start = timeIn(fields, 'occurred') ?? needed(fields, 'created')
    reader.incident({ ...common, start, edited: timeIn(fields, 'updated'), posts })
  })
  const more = isObject(list.links) && typeof list.links.next === 'string'
  return reader.reading(events, { incidents: kinds.has('incidents'), whole: !more })
}

/** `{human, string}`. */
const timeIn = (fields: Row, key: string): LooseTime | null => (isObject(fields[key]) ? looseTime(fields[key].string) : null)

function needed(fields: Row, key: string): LooseTime {
  const time = timeIn(fields, key)
  if (!time) throw new RowError(`${key}: not a time`)
  return time
}

/** `{human, value}`, or the value itself. */
const codeOf = (status: unknown): number => numberOf(isObject(status) ? status.value : status)

function partOf(row: Row): CachetComponent {
  const fields = isObject(row.attributes) ? row.attributes : {}
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

/** A component's own status is the present, never the incident's: only the one told beside the pair is taken. */
function partIn(here: Row, there: Row | undefined): CachetComponent {
  const pivot = [here.meta, there?.attributes].flatMap((each) => (isObject(each) && isObject(each.pivot) ? [each.pivot] : []))[0]
  const code = pivot ? codeOf(pivot.component_status) : null
  return { id: idOf(here), name: there ? partOf(there).name : idOf(here), code: code !== null && Number.isInteger(code) ? code : null }
}
