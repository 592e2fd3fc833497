/** What stands in an evidence file and nobody reads (R59): lists and fields of other names. Names that begin with x- are free. */
import { isObject } from '../base/is-object.ts'

import type { UnreadEvidence } from './model.ts'

const FROM_TO = ['from', 'to'] as const
const SPOKEN = ['service', 'source', ...FROM_TO] as const

/** The fields of each list's rows. */
export const EVIDENCE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  spans: [...SPOKEN, 'id', 'state', 'ref', 'observedAt', 'void', 'title', 'category', 'share', 'basis', 'uncertain'],
  coverage: [...SPOKEN, 'of', 'observedAt'],
  attributions: ['ref', 'source', 'services', 'by', 'at', 'reason', 'void'],
  checks: ['service', 'source', 'every', 'results'],
  requests: [...SPOKEN, 'total', 'failed', 'latency', 'checks'],
  samples: [...SPOKEN, 'metric', 'value'],
  maintenance: ['id', 'services', 'source', ...FROM_TO, 'announcedAt', 'category', 'actual', 'ref', 'observedAt', 'title', 'void'],
  tickets: ['id', 'type', 'severity', 'service', 'events', 'title'],
  deliveries: ['deliverable', 'due', 'deliveredAt', 'ref'],
  declarations: ['id', 'clause', 'services', ...FROM_TO, 'by', 'at', 'reason', 'retractedAt'],
  claims: ['id', 'objective', 'service', 'period', 'step', 'at', 'by', 'outcome', 'amount'],
  lifetimes: ['service', ...FROM_TO],
}

/** Names beside the lists: the account closes what `ingest` read (R58). */
const BESIDE = ['format', '$schema', 'observer', 'account', 'description']
const EVENT_FIELDS = new Set(['at', 'kind', 'by', 'severity', 'group'])

type Fields = Readonly<Record<string, unknown>>

/** One entry a list or a field of its rows, in the order of the file. */
export function unreadFields(document: Fields): readonly UnreadEvidence[] {
  const found = new Map<string, { list: string; field?: string; ref: string; n: number }>()
  const note = (list: string, ref: string, field?: string): void => {
    const key = `${list}\n${field ?? ''}`
    const before = found.get(key)
    if (before) before.n++
    else found.set(key, { list, ref, n: 1, ...(field !== undefined && { field }) })
  }
  for (const [list, rows] of Object.entries(document)) {
    if (isFree(list) || BESIDE.includes(list)) continue
    if (!Object.hasOwn(EVIDENCE_FIELDS, list)) note(list, list)
    else if (Array.isArray(rows)) unknownIn(list, rows, note)
  }
  return [...found.values()]
}

const isFree = (name: string): boolean => name.startsWith('x-')

function unknownIn(list: string, rows: readonly unknown[], note: (list: string, ref: string, field: string) => void): void {
  const known = new Set(EVIDENCE_FIELDS[list])
  rows.forEach((row, index) => {
    if (!isObject(row)) return
    for (const field in row) if (!known.has(field) && !isFree(field)) note(list, nameOf(row, list, index), field)
    if (list !== 'tickets' || !Array.isArray(row.events)) return
    for (const event of row.events) {
      if (isObject(event))
        for (const field in event) if (!EVENT_FIELDS.has(field) && !isFree(field)) note(list, nameOf(row, list, index), field)
    }
  })
}

const nameOf = (row: Fields, list: string, index: number): string => String(row.ref ?? row.id ?? `${list}[${index}]`)
