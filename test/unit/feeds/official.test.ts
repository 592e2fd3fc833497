/** Provider-reported uptime: never rounded up, never evidence. */
import { describe, expect, it } from 'vitest'
import { betterStack } from '../../../shared/feeds/better-stack.ts'
import { percentIn, percentOf } from '../../../shared/feeds/parts/official.ts'
import { RowError } from '../../../shared/feeds/parts/row.ts'
import { statuspageUptime } from '../../../shared/feeds/statuspage-uptime.ts'
import { upptime } from '../../../shared/feeds/upptime.ts'
import { uptimeKuma } from '../../../shared/feeds/uptime-kuma.ts'
import { fixture } from './fixture.ts'
import { readAs } from './reading.ts'
import { recorded } from './recorded.ts'

describe('a share as a percentage', () => {
  it.each([
    [1n, 1n, '100'],
    [999_999_999n, 1_000_000_000n, '99.9999'],
    [9_998n, 10_000n, '99.98'],
    [2n, 3n, '66.6666'],
    [0n, 3n, '0'],
  ])('%i of %i is cut, never rounded up', (part, whole, text) => expect(percentOf(part, whole)).toBe(text))
  it.each([
    ['99.98%', false, '99.98'],
    ['99.99999', false, '99.9999'],
    [100, false, '100'],
    [0.9998, true, '99.98'],
    [1, true, '100'],
  ])('%s', (value, share, text) => expect(percentIn({ value }, 'value', share)).toBe(text))
  it.each(['101', '', 'high', -1, null, '1e2'])('refuses %s', (value) => expect(() => percentIn({ value }, 'value')).toThrow(RowError))
})

describe('provider-reported uptime', () => {
  it('on Statuspage counts major outages whole and partial ones at 30 %', () => {
    // Two days are 172,800 s; 30 s of a major outage and 60 s of a partial one take off 30 + 18 = 48 s: 99.97222… %.
    expect(readAs(statuspageUptime)(fixture('statuspage-uptime')).official).toEqual({
      weights: 'major-and-partial',
      parts: [{ id: 'c1', name: 'API', percent: '99.9722', over: { from: '2026-06-01', to: '2026-06-02', days: 2 }, lostMs: 48_000 }],
    })
  })
  it('on Statuspage names what each incident takes off, a day of two in equal parts', () => {
    const day = (date: string, m: number, ...codes: string[]) => ({
      date,
      outages: { m },
      related_events: codes.map((code) => ({ name: code, code })),
    })
    const days = [day('2026-06-01', 60, 'a'), day('2026-06-02', 100, 'a', 'b'), day('2026-06-03', 0, 'c')]
    expect(readAs(statuspageUptime)({ uptimeData: { c1: { component: { name: 'API' }, days } } }).official?.parts[0]?.byIncident).toEqual([
      { ref: 'a', ms: 110_000 },
      { ref: 'b', ms: 50_000 },
    ])
  })
  it('on Better Stack is its own share of the days it lists', () => {
    expect(readAs(betterStack)(fixture('better-stack')).official).toEqual({
      weights: 'downtime',
      parts: [{ id: 'r1', name: 'API', percent: '99.9', over: { from: '2026-06-08', to: '2026-06-09', days: 2 } }],
    })
  })
  it('on Upptime is the share of its checks in 30 days', () => {
    const site = { slug: 'shop', name: 'Shop', uptimeMonth: '99.95%', dailyMinutesDown: {} }
    expect(readAs(upptime)([site]).official).toEqual({
      weights: 'checks',
      parts: [{ id: 'shop', name: 'Shop', percent: '99.95', over: { hours: 720 } }],
    })
  })
  it('on Uptime Kuma is the share of its last day, where it says one', () => {
    const beats = {
      heartbeatList: { 1: [{ time: '2026-06-10 08:00:00', status: 1 }], 2: [] },
      uptimeList: { '1_24': 0.9998, '2_24': null },
    }
    expect(readAs(uptimeKuma)(beats).official?.parts).toEqual([{ id: '1', name: '1', percent: '99.98', over: { hours: 24 } }])
  })
  it('is absent where it says nothing', () => {
    expect(readAs(upptime)([{ slug: 'shop', dailyMinutesDown: {} }])).not.toHaveProperty('official')
  })

  it('of recorded pages is their own seconds', () => {
    const body = recorded('statuspage-uptime/circleci_uptimeData_2021-01.json')
    if (body === null) return
    type Raw = { uptimeData: Record<string, { days: { outages: { p?: number; m?: number } }[] }> }
    const raw = (JSON.parse(body) as Raw).uptimeData
    const { official } = statuspageUptime.read(body, { observedAt: Date.UTC(2021, 0, 23), source: 'circleci' })
    for (const { id, percent } of official?.parts ?? []) {
      const days = raw[id]?.days ?? []
      const lost = days.reduce((sum, { outages }) => sum + (outages.m ?? 0) + 0.3 * (outages.p ?? 0), 0)
      expect(Math.abs(Number(percent) - 100 * (1 - lost / (days.length * 86_400)))).toBeLessThan(0.0002)
    }
    expect(official?.parts).toHaveLength(Object.keys(raw).length)
  })
})
