/** What is known of the customer, and the conditions over it (R31). An unknown fact is never a no. */

import { cmp, decimal, isDecimal, type Rational } from '../../base/rational.ts'
import type { Contract, DatedFact, FactValue, When, WhenTest } from '../../contract/model.ts'
import { boundary } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'

export type ConditionAnswer = { readonly holds: 'yes' | 'no' } | { readonly holds: 'unknown'; readonly fact: string }

/** Whether all tests of a condition hold at t: one false one decides, then one unknown one. */
export function conditionHolds(contract: Contract, when: When | undefined, t: EpochMs, zone: ZoneRules): ConditionAnswer {
  let unknown: string | null = null
  for (const [name, test] of Object.entries(when ?? {})) {
    const value = factAt(contract, name, t, zone)
    const passed = value === null ? null : passes(value, test)
    if (passed === false) return { holds: 'no' }
    if (passed === null) unknown ??= name
  }
  return unknown === null ? { holds: 'yes' } : { holds: 'unknown', fact: unknown }
}

/** The value of a fact at t, null where none is known. */
function factAt(contract: Contract, name: string, t: EpochMs, zone: ZoneRules): FactValue {
  const fact = contract.facts && Object.hasOwn(contract.facts, name) ? contract.facts[name] : null
  if (!isDated(fact)) return fact ?? null
  const at = fact.filter(
    ({ from, until }) => (from === undefined || boundary(from, zone) <= t) && (until === undefined || t < boundary(until, zone)),
  )
  return at.length > 0 ? at[at.length - 1]!.value : null
}

const isDated = (fact: unknown): fact is readonly DatedFact[] =>
  Array.isArray(fact) && fact.length > 0 && fact.every((each) => typeof each === 'object' && each !== null && 'value' in each)

/** null where a value cannot be compared as the test wants. */
function passes(value: FactValue, test: WhenTest): boolean | null {
  if (Array.isArray(test)) return test.some((each) => same(value, each))
  if (typeof test !== 'object') return same(value, test as FactValue)
  const { not, includes, lacks, ...edges } = test as Exclude<WhenTest, FactValue>
  if (not !== undefined && same(value, not)) return false
  if (includes !== undefined && !(Array.isArray(value) && value.some((each) => same(each, includes)))) return false
  if (lacks !== undefined && (Array.isArray(value) ? value : [value as FactValue]).some((each) => same(each, lacks))) return false
  let unknown = false
  for (const [edge, wanted] of Object.entries(edges)) {
    const a = numeric(value)
    const b = numeric(wanted as FactValue)
    if (a === null || b === null) unknown = true
    else if (!EDGES[edge as keyof typeof EDGES](cmp(a, b))) return false
  }
  return unknown ? null : true
}

const EDGES = {
  atLeast: (order: number) => order >= 0,
  atMost: (order: number) => order <= 0,
  above: (order: number) => order > 0,
  below: (order: number) => order < 0,
}

/** Numbers and decimal text are equal as numbers; lists, entry by entry. */
function same(a: FactValue, b: FactValue): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => same(each, b[i]!))
  }
  const x = numeric(a)
  const y = numeric(b)
  return x !== null && y !== null && typeof a !== typeof b ? cmp(x, y) === 0 : a === b
}

function numeric(value: FactValue): Rational | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && isDecimal(text) ? decimal(text) : null
}
