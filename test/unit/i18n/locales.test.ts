import { describe, expect, it } from 'vitest'
import type { ObjectiveReport, Verdict } from '../../../shared/evaluate/model/report.ts'
import { ar } from '../../../shared/i18n/ar.ts'
import { periodText } from '../../../shared/i18n/date-words.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import { durationWords, percentWords } from '../../../shared/i18n/number-words.ts'
import { verdictSentence } from '../../../shared/i18n/verdict-words.ts'
import { AT, berlin, objective } from '../report.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const leaves = (value: object, path = ''): [string, unknown][] =>
  Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'object' ? leaves(child, `${path}.${key}`) : [[`${path}.${key}`, child] as [string, unknown]],
  )

describe.each([de, ar])('$tag', (locale) => {
  it('says everything that English says, with the same holes', () => {
    const other = new Map(leaves(locale))
    for (const [path, word] of leaves(en)) {
      const mine = other.get(path)
      expect(typeof mine, path).toBe(typeof word)
      if (typeof word === 'string' && !/^\.(tag|dir|decimal|group)$/.test(path)) expect(mine, path).not.toBe('')
      // Sentences are called with marks in place of their holes: none may be lost. Counting words may swallow a 1 or 2.
      if (typeof word !== 'function' || !path.startsWith('.say.') || /credit$|days|Days|Cycles|monthsCount/.test(path)) continue
      const holes = Array.from({ length: word.length }, (_, i) => `<${i}>`)
      const said = (mine as (...args: string[]) => string)(...holes)
      for (const hole of holes) expect(said, path).toContain(hole)
    }
  })
  it('has twelve months and seven days', () =>
    expect([locale.months.length, locale.monthsShort.length, locale.weekdays.length]).toEqual([12, 12, 7]))
  it('has a sentence for every verdict', () => {
    for (const verdict of Object.keys(locale.verdicts) as Verdict[])
      expect(verdictSentence(objective({ verdict } as Partial<ObjectiveReport>), locale, berlin, AT)).toMatch(/\p{L}{3}/u)
  })
})

describe('numbers in each language', () => {
  it.each([
    [de, '99,891 %', '43 Min. 12 Sek.', 'November 2026'],
    [ar, '99.891 %', '43 د 12 ث', 'نوفمبر 2026'], // Latin digits
  ])('$tag', (locale, percent, duration, period) => {
    expect(plain(percentWords('99.891', locale))).toBe(percent)
    expect(plain(durationWords(2_592_000, locale))).toBe(duration)
    expect(periodText('2026-11', locale)).toBe(period)
  })
  it('Arabic counts in four forms', () =>
    expect(['1', '2', '3', '11'].map(ar.say.days)).toEqual(['يوم واحد', 'يومان', '3 أيام', '11 يومًا']))
})
