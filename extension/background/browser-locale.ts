/** The texts about reports in the language that the browser chose for the extension. */
import browser from 'webextension-polyfill'
import { ar } from '../../shared/i18n/ar.ts'
import { de } from '../../shared/i18n/de.ts'
import { en } from '../../shared/i18n/en.ts'
import type { Locale } from '../../shared/i18n/locale.ts'

export const browserLocale = (): Locale => [ar, de].find(({ tag }) => tag === browser.i18n.getMessage('tag')) ?? en
