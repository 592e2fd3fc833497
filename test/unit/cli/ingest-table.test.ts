/** Tables of any columns through the command: guessed, mapped, refused with what is missing. */
import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Standing, standing } from './standing.ts'

const TABLE = `System;Start;End;Impact
Shop;04/03/2026 09:00;04/03/2026 09:40;outage
Blog;05/03/2026 09:00;05/03/2026 09:10;outage
`
const MAPPING = {
  format: 'standing/import@1',
  kind: 'spans',
  columns: { service: 'System', from: 'Start', to: 'End', state: 'Impact' },
  states: { outage: 'down' },
  zone: 'Europe/Berlin',
  order: 'day-first',
}
const AT = ['--observed-at', '2026-04-01T00:00:00Z']

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  tool.file('Outages March.csv', TABLE)
  tool.file('map.json', MAPPING)
})
afterAll(() => tool.close())

describe('standing ingest --mapping', () => {
  it('prints the rows as evidence under the names of the agreement', async () => {
    const ran = await tool.run(['ingest', ...AT, '--mapping', 'map.json', '--map', 'Shop=api', '--', 'Outages March.csv'])
    expect(ran.exit).toBe(0)
    // Berlin is an hour ahead of UTC in March before the 29th.
    expect(JSON.parse(ran.out)).toMatchObject({
      format: 'standing/evidence@1',
      spans: [{ service: 'api', state: 'down', from: '2026-03-04T08:00:00Z', to: '2026-03-04T08:40:00Z', source: 'manual:outages-march' }],
    })
    expect(ran.err).toEqual(['Outages March.csv: 2 rows, 1 taken, 1 left out, 0 rejected'])
  })

  it('refuses a table that leaves a question open, and says where the answer goes', async () => {
    const { order: _, zone: __, ...open } = MAPPING
    tool.file('open.json', { ...open, states: {} })
    expect(await tool.run(['ingest', ...AT, '--mapping', 'open.json', 'Outages March.csv'])).toMatchObject({
      exit: 1,
      out: '',
      err: [
        'Outages March.csv: order: wanted day-first or month-first for dates such as "04/03/2026 09:00" in Start, got nothing that tells',
        'Outages March.csv: zone: wanted the zone of times such as "04/03/2026 09:00" in Start, got nothing',
        'Outages March.csv: states: wanted one of up, degraded, partial, down, maintenance, watched, skip for each word of Impact, got none for "outage"',
      ],
    })
  })

  it('names every row that it cannot use', async () => {
    tool.file('bad.csv', TABLE.replace('04/03/2026 09:40', 'later'))
    const ran = await tool.run(['ingest', ...AT, '--mapping', 'map.json', 'bad.csv'])
    expect(ran.err).toEqual([
      'bad.csv: 2 rows, 1 taken, 0 left out, 1 rejected',
      'bad.csv: line 2: End: wanted an instant such as 2026-03-01T09:30:00Z or 2026-03-01 09:30, got "later"',
      'bad.csv: rows were not used, so the table speaks for no time as a whole',
    ])
  })

  it.each([
    ['a mapping with a slip', { ...MAPPING, zone: 'Berlin' }, TABLE, /^m\.json: zone: wanted an IANA time zone/],
    ['a page in the place of a table', MAPPING, '<html>', /^t\.csv: wanted a table, got a page/],
    ['a table without a row that can be read', MAPPING, 'System;Start;End;Impact\n;;;\nShop;x;y;outage\n', /nothing was taken/],
  ])('refuses %s', async (_what, mapping, text, line) => {
    tool.file('m.json', mapping)
    tool.file('t.csv', text)
    const ran = await tool.run(['ingest', '--mapping', 'm.json', 't.csv'])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err.at(-1)).toMatch(line)
  })
})

describe('standing ingest --guess', () => {
  it('prints a mapping to start from, and what it leaves open', async () => {
    const ran = await tool.run(['ingest', '--guess', 'Outages March.csv'])
    const { zone: _, order: __, ...known } = MAPPING
    expect(JSON.parse(ran.out)).toEqual({ ...known, delimiter: ';' })
    expect(ran.err[0]).toMatch(/: order: wanted day-first or month-first/)
  })
})

it('the schema takes what the reader takes, and refuses what it refuses', async () => {
  const schema = JSON.parse((await tool.run(['schema', 'import'])).out)
  const isMapping = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema)
  expect(isMapping(MAPPING)).toBe(true)
  for (const bad of [{ ...MAPPING, kind: 'rows' }, { ...MAPPING, ordre: 'day-first' }, { kind: 'spans' }])
    expect(isMapping(bad)).toBe(false)
})
