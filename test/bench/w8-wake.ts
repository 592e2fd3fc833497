/** What W8 measures of the background: one wake that reads fifty sources of which none has changed. */
import { poll } from '../../extension/background/poll.ts'
import { NEW_STATE } from '../../extension/model/source-state.ts'
import type { PollParts } from '../../extension/sources/poll-parts.ts'
import { openStore } from '../../extension/store/open-store.ts'
import { writeAgreement } from '../../extension/store/write-store.ts'
import { statuspage } from '../../shared/feeds/statuspage.ts'
import { history, incidentRow } from '../browser/statuspage.ts'

const SOURCES = 50

/** About what a page with fifty incidents answers: 100 kB. */
function body(now: number): string {
  const incidents = Array.from({ length: 10 }, (_, i) =>
    history(now).map((outage) => incidentRow({ ...outage, id: `${outage.id}-${i}` })),
  ).flat()
  return JSON.stringify({ page: { id: 'page' }, incidents, about: 'x'.repeat(50_000) })
}

async function measure() {
  const db = await openStore('w8')
  let now = Date.UTC(2026, 10, 22)
  const bytes = new TextEncoder().encode(body(now))
  for (let i = 0; i < SOURCES; i++) {
    const address = `https://s${i}.example/api/v2/incidents.json`
    const id = `s${i}`
    const contract = {
      format: 'standing/contract@1',
      id,
      title: id,
      zone: 'UTC',
      period: { every: 'month' },
      services: [],
      objectives: [],
    } as const
    const record = {
      id,
      addedAt: 0,
      text: { body: '', kind: 'json' },
      contract,
      origin: { kind: 'catalogue' },
      plan: null,
      links: [],
    } as const
    const source = { id, title: id, feed: 'statuspage', page: address, address, also: [], every: 300_000, components: [], state: NEW_STATE }
    await writeAgreement(db, record, [source])
  }
  let writes = 0
  const whole = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (...given: Parameters<typeof whole>) {
    if (given[1] === 'readwrite') writes++
    return whole.apply(this, given)
  }
  const parts: PollParts = {
    db,
    adaptors: [statuspage],
    now: () => now,
    online: () => true,
    permitted: async () => false,
    fetch: (async () => new Response(bytes, { headers: { 'content-type': 'application/json' } })) as typeof fetch,
  }
  await poll(parts)
  const times: number[] = []
  let read = 0
  for (let round = 0; round < 15; round++) {
    now += 300_000
    writes = 0
    const start = performance.now()
    read = (await poll(parts)).read
    times.push(performance.now() - start)
  }
  return { wake: times.sort((a, b) => a - b)[7], writes, read, evidence: await db.count('evidence'), bytes: bytes.length * SOURCES }
}

Object.assign(globalThis, { measure })
