import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { newProbe, probeSettings } from '../../../../extension/background/agreements.ts'
import { poll } from '../../../../extension/background/poll.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { placeOf } from '../../../../extension/sources/uptime-check-pace.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { PROBE } from '../../../../extension/store/source-kind.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { agreement, MINUTE } from '../records.ts'

const START = Date.UTC(2026, 10, 18, 13)
const ADDRESSES = ['https://a.example/', 'https://b.example/', 'https://c.example/health']

let db: Store
let now: number
let asked: [string, number][]
let count = 0

const parts = (): PollParts => ({
  db,
  adaptors: [],
  now: () => now,
  online: () => true,
  permitted: async () => true,
  chance: () => 0,
  fetch: (async (address: string) => {
    asked.push([address, now - START])
    return new Response(null, { status: 204 })
  }) as typeof fetch,
  wait: async (ms) => {
    now = START + ms
  },
})

beforeEach(async () => {
  db = await openStore(`watch-${count++}`)
  now = START
  asked = []
  for (const [i, address] of ADDRESSES.entries()) {
    const source = newProbe(new URL(address), probeSettings({ every: i === 2 ? 5 * MINUTE : MINUTE }), START)
    await writeAgreement(db, { ...agreement(`of-${i}`), links: [{ source: source.id, components: { [PROBE]: ['api'] } }] }, [source])
  }
})

describe('the addresses of one wake', () => {
  it('are asked each at its own place', async () => {
    const all = await readSources(db)
    // One after the other: the clock of a test stands where the last one put it.
    for (const { id } of all) await poll(parts(), [id], { spread: true })
    const placed = [...asked].sort(([a], [b]) => (a < b ? -1 : 1))
    expect(placed).toEqual(
      all.map(({ id, address }) => [address, placeOf(id, 0)]).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
    )
    for (const { id } of all) {
      const [result] = (await readStoredEvidence(db, id)).checks.flatMap(({ results }) => results)
      expect(result).toEqual({ at: START + placeOf(id, 0), ok: true, ms: 0 })
    }
  })
  it('all start within five seconds, so that a check of fifteen ends with its wake', async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `probe-${i}-example`)
    expect(Math.max(...ids.map((id) => placeOf(id, 0.999)))).toBeLessThan(5000)
  })
  it('keep to their own pace', async () => {
    await poll(parts())
    for (let minute = 1; minute <= 10; minute++) {
      now = START + minute * MINUTE
      await poll(parts())
    }
    const times = ADDRESSES.map((address) => asked.filter(([each]) => each === address).length)
    // At 0 and each minute up to 10; at 0, 5 and 10.
    expect(times).toEqual([11, 11, 3])
    expect((await readStoredEvidence(db, (await readSources(db)).find(({ every }) => every === 5 * MINUTE)!.id)).checks[0]?.every).toBe(
      5 * MINUTE,
    )
  })
})
