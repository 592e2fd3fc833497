/** The shapes in which an agreement writes down its hours and its periods. Names are those of `standing/contract@1`. */

/** One named set of service hours. `always` is built in and needs no rule (R9). */
export type CalendarRule =
  | WeeklyHours
  | { readonly not: string }
  | { readonly union: readonly string[] }
  | { readonly intersect: readonly string[] }

export interface WeeklyHours {
  /** Own IANA zone; the agreement's where absent. */
  readonly zone?: string
  /** Keys `mon` … `sun`, `mon-fri`, `mon,wed`, `daily`; windows `"08:00-18:00"`, `"22:00-06:00"`, `"00:00-24:00"`. */
  readonly weekly: Readonly<Record<string, readonly string[]>>
  /** Local dates whose windows replace those that start on that date; an empty list is a holiday. */
  readonly dates?: Readonly<Record<string, readonly string[]>>
}

export type CalendarUnit = 'week' | 'month' | 'quarter' | 'year'

export interface Anchor {
  /** Day of the month a billing cycle starts on; clipped to the month's last day. */
  readonly day?: number
  /** Month a fiscal year (and its quarters) starts in, 1 to 12. */
  readonly month?: number
  readonly weekday?: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
}

/** How an agreement cuts time (R10). */
export type PeriodRule = (
  | { readonly every: CalendarUnit; readonly anchor?: Anchor }
  /** `P30D` calendar days in the zone, `PT720H` elapsed, counted from `from` (local date). */
  | { readonly every: string; readonly from: string }
  | { readonly rolling: string }
  | { readonly lookback: string; readonly endsAt: 'claim' | 'incident-start' }
) & { readonly denominator?: 'full' | 'alive' }
