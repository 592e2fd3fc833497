/** Reads a status page once: what it is called, what parts it has, how far back it reaches. Stores nothing. */

import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { type Answer, type DetectionFailure, detect, type Found } from '../../shared/feeds/detect.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import type { Component } from '../../shared/feeds/parts/component.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import { readFeed } from '../../shared/published/read-feed.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { RequestRefused, type SourcePreview } from '../messages.ts'
import { PAGE } from '../store/gather-evidence.ts'
import { type Fetched, fetchText, ReadTrouble } from './fetch-address.ts'
import { TELLS_TIME } from './merge-reading.ts'
import type { PollParts } from './poll-parts.ts'

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
    throw new RequestRefused('not-an-address', trimmed, { cause })
  }
}

/**
 * What is found at a status page's address: addresses are asked one after another until an answer is known for a feed. Throws Refused
 * with what kept it from being read.
 */
export async function look(parts: PollParts, page: string): Promise<SourcePreview> {
  const url = pageAddress(page)
  const read = memo((address) => fetchText(address, { accepts: ACCEPTS, etag: null, now: parts.now() }, parts.fetch))
  const answers = new Map<string, Answer>()
  // The address that most pages have is asked first: what it answers is what is said when nothing is found.
  let first: ReadTrouble | null = null
  for (;;) {
    const step = detect(url, answers)
    if ('ask' in step) {
      try {
        const { body } = await read(step.ask.href)
        answers.set(step.ask.href, { status: 200, body: body ?? '' })
      } catch (error) {
        if (!(error instanceof ReadTrouble)) throw error
        first ??= error
        answers.set(step.ask.href, answerOf(error))
      }
      continue
    }
    try {
      if ('found' in step) return await found(parts, url, step.found, read)
    } catch (error) {
      if (error instanceof ReadTrouble) throw new RequestRefused(error.kind, error.message, { cause: error })
      if (error instanceof FeedError) throw new RequestRefused(error.problem, error.message, { cause: error })
      throw error
    }
    if (first) throw new RequestRefused(first.kind, first.message, { cause: first })
    throw refusedFor('nothing' in step ? step.nothing[0] : undefined, url)
  }
}

/** Pages for people are read too: some answer every address with one, which is no trouble of the connection. */
const ACCEPTS = [
  'application/json',
  'application/vnd.api+json',
  'application/vnd.standing.feed+json',
  'application/health+json',
  'application/atom+xml',
  'application/rss+xml',
  'application/xml',
  'text/xml',
  'text/calendar',
  'text/csv',
  'text/html',
  'text/plain',
]

/**
 * Only a page that does not answer in time ends the search: without permission for a host, a 404 without CORS headers looks
 * like no connection at all.
 */
function answerOf({ kind, message }: ReadTrouble): Answer {
  if (kind === 'timeout') return { status: 0, body: '' }
  return { status: kind === 'status' ? Number(message) || 404 : 404, body: '' }
}

function refusedFor(reason: DetectionFailure | undefined, url: URL): RequestRefused {
  if (reason?.why === 'page') return new RequestRefused('wrong-type', 'text/html')
  if (reason?.why === 'not-json') return new RequestRefused('not-json', url.host)
  return new RequestRefused(reason === undefined || reason.why === 'unread' ? 'no-feed' : 'wrong-shape', url.host)
}

async function found(parts: PollParts, url: URL, { adaptor, by, addresses }: Found, read: Read): Promise<SourcePreview> {
  // A server of metrics has to be asked for something.
  if (!parts.adaptors.includes(adaptor) || adaptor.id === 'prometheus') throw new RequestRefused('no-feed', url.host)
  return await lookWith(adaptor, url, addresses[0] ?? by, addresses.slice(1), read, parts.now())
}

const ANNOUNCES: ReadonlySet<string> = new Set(['rss', 'ical'])

type Read = (address: string) => Promise<Fetched>

function memo(read: Read): Read {
  const kept = new Map<string, Promise<Fetched>>()
  return (address) => {
    const known = kept.get(address) ?? read(address)
    kept.set(address, known)
    return known
  }
}

async function lookWith(
  adaptor: FeedAdaptor,
  page: URL,
  address: URL,
  others: readonly URL[],
  read: Read,
  now: EpochMs,
): Promise<SourcePreview> {
  const readAt = async (at: URL): Promise<Reading> => {
    const body = (await read(at.href)).body ?? ''
    const reading = adaptor.read(body, { observedAt: now, source: 'look' })
    refuseRepeated(adaptor, body)
    return reading
  }
  const reading = await readAt(address)
  const listed = await Promise.allSettled(others.map(readAt))
  // A list of parts names those that never had an incident, too, in the page's own order: it stands last among the addresses.
  const all = [reading, ...listed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))]
  const byId = new Map<string, Component>()
  for (const part of [...all].reverse().flatMap(({ components }) => components)) if (!byId.has(part.id)) byId.set(part.id, part)
  const title = all.find((each) => each.page !== undefined)?.page ?? page.hostname
  const named = [...byId.values()].filter(({ isGroup }) => !isGroup).map(({ id, name, group }) => ({ id, name, group: group ?? null }))
  const tellsTime = TELLS_TIME.has(adaptor.id)
  return {
    title,
    address: address.href,
    also: others.filter(({ pathname }) => /maintenance|schedule/.test(pathname)).map(({ href }) => href),
    feed: adaptor.id,
    // What only announces may name no part at all: then it is the page as a whole that an agreement is about.
    components: named.length === 0 && ANNOUNCES.has(adaptor.id) ? [{ id: PAGE, name: title, group: null }] : named,
    ...(adaptor.id === 'standing' && { offered: JSON.stringify(readFeed((await read(address.href)).body ?? '').contracts.at(-1)) }),
    incidents: reading.events,
    // Feeds that state their own coverage are used as they are, service by service.
    completeFrom: tellsTime ? null : reading.completeFrom,
    at: now,
    evidence: {
      spans: all.flatMap(({ evidence }) => evidence.spans),
      maintenance: all.flatMap(({ evidence }) => evidence.maintenance),
      checks: all.flatMap(({ evidence }) => evidence.checks),
      ...(tellsTime && { coverage: reading.evidence.coverage }),
    },
  }
}
