/**
 * Evidence as columns of numbers, which deflate well: a year of a busy page takes 10 kB. The counterpart is in read-feed.ts.
 *
 *   spans         service, source, state, basis, ref, title, category, share
 *   coverage      service, source
 *   checks        service, source, every; `gaps` and `runs` of each series, see checkRow
 *   requests      service, source, total, failed; `latency` as JSON text, checks
 *   samples       service, source, metric, value
 *   maintenance   id, services (JSON text), source, category, ref, title; announced, begun, lasted: ms, see maintenanceRow
 *   deliveries    deliverable; from = due, for = delivered after
 *   declarations  id, clause, services (JSON text), by, reason; made: ms after from
 *   lifetimes     service
 */
import type { CheckSeries, Declaration, Delivery, Evidence, Maintenance, Source } from '../evidence/model.ts'
import { sourceFromText } from '../evidence/source.ts'
import type { EpochMs } from '../time/intervals.ts'

/** A list with a number for each row, or one number for all rows; null only where a row has none. */
export type Column = number | null | readonly (number | null)[]
export type Packed = { readonly rows: number } & Readonly<Record<string, Column>>
export interface PackedEvidence {
  readonly origin: EpochMs
  readonly texts: readonly string[]
  readonly checks?: readonly CheckColumns[]
  readonly spans?: Packed
  readonly coverage?: Packed
  readonly requests?: Packed
  readonly samples?: Packed
  readonly maintenance?: Packed
  readonly deliveries?: Packed
  readonly declarations?: Packed
  readonly lifetimes?: Packed
}
export interface CheckColumns {
  readonly service: number
  readonly source: number
  readonly every: number
  readonly from: number
  readonly gaps: readonly number[]
  readonly runs: readonly number[]
}

type Value = string | number | null | undefined
interface Flat {
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly fields: Readonly<Record<string, Value>>
}

export function packEvidence(evidence: Evidence, origin: EpochMs): PackedEvidence {
  const texts = new Texts()
  const kinds = {
    spans: evidence.spans.map((row) =>
      flat(row, {
        service: row.service,
        source: sourceName(row.source),
        state: row.state,
        basis: row.basis,
        ref: row.ref,
        title: row.title,
        category: row.category,
        share: row.share,
        before: row.uncertain && Math.max(0, row.from - row.uncertain.from),
        after: row.uncertain && Math.max(0, row.uncertain.to - (row.to ?? row.from)),
      }),
    ),
    coverage: evidence.coverage.map((row) => flat(row, { service: row.service, source: sourceName(row.source) })),
    requests: evidence.requests.map((row) =>
      flat(row, {
        service: row.service,
        source: sourceName(row.source),
        total: row.total,
        failed: row.failed,
        latency: row.latency && JSON.stringify(row.latency),
        checks: row.checks,
      }),
    ),
    samples: evidence.samples.map((row) =>
      flat(row, { service: row.service, source: sourceName(row.source), metric: row.metric, value: row.value }),
    ),
    maintenance: evidence.maintenance.map(maintenanceRow),
    deliveries: evidence.deliveries.map(deliveryRow),
    declarations: evidence.declarations.map(declarationRow),
    lifetimes: evidence.lifetimes.map((row) => flat(row, { service: row.service })),
  }
  const packed = Object.entries(kinds).flatMap(([kind, rows]) => (rows.length > 0 ? [[kind, columns(rows, origin, texts)] as const] : []))
  const series = [...evidence.checks].sort((a, b) => (seriesName(a) < seriesName(b) ? -1 : 1))
  const checks = series.map((each) => checkRow(each, origin, texts))
  return { origin, ...Object.fromEntries(packed), ...(checks.length > 0 && { checks }), texts: texts.list }
}

const seriesName = (series: CheckSeries): string => `${series.service} ${sourceName(series.source)} ${series.every}`

/** Texts by place, each once. */
class Texts {
  readonly list: string[] = []
  private readonly places = new Map<string, number>()

  place(text: string): number {
    const before = this.places.get(text)
    if (before !== undefined) return before
    this.places.set(text, this.list.length)
    return this.list.push(text) - 1
  }
}

/** `feed:acme`, or `customer/feed:acme` where the party is not the one its kind implies. */
export function sourceName(source: Source): string {
  const text = `${source.kind}:${source.id}`
  return sourceFromText(text)?.party === source.party ? text : `${source.party}/${text}`
}

const flat = (row: { readonly from: EpochMs; readonly to: EpochMs | null }, fields: Flat['fields']): Flat => ({
  from: row.from,
  to: row.to,
  fields,
})

/** `announced` ms before its start, `begun` ms after it, `lasted` ms; null lasted is still under way. */
function maintenanceRow(row: Maintenance): Flat {
  const { id, services, actual, announcedAt } = row
  return flat(row, {
    id,
    services: JSON.stringify(services),
    source: sourceName(row.source),
    category: row.category,
    ref: row.ref,
    title: row.title,
    announced: announcedAt === undefined ? null : row.from - announcedAt,
    begun: actual ? actual.from - row.from : null,
    lasted: actual && actual.to !== null ? actual.to - actual.from : null,
  })
}

const deliveryRow = (row: Delivery): Flat => flat({ from: row.due, to: row.deliveredAt ?? null }, { deliverable: row.deliverable })

const declarationRow = (row: Declaration): Flat =>
  flat(row, {
    id: row.id,
    clause: row.clause,
    services: JSON.stringify(row.services),
    by: row.by,
    reason: row.reason,
    made: row.at - row.from,
  })

function columns(rows: readonly Flat[], origin: EpochMs, texts: Texts): Packed {
  const sorted = [...rows].sort(inOrder)
  const out: Record<string, Column> = {
    from: sorted.map((row, index) => row.from - (sorted[index - 1]?.from ?? origin)),
    for: single(sorted.map((row) => (row.to === null ? null : row.to - row.from))),
  }
  for (const key of new Set(sorted.flatMap((row) => Object.keys(row.fields)))) {
    const values = sorted.map((row) => row.fields[key])
    if (values.every((value) => value === undefined)) continue
    out[key] = single(
      values.map((value) => (typeof value === 'string' ? texts.place(value) : value === undefined ? -1 : nameless(key, value))),
    )
  }
  return { rows: sorted.length, ...out }
}

/** By time, and where that is equal by what they say: evidence in another order makes the same feed. */
function inOrder(a: Flat, b: Flat): number {
  const byTime = a.from - b.from || Number(a.to === null) - Number(b.to === null) || (a.to ?? 0) - (b.to ?? 0)
  if (byTime !== 0) return byTime
  const [one, other] = [JSON.stringify(a.fields), JSON.stringify(b.fields)]
  return one < other ? -1 : one > other ? 1 : 0
}

/** A service that is null is a name that is not there. */
const nameless = (key: string, value: number | null): number | null => (key === 'service' && value === null ? -1 : value)

/** One value where all are alike. */
function single(values: readonly (number | null)[]): Column {
  const [first = null] = values
  return values.every((value) => value === first) ? first : values
}

/**
 * `gaps`: ms from a result to the next, each followed by how many times it repeats. `runs`: how many results in a row were
 * good, then bad, then good, …; the first may be 0. A year of checks each minute is a few numbers where they came on time.
 */
function checkRow(series: CheckSeries, origin: EpochMs, texts: Texts): CheckColumns {
  const { results } = series
  const gaps: number[] = []
  const runs: number[] = [0]
  let good = true
  results.forEach((result, index) => {
    const before = results[index - 1]
    if (before) {
      const gap = result.at - before.at
      if (gaps.at(-2) === gap) gaps[gaps.length - 1]!++
      else gaps.push(gap, 1)
    }
    if (result.ok === good) runs[runs.length - 1]!++
    else runs.push(1)
    good = result.ok
  })
  return {
    service: texts.place(series.service),
    source: texts.place(sourceName(series.source)),
    every: series.every,
    from: (results[0]?.at ?? origin) - origin,
    gaps,
    runs,
  }
}
