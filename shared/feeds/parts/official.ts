/**
 * Provider-reported uptime: one figure over the page's own window, by its own weights. It is shown beside what the
 * agreement comes to and goes into no figure of ours, so nothing here is evidence.
 */
import type { Row } from './row.ts'
import { RowError } from './row.ts'

/** Which time the figure takes off: all of it at major outages and 30 % of partial ones; all downtime; failed checks. */
export type FigureMethod = 'major-and-partial' | 'downtime' | 'checks'

export interface Official {
  readonly weights: FigureMethod
  readonly parts: readonly OfficialPart[]
}

export interface OfficialPart {
  /** The component's id. */
  readonly id: string
  readonly name: string
  /** Decimal text, cut after at most four digits and never rounded up. */
  readonly percent: string
  /** Days of the page's own zone, both included; or a length of time up to the reading. */
  readonly over: { readonly from: string; readonly to: string; readonly days: number } | { readonly hours: number }
  /** The time that the figure takes off, in ms, where the page gives it exactly. */
  readonly lostMs?: number
  /** What each incident takes off, by the page's own weights, in ms; only where the page says so. */
  readonly byIncident?: readonly { readonly ref: string; readonly ms: number }[]
}

/** Feeds whose own figure is not in what they answer: whose format that is, and where it stands. */
const PLACES: Readonly<Record<string, { readonly feed: string; readonly path: string }>> = {
  statuspage: { feed: 'statuspage-uptime', path: '/uptime' },
}

/** Where the page behind a list says its own figure; null where it says none, or says it in the list. */
export function officialAt(feed: string, list: string): { readonly feed: string; readonly address: URL } | null {
  const place = Object.hasOwn(PLACES, feed) ? PLACES[feed] : undefined
  return place ? { feed: place.feed, address: new URL(place.path, list) } : null
}

/** `part` of `whole` as a percentage, cut. Both are whole numbers, `whole` over zero. */
export function percentOf(part: bigint, whole: bigint): string {
  const cut = (part * 1_000_000n) / whole
  const text = `${cut / 10_000n}.${String(cut % 10_000n).padStart(4, '0')}`
  return text.replace(/\.?0+$/, '')
}

/** A percentage or a share of one as pages write it: `99.98%`, `99.98`, `0.9998`. Throws RowError. */
export function percentIn(row: Row, key: string, share = false): string {
  const value = row[key]
  const text = typeof value === 'number' ? `${value}` : typeof value === 'string' ? value.trim().replace(/ ?%$/, '') : ''
  const digits = /^(\d{1,3})(?:\.(\d{1,20}))?$/.exec(text)
  if (!digits) throw new RowError(`${key}: not a percentage`)
  const fraction = (digits[2] ?? '').padEnd(20, '0')
  const parts = BigInt(`${digits[1]}${fraction}`)
  const one = 10n ** 20n
  const whole = share ? one : 100n * one
  if (parts > whole) throw new RowError(`${key}: more than all`)
  return percentOf(parts, whole)
}

/** The same, and null for anything else: a figure that can't be read costs no evidence. */
export function maybePercent(row: Row, key: string): string | null {
  try {
    return percentIn(row, key)
  } catch (error) {
    if (error instanceof RowError) return null
    throw error
  }
}
