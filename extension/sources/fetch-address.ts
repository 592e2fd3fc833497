/**
 * Reads one address within limits of time and size. What comes back is text of an accepted media type from the host that
 * was asked, or a `ReadTrouble` that says why not; nothing here looks at what the text means.
 */
import type { Trouble } from '../store/store-schema.ts'

export class ReadTrouble extends Error {
  override readonly name = 'ReadTrouble'
  constructor(
    readonly kind: Trouble,
    detail: string,
    /** How long the server asked to be left alone, ms. */
    readonly retryAfter: number | null = null,
    options?: ErrorOptions,
  ) {
    super(detail, options)
  }
}

export interface Fetched {
  /** Null where the server says that nothing changed. */
  readonly body: string | null
  readonly etag: string | null
}

export interface FetchOptions {
  readonly accepts: readonly string[]
  /** Sent as If-None-Match; only with host permission, because a header of our own forces a preflight. */
  readonly etag: string | null
  readonly timeoutMs?: number
  readonly limitBytes?: number
  /** Ends the waiting before the timeout does. */
  readonly signal?: AbortSignal | undefined
  readonly now: number
  /** Statuses of failure whose body is read all the same: some servers say there what was wrong with the question. */
  readonly explained?: readonly number[]
}

/** With the rest of a wake it has to end well before the browser stops a worker that it takes for idle, after 30 s. */
export const TIMEOUT_MS = 12_000
/** The longest lists of large providers are under 3 MB. */
export const LIMIT_BYTES = 12_000_000
const DAY = 86_400_000
/** Answers that say that we are not wanted here: asking each few minutes would make it worse. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 410, 451])
const REFUSED_MS = 6 * 3_600_000

/**
 * `no-cache` lets the browser ask conditionally with the ETag and Last-Modified it kept itself. Throws ReadTrouble. A redirect to another host is not
 * followed into evidence: whoever answers there is somebody else until a person says otherwise.
 */
export async function fetchText(address: string, options: FetchOptions, doFetch: typeof fetch = fetch): Promise<Fetched> {
  const { accepts, etag, now, timeoutMs = TIMEOUT_MS, limitBytes = LIMIT_BYTES, explained = [] } = options
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout
  let response: Response
  try {
    response = await doFetch(address, {
      cache: etag ? 'no-store' : 'no-cache',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
      ...(etag ? { headers: { 'If-None-Match': etag } } : {}),
    })
  } catch (cause) {
    throw broken(cause, signal)
  }
  const host = response.url ? new URL(response.url).host : new URL(address).host
  if (host !== new URL(address).host) throw await abandon(response, new ReadTrouble('moved', host))
  // A redirect from https to http: whoever answers there is anybody.
  if (address.startsWith('https:') && response.url.startsWith('http:'))
    throw await abandon(response, new ReadTrouble('moved', response.url))
  // The browser answers its own conditional requests with 200: a 304 nobody asked for says nothing at all.
  if (response.status === 304 && etag) return { body: null, etag: response.headers.get('etag') ?? etag }
  if (!response.ok && !explained.includes(response.status)) {
    const wait = retryAfter(response.headers.get('retry-after'), now)
    const longest = REFUSED.has(response.status) ? Math.max(REFUSED_MS, wait ?? 0) : wait
    throw await abandon(response, new ReadTrouble('status', `${response.status}`, longest))
  }
  const [type = '', ...rest] = (response.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (!accepts.includes(type)) throw await abandon(response, new ReadTrouble('wrong-type', type || 'no content type'))
  try {
    const bytes = await readBody(response, limitBytes)
    return { body: textOf(bytes, rest.find((part) => part.startsWith('charset='))?.slice(8) ?? ''), etag: response.headers.get('etag') }
  } catch (cause) {
    throw cause instanceof ReadTrouble ? cause : broken(cause, signal)
  }
}

/** Counts bytes as they come, unpacked, so that an endless answer or one that unpacks to gigabytes costs no more than the limit. */
async function readBody(response: Response, limit: number): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.byteLength
      if (length > limit) throw new ReadTrouble('too-large', `over ${limit} bytes`)
      chunks.push(value)
    }
  } catch (cause) {
    await reader.cancel().catch(() => {})
    throw cause
  }
  const bytes = new Uint8Array(length)
  let place = 0
  for (const chunk of chunks) {
    bytes.set(chunk, place)
    place += chunk.byteLength
  }
  return bytes
}

/**
 * Text of bytes: UTF-16 where they or their type say so, else UTF-8, whatever single-byte name the server gives it: one that
 * is wrong would turn names into others without anyone seeing. Throws ReadTrouble for bytes that are neither.
 */
function textOf(bytes: Uint8Array, charset: string): string {
  const big = (bytes[0] === 0xfe && bytes[1] === 0xff) || charset === 'utf-16be'
  const little = (bytes[0] === 0xff && bytes[1] === 0xfe) || charset.startsWith('utf-16')
  const encoding = big ? 'utf-16be' : little ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ReadTrouble('wrong-encoding', `not ${encoding.toUpperCase()}`, null, { cause })
  }
}

async function abandon(response: Response, trouble: ReadTrouble): Promise<ReadTrouble> {
  await response.body?.cancel().catch(() => {})
  return trouble
}

function broken(cause: unknown, signal: AbortSignal): ReadTrouble {
  if (signal.aborted) return new ReadTrouble('timeout', 'no answer in time', null, { cause })
  return new ReadTrouble('unreachable', cause instanceof Error ? cause.message : String(cause), null, { cause })
}

/** Seconds or an HTTP date, at most a day; null where the header says nothing readable. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, DAY) : null
}
