/** The published schema is the one the shapes make, and schema and reader agree wherever a schema can speak. */
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { contractSchema } from '../../../shared/contract/contract-schema.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { changed, full, type Plain, small } from './documents.ts'

const schema = contractSchema()
const valid = new Ajv({ strict: false, allErrors: true }).compile(schema)
const reads = (document: Plain) => readContract(JSON.stringify(document), 'json').contract !== null

it('is published as it is made (vitest -u writes it anew)', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../shared/contract/contract.schema.json')
})

it.each([
  ['the least', small()],
  ['one of everything', full()],
  ['an own field', { ...small(), 'x-note': 1 }],
  ['a field that is not known, which is only warned of', { ...small(), colour: 'red' }],
  ['a child that leaves the rest to its parent', { format: 'standing/contract@1', id: 'c', title: 'C', basedOn: ['master'] }],
  ['a rolling period', changed(small(), 'period', { rolling: 'P30D' })],
  ['a condition over facts', changed(small(), 'objectives[0].when', { zones: { atLeast: 2 }, plan: ['a', 1, true], paid: true })],
  ['a whole number as a weight', changed(small(), 'objectives[0].measure.weights', { degraded: 1, partial: '0.25' })],
  ['a promise that nobody could read', changed(changed(small(), 'objectives[0].target', undefined), 'objectives[0].unstated', ['target'])],
  ['a clock until a day ends', changed(full(), 'support.severities[0].response', { businessDays: 0 })],
  ['what an interruption may cost', changed(full(), 'remedies[0].caps[0]', { worth: 'P30D', each: 'interruption' })],
])('both take %s', (_what, document) => {
  expect(valid(document), JSON.stringify(valid.errors)).toBe(true)
  expect(reads(document)).toBe(true)
})

describe('both refuse', () => {
  it.each<[path: string, value: unknown]>([
    ['format', 'standing/contract@2'],
    ['id', 'Acme CRM'],
    ['title', ''],
    ['zone', undefined],
    ['period', { every: 'fortnight' }],
    ['period', { every: 'P30D' }],
    ['period', { lookback: 'P365D' }],
    ['services', undefined],
    ['objectives', {}],
    ['objectives[0].services', []],
    ['objectives[0].target', 99.9],
    ['objectives[0].target', '0.0'],
    ['objectives[0].target', '100.1'],
    ['objectives[0].target', undefined],
    ['objectives[0].measure', undefined],
    ['objectives[0].measure.by', 'magic'],
    ['objectives[0].measure.unit', 'minutes'],
    ['objectives[0].measure.unit', { whole: 'P1M' }],
    ['objectives[0].measure.minRun', { over: 'PT1M', atLeast: 'PT1M' }],
    ['objectives[0].measure.weights.partial', 0.5],
    ['objectives[0].measure.weights.partial', '1.5'],
    ['objectives[0].measure.authority.order[0]', 'rumour:acme'],
    ['objectives[1].measure.slot', undefined],
    ['objectives[1].measure.downWhen', undefined],
    ['objectives[1].measure.minRequests', -1],
    ['objectives[5].measure.atLeast', undefined],
    ['objectives[7].measure.missesAllowed', 1],
    ['exclusions[0].category', 'weather'],
    ['exclusions[0].budget.hours', '-1'],
    ['remedies[0].bands[1].atMost', '99.0'],
    ['remedies[0].base.currency', undefined],
    ['remedies[0].caps[0]', {}],
    ['remedies[0].claim.steps[0].after', 'lunch'],
    ['remedies[0].claim.steps[0].within', { weeks: 2 }],
    ['calendars.office.weekly.mon-fri[0]', '8-18'],
    ['calendars.office.weekly.weekdays', []],
    ['calendars.night', {}],
    ['escalation[0].after', undefined],
    ['deliverables[1].schedule', 'FREQ=DAILY'],
    ['dependsOn[1].of', []],
    ['term.cancelBy', { before: 'until' }],
    ['objectives[0].when.zones', {}],
    ['text.url', 'javascript:alert(1)'],
    ['objectives[0].unstated', []],
    ['objectives[0].unstated', ['measure']],
    ['support.severities[0].response', { businessDays: -1 }],
    ['support.severities[0].response', { businessDays: '1' }],
    ['remedies[0].caps[0]', { worth: 'P30D', each: 'day' }],
  ])('%s = %j', (path, value) => {
    const document = changed(full(), path, value)
    expect(valid(document)).toBe(false)
    expect(reads(document)).toBe(false)
  })
})

describe('only the reader refuses, because no schema can', () => {
  it.each<[path: string, value: unknown]>([
    ['services[1].id', 'api'],
    ['objectives[0].exclude[0]', 'rain'],
    ['term.until', '2025-12-31'],
    ['zone', 'Europe/Nowhere'],
    ['objectives[4].target', '95.1'],
    ['remedies[0].bands[1].below', '94.9'],
    ['calendars.night', { not: 'night' }],
    ['objectives[0].unstated', ['target']],
  ])('%s = %j', (path, value) => {
    const document = changed(full(), path, value)
    expect(valid(document)).toBe(true)
    expect(reads(document)).toBe(false)
  })
})
