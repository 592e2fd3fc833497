/** What the extension finds at a pasted address, and what it says where it finds nothing. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { look } from '../../../../extension/sources/source-preview.ts'
import { ADAPTORS } from '../../../../shared/feeds/index.ts'
import { fixture } from '../../feeds/fixture.ts'

const JSON_TYPE = 'application/json'
const PAGE = '<!doctype html><html><head></head><body></body></html>'

/** `look` over a table of answers by path; everything else is a 404. */
function over(table: Readonly<Record<string, readonly [type: string, body: string] | Error>>) {
  const asked: string[] = []
  const fetch = async (address: string): Promise<Response> => {
    asked.push(address)
    const given = table[new URL(address).pathname] ?? table['*']
    if (given instanceof Error) throw given
    return given ? new Response(given[1], { headers: { 'content-type': given[0] } }) : new Response('', { status: 404 })
  }
  const parts = { adaptors: ADAPTORS, now: () => Date.UTC(2026, 5, 10, 12), fetch } as unknown as PollParts
  return { asked, look: (page: string) => look(parts, page) }
}

afterEach(() => vi.restoreAllMocks())

describe('looking at a status page', () => {
  it('finds a feed whose other addresses do not exist', async () => {
    const site = over({ '/feed/json': [JSON_TYPE, fixture('openstatus')] })
    expect(await site.look('status.acme.example')).toMatchObject({
      feed: 'openstatus',
      title: 'Example',
      address: 'https://status.acme.example/feed/json',
      components: [{ id: '1', name: 'API' }],
    })
  })

  it('reads the list rather than the summary that it was known by, and the maintenance beside it', async () => {
    const seen = await over({ '/api/v2/incidents.json': [JSON_TYPE, fixture('statuspage')] }).look(
      'https://status.acme.example/incidents/x',
    )
    expect(seen).toMatchObject({ feed: 'statuspage', address: 'https://status.acme.example/api/v2/incidents.json' })
    expect(seen.also).toEqual(['https://status.acme.example/api/v2/scheduled-maintenances.json'])
  })

  it('goes on where an address without leave looks like no connection', async () => {
    const site = over({ '*': new TypeError('Failed to fetch'), '/feed/json': [JSON_TYPE, fixture('openstatus')] })
    expect((await site.look('status.acme.example')).feed).toBe('openstatus')
  })

  it.each([
    ['a page at every address', { '*': ['text/html', PAGE] as const }, 'wrong-type'],
    ['JSON of another shape', { '*': [JSON_TYPE, '{"ok":true}'] as const }, 'wrong-shape'],
    ['JSON cut off', { '*': [JSON_TYPE, '{"page":'] as const }, 'not-json'],
    ['404 everywhere', {}, 'status'],
    ['no connection', { '*': new TypeError('Failed to fetch') }, 'unreachable'],
  ])('says so of %s', async (_what, table, refusal) => {
    await expect(over(table).look('status.acme.example')).rejects.toMatchObject({ refusal })
  })

  it('asks nothing of a page whose own format is not read', async () => {
    const site = over({})
    await expect(site.look('status.zendesk.com')).rejects.toMatchObject({ refusal: 'no-feed' })
    expect(site.asked).toEqual([])
  })

  it('asks once of a page that does not answer in time', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
    const site = over({ '*': new DOMException('late', 'TimeoutError') })
    await expect(site.look('status.acme.example')).rejects.toMatchObject({ refusal: 'timeout' })
    expect(site.asked).toHaveLength(1)
  })
})
