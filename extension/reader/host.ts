/** What the reader may ask of the extension it is a page of: the keys that were kept, keeping one, and its own evidence. Runs before the reader does. */
import { fingerprint, thumbprint } from '../../shared/snapshot/key.ts'
import { makeSnapshot } from '../../shared/snapshot/snapshot.ts'
import type { Pin } from '../../shared/snapshot/trust.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { ask } from '../page/ask.ts'
import { gather } from '../store/gather.ts'
import { judgedAt } from '../store/judge.ts'
import { store } from '../store/open.ts'
import { readAgreements, readSources } from '../store/read.ts'
import { readSetting } from '../store/settings.ts'

declare global {
  var standingReader: {
    readonly pins: () => Promise<readonly Pin[]>
    readonly remember: (name: string, thumbprint: string) => Promise<void>
    readonly mine: (contract: string, period: string) => Promise<string | null>
  }
}

/** Keys that were kept, and this browser's own. */
async function pins(): Promise<readonly Pin[]> {
  const db = await store()
  const [kept, own, sharing] = await Promise.all([readSetting(db, 'pins'), readSetting(db, 'identity'), readSetting(db, 'sharing')])
  if (!own) return kept
  const thumb = await thumbprint(own.publicKey, crypto.subtle)
  return [...kept, { name: sharing.name || `You (${fingerprint(thumb)})`, thumbprint: thumb, since: own.since }]
}

/** What this browser's own evidence says of the same agreement and period, unsigned; null where the agreement is not followed here. */
async function mine(contract: string, period: string): Promise<string | null> {
  const db = await store()
  const agreement = (await readAgreements(db)).find((each) => each.contract.id === contract)
  if (!agreement) return null
  const sources = new Map((await readSources(db)).map((source) => [source.id, source]))
  const now = Date.now()
  const snapshot = makeSnapshot({
    contracts: [agreement.contract],
    evidence: await gather(db, agreement, sources),
    at: judgedAt(agreement, sources, now),
    period,
    zones: temporalZones,
    createdAt: now,
    createdBy: { name: (await readSetting(db, 'sharing')).name || 'You', tool: `standing ${__VERSION__}` },
  })
  return JSON.stringify(snapshot)
}

globalThis.standingReader = {
  pins,
  mine,
  remember: async (name, thumb) => {
    await ask('key/remember', { name, thumbprint: thumb })
  },
}
