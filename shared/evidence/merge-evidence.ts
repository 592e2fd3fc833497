/**
 * Several pieces of evidence as one. Evidence is appended, never edited: what two pieces say alike is kept once, what
 * they say differently stays side by side, and versions of one thing are distinguished by when they were read (R3).
 */
import type { Evidence, Ticket } from './model.ts'

/** The order of the pieces decides nothing but the order of the lists and which observer is named. */
export function mergeEvidence(list: readonly Evidence[]): Evidence {
  if (list.length === 1) return list[0]!
  const observer = list.find((each) => each.observer)?.observer
  const join = <K extends Exclude<keyof Evidence, 'observer' | 'unread'>>(key: K): Evidence[K] =>
    once(list.flatMap((each) => each[key] as readonly object[])) as unknown as Evidence[K]
  const unread = list.flatMap((each) => each.unread ?? [])
  return {
    ...(observer && { observer }),
    spans: join('spans'),
    coverage: join('coverage'),
    itemCoverage: join('itemCoverage'),
    attributions: join('attributions'),
    checks: join('checks'),
    requests: join('requests'),
    samples: join('samples'),
    maintenance: join('maintenance'),
    tickets: tickets(list.flatMap((each) => each.tickets)),
    deliveries: join('deliveries'),
    declarations: join('declarations'),
    claims: join('claims'),
    lifetimes: join('lifetimes'),
    ...(unread.length > 0 && { unread }),
  }
}

/** Rows that say the same, field by field, once. */
function once(rows: readonly object[]): readonly object[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const text = sameText(row)
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** Independent of the order of fields. */
function sameText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return `[${value.map(sameText).join()}]`
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${sameText(each)}`).join()}}`
}

/** Merges a ticket found in two pieces of evidence: the events of both, in order of time. */
function tickets(all: readonly Ticket[]): readonly Ticket[] {
  const byId = new Map<string, Ticket>()
  for (const ticket of all) {
    const before = byId.get(ticket.id)
    if (!before) {
      byId.set(ticket.id, ticket)
      continue
    }
    const events = once([...before.events, ...ticket.events]) as Ticket['events']
    byId.set(ticket.id, { ...ticket, ...before, events: [...events].sort((a, b) => a.at - b.at) })
  }
  return [...byId.values()]
}
