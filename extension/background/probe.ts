/**
 * One check of a watched address from this browser. A failure is a name, a connection, a handshake or a time that failed, or
 * 5xx. What is not the vendor's fault is no observation: an answer that refuses us, another host answering (a captive portal),
 * being offline or asleep, and any failure while nothing else can be reached either.
 */
import type { EpochMs } from '../../shared/time/intervals.ts'

export const PROBE = 'probe'
/** A check that takes longer has failed; R18 knows nothing finer than the pace anyway. */
const TIMEOUT_MS = 15_000
/** How much of a page is looked through for the text expected. */
const LOOKED_THROUGH = 1_000_000
/** A computer that slept in between shows by far more time having passed than the timeout allows. */
const ASLEEP_MS = TIMEOUT_MS + 10_000

export interface Check {
  readonly at: EpochMs
  readonly ok: boolean
  readonly ms: number
}

export interface ProbeParts {
  readonly now: () => EpochMs
  readonly online: () => boolean
  readonly fetch: typeof fetch
  /** Other hosts that are read anyway: whether they answer tells the vendor's trouble from our own. */
  readonly references: readonly string[]
  /** Text that a page that works holds; one without it is as good as broken. */
  readonly expect?: string | undefined
}

/** The check, or why nothing was observed. */
export async function probe(address: string, parts: ProbeParts): Promise<Check | { readonly unknown: string }> {
  if (!parts.online()) return { unknown: 'offline' }
  const at = parts.now()
  const outcome = await ask(address, parts)
  const ms = parts.now() - at
  if (ms < 0 || ms > ASLEEP_MS) return { unknown: 'asleep' }
  if (outcome === 'answered') return { at, ok: true, ms }
  if (outcome === 'refused' || outcome === 'elsewhere') return { unknown: outcome }
  if (outcome === 'broken') return { at, ok: false, ms }
  return (await reachable(parts)) ? { at, ok: false, ms } : { unknown: 'own-network' }
}

type Outcome = 'answered' | 'refused' | 'elsewhere' | 'broken' | 'silent'

async function ask(address: string, { fetch, expect }: ProbeParts): Promise<Outcome> {
  try {
    const response = await fetch(address, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const elsewhere = response.url && new URL(response.url).host !== new URL(address).host
    const good = !elsewhere && response.status < 400
    const as = good && expect ? ((await holds(response, expect)) ? 'answered' : 'broken') : null
    await response.body?.cancel().catch(() => {})
    if (as) return as
    if (elsewhere) return 'elsewhere'
    if (response.status >= 500) return 'broken'
    return good ? 'answered' : 'refused'
  } catch {
    return 'silent'
  }
}

/** Whether the page holds the text, in its first part. Throws where it breaks off. */
async function holds(response: Response, expect: string): Promise<boolean> {
  const reader = response.body?.getReader()
  if (!reader) return false
  const decoder = new TextDecoder()
  let text = ''
  for (let read = await reader.read(); !read.done && text.length < LOOKED_THROUGH; read = await reader.read()) {
    text = (text + decoder.decode(read.value, { stream: true })).slice(0, LOOKED_THROUGH)
    if (text.includes(expect)) break
  }
  await reader.cancel().catch(() => {})
  return text.includes(expect)
}

/** Whether anything else answers: one that does is enough. Without anything to compare with, nothing can be said. */
export async function reachable({ references, fetch }: ProbeParts): Promise<boolean> {
  const asked = references.slice(0, 3).map(async (reference) => {
    await fetch(reference, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return true
  })
  return Promise.any(asked).catch(() => false)
}
