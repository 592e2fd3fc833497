/**
 * One status feed format: bytes in, evidence out, no network and no judgement. Adding a feed is one file, one line in
 * index.ts, recorded responses in test/fixtures and a row in the README.
 */
import type { Evidence } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { Official } from './parts/official.ts'

export interface ReadOptions {
  /** When the response was received; becomes `observedAt`. */
  readonly observedAt: EpochMs
  /** Component id or name → service id; without it the service is the component's id. */
  readonly map?: ReadonlyMap<string, string>
  /** The source's id in evidence, `feed:ID`. */
  readonly source: string
}

export interface Rejected {
  readonly path: string
  readonly reason: string
}

/** What a page says of one of its parts now. */
export interface Component {
  readonly id: string
  readonly name: string
  readonly state: 'up' | 'degraded' | 'partial' | 'down' | 'maintenance' | 'unknown'
  readonly group?: string
  readonly isGroup: boolean
}

export interface Reading {
  /** What the page calls itself, where it says so. */
  readonly page?: string
  readonly evidence: Evidence
  /** From when the list is complete, null where nothing can be said (an empty list, a rejected row). */
  readonly completeFrom: EpochMs | null
  readonly rejected: readonly Rejected[]
  readonly components: readonly Component[]
  /** How many events the response held: 0 after more is not a recovery. */
  readonly events: number
  /** Every event that was read, as its spans and maintenance name it in `ref`: one that has none any more was withdrawn. */
  readonly refs: readonly string[]
  /** Names in the map that nothing in the response bears: a slip there would make a service look spotless. */
  readonly unmatched: readonly string[]
  /** What the page says of itself in one figure; no evidence, and absent where it says none. */
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
