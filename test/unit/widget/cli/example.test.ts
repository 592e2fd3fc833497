import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mergeEvidence } from '../../../../shared/evidence/merge-evidence.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { EXAMPLE_AT, exampleContract, exampleEvidence, exampleReport, exampleText } from '../../../../widget/cli/example.ts'
import { recorded } from '../../feeds/recorded.ts'

const rows = readFileSync(fileURLToPath(new URL('../../../../widget/cli/example/github-incidents.json', import.meta.url)), 'utf8')
const map = new Map(exampleContract().services.map((service) => [service.name, service.id]))

describe('the built-in example', () => {
  it('is what the Statuspage adaptor reads out of the rows beside it', () => {
    const { evidence, rejected } = statuspage.read(rows, { observedAt: EXAMPLE_AT, source: 'github', map })
    expect(rejected).toEqual([])
    const { observer: _, ...kept } = exampleEvidence()
    expect(kept).toEqual(mergeEvidence([evidence]))
  })

  const recording = recorded('statuspage/github_incidents_api_2025-09_2026-08.json')
  it.skipIf(recording === null)('has the times of the recording, and none of its words', () => {
    const facts = (body: string) =>
      statuspage
        .read(body, { observedAt: EXAMPLE_AT, source: 'github' })
        .evidence.spans.map(({ service, from, to, state, ref }) => [service, from, to, state, ref])
    // Times in texts are left out on both sides: the example holds none of the texts.
    const wordless = JSON.stringify(JSON.parse(recording ?? '{}'), (key, value: unknown) => (key === 'body' ? '' : value))
    expect(facts(rows)).toEqual(facts(wordless))
    const { incidents } = JSON.parse(recording ?? '') as { incidents: { name: string; incident_updates: { body: string }[] }[] }
    const own = JSON.parse(rows) as { incidents: { name: string }[] }
    for (const { name } of own.incidents) expect(name).toMatch(/^Incident( on [A-Z][\w, ]+)?$/)
    for (const { incident_updates } of incidents) for (const { body } of incident_updates) if (body) expect(rows).not.toContain(body)
  })

  it('is judged as an estimate, for every quarter the incidents touch', () => {
    const { objectives } = exampleReport()
    expect([...new Set(objectives.map((each) => each.period.label))]).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'])
    const judged = objectives.filter((each) => each.verdict !== 'not-computable')
    expect(judged.length).toBe(30)
    for (const each of judged) expect(each.basis).toBe('estimate')
    // Nothing measured the time before 13 September 2025: the first quarter is undecided.
    expect(judged.filter((each) => each.period.label === '2025-Q3').map((each) => each.verdict)).toEqual(Array(6).fill('cannot-tell'))
  })

  // 1 mark + 14 service + 17 objective + 14 period + 13 attained + 6 target + 14 verdict + 17 budget + 15 credit + 10 day, two
  // apart: 121 + 9 × 2 = 139; without the budget 139 − 19 = 120, without the target 120 − 8 = 112. Below that a row is a block.
  it.each([
    [139, ['Target', 'Budget left']],
    [138, ['Target']],
    [120, ['Target']],
    [119, []],
    [112, []],
    [111, null],
  ] as const)('keeps to %i columns by leaving out what can be spared', (columns, spared) => {
    const [, , , head = ''] = exampleText({ columns, colour: false, why: false }).split('\n')
    if (spared === null) return expect(head).not.toContain('Service  ')
    for (const name of ['Service', 'Period', 'Achieved', 'Verdict', 'Credit', 'Claim by', ...spared]) expect(head).toContain(name)
    for (const name of ['Target', 'Budget left'].filter((each) => !(spared as readonly string[]).includes(each)))
      expect(head).not.toContain(name)
  })

  it.each([40, 80, 120, null])('prints within %s columns, and explains what an estimate is', (columns) => {
    const text = exampleText({ columns, colour: false, why: false })
    for (const line of text.split('\n').slice(0, -2)) expect(line.length).toBeLessThanOrEqual(columns ?? 200)
    expect(text.replace(/\n\s+/g, ' ')).toContain('not what a claim is settled by')
  })
})
