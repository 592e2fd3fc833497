/** Reads a status page once: what it is called, what parts it has, how far back it speaks. Keeps nothing. */
import { type Component, type FeedAdaptor, FeedError, type Reading } from '../../shared/feeds/adaptor.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { type Look, Refused } from '../messages.ts'
import { type Fetched, fetchText, ReadTrouble } from './fetch.ts'
import type { PollParts } from './poll.ts'

/** An address as people paste it: without a scheme, with a path. Throws Refused unless it is http or https. */
export function pageAddress(text: string): URL {
  const trimmed = text.trim()
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
    const loopback = /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) throw new RangeError(`not https: ${url.protocol}`)
    if (url.username || url.password) throw new RangeError('an address with a password in it')
    url.hash = ''
    url.search = ''
    return url
  } catch (cause) {
    throw new Refused('not-an-address', trimmed, { cause })
  }
}

/**
 * What is found at a status page's address. Each place where a feed may be is read once, and the first adaptor that knows
 * the shape takes it; those that any browser may read come first. Throws Refused with what kept it from being read.
 */
export async function look(parts: PollParts, page: string): Promise<Look> {
  const url = pageAddress(page)
  const read = memo((address) => fetchText(address, { accepts: ACCEPTS, etag: null, now: parts.now() }, parts.fetch))
  let first: unknown = null
  for (const { adaptor, address } of places(parts.adaptors, url)) {
    try {
      const { body } = await read(address.href)
      if (adaptor.recognises(JSON.parse(body ?? ''))) return await lookWith(adaptor, url, address, read, parts.now())
      first ??= new Refused('wrong-shape', url.host)
    } catch (error) {
      first ??= error
      if (error instanceof ReadTrouble && error.kind === 'timeout') break
    }
  }
  if (first instanceof ReadTrouble) throw new Refused(first.kind, first.message, { cause: first })
  if (first instanceof FeedError) throw new Refused(first.problem, first.message, { cause: first })
  if (first instanceof SyntaxError) throw new Refused('not-json', url.host, { cause: first })
  throw first ?? new Refused('no-feed', url.host)
}

/** Feeds that are not JSON are looked for by the editor of sources, not by guessing at a page. */
const ACCEPTS = ['application/json']

interface Place {
  readonly adaptor: FeedAdaptor
  readonly address: URL
}

/** Where a feed may be on the page's own host, best first. */
function places(adaptors: readonly FeedAdaptor[], page: URL): Place[] {
  const all = adaptors.filter(({ accepts }) => accepts.some((type) => ACCEPTS.includes(type)))
  // The address that most pages have is asked first: what it answers is what is said when nothing is found.
  const rank = ({ id, cors }: FeedAdaptor): number => (id === 'incident-io' ? 0 : id === 'statuspage' ? 1 : cors ? 2 : 3)
  const ordered = all.sort((a, b) => rank(a) - rank(b))
  return ordered.flatMap((adaptor) =>
    adaptor
      .addresses(page)
      .filter(({ host }) => host === page.host)
      .slice(0, 1)
      .map((address) => ({ adaptor, address })),
  )
}

type Read = (address: string) => Promise<Fetched>

function memo(read: Read): Read {
  const kept = new Map<string, Promise<Fetched>>()
  return (address) => {
    const known = kept.get(address) ?? read(address)
    kept.set(address, known)
    return known
  }
}

async function lookWith(adaptor: FeedAdaptor, page: URL, address: URL, read: Read, now: EpochMs): Promise<Look> {
  const readAt = async (at: URL): Promise<Reading> => adaptor.read((await read(at.href)).body ?? '', { observedAt: now, source: 'look' })
  const reading = await readAt(address)
  const others = adaptor.addresses(page).filter(({ href, host }) => href !== address.href && host === page.host)
  const listed = await Promise.allSettled(others.map(readAt))
  // A list of parts names those that never had an incident, too, in the page's own order: it stands last among the addresses.
  const all = [reading, ...listed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))]
  const byId = new Map<string, Component>()
  for (const part of [...all].reverse().flatMap(({ components }) => components)) if (!byId.has(part.id)) byId.set(part.id, part)
  return {
    title: all.find((each) => each.page !== undefined)?.page ?? page.hostname,
    address: address.href,
    also: others.filter(({ pathname }) => pathname.includes('maintenance')).map(({ href }) => href),
    feed: adaptor.id,
    components: [...byId.values()].filter(({ isGroup }) => !isGroup).map(({ id, name, group }) => ({ id, name, group: group ?? null })),
    incidents: reading.events,
    completeFrom: reading.completeFrom,
    at: now,
    evidence: {
      spans: all.flatMap(({ evidence }) => evidence.spans),
      maintenance: all.flatMap(({ evidence }) => evidence.maintenance),
    },
  }
}
