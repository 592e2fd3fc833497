/** What has been worked out for a room about one part of its agreement, kept as long as the room is. */
import type { Room } from '../model/evaluation.ts'

const memory = new WeakMap<Room, WeakMap<object, Map<string, unknown>>>()

/** The value of `make` for this room, clause and key, made on the first call only. */
export function once<T>(room: Room, clause: object, key: string, make: () => T): T {
  const clauses = memory.get(room) ?? new WeakMap<object, Map<string, unknown>>()
  memory.set(room, clauses)
  const values = clauses.get(clause) ?? new Map<string, unknown>()
  clauses.set(clause, values)
  if (values.has(key)) return values.get(key) as T
  const value = make()
  values.set(key, value)
  return value
}
