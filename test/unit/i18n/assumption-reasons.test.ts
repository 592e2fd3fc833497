import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ar } from '../../../shared/i18n/ar.ts'
import { SILENCES, silenceWords } from '../../../shared/i18n/assumption-reasons.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'

const FOLDER = new URL('../../../shared/evaluate/', import.meta.url)
/** The last argument of every call that names a default. */
const CALL = /\b(?:assume|silent)\??\.?\((?:[^;{]|\$\{)*?'([a-z][^']{8,})',?\s*\)/g
const said = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => [...readFileSync(new URL(name, FOLDER), 'utf8').matchAll(CALL)].map(([, why]) => why!))

describe('why a default was used', () => {
  it('is found in the evaluator, and not by luck', () => {
    expect(said.length).toBeGreaterThan(30)
    expect(said).toContain('the agreement does not say whose word counts')
  })
  it.each([...new Set(said)])('%s: in German and Arabic', (why) => {
    expect(SILENCES[why]?.de).toMatch(/^\p{Ll}/u)
    expect(SILENCES[why]?.ar).toMatch(/\p{Script=Arabic}/u)
  })
  it('lists none that the evaluator no longer says', () => {
    expect(Object.keys(SILENCES).filter((why) => !said.includes(why))).toEqual([])
  })
  it.each([
    [en, 'the agreement names no unit of downtime'],
    [de, 'die Vereinbarung nennt keine Einheit der Ausfallzeit'],
    [ar, 'لا تذكر الاتفاقية وحدة لقياس التوقف'],
  ])('is said in the language of the reader', (locale, words) => {
    expect(silenceWords('the agreement names no unit of downtime', locale)).toBe(words)
  })
  it('stays as it is where a report of another version says more', () => {
    expect(silenceWords('something else', de)).toBe('something else')
  })
})
