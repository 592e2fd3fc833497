/**
 * What was known at an instant (R2, R3): evidence cut to what existed at `at` and had been seen by `knownAt`, with later
 * versions in place of earlier ones. What a source then says at an instant is for fold.ts.
 */
import type { EpochMs } from '../time/intervals.ts'
import { checksUntil } from './checks.ts'
import { type Evidence, type Maintenance, type Source, type Span, sourceText } from './model.ts'

export interface KnownEvidence {
  readonly evidence: Evidence
  /** Spans that a later version replaced or withdrew, seen by `knownAt`. */
  readonly superseded: readonly Span[]
}

/**
 * Evidence after `at` does not exist: spans and coverage are cut there, rows made, announced or measured later are left
 * out, and so are those observed later. `knownAt` cuts by `observedAt` alone; a row without one was always known.
 */
export function knownEvidence(evidence: Evidence, at: EpochMs, knownAt: EpochMs): KnownEvidence {
  // What was observed after `at` does not exist at `at`, whatever was known later.
  const until = Math.min(at, knownAt)
  const seen = (row: { readonly observedAt?: EpochMs }) => row.observedAt === undefined || row.observedAt <= until
  const versions = latest(evidence.spans.filter(seen), (span) => (span.ref === undefined ? null : `${span.service}\n${span.ref}`))
  const announced = evidence.maintenance.filter((window) => seen(window) && !(window.announcedAt !== undefined && window.announcedAt > at))
  return {
    superseded: versions.superseded,
    evidence: {
      ...(evidence.observer && { observer: evidence.observer }),
      spans: cut(versions.speaking, at),
      coverage: cut(evidence.coverage, at),
      checks: evidence.checks.map((series) => checksUntil(series, at)),
      // A count over [from, to) is made at `to`; half of one cannot be known.
      requests: evidence.requests.filter((record) => record.to <= at),
      samples: evidence.samples.filter((record) => record.to <= at),
      maintenance: latest(announced, (window: Maintenance) => window.ref ?? window.id).speaking,
      tickets: evidence.tickets
        .map((ticket) =>
          ticket.events.every((event) => event.at <= at) ? ticket : { ...ticket, events: ticket.events.filter((event) => event.at <= at) },
        )
        .filter((ticket) => ticket.events.length > 0),
      deliveries: evidence.deliveries.map((delivery) => {
        if (delivery.deliveredAt === undefined || delivery.deliveredAt <= at) return delivery
        const { deliveredAt: _later, ...due } = delivery
        return due
      }),
      declarations: evidence.declarations.filter((each) => each.at <= at && !(each.retractedAt !== undefined && each.retractedAt <= at)),
      claims: evidence.claims.filter((claim) => claim.at <= at),
      lifetimes: evidence.lifetimes,
    },
  }
}

/** Rows that begin before `at`, ending there at the latest. A row that is still open stays open: fold.ts closes it. */
function cut<T extends { readonly from: EpochMs; readonly to: EpochMs | null }>(rows: readonly T[], at: EpochMs): readonly T[] {
  const out: T[] = []
  for (const row of rows) {
    if (row.from >= at) continue
    out.push(row.to !== null && row.to > at ? { ...row, to: at } : row)
  }
  return out
}

interface Versioned {
  readonly source: Source
  readonly observedAt?: EpochMs
  readonly void?: boolean
}

/**
 * Of the rows of one source with equal key only those seen last speak, unless they withdraw it; rows without a key all
 * speak (R3). A row without `observedAt` is older than any that has one.
 */
function latest<T extends Versioned>(rows: readonly T[], keyOf: (row: T) => string | null): { speaking: T[]; superseded: T[] } {
  const last = new Map<string, number>()
  const keys: (string | null)[] = []
  for (const row of rows) {
    const own = keyOf(row)
    const key = own === null ? null : `${sourceText(row.source)}\n${own}`
    keys.push(key)
    if (key === null) continue
    const seen = row.observedAt ?? Number.NEGATIVE_INFINITY
    const before = last.get(key)
    if (before === undefined || seen > before) last.set(key, seen)
  }
  const speaking: T[] = []
  const superseded: T[] = []
  rows.forEach((row, i) => {
    const key = keys[i] as string | null
    if (key !== null && (row.observedAt ?? Number.NEGATIVE_INFINITY) < (last.get(key) as number)) superseded.push(row)
    else if (!row.void) speaking.push(row)
  })
  return { speaking, superseded }
}
