/**
 * Azure status, RSS: active items only, without severity, id or end; an empty channel is a healthy moment. It has no
 * history, so it covers no time, and its items are notices only: degraded, of the whole page or of the
 * categories (services, regions) that an item names.
 */
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { name } from './parts/body.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { type Channel, rfc822, rssChannel } from './parts/xml.ts'

const ID = 'azure'

export const azure: FeedAdaptor = {
  id: ID,
  title: 'Microsoft Azure',
  known: 'recorded',
  cors: false,
  addresses: () => [new URL('https://azure.status.microsoft/en-us/status/feed/')],
  accepts: ['application/rss+xml', 'application/xml', 'text/xml'],
  recognises: (body) => typeof body === 'string' && /<link>https:\/\/(azure\.)?status\.(microsoft|azure\.com)/.test(body),
  read: (body, options) => {
    const channel = rssChannel(ID, body)
    const link = channel.texts.link?.[0] ?? ''
    if (!/^https:\/\/([a-z-]+\.)*(azure\.status\.microsoft|status\.azure\.com|azure\.com)\//.test(link)) {
      throw new FeedError(
        ID,
        'wrong-shape',
        'channel.link',
        `wanted the channel of azure.status.microsoft, got ${JSON.stringify(link.slice(0, 80))}`,
      )
    }
    return readItems(channel, options)
  },
}

function readItems({ items }: Channel, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  items.forEach(({ texts }, index) => {
    const from = rfc822(texts.pubDate?.[0])
    const title = name(texts.title?.[0])
    const ref = texts.guid?.[0] || texts.link?.[0] || title
    const categories = (texts.category ?? []).flatMap((category) => name(category) ?? [])
    const components = categories.map((category) => ({ id: category, name: category }))
    if (from === null || !ref) {
      const facts = { ...(ref && { ref: ref.slice(0, 300) }), ...(from !== null && { from }), components, state: 'degraded' as const }
      builder.reject(`item[${index}]`, from === null ? 'pubDate: not a date' : 'guid, link and title: missing', facts)
      return
    }
    builder.span(components, { from, to: null, state: 'degraded', basis: 'page-only' }, { ref: ref.slice(0, 300), title, updatedAt: from })
  })
  builder.note('the page lists what is open now, without severity or end')
  return builder.reading(items.length, null)
}
