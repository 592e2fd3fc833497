import { describe, expect, it } from 'vitest'
import type { ObjectiveReport, Verdict } from '../../../shared/evaluate/model/report.ts'
import { clauseWords, ledgerRows, sumWords, weightOf } from '../../../shared/i18n/breakdown-words.ts'
import { en } from '../../../shared/i18n/en.ts'
import { attainedWords, verdictSentence, verdictWord } from '../../../shared/i18n/verdict-words.ts'
import { AT, berlin, entry, FROM, objective, TO } from '../report.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const said = (changes: Partial<ObjectiveReport>) => plain(verdictSentence(objective(changes), en, berlin, AT))
const bounds = { value: '99.93', exact: null, low: '99.712', high: '99.934', lowExact: null, highExact: null }
const nothing = { value: null, exact: null, low: '0', high: '100', lowExact: null, highExact: null }

describe('a verdict in a word', () => {
  it.each([
    ['met', 'Met'],
    ['breached', 'Breached'],
    ['on-track', 'On track'],
    ['at-risk', 'At risk'],
    ['cannot-tell', 'Undecided'],
    ['not-computable', 'Not computable'],
    ['needs-review', 'Needs your input'],
    ['not-in-force', 'Not in force'],
  ] as const)('%s', (verdict, word) => expect(verdictWord({ verdict, attained: { value: '99.9' } }, en)).toBe(word))
  it('is no data where nothing was measured', () => {
    expect(verdictWord({ verdict: 'cannot-tell', attained: { value: null } }, en)).toBe('No data')
    expect(verdictWord({ verdict: 'not-in-force', attained: { value: null } }, en)).toBe('Not in force')
  })
})

describe('a verdict in a sentence', () => {
  const past = AT - FROM
  it.each([
    ['left of the budget', { verdict: 'on-track' }, '15 min 48 s of 43 min 12 s left'],
    ['without a budget', { verdict: 'on-track', budget: null }, '99.891 % so far, target 99.9 %'],
    [
      'spare',
      { verdict: 'met', budget: { total: 2_592_000, spent: 2_530_000, left: 62_000, unit: 'ms' } },
      '1 min 2 s left of a budget of 43 min 12 s',
    ],
    [
      'over',
      { verdict: 'breached', budget: { total: 2_592_000, spent: 2_593_000, left: -1_000, unit: 'ms' } },
      '1 s over the budget of 43 min 12 s',
    ],
    [
      'met to the last second',
      { verdict: 'met', budget: { total: 5, spent: 5, left: 0, unit: 'requests' } },
      '0 requests left of a budget of 5 requests',
    ],
    ['one request', { verdict: 'on-track', budget: { total: 2, spent: 1, left: 1, unit: 'requests' } }, '1 request of 2 requests left'],
    [
      'the instant at which the budget is gone',
      { verdict: 'at-risk', burn: { rate: '5/4', exhaustedAt: Date.parse('2026-11-25T03:42:00Z'), rules: [] } },
      'At this rate the budget runs out on 25 Nov, 04:42, 5 d 19 h before the period ends',
    ],
    [
      'a burn rule without a projection',
      { verdict: 'at-risk', burn: { rate: '1/2', exhaustedAt: null, rules: [] } },
      'High burn rate: 15 min 48 s of 43 min 12 s left',
    ],
    // 7 % of the time so far is unknown, so 93 % is watched.
    [
      'bounds lead with what is known',
      {
        verdict: 'cannot-tell',
        attained: bounds,
        time: {
          agreed: TO - FROM,
          up: past * 0.93,
          down: 0,
          excluded: 0,
          unknown: past * 0.07,
          remaining: TO - AT,
          base: past,
          weighted: '0/1',
          disputed: 0,
        },
      },
      '93 % of the time is measured, without a breach; 99.71–99.93 %',
    ],
    ['nothing was measured', { verdict: 'cannot-tell', attained: nothing }, 'No data for this period'],
    ['a fact that nobody knows', { verdict: 'needs-review' }, 'A fact the agreement needs is missing'],
    ['out of force', { verdict: 'not-in-force' }, 'The agreement does not apply to this period'],
  ] as const)('%s', (_what, changes, words) => expect(said(changes as Partial<ObjectiveReport>)).toBe(words))

  it('has one for every verdict', () => {
    for (const verdict of Object.keys(en.verdicts) as Verdict[]) expect(said({ verdict })).toMatch(/\w{3}/)
  })
  it('shows bounds where time is not measured, one figure where all is, a dash where nothing is known', () => {
    expect(plain(attainedWords(objective({ attained: bounds }), en))).toBe('99.71–99.93 %')
    expect(plain(attainedWords(objective(), en))).toBe('99.891 %')
    expect(attainedWords(objective({ attained: { ...nothing, low: null, high: null } }), en)).toBe('–')
  })
})

describe('the ledger in rows', () => {
  const ledger = [
    entry('2026-11-03T08:12:00Z', 390), // 6 min 30 s
    entry('2026-11-05T22:00:00Z', 2_520, 'excluded'),
    entry('2026-11-09T13:20:00Z', 600, 'counted', { weight: '1/2' }),
    { ...entry('2026-11-18T12:39:00Z', 0, 'weightless'), to: AT },
  ]
  const rows = ledgerRows(objective({ ledger, budget: { total: 2_592_000, spent: 690_000, left: 1_902_000, unit: 'ms' } }), AT)

  it('is newest first, and what reaches the present is open', () =>
    expect(rows.map((row) => row.open)).toEqual([true, false, false, false]))
  // 2,592 − 390 = 2,202; excluded takes nothing; half of 600 leaves 1,902.
  it('takes only what counts, by weight, from the budget', () =>
    expect(rows.map((row) => row.after)).toEqual([1_902_000, 1_902_000, 2_202_000, 2_202_000]))
  it('reads a weight as fraction or decimal', () =>
    expect([weightOf(ledger[2]!), weightOf({ ...ledger[0]!, weight: '0.25' }), weightOf(ledger[0]!)]).toEqual([0.5, 0.25, 1]))
  it('adds the classes up to what was agreed', () => {
    const time = {
      agreed: 600_000,
      up: 300_000,
      down: 60_000,
      excluded: 0,
      unknown: 120_000,
      remaining: 120_000,
      base: 0,
      weighted: '0/1',
      disputed: 0,
    }
    expect(plain(sumWords(objective({ time }), en)!)).toBe('5 min up + 1 min down + 2 min not measured + 2 min remaining = 10 min agreed')
  })
  it('names a clause by its number in the text, then by its name, then by its id', () => {
    const contract = {
      objectives: [{ id: 'uptime', clause: '2.2' }],
      exclusions: [{ id: 'works', category: 'other', name: 'Night works' }],
    }
    expect(['objectives.uptime', 'exclusions.works', 'exclusions.force-majeure'].map((clause) => clauseWords(clause, contract))).toEqual([
      '2.2',
      'Night works',
      'force majeure',
    ])
  })
})
