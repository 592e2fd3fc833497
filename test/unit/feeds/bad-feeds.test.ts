/** Nothing that comes instead of a feed may read as "no incidents": for every adaptor, the next one too. */
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../shared/feeds/adaptor.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { ADAPTORS, adaptorNamed } from '../../../shared/feeds/index.ts'
import { LARGEST_BODY } from '../../../shared/feeds/parts/body.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { API, incident, incidents, min, update } from './statuspage-rows.ts'

const OPTIONS = { observedAt: min(1000), source: 'x' }

describe.each(ADAPTORS)('feed adaptor $id', (adaptor) => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['an error page', '<!doctype html><html><head><title>502 Bad Gateway</title></head><body></body></html>'],
    ['null', 'null'],
    ['a number', '0'],
    ['a text', '"ok"'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['an error as JSON', '{"error":"not found","status":404}'],
    ['a list of nothings', '[null,null]'],
    ['two documents', '{"incidents":[]}{"incidents":[]}'],
    ['a prototype', '{"__proto__":{"incidents":[]}}'],
    ['a list nested 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('does not take %s for "no incidents"', (what, body) => {
    // An empty list is how some feeds say that all is quiet; even then it covers no time.
    if (what === 'an empty list' && adaptor.quiet === '[]') {
      expect(adaptor.read(body, OPTIONS)).toMatchObject({ events: 0, completeFrom: null, evidence: { coverage: [], spans: [] } })
      return
    }
    expect(() => adaptor.read(body, OPTIONS)).toThrow(FeedError)
  })

  it('refuses 50 MB', () => {
    expect(() => adaptor.read(`{"incidents":["${'x'.repeat(50_000_000)}"]}`, OPTIONS)).toThrow(
      expect.objectContaining({ problem: 'too-large', feed: adaptor.id }),
    )
    expect(LARGEST_BODY).toBeLessThan(50_000_000)
  })

  it('is found by its name, and by none that a prototype has', () => {
    expect(adaptorNamed(adaptor.id)).toBe(adaptor)
    expect(adaptorNamed('constructor')).toBeUndefined()
  })
})

describe('statuspage, where something is missing', () => {
  const read = (body: string): Reading => statuspage.read(body, OPTIONS)
  const outage = incident('i1', [update(0, 'investigating', [[API, 'operational', 'major_outage']]), update(30, 'resolved')])
  const full = incidents(outage)

  it('refuses the response cut off at any place', () => {
    for (let length = 0; length < full.length; length += 7) expect(() => read(full.slice(0, length))).toThrow(FeedError)
    expect(read(full).events).toBe(1)
  })

  it('takes an empty list after a full one for no word at all: no event, no coverage, no recovery', () => {
    const open = incident('i2', [update(40, 'investigating', [[API, 'operational', 'major_outage']])])
    expect(read(incidents(outage, open)).evidence.spans.at(-1)).toMatchObject({ ref: 'i2', to: null })
    const empty = read(incidents())
    expect(empty).toMatchObject({ events: 0, refs: [], completeFrom: null })
    expect(empty.evidence.coverage).toEqual([])
    expect(empty.evidence.spans).toEqual([])
  })

  it.each([
    ['a list that is an object', { incidents: {} }],
    ['a list that is null', { incidents: null }],
    ['components that are texts', { components: ['API'] }],
  ])('refuses %s', (_what, parts) => {
    expect(() => read(JSON.stringify({ page: {}, ...parts }))).toThrow(FeedError)
  })

  it('rejects a row that is nested 100,000 deep', () => {
    expect(read(`{"incidents":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatchObject({
      rejected: [{ path: 'incidents[0]' }],
      completeFrom: null,
    })
  })

  it('takes markup in a name for text, and drops what could drive a terminal', () => {
    const name = '<img src=x onerror=alert(1)> \u001b[31mred\u202e'
    const [span] = read(incidents({ ...outage, name })).evidence.spans
    expect(span?.title).toBe('<img src=x onerror=alert(1)> [31mred')
    const long = read(incidents({ ...outage, name: 'x'.repeat(100_000) })).evidence.spans[0]
    expect(long?.title).toHaveLength(300)
  })

  it('keeps a service named like a property of every object apart', () => {
    const part = { id: '__proto__', name: 'constructor' }
    const row = incident('i', [update(0, 'investigating', [[part, 'operational', 'major_outage']]), update(9, 'resolved')])
    expect(read(incidents(row)).evidence.spans.map((span) => span.service)).toEqual(['__proto__'])
  })
})
