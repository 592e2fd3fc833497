/**
 * Microsoft 365 service health of one tenant: the answer of Graph's `/admin/serviceAnnouncement/issues`, saved as a file, because it
 * needs a sign-in. A component is a service, "Exchange Online". The status is the present one, so what a closed issue was follows
 * from its class: an incident is down, an advisory degraded.
 *
 * Shape: learn.microsoft.com/graph/api/resources/servicehealthissue, …/serviceannouncement-list-issues.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name, word } from './parts/body.ts'
import { type EventPlaces, readEvents } from './parts/event-list.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, maybeInstant, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'microsoft-365'

export const microsoft365: FeedAdaptor = {
  id: ID,
  title: 'Microsoft 365 service health',
  known: 'documentation',
  cors: false,
  addresses: () => [new URL('https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/issues')],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && Array.isArray(body.value) && isIssue(body.value[0]),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !Array.isArray(value.value) || !value.value.some(isIssue))
      throw new FeedError(ID, 'wrong-shape', 'value', `wanted a list of issues with service and classification, got ${describeBody(body)}`)
    return whole(ID, () => readIssues(value, options))
  },
}

const isIssue = (row: unknown): boolean => isObject(row) && 'classification' in row && 'startDateTime' in row && 'service' in row

const CLASSES: Readonly<Record<string, State>> = { incident: 'down', advisory: 'degraded' }
const NOW: Readonly<Record<string, State | null>> = { serviceInterruption: 'down', serviceDegradation: 'degraded', falsePositive: null }

const PLACES: EventPlaces = {
  ref: (row) => idOf(row),
  title: (row) => name(row.title),
  from: (row) => instantOf(row, 'startDateTime'),
  to: endOf,
  components: (row) => [{ id: idOf(row, 'service'), name: idOf(row, 'service') }],
  state: stateOf,
  posts: (row) =>
    objectsOf(row, 'posts').flatMap((post) => {
      const at = instant(post.createdDateTime)
      return at === null ? [] : [{ at, text: isObject(post.description) ? word(post.description.content) : '' }]
    }),
  updatedAt: (row) => maybeInstant(row, 'lastModifiedDateTime'),
}

function endOf(row: Row): number | null {
  const end = maybeInstant(row, 'endDateTime')
  if (end === null && row.isResolved === true) throw new RowError('endDateTime: not given, though the issue is resolved')
  return row.isResolved === false ? null : end
}

function stateOf(row: Row): State | null {
  const now = word(row.status)
  if (Object.hasOwn(NOW, now) && (row.isResolved !== true || NOW[now] === null)) return NOW[now]!
  const kind = word(row.classification)
  if (Object.hasOwn(CLASSES, kind)) return CLASSES[kind]!
  throw new RowError(`classification: an unknown word, ${JSON.stringify(kind.slice(0, 40))}`)
}

function readIssues(answer: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const rows = listOf(answer, 'value')
  const { oldest } = readEvents(builder, rows, 'value', PLACES)
  const isCut = answer['@odata.nextLink'] !== undefined
  if (isCut) builder.note('the response continues at another address: it covers no time')
  return builder.reading(rows.length, isCut ? null : oldest)
}
