/** Reads one address: http and https only, within a time and a size, and from the host that was asked. */
import { decodeText } from '../../shared/evidence/import/decode.ts'
import type { Answer } from '../../shared/feeds/detect.ts'
import { LARGEST_BODY } from '../../shared/feeds/parts/body.ts'
import { CommandRefused, type Io } from './io.ts'

const TIMEOUT_MS = 20_000
const MOST_REDIRECTS = 5

export const isUrl = (text: string): boolean => /^https?:\/\//i.test(text)

/** An answer that is not 200, or leads to another host. */
export class NotGiven extends CommandRefused {
  readonly status: number
  readonly moved: string | undefined
  constructor(refused: CommandRefused, status: number, moved?: string) {
    super(refused.lines)
    this.status = status
    this.moved = moved
  }
}

/** What came of asking, for detection: any outcome is an answer. */
export async function fetchAnswer(url: URL, io: Io): Promise<Answer> {
  try {
    return { status: 200, body: decoded(await fetchBytes(url, io, ['application/json', 'application/xml', 'text/html'])) }
  } catch (error) {
    if (error instanceof NotGiven) return { status: error.status, body: '', ...(error.moved !== undefined && { moved: error.moved }) }
    if (error instanceof CommandRefused) return { status: 0, body: '' }
    throw error
  }
}

/** The text of a file or an answer. */
export const decoded = (bytes: Uint8Array): string => decodeText(bytes)

/** The bytes of the answer, and its ETag; null for bytes that are still those of the ETag given. Throws as `fetchBytes` does. */
export async function fetchUnlessSame(
  url: URL,
  io: Io,
  accepts: readonly string[],
  etag: string | null,
): Promise<{ readonly bytes: Uint8Array | null; readonly etag: string | null }> {
  let found: string | null = null
  const conditional: typeof fetch = async (at, init) => {
    const headers = { ...(init?.headers as Record<string, string>), ...(etag !== null && { 'if-none-match': etag }) }
    const response = await io.fetch(at, { ...init, headers })
    found = response.headers.get('etag')
    return response
  }
  try {
    return { bytes: await fetchBytes(url, { ...io, fetch: conditional }, accepts), etag: found }
  } catch (error) {
    if (error instanceof NotGiven && error.status === 304 && etag !== null) return { bytes: null, etag }
    throw error
  }
}

/** The bytes of the answer. Throws Refused for any other answer than 200, in time, not too large, from the host asked. */
export async function fetchBytes(url: URL, io: Io, accepts: readonly string[]): Promise<Uint8Array> {
  const refuse = (wanted: string, got: string): CommandRefused => new CommandRefused([`${url.href}: wanted ${wanted}, got ${got}`])
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    let at = url
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const response = await io.fetch(at, { signal, redirect: 'manual', headers: { accept: [...accepts, '*/*;q=0.1'].join(', ') } })
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      if (location === null) {
        if (response.status !== 200) throw new NotGiven(refuse('an answer with status 200', `status ${response.status}`), response.status)
        return await bounded(response, refuse)
      }
      const next = new URL(location, at)
      // Whatever was asked for in secret is not asked for again in the open.
      if (at.protocol === 'https:' && next.protocol !== 'https:') throw refuse('an answer over https', `a redirect to ${next.href}`)
      // A page that moved to another host may be somebody else's: that is for a person to confirm.
      if (next.host !== url.host)
        throw new NotGiven(
          refuse(`an answer from ${url.host}`, `a redirect to ${next.href}: ask for that address if it is right`),
          response.status,
          next.href,
        )
      at = next
    }
    throw refuse(`at most ${MOST_REDIRECTS} redirects`, 'more')
  } catch (error) {
    if (error instanceof CommandRefused) throw error
    if ((error as Error).name === 'TimeoutError') throw refuse(`an answer within ${TIMEOUT_MS / 1000} s`, 'none')
    const cause = (error as { cause?: { code?: unknown } }).cause?.code
    throw refuse('an answer', typeof cause === 'string' ? cause : 'no connection')
  }
}

async function bounded(response: Response, refuse: (wanted: string, got: string) => CommandRefused): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += (piece as Uint8Array).byteLength
    if (size > LARGEST_BODY) throw refuse(`at most ${LARGEST_BODY} bytes`, 'more')
    pieces.push(piece as Uint8Array)
  }
  return Buffer.concat(pieces)
}
