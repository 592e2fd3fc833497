/** The keys of `--keys URL|FILE`: a provider's list, from its site over https or from a file. */
import { problemLine } from '../../shared/base/problem.ts'
import { KEYS_LIMITS, KEYS_PATH, keysAddress, readKeys, thumbprintsOf } from '../../shared/signing/key-list.ts'
import type { KnownKey } from '../../shared/signing/trust.ts'
import { fetchBytes, isUrl } from './download-address.ts'
import { CommandRefused, type Io } from './io.ts'
import { readList } from './key.ts'

const { subtle } = globalThis.crypto

export const keysOption = {
  name: 'keys',
  kind: 'text',
  value: 'URL|FILE',
  about: `the provider's keys: its site, asked over https for ${KEYS_PATH}, or that list as a file`,
} as const

/** Throws Refused for http, for another host than was asked, and for whatever is no list of keys. */
export async function publishedKeys(from: string, io: Io): Promise<NonNullable<KnownKey['wellKnown']>> {
  if (!isUrl(from)) return { origin: from, thumbprints: await thumbprintsOf(readList(from, io), subtle) }
  const address = keysAddress(from)
  if (address === null)
    throw new CommandRefused([`${from}: wanted an https address, got another: anybody on the way could answer with keys of their own`])
  const bytes = await fetchBytes(new URL(address), io, ['application/json'])
  const text = bytes.length > KEYS_LIMITS.size ? null : new TextDecoder().decode(bytes)
  if (text === null) throw new CommandRefused([`${address}: wanted at most ${KEYS_LIMITS.size} bytes, got ${bytes.length}`])
  if (/^\s*</.test(text)) throw new CommandRefused([`${address}: wanted a list of keys as JSON, got a page of HTML`])
  const { document, problems } = readKeys(text)
  if (!document) throw new CommandRefused(problems.map((problem) => problemLine(address, problem)))
  return { origin: new URL(address).origin, thumbprints: await thumbprintsOf(document, subtle) }
}
