/** Times in status pages that people write by hand or a server prints without its zone: an instant, and how far it may be off. */
import type { EpochMs } from '../../time/intervals.ts'
import { instant } from './body.ts'

/** `loose`: without a zone, taken as UTC. */
export interface LooseTime {
  readonly at: EpochMs
  readonly loose: boolean
}

/** The clocks furthest ahead of and behind UTC. */
const EAST = 14 * 3_600_000
const WEST = 12 * 3_600_000
const GO = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d)(\d\d)(?: [A-Z+\d-]+)?$/

/** A time as Go writes it, as ISO 8601, or without a zone; null for anything else. */
export function looseTime(written: unknown): LooseTime | null {
  if (typeof written !== 'string') return null
  // An hour of one digit means one thing.
  const value = written.replace(/([T ])(\d:\d\d)/, '$10$2')
  const go = GO.exec(value)
  const exact = instant(go ? `${go[1]}T${go[2]}${go[3]}:${go[4]}` : value.replace(/-00:?00$/, 'Z'))
  if (exact !== null) return { at: exact, loose: false }
  const local = value.trim().replace(' ', 'T')
  const at = instant(`${/T\d\d:\d\d$/.test(local) ? `${local}:00` : local}Z`)
  return at === null ? null : { at, loose: true }
}

/** The widest window between two such times, where one of them is loose: a clock without a zone may be any in the world. */
export function doubt(from: LooseTime, to: LooseTime | null): { readonly uncertain?: { readonly from: EpochMs; readonly to: EpochMs } } {
  if (!to || !(from.loose || to.loose)) return {}
  const start = from.loose ? Math.max(0, from.at - EAST) : from.at
  return { uncertain: { from: start, to: Math.max(from.at, to.at + (to.loose ? WEST : 0)) } }
}
