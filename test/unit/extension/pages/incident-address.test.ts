import { describe, expect, it } from 'vitest'
import type { AgreementEvaluation } from '../../../../extension/model/agreement-evaluation.ts'
import { incidentHash, readIncident } from '../../../../extension/pages/common/incident-address.ts'
import { readPlace } from '../../../../extension/pages/common/place.ts'
import { fileName, incidentAt, previewSnapshot, sharedIncidents } from '../../../../extension/pages/common/shared-snapshot.ts'
import { BOTH, contract, MADE, snapshotOf } from '../../../browser/snapshot-sample.ts'

const at = (text: string): number => Date.parse(`2026-10-${text}Z`)

describe('the address of an incident', () => {
  it.each([
    ['an objective', 'api', '2026-10'],
    ['whichever counts it', null, '2026-10'],
    // A period's label may hold a slash of its own.
    ['a billing month', 'api', '2026-01-12/2026-02-12'],
  ])('of %s comes back as it went', (_what, objective, period) => {
    const place = readPlace(`#${incidentHash('northwind', objective, at('13T11:16:00'), period)}`)
    expect([place.agreement, place.objective]).toEqual(['Incident', 'northwind'])
    expect(readIncident(place.period)).toEqual({ period, incident: { objective, from: at('13T11:16:00') } })
  })
  it.each([null, '', 'api', 'api/x/2026-10', 'api/-5/2026-10'])('%j names none', (rest) => expect(readIncident(rest).incident).toBeNull())
})

describe('the incidents of a period', () => {
  const [report] = snapshotOf(BOTH, 'Globex').report.objectives
  const judged = {
    agreement: { id: 'northwind', contract },
    evidence: BOTH,
    at: MADE,
    objectives: [{ id: 'api', key: 'api', name: 'API availability', path: '', periods: [report!], current: report! }],
  } as unknown as AgreementEvaluation
  const all = sharedIncidents(judged, '2026-10')
  it('are those of the ledger that happened, newest first', () => {
    const days = all.map(({ entry }) => new Date(entry.from).toISOString().slice(8, 16))
    expect(days).toEqual(['28T08:12', '20T21:00', '18T08:00', '13T11:16', '13T11:02', '06T05:20'])
    expect(sharedIncidents(judged, '2026-09')).toEqual([])
  })
  it.each([
    ['begins then', at('13T11:16:00'), at('13T11:16:00')],
    ['holds it', at('13T11:20:00'), at('13T11:16:00')],
    ['contains it up to its last ms', at('13T11:43:00') - 1, at('13T11:16:00')],
    ['is over', at('13T11:43:00'), null],
    ['is not there', at('02T00:00:00'), null],
  ])('are found by an instant: the one that %s', (_what, from, found) => {
    expect(incidentAt(all, { objective: 'api', from })?.entry.from ?? null).toBe(found)
    expect(incidentAt(all, { objective: null, from })?.entry.from ?? null).toBe(found)
    expect(incidentAt(all, { objective: 'other', from })).toBeNull()
  })
  const wish = { period: '2026-10', name: 'Globex', note: '', asks: '', rotations: [], now: MADE }
  it('leave with their own words only, under every profile', () => {
    const { focus } = incidentAt(all, { objective: 'api', from: at('06T05:20:00') })!
    const open = previewSnapshot(judged, { ...wish, fields: [], focus })
    expect(JSON.stringify(open)).toContain('API errors')
    expect(JSON.stringify(open)).not.toContain('onerror')
    expect(open.redacted).toEqual(['others'])
    const closed = previewSnapshot(judged, { ...wish, fields: ['names', 'fees', 'hosts', 'notes', 'tickets'], focus })
    expect(JSON.stringify(closed)).not.toMatch(/API errors|onerror|Globex|"1200"/)
    expect(closed.redacted).toEqual(['fees', 'hosts', 'names', 'notes', 'others', 'tickets'])
    // And still the whole month: 7 min 40 s + 41 min + 14 min.
    for (const made of [open, closed]) expect(made.report.objectives[0]?.time?.down).toBe(3_760_000)
  })
  it('are saved under the minute they began, a period under its label', () => {
    const { focus } = all[0]!
    expect(fileName(previewSnapshot(judged, { ...wish, fields: [], focus }))).toBe('northwind-2026-10-28T0812.standing.json')
    expect(fileName(previewSnapshot(judged, { ...wish, fields: [], focus: null }))).toBe('northwind-2026-10.standing.json')
  })
})
