/**
 * One status feed format: bytes in, evidence out, no network and no judgement. Adding a feed is one file, one line in
 * index.ts, recorded responses in test/fixtures and a row in the README.
 */
import type { Evidence } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { Account } from './account.ts'
import type { Component } from './parts/component.ts'
import type { Official } from './parts/official.ts'

export interface ReadOptions {
  /** When the response was received; becomes `observedAt`. */
  readonly observedAt: EpochMs
  /**
   * `false` for a file of which nobody knows when it was received: then the reading speaks only up to the newest instant
   * that the response itself vouches for (R49).
   */
  readonly fetched?: boolean
  /** The last good reading of this source: what an unreadable row may have begun after (R51). */
  readonly since?: EpochMs
  /** Component id or name → service id; without it the service is the component's id. */
  readonly map?: ReadonlyMap<string, string>
  /** Components that other responses of the same page list. */
  readonly listed?: readonly Component[]
  /** The agreement's zone, for pages that name none. */
  readonly zone?: string
  /** The source's id in evidence, `feed:ID`. */
  readonly source: string
}

export interface Rejected {
  readonly path: string
  readonly reason: string
}

export interface Reading {
  /** What the page calls itself, where it says so. */
  readonly page?: string
  readonly evidence: Evidence
  /** From when the list is complete, null where nothing can be said: an empty list, or a row that can't be read at all. */
  readonly completeFrom: EpochMs | null
  /**
   * Up to when the reading speaks: the instant of the reading, or the newest that the response vouches for (R49). null where
   * a row could not be read at all and there was no good reading before.
   */
  readonly coveredTo: EpochMs | null
  /** Whether the time of every row could be read. */
  readonly isWhole: boolean
  readonly rejected: readonly Rejected[]
  /** Every row of the response in exactly one part (R58). */
  readonly account: Account
  /** Rows whose time is doubtful as a whole. */
  readonly doubtful: number
  readonly components: readonly Component[]
  /** How many events the response held: 0 after more is not a recovery. */
  readonly events: number
  /** Every event that was read, as its spans and maintenance name it in `ref`: one that has none any more was withdrawn. */
  readonly refs: readonly string[]
  /** Names in the map that no component bears. */
  readonly unmatched: readonly string[]
  /** The page's own figure; no evidence, and absent where it gives none. */
  readonly official?: Official
  /** In words, where the shape allows less than one would expect. */
  readonly notes: readonly string[]
}

export interface FeedAdaptor {
  readonly id: string
  /** For people: "Atlassian Statuspage". */
  readonly title: string
  /** How the shape is known: recorded payloads, source code or documentation. */
  readonly known: 'recorded' | 'code' | 'documentation'
  /** Whether browsers may read it without host permission. */
  readonly cors: boolean
  /** The addresses to read for a status page's address, best first. */
  readonly addresses: (page: URL) => readonly URL[]
  /** The page that people see, where the data inside it says more than the API; read instead of `addresses` where it does. */
  readonly page?: (page: URL) => URL
  /**
   * The address of one event by the name it has in `refs`, whatever its age; absent where the format has none. `read` takes
   * what it answers. `list` is the address of the list.
   */
  readonly event?: (list: URL, ref: string) => URL
  /** Whether each answer is a look of its own, also one that says the same as the last, or has a status of failure. */
  readonly samples?: true
  /** Media types accepted. */
  readonly accepts: readonly string[]
  /** What the feed answers when nothing is going on, where that is so short that it says nothing else: `[]`. */
  readonly quiet?: string
  /** Whether this response looks like this feed; used by detection only. */
  readonly recognises: (body: unknown) => boolean
  /** Throws FeedError. */
  readonly read: (body: string, options: ReadOptions) => Reading
}
