/**
 * A life of the background in tests: a simulated clock, feeds that change, an address that is checked each minute, and a
 * worker that can be stopped at any request to the database or the network, with what it had open undone, as browsers do.
 */
import 'fake-indexeddb/auto'
import { foldChecks } from '../../../extension/background/fold-checks.ts'
import { poll } from '../../../extension/background/poll.ts'
import type { PollParts } from '../../../extension/sources/poll-parts.ts'
import { openStore, type Store } from '../../../extension/store/open-store.ts'
import { readSources } from '../../../extension/store/read-store.ts'
import { PROBE } from '../../../extension/store/source-kind.ts'
import { writeAgreement } from '../../../extension/store/write-store.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { incidentRow, type Outage } from '../../browser/statuspage.ts'
import { agreement, MINUTE, source } from './records.ts'

export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** What stops a worker: thrown into whatever it does next. */
class Stopped extends Error {}

const live = new Set<IDBTransaction>()
/** What was open when its worker was stopped: undone, and nobody is left to be told. */
const stopped = new WeakSet<IDBTransaction>()
let tick: () => void = () => {}

/** Every request to the database asks first whether the worker still lives. */
function watchRequests(): void {
  const wrap = (owner: object, names: readonly string[]): void => {
    for (const name of names) {
      const whole = (owner as Record<string, (...given: unknown[]) => unknown>)[name] as (...given: unknown[]) => unknown
      Object.defineProperty(owner, name, {
        configurable: true,
        value(this: unknown, ...given: unknown[]) {
          tick()
          const made = whole.apply(this, given)
          if (name === 'transaction') {
            const transaction = made as IDBTransaction
            live.add(transaction)
            for (const end of ['complete', 'abort', 'error']) {
              transaction.addEventListener(
                end,
                (event) => {
                  if (stopped.has(transaction)) event.stopImmediatePropagation()
                  else if (end !== 'error') live.delete(transaction)
                },
                true,
              )
            }
          }
          return made
        },
      })
    }
  }
  wrap(IDBDatabase.prototype, ['transaction'])
  wrap(IDBObjectStore.prototype, ['get', 'getAll', 'getAllKeys', 'put', 'add', 'delete'])
  wrap(IDBIndex.prototype, ['getAll'])
}
watchRequests()

/** What the world is like at an instant. */
export interface World {
  /** The list of each feed, by source id. */
  readonly feeds: Readonly<Record<string, (now: number) => readonly Outage[]>>
  /** Whether the address that is checked works. */
  readonly up: (now: number) => boolean
  /** Whether the platform says that there is a connection. */
  readonly online?: (now: number) => boolean
  /** Answers instead of every host: a captive portal, a router without a line. */
  readonly instead?: (now: number, address: string) => Response | 'fails' | null
  /** What the computer's clock shows at a true instant. */
  readonly clock?: (now: number) => number
}

export const CHECKED = 'https://api.acme.example/'

export class Life {
  db!: Store
  /** Requests so far: the places at which it can be stopped. */
  events = 0
  private stopAt = Number.POSITIVE_INFINITY
  private dead = false
  private folded = -1
  private stop: () => void = () => {}

  constructor(
    readonly name: string,
    readonly world: World,
    public now: number,
  ) {}

  async begin(): Promise<this> {
    this.db = await openStore(this.name)
    const clock = this.clock()
    for (const id of Object.keys(this.world.feeds)) {
      const host = `https://${id}.example/`
      const state = source().state
      await writeAgreement(this.db, agreement(`of-${id}`, id), [source({ ...state, dueAt: clock }, { id, page: host, address: host })])
    }
    const probe = source({ dueAt: clock }, { id: 'p', feed: PROBE, page: CHECKED, address: CHECKED, every: MINUTE })
    await writeAgreement(this.db, { ...agreement('of-p', 'p'), links: [{ source: 'p', components: { [PROBE]: ['api'] } }] }, [probe])
    return this
  }

  /** The worker is stopped after so many more requests. */
  stopAfter(requests: number): void {
    this.stopAt = this.events + requests
  }

  /** One wake: what is due is read, closed days are folded. True unless the worker was stopped in it. */
  async wake(): Promise<boolean> {
    tick = () => this.tick()
    try {
      const end = new Promise((_, reject) => {
        this.stop = () => reject(new Stopped())
      })
      await Promise.race([this.work(), end])
      return true
    } catch (error) {
      if (!this.dead) throw error
      return false
    } finally {
      tick = () => {}
      if (this.dead) await this.rise()
    }
  }

  private async work(): Promise<void> {
    await poll(this.parts())
    const day = Math.floor(this.clock() / DAY)
    if (day !== this.folded)
      for (const { id, feed } of await readSources(this.db)) if (feed === PROBE) await foldChecks(this.db, id, this.clock())
    this.folded = day
  }

  private clock(): number {
    return this.world.clock?.(this.now) ?? this.now
  }

  private tick(): void {
    if (this.dead) throw new Stopped()
    if (++this.events < this.stopAt) return
    this.dead = true
    for (const transaction of live) {
      stopped.add(transaction)
      transaction.abort()
    }
    live.clear()
    this.stop()
    throw new Stopped()
  }

  /** A new worker: nothing is left but what was committed. */
  private async rise(): Promise<void> {
    // What the old one still had in flight ends before, as it does with its process.
    await new Promise((resolve) => setTimeout(resolve, 2))
    this.db.close()
    this.dead = false
    this.stopAt = Number.POSITIVE_INFINITY
    this.folded = -1
    this.db = await openStore(this.name)
  }

  private parts(): PollParts {
    const { world } = this
    const answer = async (input: unknown): Promise<Response> => {
      this.tick()
      await Promise.resolve()
      this.tick()
      const address = String(input)
      const instead = world.instead?.(this.now, address) ?? null
      if (instead === 'fails') throw new TypeError('Failed to fetch')
      if (instead) return instead
      if (address === CHECKED) return new Response(null, { status: world.up(this.now) ? 204 : 503 })
      const outages = world.feeds[new URL(address).host.split('.')[0] as string]?.(this.now) ?? []
      const incidents = outages.map((each) => incidentRow(each))
      return new Response(JSON.stringify({ page: {}, incidents }), { headers: { 'content-type': 'application/json' } })
    }
    return {
      db: this.db,
      adaptors: [statuspage],
      now: () => this.clock(),
      online: () => world.online?.(this.now) ?? true,
      permitted: async () => true,
      chance: () => 0,
      fetch: answer as typeof fetch,
    }
  }
}

/** Numbers from 0 to below `below`, the same in every run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
