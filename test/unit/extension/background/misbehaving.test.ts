/**
 * Sources on loopback that misbehave, read through real sockets. After each: what was stored is as it was, the source says
 * what is wrong, its coverage ends at the last good reading; and the next good answer brings everything back.
 */
import 'fake-indexeddb/auto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import { isBlind } from '../../../../extension/model/source-state.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import type { SourceState } from '../../../../extension/store/store-schema.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { knownEvidence } from '../../../../shared/evidence/known-at.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { history, incidentRow, type Outage, type StatusServer, statusServer } from '../../../browser/statuspage.ts'
import { agreement, MINUTE, source } from '../records.ts'

const HOUR = 60 * MINUTE
const START = Date.UTC(2026, 10, 18, 13)

let server: StatusServer
let db: Store
let now: number
let count = 0

const parts = (more: Partial<PollParts> = {}): PollParts => ({
  db,
  adaptors: [statuspage],
  now: () => now,
  online: () => true,
  permitted: async () => false,
  chance: () => 0,
  limits: { timeoutMs: 300, limitBytes: 200_000 },
  ...more,
})
const state = async (id = 'acme'): Promise<SourceState> => (await readSources(db)).find((each) => each.id === id)!.state
const spans = async () => (await readStoredEvidence(db, 'acme')).spans
/** What counts now of each incident, whatever versions there were: reference, start and end. */
const standing = async (at = now) =>
  knownEvidence(await readStoredEvidence(db, 'acme'), at, at)
    .evidence.spans.map(({ ref, from, to }) => [ref, from, to])
    .sort()
const full = (outages: readonly Outage[]) => outages.map(({ id, from, to }) => [id, from, to]).sort()

beforeAll(async () => {
  server = await statusServer([])
})
afterAll(() => server.close())

beforeEach(async () => {
  db = await openStore(`misbehaving-${count++}`)
  now = START
  server.outages = history(START)
  server.broken = null
  const address = `${server.url}api/v2/incidents.json`
  await writeAgreement(db, agreement('a', 'acme'), [source({}, { address, page: server.url })])
  await poll(parts())
})

const json = (response: ServerResponse, body: string | Buffer, headers: Record<string, string> = {}, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}
const feed = (outages: readonly Outage[] = server.outages): string =>
  JSON.stringify({ page: { id: 'page' }, incidents: outages.map((each) => incidentRow(each)) })

type Broken = (request: IncomingMessage, response: ServerResponse) => void
const CASES: readonly (readonly [string, Broken, string])[] = [
  ['never answers', () => {}, 'timeout'],
  ['trickles a byte at a time', (_, response) => void trickle(response), 'timeout'],
  ['500', (_, response) => json(response, '{}', {}, 500), 'status'],
  ['500 with a good list in it', (_, response) => json(response, feed(), {}, 500), 'status'],
  ['403', (_, response) => json(response, '{}', {}, 403), 'status'],
  ['304 that nobody asked for', (_, response) => void response.writeHead(304).end(), 'status'],
  ['an error page with 200', (_, response) => json(response, '<!doctype html>', { 'content-type': 'text/html' }), 'wrong-type'],
  ['an error page that calls itself JSON', (_, response) => json(response, '<!doctype html>'), 'not-json'],
  ['a list cut off in the middle', (_, response) => json(response, feed().slice(0, 900)), 'not-json'],
  ['a connection cut off in the middle', (_, response) => void cutOff(response), 'unreachable'],
  ['nothing at all', (_, response) => json(response, ''), 'not-json'],
  ['an empty list after a full one', (_, response) => json(response, feed([])), 'emptied'],
  ['JSON of another kind', (_, response) => json(response, '{"ok":true}'), 'wrong-shape'],
  ['a key twice in one incident', (_, response) => json(response, feed().replace('"impact":', '"impact":"none","impact":')), 'wrong-shape'],
  ['a megabyte of blanks', (_, response) => json(response, ' '.repeat(1_000_000)), 'too-large'],
  [
    // 100 MB of blanks take 97 kB packed.
    'a few bytes that unpack to a hundred megabytes',
    (_, response) => json(response, BOMB, { 'content-encoding': 'gzip' }),
    'too-large',
  ],
  ['bytes that are not the gzip they say', (_, response) => json(response, feed(), { 'content-encoding': 'gzip' }), 'unreachable'],
  [
    'Latin-1 bytes',
    (_, response) =>
      json(response, Buffer.from(feed().replace('Trouble', 'Störung'), 'latin1'), {
        'content-type': 'application/json; charset=iso-8859-1',
      }),
    'wrong-encoding',
  ],
]
const BOMB = gzipSync(Buffer.alloc(100_000_000, ' '))

async function trickle(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  while (!response.destroyed) {
    response.write(' ')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
  response.write(feed().slice(0, 500))
  setTimeout(() => response.destroy(), 20)
}

describe('a source that answers with', () => {
  it.each(CASES)('%s', async (_what, broken, kind) => {
    const before = { spans: await spans(), covered: (await state()).covered }
    expect(before.spans).toHaveLength(5)
    server.broken = broken
    now += 10 * MINUTE
    await poll(parts())
    expect((await state()).trouble?.kind).toBe(kind)
    now += HOUR
    await poll(parts(), ['acme'])
    expect(isBlind((await readSources(db))[0]!)).toBe(true)
    expect(await state()).toMatchObject({ covered: before.covered, blindSince: START, readAt: START, failures: 2 })
    expect(await spans()).toEqual(before.spans)

    // While it was blind something happened, and it is listed once the source answers again.
    server.broken = null
    server.outages.push({ id: 'i-6', from: START + MINUTE, to: START + 21 * MINUTE, component: 'c-api', state: 'major_outage' })
    now += 7 * HOUR
    await poll(parts())
    expect(await standing()).toEqual(full(server.outages))
    expect(await state()).toMatchObject({ covered: [before.covered[0], now], blindSince: null, trouble: null, failures: 0 })
  })
})

describe('a source that is read all the same', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.from(`\ufeff${feed(history(START))}`, 'utf16le'), 'application/json'],
    ['UTF-16 by its type', Buffer.from(feed(history(START)), 'utf16le'), 'application/json; charset=utf-16le'],
    ['UTF-8 that calls itself Latin-1', Buffer.from(feed(history(START))), 'application/json; charset=iso-8859-1'],
  ])('%s', async (_what, body, type) => {
    server.broken = (_, response) => json(response, body, { 'content-type': type })
    now += 10 * MINUTE
    await poll(parts())
    expect((await state()).trouble).toBeNull()
    expect(await standing()).toEqual(full(server.outages))
  })
  it('304 that was asked for says that all is as it was', async () => {
    let asked: string | undefined
    server.broken = (request, response) => {
      asked = request.headers['if-none-match']
      if (asked === '"one"') response.writeHead(304).end()
      else json(response, feed(), { etag: '"one"' })
    }
    for (const wanted of [undefined, '"one"', '"one"']) {
      now += 10 * MINUTE
      await poll(parts({ permitted: async () => true }))
      expect(asked).toBe(wanted)
      expect(await state()).toMatchObject({ readAt: now, trouble: null })
      expect((await state()).covered.at(-1)).toBe(now)
    }
    expect(await spans()).toHaveLength(5)
  })
  it('history that the provider revised: the revision counts, and the earlier version is kept', async () => {
    const edited: Outage = { ...server.outages[2]!, to: server.outages[2]!.to! - 43 * MINUTE }
    server.outages[2] = edited
    now += 10 * MINUTE
    await poll(parts())
    expect(await standing()).toEqual(full(server.outages))
    expect((await spans()).filter(({ ref }) => ref === edited.id).map(({ to }) => to)).toEqual([edited.to! + 43 * MINUTE, edited.to])
  })
  it('an incident that is hidden from the list stays what it was', async () => {
    const before = await standing()
    server.outages.splice(2, 1)
    now += 10 * MINUTE
    await poll(parts())
    expect(await standing()).toEqual(before)
  })
  it.each([
    ['ahead of', 60],
    ['behind', -60],
  ])(
    'a page whose clock is an hour %s ours: instants are kept as it gives them, and none is counted before its time',
    async (_, minutes) => {
      const from = now + 5 * MINUTE + minutes * MINUTE
      server.outages.push({ id: 'i-6', from, to: from + 10 * MINUTE, component: 'c-api', state: 'major_outage' })
      now += 20 * MINUTE
      await poll(parts())
      expect((await spans()).filter(({ ref }) => ref === 'i-6').map((span) => [span.from, span.to])).toEqual([[from, from + 10 * MINUTE]])
      expect((await standing()).map(([ref]) => ref)).toHaveLength(minutes > 0 ? 5 : 6)
      expect((await standing(now + 2 * HOUR)).map(([ref]) => ref)).toHaveLength(6)
      expect((await state()).covered.at(-1)).toBe(now)
    },
  )
})

describe('a source that moved', () => {
  it('is not followed to another host until a person says so', async () => {
    const other = createServer((_, response) => json(response, feed([])))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    server.broken = (_, response) => void response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end()
    now += 10 * MINUTE
    await poll(parts())
    expect((await state()).trouble).toEqual({ kind: 'moved', detail: `127.0.0.1:${port}` })
    expect(await spans()).toHaveLength(5)
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('a source that asks to be left alone', () => {
  const busy = (retryAfter: string, status = 429): void => {
    server.broken = (_, response) => json(response, '{}', { 'retry-after': retryAfter }, status)
  }
  it.each([
    // Without a word of its own the source waits its 5 minutes.
    ['for less than it would be anyway', '60', 5 * MINUTE],
    ['for two hours', '7200', 2 * HOUR],
    ['until a date', new Date(START + 10 * MINUTE + 3 * HOUR).toUTCString(), 3 * HOUR],
    ['until a date that is past', new Date(START).toUTCString(), 5 * MINUTE],
    ['for a year, which is taken as a day', '31536000', 24 * HOUR],
    ['in words', 'later', 5 * MINUTE],
  ])('%s', async (_what, header, wait) => {
    busy(header)
    now += 10 * MINUTE
    await poll(parts())
    const asked = server.asked.length
    const until = now + wait
    expect((await state()).dueAt).toBe(until)
    now = until - 1
    await poll(parts())
    expect(server.asked).toHaveLength(asked)
    now = until
    await poll(parts())
    expect(server.asked).toHaveLength(asked + 1)
  })
  it('is not asked again on behalf of another source on the same host', async () => {
    const address = `${server.url}api/v2/incidents.json?other`
    await writeAgreement(db, agreement('b', 'other'), [source({}, { id: 'other', address })])
    busy('7200')
    now += 10 * MINUTE
    const asked = server.asked.length
    await poll(parts())
    expect(server.asked).toHaveLength(asked + 1)
    now += HOUR
    await poll(parts())
    expect(server.asked).toHaveLength(asked + 1)
    server.broken = null
    now += HOUR
    await poll(parts())
    expect(server.asked).toHaveLength(asked + 3)
    expect((await state('other')).trouble?.kind).toBe('status')
  })
  it('for good: one that refuses us is asked four times a day and no more', async () => {
    server.broken = (_, response) => json(response, '{}', {}, 403)
    const asked = server.asked.length
    for (let minute = 0; minute < 24 * 60; minute++) {
      now += MINUTE
      await poll(parts())
    }
    // After 5 min, then every 6 h: 5 min, 6 h 5, 12 h 5, 18 h 5.
    expect(server.asked.length - asked).toBe(4)
  })
})

it('never asks one host for two things at once, whatever is due', async () => {
  let open = 0
  let most = 0
  server.broken = (_, response) => {
    most = Math.max(most, ++open)
    setTimeout(() => {
      open--
      json(response, feed())
    }, 10)
  }
  for (let i = 0; i < 8; i++) {
    await writeAgreement(db, agreement(`a-${i}`, `s-${i}`), [
      source({}, { id: `s-${i}`, address: `${server.url}api/v2/incidents.json?${i}` }),
    ])
  }
  now += 10 * MINUTE
  expect((await poll(parts())).read).toBe(9)
  expect(most).toBe(1)
})
