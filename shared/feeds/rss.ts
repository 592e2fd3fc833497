/**
 * RSS 2.0 and Atom of any page, as notices only. A post says that something was announced: neither what is concerned, nor
 * how bad it is, mostly not even until when. So each is an event that names no component and counts for no service until
 * a person assigns it, and neither an empty feed nor a silent one shows that anything was up. Where a post holds the
 * lines of a Statuspage-like page, its window goes from the first line to the one that resolves it.
 */
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { instant, name } from './parts/body.ts'
import type { StateSpan } from './parts/posted-afterwards.ts'
import { type Post, postsInMarkup } from './parts/posts.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { type Channel, channelOf, type Item, rfc822 } from './parts/xml.ts'

const ID = 'rss'

export const rss: FeedAdaptor = {
  id: ID,
  title: 'RSS or Atom',
  known: 'recorded',
  cors: false,
  addresses: (page) => ['history.atom', 'history.rss', 'feed', 'rss'].map((file) => new URL(`/${file}`, page)),
  accepts: ['application/atom+xml', 'application/rss+xml', 'application/xml', 'text/xml'],
  recognises: (body) => typeof body === 'string' && ROOT.test(body.slice(0, 2000)) && !KNOWN.test(body.slice(0, 4000)),
  read: (body, options) => readPosts(channelOf(ID, body), options),
}

const ROOT = /^\ufeff?\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:rss\b|feed\s[^>]*http:\/\/www\.w3\.org\/2005\/Atom)/
/** Azure's own feed is one of its own. */
const KNOWN = /<link>https:\/\/(azure\.)?status\.(microsoft|azure\.com)/

function readPosts({ texts, items }: Channel, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const events = new Map<string, { readonly title: string | null; readonly spans: StateSpan[]; readonly posts: number[]; text: string }>()
  items.forEach((item, index) => {
    const at = dateOf(item)
    const title = name(first(item, 'title'))
    const id = first(item, 'id') || first(item, 'guid') || first(item, 'link') || title
    if (at === null || !id) {
      const facts = { ...(id && { ref: id.slice(0, 300) }), ...(at !== null && { from: at }), components: [], state: 'degraded' as const }
      builder.reject(`item[${index}]`, at === null ? 'published, pubDate, updated: not a date' : 'id, guid, link and title: missing', facts)
      return
    }
    // Some feeds hold one row for each post of an event: `event#post`.
    const ref = (id.split('#')[0] || id).slice(0, 300)
    const event = events.get(ref) ?? { title, spans: [], posts: [], text: '' }
    event.spans.push(spanOf(item, at))
    event.posts.push(at)
    event.text += `\n${bodyOf(item)}`
    events.set(ref, event)
  })
  for (const [ref, { title, spans, posts, text }] of events)
    builder.span([], joined(spans), { ref, title, text, updatedAt: Math.max(...posts) })
  builder.note('posts are notices: they name no component and state neither a severity nor that anything was up')
  const page = name(texts.title?.[0])
  return { ...(page !== null && { page }), ...builder.reading(events.size, null) }
}

const bodyOf = (item: Item): string => first(item, 'content') ?? first(item, 'description') ?? first(item, 'content:encoded') ?? ''

const first = (item: Item, key: string): string | undefined => item.texts[key]?.[0]

const dateOf = (item: Item): EpochMs | null =>
  instant(first(item, 'published')) ?? rfc822(first(item, 'pubDate')) ?? instant(first(item, 'dc:date')) ?? instant(first(item, 'updated'))

const OVER: readonly string[] = ['resolved', 'completed', 'postmortem']
const PLANNED: readonly string[] = ['scheduled', 'in progress', 'verifying', 'completed']

function spanOf(item: Item, at: EpochMs): StateSpan {
  const posts = postsInMarkup(bodyOf(item), at)
  if (posts.length === 0) return { from: at, to: at, state: 'degraded', basis: 'page-only' }
  const state = posts.some((post) => PLANNED.includes(post.state)) ? 'maintenance' : 'degraded'
  return { ...windowOf(posts), state, basis: 'page-only' }
}

/** From the first line to the last that resolves it; a post-mortem comes later and is no end. null while none does. */
function windowOf(posts: readonly Post[]): { readonly from: EpochMs; readonly to: EpochMs | null } {
  const from = posts[0]!.at
  const last = posts.findLast((post) => post.state !== 'postmortem') ?? posts[0]!
  return { from, to: posts.some((post) => OVER.includes(post.state)) ? last.at : null }
}

/** Rows of one event: from the first to the last, open where one of them is. */
function joined(spans: readonly StateSpan[]): StateSpan {
  const ends = spans.map(({ to }) => to)
  return {
    ...spans[0]!,
    from: Math.min(...spans.map(({ from }) => from)),
    to: ends.some((to) => to === null) ? null : Math.max(...ends.map((to) => to ?? 0)),
  }
}
