/**
 * Classifies one finished request of a page by the state of its host, and counts the outcomes of five minutes. Takes
 * the browser's record of the request and keeps outcome and time to the first byte; addresses and contents never come here.
 */
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import type { LatencyBucket, RequestCount } from './model.ts'

/** One request as it ended: with a status, or with the browser's name of an error. */
export interface Ended {
  /** HTTP status; null where none came. */
  readonly status: number | null
  /** `net::ERR_…` or `NS_…`, or what the TLS library says; null where the request was completed. */
  readonly error: string | null
  readonly fromCache: boolean
  /** Made by this extension. */
  readonly own: boolean
  /** Made in a private window. */
  readonly hidden: boolean
}

/**
 * `good` and `failed` are the vendor's. `silent` is a failure to reach anything, which is the vendor's only where something
 * else can be reached at the same time. `none` is no observation: the vendor did not cause it, or the cause is unknown.
 */
export type Outcome = 'good' | 'failed' | 'silent' | 'none'

export function outcomeOf({ status, error, fromCache, own, hidden }: Ended): Outcome {
  if (own || hidden || fromCache) return 'none'
  if (error !== null) return errorOutcome(error)
  if (status === null || status < 200) return 'none'
  if (status >= 500) return 'failed'
  // 3xx may be a network's own page of welcome; 4xx is the asker's doing, and 429 the asker's pace.
  return status < 300 ? 'good' : 'none'
}

/** Of Chrome's names, those of a name, a connection, a handshake or a time that failed. */
const CHROME_SILENT =
  /^net::ERR_(NAME_NOT_RESOLVED|DNS_\w+|CONNECTION_(REFUSED|RESET|CLOSED|FAILED|TIMED_OUT)|TIMED_OUT|ADDRESS_UNREACHABLE|SSL_\w+|CERT_\w+|EMPTY_RESPONSE|RESPONSE_HEADERS_TRUNCATED|HTTP2_\w+|QUIC_\w+|INVALID_HTTP_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_\w+)$/
/** The customer's certificate, pins and policies are the customer's; so is a clock that makes a certificate look old. */
const CHROME_OURS = /^net::ERR_(SSL_(CLIENT_AUTH_\w+|PINNED_\w+)|CERT_DATE_INVALID|CERT_SYMANTEC_LEGACY|CERT_KNOWN_INTERCEPTION_BLOCKED)$/
const FIREFOX_SILENT =
  /^NS_ERROR_(UNKNOWN_HOST|CONNECTION_REFUSED|NET_RESET|NET_INTERRUPT|NET_TIMEOUT|NET_EMPTY_RESPONSE|NET_PARTIAL_TRANSFER|NET_INADEQUATE_SECURITY|NET_HTTP2_\w+|NET_HTTP3_\w+)$/

/** Firefox reports TLS errors as sentences in the reader's language, which can't be recognized, so they are ignored. */
function errorOutcome(error: string): Outcome {
  if (CHROME_OURS.test(error)) return 'none'
  return CHROME_SILENT.test(error) || FIREFOX_SILENT.test(error) ? 'silent' : 'none'
}

/** Length of what is counted together. */
export const FIVE_MINUTES: DurationMs = 300_000

/** Upper limits of the latency buckets, ms; above the last one everything is alike. Round, because agreements are. */
export const LATENCY_LIMITS: readonly DurationMs[] = [
  50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000, 8000, 10_000, 15_000, 30_000,
]

/** The requests to one host in one stretch of five minutes; `slow` counts good ones by latency bucket, the open one last. */
export interface OutcomeTally {
  readonly host: string
  readonly from: EpochMs
  readonly failed: number
  readonly slow: readonly number[]
}

/** One observation: `ms` is the time to the first byte, null where the request failed. */
export interface ObservedRequest {
  readonly host: string
  readonly at: EpochMs
  readonly ms: DurationMs | null
}

/** `tallies` with one observation more. The list stays as short as there are hosts and stretches. */
export function countOutcome(tallies: readonly OutcomeTally[], { host, at, ms }: ObservedRequest): OutcomeTally[] {
  const from = at - (((at % FIVE_MINUTES) + FIVE_MINUTES) % FIVE_MINUTES)
  const before = tallies.find((each) => each.host === host && each.from === from)
  const { failed, slow } = before ?? { failed: 0, slow: Array<number>(LATENCY_LIMITS.length + 1).fill(0) }
  const after =
    ms === null
      ? { host, from, failed: failed + 1, slow }
      : { host, from, failed, slow: slow.map((each, i) => (i === bucketOf(ms) ? each + 1 : each)) }
  return [...tallies.filter((each) => each !== before), after]
}

/** The first bucket whose limit holds `ms`: one of exactly the limit is within. */
function bucketOf(ms: DurationMs): number {
  const place = LATENCY_LIMITS.findIndex((limit) => ms <= limit)
  return place === -1 ? LATENCY_LIMITS.length : place
}

/** A tally as evidence about a service. Empty buckets past the slowest request are left out. */
export function outcomeCount({ host, from, failed, slow }: OutcomeTally, service: string): RequestCount {
  const good = slow.reduce((sum, each) => sum + each, 0)
  const last = slow.findLastIndex((each) => each > 0)
  const latency = slow.flatMap((each, i): LatencyBucket[] => {
    const upTo = LATENCY_LIMITS[i]
    if (upTo === undefined) return [{ count: each }]
    return i <= last ? [{ upTo, count: each }] : []
  })
  return {
    service,
    source: { kind: 'traffic', id: host, party: 'customer' },
    from,
    to: from + FIVE_MINUTES,
    total: good + failed,
    failed,
    ...(good > 0 && { latency }),
  }
}
