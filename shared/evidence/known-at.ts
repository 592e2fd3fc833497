/**
 * What was known at an instant (R2, R3): evidence cut to what existed at `at` and had been seen by `knownAt`, with later
 * versions in place of earlier ones. What a source then says at an instant is for fold.ts.
 */
import type { EpochMs } from '../time/intervals.ts'
import { checksUntil } from './checks.ts'
import { type Attribution, type Evidence, type Maintenance, type Source, type Span, sourceText } from './model.ts'

export interface KnownEvidence {
  readonly evidence: Evidence
  /** Spans that a later version replaced or withdrew, seen by `knownAt`. */
  readonly superseded: readonly Span[]
}

/**
 * Evidence of time after `at` does not exist: spans and coverage are cut there, and counts that end later are left out.
 * `knownAt` leaves out what was observed, announced, declared, claimed or answered later; a row that does not say when was
 * always known. Its default is everything given (R2).
 */
export function knownEvidence(evidence: Evidence, at: EpochMs, knownAt: EpochMs = Number.POSITIVE_INFINITY): KnownEvidence {
  const seen = (row: { readonly observedAt?: EpochMs }) => row.observedAt === undefined || row.observedAt <= knownAt
  const versions = latest(evidence.spans.filter(seen), versionKey)
  const announced = evidence.maintenance.filter(
    (window) => seen(window) && !(window.announcedAt !== undefined && window.announcedAt > knownAt),
  )
  const attributions = evidence.attributions.filter((each) => each.at <= knownAt)
  return {
    superseded: versions.superseded,
    evidence: {
      ...(evidence.observer && { observer: evidence.observer }),
      spans: cut(attributed(versions.speaking, attributions), at),
      coverage: cut(evidence.coverage.filter(seen), at),
      itemCoverage: cut(evidence.itemCoverage.filter(seen), at),
      attributions,
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
      declarations: evidence.declarations.filter(
        (each) => each.at <= knownAt && !(each.retractedAt !== undefined && each.retractedAt <= knownAt),
      ),
      claims: evidence.claims.filter((claim) => claim.at <= knownAt),
      lifetimes: evidence.lifetimes,
    },
  }
}

const versionKey = ({ service, ref }: Span): string | null => (ref === undefined ? null : `${service}\n${ref}`)

/** Of spans that are versions of one thing, the latest, without those that were withdrawn (R3). */
export const latestSpans = (spans: readonly Span[]): readonly Span[] => latest(spans, versionKey).speaking

/** The instant by which everything given was known, `at` at the earliest (R2). */
export function latestKnowledge(evidence: Evidence, at: EpochMs): EpochMs {
  let latest = at
  const see = (instant: EpochMs | undefined): void => {
    if (instant !== undefined && instant > latest) latest = instant
  }
  for (const { observedAt } of evidence.spans) see(observedAt)
  for (const { observedAt } of [...evidence.coverage, ...evidence.itemCoverage]) see(observedAt)
  for (const { observedAt, announcedAt } of evidence.maintenance) {
    see(observedAt)
    see(announcedAt)
  }
  for (const each of evidence.declarations) {
    see(each.at)
    see(each.retractedAt)
  }
  for (const each of [...evidence.claims, ...evidence.attributions]) see(each.at)
  return latest
}

/** Incidents that named no component, as spans of the services that somebody's latest answer names (R19). */
function attributed(spans: readonly Span[], answers: readonly Attribution[]): readonly Span[] {
  if (answers.length === 0) return spans
  const byIncident = new Map<string, Attribution>()
  const key = (source: Source, ref: string | undefined): string => `${sourceText(source)}\n${ref}`
  for (const answer of [...answers].sort((a, b) => a.at - b.at)) byIncident.set(key(answer.source, answer.ref), answer)
  return spans.flatMap((span) => {
    const answer = span.service === null ? byIncident.get(key(span.source, span.ref ?? span.id)) : undefined
    return answer && !answer.void ? answer.services.map((service) => ({ ...span, service })) : [span]
  })
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
