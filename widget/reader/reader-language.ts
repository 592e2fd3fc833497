/** The language of the reader: as the address says (`?lang=de`, `#lang=de`, `#s=…&lang=de`), else as the browser does. */
import { ar } from '../../shared/i18n/ar.ts'
import { de } from '../../shared/i18n/de.ts'
import { en } from '../../shared/i18n/en.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { readerWords } from '../../shared/i18n/reader.ts'

export const LANGUAGES: readonly (readonly [Locale, string])[] = [
  [en, 'English'],
  [de, 'Deutsch'],
  [ar, 'العربية'],
]

/** The first wish that is one of ours; `de-AT` is German. English where none is. */
export function readerLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const found = LANGUAGES.find(([{ tag }]) => tag === wish?.toLowerCase().split('-')[0])
    if (found) return found[0]
  }
  return en
}

/** What an address wishes, its fragment before its query. */
export function wishOf({ search, hash }: { readonly search: string; readonly hash: string }): string | null {
  return /[#&]lang=([A-Za-z-]+)$/.exec(hash)?.[1] ?? new URLSearchParams(search).get('lang')
}

/** Gives the page its language, its direction and its title. */
export function setReaderLanguage(locale: Locale): void {
  const root = document.documentElement
  root.lang = locale.tag
  root.dir = locale.dir
  document.title = readerWords(locale.tag).page.title
}
