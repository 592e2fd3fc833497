/** A wake that can't be silenced: whatever hangs, what ends is written, and the wake itself ends. Limits are a twentieth of the real ones. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Polled, poll, WAKE_LIMITS, type WakeLimits } from '../../../../extension/background/poll.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSources } from '../../../../extension/store/read-store.ts'
import { PROBE } from '../../../../extension/store/source-kind.ts'
import type { SourceRecord } from '../../../../extension/store/store-schema.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { agreement, MINUTE, source } from '../records.ts'

const LIMITS: WakeLimits = { wakeMs: 1150, turnMs: 800, checkMs: 925, slowMs: 150 }
const START = Date.UTC(2026, 10, 18, 13)

let db: Store
let now: number
let count = 0
/** How each host answers: after so many ms, or never. */
let answers: Record<string, number | 'never' | 'deaf'>
let asked: string[]

const fetchOf = (async (input: unknown, init?: RequestInit): Promise<Response> => {
  const { host } = new URL(String(input))
  asked.push(host)
  const how = answers[host] ?? 0
  await new Promise<void>((resolve, reject) => {
    // Some servers keep a connection open so that not even an abort ends it.
    if (how === 'deaf') return
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    if (how !== 'never') setTimeout(resolve, how)
  })
  return new Response('{"page":{},"incidents":[]}', { headers: { 'content-type': 'application/json' } })
}) as typeof fetch

const parts = (): PollParts => ({
  db,
  adaptors: [statuspage],
  now: () => now,
  online: () => true,
  permitted: async () => true,
  chance: () => 0,
  limits: { timeoutMs: 600 },
  fetch: fetchOf,
  wait: async () => {},
})

async function add(host: string, more: Partial<SourceRecord> = {}, path = '/'): Promise<void> {
  const id = `${host}${path}`
  const address = `https://${host}${path}`
  await writeAgreement(db, agreement(`of-${id}`, id), [source({ dueAt: now }, { id, page: address, address, ...more })])
}

/** One wake, and how long it took. */
async function wake(): Promise<Polled & { readonly took: number }> {
  const from = performance.now()
  const polled = await poll(parts(), undefined, { limits: LIMITS })
  return { ...polled, took: performance.now() - from }
}

const troubles = async (): Promise<Record<string, string | null>> =>
  Object.fromEntries((await readSources(db)).map(({ id, state }) => [id, state.readAt === null ? (state.trouble?.kind ?? null) : 'read']))

beforeEach(async () => {
  db = await openStore(`deadline-${count++}`)
  now = START
  answers = {}
  asked = []
})

describe('the limits', () => {
  it('end well before 30 s, after which a worker is stopped', () => {
    const { wakeMs, turnMs, checkMs, slowMs } = WAKE_LIMITS
    expect(wakeMs).toBeLessThanOrEqual(24_000)
    expect(turnMs + slowMs).toBeLessThan(wakeMs)
    // A check starts within 4.5 s.
    expect(checkMs + 4500).toBeLessThanOrEqual(wakeMs)
  })
})

describe('a wake', () => {
  it.each(['never', 'deaf'] as const)(
    'writes what ends while two sources of one host hang (%s), and marks both in the end',
    async (how) => {
      answers = { 'hangs.example': how }
      await add('hangs.example', {}, '/a')
      await add('hangs.example', {}, '/b')
      await add('works.example')
      const first = await wake()
      expect(first.took).toBeLessThan(LIMITS.wakeMs + 500)
      // The first of the lane had its whole turn; the second is left due.
      expect(await troubles()).toEqual({ 'hangs.example/a': 'timeout', 'hangs.example/b': null, 'works.example/': 'read' })
      expect(first.left).toEqual(['hangs.example/b'])
      now += MINUTE
      await wake()
      expect(await troubles()).toEqual({ 'hangs.example/a': 'timeout', 'hangs.example/b': 'timeout', 'works.example/': 'read' })
    },
  )

  it('reads a host that works behind fourteen that hang, in its first wake', async () => {
    for (let i = 0; i < 14; i++) {
      answers[`hangs-${i}.example`] = 'never'
      await add(`hangs-${i}.example`)
    }
    await add('works.example')
    const { took } = await wake()
    expect(took).toBeLessThan(LIMITS.wakeMs + 500)
    expect((await troubles())['works.example/']).toBe('read')
    now += MINUTE
    await wake()
    // After the second, those that were left have had their turn as well.
    expect(new Set(Object.entries(await troubles()).flatMap(([id, trouble]) => (id.startsWith('hangs') ? [trouble] : [])))).toEqual(
      new Set(['timeout']),
    )
  })

  it('takes a page that answers after 18 s for one that does not answer', async () => {
    answers = { 'slow.example': 900, 'works.example': 0 }
    await add('slow.example')
    await add('works.example')
    await wake()
    expect(await troubles()).toEqual({ 'slow.example/': 'timeout', 'works.example/': 'read' })
  })

  it('keeps the list of a page of which another list hangs', async () => {
    answers = { 'beside.example': 'never' }
    await add('works.example', { also: ['https://beside.example/maintenance'] })
    await wake()
    expect(await troubles()).toEqual({ 'works.example/': 'read' })
  })

  it('checks first the source that was updated longest ago', async () => {
    await add('b.example', {}, '/1')
    await add('b.example', {}, '/2')
    const [one, two] = await readSources(db)
    await writeAgreement(db, agreement('of-x'), [])
    await db.put('sources', { ...one!, state: { ...one!.state, triedAt: START - 1000 } })
    await db.put('sources', { ...two!, state: { ...two!.state, triedAt: START - 2000 } })
    const order: string[] = []
    await poll(
      {
        ...parts(),
        fetch: (async (input: unknown) => {
          order.push(new URL(String(input)).pathname)
          return new Response('{"page":{},"incidents":[]}', { headers: { 'content-type': 'application/json' } })
        }) as typeof fetch,
      },
      undefined,
      { limits: LIMITS },
    )
    expect(order).toEqual(['/2', '/1'])
  })

  it('cuts a check that hangs without calling the service down', async () => {
    answers = { 'api.example': 'deaf' }
    await add('api.example', { feed: PROBE, every: MINUTE, components: [{ id: PROBE, name: 'api' }] })
    const { took } = await wake()
    expect(took).toBeLessThan(LIMITS.wakeMs + 500)
    expect(await db.getAll('evidence')).toEqual([])
    expect(await troubles()).toEqual({ 'api.example/': 'timeout' })
  })

  it('keeps how a person set a source while it was being read, and drops what came from an address it left', async () => {
    answers = { 'slow.example': 300, 'moved.example': 300 }
    await add('slow.example')
    await add('moved.example')
    const woken = wake()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const [moved, slow] = (await readSources(db)).sort((a, b) => (a.id < b.id ? -1 : 1))
    await db.put('sources', { ...slow!, every: 10 * MINUTE })
    await db.put('sources', { ...moved!, address: 'https://new.example/' })
    await woken
    const after = Object.fromEntries((await readSources(db)).map((each) => [each.id, each]))
    expect(after['slow.example/']).toMatchObject({ every: 10 * MINUTE, state: { readAt: START } })
    expect(after['moved.example/']).toMatchObject({ address: 'https://new.example/', state: { readAt: null } })
  })

  it('says that it could not write, and goes on with the rest', async () => {
    await add('a.example')
    await add('b.example')
    const whole = db.transaction.bind(db)
    let writes = 0
    const full = new Proxy(db, {
      get: (target, name) => {
        if (name !== 'transaction') return Reflect.get(target, name, target)
        return (stores: never, mode: never) => {
          if (mode === 'readwrite' && writes++ === 0) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
          return whole(stores, mode)
        }
      },
    })
    const polled = await poll({ ...parts(), db: full }, undefined, { limits: LIMITS })
    expect(polled.failed).toBe('The quota has been exceeded.')
    expect(Object.values(await troubles()).sort()).toEqual([null, 'read'])
  })
})
