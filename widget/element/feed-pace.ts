/** When to read, and reading: at the feed's own pace with jitter, at rest while the page is hidden, never hanging. */
import type { Facts } from './objective-view.ts'
import { isLate } from './stale-feed.ts'

const SHORTEST = 30_000
const LONGEST = 3_600_000
const PATIENCE = 20_000
const LARGEST = 4_000_000

interface Request {
  readonly text: Promise<string | null>
  readonly abort: AbortController
  waiting: number
}

/** Requests under way, by address: ten elements on a page ask once, and the last to leave ends the request. */
const asking = new Map<string, Request>()

/** The text at an address; null where nobody answered or the answer was no success. Throws RangeError for one too large. */
export function fetchFeedText(address: URL, signal: AbortSignal): Promise<string | null> {
  const { href } = address
  const request = asking.get(href) ?? begin(href)
  request.waiting += 1
  const leave = () => {
    request.waiting -= 1
    if (request.waiting) return
    // Nobody may join a request that ends.
    if (asking.get(href) === request) asking.delete(href)
    request.abort.abort()
  }
  signal.addEventListener('abort', leave, { once: true })
  return request.text
}

function begin(href: string): Request {
  const abort = new AbortController()
  const patience = setTimeout(() => abort.abort(), PATIENCE)
  const text = ask(href, abort.signal).finally(() => {
    clearTimeout(patience)
    if (asking.get(href) === request) asking.delete(href)
  })
  const request: Request = { text, abort, waiting: 0 }
  asking.set(href, request)
  return request
}

/** Conditional by the browser's own cache, so that no hand-set header forces a preflight. */
async function ask(href: string, signal: AbortSignal): Promise<string | null> {
  let text: string
  try {
    const answer = await fetch(href, { cache: 'no-cache', signal })
    if (!answer.ok) return null
    text = await answer.text()
  } catch {
    return null
  }
  if (text.length > LARGEST) throw new RangeError('feed too large')
  return text
}

let queue: Promise<void> = Promise.resolve()

/** Resolves at once for the first and a task later for each that comes with it: ten elements are ten short tasks, not a long one. */
export function turn(): Promise<void> {
  const mine = queue
  queue = mine.then(() => new Promise((done) => setTimeout(done)))
  return mine
}

/** One timer for the next reading and one for the age on the page. */
export class Pace {
  #reading: ReturnType<typeof setTimeout> | undefined
  #ageing: ReturnType<typeof setTimeout> | undefined
  #due: number | null = null
  #failures = 0
  #read: () => void

  constructor(read: () => void) {
    this.#read = read
  }

  /** Plans the next reading: when the feed should have come anew, sooner and then ever later after a failure. */
  next(facts: Facts | null, ok: boolean): void {
    this.#failures = ok && facts && !isLate(facts, Date.now()) ? 0 : this.#failures + 1
    const pace = Math.min(LONGEST, Math.max(SHORTEST, facts?.validFor ?? 300_000))
    const wait = this.#failures ? Math.min(pace, SHORTEST * 2 ** (this.#failures - 1)) : facts!.at + facts!.validFor - Date.now()
    // A tenth of jitter, so that ten thousand pages do not ask in the same second.
    this.#due = Date.now() + Math.min(LONGEST, Math.max(SHORTEST, wait)) * (1 + Math.random() / 10)
    if (!document.hidden) this.wake()
  }

  wake(): void {
    clearTimeout(this.#reading)
    if (this.#due !== null) this.#reading = setTimeout(this.#read, Math.max(0, this.#due - Date.now()))
  }

  rest(): void {
    clearTimeout(this.#reading)
    clearTimeout(this.#ageing)
  }

  /** Has the age on the page drawn again, every half minute while there is one to show. */
  tick(shown: boolean, paint: () => void): void {
    clearTimeout(this.#ageing)
    if (shown && !document.hidden) this.#ageing = setTimeout(paint, SHORTEST)
  }

  /** Ms until the next reading; null where none is planned. */
  wait(now: number): number | null {
    return this.#due === null ? null : Math.max(0, this.#due - now)
  }
}
