/** Words of the extension's own pages, through the browser's i18n; words about a report are in shared/i18n. */
import browser from 'webextension-polyfill'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type messages from '../../_locales/en/messages.json'

export type MessageKey = keyof typeof messages

/** A word of the page, its places filled in order. */
export const t = (word: MessageKey, ...places: readonly (string | number)[]): string => browser.i18n.getMessage(word, places.map(String))

/** One of two words by number, with the number filled in. */
export const tn = (one: MessageKey, many: MessageKey, n: number): string => t(n === 1 ? one : many, n)

/** The words about reports, in the language that the browser chose for the page's own words. */
export const locale: Locale = [ar, de].find(({ tag }) => tag === t('tag')) ?? en

/** Gives the page its language, its direction and its title. A direction already set on the page holds. */
export function setPageLanguage(title: string): void {
  const root = document.documentElement
  root.lang = locale.tag
  if (!root.dir) root.dir = locale.dir
  document.title = title
}
