import { describe, expect, it } from 'vitest'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import { readerWords } from '../../../shared/i18n/reader.ts'
import { answerWords, type SnapshotCheck } from '../../../shared/i18n/snapshot-answers.ts'
import { readerLocale, wishOf } from '../../../widget/reader/reader-language.ts'

const leaves = (value: object, path = ''): [string, unknown][] =>
  Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'object' ? leaves(child, `${path}.${key}`) : [[`${path}.${key}`, child] as [string, unknown]],
  )

describe.each(['de', 'ar'])('the reader in %s', (tag) => {
  const other = new Map(leaves(readerWords(tag)))
  it('says everything that English says, with the same holes', () => {
    for (const [path, word] of leaves(readerWords('en'))) {
      const mine = other.get(path)
      expect(typeof mine, path).toBe(typeof word)
      expect(mine, path).not.toBe('')
      if (typeof word !== 'function') continue
      // A number as it stands in a text: counting words may swallow a 1 or a 2.
      const holes = Array.from({ length: word.length }, (_, i) => String(7 + i))
      const said = (mine as (...args: string[]) => string)(...holes)
      for (const hole of holes) expect(said, path).toContain(hole)
    }
    expect(other.size).toBe(leaves(readerWords('en')).length)
  })
  it('leaves no sentence in English', () => {
    expect(leaves(readerWords('en')).filter(([path, word]) => typeof word === 'string' && other.get(path) === word)).toEqual([])
  })
})

describe('the four answers', () => {
  const checked = (trust: SnapshotCheck['trust']): SnapshotCheck => ({
    seal: { state: 'valid', thumbprint: 'abcd'.repeat(11) },
    trust,
    recomputed: { state: 'same', report: { evaluator: '1' }, zoneData: 'same', madeBy: null },
  })
  // 3 March 2026
  const MARCH = Date.UTC(2026, 2, 3)
  it.each([
    [en, 'Different key than in March 2026'],
    [de, 'Anderer Schlüssel als im März 2026'],
    [ar, 'مفتاح مختلف عن مفتاح \u2068مارس 2026\u2069'],
  ])('say loudly in $tag that it is another key', (locale, words) => {
    const [, , known] = answerWords(checked({ known: false, before: MARCH, notAt: null }), 'Acme', null, locale)
    expect(known).toMatchObject({ tone: 'bad', word: words })
  })
  it('say that a site that was asked does not publish the key, and that one key handed over to another', () => {
    const [, , asked] = answerWords(checked({ known: false, before: null, notAt: 'https://a.example' }), 'Acme', null, en)
    expect(asked).toMatchObject({ tone: 'open', word: 'Unknown key', detail: expect.stringContaining('https://a.example') })
    const [, , handed] = answerWords(checked({ known: true, by: 'pinned', name: 'Acme', since: MARCH, handedOver: true }), 'Acme', null, en)
    expect(handed).toMatchObject({ tone: 'good', word: 'Replacement for a key known since 3 Mar 2026' })
  })
})

describe('the language', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['AR-eg', 'ar'],
    ['fr', 'en'],
    ['', 'en'],
  ])('wished as %j is %s', (wish, tag) => expect(readerLocale([wish]).tag).toBe(tag))
  it('is the first wish that can be met', () => {
    expect(readerLocale([null, undefined, 'fr-FR', 'ar', 'de']).tag).toBe('ar')
    expect(readerLocale([]).tag).toBe('en')
  })
  it.each([
    ['?lang=de', '', 'de'],
    ['', '#lang=ar', 'ar'],
    ['?lang=de', '#s=abc&lang=ar', 'ar'],
    ['?lang=de', '#s=abc', 'de'],
    // A snapshot can't wish anything: what stands in the middle of it is it.
    ['', '#s=abc&lang=ar&x', null],
    ['', '#s=lang=ar', null],
    ['', '', null],
  ])('of the address %j %j is %j', (search, hash, wish) => expect(wishOf({ search, hash })).toBe(wish))
})
