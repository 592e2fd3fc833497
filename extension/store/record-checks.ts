/**
 * Whether a stored record is what this version keeps. Records are input like any other: a disk, another version or a restored
 * file may have damaged them, and a damaged one is set aside, so that it stops nothing else. Returns what is wrong, or null.
 */
import { isObject } from '../../shared/base/is-object.ts'
import { NO_EVIDENCE } from '../../shared/evidence/model.ts'

export type CheckedStore = 'agreements' | 'sources' | 'evidence' | 'packs' | 'standings'

type Test = (value: unknown) => boolean

const isText: Test = (value) => typeof value === 'string'
const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value)
const isAddress: Test = (value) => typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value)
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test)
const shape =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, test]) => test(value[name]))
const isNamed = shape({ id: isText, name: isText })
const isMap: Test = (value) => isObject(value) && Object.values(value).every(listOf(isText))
/** Boundaries in ascending order, an even number of them. */
const isIntervals: Test = (value) =>
  listOf(isNumber)(value) && (value as number[]).length % 2 === 0 && (value as number[]).every((at, i, all) => i === 0 || all[i - 1]! <= at)

function isZone(value: unknown): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value as string })
    return typeof value === 'string'
  } catch {
    return false
  }
}

const isRows: Test = (value) =>
  isObject(value) &&
  Object.entries(value).every(([name, rows]) => !(name in NO_EVIDENCE) || (Array.isArray(rows) && rows.every((row) => isObject(row))))

/** The fields of each store's records that other code relies on, by path. */
const FIELDS: Readonly<Record<CheckedStore, Readonly<Record<string, Test>>>> = {
  agreements: {
    id: isText,
    text: shape({ body: isText, kind: isText }),
    origin: shape({ kind: isText }),
    'contract.id': isText,
    'contract.title': isText,
    'contract.zone': isZone,
    'contract.period': isObject,
    'contract.services': listOf(isNamed),
    'contract.objectives': listOf(shape({ id: isText, services: listOf(isText), measure: shape({ by: isText }) })),
    links: listOf(shape({ source: isText, components: isMap })),
  },
  sources: {
    id: isText,
    title: isText,
    feed: isText,
    page: isText,
    address: isText,
    also: listOf(isAddress),
    every: isNumber,
    components: listOf(isNamed),
    'state.dueAt': isNumber,
    'state.failures': isNumber,
    'state.bodies': isObject,
    'state.covered': isIntervals,
    'state.trouble': (value) => value === null || shape({ kind: isText, detail: isText })(value),
    'state.readAt': (value) => value === null || isNumber(value),
    'state.triedAt': (value) => value === null || isNumber(value),
    'state.blindSince': (value) => value === null || isNumber(value),
  },
  evidence: { source: isText, at: isNumber, evidence: isRows },
  packs: { source: isText, month: isText, evidence: isRows },
  standings: {
    agreement: isText,
    title: isText,
    at: isNumber,
    hosts: listOf(isText),
    sources: listOf(isText),
    'clock.offsets': listOf(isNumber),
    'clock.starts': listOf(isNumber),
    rows: listOf(shape({ id: isText, name: isText, verdict: isText, period: shape({ from: isNumber, to: isNumber, label: isText }) })),
    closed: listOf(shape({ id: isText, verdict: isText, period: shape({ from: isNumber, to: isNumber, label: isText }) })),
  },
}

/** The path of the first field that is not what is expected; null for a good record. */
export function badField(store: CheckedStore, record: unknown): string | null {
  if (!isObject(record)) return '(record)'
  for (const [path, test] of Object.entries(FIELDS[store])) if (!test(valueAt(record, path))) return path
  // A file has no address; what is read has one.
  if (store === 'sources' && record.imported === undefined && !isAddress(record.address)) return 'address'
  if (store === 'sources' && record.imported === undefined && !isAddress(record.page)) return 'page'
  return null
}

const valueAt = (record: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), record)

/** The records that are what this version keeps. */
export const goodRecords = <T>(store: CheckedStore, records: readonly T[]): T[] =>
  records.filter((record) => badField(store, record) === null)
