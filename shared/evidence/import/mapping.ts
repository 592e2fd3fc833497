/**
 * How a table becomes evidence, `standing/import@1`: which column is what, and every answer that the table itself leaves open.
 * One shape reads such a file and gives its JSON Schema (mapping-schema.ts).
 */
import { ROOT } from '../../base/path.ts'
import type { Problem } from '../../base/problem.ts'
import { Findings, isFields, map, oneOf, type Shape, text } from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { isInstant } from '../../time/instant.ts'
import { isDuration } from '../../time/iso-duration.ts'
import { isZone } from '../../time/zones.ts'
import type { Party, Source, State } from '../model.ts'
import type { LengthUnit } from './lengths.ts'
import type { DateOrder, Epoch } from './table-times.ts'

export const IMPORT_FORMAT = 'standing/import@1'

/** What a row is: a span in a state, a ticket, a check or a delivery. */
export type ImportKind = 'spans' | 'tickets' | 'checks' | 'deliveries'
export const KINDS: readonly ImportKind[] = ['spans', 'tickets', 'checks', 'deliveries']

/** What a column may be, by kind; in the order in which people are asked. */
export const IMPORT_FIELDS = {
  spans: ['service', 'date', 'from', 'endDate', 'to', 'duration', 'state', 'title', 'ref', 'reportedAt'],
  tickets: [
    'ref',
    'service',
    'type',
    'priority',
    'status',
    'date',
    'opened',
    'responded',
    'onHold',
    'resumed',
    'resolved',
    'closed',
    'group',
    'openedBy',
    'title',
  ],
  checks: ['service', 'date', 'at', 'result', 'latency'],
  deliveries: ['ref', 'deliverable', 'date', 'due', 'delivered'],
} as const satisfies Record<ImportKind, readonly string[]>
export type ImportField = (typeof IMPORT_FIELDS)[ImportKind][number]

/** `watched`: the source covers the time and reports nothing for it. `skip`: the row is skipped. */
export type StateWord = State | 'watched' | 'skip'
export const STATE_WORDS: readonly StateWord[] = ['up', 'degraded', 'partial', 'down', 'maintenance', 'watched', 'skip']
export type ResultWord = 'ok' | 'failed' | 'skip'
export const RESULT_WORDS: readonly ResultWord[] = ['ok', 'failed', 'skip']

/** What a ticket's status means for its current state. */
export type StatusWord = 'open' | 'on-hold' | 'resolved' | 'closed' | 'skip'
export const STATUS_WORDS: readonly StatusWord[] = ['open', 'on-hold', 'resolved', 'closed', 'skip']
export type TypeWord = 'incident' | 'request' | 'skip'
export const TYPE_WORDS: readonly TypeWord[] = ['incident', 'request', 'skip']

export interface Mapping {
  readonly format: typeof IMPORT_FORMAT
  readonly kind: ImportKind
  /** JSON: where the list stands. */
  readonly rows?: string
  /** CSV: what parts the cells. */
  readonly delimiter?: string
  /** Field to column name. */
  readonly columns: Partial<Readonly<Record<ImportField, string>>>
  /** The service of every row, where no column names one. */
  readonly service?: string
  /** The service column's words to services; words that are not named are left out. Without it a word is its own service. */
  readonly services?: Readonly<Record<string, string>>
  /** The state of every row, where no column names one. */
  readonly state?: StateWord
  /** The state column's words, in small letters. */
  readonly states?: Readonly<Record<string, StateWord>>
  /** The result column's words, in small letters; the empty word is a latency that is missing. */
  readonly results?: Readonly<Record<string, ResultWord>>
  /** The priority column's words to severities of the agreement; a word that is not named stays. */
  readonly priorities?: Readonly<Record<string, string>>
  /** The status column's words, in small letters. */
  readonly statuses?: Readonly<Record<string, StatusWord>>
  /** The type column's words, in small letters. */
  readonly types?: Readonly<Record<string, TypeWord>>
  /** The words of the column that says who opened a ticket, in small letters. */
  readonly openers?: Readonly<Record<string, Party>>
  /** The deliverable of every row, where no column names one. */
  readonly deliverable?: string
  /** The deliverable column's words to deliverables of the agreement; a word that is not named stays. */
  readonly deliverables?: Readonly<Record<string, string>>
  /** A row without an end lasts until the next one of its service: a log of changes. */
  readonly ends?: 'next'
  /** The IANA zone of an abbreviation after a time, such as IST. */
  readonly zones?: Readonly<Record<string, string>>
  /** The clock of times without a zone. */
  readonly zone?: string
  readonly order?: DateOrder
  /** What numbers count: since 1970, or the days of a spreadsheet; by their size where absent. */
  readonly epoch?: Epoch
  /** What bare numbers in the duration or latency column count. */
  readonly unit?: LengthUnit
  /** ISO 8601, between two checks; their usual gap where absent. */
  readonly every?: string
  /** Rows without an end lasted until then, an instant; when the file was read where absent. */
  readonly until?: string
  /** The period for which the file is complete; without it the file covers its rows alone. */
  readonly covers?: { readonly from: string; readonly to: string }
  /** Who recorded it; the customer's where absent. */
  readonly by?: Party
}

const fields = [...new Set(Object.values(IMPORT_FIELDS).flat())]
const some: Shape = text('text', (value) => value !== '')
const instant: Shape = text('an ISO 8601 instant with offset or Z', isInstant)

export const mappingShape: Shape = object(
  {
    format: oneOf(IMPORT_FORMAT),
    kind: oneOf(...KINDS),
    rows: text('a path such as incidents or data.items', () => true),
    delimiter: oneOf(',', ';', '\t', '|'),
    columns: object(Object.fromEntries(fields.map((field) => [field, some]))),
    service: some,
    services: map(some, some),
    state: oneOf(...STATE_WORDS),
    states: map(some, oneOf(...STATE_WORDS)),
    results: map(
      text('a word', () => true),
      oneOf(...RESULT_WORDS),
    ),
    priorities: map(some, some),
    statuses: map(some, oneOf(...STATUS_WORDS)),
    types: map(some, oneOf(...TYPE_WORDS)),
    openers: map(some, oneOf('provider', 'customer')),
    deliverable: some,
    deliverables: map(some, some),
    ends: oneOf('next'),
    zones: map(some, text('an IANA time zone such as Europe/Berlin', isZone)),
    zone: text('an IANA time zone such as Europe/Berlin', isZone),
    order: oneOf('day-first', 'month-first'),
    epoch: oneOf('s', 'ms', 'days'),
    unit: oneOf('ms', 's', 'min', 'h'),
    every: text('a duration such as PT1M', isDuration),
    until: instant,
    covers: object({ from: instant, to: instant }, { required: ['from', 'to'] }),
    by: oneOf('provider', 'customer'),
  },
  { required: ['format', 'kind', 'columns'] },
)

/** null where there is a problem. A field that is not known is one too: a slip in `order` would swap days and months. */
export function readMapping(value: unknown): { readonly mapping: Mapping | null; readonly problems: readonly Problem[] } {
  const findings = new Findings()
  if (!isFields(value)) findings.problem(ROOT, `a mapping, format: ${IMPORT_FORMAT}`, value)
  const read = isFields(value) ? mappingShape.read(value, ROOT, findings) : null
  const problems = [...findings.problems, ...findings.warnings]
  return { mapping: problems.length === 0 ? (read as Mapping) : null, problems }
}

/** Whose word the rows are: the provider's own record, our checks, or what we wrote down. */
export function importSource({ by = 'customer', kind }: Pick<Mapping, 'by' | 'kind'>, id: string): Source {
  return { kind: by === 'provider' ? 'feed' : kind === 'checks' ? 'probe' : 'manual', id, party: by }
}
