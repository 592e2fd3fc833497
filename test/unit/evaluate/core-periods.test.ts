/** Which periods are answered (R10), and that a report is the same whatever order its inputs came in. */
import { isMainThread } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { canonical, sha256Hex } from '../../../shared/base/canonical.ts'
import type { Contract } from '../../../shared/contract/model.ts'
import { evaluateWith } from '../../../shared/evaluate/evaluate-agreement.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { measureTime } from '../../../shared/evaluate/measures/time.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { cutRules, zonesFrom } from '../../../shared/time/tables.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { agreement, covers, HOUR, JULY, june, MINUTE, PROBE, span } from './stand.ts'

const evidence: Evidence = { ...NO_EVIDENCE, coverage: [covers('1', '31')], spans: [span('5 10:00', '5 11:00')] }
const labels = (contract: Contract, given: Evidence, at: number, period?: string) =>
  evaluateWith({ measures: { time: measureTime } }, [contract], given, {
    at,
    zones: temporalZones,
    ...(period && { period }),
  }).objectives.map((each) => each.period.label)

describe('the period asked for', () => {
  it.each<[string, Contract['period'], string | undefined, string[]]>([
    ['the one that holds the present', { every: 'month' }, undefined, ['2026-06']],
    ['a label', { every: 'month' }, '2026-05', ['2026-05']],
    ['a date in it', { every: 'month' }, '2026-05-17', ['2026-05']],
    ['a quarter', { every: 'quarter' }, '2026-Q1', ['2026-Q1']],
    ['a month of a quarter', { every: 'quarter' }, undefined, ['2026-Q2']],
    ['a week', { every: 'week' }, '2026-W14', ['2026-W14']],
    ['thirty days', { every: 'P30D', from: '2026-01-01' }, '2026-06-15', ['2026-05-31/2026-06-30']],
    ['rolling', { rolling: 'P30D' }, undefined, ['2026-05-21/2026-06-20']],
    ['rolling, whatever was asked', { rolling: 'P30D' }, '2026-01', ['2026-05-21/2026-06-20']],
  ])('%s', (_what, period, asked, expected) => {
    expect(labels(agreement({ contract: { period } }), evidence, june('20'), asked)).toEqual(expected)
  })

  it('is refused where no objective knows it', () => {
    expect(() => labels(agreement(), evidence, JULY, 'March')).toThrow(/no period "March"/)
    expect(() => labels(agreement(), evidence, JULY, '2026-Q1')).toThrow(RangeError)
  })

  it('means the period that holds its first instant where objectives are cut differently', () => {
    const contract = agreement({
      contract: {
        objectives: [
          { id: 'month', services: ['api'], target: '99', measure: { by: 'time' } },
          { id: 'quarter', services: ['api'], target: '99', period: { every: 'quarter' }, measure: { by: 'time' } },
        ],
      },
    })
    expect(labels(contract, evidence, JULY, '2026-06')).toEqual(['2026-Q2', '2026-06'])
    expect(labels(contract, evidence, JULY, '2026-Q2')).toEqual(['2026-04', '2026-Q2'])
  })
})

describe('all periods', () => {
  it('are those that evidence touches, oldest first', () => {
    const spans = [span('-40 10:00', '-40 11:00'), span('40 10:00', '40 11:00')]
    expect(labels(agreement(), { ...NO_EVIDENCE, spans }, june('70'), 'all')).toEqual(['2026-04', '2026-07'])
    expect(labels(agreement(), { ...NO_EVIDENCE, spans: spans.reverse() }, june('70'), 'all')).toEqual(['2026-04', '2026-07'])
  })

  it('end with the present', () => {
    expect(labels(agreement(), { ...NO_EVIDENCE, coverage: [covers('-20', null)] }, june('20'), 'all')).toEqual(['2026-05', '2026-06'])
    expect(labels(agreement(), { ...NO_EVIDENCE, coverage: [covers('-20', '31')] }, JULY, 'all')).toEqual(['2026-05', '2026-06'])
  })

  it('leave out evidence of services that no objective names', () => {
    const spans = [span('-40 10:00', '-40 11:00', { service: 'mail' }), span('5 10:00', '5 11:00')]
    expect(labels(agreement(), { ...NO_EVIDENCE, spans }, june('70'), 'all')).toEqual(['2026-06'])
  })

  it('without evidence are the one that holds the present', () => {
    expect(labels(agreement(), NO_EVIDENCE, june('20'), 'all')).toEqual(['2026-06'])
  })

  it('are refused where they are more than anybody reads, before they are listed', () => {
    // Thirty days of seconds are 2,592,000 periods; of minutes 43,200.
    const seconds = agreement({ contract: { period: { every: 'PT1S', from: '2026-06-01' } } })
    expect(() => labels(seconds, evidence, JULY, 'all')).toThrow(/at most 100000 periods/)
    expect(labels(seconds, evidence, JULY, undefined)).toHaveLength(1)
  })

  it('are the answers of each by itself', () => {
    const given = { ...NO_EVIDENCE, coverage: [covers('-60', '31')], spans: [span('0 23:00', '1 01:00'), span('-31 23:30', '-30 01:00')] }
    const options = { at: JULY, zones: temporalZones }
    const all = evaluate([agreement()], given, { ...options, period: 'all' }).objectives
    const each = all.map(({ period }) => evaluate([agreement()], given, { ...options, period: period.label }).objectives[0])
    expect(all).toEqual(each)
    // Midnight of 1 June parts two hours into one and one.
    expect(all.map(({ time: classes }) => (classes?.down ?? 0) / MINUTE).slice(-2)).toEqual([60 + 60, 60])
  })
})

describe('equal inputs', () => {
  const contract = agreement({
    contract: {
      exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', budget: { hours: '1', per: 'month' } }],
      calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] }, zone: 'Asia/Kolkata' } },
      remedies: [{ id: 'credit', kind: 'percent', bands: [{ below: '99.9', credit: '10' }] }],
    },
    objective: { remedies: ['credit'] },
  })
  const given: Evidence = {
    ...NO_EVIDENCE,
    coverage: [covers('1', '31'), covers('1', '31', { source: PROBE })],
    spans: [
      span('5 10:00', '5 11:00', { ref: 'a', observedAt: june('5 12:00'), title: 'A' }),
      span('5 10:00', '5 12:00', { ref: 'a', observedAt: june('6'), title: 'B' }),
      span('5 10:30', '5 11:30', { source: PROBE, title: 'C' }),
      span('7 10:00', '7 10:30', { state: 'degraded' }),
      span('8 10:00', '8 10:30', { service: null }),
    ],
    maintenance: [
      { id: 'm1', services: ['api'], from: june('5 10:00'), to: june('5 10:45'), source: PROBE },
      { id: 'm2', services: ['api'], from: june('5 10:30'), to: june('5 11:45'), source: PROBE },
    ],
  }
  const reversed = Object.fromEntries(
    Object.entries(given).map(([key, list]) => [key, Array.isArray(list) ? [...list].reverse() : list]),
  ) as unknown as Evidence

  it('have equal bytes', () => {
    const text = () => canonical(evaluate([structuredClone(contract)], structuredClone(given), { at: JULY, period: 'all' }))
    expect(text()).toBe(text())
  })

  it('have equal bytes whatever order evidence comes in', () => {
    const text = (evidence_: Evidence) => canonical(evaluate([contract], evidence_, { at: JULY, period: '2026-06' }))
    expect(text(reversed)).toBe(text(given))
  })

  it('are named by their hashes, which change with them', () => {
    const report = evaluate([contract], given, { at: JULY })
    expect(report.contract.sha256).toBe(sha256Hex(canonical(contract)))
    const other = evaluate([{ ...contract, title: 'Other' }], { ...given, spans: given.spans.slice(1) }, { at: JULY })
    expect(other.contract.sha256).not.toBe(report.contract.sha256)
    expect(other.evidence.sha256).not.toBe(report.evidence.sha256)
    expect(other.tzdb).toBe(report.tzdb)
  })

  it('say the same to a reader that carries only the tables of the periods', () => {
    const options = { at: JULY, period: '2026-06' }
    const report = evaluate([contract], given, options)
    const carried = zonesFrom(['UTC', 'Asia/Kolkata'].map((id) => cutRules(temporalZones(id), june('-40'), june('70'))))
    expect(evaluate([contract], given, { ...options, zones: carried })).toEqual(report)
  })
})

describe('the clock of the agreement', () => {
  it('cuts days where its zone does (P-27)', () => {
    // 23:30 to 00:30 in Sydney, where it is already July: 30 June 13:30 to 14:30 UTC.
    const contract = agreement({ contract: { zone: 'Australia/Sydney' } })
    const spans = [span('30 13:30', '30 14:30')]
    const down = (period: string) =>
      evaluateWith(
        { measures: { time: measureTime } },
        [contract],
        { ...NO_EVIDENCE, spans },
        { at: june('70'), period, zones: temporalZones },
      ).objectives[0]?.time?.down
    expect([down('2026-06'), down('2026-07')]).toEqual([HOUR / 2, HOUR / 2])
  })

  // A thread keeps the clock of its process: the run over broken copies works in threads.
  it.skipIf(!isMainThread).each(['Pacific/Auckland', 'America/St_Johns', 'Asia/Kolkata'])(
    'and not where that of the host does: %s',
    (host) => {
      const contract = agreement({
        contract: { zone: 'Europe/Berlin', calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } } },
        objective: { during: 'office' },
      })
      const answer = () => evaluate([contract], { ...evidence, spans: [span('5 05:30', '5 16:30')] }, { at: JULY, period: 'all' })
      const here = answer()
      const before = process.env.TZ
      process.env.TZ = host
      try {
        expect(new Date(JULY).getHours()).not.toBe(new Date(JULY).getUTCHours())
        expect(canonical(answer())).toBe(canonical(here))
      } finally {
        if (before === undefined) delete process.env.TZ
        else process.env.TZ = before
      }
      // 8:00 to 18:00 in Berlin is 6:00 to 16:00 UTC in June.
      expect(here.objectives.find(({ period }) => period.label === '2026-06')?.time?.down).toBe(10 * HOUR)
    },
  )
})
