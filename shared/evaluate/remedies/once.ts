/** What has been worked out for an evaluation about one part of its agreement, kept as long as the evaluation is. */
import type { Evaluation } from '../model/evaluation.ts'

const memory = new WeakMap<Evaluation, WeakMap<object, Map<string, unknown>>>()

/** The value of `make` for this evaluation, clause and key, made on the first call only. */
export function once<T>(evaluation: Evaluation, clause: object, key: string, make: () => T): T {
  const clauses = memory.get(evaluation) ?? new WeakMap<object, Map<string, unknown>>()
  memory.set(evaluation, clauses)
  const values = clauses.get(clause) ?? new Map<string, unknown>()
  clauses.set(clause, values)
  if (values.has(key)) return values.get(key) as T
  const value = make()
  values.set(key, value)
  return value
}
