/** The element with the evaluator and the feed's reader in it, under its name; a second language joins the first. */
import type { Locale } from '../../shared/i18n/locale.ts'
import { standingElement } from './element.ts'
import { evaluateFeed } from './evaluate-feed.ts'
import { read } from './load-feed.ts'

const NAME = 'sla-standing'

/** Another script may have taken the name: then nothing happens, and the page's own words stay. */
export function register(locale: Locale): void {
  const known = customElements.get(NAME) as ReturnType<typeof standingElement> | undefined
  if (!known) customElements.define(NAME, standingElement({ locales: [locale], read, evaluate: evaluateFeed }))
  else if (known.kit && !known.kit.locales.some((one) => one.tag === locale.tag)) known.kit.locales.push(locale)
}
