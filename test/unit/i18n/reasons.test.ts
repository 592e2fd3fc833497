import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { REASONS, type ReasonCode, reason } from '../../../shared/evaluate/model/reasons.ts'
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import { explainedVerdict, REASON_LANGUAGES, reasonText, usedText } from '../../../shared/i18n/reason-texts.ts'

const root = new URL('../../../shared/', import.meta.url)
const sources = readdirSync(new URL('evaluate/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('model/reasons.ts'))
  .map((name) => readFileSync(new URL(`evaluate/${name}`, root), 'utf8'))
  .join('\n')
const codes = Object.keys(REASONS) as ReasonCode[]
const named = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()

/** Codes that are put together: the states of an agreement in which it does not apply. */
const STATES = ['draft', 'proposed', 'suspended', 'expired', 'void'].map((state) => `state-${state}`)
const isUsed = (code: string): boolean => sources.includes(`'${code}'`) || (STATES.includes(code) && sources.includes('`state-${'))

describe('the codes of reasons', () => {
  it.each(codes)('%s is given by the evaluator', (code) => expect(isUsed(code)).toBe(true))

  it('are the only words with which a reason is made', () => {
    const made = [...sources.matchAll(/\breason\(\s*['`]([^'`]+)/g)].map(([, code]) => code!)
    expect(made.length).toBeGreaterThan(60)
    expect(made.filter((code) => !codes.includes(code as ReasonCode) && !code.startsWith('state-$'))).toEqual([])
  })

  it('say in English what their parameters are', () => {
    expect(reason('fact-unknown', { fact: 'zones' })).toEqual({
      code: 'fact-unknown',
      params: { fact: 'zones' },
      why: 'fact zones is not known',
    })
  })
})

/** Parameters that only say what was used. */
const PARAMS: Readonly<Record<string, readonly string[]>> = { 'estimated-from-checks': ['sources', 'within'] }

describe.each(Object.entries(REASON_LANGUAGES))('in %s', (_tag, { reasons, used }) => {
  it('every code has a text, and no text is without its code', () => expect(Object.keys(reasons).sort()).toEqual([...codes].sort()))
  it('names the same parameters as English', () => {
    for (const code of codes) expect([code, named(reasons[code])]).toEqual([code, named(REASONS[code])])
    for (const [code, text] of Object.entries(used))
      expect([[], named(REASONS[code as ReasonCode]), PARAMS[code]]).toContainEqual(named(text))
  })
})

describe('what was used instead', () => {
  /** Phrases of the evaluator, each with the code it stands beside: a space distinguishes them from words of the format. */
  const phrases = [...sources.matchAll(/'([A-Za-z]+ [^']+)',\s*reason\(\s*'([\w-]+)'/g)].map(([, used, code]) => [code!, used!] as const)
  it('is found in the evaluator', () => expect(phrases.length).toBeGreaterThan(4))
  it.each(phrases)('%s has a text in every language but English', (code) => {
    for (const tag of ['de', 'ar']) expect(REASON_LANGUAGES[tag]?.used).toHaveProperty(code)
  })
  it('belongs to a code', () => {
    for (const { used } of Object.values(REASON_LANGUAGES))
      expect(Object.keys(used).filter((code) => !codes.includes(code as ReasonCode))).toEqual([])
  })
})

describe('a reason on the screen', () => {
  it.each([
    [en, 'fact zones is not known'],
    [de, 'die Angabe zones ist nicht bekannt'],
    [ar, 'المعلومة \u2068zones\u2069 غير معروفة'],
  ])('is in the language of the reader', (locale, text) => expect(reasonText(reason('fact-unknown', { fact: 'zones' }), locale)).toBe(text))

  const later = { code: 'of-a-later-version', params: {}, why: 'something new' }
  it.each([
    [en, 'something new'],
    [de, 'of-a-later-version'],
    [ar, 'of-a-later-version'],
  ])('of a later version is in English only for English readers', (locale, text) => expect(reasonText(later, locale)).toBe(text))

  it('takes a code that every object has for none', () => expect(reasonText({ code: 'toString', params: {}, why: 'x' }, en)).toBe('x'))

  it('states what was used', () => {
    const assumption = { path: 'objectives[0].exclude', used: 'all exclusions of the agreement', ...reason('exclude-unstated') }
    expect(usedText(assumption, en)).toBe('all exclusions of the agreement')
    expect(usedText(assumption, de)).toBe('alle Ausschlüsse der Vereinbarung')
    expect(usedText({ path: 'x', used: 'either', ...reason('authority-unstated') }, ar)).toBe('either')
  })

  it('stands behind a verdict without a figure, and behind no other', () => {
    const wall = { zone: 'UTC', offsetAt: () => 0 } as unknown as Parameters<typeof explainedVerdict>[2]
    const report = (verdict: string, value: string | null) =>
      ({
        verdict,
        attained: { value, low: null, high: null },
        target: null,
        time: null,
        budget: null,
        reason: reason('target-unstated'),
      }) as unknown as ObjectiveReport
    expect(explainedVerdict(report('needs-review', null), de, wall, 0)).toMatch(/: der Zielwert ist nicht bekannt$/)
    expect(explainedVerdict(report('not-computable', null), ar, wall, 0)).toMatch(/قيمة الهدف غير معروفة$/)
    expect(explainedVerdict(report('not-in-force', null), de, wall, 0)).not.toMatch(/zugesagte/)
  })
})
