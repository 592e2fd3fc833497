/** The texts of the extension's own pages, through the browser's i18n; texts about a report are in shared/i18n. */
import browser from 'webextension-polyfill'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { type PluralForm, pluralForm } from '../../../shared/i18n/plural.ts'
import type messages from '../../_locales/en/messages.json'

type Key = keyof typeof messages
/** A message with one text per plural form: `agreements` for `agreements_one`, `agreements_other`, … */
export type PluralKey = Key extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never
export type MessageKey = Exclude<Key, `${PluralKey}_${PluralForm}`>

/** Returns a message with its placeholders `$1`, `$2`, … filled in order. */
export const t = (key: MessageKey, ...places: readonly (string | number)[]): string => browser.i18n.getMessage(key, places.map(String))

/** Returns the form of a message that goes with `n` in the page's language. Placeholders default to `n` alone. */
export const tn = (key: PluralKey, n: number, ...places: readonly (string | number)[]): string =>
  browser.i18n.getMessage(`${key}_${pluralForm(n, locale.tag)}`, (places.length > 0 ? places : [n]).map(String))

/** The texts about reports, in the language that the browser chose for the page's own texts. */
export const locale: Locale = [ar, de].find(({ tag }) => tag === t('tag')) ?? en

/** Sets the page's language, direction and title. A direction that the page already has stays. */
export function setPageLanguage(title: string): void {
  const root = document.documentElement
  root.lang = locale.tag
  if (!root.dir) root.dir = locale.dir
  document.title = title
}
