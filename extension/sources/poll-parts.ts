/** What reading a source needs from outside: the store, a clock, the network and its permissions. */
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Store } from '../store/open-store.ts'
import type { FetchOptions } from './fetch-address.ts'

export interface PollParts {
  readonly db: Store
  readonly adaptors: readonly FeedAdaptor[]
  readonly now: () => EpochMs
  readonly online: () => boolean
  /** Whether this origin may be read with headers of our own. */
  readonly permitted: (address: string) => Promise<boolean>
  readonly fetch?: typeof fetch
  /** How long to wait for an answer, how much of it to take and what ends the waiting; as in fetch-address.ts where it is not given. */
  readonly limits?: Pick<FetchOptions, 'timeoutMs' | 'limitBytes' | 'signal'>
  /** 0 to 1, for spreading tries; the platform's own where it is not given. */
  readonly chance?: () => number
  /** Waits so many ms; the platform's own where it is not given. */
  readonly wait?: (ms: number) => Promise<void>
}
