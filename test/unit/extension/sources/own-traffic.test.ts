import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { traffic } from '../../../../extension/sources/own-traffic.ts'
import { ownSource } from '../../../../extension/store/gather-evidence.ts'
import { foldRows } from '../../../../extension/store/metric-rows.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { readSetting } from '../../../../extension/store/settings.ts'
import { keepTraffic, LATE } from '../../../../extension/store/traffic.ts'
import { writeAgreement, writeSetting } from '../../../../extension/store/write-store.ts'
import type { Ended, ObservedRequest } from '../../../../shared/evidence/request-outcome.ts'
import { FIVE_MINUTES } from '../../../../shared/evidence/request-outcome.ts'
import { agreement } from '../records.ts'

const HOST = 'api.acme.example'
const ok: Ended = { status: 200, error: null, fromCache: false, own: false, hidden: false }
const lost: Ended = { ...ok, status: null, error: 'net::ERR_CONNECTION_REFUSED' }
const observed = (at: number, ms: number | null = 10, host = HOST): ObservedRequest => ({ host, at, ms })

describe('following a request', () => {
  const kept: ObservedRequest[] = []
  const follow = (reachable = true) => {
    kept.length = 0
    return traffic({
      hosts: async () => new Set([HOST]),
      reachable: async () => reachable,
      keep: async (list) => void kept.push(...list),
    })
  }

  it('takes the time to the first byte, not to the last', async () => {
    const seen = follow()
    seen.begun('1', 1000)
    seen.answered('1', 1120)
    await seen.ended('1', `https://${HOST}/a`, ok, 9000)
    await seen.flush()
    expect(kept).toEqual([{ host: HOST, at: 9000, ms: 120 }])
  })
  it('takes the time anew after a redirect', async () => {
    const seen = follow()
    seen.begun('1', 1000)
    seen.begun('1', 5000)
    seen.answered('1', 5030)
    await seen.ended('1', `https://${HOST}/a`, ok, 5040)
    await seen.flush()
    expect(kept.map(({ ms }) => ms)).toEqual([30])
  })
  it('says nothing of one whose start it did not see, and of one that a clock turned round', async () => {
    const seen = follow()
    await seen.ended('1', `https://${HOST}/a`, ok, 5040)
    seen.begun('2', 5000)
    seen.answered('2', 4999)
    await seen.ended('2', `https://${HOST}/a`, ok, 5040)
    await seen.flush()
    expect(kept).toEqual([])
  })
  it.each([
    ['of a host that is not watched', 'https://other.example/', 0],
    ['of a host below the watched one', `https://eu.${HOST}/`, 0],
    ['of the host at another port', `https://${HOST}:8443/`, 1],
  ])('one %s', async (_what, url, count) => {
    const seen = follow()
    await seen.ended('1', url, { ...ok, status: 503 }, 5000)
    await seen.flush()
    expect(kept).toHaveLength(count)
  })
  it.each([
    ['the vendor’s, while something else can be reached', true, [{ host: HOST, at: 5000, ms: null }]],
    ['nobody’s, while nothing can', false, []],
  ] as const)('a lost connection is %s', async (_what, reachable, wanted) => {
    const seen = follow(reachable)
    await seen.ended('1', `https://${HOST}/`, lost, 5000)
    await seen.flush()
    expect(kept).toEqual(wanted)
  })
})

describe('counts as they are kept', () => {
  let db: Store
  let number = 0
  beforeEach(async () => {
    db = await openStore(`traffic-${number++}`)
    await writeAgreement(db, agreement('acme'), [])
    await writeSetting(db, 'watched', [{ agreement: 'acme', service: 'api', host: HOST }])
  })
  const kept = async () => (await readStoredEvidence(db, ownSource('acme'))).requests

  it('become evidence once their five minutes and the time for late ones are over', async () => {
    await keepTraffic(db, [observed(0), observed(1, null)], 1000)
    for (const [now, length] of [
      [FIVE_MINUTES + LATE - 1, 0],
      [FIVE_MINUTES + LATE, 1],
      [FIVE_MINUTES + LATE + 1, 1],
    ] as const) {
      await keepTraffic(db, [], now)
      expect(await kept()).toHaveLength(length)
    }
    expect((await kept())[0]).toMatchObject({ service: 'api', from: 0, to: FIVE_MINUTES, total: 2, failed: 1 })
    expect(await readSetting(db, 'tallies')).toEqual([])
  })
  it('never count the same five minutes twice', async () => {
    await keepTraffic(db, [observed(0)], FIVE_MINUTES + LATE)
    await keepTraffic(db, [observed(0)], FIVE_MINUTES + LATE + 1)
    expect(await kept()).toEqual([])
    expect(await readSetting(db, 'tallies')).toEqual([])
  })
  it('speak for every agreement that watches the host, and for none that is gone', async () => {
    await writeAgreement(db, agreement('second'), [])
    const watch = (id: string, service = 'api') => ({ agreement: id, service, host: HOST })
    await writeSetting(db, 'watched', [watch('acme'), watch('second'), watch('forgotten')])
    await keepTraffic(db, [observed(0)], 1000)
    expect(await keepTraffic(db, [], 2 * FIVE_MINUTES)).toEqual(new Set(['acme', 'second']))
    expect(await db.getAllKeys('evidence')).toHaveLength(2)
  })
  it('take nothing in while nobody watches', async () => {
    await writeSetting(db, 'watched', [])
    await keepTraffic(db, [observed(0)], 1000)
    expect(await readSetting(db, 'tallies')).toEqual([])
  })
  it('are folded into months a day later, and read the same', async () => {
    const DAY = 86_400_000
    await keepTraffic(db, [observed(DAY - 2 * FIVE_MINUTES)], DAY - 2 * FIVE_MINUTES)
    await keepTraffic(db, [], DAY - 1)
    await keepTraffic(db, [observed(DAY)], DAY)
    await keepTraffic(db, [], DAY + 2 * FIVE_MINUTES)
    const before = await kept()
    expect(before).toHaveLength(2)
    expect(await foldRows(db, ownSource('acme'), DAY - 1)).toBe(0)
    expect(await foldRows(db, ownSource('acme'), DAY + 3 * FIVE_MINUTES)).toBe(1)
    expect(await kept()).toEqual(before)
    expect(await foldRows(db, ownSource('acme'), 2 * DAY)).toBe(1)
    expect(await kept()).toEqual(before)
    expect(await db.getAllKeys('evidence')).toEqual([])
  })
})
