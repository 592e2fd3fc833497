/** Whose word counts where sources disagree (R4), and what several services come to (R32). */
import { describe, expect, it } from 'vitest'
import type { Authority, TimeMeasure } from '../../../shared/contract/model.ts'
import type { Coverage, Source, Span } from '../../../shared/evidence/model.ts'
import { covers, DAY, HOUR, inLedger, MINUTE, PROBE, span, stand } from './stand.ts'

const DESK: Source = { kind: 'manual', id: 'desk', party: 'customer' }

describe('authority', () => {
  // 5 June: the feed says down 10:00–11:00, the probe 10:30–12:00; the probe sees nothing from 20 June on.
  const evidence = {
    coverage: [covers('1', '31'), covers('1', '20', { source: PROBE })],
    spans: [span('5 10:00', '5 11:00'), span('5 10:30', '5 12:00', { source: PROBE })],
  }
  it.each<[string, Authority | undefined, number, number]>([
    // authority                       down, min  unknown, d
    ['the provider alone', 'provider', 60, 0],
    ['the customer alone', 'customer', 90, 11],
    ['either', 'either', 120, 0],
    ['either by default', undefined, 120, 0],
    ['both', 'both', 30, 0],
    ['the first that speaks: provider', { order: ['provider', 'customer'] }, 60, 0],
    ['the first that speaks: customer', { order: ['customer', 'provider'] }, 90, 0],
    ['a source by name', { order: ['probe:home', 'feed:acme'] }, 90, 0],
    ['only a source by name', { order: ['probe:home'] }, 90, 11],
    ['a source that never speaks', { order: ['probe:office'] }, 0, 30],
  ])('%s', (_what, authority, minutes, days) => {
    const found = stand({ measure: authority === undefined ? {} : { authority }, evidence })
    expect(found.time).toMatchObject({ down: minutes * MINUTE, unknown: days * DAY })
    // Half an hour of each is denied by the other, and 11:00–12:00 as well: 30 + 60 min, whoever wins.
    expect(found.time?.disputed).toBe(90 * MINUTE)
  })

  it('marks what is disputed in the ledger', () => {
    const found = stand({ evidence })
    expect(found.ledger.map(({ from, to, as, disputed }) => [as, (to - from) / MINUTE, disputed ?? false])).toEqual([
      ['counted', 30, true],
      ['counted', 30, false],
      ['counted', 60, true],
    ])
    expect(found.ledger.map(({ sources }) => sources)).toEqual([['feed:acme'], ['feed:acme', 'probe:home'], ['probe:home']])
  })

  it('lets a lone word stand where both are asked', () => {
    const spans = [span('25 10:00', '25 11:00')]
    const found = stand({ measure: { authority: 'both' }, evidence: { ...evidence, spans } })
    expect(found.time).toMatchObject({ down: HOUR, disputed: 0 })
  })

  it('asks a source of each for both, not two of one', () => {
    const spans = [span('5 10:00', '5 11:00', { source: PROBE }), span('5 10:00', '5 11:00', { source: DESK })]
    expect(stand({ measure: { authority: 'both' }, evidence: { coverage: [covers('1', '31')], spans } }).time?.down).toBe(0)
  })

  it('takes the party a source names over that of its kind', () => {
    const own: Source = { kind: 'probe', id: 'acme', party: 'provider' }
    const spans = [span('5 10:00', '5 11:00', { source: own })]
    expect(stand({ measure: { authority: 'provider' }, evidence: { coverage: [covers('1', '31')], spans } }).time?.down).toBe(HOUR)
  })
})

describe('several services', () => {
  // api down 10:00–11:00 on the 5th, web 10:30–11:30; on the 7th web alone for an hour.
  const coverage: Coverage[] = [covers('1', '31'), covers('1', '31', { service: 'web' })]
  const spans: Span[] = [
    span('5 10:00', '5 11:00'),
    span('5 10:30', '5 11:30', { service: 'web' }),
    span('7 10:00', '7 11:00', { service: 'web' }),
  ]
  const both = (measure: Partial<TimeMeasure>, evidence = { coverage, spans }) =>
    stand({ objective: { services: ['api', 'web'] }, measure, evidence })

  it.each<[TimeMeasure['combine'], string, number, string]>([
    // combine      what it is                     down, min   attained: 43,200 min in June
    ['any', 'the union', 150, '287/288'],
    [undefined, 'the union by default', 150, '287/288'],
    ['all', 'what they share', 30, '1439/1440'],
    // 60 and 120 min of 43,200 each: mean 90; 180 of 86,400.
    ['average', 'the mean', 90, '479/480'],
    ['pool', 'minutes pooled', 90, '479/480'],
  ])('%s: %s', (combine, _what, minutes, ratio) => {
    const found = both(combine === undefined ? {} : { combine })
    const [n, d] = ratio.split('/').map(Number) as [number, number]
    expect(found.time).toMatchObject({ agreed: 30 * DAY, down: minutes * MINUTE, up: 30 * DAY - minutes * MINUTE })
    expect(Number(found.attained.exact?.split('/')[0]) / Number(found.attained.exact?.split('/')[1])).toBeCloseTo((100 * n) / d, 9)
  })

  it('is unknown where a service that could decide it is not measured', () => {
    // web not measured on the 20th; api down that day from 10:00 to 11:00.
    const seen = { coverage: [covers('1', '31'), covers('1', '20', { service: 'web' }), covers('21', '31', { service: 'web' })] }
    const evidence = { ...seen, spans: [span('20 10:00', '20 11:00')] }
    // Any: down for that hour whatever web did, unknown the other 23. All: up while api is, unknown while it is down.
    expect(both({ combine: 'any' }, evidence).time).toMatchObject({ down: HOUR, unknown: 23 * HOUR })
    expect(both({ combine: 'all' }, evidence).time).toMatchObject({ down: 0, unknown: HOUR })
  })

  it('averages over services of which one was never seen', () => {
    const evidence = { coverage: [covers('1', '31')], spans: [span('5', '8')] }
    // api 90 %, web not measured: 90 of what is known, between (90 + 0) / 2 and (90 + 100) / 2.
    expect(both({ combine: 'average' }, evidence).attained).toMatchObject({ value: '90', low: '45', high: '95' })
    expect(both({ combine: 'pool' }, evidence).attained).toMatchObject({ value: '90', low: '45', high: '95' })
  })

  it('gives what floors drop to up', () => {
    // 1 ms and 0 ms down: a mean of half, shown as 0.
    const evidence = { coverage, spans: [{ ...span('5', '5'), to: span('5', '5').from + 1 }] }
    const found = both({ combine: 'pool' }, evidence)
    expect(found.time).toMatchObject({ down: 0, up: 30 * DAY, weighted: '1/2' })
    expect(found.budget).toMatchObject({ spent: 1 })
  })

  it('lists each by itself where they are averaged', () => {
    const found = both({ combine: 'average' })
    expect(found.ledger.map(({ service, from, to }) => [service, (to - from) / MINUTE])).toEqual([
      ['api', 60],
      ['web', 60],
      ['web', 60],
    ])
    expect(inLedger(found, 'counted')).toBe(180 * MINUTE)
  })
})

describe('incidents that name no service (R19)', () => {
  const spans = [span('5 10:00', '5 11:00', { service: null, title: 'Everything' })]
  it.each([
    [undefined, 0, ['doubtful', 'unattributed']],
    ['ask', 0, ['doubtful', 'unattributed']],
    ['ignored', 0, []],
    ['counts', 60, ['counted']],
  ] as const)('%s', (unattributed, minutes, classes) => {
    const found = stand({ measure: unattributed === undefined ? {} : { unattributed }, evidence: { spans, coverage: [covers('1', '31')] } })
    expect(found.time?.down).toBe(minutes * MINUTE)
    expect(found.ledger.map(({ as }) => as)).toEqual(classes)
  })

  it('speak by their own source', () => {
    const found = stand({
      measure: { unattributed: 'counts', authority: 'customer' },
      evidence: { spans, coverage: [covers('1', '31', { source: PROBE })] },
    })
    expect(found.time).toMatchObject({ down: 0, disputed: HOUR })
  })
})

describe('probe results (R18)', () => {
  const results = (...ok: boolean[]) => ok.map((each, i) => ({ at: span('5 10:00', '5').from + i * 5 * MINUTE, ok: each }))
  const evidence = (...ok: boolean[]) => ({
    coverage: [],
    checks: [{ service: 'api', source: PROBE, every: 5 * MINUTE, results: results(...ok) }],
  })

  it('count by the time between them, not by their number', () => {
    // Six failures at 5 minutes and a success: 30 min down, 7.5 min up, the rest not measured.
    const found = stand({ evidence: evidence(false, false, false, false, false, false, true) })
    expect(found.time).toMatchObject({ down: 30 * MINUTE, up: 7.5 * MINUTE, unknown: 30 * DAY - 37.5 * MINUTE })
  })

  it.each([
    ['under', 2, 0],
    ['exactly', 3, 15],
    ['over', 4, 20],
  ])('count from the first failure once confirmed by three: %s', (_what, failures, minutes) => {
    const row = [true, ...Array.from({ length: failures }, () => false), true]
    const found = stand({ measure: { confirm: { failures: 3 } }, evidence: evidence(...row) })
    expect(found.time?.down).toBe(minutes * MINUTE)
  })
})
