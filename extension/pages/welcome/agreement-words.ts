/** Facts about an agreement in a few words, for the welcome page. */
import type { Contract } from '../../../shared/contract/model.ts'
import { numberText, targetWords } from '../../../shared/i18n/number-words.ts'
import { locale, t } from '../common/i18n.ts'

/** `month`, `quarter`, … for `99.9 % a quarter`. */
export function periodWords({ period }: Pick<Contract, 'period'>): string {
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
export function checkedWords({ source, text }: Pick<Contract, 'source' | 'text'>): string {
  if (!source) return ''
  const level = {
    primary: 'sourcePrimary',
    copy: 'sourceCopy',
    'primary-partial': 'sourcePartial',
    secondary: 'sourceSecondary',
    historic: 'sourceOutdated',
  } as const
  const from = t(level[source.verification])
  if (text?.checked) return t('checked', from, monthWords(text.checked))
  const date = source.date ?? ''
  // `2026-06 (checked)` is when the text was checked; any other date is the text's own: `before 2021-01-04`.
  if (/^\d{4}-\d\d(-\d\d)? \(checked\)$/.test(date)) return t('checked', from, monthWords(date))
  if (/^\d{4}-\d\d/.test(date)) return t('textDated', from, monthWords(date))
  return date ? from + locale.comma + t('textVersion', date) : from
}

/** `June 2026` of a date; anything else as it stands. */
function monthWords(date: string): string {
  const [, year, month] = /^(\d{4})-(\d\d)/.exec(date) ?? []
  return year ? locale.monthYear(locale.months[Number(month) - 1] ?? '', Number(year)) : date
}

/** `99.9 % a quarter`; of several different targets the first three. */
export function objectiveWords(contract: Contract): string {
  const targets = [...new Set(contract.objectives.flatMap(({ target }) => target ?? []))]
  if (targets.length === 0) return contract.title
  return t(
    'aPeriod',
    targets
      .slice(0, 3)
      .map((target) => targetWords(target, locale))
      .join(locale.comma),
    periodWords(contract),
  )
}

/** What a miss pays, worst last: `10 % credit below 99.9 %, 25 % below 99 %`; empty where the text pays by no such ladder. */
export function creditLadder(contract: Contract): string {
  const bands = contract.remedies?.find(({ kind, bands: steps }) => kind === 'percent' && steps && steps.length > 0)?.bands ?? []
  const steps = bands.flatMap((band) => {
    const edge = band.below ?? band.atMost
    return typeof band.credit === 'string' && edge !== undefined ? [{ credit: band.credit, edge }] : []
  })
  return steps
    .sort((a, b) => Number(b.edge) - Number(a.edge))
    .map(({ credit, edge }) => t('creditBelow', numberText(credit, locale), numberText(edge, locale)))
    .join(locale.comma)
}
