import { describe, expect, it } from 'vitest'
import { azure } from '../../../shared/feeds/azure.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { rfc822 } from '../../../shared/feeds/parts/xml.ts'
import { readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(azure)
const channel = (items = '', link = 'https://azure.status.microsoft/en-us/status/'): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Azure Status</title><link>${link}</link>${items}</channel></rss>`
const ITEM =
  '<item><title>Storage &amp; more &lt;b&gt;late&lt;/b&gt;</title><guid>g1</guid><pubDate>Wed, 10 Jun 2026 08:00:00 Z</pubDate><category>Storage</category><category>West Europe</category></item>'

describe('azure', () => {
  it('takes an item for degraded, of each category it names, without an end', () => {
    const reading = read(channel(ITEM))
    expect(spansOf(reading)).toEqual([
      'Storage degraded 06-10 08:00 to null (page-only)',
      'West Europe degraded 06-10 08:00 to null (page-only)',
    ])
    expect(reading.evidence.spans[0]).toMatchObject({ ref: 'g1', title: 'Storage & more <b>late</b>' })
  })

  it('takes an empty channel for a quiet moment that covers no time', () => {
    expect(read(channel())).toMatchObject({ events: 0, completeFrom: null, evidence: { spans: [], coverage: [] } })
  })

  it('rejects an item without a date', () => {
    expect(read(channel(ITEM.replace(/Wed[^<]*/, 'soon'))).rejected).toEqual([{ path: 'item[0]', reason: 'pubDate: not a date' }])
  })

  it.each([
    ['the channel of another page', channel('', 'https://status.example/')],
    ['an address that only starts like it', channel('', 'https://azure.com.example/')],
    ['a page', '<html><body>azure.status.microsoft</body></html>'],
    ['a feed cut off in an item', channel(ITEM).slice(0, 200)],
    ['a feed cut off before its end', channel(ITEM).slice(0, -3)],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(FeedError)
  })

  it('expands no entities of a document’s own', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${channel(ITEM.replace('g1', '&b;')).replace(/^<\?xml.*?\?>/, '')}`
    expect(read(bomb).evidence.spans[0]?.ref).toBe('&b;')
  })

  const empty = recorded('azure/azure-status-feed_empty_2026-07-31.xml')
  it.skipIf(empty === null)('reads the recorded channel of a quiet day', () => {
    expect(read(empty ?? '')).toMatchObject({ events: 0, rejected: [], completeFrom: null })
  })
})

describe('rfc822', () => {
  it.each([
    ['Wed, 10 Jun 2026 08:00:00 Z', Date.UTC(2026, 5, 10, 8)],
    ['10 Jun 2026 08:00 GMT', Date.UTC(2026, 5, 10, 8)],
    ['Wed, 10 Jun 2026 08:00:00 +0200', Date.UTC(2026, 5, 10, 6)],
    ['Wed, 10 Jun 2026 08:00:00 PDT', Date.UTC(2026, 5, 10, 15)],
    ['Wed, 10 Dec 2026 08:00:00 PST', Date.UTC(2026, 11, 10, 16)],
    ['Wed, 31 Jun 2026 08:00:00 Z', null],
    ['Wed, 10 Jun 2026 25:00:00 Z', null],
    ['Wed, 10 Jun 2026 08:00:00 XYZ', null],
    ['2026-06-10', null],
    [undefined, null],
  ])('%s', (text, ms) => {
    expect(rfc822(text)).toBe(ms)
  })
})
