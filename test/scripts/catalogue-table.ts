/** The catalogue as a table for readers, made from its files alone: shared/contract/catalogue/README.md (catalogue-table.test.ts). */
import type { CatalogueSource, Contract } from '../../shared/contract/model.ts'
import { promises } from './catalogue/promises.ts'
import { claimOf, remedyOf } from './catalogue/remedies.ts'

const HEAD = `# The catalogue

What each agreement promises, how that is computed, what a miss earns and until when it is claimed. Made from the files by
\`npx vitest run --project unit test/unit/contract/catalogue-table.test.ts -u\`. Figures are percent of the month where nothing else
is said, tiers go from the worst figure up, a slash parts the figures of variants. Terms change: dates are those of the texts.

How far each was verified: **whole**, the provider's text; **in part**, the provider's text, read in part; **copy**, a full copy of it
elsewhere; **historic**, no longer in force; **told**, by others, not checked against the provider.

Agreements marked † rest, wholly or for some figures, on the open data of [SLA.directory](https://github.com/self9dmin/sla-data), used
under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) and put into our own words; \`source\` in the file says for what.

| Provider | Agreement | Computation | A miss earns | Claim | Verified |
|---|---|---|---|---|---|
`

const VERIFIED: Readonly<Record<CatalogueSource['verification'], string>> = {
  primary: 'whole',
  'primary-partial': 'in part',
  copy: 'copy',
  historic: 'historic',
  secondary: 'told',
}

/** By provider, then title. Throws TypeError for an agreement without provider or source. */
export function catalogueTable(contracts: readonly Contract[]): string {
  const rows = contracts.map((contract) => ({ provider: contract.parties?.provider?.name ?? '', contract }))
  rows.sort((a, b) => compare(a.provider.toLowerCase(), b.provider.toLowerCase()) || compare(a.contract.title, b.contract.title))
  return HEAD + rows.map(({ provider, contract }) => `| ${cells(provider, contract).map(cell).join(' | ')} |\n`).join('')
}

function cells(provider: string, contract: Contract): readonly string[] {
  const { source, id, title, remedies = [] } = contract
  if (!source || !provider) throw new TypeError(`${id}: want source and parties.provider`)
  return [
    provider,
    `[${title}](${id}.yaml)`,
    promises(contract),
    several(remedies.map(remedyOf)) || 'nothing stated',
    several(remedies.map(claimOf)) || '–',
    verified(source),
  ]
}

function verified({ verification, date, url, attribution }: CatalogueSource): string {
  const when = url ? `[${date}](${url})` : (date ?? '')
  return `${VERIFIED[verification]}${attribution ? ' †' : ''}, ${when}`
}

/** Each once, in order. */
const several = (texts: readonly string[]): string => [...new Set(texts.filter((text) => text !== ''))].join('; ')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
