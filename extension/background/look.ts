/** Reads a status page once: what it is called, what parts it has, how far back it speaks. Keeps nothing. */
import { type FeedAdaptor, FeedError } from '../../shared/feeds/adaptor.ts'
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
  const now = parts.now()
  const options = { accepts: adaptor.accepts, etag: null, now }
  const { body } = await fetchText(address.href, options, parts.fetch)
  const reading = adaptor.read(body ?? '', { observedAt: now, source: 'look' })
  const listed = await components(parts, adaptor, address)
  const all =
    listed ?? reading.components.filter(({ isGroup }) => !isGroup).map(({ id, name, group }) => ({ id, name, group: group ?? null }))
  return {
    title: page.hostname,
    address: address.href,
    feed: adaptor.id,
    components: all,
    incidents: reading.events,
    completeFrom: reading.completeFrom,
  }
}

/** A Statuspage lists its parts apart from its incidents; null where that list can't be read. */
async function components(parts: PollParts, adaptor: FeedAdaptor, address: URL): Promise<Look['components'] | null> {
  if (!address.pathname.endsWith('/incidents.json')) return null
  const list = new URL(address.href.replace(/incidents\.json$/, 'components.json'))
  try {
    const { body } = await fetchText(list.href, { accepts: adaptor.accepts, etag: null, now: parts.now() }, parts.fetch)
    const rows = (JSON.parse(body ?? '') as { components?: unknown }).components
    if (!Array.isArray(rows)) return null
    const texts = rows.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
    const name = (row: Record<string, unknown> | undefined): string | null => (typeof row?.name === 'string' ? row.name : null)
    return texts
      .filter((row) => row.group !== true && typeof row.id === 'string' && name(row) !== null)
      .map((row) => ({ id: row.id as string, name: name(row) as string, group: name(texts.find(({ id }) => id === row.group_id)) }))
  } catch {
    return null
  }
}
