/** Which of the build's languages, and which direction: from the attribute, then the page, then the browser. */
import type { Locale } from '../../shared/i18n/locale.ts'

/** The first language at hand among those wanted; else the build's first. */
export function elementLocale(host: Element, locales: readonly Locale[]): Locale {
  const page = host.closest('[lang]')?.getAttribute('lang')
  for (const wanted of [host.getAttribute('locale'), page, ...navigator.languages]) {
    const found = locales.find((one) => wanted?.toLowerCase().split('-')[0] === one.tag)
    if (found) return found
  }
  return locales[0]!
}

/** `dir` on the element, else the direction of the language it speaks. */
export function directionOf(host: Element, locale: Locale): 'ltr' | 'rtl' {
  const wanted = host.getAttribute('dir')
  return wanted === 'rtl' || wanted === 'ltr' ? wanted : locale.dir
}
