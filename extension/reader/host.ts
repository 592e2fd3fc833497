/** What the reader may ask of the extension it is a page of: the keys that were kept, and keeping one. Runs before the reader does. */
import { fingerprint, thumbprint } from '../../shared/snapshot/key.ts'
import type { Pin } from '../../shared/snapshot/trust.ts'
import { ask } from '../page/ask.ts'
import { store } from '../store/open.ts'
import { readSetting } from '../store/settings.ts'

declare global {
  var standingReader: {
    readonly pins: () => Promise<readonly Pin[]>
    readonly remember: (name: string, thumbprint: string) => Promise<void>
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

globalThis.standingReader = {
  pins,
  remember: async (name, thumb) => {
    await ask('key/remember', { name, thumbprint: thumb })
  },
}
