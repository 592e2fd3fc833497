/** What the reader may request from its extension: known keys, storing a key, and its own evidence. Runs before the reader. */
import { keysAddress } from '../../../shared/signing/key-list.ts'
import { fingerprint, thumbprint } from '../../../shared/signing/public-key.ts'
import type { Parties, Pin } from '../../../shared/signing/trust.ts'
import type { Published, Site } from '../../../shared/snapshot/reader-host.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { RequestRefused } from '../../messages.ts'
import { judgedAt } from '../../model/summarize.ts'
import { gather } from '../../store/gather-evidence.ts'
import { store } from '../../store/open-store.ts'
import { readAgreements, readSources } from '../../store/read-store.ts'
import { readSetting } from '../../store/settings.ts'
import { isUptimeCheck } from '../../store/source-kind.ts'
import { ask } from '../common/ask.ts'
import { errorWords } from '../common/error-words.ts'
import { allowHost, isHostAllowed } from '../common/host-access.ts'
import { locale } from '../common/i18n.ts'

/** Keys that were kept, and this browser's own. */
async function pins(): Promise<readonly Pin[]> {
  const db = await store()
  const [kept, own, sharing] = await Promise.all([readSetting(db, 'pins'), readSetting(db, 'identity'), readSetting(db, 'sharing')])
  if (!own) return kept
  const thumb = await thumbprint(own.publicKey, crypto.subtle)
  return [...kept, { name: sharing.name || `You (${fingerprint(thumb)})`, thumbprint: thumb, since: own.since }]
}

/**
 * Returns an unsigned snapshot of the same agreement and period from this browser's own evidence, evaluated at `at` at the latest; null
 * where the agreement is not tracked here.
 */
async function mine(contract: string, period: string, at: number): Promise<string | null> {
  const db = await store()
  const agreement = (await readAgreements(db)).find((each) => each.contract.id === contract)
  if (!agreement) return null
  const sources = new Map((await readSources(db)).map((source) => [source.id, source]))
  const now = Date.now()
  const snapshot = makeSnapshot({
    contracts: [agreement.contract],
    evidence: await gather(db, agreement, sources),
    at: Math.min(at, judgedAt(agreement, sources, now)),
    knownAt: now,
    period,
    zones: temporalZones,
    createdAt: now,
    createdBy: { name: (await readSetting(db, 'sharing')).name || 'You', tool: `standing ${__VERSION__}` },
  })
  return JSON.stringify(snapshot)
}

/**
 * Where the provider's keys would be: at the origin of the page that this browser itself reads for the agreement, else where the
 * snapshot says that its figures are published. The latter proves only that the two belong together, and is shown by its address.
 */
async function site(contract: string, publishedAt: string | null): Promise<Site | null> {
  const db = await store()
  const [agreements, sources] = await Promise.all([readAgreements(db), readSources(db)])
  const links = agreements.find((each) => each.contract.id === contract)?.links ?? []
  const pages = sources.filter((each) => !isUptimeCheck(each) && links.some(({ source }) => source === each.id)).map(({ page }) => page)
  const address = [...pages, publishedAt ?? ''].map(keysAddress).find((each) => each !== null)
  if (!address) return null
  const { origin } = new URL(address)
  return { origin, granted: await isHostAllowed(origin) }
}

/** Permission is requested first, while the click still counts as one. */
async function published({ origin, granted }: Site): Promise<Published> {
  try {
    if (!granted && !(await allowHost(origin))) throw new RequestRefused('no-permission', origin)
    return await ask('keys/read', { origin })
  } catch (error) {
    throw new Error(errorWords(error), { cause: error })
  }
}

/** Keys that one's own copy of the agreement names; none is an answer as well. */
async function agreement(contract: string): Promise<Parties | null> {
  const own = (await readAgreements(await store())).find((each) => each.contract.id === contract)
  return own ? (own.contract.parties ?? {}) : null
}

globalThis.standingReader = {
  language: locale.tag,
  agreement,
  pins,
  mine,
  site,
  published,
  remember: async (name, thumb) => {
    await ask('key/remember', { name, thumbprint: thumb })
  },
}
