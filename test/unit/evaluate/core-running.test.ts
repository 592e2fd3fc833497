/** A period that still runs: budget, pace and burn rules (R1, R11, R15). */
import { describe, expect, it } from 'vitest'
import type { Objective } from '../../../shared/contract/model.ts'
import type { Source } from '../../../shared/evidence/model.ts'
import { covers, DAY, HOUR, JULY, june, MINUTE, type Setting, span, stand } from './stand.ts'
import { resultOf } from './whole.ts'

const METRICS: Source = { kind: 'metrics', id: 'gateway', party: 'provider' }

const coverage = [covers('-60', null)]
const running = (at: string, spans: ReturnType<typeof span>[], more: Setting = {}) =>
  stand({ at: june(at), evidence: { coverage, spans }, ...more })

describe('a running month of 99.9 %: 2,592 s', () => {
  it('has the whole month’s budget from its first day', () => {
    const found = running('2', [span('1 10:00', '1 10:30')])
    expect(found.budget).toEqual({ total: 2_592_000, spent: 1_800_000, left: 792_000, unit: 'ms' })
    // Attained is over the first day alone: 1,410 of 1,440 min.
    expect(found).toMatchObject({ attained: { exact: '1175/12' }, period: { complete: false }, time: { base: DAY, remaining: 29 * DAY } })
  })

  it.each([
    // Spent when a tenth of the month is not yet over and no rule fires any more.
    ['exactly the budget', '1 10:43:12', 'on-track'],
    ['a second more', '1 10:43:13', 'breached'],
  ])('is breached for good at %s', (_what, end, verdict) => {
    expect(running('3 12:00', [span('1 10:00', end)]).verdict).toBe(verdict)
  })

  it('is breached on the day, not at the month’s end', () => {
    const at = (clock: string) => running(`1 ${clock}`, [span('1 10:00', null)]).verdict
    expect([at('10:43:12'), at('10:43:13')]).toEqual(['at-risk', 'breached'])
  })

  it('is undecided where unmeasured time may already have broken it', () => {
    const half = (from: string) => stand({ at: june('2'), evidence: { coverage: [covers(from, null)] } }).verdict
    // 43 min 12 s not measured may all have been down, and it would still hold.
    expect([half('1 00:43:12'), half('1 00:43:13')]).toEqual(['on-track', 'cannot-tell'])
  })

  it('is on track before it has begun, with nothing to take a share of', () => {
    const found = stand({ at: june('-5'), evidence: { coverage } })
    expect(found).toMatchObject({ verdict: 'on-track', attained: { value: null, low: null }, time: { remaining: 30 * DAY, base: 0 } })
  })
})

describe('pace', () => {
  it.each([
    // After t of 30 d with s spent, it lasts t × 2,592 s ÷ s from 1 June: to be under 30 d, s must be above 86.4 s a day.
    ['7', 518, null, 'on-track'],
    ['7', 519, june('1') + Math.floor((6 * DAY * 2592) / 519), 'at-risk'],
    ['16', 1296, null, 'on-track'],
    ['16', 1297, june('1') + Math.floor((15 * DAY * 2592) / 1297), 'at-risk'],
    // 3 d × 8.64 are 25.92 d.
    ['4', 300, june('1') + 25.92 * DAY, 'at-risk'],
    // A ms less than a tenth of the month: too early to project, though it would not last.
    ['3 23:59:59', 300, june('1') + Math.floor(((3 * DAY - 1000) * 2592) / 300), 'on-track'],
  ] as const)('on June %s with %i s spent', (at, seconds, exhausted, verdict) => {
    const found = running(at, [{ ...span('1 01:00', '1'), to: june('1 01:00') + seconds * 1000 }])
    expect(found.burn?.exhaustedAt).toBe(exhausted)
    expect(found.verdict).toBe(verdict)
  })

  it('is the spent share over the share of time', () => {
    // Half the budget in a fifth of the month.
    expect(running('7', [{ ...span('1', '1'), to: june('1') + 1_296_000 }]).burn?.rate).toBe('5/2')
    expect(running('7', []).burn).toMatchObject({ rate: '0/1', exhaustedAt: null })
  })

  it('is of the exact budget, though what is shown is floored to whole ms', () => {
    // 30 d × 0.00001 % are 259.2 ms. 100 ms of them in half of the month: 100 / 259.2 ÷ 1/2 = 2000 / 2592 = 125 / 162.
    const found = running('16', [{ ...span('1', '1'), to: june('1') + 100 }], { objective: { target: '99.99999' } })
    expect(found).toMatchObject({ budget: { total: 259, spent: 100 }, burn: { rate: '125/162', exhaustedAt: null } })
  })

  it('of requests is of as many as may fail', () => {
    // 0.1 % of 5,000 are 5. Two of them failed in the first quarter of the hour: 2/5 ÷ 1/4; at this pace it lasts 15 min × 5/2.
    const hour = june('1')
    const { burn, budget } = resultOf({
      measure: { by: 'requests' },
      objective: { target: '99.9' },
      period: '2026-06-01',
      at: hour + 15 * MINUTE,
      evidence: { requests: [{ service: 'api', source: METRICS, from: hour, to: hour + 5 * MINUTE, total: 5000, failed: 2 }] },
    })
    expect({ burn, budget }).toMatchObject({ budget: { total: 5, spent: 2 }, burn: { rate: '8/5', exhaustedAt: hour + 37.5 * MINUTE } })
  })

  it('is none where nothing may be spent', () => {
    const found = running('7', [], { objective: { target: '100' } })
    expect(found).toMatchObject({ budget: { total: 0 }, burn: { rate: null, exhaustedAt: null }, verdict: 'on-track' })
    expect(found.burn?.rules.map(({ firing, reachable }) => firing || reachable)).toEqual([false, false, false, false])
  })

  it('is none without a target', () => {
    const found = stand({ objective: { target: undefined } as unknown as Partial<Objective> })
    expect(found).toMatchObject({ target: null, budget: null, verdict: 'met' })
    expect(found).not.toHaveProperty('burn')
  })
})

describe('burn rules', () => {
  // factor = spend share × nominal period ÷ long window (P-54).
  it.each([
    ['28 days', '2026-02', ['336/25', '28/5', '14/5', '14/15']],
    ['30 days', '2026-06', ['72/5', '6/1', '3/1', '1/1']],
    ['31 days', '2026-07', ['372/25', '31/5', '31/10', '31/30']],
  ])('%s', (_what, period, factors) => {
    const found = stand({ period, at: june('90') })
    expect(found.burn?.rules.map(({ factor }) => factor)).toEqual(factors)
    expect(found.burn?.rules.map(({ long, short }) => [long / HOUR, short / MINUTE])).toEqual([
      [1, 5],
      [6, 30],
      [24, 120],
      [72, 360],
    ])
  })

  it.each([
    // 14.4 of at most 1/(1 − target): 20 at 95 %, 10 at 90 %.
    ['95', true],
    ['90', false],
  ])('%s %% can be burnt at 14.4 times: %s', (target, reachable) => {
    expect(stand({ objective: { target } }).burn?.rules[0]?.reachable).toBe(reachable)
  })

  // The whole budget within 3 of 30 days is 10 times the pace, and 10 times 10 % are all that there is.
  it.each([
    ['90.01', true],
    ['90', true],
    ['89.99', false],
  ])('at %s %% all of it can be spent in three days: %s', (target, reachable) => {
    expect(stand({ objective: { target, burn: [{ spend: '100', in: 'P3D' }] } }).burn?.rules[0]?.reachable).toBe(reachable)
  })

  it('one that fires is enough', () => {
    // 55 s are more than 51.84 s within the hour, and far from half of 2,592 s within three days.
    const burn = [
      { spend: '50', in: 'P3D' },
      { spend: '2', in: 'PT1H' },
    ]
    const found = running('6 12:00', [span('6 11:59:05', '6 12:00')], { objective: { burn } })
    expect(found.burn?.rules.map(({ firing }) => firing)).toEqual([false, true])
    expect(found.verdict).toBe('at-risk')
  })

  // 2 % of 2,592 s within the hour are 51.84 s; within the last 5 min, 4.32 s.
  it.each<[string, string, string, string, boolean]>([
    ['under', '6 11:59:08.161', '6 12:00', '6 12:00', false],
    ['exactly', '6 11:59:08.160', '6 12:00', '6 12:00', true],
    ['over', '6 11:59:08', '6 12:00', '6 12:00', true],
    ['over, but over', '6 11:50', '6 11:54', '6 12:00', false],
    ['just within the short window', '6 11:54', '6 11:55:04.320', '6 12:00', true],
    ['just outside of it', '6 11:54', '6 11:55:04.319', '6 12:00', false],
  ])('the first fires: %s', (_what, from, to, at, firing) => {
    const ms = (text: string) => june(text.replace(/\.\d+$/, '')) + Number(/\.(\d+)$/.exec(text)?.[1] ?? 0)
    const evidence = { coverage, spans: [{ ...span('1', '1'), from: ms(from), to: ms(to) }] }
    const found = stand({ at: ms(at), objective: { burn: [{ spend: '2', in: 'PT1H' }] }, evidence })
    expect(found.burn?.rules[0]?.firing).toBe(firing)
    expect(found.verdict).toBe(firing ? 'at-risk' : 'on-track')
  })

  it('are those of the objective', () => {
    const found = running('7', [], { objective: { burn: [{ spend: '25', in: 'PT12H' }] } })
    expect(found.burn?.rules).toEqual([{ spend: '25', long: 12 * HOUR, short: HOUR, factor: '15/1', reachable: true, firing: false }])
  })

  it('do not fire once the period is over', () => {
    const found = stand({ at: JULY, evidence: { coverage, spans: [span('30 23:50', '31 00:30')] } })
    expect(found.burn?.rules.some(({ firing }) => firing)).toBe(false)
  })

  it('take what is outside service hours for nothing', () => {
    const calendars = { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } }
    // Saturday.
    const found = running('6 12:00', [span('6 11:00', '6 12:00')], { contract: { calendars }, objective: { during: 'office' } })
    expect(found.burn?.rules.some(({ firing }) => firing)).toBe(false)
    expect(found.verdict).toBe('on-track')
  })
})
