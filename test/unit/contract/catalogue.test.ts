/** Every agreement of the catalogue reads without a problem or a warning, and says where it comes from. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CATALOGUE, catalogueText } from '../../../shared/contract/catalogue.ts'
import { listing } from '../../../shared/contract/listing.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'

const FOLDER = new URL('../../../shared/contract/catalogue/', import.meta.url)
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))

describe.each(names)('%s', (name) => {
  const { contract, problems, warnings } = readContract(readFileSync(new URL(name, FOLDER), 'utf8'), 'yaml')

  it('reads without a problem or a warning', () => {
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
  })

  it('is named as its id, and says where its terms come from and how far they were verified', () => {
    expect(contract).toMatchObject({
      id: name.replace('.yaml', ''),
      source: { date: expect.any(String), verification: expect.any(String) },
    })
    const source = contract?.source
    expect(source?.url ?? source?.notes?.join(' ')).toMatch(/^https?:|no address/)
  })
})

describe('the index', () => {
  it('lists what the files say (vitest -u writes it anew)', async () => {
    const rows = names.map((name) => listing(readContract(readFileSync(new URL(name, FOLDER), 'utf8'), 'yaml').contract!))
    const text = `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`
    await expect(text).toMatchFileSnapshot('../../../shared/contract/catalogue/index.json')
  })

  it('has the text of each agreement it lists, and of no other', async () => {
    for (const { id } of CATALOGUE) expect(await catalogueText(id)).toContain(`id: ${id}\n`)
    expect(await catalogueText('nobody')).toBeNull()
    expect(await catalogueText('../model')).toBeNull()
  })
})
