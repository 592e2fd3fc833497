/**
 * Finds the feed behind a pasted address. The caller makes the requests: from the answers so far, this returns what to
 * ask next, or what was found, or in how many ways nothing was. Addresses are asked one after another, the likely ones
 * first: a page that is one thing is asked for one thing.
 *
 * An answer counts by what it holds. Some servers answer every address with their front page and status 200, and some
 * pages answer at another format's address with something else.
 */
import type { FeedAdaptor } from './adaptor.ts'
import { ADAPTORS, adaptorNamed } from './index.ts'
import { isObject, LARGEST_BODY } from './parts/body.ts'
import { knownHost } from './parts/hosts.ts'
import { alternatesIn, isHtml } from './parts/html.ts'

/** What came back for one address. */
export interface Answer {
  /** 0 where nothing came. */
  readonly status: number
  /** Empty unless the status is 200. */
  readonly body: string
  /** Where a redirect to another host leads: it was not followed. */
  readonly moved?: string
}

/** Why an address is no feed. */
export type Why = 'silent' | 'status' | 'moved' | 'page' | 'not-json' | 'unknown' | 'imitator' | 'unread' | 'elsewhere'

export interface DetectionFailure {
  readonly address: string
  readonly why: Why
  /** The status, the other host, or whose format it is. */
  readonly detail: string
}

export interface Found {
  readonly adaptor: FeedAdaptor
  /** The address by whose answer it was known. */
  readonly by: URL
  /** What to read, best first. */
  readonly addresses: readonly URL[]
}

export type Step =
  | { readonly ask: URL }
  | { readonly found: Found; readonly looked: readonly DetectionFailure[] }
  | { readonly nothing: readonly DetectionFailure[] }

/** The next step for a page, by the answers so far under the addresses (`href`) that were asked. */
export function detect(page: URL, answers: ReadonlyMap<string, Answer>): Step {
  const known = knownHost(page)
  if (known?.feed === null) return { nothing: [{ address: page.href, why: 'unread', detail: known.title }] }
  const looked: DetectionFailure[] = []
  for (const place of places(page, answers, looked)) {
    const answer = answers.get(place.address.href)
    if (!answer) return { ask: place.address }
    const judged = judge(place, answer)
    if ('read' in judged) {
      const { read, whole } = judged
      const inside = whole ? null : insidePage(read, place.page, answers)
      if (inside && 'ask' in inside) return inside
      const addresses = whole ? [place.address] : read.addresses(place.page)
      return { found: inside ?? { adaptor: read, by: place.address, addresses }, looked }
    }
    looked.push({ address: place.address.href, ...judged })
    // Who does not answer, or asks to be left alone, is not asked ten times more.
    if (judged.why === 'silent' || answer.status === 429) break
  }
  return { nothing: looked }
}

/** The feed of a text, such as a file; null where no adaptor knows it. */
export function recognise(body: string): FeedAdaptor | null {
  const value = parsed(body)
  return ADAPTORS.find((adaptor) => adaptor.recognises(value)) ?? null
}

/** The page that people see, where its data says more than the API by which it was known; null where it doesn't. */
function insidePage(adaptor: FeedAdaptor, page: URL, answers: ReadonlyMap<string, Answer>): { readonly ask: URL } | Found | null {
  const address = adaptor.page?.(page)
  if (!address) return null
  const answer = answers.get(address.href)
  if (!answer) return { ask: address }
  return answer.status === 200 && adaptor.recognises(answer.body) ? { adaptor, by: address, addresses: [address] } : null
}

interface Place {
  readonly address: URL
  /** What the adaptor's own addresses are made from. */
  readonly page: URL
  /** The adaptors whose answer this may be; null for any. */
  readonly feeds: readonly string[] | null
  /** Read as it is rather than at the adaptor's own addresses. */
  readonly whole?: boolean
}

/** Where a feed may be on a page's own host, in order: the file, and whose answer it may be. */
const GUESSES: readonly (readonly [path: string, ...feeds: string[]])[] = [
  ['/api/v2/summary.json', 'incident-io', 'statuspage'],
  // Servers of one's own that speak this shape may have the list alone.
  ['/api/v2/incidents.json', 'incident-io', 'statuspage'],
  ['/summary.json', 'instatus'],
  ['/index.json', 'better-stack', 'cstate'],
  ['/api/v1/incidents.json?per_page=100', 'rootly'],
  ['/api/v1/notices?include=components,updates', 'sorry'],
]

function* places(page: URL, answers: ReadonlyMap<string, Answer>, looked: DetectionFailure[]): Generator<Place> {
  const bare = new URL(page.href)
  bare.hash = ''
  const known = knownHost(bare)
  const isRoot = bare.pathname === '/' && bare.search === ''
  if (!isRoot && bare.hostname !== 'github.com') yield { address: bare, page: bare, feeds: null, whole: true }
  if (known?.feed) {
    const at = known.page ?? bare
    const first = adaptorNamed(known.feed)?.addresses(at)[0]
    if (first) yield { address: first, page: at, feeds: [known.feed] }
    return
  }
  const root = new URL('/', bare)
  for (const [path, ...feeds] of GUESSES) yield { address: new URL(path, root), page: root, feeds }
  // Pages of these may lie in a folder, or are recognized by the last part of their path.
  for (const [id, at] of [
    ['cstate', 1],
    ['uptime-kuma', 0],
    ['gatus', 0],
    ['cachet', 2],
    ['cachet-3', 2],
    ['openstatus', 0],
    ['standing', 0],
  ] as const) {
    const from = id === 'cstate' || id === 'uptime-kuma' ? bare : root
    const address = adaptorNamed(id)?.addresses(from)[at]
    if (address && !(id === 'cstate' && isRoot)) yield { address, page: from, feeds: [id] }
  }
  if (isRoot) yield { address: bare, page: bare, feeds: null, whole: true }
  const front = answers.get(bare.href)
  if (!front || !isHtml(front.body)) return
  for (const link of alternatesIn(front.body, bare)) {
    if (link.host === bare.host) yield { address: link, page: bare, feeds: null, whole: true }
    else looked.push({ address: link.href, why: 'elsewhere', detail: link.host })
  }
}

type Judged = { readonly read: FeedAdaptor; readonly whole: boolean } | Omit<DetectionFailure, 'address'>

function judge(place: Place, answer: Answer): Judged {
  if (answer.moved !== undefined) return { why: 'moved', detail: answer.moved }
  if (answer.status === 0) return { why: 'silent', detail: '' }
  if (answer.status !== 200) return { why: 'status', detail: `${answer.status}` }
  const value = parsed(answer.body)
  const candidates = ADAPTORS.filter(({ id }) => place.feeds === null || place.feeds.includes(id))
  const read =
    candidates.find((adaptor) => adaptor.recognises(value) || (place.feeds !== null && answer.body.trim() === adaptor.quiet)) ??
    summaryOf(place, value)
  if (read) return { read, whole: place.whole === true }
  if (isHtml(answer.body)) return { why: 'page', detail: '' }
  if (typeof value === 'string') return { why: 'not-json', detail: '' }
  const imitated = imitator(value)
  return imitated === null ? { why: 'unknown', detail: '' } : { why: 'imitator', detail: imitated }
}

/** JSON as its value, everything else as it is. */
function parsed(body: string): unknown {
  if (body.length > LARGEST_BODY) return ''
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body
  if (!/^\s*[[{]/.test(text)) return body
  try {
    return JSON.parse(text)
  } catch {
    return body
  }
}

/** A summary whose lists are empty, or leave out what only Statuspage has: its page and status fields identify it. */
function summaryOf({ feeds }: Place, value: unknown): FeedAdaptor | undefined {
  if (!feeds?.includes('statuspage') || !isObject(value) || !isObject(value.page) || !isObject(value.status)) return undefined
  if (typeof value.page.name !== 'string' || typeof value.status.indicator !== 'string' || !Array.isArray(value.components))
    return undefined
  const rows: readonly unknown[] = value.components
  if (!rows.every((row) => isObject(row) && typeof row.name === 'string' && typeof row.status === 'string')) return undefined
  // incident.io leaves out groups, and lists that are empty.
  const holes = rows.some((row) => isObject(row) && !('group_id' in row)) || !Array.isArray(value.incidents)
  return adaptorNamed(holes ? 'incident-io' : 'statuspage')
}

/** Whose answer it is, where another format's address holds it; null for one that nobody knows. */
function imitator(value: unknown): string | null {
  if (!isObject(value)) return null
  if (Array.isArray(value.regionHealthReports) || Array.isArray(value.serviceHealthReports)) return 'Oracle Cloud'
  // A page and its state without the lists, as NetSuite answers.
  return isObject(value.page) && isObject(value.status) ? 'a page and its state, without the lists of Statuspage' : null
}

/** One line for people. */
export function inWords({ address, why, detail }: DetectionFailure): string {
  return `${address}: ${WORDS[why](detail)}`
}

const WORDS: Readonly<Record<Why, (detail: string) => string>> = {
  silent: () => 'no answer',
  status: (detail) => `status ${detail}`,
  moved: (detail) => `moved to ${detail}: ask for that address if it is right`,
  page: () => 'a page for people, no feed',
  'not-json': () => 'text that is no feed',
  unknown: () => 'JSON of a shape that is not known',
  imitator: (detail) => `not what the address promises: ${detail}`,
  unread: (detail) => `${detail} has a format of its own that is not read`,
  elsewhere: (detail) => `a feed on another host, ${detail}: ask for that address if it is right`,
}

/** What was found, for people. */
export const foundInWords = ({ adaptor, by }: Found): string => `${by.href}: ${adaptor.title} (${adaptor.id})`
