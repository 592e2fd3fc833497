/**
 * Agreements on several levels: what one is `basedOn` is filled in from there. Clauses with ids (services, objectives,
 * exclusions, remedies, …) are taken over one by one and the nearer one stands whole; named things (calendars, facts, roles,
 * support) are taken over by their name; everything else by its field. Of several agreements named, the first is the nearest.
 * What an agreement is itself (id, title, text, source, state) is never taken over. `omit` drops inherited clauses.
 */
import { below, type Path, ROOT } from '../base/path.ts'
import type { Problem } from '../base/problem.ts'
import { type Fields, Findings, isFields, words } from '../base/shape.ts'
import type { Contract } from './model.ts'
import { refuseLooseEnds, refuseRepeats } from './references.ts'
import { refuseMissing } from './shapes/contract.ts'

export interface Inherited {
  /** Complete, without `basedOn` and `omit`; null where there is a problem. */
  readonly contract: Contract | null
  readonly problems: readonly Problem[]
}

/** Finds an agreement by its id, as a Map does; of several versions it answers with one (versions.ts). */
export interface Agreements {
  get(id: string): Contract | undefined
}

/** What an agreement is itself. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['format', 'id', 'title', 'basedOn', 'omit', 'text', 'source', 'state'])
/** Merged name by name, one level down. */
const NAMED: ReadonlySet<string> = new Set(['calendars', 'facts', 'roles', 'parties', 'support'])

/** How far up the levels may go: more is no agreement between people. */
const MOST_LEVELS = 20

/** The agreement with everything it inherits. One without `basedOn` is returned as it is. */
export function inherit(contract: Contract, agreements: Agreements): Inherited {
  if (!contract.basedOn) return { contract, problems: [] }
  const findings = new Findings()
  const merged = new Gathering(agreements, findings).whole(contract, [contract.id], ROOT)
  if (findings.problems.length > 0) return { contract: null, problems: findings.problems }
  refuseMissing(merged, ROOT, findings)
  refuseRepeats(merged, findings)
  refuseLooseEnds(merged, findings)
  const broken = findings.problems.length > 0
  return { contract: broken ? null : (merged as unknown as Contract), problems: findings.problems }
}

class Gathering {
  private readonly agreements: Agreements
  private readonly findings: Findings
  /** Each agreement is gathered once, however many ways lead to it. */
  private readonly known = new Map<string, Fields>()

  constructor(agreements: Agreements, findings: Findings) {
    this.agreements = agreements
    this.findings = findings
  }

  /** `from` is the reference that led here: problems of levels further up are reported there, those of the first where they are. */
  whole(contract: Contract, trail: readonly string[], from: Path | null): Fields {
    let inherited: Fields = {}
    const parents = contract.basedOn ?? []
    // The nearest is laid on last.
    for (let index = parents.length - 1; index >= 0; index--) {
      inherited = laidOn(inherited, this.parent(parents[index]!, trail, from ?? below(below(ROOT, 'basedOn'), index)))
    }
    const kept = omitting(inherited, contract.omit ?? [], from, this.findings)
    const { basedOn: _basedOn, omit: _omit, ...own } = contract
    return laidOn(kept, own as unknown as Fields)
  }

  private parent(id: string, trail: readonly string[], place: Path): Fields {
    if (trail.includes(id)) {
      this.findings.problem(place, 'no agreement that is based on itself', words([...trail, id].join(' → ')))
      return {}
    }
    const known = this.known.get(id)
    if (known) return known
    const parent = this.agreements.get(id)
    if (!parent) this.findings.problem(place, 'the id of an agreement that is at hand', id)
    else if (trail.length >= MOST_LEVELS) this.findings.problem(place, `at most ${MOST_LEVELS} levels`, id)
    const gathered = parent && trail.length < MOST_LEVELS ? withoutOwn(this.whole(parent, [...trail, id], place)) : {}
    this.known.set(id, gathered)
    return gathered
  }
}

const withoutOwn = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => !OWN_FIELDS.has(name)))

/** The nearer document laid over the farther one. */
function laidOn(farther: Fields, nearer: Fields): Fields {
  const result: Record<string, unknown> = { ...farther }
  for (const [name, value] of Object.entries(nearer)) {
    const before = Object.hasOwn(farther, name) ? farther[name] : undefined
    result[name] = NAMED.has(name) && isFields(before) && isFields(value) ? byName(before, value) : either(before, value)
  }
  return result
}

function byName(before: Fields, value: Fields): Fields {
  const result: Record<string, unknown> = { ...before }
  for (const [name, part] of Object.entries(value)) result[name] = either(Object.hasOwn(before, name) ? before[name] : undefined, part)
  return result
}

/** Lists of clauses are merged by id; of everything else the nearer stands. */
const either = (before: unknown, value: unknown): unknown => (isClauses(before) && isClauses(value) ? byId(before, value) : value)

const isClauses = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(isFields) && value.some((entry) => typeof entry.id === 'string')

/** In the order of the farther list, the new ones behind. */
function byId(before: readonly Fields[], value: readonly Fields[]): readonly Fields[] {
  const nearer = new Map(value.flatMap((clause) => (typeof clause.id === 'string' ? [[clause.id, clause] as const] : [])))
  const replaced = before.map((clause) => (typeof clause.id === 'string' ? (nearer.get(clause.id) ?? clause) : clause))
  const known = new Set(before.flatMap((clause) => (typeof clause.id === 'string' ? [clause.id] : [])))
  return [...replaced, ...value.filter((clause) => typeof clause.id !== 'string' || !known.has(clause.id))]
}

function omitting(inherited: Fields, omit: readonly string[], from: Path | null, findings: Findings): Fields {
  let kept = inherited
  omit.forEach((id, index) => {
    const without = dropped(kept, id)
    if (without === kept) findings.problem(from ?? below(below(ROOT, 'omit'), index), 'the id of an inherited clause', id)
    kept = without
  })
  return kept
}

/** The fields without the clauses of that id, in its lists and those of support; the same object where there is none. */
function dropped(fields: Fields, id: string): Fields {
  let found = false
  const result = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (isClauses(value)) {
        const rest = value.filter((clause) => clause.id !== id)
        found ||= rest.length < value.length
        return [name, rest]
      }
      if (name === 'support' && isFields(value)) {
        const rest = dropped(value, id)
        found ||= rest !== value
        return [name, rest]
      }
      return [name, value]
    }),
  )
  return found ? result : fields
}
