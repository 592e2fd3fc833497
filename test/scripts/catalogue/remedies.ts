/** What a miss earns and how it is claimed, in one cell of a table each. */
import type { Band, Cap, Claim, Remedy, Within } from '../../../shared/contract/model.ts'
import { length } from './length.ts'

export function remedyOf(remedy: Remedy): string {
  return [size(remedy), historyWords(remedy), leastWords(remedy), ...(remedy.caps ?? []).map(capWords)].filter(Boolean).join(', ')
}

function size(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'percent':
      return remedy.bands ? ladder(remedy.bands, '%') : `${remedy.credit} %${remedy.each ? ' an event' : ''}`
    case 'days':
      return remedy.bands ? ladder(remedy.bands, 'days') : `${remedy.credit} days`
    case 'amount':
      return remedy.bands ? ladder(remedy.bands, remedy.currency ?? '') : `${remedy.credit} ${remedy.currency ?? ''}`
    case 'multiple':
      return `${remedy.multiple?.times === '1' ? '' : `${remedy.multiple?.times} × `}the fee for the downtime`
    case 'perBlock':
      return `${remedy.perBlock?.credit} % for each ${length(remedy.perBlock?.block ?? 'PT0S')}`
    case 'lostTime':
      return 'the time lost at a rate'
    case 'termination':
      return `may be ended${remedy.bands ? ` ${remedy.bands.map(edges).join(', ')}` : ''}`
    case 'formula':
      return remedy.formula ?? 'a formula'
    case 'none':
      return remedy.name ?? 'nothing'
  }
}

/** Worst first: `50 % under 95.0, 25 % under 99.0, 10 % under 99.9`; a lower edge is said where the band before does not reach it. */
function ladder(bands: readonly Band[], unit: string): string {
  const order = [...bands].sort((a, b) => upper(a) - upper(b))
  return order
    .map((band, i) => `${creditWords(band, unit)} ${edges(reaches(order[i - 1] ?? {}, band) ? withoutFloor(band) : band)}`)
    .join(', ')
}

function reaches(before: Band, { below, atMost, atLeast, above, over }: Band): boolean {
  if (below === undefined && atMost === undefined) return false
  const floor = atLeast ?? above ?? over
  return floor === undefined || (atLeast === undefined ? floor === before.atMost : floor === before.below)
}

const upper = ({ below, atMost }: Band): number => Number(below ?? atMost ?? Number.POSITIVE_INFINITY) || Number.POSITIVE_INFINITY

const withoutFloor = ({ atLeast: _a, above: _b, over: _c, ...band }: Band): Band => band

function creditWords({ credit, plus }: Band, unit: string): string {
  const own =
    typeof credit === 'string'
      ? sized(credit, unit)
      : credit
        ? `the greater of ${credit.greaterOf.map((part) => (part === 'unavailability' ? 'the share down' : `${part} %`)).join(' and ')},`
        : ''
  const more = plus ? `${sized(plus.credit, unit)} for each ${plus.per.startsWith('P') ? length(plus.per) : `${plus.per} less`}` : ''
  return own && more ? `${own} and ${more}` : own || more
}

const sized = (credit: string, unit: string): string => `${credit} ${credit === '1' && unit === 'days' ? 'day' : unit}`

function edges({ below, atMost, atLeast, above, over }: Band): string {
  const value = (text: string): string => (text.startsWith('P') ? length(text) : text)
  const floor = atLeast !== undefined ? `from ${value(atLeast)}` : (above ?? over) !== undefined ? `over ${value(above ?? over ?? '')}` : ''
  const roof = below !== undefined ? `under ${value(below)}` : atMost !== undefined ? `to ${value(atMost)}` : ''
  return [floor, roof].filter(Boolean).join(' ')
}

function historyWords({ history }: Remedy): string {
  if (!history) return ''
  return 'consecutivePeriods' in history
    ? `after ${history.consecutivePeriods} in a row`
    : `after ${history.count} in ${length(history.window)}`
}

function leastWords({ minimum }: Remedy): string {
  if (!minimum) return ''
  return `${minimum.over !== undefined ? `if over ${minimum.over}` : `if ${minimum.atLeast} or more`} ${minimum.currency ?? ''}`.trim()
}

function capWords(cap: Cap): string {
  const size =
    'percent' in cap
      ? `${cap.percent} %`
      : 'amount' in cap
        ? cap.amount
        : 'days' in cap
          ? `${cap.days} days`
          : `${length(cap.worth)} of fees`
  return `at most ${size}${'each' in cap && cap.each ? ' an event' : ''}${cap.window ? ` in ${length(cap.window)}` : ''}`
}

export function claimOf({ claim, trigger }: Remedy): string {
  const steps = claim ? stepsOf(claim) : ''
  if (trigger === 'automatic') return steps ? `by itself, else ${steps}` : 'by itself'
  return steps || (trigger === 'request' ? 'on request' : '')
}

const stepsOf = ({ steps }: Claim): string =>
  steps.map(({ within, after }) => `${withinWords(within)} after ${AFTER[after]}`).join(', then ')

const AFTER: Readonly<Record<Claim['steps'][number]['after'], string>> = {
  'incident-start': 'its start',
  'incident-end': 'its end',
  awareness: 'noticing it',
  eligibility: 'being eligible',
  'period-end': 'the period',
  'month-end': 'the month',
  'quarter-end': 'the quarter',
  'year-end': 'the end of the year',
  'billing-cycle-end': 'the billing cycle',
  invoice: 'the invoice',
  correction: 'it was put right',
}

function withinWords(within: Within): string {
  if (typeof within === 'string') return length(within)
  if ('businessDays' in within) return counted(within.businessDays, 'business day')
  if ('days' in within) return counted(within.days, 'day')
  return 'months' in within ? counted(within.months, 'month') : counted(within.billingCycles, 'billing cycle')
}

const counted = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`
