/** base64url without padding (RFC 4648 section 5), both ways. Links and seals are written in it. */

const ALPHABET = /^[A-Za-z0-9_-]*$/

/** Newer engines write it themselves. */
interface Native {
  readonly toBase64?: (options: { readonly alphabet: 'base64url'; readonly omitPadding: boolean }) => string
}

export function toBase64Url(bytes: Uint8Array): string {
  const native = bytes as Native
  if (native.toBase64) return native.toBase64({ alphabet: 'base64url', omitPadding: true })
  let binary = ''
  // In pieces: an argument list has a limit.
  for (let from = 0; from < bytes.length; from += 0x8000) binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Throws RangeError for anything but canonical base64url: a stray bit at the end is a different text for the same bytes. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!ALPHABET.test(text) || text.length % 4 === 1) throw new RangeError(`not base64url: ${JSON.stringify(text.slice(0, 40))}`)
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  if (toBase64Url(bytes) !== text) throw new RangeError('not base64url: bits are left over at its end')
  return bytes
}
