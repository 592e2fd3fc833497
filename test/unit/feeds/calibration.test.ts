/** Ours, theirs and the difference by cause: tables with the arithmetic shown, and counting minute by minute as a second opinion. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span, State } from '../../../shared/evidence/model.ts'
import { incidentIo } from '../../../shared/feeds/incident-io.ts'
import { instatus } from '../../../shared/feeds/instatus.ts'
import { CAUSES, type Calibration, type CalibrationOptions, calibrate, type SpansByState } from '../../../shared/feeds/parts/calibration.ts'
import type { FigureMethod, Official, OfficialPart } from '../../../shared/feeds/parts/official.ts'
import { statuspageUptime } from '../../../shared/feeds/statuspage-uptime.ts'
import { recorded } from './recorded.ts'

const MIN = 60_000
const DAY = Date.UTC(2026, 5, 10)
const at = (minutes: number): number => DAY + minutes * MIN
const span = (from: number, to: number | null, state: State, more: Partial<Span> = {}): Span => ({
  service: 'c',
  from: at(from),
  to: to === null ? null : at(to),
  state,
  source: { kind: 'feed', id: 'x', party: 'provider' },
  ref: 'i',
  basis: 'component-transition',
  ...more,
})
/** Ten days, 14,400 minutes: 0.1 % of them are 14.4 minutes. */
const official = (percent: string, more: Partial<OfficialPart> = {}, weights: FigureMethod = 'major-and-partial'): Official => ({
  weights,
  parts: [{ id: 'c', name: 'API', percent, over: { from: '2026-06-10', to: '2026-06-19', days: 10 }, ...more }],
})
const ALL: SpansByState = { down: 1, partial: 1, degraded: 1 }
const OUTAGES: SpansByState = { down: 1, partial: 1 }
const options = (more: Partial<CalibrationOptions> = {}): CalibrationOptions => ({ at: at(14_400), counts: OUTAGES, ...more })
/** In minutes, causes of zero left out. */
const inMinutes = (row: Calibration | undefined): unknown => ({
  ours: (row?.oursMs ?? Number.NaN) / MIN,
  theirs: (row?.theirsMs ?? Number.NaN) / MIN,
  ...Object.fromEntries(Object.entries(row?.byCause ?? {}).flatMap(([cause, ms]) => (ms === 0 ? [] : [[cause, ms / MIN]]))),
})
const windowed = { basis: 'incident-window' } as const

describe('ours, theirs and the difference by cause', () => {
  it.each([
    ['they agree', [span(0, 144, 'down')], official('99'), options(), { ours: 144, theirs: 144 }],
    // A partial outage of 100 min is 30 min to the page: the other 70 are its weight.
    [
      'a partial outage',
      [span(0, 100, 'partial')],
      official('99.7917'),
      options(),
      { ours: 100, theirs: 29.9952, weights: 70, other: 0.0048 },
    ],
    [
      'degraded time that the agreement counts',
      [span(0, 60, 'degraded')],
      official('100'),
      options({ counts: ALL }),
      { ours: 60, theirs: 0, weights: 60 },
    ],
    ['degraded time that it does not count', [span(0, 60, 'degraded')], official('100'), options(), { ours: 0, theirs: 0 }],
    // The agreement counts total outages alone, the page 30 % of 100 min.
    [
      'a state that only the page counts',
      [span(0, 100, 'partial')],
      official('99.7917'),
      options({ counts: { down: 1 } }),
      { ours: 0, theirs: 29.9952, weights: -30, other: 0.0048 },
    ],
    // 288 min until "resolved", of which the page counts 144.
    [
      'a window that lasts until "resolved"',
      [span(0, 288, 'down', windowed)],
      official('99'),
      options(),
      { ours: 288, theirs: 144, window: 144 },
    ],
    [
      'a window that applies to two components',
      [span(0, 288, 'down', windowed), span(0, 288, 'down', { ...windowed, service: 'd' })],
      official('99'),
      options(),
      { ours: 288, theirs: 144, spread: 144 },
    ],
    ['exact times that the page contradicts', [span(0, 288, 'down')], official('99'), options(), { ours: 288, theirs: 144, other: 144 }],
    [
      'an incident that names no component',
      [span(0, 200, 'down', { ...windowed, service: null })],
      official('99'),
      options(),
      { ours: 0, theirs: 144, 'not-named': -144 },
    ],
    [
      'an incident shorter than what is missing',
      [span(0, 100, 'down', { ...windowed, service: null })],
      official('99'),
      options(),
      { ours: 0, theirs: 144, 'not-named': -100, other: -44 },
    ],
    ['an outage of which no incident speaks', [], official('99'), options(), { ours: 0, theirs: 144, other: -144 }],
    [
      'an incident without impact',
      [],
      official('99', { byIncident: [{ ref: 'n', ms: 144 * MIN }] }),
      options({ noImpact: new Set(['n']) }),
      { ours: 0, theirs: 144, 'no-impact': -144 },
    ],
    [
      'incidents that the page names, each by its own time',
      [span(0, 500, 'down', { service: null, ref: 'u' })],
      official('99', {
        byIncident: [
          { ref: 'u', ms: 100 * MIN },
          { ref: 'n', ms: 44 * MIN },
        ],
      }),
      options({ noImpact: new Set(['n']) }),
      { ours: 0, theirs: 144, 'not-named': -100, 'no-impact': -44 },
    ],
    [
      'two incidents over each other count once',
      [span(0, 100, 'down', windowed), span(50, 144, 'down')],
      official('99'),
      options(),
      { ours: 144, theirs: 144 },
    ],
    ['one that is still open counts to the reading', [span(14_256, null, 'down')], official('99'), options(), { ours: 144, theirs: 144 }],
  ] as const)('%s', (_what, spans, figure, given, expected) => expect(inMinutes(calibrate(figure, spans, given)[0])).toEqual(expected))

  it.each([
    ['ends with the window', -10, 0, 0],
    ['begins a minute before its end', 14_399, 14_500, 1],
    ['begins at its end', 14_400, 14_500, 0],
  ])('counts only what lies in the page’s window: an outage that %s', (_what, from, to, ours) => {
    expect(calibrate(official('100'), [span(from, to, 'down')], options({ at: at(20_000) }))[0]?.oursMs).toBe(ours * MIN)
  })
  it('takes the days of the page’s zone', () => {
    const [row] = calibrate(official('100'), [], options({ zone: 'Europe/Berlin' }))
    expect(row?.window).toEqual({ from: at(-120), to: at(14_400 - 120) })
  })
  it('takes a length of time back from the reading', () => {
    const [row] = calibrate(official('99', { over: { hours: 240 } }), [span(-1, 144, 'down')], options())
    expect(inMinutes(row)).toEqual({ ours: 144, theirs: 144 })
  })
  it('says that a window is an estimate, and exact times are none', () => {
    expect(calibrate(official('99'), [span(0, 9, 'down', windowed)], options())[0]?.isEstimate).toBe(true)
    expect(calibrate(official('99'), [span(0, 9, 'down')], options())[0]?.isEstimate).toBe(false)
  })
  it('leaves out components that are none of the agreement’s', () => {
    expect(calibrate(official('99'), [], options({ serviceOf: () => null }))).toEqual([])
    expect(calibrate(official('99'), [span(0, 9, 'down', { service: 'api' })], options({ serviceOf: () => 'api' }))[0]?.oursMs).toBe(
      9 * MIN,
    )
  })
})

describe('whatever the incidents', () => {
  const anySpan = fc
    .record({
      from: fc.integer({ min: -50, max: 300 }),
      length: fc.integer({ min: 0, max: 200 }),
      state: fc.constantFrom<State>('down', 'partial', 'degraded', 'maintenance'),
      service: fc.constantFrom('c', 'd', null),
      ref: fc.constantFrom('i', 'j'),
      basis: fc.constantFrom('component-transition', 'incident-window', 'page-only'),
    })
    .map(({ from, length, state, ...more }) => span(from, from + length, state, more as Partial<Span>))
  const anyFigure = fc
    .integer({ min: 900_000, max: 1_000_000 })
    .map((cut) => `${Math.floor(cut / 10_000)}.${String(cut % 10_000).padStart(4, '0')}`)
  it('the causes add up to the difference, and ours is what counting by the minute gives', () => {
    fc.assert(
      fc.property(
        fc.array(anySpan, { maxLength: 8 }),
        anyFigure,
        fc.constantFrom<FigureMethod>('major-and-partial', 'downtime'),
        (spans, percent, weights) => {
          const [row] = calibrate(official(percent, {}, weights), spans, options())
          const sum = CAUSES.reduce((total, cause) => total + (row?.byCause[cause] ?? 0), 0)
          expect(sum).toBe((row?.oursMs ?? 0) - (row?.theirsMs ?? 0))
          let minutes = 0
          for (let minute = 0; minute < 600; minute++) {
            if (
              spans.some(
                ({ service, state, from, to }) =>
                  service === 'c' && (OUTAGES[state] ?? 0) > 0 && from <= at(minute) && (to ?? 0) > at(minute),
              )
            )
              minutes++
          }
          expect(row?.oursMs).toBe(minutes * MIN)
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 300) },
    )
  })
})

describe('recorded pages', () => {
  const parsed = (path: string): Record<string, unknown> | null => {
    const text = recorded(path)
    return text === null ? null : (JSON.parse(text) as Record<string, unknown>)
  }
  const differences = (rows: readonly Calibration[]): readonly number[] =>
    rows.map(({ oursMs, theirsMs, byCause, window }) => (100 * (oursMs - theirsMs - byCause.weights)) / (window.to - window.from))

  // The page's word for itself has two decimals, so 0.01 points of 90 days: 13 minutes.
  it.each([
    ['linear', 'downtime', 6],
    ['openai', 'major-and-partial', 31],
  ] as const)('incident.io, %s: its own impacts give its own figures by weights of %s', (name, weights, parts) => {
    const page = parsed(`incident-io/${name}_flight_2026-03.json`)
    if (page === null) return
    const observedAt = Date.UTC(2026, 2, 17, 12)
    const { evidence, official: said } = incidentIo.read(JSON.stringify(page), { observedAt, source: name })
    const rows = calibrate({ weights, parts: said?.parts ?? [] }, evidence.spans, { at: observedAt, counts: OUTAGES })
    expect(rows).toHaveLength(parts)
    const mean = differences(rows).reduce((sum, each) => sum + Math.abs(each), 0) / parts
    expect(mean).toBeLessThan(0.015)
  })
  it.each(['circleci', 'auth0', 'balena-io', '1password', 'loggly'])(
    'Statuspage, %s: its own seconds give its own figure, but for the weight of partial outages',
    (name) => {
      const page = parsed(`statuspage-uptime/${name}_uptimeData_2021-01.json`)
      if (page === null) return
      const observedAt = Number(page.page_issued_epoch) * 1000
      const { evidence, official: said } = statuspageUptime.read(JSON.stringify(page), { observedAt, source: name })
      const rows = calibrate(said as Official, evidence.spans, { at: observedAt, counts: OUTAGES })
      expect(rows.length).toBeGreaterThan(0)
      for (const [i, points] of differences(rows).entries())
        expect(`${name} ${rows[i]?.name} ${Math.abs(points) < 0.0002}`).toBe(`${name} ${rows[i]?.name} true`)
    },
  )
  it('Instatus, mastodon.social: three weeks of degraded time that the page counts', () => {
    const page = parsed('instatus/mastodonsocial_flight_2026-03.json')
    if (page === null) return
    const observedAt = Date.UTC(2026, 2, 17, 12)
    const { evidence, official: said } = instatus.read(JSON.stringify(page.data), { observedAt, source: 'm' })
    const rows = calibrate(said as Official, evidence.spans, { at: observedAt, counts: ALL })
    expect(rows).toHaveLength(4)
    for (const { oursMs, theirsMs, byCause } of rows)
      expect(oursMs - theirsMs).toBe(Object.values(byCause).reduce((sum, each) => sum + each, 0))
  })
})
