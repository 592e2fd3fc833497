/** The README is true: its example gives what it prints, its dependencies are those there are, its pictures exist. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readContract } from '../../shared/contract/read-contract.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import { readEvidence } from '../../shared/evidence/read-evidence.ts'
import { COMMANDS } from '../../widget/cli/commands.ts'
import { reportText } from '../../widget/cli/report-text.ts'

const root = new URL('../../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')
const page = (name: string): string => readFileSync(new URL(`shared/docs/${name}.md`, root), 'utf8')
const project = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Record<string, string>
>

/** The first fenced block of a language. */
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? ''

describe('the worked example', () => {
  const { contract } = readContract(block('yaml'), 'yaml')
  const { evidence } = readEvidence(block('json'))
  const report = evaluate([contract!], evidence!, { at: Date.parse('2026-04-10T10:00:00Z'), period: '2026-03' })

  it('comes to the figures of its arithmetic', () => {
    // 743 h are 2,674,800 s; 40 + 30 min are 4,200 s: (2,674,800 − 4,200) / 2,674,800 = 222550 / 2229 %.
    expect(report.objectives[0]).toMatchObject({
      attained: { exact: '222550/2229' },
      verdict: 'breached',
      provisional: true,
      credit: { state: 'due', percent: '10', amount: '120.00', currency: 'EUR' },
      claim: { state: 'open', steps: [{ lastDay: '2026-04-30', by: Date.parse('2026-05-01T00:00:00+02:00') }] },
    })
  })
  it('prints what the README prints', () => {
    const printed = reportText(report, contract!, { columns: null, colour: false, why: true })
    const shown = readme.split('\n').filter((line) => /^(■ {2}Shop API|2026-03-\d\dT)/.test(line))
    expect(shown).toHaveLength(5)
    for (const line of shown) expect(printed).toContain(line)
  })
})

it('gives each dependency a line of reason, and names no other', () => {
  const table = page('dependencies')
  const named = [...table.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)]
    .flatMap((row) => row[1]!.split(', '))
    .filter((name) => !/^(package|---)$/.test(name))
  const has = (name: string): boolean => named.some((each) => each === name || (each.endsWith('/*') && name.startsWith(each.slice(0, -1))))
  const all = [...Object.keys(project.dependencies), ...Object.keys(project.devDependencies)].filter((name) => !name.startsWith('@types/'))
  expect(all.filter((name) => !has(name))).toEqual([])
  expect(named.filter((name) => !name.endsWith('/*') && !all.includes(name))).toEqual([])
})

it('names every command, and none that there is not', () => {
  const table = page('commands')
  const named = [...table.matchAll(/`standing ([a-z]+)/g)].map((match) => match[1])
  expect([...new Set(named)].sort()).toEqual(COMMANDS.map((command) => command.name).sort())
})

it('shows pictures and links files that exist', () => {
  const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1]!).filter((target) => !/^https?:/.test(target))
  expect(targets.length).toBeGreaterThan(5)
  expect(targets.filter((target) => !existsSync(fileURLToPath(new URL(target, root))))).toEqual([])
})

it('names only scripts that there are', () => {
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1]!)
  expect([...new Set(named)].filter((name) => !(name in project.scripts))).toEqual([])
})
