/**
 * One uptime check of an address from this browser. A failure is a name, a connection, a handshake or a time that failed, or
 * 5xx. What is not the vendor's fault is no observation: an answer that refuses us, another host answering (a captive portal),
 * being offline or asleep, and any failure while nothing else can be reached either.
 */
import type { DurationMs, EpochMs } from '../../shared/time/intervals.ts'
import { AS_EVER, goodStatus, LONGEST_CHECK_MS, PAUSE_BETWEEN_TRIES_MS } from '../store/check-settings.ts'
import type { CheckSettings } from '../store/store-schema.ts'

/** How much of a page is looked through for the text expected. */
const LOOKED_THROUGH = 1_000_000
/** A computer that slept in between shows by far more time having passed than the timeout allows. */
const AWAKE_MS = 10_000
/** For the hosts that show an outage of our own network. */
const REFERENCE_MS = 3000

export interface Check {
  readonly at: EpochMs
  readonly ok: boolean
  readonly ms: DurationMs
}

/** A check, or why nothing was observed. */
export type CheckOutcome = Check | { readonly unknown: string }

export interface ProbeParts {
  readonly now: () => EpochMs
  readonly online: () => boolean
  readonly fetch: typeof fetch
  /** Other hosts that are read anyway: their answers distinguish the vendor's outage from our own. */
  readonly references: readonly string[]
  /** Text that a page that works holds; one without it is as good as broken. */
  readonly expect?: string | undefined
  readonly check?: CheckSettings | undefined
  /** Waits so many ms; the platform's own where it is not given. */
  readonly wait?: ((ms: DurationMs) => Promise<void>) | undefined
  /** Ends the check when the wake it belongs to has no more time. */
  readonly signal?: AbortSignal | undefined
}

const sleep = (ms: DurationMs): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The check, of the time of its first try; a failure is tried again as often as the settings say before it is one. */
export async function probe(address: string, parts: ProbeParts): Promise<CheckOutcome> {
  const { tries, timeout } = parts.check ?? AS_EVER
  const first = parts.now()
  const patience = Math.min(timeout, patienceFor(tries))
  for (let i = 1; ; i++) {
    if (!parts.online()) return { unknown: 'offline' }
    const at = parts.now()
    const outcome = await ask(address, parts, patience)
    const ms = parts.now() - at
    // The wake has no more time: a failure here would be our own.
    if (parts.signal?.aborted) return { unknown: 'too-long' }
    if (ms < 0 || ms > timeout + AWAKE_MS) return { unknown: 'asleep' }
    if (outcome === 'answered') return { at: first, ok: true, ms }
    if (outcome === 'refused' || outcome === 'elsewhere') return { unknown: outcome }
    // Longer than a wake lasts: whether it would have answered in the configured time is unknown.
    if (outcome === 'silent' && patience < timeout && ms >= patience) return { unknown: 'too-long' }
    if (i < tries) {
      const waited = parts.now()
      await (parts.wait ?? sleep)(PAUSE_BETWEEN_TRIES_MS)
      if (Math.abs(parts.now() - waited - PAUSE_BETWEEN_TRIES_MS) > AWAKE_MS) return { unknown: 'asleep' }
      continue
    }
    if (outcome === 'broken') return { at: first, ok: false, ms }
    const isReachable = await reachable(parts)
    if (parts.signal?.aborted) return { unknown: 'too-long' }
    return isReachable ? { at: first, ok: false, ms } : { unknown: 'own-network' }
  }
}

/** How long each try may take, so that the check ends while its wake lasts. */
const patienceFor = (tries: number): DurationMs => Math.floor((LONGEST_CHECK_MS - (tries - 1) * PAUSE_BETWEEN_TRIES_MS) / tries)

type Outcome = 'answered' | 'refused' | 'elsewhere' | 'broken' | 'silent'

async function ask(address: string, { fetch, expect, check = AS_EVER, signal }: ProbeParts, patience: DurationMs): Promise<Outcome> {
  const isGood = goodStatus(check.statuses) ?? goodStatus('')
  const named = check.statuses.trim() !== ''
  const timeout = AbortSignal.timeout(patience)
  try {
    const response = await fetch(address, {
      method: check.method,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    })
    const elsewhere = response.url && new URL(response.url).host !== new URL(address).host
    const good = !elsewhere && isGood?.(response.status) === true
    const as = good && expect ? ((await holds(response, expect)) ? 'answered' : 'broken') : null
    await response.body?.cancel().catch(() => {})
    if (as) return as
    if (elsewhere) return 'elsewhere'
    if (good) return 'answered'
    // Where a person lists the good statuses, any other is bad; but a rate limit is no evidence about the service.
    if (response.status >= 500 || (named && response.status !== 429)) return 'broken'
    return 'refused'
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
export async function reachable({ references, fetch }: Pick<ProbeParts, 'references' | 'fetch'>): Promise<boolean> {
  const asked = references.slice(0, 3).map(async (reference) => {
    await fetch(reference, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(REFERENCE_MS),
    })
    return true
  })
  return Promise.any(asked).catch(() => false)
}
