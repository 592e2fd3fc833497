/**
 * Points that no honest Ed25519 key has (RFC 8032): those of small order, for which one signature verifies any text, and
 * encodings that are not canonical, by which one key would go by two thumbprints. WebCrypto accepts both.
 */

/** The prime of edwards25519. */
const P = 2n ** 255n - 19n
/** y of the points of order 8; that of the four others of small order is 0, 1 or −1. The sign bit picks x and changes no order. */
const ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n
const SMALL_ORDER = [0n, 1n, P - 1n, ORDER_8, P - ORDER_8]

/** Whether 32 bytes are no point that a key may have: of small order, or not in canonical form. */
export function isWeakPoint(bytes: Uint8Array): boolean {
  let y = 0n
  for (let i = 31; i >= 0; i -= 1) y = (y << 8n) | BigInt(i === 31 ? bytes[i]! & 0x7f : bytes[i]!)
  return y >= P || SMALL_ORDER.includes(y)
}
