/**
 * How far a feed's seal can be followed in a page: the browser's own Ed25519, then the agreement's keys, then those at the
 * feed's origin where the page's policy lets it ask. "Can't check" and "does not verify" are never the same.
 */
import type { Feed } from '../../shared/published/read-feed.ts'
import { checkSeal } from '../../shared/signing/seal.ts'
import { trustOf } from '../../shared/signing/trust.ts'
import { fetchFeedText } from './feed-pace.ts'
import type { SealState } from './objective-view.ts'

export async function sealOf({ document, contracts }: Feed, address: URL): Promise<SealState> {
  const check = await checkSeal(document, globalThis.crypto?.subtle)
  if (check.state === 'unsigned') return 'unsigned'
  if (check.state === 'unchecked') return 'cannot-check'
  if (check.state === 'invalid') return 'broken'
  const { subtle } = crypto
  const parties = contracts.at(-1)?.parties ?? {}
  const known = await trustOf(check.thumbprint, { parties }, subtle)
  if (known.known) return 'checked'
  const keys = await keysAt(address)
  return (await trustOf(check.thumbprint, { parties: { provider: { keys } } }, subtle)).known ? 'checked' : 'unknown-key'
}

/** The origin's keys, thumbprints or JWKs, over https only; none where it has none or the policy forbids asking. */
async function keysAt(address: URL): Promise<readonly unknown[]> {
  if (address.protocol !== 'https:') return []
  try {
    const text = await fetchFeedText(new URL('/.well-known/standing-keys.json', address), new AbortController().signal)
    const { keys } = JSON.parse(text ?? '{}')
    return Array.isArray(keys) ? keys : []
  } catch {
    return []
  }
}
