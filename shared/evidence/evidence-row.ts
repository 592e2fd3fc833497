/**
 * One object of an evidence file under reading: typed access to its fields that notes every problem with its path and
 * carries on, so that one pass finds them all (R33). Hand-written because files hold 100,000 rows: a path is only built
 * where something is wrong. What a failed read returns is never used: a file with a problem gives no evidence.
 */

import { isObject } from '../base/is-object.ts'
import { describe, type Problem } from '../base/problem.ts'
import { isDecimal } from '../base/rational.ts'
import { parseInstant } from '../time/instant.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { elapsedMs } from '../time/iso-duration.ts'

/** After this many problems a reader stops listing; one broken exporter breaks every row in the same way. */
const MOST_PROBLEMS = 1000

export class EvidenceRow {
  private readonly values: Record<string, unknown>
  private readonly problems: Problem[]
  private readonly up: EvidenceRow | null
  private readonly step: string
  private readonly index: number

  /** `step` is the field that holds this object, `index` its place where that field is a list, else -1. */
  constructor(values: Record<string, unknown>, problems: Problem[], up: EvidenceRow | null = null, step = '', index = -1) {
    this.values = values
    this.problems = problems
    this.up = up
    this.step = step
    this.index = index
  }

  path(key: string): string {
    const own = this.up ? this.up.path(this.index < 0 ? this.step : `${this.step}[${this.index}]`) : ''
    return own && key ? `${own}.${key}` : own || key
  }

  problem(key: string, wanted: string, value: unknown = this.values[key]): void {
    this.problemAt(this.path(key), wanted, describe(value))
  }

  problemAt(path: string, wanted: string, came: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path, wanted, got: came })
  }

  raw(key: string): unknown {
    return this.values[key]
  }

  /** Whether the field is there: null counts as absent. */
  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== null
  }

  text(key: string, wanted = 'text'): string {
    const value = this.values[key]
    if (typeof value === 'string' && value !== '') return value
    this.problem(key, wanted)
    return ''
  }

  maybeText(key: string): string | undefined {
    const value = this.values[key]
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined
    this.problem(key, 'text')
    return undefined
  }

  maybeFlag(key: string): boolean | undefined {
    const value = this.values[key]
    if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined
    this.problem(key, 'true or false')
    return undefined
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.values[key]
    if (typeof value === 'string' && (allowed as readonly string[]).includes(value)) return value as T
    this.problem(key, `one of ${allowed.join(', ')}`)
    return allowed[0] as T
  }

  maybeOneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    return this.has(key) ? this.oneOf(key, allowed) : undefined
  }

  /** An instant of R34. */
  instant(key: string, wanted = 'an ISO 8601 instant with offset or Z'): EpochMs {
    const value = this.values[key]
    if (typeof value === 'string') {
      try {
        return parseInstant(value)
      } catch {
        // said below
      }
    }
    this.problem(key, wanted)
    return Number.NaN
  }

  maybeInstant(key: string): EpochMs | undefined {
    return this.has(key) ? this.instant(key) : undefined
  }

  /** null means "still so"; a missing field is a problem, because forgetting an end is not saying that there is none. */
  instantOrNull(key: string): EpochMs | null {
    if (this.values[key] === null) return null
    return this.instant(key, 'an ISO 8601 instant with offset or Z, or null where it is not over')
  }

  /** Notes a reversed interval at its end; `from = to` is accepted and empty (R34). */
  ordered(from: EpochMs, to: EpochMs | null, key = 'to', start = 'from'): void {
    if (to !== null && to < from) this.problem(key, `an instant not before ${this.path(start)}`)
  }

  /** `from` and `to`, both instants, not reversed. */
  closed(): { from: EpochMs; to: EpochMs } {
    const from = this.instant('from')
    const to = this.instant('to')
    this.ordered(from, to)
    return { from, to }
  }

  /** `from` and `to`, which may be null for "still so". */
  open(): { from: EpochMs; to: EpochMs | null } {
    const from = this.instant('from')
    const to = this.instantOrNull('to')
    this.ordered(from, to)
    return { from, to }
  }

  /** Elapsed ms of an ISO 8601 duration; days are 24 h. */
  duration(key: string): DurationMs {
    const value = this.values[key]
    if (typeof value === 'string') {
      try {
        const ms = elapsedMs(value)
        if (ms > 0) return ms
      } catch {
        // said below
      }
    }
    this.problem(key, 'a duration such as PT1M, over zero and without months or years')
    return Number.NaN
  }

  /** An integer from 0 to 2^53 − 1 (R34). */
  count(key: string): number {
    const value = this.values[key]
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
    this.problem(key, 'a whole number from 0 to 2^53 - 1')
    return Number.NaN
  }

  decimal(key: string): string {
    const value = this.values[key]
    if (typeof value === 'string' && isDecimal(value)) return value
    this.problem(key, typeof value === 'number' ? 'a decimal as text: put it in quotes' : 'a decimal as text, such as "99.9"')
    return '0'
  }

  /** Decimal text from 0 to 1; the integers 0 and 1 are accepted (R34). */
  share(key: string): string {
    const value = this.values[key]
    if (value === 0 || value === 1) return String(value)
    if (typeof value === 'string' && /^(0(\.\d{1,15})?|1(\.0{1,15})?)$/.test(value)) return value
    this.problem(key, 'a decimal as text from 0 to 1')
    return '0'
  }

  texts(key: string): readonly string[] {
    const value = this.values[key]
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        if (typeof item !== 'string' || item === '') this.problem(`${key}[${index}]`, 'text', item)
      })
      return value as readonly string[]
    }
    this.problem(key, 'a list of texts')
    return []
  }

  /** The object in a field, or null where the field is absent; a problem where it is something else. */
  inner(key: string): EvidenceRow | null {
    const value = this.values[key]
    if (value === undefined || value === null) return null
    if (isObject(value)) return new EvidenceRow(value, this.problems, this, key)
    this.problem(key, 'an object')
    return null
  }

  /** Reads every object of a list; an absent list is empty. */
  list<T>(key: string, read: (row: EvidenceRow) => T): readonly T[] {
    const value = this.values[key]
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.problem(key, 'a list')
      return []
    }
    const out: T[] = []
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      if (isObject(item)) out.push(read(new EvidenceRow(item, this.problems, this, key, index)))
      else this.problem(`${key}[${index}]`, 'an object', item)
    }
    return out
  }
}
