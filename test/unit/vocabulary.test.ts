import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ar } from '../../shared/i18n/ar.ts'
import { de } from '../../shared/i18n/de.ts'
import { en } from '../../shared/i18n/en.ts'
import { readerAr } from '../../shared/i18n/reader-ar.ts'
import { readerDe } from '../../shared/i18n/reader-de.ts'
import { readerEn } from '../../shared/i18n/reader-en.ts'
import { REASON_LANGUAGES } from '../../shared/i18n/reason-texts.ts'
import { COMMANDS } from '../../widget/cli/commands.ts'

type Text = readonly [where: string, text: string]

/** Every text in an object; a function is called with names for its arguments. */
function textsOf(value: unknown, where: string): readonly Text[] {
  if (typeof value === 'string') return [[where, value]]
  if (typeof value === 'function') return textsOf((value as (...places: string[]) => unknown)('1', '2', '3'), where)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => textsOf(each, `${where}.${key}`))
}

const messages = (tag: string): readonly Text[] =>
  Object.entries(JSON.parse(readFileSync(`extension/_locales/${tag}/messages.json`, 'utf8')) as Record<string, { message: string }>).map(
    ([key, { message }]) => [key, message],
  )
const commands: readonly Text[] = COMMANDS.flatMap(({ name, about, options }) => [
  [name, about] as const,
  ...options.map((option) => [`${name} --${option.name}`, option.about] as const),
])
/** Code, addresses and names of conformance cases. */
const CODE = /`[^`]*`|\]\([^)]*\)|\[r\d+-[^\]]*/g
const pages: readonly Text[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('shared/docs', { recursive: true, encoding: 'utf8' }).map((name) => `shared/docs/${name}`),
]
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    readFileSync(name, 'utf8')
      .split('\n')
      .map((line, index): Text => [`${name}:${index + 1}`, line.replace(CODE, '')]),
  )

/** Words of the project's former dialect, and claims that nobody measured. */
const NEVER_ENGLISH = [
  /\bOperating\b/,
  /\bplainly\b/i,
  /taken for granted/i,
  /\bbr(ing|ought|inging) (back|in)\b/i,
  /\bmend(s|ed|ing)?\b/i,
  /\bset otherwise\b/i,
  /\btake(n)? it out\b/i,
  /\bunwatched\b|\bunseen\b|\bnobody saw\b|\bunread\b/i,
  /\bcan’t tell\b|\bcan't be told\b|\bcan’t be told\b/i,
  /\beven pace\b/i,
  /\blet it read\b|\b(your|without) leave\b|\bleave (to|for) (read|see)\b/i,
  /\bwhat was said\b|\bsay nothing\b/i,
  /\bto the last byte\b/i,
  /\bbecame aware\b/i,
  /\bafter the fact\b/i,
  /\bwhose word\b/i,
  /\bhistoric text\b/i,
  /\b(stop|no longer) follow(ing|ed)?\b/i,
  /\bnames no service\b/i,
]
const NEVER_GERMAN = [
  /\b(du|dich|dir|dein(e[mnrs]?|e)?|frag|vergleiche|hänge|nimm)\b/i,
  /schnappschuss/i,
  /unterschr(ieb|eib)/i,
  /\bErlaubnis\b/,
  /\bBelege?\b/,
  /\bWerktag/,
  /\bUrteil\b/,
  /\bZusagen?\b|zugesagt/,
  /\bVertrags?\b/,
  /\bUhren\b/,
  /In Betrieb|schlicht/,
  /hereinhol|zurückhol/,
  /\bRechner(n|s)?\b/,
]
const NEVER_ARABIC = [/تغذي/, /انقطاع/, /حادث|حوادث/, /الشدة/, /متابع/, /تعويض \$/, /يعمل بوضوح/]

const found = (texts: readonly Text[], never: readonly RegExp[]): readonly string[] =>
  texts.flatMap(([where, text]) => never.filter((word) => word.test(text)).map((word) => `${where}: ${word.source}: ${text}`))

describe('the texts that people read', () => {
  it.each([
    ['messages of the extension', messages('en')],
    ['reports, widget and badge', textsOf(en, 'en')],
    ['the snapshot reader', textsOf(readerEn, 'reader')],
    ['reasons', textsOf(REASON_LANGUAGES.en, 'reasons')],
    ['the help of the command', commands],
    ['README, CONTRIBUTING and docs', pages],
  ])('use the words of the field in %s', (_what, texts) => {
    expect(texts.length).toBeGreaterThan(20)
    expect(found(texts, NEVER_ENGLISH)).toEqual([])
  })

  it.each([
    ['messages of the extension', messages('de')],
    ['reports, widget and badge', textsOf(de, 'de')],
    ['the snapshot reader', textsOf(readerDe, 'reader')],
    ['reasons', textsOf(REASON_LANGUAGES.de, 'reasons')],
  ])('address the reader as Sie and use one German word for a thing in %s', (_what, texts) => {
    expect(texts.length).toBeGreaterThan(20)
    expect(found(texts, NEVER_GERMAN)).toEqual([])
  })

  it.each([
    ['messages of the extension', messages('ar')],
    ['reports, widget and badge', textsOf(ar, 'ar')],
    ['the snapshot reader', textsOf(readerAr, 'reader')],
    ['reasons', textsOf(REASON_LANGUAGES.ar, 'reasons')],
  ])('use one Arabic word for a thing, and Arabic commas, in %s', (_what, texts) => {
    expect(texts.length).toBeGreaterThan(20)
    expect(found(texts, [...NEVER_ARABIC, /[\u0621-\u064a][,;](\s|$)/])).toEqual([])
  })

  it('have a no-break space before a percent sign', () => {
    const texts = ['en', 'de', 'ar'].flatMap(messages)
    expect(found(texts, [/(\d|\$\d) %/])).toEqual([])
  })
})
