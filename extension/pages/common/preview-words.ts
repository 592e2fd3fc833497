/** What was found at an address, in words: above all what it does not cover. */
import type { SourcePreview } from '../../messages.ts'
import { t, tn } from './i18n.ts'

export function tellsWords({ feed, title, components, offered }: SourcePreview): string {
  if (offered) return t('foundAgreement')
  if (feed === 'rss') return t('foundNotices', t('feedRss'))
  if (feed === 'ical') return t('foundMaintenance', t('feedIcal'))
  if (feed === 'health') return t('foundChecks', t('feedHealth'))
  return tn('foundIncidents', components.length, title, components.length)
}

/** Whether there is something that a person would not expect of a status page. */
export const isUnusual = ({ feed, offered }: SourcePreview): boolean => offered !== undefined || ['rss', 'ical', 'health'].includes(feed)
