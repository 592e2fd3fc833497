/**
 * A snapshot as a link: all of it in the fragment, which no browser sends to the host that serves the reader. Chat and
 * ticket servers that carry the link do see it, and whoever makes one is told so.
 */
import { fromBase64Url, toBase64Url } from './base64.ts'
import { SNAPSHOT_LIMITS } from './open.ts'
import { deflate, inflate } from './pack.ts'

/** The fragment is `s=` and the deflated snapshot in base64url. */
const MARK = 's='

/** Characters of a fragment that is still read; a longer one is refused before anything is unpacked. */
export const LONGEST_FRAGMENT = 4_000_000

/** Where people paste links: from so many characters on, one is cut or refused there. */
export const PLACES = [
  { id: 'chat', most: 4_000 },
  { id: 'mail', most: 8_000 },
  { id: 'firefox', most: 1_000_000 },
  { id: 'chrome', most: 2_000_000 },
] as const
export type PlaceId = (typeof PLACES)[number]['id']

export class LinkError extends Error {
  override readonly name = 'LinkError'
}

/** `reader` is the address of a reader, without a fragment. */
export async function linkTo(reader: string, document: object): Promise<string> {
  return `${reader.replace(/#.*$/s, '')}#${MARK}${toBase64Url(await deflate(JSON.stringify(document)))}`
}

/** Where a link of this length does not go through. */
export const tooLongFor = (link: string): readonly PlaceId[] => PLACES.filter(({ most }) => link.length > most).map(({ id }) => id)

/** Whether an address, or the fragment of one, carries a snapshot. */
export const isLink = (text: string): boolean => {
  const hash = text.indexOf('#')
  return text.startsWith(MARK, hash + 1) && (hash >= 0 || !text.includes(':'))
}

/** The snapshot's text. Throws LinkError for a fragment that carries none, PackError for one that is damaged or a bomb. */
export async function fromLink(text: string): Promise<string> {
  if (!isLink(text)) throw new LinkError('the address carries no snapshot')
  // A reader may be told its language at the end: `#s=…&lang=de`.
  const body = text.slice(text.indexOf('#') + 1 + MARK.length).replace(/&lang=[A-Za-z-]{2,20}$/, '')
  if (body.length > LONGEST_FRAGMENT) throw new LinkError(`the address is longer than ${LONGEST_FRAGMENT} characters`)
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = fromBase64Url(body)
  } catch (error) {
    throw new LinkError('the address was cut or changed on its way: it is not base64url', { cause: error })
  }
  return inflate(bytes, SNAPSHOT_LIMITS.size)
}
