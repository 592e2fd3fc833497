import { describe, expect, it } from 'vitest'
import { compareSources } from '../../../shared/evidence/disputes.ts'
import { type Coverage, type Evidence, NO_EVIDENCE, type Source, type Span, type State } from '../../../shared/evidence/model.ts'

const page: Source = { kind: 'feed', id: 'page', party: 'provider' }
const ours: Source = { kind: 'manual', id: 'ours', party: 'customer' }
const other: Source = { kind: 'metrics', id: 'other', party: 'customer' }

const span = (source: Source, state: State, from: number, to: number): Span => ({ service: 'api', source, state, from, to })
const covers = (source: Source, from: number, to: number): Coverage => ({ service: 'api', source, from, to })
const evidence = (spans: readonly Span[], ...coverage: readonly Coverage[]): Evidence => ({ ...NO_EVIDENCE, spans, coverage })
const compare = (given: Evidence, to = 1000, at = to) => compareSources(given, 'api', 0, to, at, 1)

describe('sources side by side', () => {
  it('shows when each source measured and when it reported an outage', () => {
    const { spoken } = compare(
      evidence(
        [span(page, 'down', 100, 150), span(page, 'degraded', 200, 300), span(ours, 'partial', 400, 460)],
        covers(page, 0, 800),
        covers(ours, 300, 500),
      ),
    )
    expect(spoken).toEqual([
      { source: page, speaks: 800, outage: 50 },
      { source: ours, speaks: 200, outage: 60 },
    ])
  })

  it('is disputed only while another could speak and does not agree', () => {
    // The page is down 100 to 200; ours speaks from 150 on, and of 150 to 170 says down as well.
    const { disputes } = compare(
      evidence([span(page, 'down', 100, 200), span(ours, 'down', 150, 170)], covers(page, 0, 1000), covers(ours, 150, 1000)),
    )
    expect(disputes).toEqual([{ from: 170, to: 200, outage: [page], fine: [ours] }])
  })

  it('lists the state by each source, and starts a new entry when one changes', () => {
    const { disputes } = compare(
      evidence(
        [span(ours, 'down', 100, 300), span(other, 'down', 200, 300)],
        covers(page, 0, 1000),
        covers(ours, 0, 1000),
        covers(other, 0, 1000),
      ),
    )
    expect(disputes).toEqual([
      { from: 100, to: 200, outage: [ours], fine: [page, other] },
      { from: 200, to: 300, outage: [ours, other], fine: [page] },
    ])
  })

  it.each([
    // Ours saw an outage of 100 in the 1000 for which both speak.
    ['denied where the page shows up', [], { both: 1000, denied: 100, admitted: 0, unseen: 0 }],
    ['admitted where it shows down', [span(page, 'down', 100, 200)], { both: 1000, denied: 0, admitted: 100, unseen: 0 }],
    ['admitted where it shows degraded', [span(page, 'degraded', 100, 200)], { both: 1000, denied: 0, admitted: 100, unseen: 0 }],
    ['half of each where it came late', [span(page, 'down', 150, 200)], { both: 1000, denied: 50, admitted: 50, unseen: 0 }],
    [
      'unconfirmed where it reports more than was measured',
      [span(page, 'down', 100, 230)],
      { both: 1000, denied: 0, admitted: 100, unseen: 30 },
    ],
  ])('the page’s word is %s', (_what, spans, wanted) => {
    const { against } = compare(evidence([span(ours, 'down', 100, 200), ...spans], covers(page, 0, 1000), covers(ours, 0, 1000)))
    expect(against).toEqual(wanted)
  })

  it('says nothing of the page where nobody else could speak', () => {
    const { against, disputes } = compare(evidence([span(page, 'down', 100, 200)], covers(page, 0, 500), covers(ours, 500, 1000)))
    expect(against).toBeNull()
    expect(disputes).toEqual([])
  })

  it('looks neither past the window nor past what is known', () => {
    const given = evidence([span(ours, 'down', 100, 900)], covers(page, 0, 1000), covers(ours, 0, 1000))
    expect(compare(given, 500, 1000).disputes).toEqual([{ from: 100, to: 500, outage: [ours], fine: [page] }])
    expect(compare(given, 1000, 400).against).toEqual({ both: 400, denied: 300, admitted: 0, unseen: 0 })
  })
})
