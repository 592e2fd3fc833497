/** Zone tables that travel: found by name, and cut to the stretch of time that a feed or snapshot speaks of. */
import type { EpochMs } from './intervals.ts'
import { type ZoneRules, type Zones, zoneReach } from './zone.ts'

/** Zones out of carried tables. The function throws RangeError for a zone that is not among them. */
export function zonesFrom(tables: readonly ZoneRules[]): Zones {
  const byId = new Map(tables.map((table) => [table.id, table]))
  return (id) => {
    const found = byId.get(id)
    if (!found) throw new RangeError(`no table for the zone ${JSON.stringify(id)}`)
    return found
  }
}

/** The same clocks, for [from, to) only. Outside of it the nearest offset holds. */
export function cutRules(rules: ZoneRules, from: EpochMs, to: EpochMs): ZoneRules {
  zoneReach(rules, from)
  zoneReach(rules, to)
  let first = 0
  while (first + 1 < rules.starts.length && rules.starts[first + 1]! <= from) first++
  let end = first + 1
  while (end < rules.starts.length && rules.starts[end]! < to) end++
  const starts = [from, ...rules.starts.slice(first + 1, end)]
  return { id: rules.id, from, to, starts, offsets: rules.offsets.slice(first, end) }
}
