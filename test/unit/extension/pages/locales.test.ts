import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

type Messages = Record<string, { readonly message: string }>

const folder = fileURLToPath(new URL('../../../../extension/_locales/', import.meta.url))
const read = (tag: string): Messages => JSON.parse(readFileSync(`${folder}${tag}/messages.json`, 'utf8')) as Messages
const english = read('en')

const FORM = /_(zero|one|two|few|many|other)$/
/** The keys without their plural forms, each once. */
const bases = (words: Messages): string[] => [...new Set(Object.keys(words).map((key) => key.replace(FORM, '')))]
const plurals = bases(english).filter((key) => `${key}_other` in english)

/** The placeholders of a message, each once. */
const places = (text: string): string[] => [...new Set(text.match(/\$\d/g) ?? [])].sort()

describe.each(readdirSync(folder))('the messages in %s', (tag) => {
  const words = read(tag)
  it('are all there, in the same order, and no others', () => expect(bases(words)).toEqual(bases(english)))
  it('have one text per plural form of the language', () => {
    const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted()
    for (const key of plurals) {
      const found = Object.keys(words).filter((each) => each.startsWith(`${key}_`) && FORM.test(each))
      expect(found.map((each) => each.slice(key.length + 1)).sort(), key).toEqual(forms)
    }
  })
  it('name their language', () => expect(words.tag?.message).toBe(tag))
  it('have the placeholders of the English', () => {
    const wrong = Object.entries(words).filter(([key, { message }]) => {
      const wanted = places((english[key] ?? english[key.replace(FORM, '_other')])?.message ?? '')
      const found = places(message)
      // A plural form may say its number in a word: `one incident`.
      return FORM.test(key) && !key.endsWith('_other') ? !found.every((place) => wanted.includes(place)) : found.join() !== wanted.join()
    })
    expect(wrong).toEqual([])
  })
  it('are none of them empty', () => expect(Object.entries(words).filter(([, { message }]) => message.trim() === '')).toEqual([]))
})

it('every message that the code asks for is there', () => {
  const code = fileURLToPath(new URL('../../../../extension/', import.meta.url))
  const asked = readdirSync(code, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      [...readFileSync(code + name, 'utf8').matchAll(/(?:\btn?|getMessage|say)\('([A-Za-z]+)'/g)].map((match) => match[1] as string),
    )
  expect(asked.length).toBeGreaterThan(100)
  expect(asked.filter((key) => !(key in english) && !plurals.includes(key))).toEqual([])
})
