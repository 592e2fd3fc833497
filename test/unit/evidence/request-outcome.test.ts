import { describe, expect, it } from 'vitest'
import { NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'
import {
  countOutcome,
  type Ended,
  FIVE_MINUTES,
  type OutcomeTally,
  outcomeCount,
  outcomeOf,
} from '../../../shared/evidence/request-outcome.ts'
import { evidenceDocument } from '../../../shared/evidence/write-evidence.ts'

const ended = (more: Partial<Ended>): Ended => ({ status: 200, error: null, fromCache: false, own: false, hidden: false, ...more })

describe('the outcome of a finished request', () => {
  it.each([
    [100, 'none'],
    [101, 'none'],
    [199, 'none'],
    [200, 'good'],
    [204, 'good'],
    [299, 'good'],
    [300, 'none'],
    [302, 'none'],
    [304, 'none'],
    [400, 'none'],
    [404, 'none'],
    [429, 'none'],
    [499, 'none'],
    [500, 'failed'],
    [503, 'failed'],
    [599, 'failed'],
    [null, 'none'],
  ] as const)('status %s: %s', (status, outcome) => expect(outcomeOf(ended({ status }))).toBe(outcome))

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'silent'],
    ['net::ERR_CONNECTION_REFUSED', 'silent'],
    ['net::ERR_CONNECTION_RESET', 'silent'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'silent'],
    ['net::ERR_TIMED_OUT', 'silent'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'silent'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'silent'],
    ['net::ERR_EMPTY_RESPONSE', 'silent'],
    ['net::ERR_ABORTED', 'none'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'none'],
    ['net::ERR_BLOCKED_BY_RESPONSE', 'none'],
    ['net::ERR_BLOCKED_BY_ADMINISTRATOR', 'none'],
    ['net::ERR_INTERNET_DISCONNECTED', 'none'],
    ['net::ERR_NETWORK_CHANGED', 'none'],
    ['net::ERR_NETWORK_IO_SUSPENDED', 'none'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'none'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'none'],
    ['net::ERR_CACHE_MISS', 'none'],
    ['net::ERR_FAILED', 'none'],
    ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'none'],
    ['net::ERR_CERT_DATE_INVALID', 'none'],
    ['NS_ERROR_UNKNOWN_HOST', 'silent'],
    ['NS_ERROR_CONNECTION_REFUSED', 'silent'],
    ['NS_ERROR_NET_RESET', 'silent'],
    ['NS_ERROR_NET_TIMEOUT', 'silent'],
    ['NS_BINDING_ABORTED', 'none'],
    ['NS_ERROR_ABORT', 'none'],
    ['NS_ERROR_OFFLINE', 'none'],
    ['NS_ERROR_UNKNOWN_PROXY_HOST', 'none'],
    ['NS_ERROR_PROXY_CONNECTION_REFUSED', 'none'],
    ['a sentence that no browser is known to say', 'none'],
  ] as const)('%s: %s', (error, outcome) => expect(outcomeOf(ended({ error, status: null }))).toBe(outcome))

  it.each([
    ['from the cache', { fromCache: true }],
    ['of our own', { own: true }],
    ['in a private window', { hidden: true }],
  ])('nothing is said by one %s, however it ended', (_, more) => {
    expect(outcomeOf(ended({ ...more, status: 200 }))).toBe('none')
    expect(outcomeOf(ended({ ...more, status: 503 }))).toBe('none')
    expect(outcomeOf(ended({ ...more, status: null, error: 'net::ERR_CONNECTION_RESET' }))).toBe('none')
  })

  it('is a failure where the connection broke after a status came', () => {
    expect(outcomeOf(ended({ status: 200, error: 'net::ERR_CONNECTION_RESET' }))).toBe('silent')
  })
})

describe('five minutes of requests', () => {
  const seen = (...list: readonly (readonly [at: number, ms: number | null])[]): OutcomeTally[] =>
    list.reduce<OutcomeTally[]>((tallies, [at, ms]) => countOutcome(tallies, { host: 'api.acme.example', at, ms }), [])

  it('ends where the next begins', () => {
    // 300,000 ms is the first instant of the second stretch.
    expect(seen([FIVE_MINUTES - 1, 10], [FIVE_MINUTES, 10], [FIVE_MINUTES + 1, 10]).map(({ from }) => from)).toEqual([0, FIVE_MINUTES])
  })

  it('counts each host by itself', () => {
    const both = countOutcome(seen([0, 10]), { host: 'other.example', at: 0, ms: 10 })
    expect(both.map(({ host }) => host)).toEqual(['api.acme.example', 'other.example'])
  })

  it.each([
    [99, 100],
    [100, 100],
    [100.4, 150],
    [101, 150],
    [30_000, 30_000],
    [30_001, undefined],
  ])('puts %s ms in the bucket up to %s', (ms, upTo) => {
    const { latency = [] } = outcomeCount(seen([0, ms])[0] as OutcomeTally, 'api')
    expect(latency.filter((bucket) => bucket.count > 0)).toEqual([upTo === undefined ? { count: 1 } : { upTo, count: 1 }])
  })

  it('is evidence that its own reader takes', () => {
    // Two answered, one failed: 3 in all, and the buckets sum to 3 - 1 = 2.
    const made = outcomeCount(seen([0, 40], [1, 700], [2, null])[0] as OutcomeTally, 'api')
    expect(made).toMatchObject({ service: 'api', from: 0, to: 300_000, total: 3, failed: 1 })
    const { evidence, problems } = readEvidence(JSON.stringify(evidenceDocument({ ...NO_EVIDENCE, requests: [made] })))
    expect(problems).toEqual([])
    expect(evidence?.requests).toEqual([made])
  })

  it('gives no latency where everything failed', () => {
    const made = outcomeCount(seen([0, null], [1, null])[0] as OutcomeTally, 'api')
    expect(made).toMatchObject({ total: 2, failed: 2 })
    expect('latency' in made).toBe(false)
  })
})
