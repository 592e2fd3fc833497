/**
 * Text to deflated bytes and back (zlib, RFC 1950: its checksum detects damage), with a limit on what comes out: a few bytes can
 * claim to be gigabytes.
 */

/** What was wanted to be unpacked is larger than allowed, or is no deflated UTF-8 text. */
export class PackError extends Error {
  override readonly name = 'PackError'
}

/** Text in parts, one after the other, to deflated bytes. */
export type Pack = (...parts: readonly (string | Promise<string>)[]) => Promise<Uint8Array<ArrayBuffer>>

/** Of text in parts: the first is packed while the next are still being made. Rejects as they do. */
export async function deflate(...parts: readonly (string | Promise<string>)[]): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream('deflate')
  const writer = writable.getWriter()
  // Nobody waits for these: whatever goes wrong comes out at the other end.
  const give = async (): Promise<void> => {
    for (const part of parts) writer.write(new TextEncoder().encode(typeof part === 'string' ? part : await part)).catch(() => {})
    await writer.close()
  }
  give().catch((error: unknown) => writer.abort(error).catch(() => {}))
  const pieces: Uint8Array[] = []
  const reader = readable.getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(piece.value)
  return joined(pieces)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Throws PackError as soon as more than `limit` bytes have come out, or when the bytes are broken. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      size += piece.value.byteLength
      if (size > limit) throw new PackError(`unpacks to more than ${limit} bytes`)
      text += decoder.decode(piece.value, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    await reader.cancel().catch(() => {})
    if (error instanceof PackError) throw error
    throw new PackError('is cut short or damaged: it does not unpack', { cause: error })
  }
}
