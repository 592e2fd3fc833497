/** What happens now and what can be claimed, as one line each. */
import { dateWords, periodText } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import type { OpenClaim } from '../../model/open-claims.ts'
import type { Happening } from '../../store/summary.ts'
import { locale, type MessageKey, t } from './i18n.ts'
import { creditWords } from './row-summary.ts'

const STATES: Readonly<Record<Happening['state'], MessageKey>> = {
  up: 'noIncident',
  degraded: 'nowDegraded',
  partial: 'nowPartial',
  down: 'nowDown',
  maintenance: 'nowMaintenance',
}

const SHORT: Readonly<Record<Happening['state'], MessageKey>> = {
  up: 'noIncident',
  degraded: 'nowDegradedShort',
  partial: 'nowPartialShort',
  down: 'nowDownShort',
  maintenance: 'nowMaintenanceShort',
}

/** `Degraded now, 26 min`, for a cell of a table. */
export const nowShort = (now: Happening, at: number): string => t(SHORT[now.state], durationWords(minutes(at - now.since), locale, 2))

/** Seconds of something that goes on would only run. */
const minutes = (ms: number): number => (ms < 60_000 ? Math.max(0, ms) : ms - (ms % 60_000))

/** `Actions: degraded now, 26 min. Does not count.` */
export function nowLine(now: Happening, at: number): string {
  const what = t(STATES[now.state], durationWords(minutes(at - now.since), locale, 2))
  const where = now.services.length > 0 && now.services.length < 3 ? `${now.services.join(locale.comma)}: ` : ''
  return `${where}${what}. ${t(now.counts ? 'countsAsDowntime' : 'notCounted')}`
}

/** `October: 120.00 EUR open, claim by 30 Nov`. */
export function claimLine({ row, lastDay }: OpenClaim): string {
  const period = periodText(row.period.label, locale)
  const credit = creditWords(row) ?? t('aCredit')
  return lastDay ? t('claimAmountBy', period, credit, dateWords(lastDay, 0, locale, false)) : t('claimAmount', period, credit)
}
