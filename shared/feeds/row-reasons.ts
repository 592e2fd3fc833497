/** Why a row of a response stands in its part of the account (R58): codes with their English texts. Screens render the code in the reader's language. */

export const ROW_REASONS = {
  down: 'down',
  partial: 'partial outage',
  degraded: 'degraded',
  up: 'up',
  several: '{states}',
  doubtful: 'doubtful: its time is not certain',
  checked: 'checked',
  requests: 'requests',
  samples: 'samples',
  maintenance: 'maintenance',
  'no-component': 'names no component',
  'not-mapped': 'names only components that are not mapped',
  'impact-none': 'impact none',
  'no-impact-stated': 'no impact stated',
  operational: 'its components stayed operational',
  information: 'for information only',
  cancelled: 'cancelled or tentative',
  'not-begun': 'scheduled, not begun',
  'no-downtime': 'no downtime in it',
  'nothing-measured': 'nothing was measured',
  'no-end': 'maintenance without an end, so it excludes no time',
  'said-by-incidents': 'the incidents say as much or more',
  coverage: 'coverage, no event',
  component: 'a component, no event',
  'another-version': 'another version of an event that is listed as well',
  repeated: 'listed twice in the response',
  'listed-before': 'listed before, without a change',
  unreadable: '{problem}',
} as const

export type RowReasonCode = keyof typeof ROW_REASONS

export interface RowReason {
  readonly code: RowReasonCode
  readonly params: Readonly<Record<string, string>>
  readonly why: string
}

export function rowReason(code: RowReasonCode, params: Readonly<Record<string, string>> = {}): RowReason {
  return { code, params, why: ROW_REASONS[code].replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '') }
}

/** Of a row that could not be used: `field` is where the problem lies, as the response names it. */
export function unreadable(problem: string): RowReason {
  const field = /^([\w.[\]-]+(?:, [\w.[\]-]+)*(?: and [\w.[\]-]+)?): /.exec(problem)?.[1]
  return rowReason('unreadable', { problem, ...(field !== undefined && { field }) })
}
