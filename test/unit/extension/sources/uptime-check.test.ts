import { describe, expect, it } from 'vitest'
import { probeSettings } from '../../../../extension/background/agreements.ts'
import { type ProbeParts, probe } from '../../../../extension/sources/uptime-check.ts'
import { placeOf } from '../../../../extension/sources/uptime-check-pace.ts'
import { AS_EVER, goodStatus, timeoutsFor } from '../../../../extension/store/check-settings.ts'
import type { CheckSettings } from '../../../../extension/store/store-schema.ts'

const ADDRESS = 'https://api.acme.example/health'
const OTHER = 'https://status.other.example/'

type Answer = number | 'fails' | 'elsewhere'

/** The world as the probe sees it: what each host answers, and how long everything takes. */
function world(
  answers: Record<string, Answer>,
  more: { readonly took?: number; readonly online?: boolean; readonly references?: string[] } = {},
): ProbeParts {
  let now = 1000
  const fake = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    now += more.took ?? 40
    const answer = answers[String(input)] ?? 'fails'
    if (answer === 'fails') throw new TypeError('Failed to fetch')
    const response = new Response(init.method === 'HEAD' ? null : 'x', { status: answer === 'elsewhere' ? 200 : answer })
    Object.defineProperty(response, 'url', { value: answer === 'elsewhere' ? 'https://portal.hotel.example/' : String(input) })
    return response
  }
  return { now: () => now, online: () => more.online ?? true, fetch: fake as typeof fetch, references: more.references ?? [OTHER] }
}

describe('a check', () => {
  it.each([
    ['200', 200, true],
    ['201', 201, true],
    ['500', 500, false],
    ['503', 503, false],
  ] as const)('%s', async (_what, status, ok) => {
    expect(await probe(ADDRESS, world({ [ADDRESS]: status }))).toEqual({ at: 1000, ok, ms: 40 })
  })
  it('a connection that fails while another host answers', async () => {
    expect(await probe(ADDRESS, world({ [OTHER]: 200 }))).toMatchObject({ ok: false })
  })
  it('one other that answers is enough', async () => {
    const references = ['https://a.example/', 'https://b.example/', OTHER]
    expect(await probe(ADDRESS, world({ [OTHER]: 404 }, { references }))).toMatchObject({ ok: false })
  })
})

describe('a check that expects a text', () => {
  const page = (body: string, status = 200): ProbeParts => ({
    ...world({ [OTHER]: 200 }),
    fetch: (async () => new Response(body, { status })) as typeof fetch,
  })
  it.each([
    ['on the page', page('<p>All is well</p>'), true],
    ['not on the page', page('<p>Down for a moment</p>'), false],
    ['in other letters', page('all is well'), false],
    ['on an error page', page('All is well', 500), false],
    ['behind the first megabyte', page(`${' '.repeat(2_000_000)}All is well`), false],
    ['on a page that holds nothing', page(''), false],
  ])('%s', async (_what, parts, ok) => expect(await probe(ADDRESS, { ...parts, expect: 'All is well' })).toMatchObject({ ok }))
  it('over the edge of two pieces', async () => {
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of ['All is', ' well']) controller.enqueue(new TextEncoder().encode(piece))
        controller.close()
      },
    })
    const parts = { ...world({}), fetch: (async () => new Response(pieces)) as typeof fetch }
    expect(await probe(ADDRESS, { ...parts, expect: 'All is well' })).toMatchObject({ ok: true })
  })
  it('is no observation where the page refuses us', async () => {
    expect(await probe(ADDRESS, { ...page('', 403), expect: 'All is well' })).toEqual({ unknown: 'refused' })
  })
})

describe('no observation, because it may not be the vendor’s', () => {
  it.each([
    ['404', world({ [ADDRESS]: 404 }), 'refused'],
    ['429', world({ [ADDRESS]: 429 }), 'refused'],
    ['401', world({ [ADDRESS]: 401 }), 'refused'],
    ['another host answering, as captive portals do', world({ [ADDRESS]: 'elsewhere' }), 'elsewhere'],
    ['a failure while nothing else answers', world({}), 'own-network'],
    ['a failure with nothing to compare', world({}, { references: [] }), 'own-network'],
    ['being offline', world({ [ADDRESS]: 200 }, { online: false }), 'offline'],
    ['a night asleep in the middle', world({ [OTHER]: 200 }, { took: 9 * 3_600_000 }), 'asleep'],
    ['a clock set back in the middle', world({ [ADDRESS]: 200 }, { took: -5000 }), 'asleep'],
  ])('%s', async (_what, parts, unknown) => expect(await probe(ADDRESS, parts)).toEqual({ unknown }))
})

describe('a list of statuses', () => {
  it.each([
    ['nothing', '', [200, 399], [400, 500]],
    ['one', '204', [204], [200, 203, 205]],
    ['several', '200, 301 404', [200, 301, 404], [201, 302, 403]],
    ['a range', '200-299', [200, 299], [199, 300]],
    ['a range of one', '401-401', [401], [400, 402]],
  ])('of %s', (_what, text, good, bad) => {
    const isGood = goodStatus(text)
    for (const status of good) expect(isGood?.(status)).toBe(true)
    for (const status of bad) expect(isGood?.(status)).toBe(false)
  })
  it.each(['2xx', '20', '600', '299-200', '200-', 'ok', '200.5'])('is none: %s', (text) => expect(goodStatus(text)).toBeNull())
})

describe('a check that was set otherwise', () => {
  const set = (more: Partial<CheckSettings>): CheckSettings => ({ ...AS_EVER, ...more })
  it.each([
    ['200 where 200 is wanted', 200, '200', { ok: true }],
    ['202 where 200 is wanted', 202, '200', { ok: false }],
    ['401 where 401 is wanted', 401, '401', { ok: true }],
    ['404 where 200 is wanted', 404, '200', { ok: false }],
    ['500 where 500 is wanted', 500, '500', { ok: true }],
    ['429, which says that it is asked too often, where 200 is wanted', 429, '200', { unknown: 'refused' }],
  ] as const)('%s', async (_what, status, statuses, seen) => {
    expect(await probe(ADDRESS, { ...world({ [ADDRESS]: status }), check: set({ statuses }) })).toMatchObject(seen)
  })
  it('asks with HEAD', async () => {
    const asked: (string | undefined)[] = []
    const parts = world({ [ADDRESS]: 200 })
    const fetch = (input: RequestInfo | URL, init?: RequestInit) => {
      asked.push(init?.method)
      return parts.fetch(input, init)
    }
    await probe(ADDRESS, { ...parts, fetch: fetch as typeof globalThis.fetch, check: set({ method: 'HEAD' }) })
    expect(asked).toEqual(['HEAD'])
  })
  it.each([
    // 2 s and ten more pass for slow; a ms later it must have slept.
    ['within its timeout and ten seconds', 12_000, { ok: true }],
    ['a ms longer', 12_001, { unknown: 'asleep' }],
  ])('takes an answer %s', async (_what, took, seen) => {
    expect(await probe(ADDRESS, { ...world({ [ADDRESS]: 200 }, { took }), check: set({ timeout: 2000 }) })).toMatchObject(seen)
  })

  /** Answers one after the other. */
  const turns = (answers: readonly (number | 'fails')[], references = [OTHER]) => {
    let now = 1000
    const left = [...answers]
    const waits: number[] = []
    const fetch = async (input: unknown): Promise<Response> => {
      now += 40
      const answer = String(input) === ADDRESS ? left.shift() : 200
      if (answer === 'fails' || answer === undefined) throw new TypeError('Failed to fetch')
      return new Response(null, { status: answer })
    }
    const wait = async (ms: number): Promise<void> => {
      waits.push(ms)
      now += ms
    }
    const parts: ProbeParts = { now: () => now, online: () => true, fetch: fetch as typeof globalThis.fetch, references, wait }
    return { parts, waits, left }
  }
  it.each([
    ['fails once of two', [500, 200], 2, { at: 1000, ok: true, ms: 40 }, 1],
    ['fails twice of two', [500, 'fails'], 2, { at: 1000, ok: false, ms: 40 }, 1],
    ['fails twice of three', ['fails', 503, 200], 3, { at: 1000, ok: true, ms: 40 }, 2],
    ['fails three times of three', [500, 500, 500], 3, { at: 1000, ok: false, ms: 40 }, 2],
    ['works at once', [200], 3, { at: 1000, ok: true, ms: 40 }, 0],
    ['is refused at the second', [500, 403], 3, { unknown: 'refused' }, 1],
  ] as const)('tries again: %s', async (_what, answers, tries, seen, waited) => {
    const { parts, waits, left } = turns(answers)
    expect(await probe(ADDRESS, { ...parts, check: set({ tries }) })).toEqual(seen)
    expect(waits).toEqual(Array(waited).fill(2000))
    expect(left).toEqual([])
  })
  it.each([
    // Kept from before: 30 s were allowed, and a wake has 15. The failure at 15 s is ours, the one of a server that hangs up is its own.
    ['hangs', 30_000, 1, 15_000, { unknown: 'too-long' }],
    ['hangs up early', 30_000, 1, 14_999, { ok: false }],
    ['hangs for as long as it was given', 15_000, 1, 15_000, { ok: false }],
    // Two tries with 2 s between them have 6.5 s each.
    ['hangs at the first of two', 10_000, 2, 6500, { unknown: 'too-long' }],
  ])('fits into a wake: a server that %s', async (_what, timeout, tries, took, seen) => {
    let now = 0
    const fetch = async (input: unknown): Promise<Response> => {
      if (String(input) !== ADDRESS) return new Response(null, { status: 200 })
      now += took
      throw new DOMException('The operation timed out.', 'TimeoutError')
    }
    const parts: ProbeParts = { now: () => now, online: () => true, fetch: fetch as typeof globalThis.fetch, references: [OTHER] }
    expect(await probe(ADDRESS, { ...parts, check: set({ timeout, tries }) })).toMatchObject(seen)
  })
  it('is no failure where its wake had no more time', async () => {
    const end = new AbortController()
    const fetch = async (): Promise<Response> => {
      end.abort()
      throw new DOMException('aborted', 'AbortError')
    }
    const parts: ProbeParts = { now: () => 0, online: () => true, fetch: fetch as typeof globalThis.fetch, references: [OTHER] }
    expect(await probe(ADDRESS, { ...parts, signal: end.signal })).toEqual({ unknown: 'too-long' })
  })
  it('is no observation where the computer slept between two tries', async () => {
    const { parts } = turns([500, 500])
    let now = 0
    const wait = async (ms: number): Promise<void> => {
      now += ms + 20_000
    }
    const slept = { ...parts, now: () => now, wait }
    expect(await probe(ADDRESS, { ...slept, check: set({ tries: 2 }) })).toEqual({ unknown: 'asleep' })
  })
  it.each([
    ['a pace under a minute', { every: 30_000 }],
    ['a pace of no list', { every: 61_000 }],
    ['a timeout of no list', { check: set({ timeout: 1 }) }],
    ['no tries', { check: set({ tries: 0 }) }],
    // 2 × 10 s and 2 s between them: longer than the 15 s that a wake has for one.
    ['tries that outlast a wake', { check: set({ timeout: 10_000, tries: 2 }) }],
    ['a timeout that outlasts a wake', { check: set({ timeout: 30_000 }) }],
    ['statuses that are none', { check: set({ statuses: 'good' }) }],
    ['a text of a page that is not asked for', { expect: 'All is well', check: set({ method: 'HEAD' }) }],
  ])('is refused: %s', (_what, ask) => expect(() => probeSettings(ask)).toThrow(expect.objectContaining({ refusal: 'bad-check' })))
})

it.each([
  // n × timeout + (n − 1) × 2 s has to be 15 s at most.
  [1, [2000, 5000, 10_000, 15_000]],
  [2, [2000, 5000]],
  [3, [2000]],
])('%i tries leave the timeouts %j to choose from', (tries, timeouts) => expect(timeoutsFor(tries)).toEqual(timeouts))

describe('the place in its minute', () => {
  it('is its own, always the same but for chance, and within five seconds', () => {
    const places = Array.from({ length: 500 }, (_, i) => placeOf(`probe-${i}`, 0))
    expect(placeOf('probe-7', 0)).toBe(places[7])
    // 500 of them in three and a half seconds: no tenth of a second is without.
    expect(new Set(places.map((ms) => Math.floor(ms / 100)))).toEqual(new Set(Array.from({ length: 35 }, (_, i) => i)))
    expect(Math.max(...places.map((_, i) => placeOf(`probe-${i}`, 0.9999)))).toBeLessThan(4500)
    expect(placeOf('probe-7', 0.5) - (places[7] as number)).toBe(500)
  })
})
