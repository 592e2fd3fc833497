import { describe, expect, it } from 'vitest'
import { mergeEvidence } from '../../../shared/evidence/merge-evidence.ts'
import { type Evidence, NO_EVIDENCE, type Source, type Span, type Ticket } from '../../../shared/evidence/model.ts'

const FEED: Source = { kind: 'feed', id: 'acme', party: 'provider' }
const span = (from: number, more: Partial<Span> = {}): Span => ({
  service: 'api',
  from,
  to: from + 10,
  state: 'down',
  source: FEED,
  ...more,
})
const spans = (...list: Span[]): Evidence => ({ ...NO_EVIDENCE, spans: list })

describe('mergeEvidence', () => {
  it.each([
    ['the same span given twice is one', [spans(span(0)), spans(span(0))], 1],
    ['whatever the order of its fields', [spans(span(0)), spans({ source: FEED, state: 'down', to: 10, from: 0, service: 'api' })], 1],
    ['and whether an absent field is named', [spans(span(0)), spans({ ...span(0), ref: undefined } as unknown as Span)], 1],
    ['another state is another word', [spans(span(0)), spans(span(0, { state: 'partial' }))], 2],
    ['another party too', [spans(span(0)), spans(span(0, { source: { ...FEED, party: 'customer' } }))], 2],
    [
      'a later version stays beside the earlier',
      [spans(span(0, { ref: 'i', observedAt: 1 })), spans(span(0, { ref: 'i', observedAt: 2 }))],
      2,
    ],
    ['nothing and something', [NO_EVIDENCE, spans(span(0))], 1],
    ['nothing at all', [], 0],
  ])('%s', (_what, list, count) => {
    expect(mergeEvidence(list).spans).toHaveLength(count)
  })

  it('makes one ticket of two halves, events in the order of time', () => {
    const half = (...events: Ticket['events']): Evidence => ({
      ...NO_EVIDENCE,
      tickets: [{ id: 't', type: 'incident', severity: 'p1', events }],
    })
    const opened = { at: 1, kind: 'opened', by: 'customer' } as const
    const answered = { at: 2, kind: 'responded', by: 'provider' } as const
    const done = { at: 3, kind: 'resolved', by: 'provider' } as const
    expect(mergeEvidence([half(answered, done), half(opened, answered)]).tickets).toEqual([
      { id: 't', type: 'incident', severity: 'p1', events: [opened, answered, done] },
    ])
  })
})
