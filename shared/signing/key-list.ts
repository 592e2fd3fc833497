/**
 * `standing/keys@1`: the keys that a provider signs with, published at `/.well-known/standing-keys.json` of the feed's origin,
 * beside those it used before. Reading it earns trust only where it came over https from that origin; that is the caller's part.
 */
import { parseJson } from '../base/json.ts'
import { DocumentError, type Problem } from '../base/problem.ts'
import { type PublicKey, readPublicKey, thumbprint } from './public-key.ts'

export const KEYS_FORMAT = 'standing/keys@1'
export const KEYS_PATH = '/.well-known/standing-keys.json'
/** A key takes about 80 characters. */
export const KEYS_LIMITS = { size: 65_536, depth: 8 } as const
const MOST_KEYS = 200

export interface KeysDocument {
  readonly format: typeof KEYS_FORMAT
  /** Public keys as JWK (RFC 8037), newest first; a thumbprint (RFC 7638) may replace one. */
  readonly keys: readonly (PublicKey | string)[]
}

/** The document with one more key in front; one that is there already stays where it is. */
export function withKey(document: KeysDocument | null, key: PublicKey): KeysDocument {
  const keys = document?.keys ?? []
  const there = keys.some((each) => typeof each !== 'string' && each.x === key.x)
  return { format: KEYS_FORMAT, keys: there ? keys : [key, ...keys] }
}

/** Where an address's origin publishes its keys; null for anything but https. */
export function keysAddress(address: string): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return null
  }
  return url.protocol === 'https:' ? `${url.origin}${KEYS_PATH}` : null
}

export interface KeysRead {
  /** null where there is a problem. */
  readonly document: KeysDocument | null
  readonly problems: readonly Problem[]
}

/**
 * Reads strictly; never throws. Keys of other kinds are passed over, as RFC 7517 asks; a private key is refused, and so is a
 * file in which nothing can be read. A list without `format` is what older commands printed.
 */
export function readKeys(text: string): KeysRead {
  let value: unknown
  try {
    value = parseJson(text, KEYS_LIMITS)
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    return { document: null, problems: error.problems }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('', 'a list of keys, {format, keys}', value)
  const { format = KEYS_FORMAT, keys } = value as Record<string, unknown>
  if (format !== KEYS_FORMAT) return refused('format', KEYS_FORMAT, format)
  if (!Array.isArray(keys) || keys.length > MOST_KEYS) return refused('keys', `a list of at most ${MOST_KEYS} keys`, keys)
  const problems: Problem[] = []
  const read = keys.flatMap((key: unknown, index): readonly (PublicKey | string)[] => {
    if (typeof key === 'string' && /^[A-Za-z0-9_-]{43}$/.test(key)) return [key]
    if (isOfAnotherKind(key)) return []
    try {
      return [readPublicKey(key)]
    } catch (error) {
      problems.push({ path: `keys[${index}]`, wanted: 'a thumbprint or an Ed25519 public key', got: (error as Error).message })
      return []
    }
  })
  return problems.length > 0 ? { document: null, problems } : { document: { format: KEYS_FORMAT, keys: read }, problems }
}

/** RFC 7638 thumbprints of a list, in its order. */
export const thumbprintsOf = ({ keys }: KeysDocument, subtle: Pick<SubtleCrypto, 'digest'>): Promise<readonly string[]> =>
  Promise.all(keys.map((key) => (typeof key === 'string' ? key : thumbprint(key, subtle))))

/** An RSA or P-256 key is somebody else's business; one with a private part is not passed over. */
function isOfAnotherKind(key: unknown): boolean {
  if (typeof key !== 'object' || key === null) return false
  const { kty, crv, d } = key as Record<string, unknown>
  return typeof kty === 'string' && (kty !== 'OKP' || (typeof crv === 'string' && crv !== 'Ed25519')) && d === undefined
}

function refused(path: string, wanted: string, got: unknown): KeysRead {
  const text = JSON.stringify(got) ?? 'nothing'
  return { document: null, problems: [{ path, wanted, got: text.length > 60 ? `${text.slice(0, 60)}…` : text }] }
}
