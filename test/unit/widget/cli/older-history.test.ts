/** The way back through a Statuspage's months: what is asked, what is kept, and where it stops. */
import { beforeEach, describe, expect, it } from 'vitest'
import { CommandRefused, type Io, Usage } from '../../../../widget/cli/io.ts'
import { readHistory, sinceOf } from '../../../../widget/cli/read-older-pages.ts'
import { API, component, incident, incidents, response, update } from '../../feeds/statuspage-rows.ts'

const PAGE = new URL('https://status.example/')
const detail = (id: string): object =>
  incident(id, [update(420, 'investigating', [[API, 'operational', 'major_outage']]), update(450, 'resolved')])
const row = (code: string): object => ({ code, name: code, message: '', impact: 'major', timestamp: 'Jun 10, 07:00 - 08:30 UTC' })
const SITE: Readonly<Record<string, string>> = {
  '/api/v2/incidents.json': incidents(detail('new')),
  '/api/v2/components.json': response({ components: [component(API)] }),
  '/history.json?page=1': JSON.stringify({ months: [{ name: 'June', year: 2026, incidents: [row('new'), row('a'), row('b')] }] }),
  '/api/v2/incidents/a.json': response({ incident: detail('a') }),
  '/api/v2/incidents/b.json': response({ incident: detail('b') }),
}
const SINCE = { year: 2026, month: 6 }

interface World {
  readonly io: Io
  readonly asked: string[]
  readonly said: string[]
  readonly files: Map<string, string>
  now: number
}

let world: World
/** A site that gives every answer an ETag; `broken` are the addresses that answer with a status of their own. */
function made(broken: Readonly<Record<string, number>> = {}, files = new Map<string, string>(), now = Date.UTC(2026, 5, 11)): World {
  const asked: string[] = []
  const said: string[] = []
  const result = { asked, said, files, now } as World & { io: Io }
  const answer = (address: URL, headers: Record<string, string>): Response => {
    const path = `${address.pathname}${address.search}`
    const body = SITE[path]
    const etag = `"${path}"`
    asked.push(headers['if-none-match'] === undefined ? path : `${path} if changed`)
    const status = broken[path] ?? (body === undefined ? 404 : headers['if-none-match'] === etag ? 304 : 200)
    return new Response(status === 200 ? body : null, { status, headers: { etag } })
  }
  const io = {
    err: (line: string) => said.push(line),
    now: () => result.now,
    exists: (path: string) => files.has(path),
    readFile: (path: string) => files.get(path) ?? '',
    writeFile: (path: string, text: string) => files.set(path, text),
    fetch: async (address: URL, init: { headers: Record<string, string> }) => answer(new URL(address), init.headers),
  }
  return Object.assign(result, { io: io as unknown as Io })
}
const read = ({ io }: World, resume?: string): Promise<string> => readHistory({ page: PAGE, since: SINCE, resume, pauseMs: 0 }, io)

beforeEach(() => {
  world = made()
})

describe('the way back', () => {
  it('asks for lists, months and incidents, each once, and makes one document of them', async () => {
    const document = JSON.parse(await read(world)) as { incidents: { id: string }[]; components: unknown[] }
    expect(world.asked).toEqual([
      '/api/v2/incidents.json',
      '/api/v2/scheduled-maintenances.json',
      '/api/v2/components.json',
      '/history.json?page=1',
      '/api/v2/incidents/a.json',
      '/api/v2/incidents/b.json',
    ])
    expect(document.incidents.map(({ id }) => id)).toEqual(['new', 'a', 'b'])
    expect(world.said.at(-1)).toBe('read 2 incidents one by one, back to 2026-06')
  })
  it('says where the history does not go back as far', async () => {
    await readHistory({ page: PAGE, since: { year: 2025, month: 1 }, resume: undefined, pauseMs: 0 }, world.io)
    expect(world.said.at(-1)).toBe("--since 2025-01: the page's history does not go back as far")
  })
  it('stops where the page asks for less, uses what there is, and goes on from there', async () => {
    const first = made({ '/api/v2/incidents/b.json': 429 })
    expect(JSON.parse(await read(first, 'kept.json')).incidents).toHaveLength(2)
    expect(first.said.at(-1)).toBe('status.example: stopped: what is read so far is used; run again with --resume kept.json to go on')
    const second = made({}, first.files)
    expect(JSON.parse(await read(second, 'kept.json')).incidents).toHaveLength(3)
    // What the page does not have is asked for again: it may have it by now.
    expect(second.asked).toEqual(['/api/v2/scheduled-maintenances.json', '/api/v2/incidents/b.json'])
  })
  it('asks a day later only for what has changed', async () => {
    await read(world, 'kept.json')
    const later = made({}, world.files, world.now + 86_400_000)
    expect(JSON.parse(await read(later, 'kept.json')).incidents).toHaveLength(3)
    expect(later.asked.filter((each) => each.endsWith('if changed'))).toHaveLength(5)
    const sooner = made({}, world.files, later.now + 86_400_000 - 1)
    await read(sooner, 'kept.json')
    expect(sooner.asked).toEqual(['/api/v2/scheduled-maintenances.json'])
  })
  it('leaves out an incident that the page does not have by itself', async () => {
    expect(JSON.parse(await read(made({ '/api/v2/incidents/a.json': 404 }))).incidents).toHaveLength(2)
  })
  it('refuses a page without a history', async () => {
    await expect(read(made({ '/history.json?page=1': 404 }))).rejects.toThrow(CommandRefused)
  })
  it.each([['{"a":1}'], ['text']])('refuses a file that it did not write: %s', async (text) => {
    await expect(read(made({}, new Map([['kept.json', text]])), 'kept.json')).rejects.toThrow('wanted a file that --resume wrote')
  })
})

describe('a month', () => {
  it('is read', () => expect(sinceOf('2026-01')).toEqual({ year: 2026, month: 1 }))
  it.each(['2026', '2026-13', '2026-00', '2026-1', 'January'])('is refused: %s', (text) => expect(() => sinceOf(text)).toThrow(Usage))
})
