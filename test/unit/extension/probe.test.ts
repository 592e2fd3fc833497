import { describe, expect, it } from 'vitest'
import { type ProbeParts, probe } from '../../../extension/background/probe.ts'

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
