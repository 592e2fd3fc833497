/** Objects of known fields: which are required, which exclude each other, and how unknown ones are treated. */
import { nearest } from './nearest.ts'
import { below, type Path } from './path.ts'
import { type Fields, type Findings, isFields, type JsonSchema, plain, type Shape, words } from './shape.ts'

export interface ObjectRules {
  readonly required?: readonly string[]
  /** At least one of these must be there. */
  readonly anyOf?: readonly string[]
  /** Exactly one of these must be there. */
  readonly exactlyOne?: readonly string[]
  /** At most one of these. */
  readonly atMostOne?: readonly (readonly string[])[]
  /** What no schema can say. `value` holds only the fields that were read, `raw` also those that were refused. */
  readonly check?: (value: Fields, path: Path | null, findings: Findings, raw: Fields) => void
  /** What to write instead of a word of another's, which the format says in a different way: such a word is refused everywhere. */
  readonly instead?: Readonly<Record<string, string>>
  /** Fields decide figures: an unknown one that is nearly a known one is refused, and not only warned of. */
  readonly decides?: boolean
  /** Further JSON Schema keywords for it. */
  readonly schema?: JsonSchema
  readonly wanted?: string
}

/** An object of known fields; an unknown one is kept, and warned of or refused (R35): `x-…`, `description` and `$schema` are free. */
export function object(fields: Readonly<Record<string, Shape>>, rules: ObjectRules = {}): Shape {
  const wanted = rules.wanted ?? 'an object'
  return {
    wanted,
    schema: (definitions) => ({
      type: 'object',
      properties: Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, shape.schema(definitions)])),
      ...(rules.required && rules.required.length > 0 && { required: rules.required }),
      ...presence(rules),
      ...rules.schema,
    }),
    read: (raw, path, findings) => {
      if (!isFields(raw)) return findings.problem(path, wanted, raw)
      const result: Record<string, unknown> = {}
      for (const name of Object.keys(raw)) {
        const shape = Object.hasOwn(fields, name) ? fields[name] : undefined
        const value = shape ? shape.read(raw[name], below(path, name), findings) : plain(raw[name])
        if (!shape && !isFree(name)) unknown(name, path, fields, rules, findings)
        if (value !== undefined) result[name] = value
      }
      for (const name of rules.required ?? []) {
        if (!Object.hasOwn(raw, name)) findings.problem(below(path, name), fields[name]?.wanted ?? 'a value', undefined)
      }
      counted(raw, path, rules, findings)
      rules.check?.(result, path, findings, raw)
      return result
    },
  }
}

function unknown(name: string, path: Path | null, fields: Readonly<Record<string, Shape>>, rules: ObjectRules, findings: Findings): void {
  const { instead = {}, decides } = rules
  if (Object.hasOwn(instead, name)) findings.problem(below(path, name), instead[name]!, name)
  else if (decides && nearest(name, Object.keys(fields)) !== undefined) findings.problem(below(path, name), knownField(name, fields), name)
  else findings.unknownField(path, name, knownField(name, fields))
}

/** What was wanted in place of a field that is not known; names the one that was probably meant. */
function knownField(name: string, fields: Readonly<Record<string, Shape>>): string {
  const known = Object.keys(fields)
  const meant = nearest(name, known)
  const what =
    meant === undefined ? (known.length > MOST_LISTED ? 'a field this format knows' : known.join(', ')) : `${meant} (did you mean that?)`
  return `${what}${OR_OWN}`
}

const MOST_LISTED = 12

const isFree = (name: string): boolean => name.startsWith('x-') || name === 'description' || name === '$schema'

const OR_OWN = ', or a field that begins with x-'

/** Whether a warning is of a field that the format does not know, and that was kept. */
export const isUnknownField = ({ wanted }: { readonly wanted: string }): boolean => wanted.endsWith(OR_OWN)

function counted(raw: Fields, path: Path | null, rules: ObjectRules, findings: Findings): void {
  const given = (names: readonly string[]) => names.filter((name) => Object.hasOwn(raw, name))
  if (rules.anyOf && given(rules.anyOf).length === 0) {
    findings.problem(below(path, rules.anyOf[0]!), `${rules.anyOf.join(' or ')}`, undefined)
  }
  if (rules.exactlyOne && given(rules.exactlyOne).length === 0) {
    findings.problem(below(path, rules.exactlyOne[0]!), `one of ${rules.exactlyOne.join(', ')}`, undefined)
  }
  for (const names of [...(rules.exactlyOne ? [rules.exactlyOne] : []), ...(rules.atMostOne ?? [])]) {
    const both = given(names)
    if (both.length > 1) findings.problem(below(path, both[1]!), `only one of ${names.join(', ')}`, words(both.join(' and ')))
  }
}

function presence(rules: ObjectRules): JsonSchema {
  const all: JsonSchema[] = []
  if (rules.anyOf) all.push({ anyOf: rules.anyOf.map((name) => ({ required: [name] })) })
  if (rules.exactlyOne) all.push({ oneOf: rules.exactlyOne.map((name) => ({ required: [name] })) })
  for (const names of rules.atMostOne ?? []) {
    const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ required: [a, b] })))
    all.push({ not: { anyOf: pairs } })
  }
  return all.length > 0 ? { allOf: all } : {}
}
