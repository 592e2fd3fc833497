/** How other evaluators are compared with the cases, and at which level a case stands. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { casesOf, differences, LEVELS } from '../scripts/conformance/cases.mjs'

const cases = casesOf(fileURLToPath(new URL('../conformance/', import.meta.url)))
const levelOf = (id: string) => LEVELS[cases.find((one) => one.id === id)!.level - 1]

describe('the level of a case is what its agreement needs', () => {
  it.each([
    ['r1-every-ms-has-one-class', 'time'],
    ['r16-exactly-five-percent-is-not-over-it', 'requests'],
    ['r20-dead-band', 'credits and claims'],
    ['r28-over-a-weekend', 'support and deliveries'],
    ['r44-the-nearer-clause-stands', 'several agreements'],
    ['r35-another-format', 'refusals'],
  ])('%s: %s', (id, level) => expect(levelOf(id)).toBe(level))

  it('has cases at every level', () => {
    expect(LEVELS.map((_, index) => cases.filter(({ level }) => level === index + 1).length > 9)).toEqual(LEVELS.map(() => true))
  })
})

describe('an answer', () => {
  const expected = { objectives: [{ verdict: 'met', ledger: [] }] }
  const report = { format: 'x', objectives: [{ id: 'a', verdict: 'met', ledger: [] }] }
  it.each([
    ['with more fields is as expected', { exit: 0, report }, []],
    ['that is missing is not', undefined, ['wanted an answer, got none']],
    [
      'with another figure is not',
      { exit: 0, report: { objectives: [{ verdict: 'breached', ledger: [] }] } },
      ['objectives[0].verdict: wanted "met", got "breached"'],
    ],
    ['with a longer list is not', { exit: 0, report: { objectives: [report.objectives[0], {}] } }, ['objectives: wanted 1 entries, got 2']],
    ['that refuses is not', { exit: 1, errors: [] }, ['wanted a report, got {"exit":1,"errors":[]}']],
  ])('%s', (_what, answer, said) => expect(differences({ expected }, answer)).toEqual(said))

  it.each([
    ['with the line and the file in front', ['a.yaml:3:5: zone: wanted a zone, got x'], 0],
    ['with the file in front', ['a.yaml: zone: wanted a zone, got x'], 0],
    ['about another field', ['a.yaml: title: wanted text, got x'], 1],
    ['about one field more', ['a.yaml: zone: wanted a zone, got x', 'a.yaml: title: wanted text, got x'], 1],
  ])('of a refusal, %s', (_what, errors, wrong) =>
    expect(differences({ expected: { exit: 1, errors: ['zone: wanted'] } }, { exit: 1, errors })).toHaveLength(wrong),
  )
})
