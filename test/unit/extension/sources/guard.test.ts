import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { newProbe, probeSettings } from '../../../../extension/background/agreements.ts'
import { poll } from '../../../../extension/background/poll.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { writeAgreement, writeSetting } from '../../../../extension/store/write-store.ts'
import { agreement } from '../records.ts'

const NOW = Date.UTC(2026, 10, 22)
const CHECKED = 'https://api.acme.example/'
let db: Store
let count = 0

/** One check that fails, while these addresses answer. */
async function failed(...answering: readonly string[]) {
  const asked: string[] = []
  const fake = async (address: unknown): Promise<Response> => {
    asked.push(String(address))
    if (answering.includes(String(address))) return new Response(null)
    throw new TypeError('Failed to fetch')
  }
  const parts = { db, adaptors: [], now: () => NOW, online: () => true, permitted: async () => true, fetch: fake as typeof fetch }
  await poll(parts)
  const source = (await readSources(db))[0]
  const results = (await readStoredEvidence(db, source?.id ?? '')).checks.flatMap((each) => each.results)
  return { asked, results: results.map(({ ok }) => ok), trouble: source?.state.trouble?.detail ?? null }
}

beforeEach(async () => {
  db = await openStore(`guard-${count++}`)
  const source = newProbe(new URL(CHECKED), probeSettings({}), NOW)
  await writeAgreement(db, agreement('a', source.id), [source])
})

describe('a check that fails', () => {
  it('says nothing while there is nothing to compare with', async () => {
    expect(await failed()).toMatchObject({ results: [], trouble: 'own-network' })
  })
  it('is the vendor’s failure while an address that a person named answers', async () => {
    await writeSetting(db, 'references', ['https://mine.example/', 'https://other.example/'])
    expect(await failed('https://other.example/')).toMatchObject({ results: [false], trouble: null })
  })
  it('says nothing while none of those answers either', async () => {
    await writeSetting(db, 'references', ['https://mine.example/', 'https://other.example/'])
    expect(await failed()).toMatchObject({ results: [], trouble: 'own-network' })
  })
  it('is not compared with the host that failed', async () => {
    await writeSetting(db, 'references', [`${CHECKED}about`])
    expect((await failed()).asked).toEqual([CHECKED])
  })
})
