import { describe, expect, it } from 'vitest'
import { judgedObjectives, objectiveKey, objectiveName } from '../../../shared/contract/each-service.ts'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { evaluateUnnamed } from '../../../shared/evaluate/index.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { compareSnapshots } from '../../../shared/snapshot/compare-snapshots.ts'
import { focusedObjective, focusOn, refocused } from '../../../shared/snapshot/one-incident.ts'
import { namedReports, type OpenedSnapshot } from '../../../shared/snapshot/opened-snapshot.ts'
import { readSnapshotValue } from '../../../shared/snapshot/read-snapshot.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { objectiveView } from '../../../widget/element/objective-view.ts'

const contract = readContractValue({
  format: 'standing/contract@1',
  id: 'acme',
  title: 'Two features',
  zone: 'UTC',
  period: { every: 'month' },
  services: [
    { id: 'search', name: 'Search' },
    { id: 'ingest', name: 'Ingest' },
  ],
  objectives: [
    {
      id: 'uptime',
      name: 'Availability',
      services: ['search', 'ingest'],
      each: 'service',
      target: '99.9',
      measure: { by: 'time' },
      remedies: [],
      exclude: [],
    },
  ],
}).contract!

const span = (service: string) => ({
  service,
  source: 'probe:p',
  state: 'down',
  from: '2026-06-02T00:00:00Z',
  to: '2026-06-02T02:00:00Z',
})
const evidence = readEvidenceValue({
  format: 'standing/evidence@1',
  coverage: ['search', 'ingest'].map((service) => ({
    service,
    source: 'probe:p',
    from: '2026-06-01T00:00:00Z',
    to: '2026-07-01T00:00:00Z',
  })),
  spans: [span('search'), span('ingest')],
}).evidence!

const at = parseInstant('2026-07-01T00:00:00Z')
const entry = { from: parseInstant('2026-06-02T00:00:00Z'), to: parseInstant('2026-06-02T02:00:00Z') }
const snapshotOf = (service: string) =>
  makeSnapshot({
    contracts: [contract],
    evidence,
    at,
    period: '2026-06',
    zones: temporalZones,
    createdAt: at,
    createdBy: { tool: 'test' },
    focus: focusOn(`uptime/${service}`, entry),
  })

describe('an objective for each service', () => {
  it('is one judged objective a service, told apart by its key and its name', () => {
    const judged = judgedObjectives(contract)
    expect(judged.map(objectiveKey)).toEqual(['uptime/search', 'uptime/ingest'])
    expect(judged.map((each) => objectiveName(contract, each))).toEqual(['Availability: Search', 'Availability: Ingest'])
    const reports = evaluateUnnamed([contract], evidence, { at, period: '2026-06' }).objectives
    expect(reports.map(objectiveKey)).toEqual(judged.map(objectiveKey))
  })
  it.each([
    ['search', 0],
    ['ingest', 1],
  ])('a snapshot of an incident of %s points at its own entry, though both were down at the same time', (service, place) => {
    const snapshot = snapshotOf(service)
    expect(focusedObjective(snapshot.focus!, snapshot.report)).toBe(place)
    const renamed = { ...contract, objectives: contract.objectives.map((each) => ({ ...each, id: 'o1' })) }
    expect(refocused(snapshot.focus!, [contract], [renamed]).objective).toBe(`o1/${service}`)
  })
  it('two snapshots compare entry by entry', () => {
    const side = (service: string) => {
      const snapshot = snapshotOf(service)
      const { opened } = readSnapshotValue(JSON.parse(JSON.stringify(snapshot)))
      const named = namedReports({ report: snapshot.report, contract } as OpenedSnapshot)
      expect(named.map(({ name }) => name)).toEqual(['Availability: Search', 'Availability: Ingest'])
      return { opened: opened!, report: snapshot.report }
    }
    const { objectives, alone } = compareSnapshots(side('search'), side('ingest'))
    expect(objectives.map(({ id }) => id)).toEqual(['uptime/search', 'uptime/ingest'])
    expect(alone).toEqual({ one: [], other: [] })
  })
  it('the widget shows one card a service, with its own days', () => {
    const facts = { contracts: [contract], evidence, zones: temporalZones, at, validFor: 0, seal: 'unsigned' as const }
    const view = objectiveView(facts, () => evaluateUnnamed([contract], evidence, { at, period: '2026-06' }), {
      objective: null,
      service: null,
      plan: null,
      one: false,
      all: false,
    })
    expect(view.shown.map(({ name, reports }) => [name, reports.length])).toEqual([
      ['Availability: Search', 1],
      ['Availability: Ingest', 1],
    ])
  })
})
