/** The one byte form of a JSON value (RFC 8785), and its hash. What is sealed, named or compared goes through here. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** Half of a surrogate pair, as JSON writes it where the other half is missing; not the same text behind a backslash of its own. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/**
 * The RFC 8785 text of a JSON value. Throws TypeError for what JSON does not have: undefined, functions, NaN, cycles, and
 * text that is not Unicode (RFC 8785, 3.2.2.2), which the library lets pass.
 */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError(`not a JSON value: ${typeof value}`)
  if (LONE_SURROGATE.test(text)) throw new TypeError('not Unicode: text with half of a surrogate pair')
  return text
}

/** SHA-256 of the text's UTF-8 bytes, in lower-case hex. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
