/** Says that nothing was checked for long, or that nothing can be saved: a worker that is dead or stuck can't say so itself. */
import { useEffect } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { instantText } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { locale, t } from './i18n.ts'
import { here } from './live.ts'

interface StaleNoteProps {
  readonly since: number | null
  readonly now: number
  /** Why the background could not write or show, in words. */
  readonly problem: string | null
}

export function StaleNote({ since, now, problem }: StaleNoteProps) {
  useEffect(() => {
    if (since !== null) void browser.action?.setBadgeText({ text: '?' })
  }, [since !== null])
  if (since === null && problem === null) return null
  const age = since === null ? 0 : Math.max(0, now - since)
  return (
    <div class="note" role="alert" data-v="unknown">
      {since !== null && (
        <p>
          <b>{t('lastChecked', durationWords(age - (age % 60_000), locale, 2))}.</b> {t('staleWhy', instantText(since, here, locale, now))}
        </p>
      )}
      {problem !== null && <p>{problem}</p>}
    </div>
  )
}
