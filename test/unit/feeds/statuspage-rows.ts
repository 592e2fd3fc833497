/** Rows in the exact shape of Statuspage v2, for tables: instants are minutes of one June day. */
const DAY = Date.UTC(2026, 5, 10)

/** Minutes after 2026-06-10T00:00Z, in ms since the epoch. */
export const min = (minutes: number): number => DAY + minutes * 60_000
export const iso = (minutes: number): string => new Date(min(minutes)).toISOString()

export const API = { id: 'c1', name: 'API' }
export const WEB = { id: 'c2', name: 'Web' }

export type Change = readonly [part: { id: string; name: string }, from: string, to: string]

export function update(minutes: number, status: string, changes: readonly Change[] | null = null, body = ''): Record<string, unknown> {
  return {
    id: `u${minutes}`,
    status,
    body,
    created_at: iso(minutes),
    updated_at: iso(minutes),
    display_at: iso(minutes),
    affected_components: changes?.map(([part, from, to]) => ({ code: part.id, name: part.name, old_status: from, new_status: to })) ?? null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }
}

/** Updates are given oldest first and served newest first. */
export function incident(
  id: string,
  updates: readonly Record<string, unknown>[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const last = updates.at(-1)
  const first = updates[0]
  const resolved = last?.status === 'resolved' || last?.status === 'completed' ? last.display_at : null
  return {
    id,
    name: `Event ${id}`,
    status: last?.status,
    created_at: first?.display_at,
    updated_at: last?.display_at,
    monitoring_at: null,
    resolved_at: resolved,
    impact: 'minor',
    shortlink: `https://status.example/${id}`,
    started_at: first?.display_at,
    page_id: 'p',
    incident_updates: [...updates].reverse(),
    components: [],
    ...more,
  }
}

export const component = (part: { id: string; name: string }, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: part.id,
  name: part.name,
  status: 'operational',
  created_at: iso(-100_000),
  updated_at: iso(0),
  position: 1,
  description: null,
  showcase: true,
  start_date: null,
  group_id: null,
  page_id: 'p',
  group: false,
  only_show_if_degraded: false,
  ...more,
})

const PAGE = { id: 'p', name: 'Example', url: 'https://status.example', time_zone: 'Etc/UTC', updated_at: iso(0) }
export const incidents = (...rows: unknown[]): string => JSON.stringify({ page: PAGE, incidents: rows })
export const response = (parts: object): string => JSON.stringify({ page: PAGE, ...parts })
