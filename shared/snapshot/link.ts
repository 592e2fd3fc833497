/**
 * A snapshot as a link: all of it in the fragment, which no browser sends to the host that serves the reader. Chat and
 * ticket servers that carry the link do see it, and the form that makes one says so.
 */
import { fromBase64Url, toBase64Url } from '../base/base64.ts'
import { deflate, inflate, type Pack } from '../base/deflate.ts'
import { SNAPSHOT_LIMITS } from './read-snapshot.ts'

/** The fragment is `s=` and the deflated snapshot in base64url. */
const MARK = 's='

/** Characters of a fragment that is still read; a longer one is refused before anything is unpacked. */
export const LONGEST_FRAGMENT = 4_000_000

/**
 * Where people paste links, and how many characters go through there, as each is documented:
 * - mail: a line has at most 998 (RFC 5322, 2.1.1). Programs that encode longer lines (RFC 2045, 6.7) carry more, not all do.
 * - discord: a message has up to 2,000 characters (Discord's API reference, "Create Message", `content`).
 * - slack: 4,000 characters of `text` are advised, over 40,000 are cut (Slack's reference of `chat.postMessage`).
 * - teams: about 28 KB a message with all its markup ("Limits and specifications for Microsoft Teams"); a link stands in it twice,
 *   as address and as words.
 * - jira: 32,767 characters a comment (`jira.text.field.character.limit`, its default).
 * - firefox: 1 MiB (`network.standard-url.max-length`, its default).
 * - chrome: 2 MiB (`kMaxURLChars` of Chromium's url.mojom).
 */
export const PLACES = [
  { id: 'mail', most: 998 },
  { id: 'discord', most: 2_000 },
  { id: 'slack', most: 4_000 },
  { id: 'teams', most: 14_000 },
  { id: 'jira', most: 32_767 },
  { id: 'firefox', most: 1_048_576 },
  { id: 'chrome', most: 2_097_152 },
] as const
export type PlaceId = (typeof PLACES)[number]['id']

export class LinkError extends Error {
  override readonly name = 'LinkError'
}

/** `reader` is the address of a reader, without a fragment. */
export const linkTo = (reader: string, document: object): Promise<string> => linkToText(reader, [JSON.stringify(document)])

/** The same of a document that is text already, in parts one after the other. */
export async function linkToText(reader: string, parts: readonly (string | Promise<string>)[], pack: Pack = deflate): Promise<string> {
  return `${reader.replace(/#.*$/s, '')}#${MARK}${toBase64Url(await pack(...parts))}`
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
  // The language may follow at the end: `#s=…&lang=de`.
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
