import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import evidenceSchema from '../../../../shared/evidence/evidence.schema.json' with { type: 'json' }
import { readEvidence } from '../../../../shared/evidence/read-evidence.ts'
import feedSchema from '../../../../shared/published/feed.schema.json' with { type: 'json' }
import { makeFeed } from '../../../../shared/published/feed.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import evidenceText from '../../../../widget/cli/example/evidence.json?raw'
import { exampleContract, exampleEvidence } from '../../../../widget/cli/example.ts'

const ajv = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false })
const isEvidence = ajv.compile(evidenceSchema)
const isFeed = ajv.compile(feedSchema)

const SPAN = { service: 'api', from: '2026-03-01T10:00:00Z', to: null, state: 'down', source: 'feed:acme' }
const TICKET = { id: 't', severity: 'p1', events: [{ at: SPAN.from, kind: 'opened', by: 'customer' }] }

describe('the schema of evidence agrees with the reader', () => {
  it.each([
    ['a format alone', {}, true],
    ['a span', { spans: [SPAN] }, true],
    ['with an offset', { spans: [{ ...SPAN, from: '2026-03-01T10:00+01:00' }] }, true],
    ['a source as object', { spans: [{ ...SPAN, source: { kind: 'probe', id: 'p' } }] }, true],
    ['a share of 1', { spans: [{ ...SPAN, share: 1 }] }, true],
    ['an unknown field', { spans: [{ ...SPAN, colour: 'blue' }] }, true],
    ['a null where nothing is known', { spans: [{ ...SPAN, title: null, observedAt: null }] }, true],
    ['a ticket', { tickets: [TICKET] }, true],
    ['no end', { spans: [{ ...SPAN, to: undefined }] }, false],
    ['a local time', { spans: [{ ...SPAN, from: '2026-03-01T10:00:00' }] }, false],
    ['the year 2200', { spans: [{ ...SPAN, from: '2200-01-01T00:00:00Z' }] }, false],
    ['four fractional digits', { spans: [{ ...SPAN, from: '2026-03-01T10:00:00.1234Z' }] }, false],
    ['an unknown state', { spans: [{ ...SPAN, state: 'odd' }] }, false],
    ['an unknown source', { spans: [{ ...SPAN, source: 'rumour:x' }] }, false],
    ['a share of 2', { spans: [{ ...SPAN, share: '2' }] }, false],
    ['an invalid list', { spans: {} }, false],
    ['an event by nobody', { tickets: [{ ...TICKET, events: [{ at: SPAN.from, kind: 'opened' }] }] }, false],
    ['a decimal as a number', { samples: [{ ...SPAN, to: SPAN.from, metric: 'm', value: 1.5 }] }, false],
    ['months between checks', { checks: [{ service: 'a', source: 'probe:p', every: 'P1M' }] }, false],
  ])('%s', (_what, parts, good) => {
    const text = JSON.stringify({ format: 'standing/evidence@1', ...parts })
    expect(isEvidence(JSON.parse(text))).toBe(good)
    expect(readEvidence(text).evidence !== null).toBe(good)
  })

  it('takes the example', () => {
    expect(isEvidence(JSON.parse(evidenceText))).toBe(true)
  })
})

describe('the schema of the feed', () => {
  const feed = makeFeed([exampleContract()], exampleEvidence(), {
    at: Date.UTC(2026, 7, 22),
    validFor: 300_000,
    zones: temporalZones,
    evaluator: '1',
    tzdb: 'x',
  })
  it('takes the example', () => {
    isFeed(JSON.parse(JSON.stringify(feed)))
    expect(isFeed.errors).toBeNull()
  })
  it.each(['format', 'contract', 'evidence', 'zones', 'since'])('refuses it without %s', (key) => {
    const { [key as 'format']: _, ...rest } = feed
    expect(isFeed(JSON.parse(JSON.stringify(rest)))).toBe(false)
  })
})
