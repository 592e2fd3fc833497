/** The text of a file's bytes: UTF-8, UTF-16 with or without its mark, else Windows-1252, in which spreadsheets of Western Europe save. */

/** Bytes that are looked at for UTF-16 without a mark. */
const SAMPLE = 1000

export function decodeText(bytes: Uint8Array): string {
  const wide = utf16(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252')
      .decode(bytes)
      .replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control)
  }
}

/** Bytes 80 to 9F of Windows-1252: Node 20 decodes them as control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** By its mark; without one, every other byte of a table in Latin letters is 0. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length & ~1))
  if (sample.length < 4) return null
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index & 1] = zeros[index & 1]! + 1
  })
  const half = sample.length / 2
  if (zeros[1]! > half * 0.7 && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > half * 0.7 && zeros[1] === 0 ? 'utf-16be' : null
}
