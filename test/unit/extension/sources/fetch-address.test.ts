import { describe, expect, it } from 'vitest'
import { fetchText, ReadTrouble, retryAfter } from '../../../../extension/sources/fetch-address.ts'

const ADDRESS = 'https://status.acme.example/api/v2/incidents.json'
const NOW = Date.UTC(2026, 10, 18, 13, 5)
const options = { accepts: ['application/json'], etag: null, now: NOW }

/** A fetch that answers with one response, and records its request. */
function answers(body: BodyInit | null, init: ResponseInit = {}, url = ADDRESS): typeof fetch & { asked: RequestInit[] } {
  const asked: RequestInit[] = []
  const fake = async (_: unknown, how: RequestInit = {}): Promise<Response> => {
    asked.push(how)
    const response = new Response(body, { headers: { 'content-type': 'application/json' }, ...init })
    Object.defineProperty(response, 'url', { value: url })
    return response
  }
  return Object.assign(fake as typeof fetch, { asked })
}

const trouble = (work: Promise<unknown>): Promise<[string, number | null]> =>
  work.then(
    () => ['none', null],
    (error: unknown) => (error instanceof ReadTrouble ? [error.kind, error.retryAfter] : ['thrown', null]),
  )

describe('reading an address', () => {
  it('sends no header of its own, so that no preflight is needed', async () => {
    const fake = answers('{}')
    expect(await fetchText(ADDRESS, options, fake)).toEqual({ body: '{}', etag: null })
    expect(fake.asked[0]).toMatchObject({ cache: 'no-cache', credentials: 'omit' })
    expect(fake.asked[0]?.headers).toBeUndefined()
  })
  it('asks conditionally by hand where it was given an ETag, and takes 304 for nothing new', async () => {
    const fake = answers(null, { status: 304, headers: {} })
    expect(await fetchText(ADDRESS, { ...options, etag: '"a"' }, fake)).toEqual({ body: null, etag: '"a"' })
    expect(fake.asked[0]?.headers).toEqual({ 'If-None-Match': '"a"' })
  })
  it.each([
    ['an error page with 200', answers('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'wrong-type'],
    ['no type at all', answers(new Uint8Array([123, 125]), { headers: {} }), 'wrong-type'],
    ['a page that moved to another host', answers('{}', {}, 'https://elsewhere.example/api/v2/incidents.json'), 'moved'],
    ['one byte over the limit', answers('x'.repeat(101)), 'too-large'],
    ['bytes that are no UTF-8', answers(new Uint8Array([0x7b, 0xff])), 'wrong-encoding'],
    ['404', answers('{}', { status: 404 }), 'status'],
    ['a connection that fails', (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch, 'unreachable'],
  ])('%s', async (_what, fake, kind) => {
    expect((await trouble(fetchText(ADDRESS, { ...options, limitBytes: 100 }, fake)))[0]).toBe(kind)
  })
  it('takes exactly the limit', async () => {
    expect((await fetchText(ADDRESS, { ...options, limitBytes: 100 }, answers('x'.repeat(100)))).body).toHaveLength(100)
  })
  it('follows a move within the host, and takes a type with its parameters', async () => {
    const moved = answers('{}', { headers: { 'content-type': 'Application/JSON; charset=utf-8' } }, 'https://status.acme.example/elsewhere')
    expect((await fetchText(ADDRESS, options, moved)).body).toBe('{}')
  })
  it('gives up in time', async () => {
    const never = ((_: unknown, how: RequestInit) =>
      new Promise((_resolve, reject) => how.signal?.addEventListener('abort', () => reject(how.signal?.reason)))) as typeof fetch
    expect((await trouble(fetchText(ADDRESS, { ...options, timeoutMs: 5 }, never)))[0]).toBe('timeout')
  })
  it('hands on how long a busy server asked to be left alone', async () => {
    expect(await trouble(fetchText(ADDRESS, options, answers('{}', { status: 429, headers: { 'retry-after': '120' } })))).toEqual([
      'status',
      120_000,
    ])
  })
})

describe('Retry-After', () => {
  it.each([
    ['seconds', '90', 90_000],
    ['a date', 'Wed, 18 Nov 2026 13:06:00 GMT', 60_000],
    ['a date that is past', 'Wed, 18 Nov 2026 13:04:00 GMT', null],
    ['nothing readable', 'soon', null],
    ['zero', '0', null],
    ['a year: a day is enough', '31536000', 86_400_000],
  ])('%s', (_what, header, ms) => expect(retryAfter(header, NOW)).toBe(ms))
  it('absent', () => expect(retryAfter(null, NOW)).toBeNull())
})
