/** What the table says of the conformance cases: states of credits, counts, entries of one objective, clauses without effect. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readContract } from '../../../../shared/contract/read-contract.ts'
import { evaluateUnnamed } from '../../../../shared/evaluate/index.ts'
import { readEvidence } from '../../../../shared/evidence/read-evidence.ts'
import { parseInstant } from '../../../../shared/time/instant.ts'
import { reportText } from '../../../../widget/cli/report-text.ts'

function tableOf(id: string): string {
  const read = (name: string): string => readFileSync(`test/conformance/${id}/${name}`, 'utf8')
  const { at, period } = JSON.parse(read('args.json')) as { at: string; period?: string }
  const contract = readContract(read('contract.yaml'), 'yaml').contract!
  const evidence = readEvidence(read('evidence.json')).evidence!
  const report = evaluateUnnamed([contract], evidence, { at: parseInstant(at), ...(period !== undefined && { period }) })
  return reportText(report, contract, { columns: null, colour: false, why: false }).replace(/\s+/g, ' ')
}

describe('the table', () => {
  it.each([
    ['r32-each-service-has-its-own-figure', ['✔ Search uptime', '✔ Ingest uptime', '■ Alerts uptime', 'In all: Breached (uptime/alerts).']],
    [
      'r21-a-formula-is-shown-in-its-words',
      [
        'Credit not computable: the agreement gives the credit as a formula in words: fee × (99.9 − achieved) ÷ 0.9 (uptime/breached 2026-06).',
      ],
    ],
    ['r22-a-monthly-fee-says-nothing-of-thirty-rolling-days', ['10 % of the fee: a fee by month says nothing of a period']],
    ['r64-provisional-while-the-second-period-runs', [' EUR, provisional']],
    ['r64-earned-back-exactly', ['Earned back, no longer due']],
    [
      'r16-a-weekly-count-over-the-end-of-the-month',
      ['from 2026-06-29T00:00:00Z to 2026-07-06T00:00:00Z reaches over the end of the period; count by shorter times'],
    ],
    ['r14-count-two-outages-that-may-be-one', ['≥ 1', 'Undecided']],
    ['r14-count-three-windows-of-maintenance', ['3', '−1 window']],
  ])('says of %s', (id, texts) => {
    const table = tableOf(id)
    for (const text of texts) expect(table).toContain(text)
  })
  it('names no amount of a credit that was earned back', () => {
    expect(tableOf('r64-earned-back-exactly')).not.toContain('EUR')
  })
  it('says that a clause had no effect, and what would give it one', () => {
    expect(tableOf('r19-a-window-that-nobody-announced')).toContain(
      'No effect: exclusions[0]: the exclusion takes effect only where it was announced or declared, and nothing was; write standing: true',
    )
  })
})
