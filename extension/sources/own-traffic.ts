/**
 * Tracks the requests of measured hosts from their start to their end, and keeps of each no more than how it ended and how
 * long the first byte took. What is in memory is lost when the worker is stopped: then that request was not observed.
 */
import { type Ended, type ObservedRequest, outcomeOf } from '../../shared/evidence/request-outcome.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'

export interface TrafficParts {
  /** Hosts that are measured now. */
  readonly hosts: () => Promise<ReadonlySet<string>>
  /** Whether anything but this host can be reached. */
  readonly reachable: (host: string) => Promise<boolean>
  readonly keep: (observed: readonly ObservedRequest[]) => Promise<void>
}

export interface OwnTraffic {
  /** A request starts, also again after a redirect: then its time runs anew. */
  readonly begun: (id: string, at: EpochMs) => void
  /** Its first byte is here. */
  readonly answered: (id: string, at: EpochMs) => void
  /** It is over. Resolves once what it says, if anything, waits to be written. */
  readonly ended: (id: string, url: string, how: Ended, at: EpochMs) => Promise<void>
  /** Writes what waits. */
  readonly flush: () => Promise<void>
}

/** Requests that are followed at a time; the oldest is let go for a new one. */
const FOLLOWED = 2000
/** Many requests end together: they are written together. */
const GATHER_MS = 1000

export function traffic(parts: TrafficParts): OwnTraffic {
  const followed = new Map<string, { readonly at: EpochMs; readonly first: EpochMs | null }>()
  let waiting: ObservedRequest[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const observed = waiting
    waiting = []
    if (observed.length > 0) await parts.keep(observed)
  }
  const observe = (observed: ObservedRequest): void => {
    waiting.push(observed)
    timer ??= setTimeout(() => void flush().catch(console.error), GATHER_MS)
  }
  return {
    begun(id, at) {
      followed.delete(id)
      followed.set(id, { at, first: null })
      if (followed.size > FOLLOWED) followed.delete(followed.keys().next().value as string)
    },
    answered(id, at) {
      const start = followed.get(id)
      if (start) followed.set(id, { ...start, first: at })
    },
    async ended(id, url, how, at) {
      const start = followed.get(id)
      followed.delete(id)
      const outcome = outcomeOf(how)
      if (outcome === 'none') return
      const { hostname: host } = new URL(url)
      if (!(await parts.hosts()).has(host)) return
      const when = Math.floor(at)
      if (outcome === 'good') {
        // A start that was not seen gives no time, and a clock that was set in between a wrong one.
        const ms = start ? (start.first ?? at) - start.at : -1
        if (ms >= 0) observe({ host, at: when, ms })
      } else if (outcome === 'failed' || (await parts.reachable(host))) observe({ host, at: when, ms: null })
    },
    flush,
  }
}
