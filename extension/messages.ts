/**
 * The requests between pages and background. Every request is answered once, failures included, so that no page waits for
 * ever; one that does not come from a page of this extension is not answered at all. Pages read the store themselves:
 * what is asked for here is work that only the background may do.
 */
import type { Evidence } from '../shared/evidence/model.ts'
import type { EpochMs } from '../shared/time/intervals.ts'
import type { BadRecord } from './store/read-store.ts'
import type { Settings } from './store/settings.ts'
import type { CheckSettings, MetricsQuery, Trouble } from './store/store-schema.ts'

export interface Requests {
  /** Reads a status page once, to show what it has before anything is kept. */
  'page/look': { ask: { readonly page: string }; answer: SourcePreview }
  'agreement/add': { ask: NewAgreement; answer: { readonly id: string } }
  'agreement/remove': { ask: { readonly id: string }; answer: null }
  /** Which components of a source map to which services. */
  'agreement/link': {
    ask: { readonly id: string; readonly source: string; readonly components: Readonly<Record<string, readonly string[]>> }
    answer: null
  }
  /** Reads sources now, due or not: all of them, or those of one agreement. */
  'sources/read': { ask: { readonly agreement?: string }; answer: { readonly read: number; readonly blind: number } }
  /** Checks an address from here on; its origin has to be permitted already. */
  'probe/add': {
    ask: { readonly agreement: string; readonly service: string; readonly address: string } & ProbeAsk
    answer: { readonly source: string }
  }
  /** Checks an address another way from here on; what was seen before stays. */
  'probe/set': { ask: { readonly source: string } & ProbeAsk; answer: null }
  /** Asks a Prometheus-compatible server from here on, after a question that shows that it answers with one series. */
  'metrics/add': {
    ask: { readonly agreement: string; readonly service: string; readonly address: string } & MetricsQuery
    answer: { readonly source: string }
  }
  /** Reads one more page or feed for an agreement from here on. */
  'source/add': {
    ask: { readonly agreement: string; readonly page: string; readonly components: Readonly<Record<string, readonly string[]>> }
    answer: { readonly source: string }
  }
  /** Stores an imported table as a source of its own; `made` is the end of the time it covers. */
  'import/add': {
    ask: {
      readonly agreement: string
      readonly name: string
      readonly text: string
      /** standing/import@1. */
      readonly mapping: unknown
      readonly components: Readonly<Record<string, readonly string[]>>
      readonly made: EpochMs
    }
    /** `updated`: how many of its rows an earlier file had already. */
    answer: { readonly source: string; readonly taken: number; readonly updated: number; readonly already: boolean }
  }
  /** The hosts that distinguish an outage of our own network from a vendor's; replaces those named before. */
  'probe/references': { ask: { readonly addresses: readonly string[] }; answer: null }
  /** Stops reading a source for an agreement; what it said stays. */
  'source/drop': { ask: { readonly agreement: string; readonly source: string }; answer: null }
  /** Counts the requests of this browser to a host from here on; permission must be granted already. */
  'traffic/watch': { ask: { readonly agreement: string; readonly service: string; readonly host: string }; answer: null }
  /** Counts them no longer; what was counted stays. */
  'traffic/stop': { ask: { readonly agreement: string; readonly host: string }; answer: null }
  /** A page has moved: read it at its new host from now on. */
  'source/moved': { ask: { readonly source: string; readonly host: string }; answer: null }
  /** Records that the customer became aware of a problem, which starts the clocks of claim and escalation. */
  'problem/report': {
    ask: { readonly agreement: string; readonly services: readonly string[]; readonly since: EpochMs; readonly reason: string }
    answer: { readonly id: string }
  }
  /** Which services an incident affected that names no component: none of them, some, or `null` to withdraw the answer (R19). */
  'incident/answer': {
    ask: {
      readonly agreement: string
      readonly ref: string
      /** As evidence writes it: `feed:acme`. */
      readonly source: string
      readonly services: readonly string[] | null
      readonly reason: string
    }
    answer: null
  }
  /** Between which local times of day nothing is said; null: never quiet. */
  'alerts/quiet': { ask: { readonly quiet: Settings['quiet'] }; answer: null }
  /** Keeps what was sent to whom, which starts the response clock. */
  'escalation/sent': {
    ask: {
      readonly agreement: string
      readonly to: string
      readonly severity: string | null
      readonly services: readonly string[]
      readonly message: string
    }
    answer: { readonly at: EpochMs }
  }
  /** Makes the key that signs snapshots, where there is none yet. */
  'identity/make': { ask: Readonly<Record<string, never>>; answer: null }
  /** As whom snapshots are made, and the https address of the reader that links lead to. */
  'sharing/set': { ask: Settings['sharing']; answer: null }
  /** The keys that an https origin publishes (standing/keys@1), as thumbprints. */
  'keys/read': { ask: { readonly origin: string }; answer: { readonly origin: string; readonly thumbprints: readonly string[] } }
  /** Makes a new key, signed by the one there is, which snapshots name from then on. */
  'identity/rotate': { ask: Readonly<Record<string, never>>; answer: null }
  /** Puts a saved key (standing/key@1) in the place of the one there is; the passphrase opens it. */
  'identity/bring': { ask: { readonly text: string; readonly passphrase: string }; answer: null }
  /** Stores a key as known. */
  'key/remember': { ask: { readonly name: string; readonly thumbprint: string }; answer: null }
  /** Puts a saved copy in the place of everything; the passphrase opens the signing key in it, where there is one. */
  'backup/restore': {
    ask: { readonly text: string; readonly passphrase: string }
    answer: { readonly agreements: number; readonly made: EpochMs }
  }
  /** Deletes a damaged record; one that is whole stays. */
  'record/delete': { ask: Pick<BadRecord, 'store' | 'key'>; answer: null }
  /** Brings the kept answers up to now. `failed`: why the last wake could not write; null where it could. */
  'standings/refresh': { ask: Readonly<Record<string, never>>; answer: { readonly at: EpochMs; readonly failed: string | null } }
}

/** How an address is to be checked; what is left out is as it ever was: each minute, with GET, good below 400. */
export interface ProbeAsk {
  /** Text that the page has to hold. */
  readonly expect?: string
  /** Between two checks, ms. */
  readonly every?: number
  readonly check?: CheckSettings
}

export interface SourcePreview {
  readonly title: string
  /** The address that will be read. */
  readonly address: string
  readonly also: readonly string[]
  readonly feed: string
  readonly components: readonly { readonly id: string; readonly name: string; readonly group: string | null }[]
  readonly incidents: number
  readonly completeFrom: EpochMs | null
  /** When it was read. */
  readonly at: EpochMs
  /** The agreement that the page publishes, where it is such a feed: as JSON. */
  readonly offered?: string
  /** What it said, so that verdicts can be shown before anything is kept. */
  readonly evidence: Pick<Evidence, 'spans' | 'maintenance'> & Partial<Pick<Evidence, 'checks' | 'coverage'>>
}

export interface NewAgreement {
  /** The agreement as it is written. */
  readonly text: string
  readonly kind: 'yaml' | 'json'
  readonly origin:
    | { readonly kind: 'catalogue' }
    | { readonly kind: 'page'; readonly page: string }
    | { readonly kind: 'file'; readonly name: string }
  readonly plan: string | null
  /** The status page to read, and which of its components map to which services; null where there is none. */
  readonly feed: { readonly page: string; readonly components: Readonly<Record<string, readonly string[]>> } | null
}

export type Name = keyof Requests
export type Ask<N extends Name> = Requests[N]['ask']
export type MessageAnswer<N extends Name> = Requests[N]['answer']
export type Handlers = { readonly [N in Name]: (ask: Ask<N>) => Promise<MessageAnswer<N>> }

/** Why a request could not be done, for a page to put into words. */
export type Refusal =
  | Trouble
  | 'not-an-address'
  | 'no-feed'
  | 'no-series'
  | 'many-series'
  | 'bad-query'
  | 'bad-check'
  | 'bad-agreement'
  | 'bad-file'
  | 'unknown-id'
  | 'no-permission'
  | 'bad-copy'
  | 'newer-copy'
  | 'wrong-passphrase'
  | 'bad-key'
  | 'bad-keys'
  | 'failed'

export class RequestRefused extends Error {
  override readonly name = 'Refused'
  constructor(
    readonly refusal: Refusal,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options)
  }
}

export type Reply<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly detail: string }

export interface Message {
  readonly type: Name
  readonly ask: unknown
}

/**
 * What the background answers to a message; undefined where it is not ours to answer: from another extension, from a
 * content script (it has a tab's address), or of no known type.
 */
export function answer(
  handlers: Handlers,
  message: unknown,
  sender: { readonly id?: string | undefined; readonly url?: string | undefined },
  own: { readonly id: string; readonly root: string },
): Promise<Reply<unknown>> | undefined {
  if (sender.id !== own.id || !sender.url?.startsWith(own.root)) return undefined
  const { type, ask } = (typeof message === 'object' && message !== null ? message : {}) as Partial<Message>
  if (typeof type !== 'string' || !Object.hasOwn(handlers, type)) return undefined
  const handler = handlers[type] as (ask: unknown) => Promise<unknown>
  return Promise.resolve()
    .then(() => handler(ask))
    .then(
      (result): Reply<unknown> => ({ ok: true, answer: result }),
      (error: unknown): Reply<unknown> => ({
        ok: false,
        refusal: error instanceof RequestRefused ? error.refusal : 'failed',
        detail: error instanceof Error ? error.message : String(error),
      }),
    )
}
