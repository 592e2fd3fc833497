/**
 * Datadog's status pages: degradations as its API lists them (`/api/v2/statuspages/degradations`), saved as a file, because it needs
 * keys. Updates say which component was in which state from when on.
 *
 * Shape: DataDog/datadog-api-client (DegradationDataAttributes and its parts), docs.datadoghq.com/api/latest/status-pages.
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, maybeInstant, meaningOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'datadog-status'

export const datadogStatus: FeedAdaptor = {
  id: ID,
  title: 'Datadog status pages',
  known: 'code',
  cors: false,
  addresses: () => [new URL('https://api.datadoghq.com/api/v2/statuspages/degradations')],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && Array.isArray(body.data) && isDegradation(body.data[0]),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !Array.isArray(value.data) || !value.data.some(isDegradation))
      throw new FeedError(ID, 'wrong-shape', 'data', `wanted a list of degradations, got ${describeBody(body)}`)
    return whole(ID, () => readList(value, options))
  },
}

const isDegradation = (row: unknown): boolean =>
  isObject(row) && isObject(row.attributes) && Array.isArray(row.attributes.components_affected)

const STATES: Readonly<Record<string, State>> = {
  operational: 'up',
  degraded: 'degraded',
  degraded_performance: 'degraded',
  partial_outage: 'partial',
  major_outage: 'down',
  maintenance: 'maintenance',
}
const STATUSES: readonly string[] = ['investigating', 'identified', 'monitoring', 'resolved']

const attributesOf = (row: Row): Row => (isObject(row.attributes) ? row.attributes : {})
const refOf = (row: Row): ComponentRef => ({ id: idOf(row), name: name(row.name) ?? idOf(row) })

const FIELDS: RowFields = {
  ref: (row) => idOf(row),
  from: (row) => instantOf(attributesOf(row), 'created_at'),
  components: (row) => objectsOf(attributesOf(row), 'components_affected').map(refOf),
  state: () => 'down',
}

function readList(answer: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const rows = listOf(answer, 'data')
  const starts: EpochMs[] = []
  builder.rows(rows, 'data', FIELDS, (row) => {
    const about = attributesOf(row)
    const updates = updatesOf(about)
    if (typeof about.status !== 'string' || !STATUSES.includes(about.status)) throw new RowError('status: an unknown word')
    const from = updates[0]?.at ?? instantOf(about, 'created_at')
    const to = about.status === 'resolved' ? (updates.at(-1)?.at ?? instantOf(about, 'modified_at')) : null
    const event = {
      ref: idOf(row),
      title: name(about.title),
      posts: updates.map(({ at }) => at),
      text: updates.map(({ text }) => text).join('\n'),
    }
    starts.push(from)
    builder.event(event.ref)
    const changes = updates.some(({ changes: some }) => some.length > 0) ? updates : [{ at: from, changes: changesOf(about), text: '' }]
    for (const { component, ...span } of spansOf(changes, to)) builder.span([component], { ...span, basis: 'component-transition' }, event)
  })
  // Lists are cut by the page and status that were asked for: nothing says from when on one is complete.
  builder.note('the list is the one that was asked for: it covers no time')
  return builder.reading(rows.length, null)
}

interface Update {
  readonly at: EpochMs
  readonly text: string
  readonly changes: readonly (ComponentRef & { readonly state: State })[]
}

const updatesOf = (about: Row): readonly Update[] =>
  objectsOf(about, 'updates')
    .map((update) => ({
      at: maybeInstant(update, 'started_at') ?? instantOf(update, 'created_at'),
      text: typeof update.description === 'string' ? update.description : '',
      changes: changesOf(update),
    }))
    .sort((a, b) => a.at - b.at)

const changesOf = (row: Row): Update['changes'] =>
  objectsOf(row, 'components_affected').map((each) => ({ ...refOf(each), state: meaningOf(STATES, each, 'status') }))

/** Each component's states in turn; one left in a state ends with the degradation. */
function spansOf(updates: readonly Update[], to: EpochMs | null) {
  const running = new Map<string, { readonly component: ComponentRef; readonly from: EpochMs; readonly state: State }>()
  const spans: { component: ComponentRef; from: EpochMs; to: EpochMs | null; state: State }[] = []
  const close = (id: string, at: EpochMs | null): void => {
    const was = running.get(id)
    running.delete(id)
    if (was && was.state !== 'up' && (at === null || at > was.from)) spans.push({ ...was, to: at })
  }
  for (const { at, changes } of updates) {
    for (const { id, name: title, state } of changes) {
      if (running.get(id)?.state === state) continue
      close(id, at)
      running.set(id, { component: { id, name: title }, from: at, state })
    }
  }
  for (const id of [...running.keys()]) close(id, to)
  return spans
}
