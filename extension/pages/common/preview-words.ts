/** What was found at an address, in words: above all what it can't tell. */
import type { SourcePreview } from '../../messages.ts'
import { t } from './i18n.ts'

export function tellsWords({ feed, title, components, offered }: SourcePreview): string {
  if (offered) return t('tellsAgreement')
  if (feed === 'rss') return t('tellsNotices', t('feedRss'))
  if (feed === 'ical') return t('tellsMaintenance', t('feedIcal'))
  if (feed === 'health') return t('tellsChecks', t('feedHealth'))
  return t('tellsIncidents', title, components.length)
}

/** Whether there is something that a person would not expect of a status page. */
export const isUnusual = ({ feed, offered }: SourcePreview): boolean => offered !== undefined || ['rss', 'ical', 'health'].includes(feed)
