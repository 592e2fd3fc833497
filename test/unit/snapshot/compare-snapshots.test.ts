import { describe, expect, it } from 'vitest'
import { compareSnapshots, type Side } from '../../../shared/snapshot/compare-snapshots.ts'
import { readSnapshotValue } from '../../../shared/snapshot/read-snapshot.ts'
import { recompute } from '../../../shared/snapshot/recompute.ts'
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts'
import { BOTH, contract, FEED_ONLY, MADE, snapshotOf } from '../../browser/snapshot-sample.ts'

const side = (snapshot: Snapshot): Side => {
  const { opened } = readSnapshotValue(JSON.parse(JSON.stringify(snapshot)))
  const again = recompute(opened!)
  if (again.state === 'impossible') throw new Error(again.reason)
  return { opened: opened!, report: again.report }
}
const customer = side(snapshotOf(BOTH, 'Globex'))
const provider = side(snapshotOf(FEED_ONLY, 'Northwind Cloud'))
const at = (text: string): number => Date.parse(`2026-10-${text}Z`)

describe('two snapshots', () => {
  it('part where the probe saw the outage and the feed did not, to the second', () => {
    const [api] = compareSnapshots(customer, provider).objectives
    expect(api?.stretches.map(({ from, to, one, other, because }) => ({ from, to, one: one?.as, other: other?.as, because }))).toEqual([
      { from: at('13T11:02:00'), to: at('13T11:16:00'), one: 'counted', other: undefined, because: 'source' },
    ])
    expect(api?.apart).toBe(14 * 60_000)
  })
  it('carry both verdicts and credits', () => {
    const [api] = compareSnapshots(customer, provider).objectives
    // 62 min 40 s and 48 min 40 s of a budget of 44 min 42 s.
    expect([api?.one.time?.down, api?.other.time?.down]).toEqual([3_760_000, 2_920_000])
    expect([api?.one.credit.amount, api?.other.credit.amount]).toEqual(['120.00', '120.00'])
    expect(api?.crossed).toBeNull()
  })
  it('list what they have in common', () => {
    expect(compareSnapshots(customer, provider).same).toEqual({ contract: true, evidence: false, evaluator: true, zones: true })
    expect(compareSnapshots(customer, customer)).toMatchObject({ same: { evidence: true }, objectives: [{ stretches: [], apart: 0 }] })
  })
  it('name what makes the difference: a source that only one of them has, on either side', () => {
    const fourteen = { because: 'source', what: 'probe:globex', time: 14 * 60_000 }
    expect(compareSnapshots(customer, provider).objectives[0]?.makers).toEqual([{ ...fourteen, side: 'one' }])
    expect(compareSnapshots(provider, customer).objectives[0]?.makers).toEqual([{ ...fourteen, side: 'other' }])
    expect(compareSnapshots(customer, customer).objectives[0]?.makers).toEqual([])
  })
  it('say which time one of them did not see', () => {
    // The same feed, which was read from 2 October on: Berlin's October begins at 22:00 the day before, 26 hours earlier.
    const late = { ...FEED_ONLY, coverage: FEED_ONLY.coverage.map((row) => ({ ...row, from: at('02T00:00:00') })) }
    const [api] = compareSnapshots(provider, side(snapshotOf(late, 'Late'))).objectives
    expect(api?.makers).toEqual([{ because: 'unseen', what: '', side: 'other', time: 26 * 3_600_000 }])
    expect(api?.stretches).toMatchObject([{ to: at('02T00:00:00'), one: null, other: { as: 'unknown' } }])
    // Unmeasured time does not count as down.
    expect(api?.apart).toBe(0)
  })
  it('were judged when they say', () => {
    const earlier = side(snapshotOf(BOTH, 'Globex', { at: at('31T22:00:00') }))
    expect(compareSnapshots(customer, earlier).at).toEqual([MADE, at('31T22:00:00')])
  })
  it('are the same apart from their sides when turned round', () => {
    const [there] = compareSnapshots(customer, provider).objectives
    const [back] = compareSnapshots(provider, customer).objectives
    expect(back?.apart).toBe(there?.apart)
    expect(back?.stretches.map(({ one, other }) => [other, one])).toEqual(there?.stretches.map(({ one, other }) => [one, other]))
  })
  it('show that it is the clause, and what comes out with one’s text and the other’s evidence', () => {
    // Five days of notice wanted instead of three: the work of 20 October, announced four days before, counts.
    const strict = { ...contract, exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', notice: 'PT120H', clause: '4.1' }] }
    const other = side(snapshotOf(FEED_ONLY, 'Globex', { contracts: [strict] }))
    const compared = compareSnapshots(provider, other)
    expect(compared.same.contract).toBe(false)
    const [api] = compared.objectives
    expect(api?.stretches).toMatchObject([
      {
        from: at('20T21:00:00'),
        to: at('20T22:00:00'),
        one: { as: 'excluded', clause: 'exclusions.maintenance' },
        other: { as: 'counted' },
        because: 'text',
      },
    ])
    // Both have the same evidence: what comes out follows the text alone.
    expect(api?.crossed?.one?.time?.down).toBe(api?.one.time?.down)
    expect(api?.crossed?.other?.time?.down).toBe(api?.other.time?.down)
    expect(api?.makers).toEqual([{ because: 'clause', what: 'exclusions.maintenance', side: null, time: 3_600_000 }])
  })
  it('name what only one of them has', () => {
    const september = side(snapshotOf(BOTH, 'Globex', { period: '2026-09' }))
    expect(compareSnapshots(september, customer)).toMatchObject({ objectives: [], alone: { one: ['api 2026-09'], other: ['api 2026-10'] } })
  })
})
