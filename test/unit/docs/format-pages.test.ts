/** The pages about the formats match the schemas (vitest -u writes them anew). */
import { describe, expect, it } from 'vitest'
import { type FormatPage, formatPage } from '../../scripts/format-pages.ts'
import { schemas } from './schemas.ts'

const named = (name: string) => schemas.find((one) => one.name === name)!

const GENERATED = 'This page is made of the JSON Schema; rules are explained in [rules.md](rules.md), words in [glossary.md](glossary.md).'

const PAGES: readonly FormatPage[] = [
  {
    name: 'contract',
    title: 'The agreement: `standing/contract@1`',
    about: `A service level agreement as YAML or JSON. Decimals are text, durations and dates ISO 8601, ids lower case. An unknown field is a warning, inside measures, remedies and other clauses a refusal; \`x-…\`, \`description\` and \`$schema\` are free everywhere ([R35](rules.md#r35-required-and-unknown-fields)). ${GENERATED}`,
    schemas: [named('contract')],
  },
  {
    name: 'evidence',
    title: 'Evidence: `standing/evidence@1`',
    about: `What sources observed, as JSON. Evidence is appended and never edited: a later version of an event replaces an earlier one by its \`ref\` ([R3](rules.md#r3-versions-of-evidence)). ${GENERATED}`,
    schemas: [named('evidence')],
  },
  {
    name: 'report',
    title: 'The report: `standing/report@1`',
    about: `What the evaluator answers. The same inputs and the same version give the same bytes. Instants are whole milliseconds since 1970, lengths milliseconds, figures decimal text floored to nine decimals, fractions \`n/d\` in lowest terms. ${GENERATED}`,
    schemas: [named('report')],
  },
  {
    name: 'snapshot',
    title: 'Snapshots, links and keys',
    about: `A snapshot is one agreement in one period with all that is needed to recompute its figures; files end in \`.standing.json\`. A link carries a small form of it behind \`#s=\`. [How the parts work together](../snapshot/README.md); [how to verify one by hand](guides/verify-a-snapshot.md). ${GENERATED}`,
    schemas: [named('snapshot'), named('link'), named('keys')],
  },
  {
    name: 'feed',
    title: 'The published feed: `standing/feed@1`',
    about: `What \`standing publish\` writes and the widget reads: the public part of an agreement, and its evidence in columns. A column holds a value for each row, or one value for all. ${GENERATED}`,
    schemas: [named('feed')],
  },
  {
    name: 'import',
    title: 'Mappings of tables: `standing/import@1`',
    about: `Which column of a CSV or JSON table is what. ${GENERATED}`,
    schemas: [named('import')],
  },
]

describe.each(PAGES.map((page) => [page.name, page] as const))('%s.md', (_name, page) => {
  it('is as the schema makes it', async () => {
    await expect(formatPage(page)).toMatchFileSnapshot(`../../../shared/docs/${page.name}.md`)
  })
  it('has a row for every field, with its meaning and an example', () => {
    const rows = formatPage(page)
      .split('\n')
      .filter((line) => line.startsWith('| `') && line.split(' | ').length === 6)
    expect(rows.length).toBeGreaterThan(5)
    for (const row of rows) expect(row).toMatch(/^\| `[^`]+` \| .+ \| .* \| `.+` \| .+[.:] \| .*\|$/)
  })
})

it('has a page for every schema', () => {
  const shown = PAGES.flatMap((page) => page.schemas.map(({ name }) => name))
  expect(shown.sort()).toEqual(schemas.map(({ name }) => name).sort())
})
