import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

type Messages = Record<string, { readonly message: string }>

const folder = fileURLToPath(new URL('../../../../extension/_locales/', import.meta.url))
const read = (tag: string): Messages => JSON.parse(readFileSync(`${folder}${tag}/messages.json`, 'utf8')) as Messages
const english = read('en')

/** The places of a message, each once. */
const places = (text: string): string[] => [...new Set(text.match(/\$\d/g) ?? [])].sort()

describe.each(readdirSync(folder))('the words in %s', (tag) => {
  const words = read(tag)
  it('are all there, and no others', () => expect(Object.keys(words)).toEqual(Object.keys(english)))
  it('name their language', () => expect(words.tag?.message).toBe(tag))
  it('leave no place of the English unfilled, and have none of their own', () => {
    const wrong = Object.entries(words).filter(
      ([key, { message }]) => places(message).join() !== places(english[key]?.message ?? '').join(),
    )
    expect(wrong).toEqual([])
  })
  it('are none of them empty', () => expect(Object.entries(words).filter(([, { message }]) => message.trim() === '')).toEqual([]))
})

it('every word that the code asks for is there', () => {
  const code = fileURLToPath(new URL('../../../../extension/', import.meta.url))
  const asked = readdirSync(code, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      [...readFileSync(code + name, 'utf8').matchAll(/(?:\bt|getMessage|say)\('([A-Za-z]+)'/g)].map((match) => match[1] as string),
    )
  expect(asked.length).toBeGreaterThan(100)
  expect(asked.filter((key) => !(key in english))).toEqual([])
})
