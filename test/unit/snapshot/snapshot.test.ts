import { describe, expect, it } from 'vitest'
import { differences } from '../../../shared/base/differences.ts'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { readSnapshot } from '../../../shared/snapshot/read-snapshot.ts'
import { recompute } from '../../../shared/snapshot/recompute.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

const AT = Date.UTC(2026, 6, 10)

const contract = readContractValue({
  format: 'standing/contract@1',
  id: 'api',
  title: 'API',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  services: [{ id: 'api', name: 'API' }],
  objectives: [{ id: 'up', services: ['api'], target: '99.9', measure: { by: 'time' }, exclude: ['maintenance'] }],
  exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', budget: { hours: '3', per: 'year' } }],
}).contract as Contract

const span = (from: string, to: string, more: object = {}) => ({ service: 'api', from, to, state: 'down', source: 'feed:a', ...more })
const evidence = readEvidenceValue({
  format: 'standing/evidence@1',
  coverage: [{ service: 'api', source: 'feed:a', from: '2025-06-01T00:00:00Z', to: '2026-07-10T00:00:00Z' }],
  spans: [
    span('2025-07-01T00:00:00Z', '2025-07-01T05:00:00Z'),
    // 2 h of the year's 3 h of maintenance go in February, so that of June's 90 min only 60 are excluded.
    span('2026-02-03T00:00:00Z', '2026-02-03T02:00:00Z', { state: 'maintenance' }),
    span('2026-06-03T00:00:00Z', '2026-06-03T01:30:00Z', { state: 'maintenance' }),
    span('2026-06-20T10:00:00Z', '2026-06-20T10:20:00Z'),
    { ...span('2026-06-20T10:00:00Z', '2026-06-20T10:20:00Z'), service: 'other' },
  ],
  maintenance: ['2026-02-03', '2026-06-03'].map((day) => ({
    id: day,
    services: ['api'],
    source: 'feed:a',
    from: `${day}T00:00:00Z`,
    to: `${day}T02:00:00Z`,
    announcedAt: '2026-01-01T00:00:00Z',
  })),
}).evidence!

const make = () =>
  makeSnapshot({
    contracts: [contract],
    evidence,
    at: AT,
    period: '2026-06',
    zones: temporalZones,
    createdAt: AT,
    createdBy: { tool: 'test' },
    note: '<b>please</b>',
  })

describe('a snapshot', () => {
  it('carries the report of its period, as the whole evidence gives it', () => {
    const [june] = make().report.objectives
    // 30 min of maintenance over the budget and 20 min down.
    expect(june?.time).toMatchObject({ down: 50 * 60_000, excluded: 60 * 60_000 })
    expect(june).toEqual(evaluate([contract], evidence, { at: AT, period: '2026-06' }).objectives[0])
  })
  it('leaves out what the period does not need', () => {
    const { spans } = make().evidence as unknown as { spans: { from: string; service: string }[] }
    expect(spans.map((one) => one.from.slice(0, 10))).toEqual(['2026-02-03', '2026-06-03', '2026-06-20'])
    expect(spans.every((one) => one.service === 'api')).toBe(true)
  })
  it('opens and recomputes to the last byte, also without zone data of one’s own', () => {
    const { opened, problems } = readSnapshot(JSON.stringify(make()))
    expect(problems).toEqual([])
    expect(recompute(opened!)).toMatchObject({ state: 'same', zoneData: 'unknown' })
    expect(recompute(opened!, temporalZones)).toMatchObject({ state: 'same', zoneData: 'same' })
  })
  it('recalculates with the reader’s zone data where they differ inside the period', () => {
    const { opened } = readSnapshot(JSON.stringify(make()))
    const other = (id: string) => ({ ...temporalZones(id), offsets: temporalZones(id).offsets.map((offset) => offset + 60_000) })
    const answer = recompute(opened!, other)
    expect(answer).toMatchObject({ state: 'different', zoneData: 'different', why: ['zone-data'] })
    // June by clocks that are a minute ahead begins a minute earlier.
    const { from } = make().report.objectives[0]!.period
    expect(answer.state === 'different' && answer.report.objectives[0]!.period.from).toBe(from - 60_000)
    expect(answer.state === 'different' && answer.differences.map((one) => one.path)).toContain('objectives[0].period.from')
  })
  it('stays the same where zone data differ in later years alone', () => {
    const { opened } = readSnapshot(JSON.stringify(make()))
    const other = (id: string) => {
      const own = temporalZones(id)
      const late = own.starts.findIndex((start) => start > AT + 365 * 86_400_000)
      return { ...own, offsets: own.offsets.map((offset, index) => (index >= late ? offset + 3_600_000 : offset)) }
    }
    expect(recompute(opened!, other)).toMatchObject({ state: 'same', zoneData: 'elsewhere' })
  })
  it.each([
    ['older', '0.0.9'],
    ['newer', '9.9.9'],
  ])('is the same by an %s evaluator that came to the same figures, and names it', (_what, version) => {
    const { opened } = readSnapshot(JSON.stringify(make()).replace(/"evaluator":"[^"]*"/, `"evaluator":"${version}"`))
    expect(recompute(opened!)).toMatchObject({ state: 'same', madeBy: version })
  })
  it.each<[string, (text: string) => string, string]>([
    ['a verdict', (text) => text.replace('"verdict":"breached"', '"verdict":"met"'), 'objectives[0].verdict'],
    ['a share', (text) => text.replace(/"value":"99\.[0-9]+"/, '"value":"99.95"'), 'objectives[0].attained'],
  ])('is not excused by its version where %s was forged', (_what, change, path) => {
    const text = JSON.stringify(make()).replace(/"evaluator":"[^"]*"/, '"evaluator":"9.9.9"')
    const changed = change(text)
    expect(changed).not.toBe(text)
    const answer = recompute(readSnapshot(changed).opened!)
    expect(answer).toMatchObject({ state: 'different' })
    expect(answer.state === 'different' && answer.differences.map((one) => one.path)).toContain(path)
  })
  it.each<[string, (text: string) => string, readonly string[], string]>([
    ['a verdict', (text) => text.replace('"verdict":"breached"', '"verdict":"met"'), ['report'], 'objectives[0].verdict'],
    ['the evidence', (text) => text.replace('2026-06-20T10:20:00Z', '2026-06-20T10:10:00Z'), ['evidence'], 'evidence.sha256'],
    ['the promise', (text) => text.replace('"target":"99.9"', '"target":"99.0"'), ['contract'], 'contract.sha256'],
  ])('detects that %s was changed, where and why', (_what, change, why, path) => {
    const { opened } = readSnapshot(change(JSON.stringify(make())))
    const answer = recompute(opened!)
    expect(answer).toMatchObject({ state: 'different', why })
    expect(answer.state === 'different' && answer.differences.map((one) => one.path)).toContain(path)
  })
  it.each<[string, (value: Record<string, unknown>) => unknown, string]>([
    ['no object', () => [], ''],
    ['another format', (one) => ({ ...one, format: 'standing/feed@1' }), 'format'],
    ['a newer format', (one) => ({ ...one, format: 'standing/snapshot@2' }), 'format'],
    ['a broken agreement', (one) => ({ ...one, contract: { ...(one.contract as object), zone: 'Mars' } }), 'contract.zone'],
    ['broken evidence', (one) => ({ ...one, evidence: { format: 'standing/evidence@1', spans: 5 } }), 'evidence.spans'],
    ['an instant without a zone', (one) => ({ ...one, at: '2026-07-10T00:00:00' }), 'at'],
    ['no report', (one) => ({ ...one, report: null }), 'report'],
    ['a reversed zone table', (one) => ({ ...one, zones: [{ id: 'X', from: 0, to: 5, starts: [3, 1], offsets: [0, 0] }] }), 'zones[0]'],
    ['a note that is not text', (one) => ({ ...one, note: {} }), 'note'],
  ])('refuses %s at its path', (_what, change, path) => {
    const { opened, problems } = readSnapshot(JSON.stringify(change(make() as unknown as Record<string, unknown>)))
    expect(opened).toBeNull()
    expect(problems.map((problem) => problem.path)).toContain(path)
  })
  it.each(['', '{', 'null', '{"format":"standing/snapshot@1","format":"x"}', `${'['.repeat(100)}${']'.repeat(100)}`])(
    'refuses %j',
    (text) => {
      expect(readSnapshot(text).problems).toHaveLength(1)
    },
  )
  it('is the same bytes twice', () => {
    expect(JSON.stringify(make())).toBe(JSON.stringify(make()))
  })
})

describe('differences', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: [1, 2] }, { a: [1, 3, 4] }, ['a[1]', 'a[2]']],
    [{ a: {} }, { a: [] }, ['a']],
    [{ a: null }, {}, ['a']],
    [1, '1', ['']],
  ])('%j and %j differ at %j', (one, other, paths) => {
    expect(differences(one, other).map(({ path }) => path)).toEqual(paths)
  })
  it('stops at its limit', () => {
    expect(differences(Array(50).fill(1), Array(50).fill(2), 10)).toHaveLength(10)
  })
})
