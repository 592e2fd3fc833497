/** Facts about an agreement in a few words, for the welcome page. */
import type { Contract } from '../../shared/agreement/model.ts'
import { locale, t } from '../page/i18n.ts'

/** `month`, `quarter`, … for `99.9 % a quarter`. */
export function periodWords(contract: Contract): string {
  const { period } = contract
  const every = 'every' in period ? period.every : 'window'
  const known = { week: 'aWeek', month: 'aMonth', quarter: 'aQuarter', year: 'aYear' } as const
  return every in known ? t(known[every as keyof typeof known]) : t('aWindow')
}

/** `months in UTC`. */
export function periodsWords(contract: Contract): string {
  const { period } = contract
  const every = 'every' in period ? period.every : 'window'
  const known = { week: 'weeks', month: 'months', quarter: 'quarters', year: 'years' } as const
  return every in known ? t(known[every as keyof typeof known]) : t('windows')
}

/** Where the terms come from and when they were checked: `secondary source, checked June 2026`. */
export function checkedWords(contract: Contract): string {
  const { source, text } = contract
  if (!source) return ''
  const level = {
    primary: 'sourcePrimary',
    copy: 'sourceCopy',
    'primary-partial': 'sourcePartial',
    secondary: 'sourceSecondary',
    historic: 'sourceHistoric',
  } as const
  const [year, month] = (text?.checked ?? source.date ?? '').split('-')
  const name = locale.months[Number(month) - 1]
  const when = year && name ? locale.monthYear(name, Number(year)) : (year ?? '')
  return when ? t('checked', t(level[source.verification]), when) : t(level[source.verification])
}
