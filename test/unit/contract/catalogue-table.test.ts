/** The table of the catalogue matches its files and names where each figure comes from. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogueTable } from '../../scripts/catalogue-table.ts'
import { catalogued } from './worked.ts'

const FOLDER = new URL('../../../shared/contract/catalogue/', import.meta.url)
const contracts = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => catalogued(name.replace('.yaml', '')))
const row = (id: string): string =>
  catalogueTable([catalogued(id)])
    .trimEnd()
    .split('\n')
    .at(-1)!

it('is what the files say (vitest -u writes it anew)', async () => {
  await expect(catalogueTable(contracts)).toMatchFileSnapshot('../../../shared/contract/catalogue/README.md')
})

it('has a row for each agreement', () => {
  const text = catalogueTable(contracts)
  expect(contracts).toHaveLength(101)
  expect(contracts.filter(({ id }) => !text.includes(`](${id}.yaml)`)).map(({ id }) => id)).toEqual([])
})

describe('a row', () => {
  it.each([
    [
      'vercel',
      '99.99 of time',
      '50 % under 95.0, 25 % under 99.0, 10 % under 99.99, at most 50 %',
      '30 days after being eligible',
      'told †',
    ],
    [
      'mongodb-atlas',
      '99.995 of time, whole 1 min',
      '100 % under 95.0, 25 % under 99.0, 10 % under 99.995',
      '24 h after noticing it, then 1 month',
      'in part',
    ],
    ['github-enterprise-legacy', 'by quarter', '25 % under 99.0, 10 % over 99.0 to 99.9', '30 days', 'copy'],
    ['coupa', '99.8 of time', 'the greater of 10 % and the share down, under 99.8', '30 days after the month', 'told †'],
    [
      'ibm-hardware',
      'at most 2 h from verified to resolved',
      '20 % over 2 h to 6 h, 40 % to 10 h, 60 % to 14 h, 80 % to 18 h, 80 % over 18 h',
      '60 days after the period',
      'copy',
    ],
    ['fastly-support', '100 of responses in time', 'may be ended', '–', 'in part'],
    ['starlink-priority', 'runs from 1 min', '20 % under 99.9', 'by itself, else 14 days after its start', 'copy'],
    [
      'snowflake',
      'of 1 min with under 1 % errors',
      '7 days under 95.0, 3 days under 99.0, 1 day under 99.9',
      '21 days after the month',
      'in part †',
    ],
    ['fullstory', '99.5 of time', '1 day and 1 day for each 1 less under 99.0, 1 day under 99.5', 'may be ended under 90.0'],
    ['lever', '10 × the fee for the downtime, if over 10.00 USD, at most 30 days', 'by itself'],
    ['workday', '99.9 of time', '10 %, after 2 in 6 months', '–', 'told †'],
  ])('%s', (id, ...wanted) => {
    for (const words of wanted) expect(row(id)).toContain(words)
  })
})

it('marks every agreement that rests on the data of SLA.directory, and names its licence', () => {
  const resting = contracts.filter(({ source }) => source?.attribution)
  expect(resting.map(({ id }) => id)).toEqual(expect.arrayContaining(['8x8', 'algolia', 'gitlab-saas', 'hubspot', 'zscaler']))
  for (const { id, source } of resting) {
    expect(source?.attribution).toMatch(/SLA\.directory, CC BY 4\.0$/)
    expect(row(id)).toContain('†')
  }
  expect(catalogueTable([])).toContain('https://creativecommons.org/licenses/by/4.0/')
})
