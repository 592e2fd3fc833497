import { describe, expect, it } from 'vitest'
import { isBlind } from '../../../../extension/model/source-state.ts'
import { absorb, additions, troubled, unchanged } from '../../../../extension/sources/merge-reading.ts'
import { asServices } from '../../../../extension/store/gather-evidence.ts'
import type { Span } from '../../../../shared/evidence/model.ts'
import { accountOf } from '../../../../shared/feeds/account.ts'
import { rowReason } from '../../../../shared/feeds/row-reasons.ts'
import { evidence, MINUTE, reading, source, span } from '../records.ts'

const BODY = { hash: 'h', etag: null }
const NOW = 10_000

describe('what a reading adds', () => {
  const known = span()
  it.each([
    ['the same incident, seen again', [span({ observedAt: NOW })], 0],
    ['an incident that is new', [known, span({ ref: 'i-2', observedAt: NOW })], 1],
    ['one that was edited', [span({ to: 3000, observedAt: NOW })], 1],
    ['one that was closed', [span({ observedAt: NOW }), span({ ref: 'i-3', to: null, observedAt: NOW })], 1],
    // By R3 only the latest version's spans speak: one more stretch brings the whole group again.
    ['one that got a second stretch', [span({ observedAt: NOW }), span({ from: 4000, to: 4500, observedAt: NOW })], 2],
  ])('%s', (_what, spans, count) => {
    expect(additions(reading(spans), evidence(known), NOW)?.spans?.length ?? 0).toBe(count)
  })

  it('withdraws the state of a component that a listed incident no longer names', () => {
    const added = additions(reading([], { refs: ['i-1'], events: 1 }), evidence(known), NOW)
    expect(added?.spans).toEqual([{ ...known, observedAt: NOW, void: true }])
    expect(additions(reading([], { refs: ['i-1'], events: 1 }), evidence(known, ...(added?.spans ?? [])), NOW + 1)).toBeNull()
  })

  it('keeps what an incident said that has grown too old for the list', () => {
    expect(additions(reading([span({ ref: 'i-9', observedAt: NOW })], { refs: ['i-9'] }), evidence(known), NOW)?.spans).toHaveLength(1)
  })

  it('adds an edit that returns to an earlier version', () => {
    const edited = span({ to: 3000, observedAt: 6000 })
    expect(additions(reading([span({ observedAt: NOW })]), evidence(known, edited), NOW)?.spans).toHaveLength(1)
  })
})

describe('how long a source has spoken for', () => {
  it('is complete from the start of its list to the reading', () => {
    expect(absorb(source(), reading([span()], { completeFrom: 500 }), evidence(), BODY, NOW).state.covered).toEqual([500, NOW])
  })
  it('joins readings whose lists overlap', () => {
    const before = source({ covered: [500, 6000] })
    expect(absorb(before, reading([span()], { completeFrom: 1000 }), evidence(), BODY, NOW).state.covered).toEqual([500, NOW])
  })
  it('keeps a gap that no list reaches back over', () => {
    const before = source({ covered: [500, 6000] })
    expect(absorb(before, reading([span()], { completeFrom: 8000 }), evidence(), BODY, NOW).state.covered).toEqual([500, 6000, 8000, NOW])
  })
  it('does not grow by a list that could not be read whole, nor by its being unchanged', () => {
    const before = source({ covered: [500, 6000] })
    const { state } = absorb(before, reading([span()], { completeFrom: null }), evidence(), BODY, NOW)
    expect(state.covered).toEqual([500, 6000])
    expect(unchanged({ ...before, state }, NOW + 1).covered).toEqual([500, 6000])
  })
  it('grows by an answer that nothing changed', () => {
    expect(unchanged(source({ covered: [500, 6000], complete: true }), NOW).covered).toEqual([500, NOW])
  })
  it('spans nine hours of sleep once the list is read again, as one stretch', () => {
    const slept = 9 * 60 * MINUTE
    expect(unchanged(source({ covered: [500, 6000], complete: true }), 6000 + slept).covered).toEqual([500, 6000 + slept])
  })
})

describe('a reading that must not be believed', () => {
  const before = source({ readAt: 6000, covered: [500, 6000], events: 3 })
  it('is a list that is empty after a full one', () => {
    const { state, added } = absorb(before, reading([]), evidence(span()), BODY, NOW)
    expect(state.trouble?.kind).toBe('emptied')
    expect(state.covered).toEqual([500, 6000])
    expect(state.blindSince).toBe(6000)
    expect(added).toBeNull()
  })
  it('is none that is empty from the first', () => {
    expect(absorb(source(), reading([]), evidence(), BODY, NOW).state.trouble).toBeNull()
  })
})

describe('trouble', () => {
  const good = source({ readAt: 6000 })
  it('waits longer each time, at most an hour', () => {
    let state = good.state
    const waits = Array.from({ length: 7 }, () => {
      state = troubled({ ...good, state }, 'unreachable', '', NOW)
      return (state.dueAt - NOW) / MINUTE
    })
    // 5 min doubled each time: 5, 10, 20, 40, then 80 is over the hour.
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60])
  })
  it('leaves a server alone as long as it asked for', () => {
    expect(troubled(good, 'status', '429', NOW, { retryAfter: 90 * MINUTE }).dueAt).toBe(NOW + 90 * MINUTE)
    expect(troubled(good, 'status', '429', NOW, { retryAfter: MINUTE }).dueAt).toBe(NOW + 5 * MINUTE)
  })
  it.each([
    // A wait of 5 min is drawn out by up to a quarter: 75 s.
    ['not at all', 0, 300_000],
    ['by half of a quarter', 0.5, 337_500],
    ['by a quarter at most', 1, 375_000],
  ])('draws a wait out %s', (_what, chance, ms) => {
    expect(troubled(good, 'timeout', '', NOW, { chance }).dueAt).toBe(NOW + ms)
  })
  it('keeps since when nothing is known through a row of failures', () => {
    const first = troubled(good, 'timeout', '', NOW)
    expect(troubled({ ...good, state: first }, 'timeout', '', NOW + MINUTE).blindSince).toBe(6000)
  })
  it.each([
    ['a connection that failed once', 'unreachable', 1, false],
    ['one that failed twice', 'unreachable', 2, true],
    ['a wrong answer, at once', 'not-json', 1, true],
    ['a list that was emptied, at once', 'emptied', 1, true],
  ] as const)('%s', (_what, kind, failures, blind) => {
    expect(isBlind(source({ readAt: 6000, trouble: { kind, detail: '' }, failures }))).toBe(blind)
  })
  it('blinds a source that never was read', () => {
    expect(isBlind(source({ trouble: { kind: 'unreachable', detail: '' }, failures: 1 }))).toBe(true)
  })
})

describe('a linked component', () => {
  it.each([
    ['that the page lists is covered', { 'c-api': ['api'] }, ['api']],
    ['that it does not list is not', { 'c-api': ['api'], 'c-gone': ['mail'] }, ['api']],
    ['beside one of the same service changes nothing', { 'c-api': ['api'], 'c-gone': ['api'] }, ['api']],
  ])('%s', (_what, components, services) => {
    const { coverage } = asServices(evidence(), { source: 'acme', components }, source({ covered: [500, 9000] }))
    expect(coverage?.map(({ service }) => service)).toEqual(services)
  })
})

describe('doubt that reaches to the reading', () => {
  const open = (observedAt: number): Span =>
    span({ to: 1500, uncertain: { from: 1000, to: observedAt }, observedAt, source: { kind: 'feed', id: 'acme', party: 'provider' } })

  it('is not kept again with every reading', () => {
    expect(absorb(source(), reading([open(NOW)]), evidence(open(NOW - 1000)), BODY, NOW).added).toBeNull()
    const ended = span({ to: 1500, uncertain: { from: 1000, to: 1600 }, observedAt: NOW })
    expect(absorb(source(), reading([ended]), evidence(open(NOW - 1000)), BODY, NOW).added).toMatchObject({ spans: [ended] })
  })

  it.each([
    // Read at 9000; what the source has covered since then is in doubt as well.
    ['goes on as far as the source is covered', open(9000), [500, 12_000], 12_000],
    ['ends with the reading where nothing was covered since', open(9000), [500, 9000], 9000],
    ['ends where it is known to', span({ uncertain: { from: 1000, to: 3000 }, observedAt: 9000 }), [500, 12_000], 3000],
  ])('%s', (_what, row, covered, to) => {
    const link = { source: 'acme', components: { 'c-api': ['api'] } }
    const [gathered] = asServices(evidence(row), link, source({ covered })).spans ?? []
    expect(gathered?.uncertain).toEqual({ from: 1000, to })
  })

  it('keeps the account of the reading, without the rows that are spans', () => {
    const account = accountOf([
      { ref: 'a', part: 'spans', ...rowReason('down') },
      { ref: 'b', part: 'noImpact', ...rowReason('impact-none') },
    ])
    expect(absorb(source(), reading([span()], { account }), evidence(), BODY, NOW).state.account).toEqual({
      ...account,
      rows: [{ ref: 'b', part: 'noImpact', ...rowReason('impact-none') }],
    })
  })

  it('covers up to where the reading speaks, and remembers the last whole one', () => {
    const lost = reading([span()], { completeFrom: 500, coveredTo: 6000, isWhole: false })
    const { state } = absorb(source({ wholeAt: 6000 }), lost, evidence(), BODY, NOW)
    expect(state).toMatchObject({ covered: [500, 6000], complete: false, wholeAt: 6000 })
  })
})
