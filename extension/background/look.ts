/** Reads a status page once: what it is called, what parts it has, how far back it speaks. Keeps nothing. */
import { type Component, type FeedAdaptor, FeedError, type Reading } from '../../shared/feeds/adaptor.ts'
import { type Look, Refused } from '../messages.ts'
import { fetchText, ReadTrouble } from './fetch.ts'
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

/** Throws Refused with the trouble that kept it from being read. */
export async function look(parts: PollParts, page: string): Promise<Look> {
  const url = pageAddress(page)
  let last: unknown = new Refused('no-feed', url.host)
  for (const adaptor of parts.adaptors) {
    for (const address of adaptor.addresses(url)) {
      try {
        return await lookAt(parts, adaptor, url, address)
      } catch (error) {
        last = error
      }
    }
  }
  if (last instanceof ReadTrouble) throw new Refused(last.kind, last.message, { cause: last })
  if (last instanceof FeedError) throw new Refused(last.problem, last.message, { cause: last })
  throw last
}

async function lookAt(parts: PollParts, adaptor: FeedAdaptor, page: URL, address: URL): Promise<Look> {
  const reading = await readAt(parts, adaptor, address)
  const others = adaptor.addresses(page).filter(({ href }) => href !== address.href)
  const listed = await Promise.allSettled(others.map((other) => readAt(parts, adaptor, other)))
  // A list of parts names those that never had an incident, too.
  const all = [reading, ...listed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))]
  const byId = new Map<string, Component>()
  // A list's own order is the page's; the last reading that names a part is the list.
  for (const part of [...all].reverse().flatMap(({ components }) => components)) if (!byId.has(part.id)) byId.set(part.id, part)
  return {
    title: all.find((each) => each.page !== undefined)?.page ?? page.hostname,
    address: address.href,
    also: others.filter(({ pathname }) => pathname.includes('maintenance')).map(({ href }) => href),
    feed: adaptor.id,
    components: [...byId.values()].filter(({ isGroup }) => !isGroup).map(({ id, name, group }) => ({ id, name, group: group ?? null })),
    incidents: reading.events,
    completeFrom: reading.completeFrom,
    at: parts.now(),
    evidence: {
      spans: all.flatMap(({ evidence }) => evidence.spans),
      maintenance: all.flatMap(({ evidence }) => evidence.maintenance),
    },
  }
}

async function readAt(parts: PollParts, adaptor: FeedAdaptor, address: URL): Promise<Reading> {
  const now = parts.now()
  const { body } = await fetchText(address.href, { accepts: adaptor.accepts, etag: null, now }, parts.fetch)
  return adaptor.read(body ?? '', { observedAt: now, source: 'look' })
}
