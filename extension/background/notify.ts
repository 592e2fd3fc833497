/** Says alerts as notifications, remembers that they were said, and writes them down. */
import browser from 'webextension-polyfill'
import { dateWords, periodText } from '../../shared/i18n/date-words.ts'
import { durationWords } from '../../shared/i18n/number-words.ts'
import { pluralForm } from '../../shared/i18n/plural.ts'
import type { Store } from '../store/open-store.ts'
import { readSetting } from '../store/settings.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import type { Summary } from '../store/summary.ts'
import { writeLog, writeSetting } from '../store/write-store.ts'
import { type Alert, alerts, isQuiet, type Said } from './alerts.ts'
import { browserLocale } from './browser-locale.ts'

/** After this long the notifications of a period are deleted. */
const FORGET = 400 * 86_400_000

/** Notifies of changes. The state of a newly tracked agreement (`followed`) is no change: it is stored without a notification. */
export async function notify(
  db: Store,
  standings: readonly Summary[],
  sources: readonly SourceRecord[],
  now: number,
  followed: string | null,
): Promise<void> {
  const said = await readSetting(db, 'said')
  const found = alerts(standings, sources, said, now)
  if (found.length === 0) return
  const held = isQuiet(await readSetting(db, 'quiet'), clock(now))
  const news = held ? [] : found.filter(({ agreement }) => followed === null || agreement !== followed)
  const old = found.filter(({ agreement }) => followed !== null && agreement === followed)
  const kept = Object.entries(said).filter(([, at]) => now - at < FORGET)
  const next: Said = Object.fromEntries([...kept, ...[...news, ...old].flatMap(({ causes }) => causes.map((each) => [each, now] as const))])
  await writeSetting(db, 'said', next)
  if (news.length > 0) await say(db, news, now)
}

async function say(db: Store, found: readonly Alert[], now: number): Promise<void> {
  const spoken = found.map((alert) => ({ alert, words: wordsOf(alert, now) }))
  await writeLog(
    db,
    spoken.map(({ alert, words }) => ({
      at: now,
      what: 'said',
      detail: `${words.title}: ${words.message}`,
      ...(alert.agreement !== null && { agreement: alert.agreement }),
      ...(alert.source !== null && { source: alert.source }),
    })),
  )
  const iconUrl = browser.runtime.getURL('icons/standing-128.png')
  await Promise.all(spoken.map(({ alert, words }) => browser.notifications.create(placeOf(alert), { type: 'basic', iconUrl, ...words })))
}

/** A notification's id is where its click leads: it needs no memory of its own. */
const placeOf = ({ agreement, rows, kind }: Alert): string =>
  `${kind} ${[agreement ?? '', rows[0]?.id ?? ''].filter(Boolean).map(encodeURIComponent).join('/')}`

export async function openPlace(id: string): Promise<void> {
  const place = id.replace(/^\S+ /, '')
  await browser.tabs.create({ url: browser.runtime.getURL(`pages/dashboard/index.html#${place}`) })
  await browser.notifications.clear(id)
}

const clock = (at: number): string => {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

function wordsOf({ kind, title, rows, by, lastDay }: Alert, now: number): { title: string; message: string } {
  const locale = browserLocale()
  const t = (key: string, ...places: string[]): string => browser.i18n.getMessage(key, places)
  const names = rows.map((row) => `${row.name}${locale.comma}${periodText(row.period.label, locale)}`)
  const more = names.length - 3
  const rest = more > 0 ? [t(`andMore_${pluralForm(more, locale.tag)}`, String(more))] : []
  const shown = [names.slice(0, 3).join(locale.semicolon), ...rest].join(' ')
  switch (kind) {
    case 'breached':
      return { title: t('alertBreached', title), message: shown }
    case 'at-risk':
      return { title: t('alertAtRisk', title), message: shown }
    case 'claim':
      return {
        title: t('alertClaim', title),
        message: by === null ? shown : t('alertClaimBy', shown, durationWords(Math.max(0, by - now), locale, 1)),
      }
    case 'cancel':
      return { title: t('alertCancel', title), message: t('alertCancelBy', dateWords(lastDay ?? '', 0, locale)) }
    case 'blind':
      return { title: t('alertUnavailable', title), message: t('alertUnavailableWhat') }
  }
}
