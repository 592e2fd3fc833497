/**
 * Shapes of documents: one description both reads a value, noting every problem with its path, and gives its JSON Schema,
 * so that the two cannot drift apart. What a shape returns for a bad value is undefined; the fields around it are still read.
 */
import { nearest } from './nearest.ts'
import { below, type Path, pathText } from './path.ts'
import { describe, type Problem } from './problem.ts'
import { SourceNumber } from './source-number.ts'

export type JsonSchema = Readonly<Record<string, unknown>>
/** `$defs` under collection: a named shape puts itself there once. */
export type Definitions = Map<string, JsonSchema>

export interface Shape {
  /** In words, for problems: `a date such as 2026-03-31`. */
  readonly wanted: string
  readonly schema: (definitions: Definitions) => JsonSchema
  readonly read: (value: unknown, path: Path | null, findings: Findings) => unknown
}

export type Fields = Readonly<Record<string, unknown>>

/** One broken exporter breaks every row in the same way: after this many problems the rest is not listed. */
const MOST_PROBLEMS = 500

/** The problems and warnings of one reading. */
export class Findings {
  readonly problems: Problem[] = []
  readonly warnings: Problem[] = []
  private readonly strictWithin: ReadonlySet<string>

  /** Fields that are not known are refused below these words, else warned of (R35). */
  constructor(strictWithin: ReadonlySet<string> = new Set()) {
    this.strictWithin = strictWithin
  }

  /** A field that the format does not know, in the object at `path`. */
  unknownField(path: Path | null, name: string, wanted: string): void {
    const isStrict = (step: Path | null): boolean => step !== null && (this.strictWithin.has(String(step.key)) || isStrict(step.parent))
    if (isStrict(path)) this.problem(below(path, name), wanted, name)
    else this.warning(below(path, name), wanted, name)
  }

  /** `got` is described; give text that is already in words as `{ words }`. */
  problem(path: Path | null, wanted: string, got: unknown): undefined {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(finding(path, wanted, got))
    return undefined
  }

  warning(path: Path | null, wanted: string, got: unknown): void {
    if (this.warnings.length < MOST_PROBLEMS) this.warnings.push(finding(path, wanted, got))
  }
}

export interface Words {
  readonly words: string
}
export const words = (text: string): Words => ({ words: text })

function finding(path: Path | null, wanted: string, got: unknown): Problem {
  const isWords = typeof got === 'object' && got !== null && Object.keys(got).length === 1 && 'words' in got
  return { path: pathText(path), wanted, got: isWords ? (got as Words).words : came(got) }
}

const came = (value: unknown): string => (value instanceof SourceNumber ? value.source : describe(value))

/** What a text was probably meant to be; undefined where there is nothing to suggest. */
export type Suggest = (text: string) => string | undefined

/** Text that passes a test. `schema` holds the JSON Schema keywords that describe it. */
export function text(wanted: string, test: (text: string) => boolean, schema: JsonSchema = {}, suggest?: Suggest): Shape {
  return {
    wanted,
    schema: () => ({ type: 'string', description: wanted, ...schema }),
    read: (value, path, findings) =>
      typeof value === 'string' && test(value) ? value : findings.problem(path, meaning(wanted, value, suggest), value),
  }
}

/** `wanted`, with the text that was probably meant. */
export function meaning(wanted: string, value: unknown, suggest: Suggest | undefined): string {
  const source = value instanceof SourceNumber ? value.source : value
  const meant = typeof source === 'string' ? suggest?.(source) : undefined
  return meant === undefined ? wanted : `${wanted} (did you mean ${meant}?)`
}

/** A shape that also takes a short form, such as `minRun: PT5M` for `{atLeast: PT5M}`; what is read is always the long one. */
export function shorthand(shape: Shape, short: Shape, isShort: (raw: unknown) => boolean, expand: (value: unknown) => unknown): Shape {
  return {
    wanted: shape.wanted,
    schema: (definitions) => ({ anyOf: [short.schema(definitions), shape.schema(definitions)] }),
    read: (value, path, findings) => {
      if (!isShort(value)) return shape.read(value, path, findings)
      const read = short.read(value, path, findings)
      return read === undefined ? undefined : shape.read(expand(read), path, findings)
    },
  }
}

export function oneOf(...values: readonly string[]): Shape {
  const known = new Set(values)
  const wanted = values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`
  return {
    wanted,
    schema: () => (values.length === 1 ? { const: values[0] } : { enum: values }),
    read: (value, path, findings) =>
      typeof value === 'string' && known.has(value)
        ? value
        : findings.problem(
            path,
            meaning(wanted, value, (text) => nearest(text, values)),
            value,
          ),
  }
}

export const flag: Shape = {
  wanted: 'true or false',
  schema: () => ({ type: 'boolean' }),
  read: (value, path, findings) => (typeof value === 'boolean' ? value : findings.problem(path, 'true or false', value)),
}

/** A whole number of `from` to `to`, both included. */
export function integer(from: number, to: number): Shape {
  const wanted = to === Number.MAX_SAFE_INTEGER ? `a whole number from ${from}` : `a whole number from ${from} to ${to}`
  return {
    wanted,
    schema: () => ({ type: 'integer', minimum: from, maximum: to }),
    read: (value, path, findings) => {
      const number = value instanceof SourceNumber ? value.value : value
      return Number.isSafeInteger(number) && (number as number) >= from && (number as number) <= to
        ? number
        : findings.problem(path, wanted, value)
    },
  }
}

const MOST_ENTRIES = 5_000

export function list(item: Shape, least = 0, most = MOST_ENTRIES): Shape {
  const wanted = least === 0 ? `a list (each ${item.wanted})` : `a list of at least ${least} (each ${item.wanted})`
  return {
    wanted,
    schema: (definitions) => ({ type: 'array', items: item.schema(definitions), ...(least > 0 && { minItems: least }), maxItems: most }),
    read: (value, path, findings) => {
      if (!Array.isArray(value) || value.length < least) return findings.problem(path, wanted, value)
      if (value.length > most) return findings.problem(path, `at most ${most} entries`, value)
      return value.map((entry, index) => item.read(entry, below(path, index), findings))
    },
  }
}

/** An object whose keys are names the document chooses. */
export function map(key: Shape, value: Shape): Shape {
  const wanted = `an object (${key.wanted} to ${value.wanted})`
  return {
    wanted,
    schema: (definitions) => ({
      type: 'object',
      propertyNames: key.schema(definitions),
      additionalProperties: value.schema(definitions),
      maxProperties: MOST_ENTRIES,
    }),
    read: (raw, path, findings) => {
      if (!isFields(raw)) return findings.problem(path, wanted, raw)
      const names = Object.keys(raw)
      if (names.length > MOST_ENTRIES) return findings.problem(path, `at most ${MOST_ENTRIES} entries`, words(`${names.length}`))
      const result: Record<string, unknown> = {}
      for (const name of names) {
        const place = below(path, name)
        // A name that every object has would be found where nothing was written.
        if (name in Object.prototype) {
          findings.problem(place, 'another name', name)
          continue
        }
        const known = key.read(name, place, findings)
        if (typeof known !== 'string') continue
        if (Object.hasOwn(result, known)) findings.problem(place, 'each key once', words(`${name}, which is ${known}, a second time`))
        else result[known] = value.read(raw[name], place, findings)
      }
      return result
    },
  }
}

/** The first shape whose test fits the raw value reads it; where none fits, `wanted` is said. */
export function choose(wanted: string, ...ways: readonly { readonly when: (raw: unknown) => boolean; readonly shape: Shape }[]): Shape {
  return {
    wanted,
    schema: (definitions) => ({ anyOf: ways.map((way) => way.shape.schema(definitions)) }),
    read: (value, path, findings) => {
      const way = ways.find((candidate) => candidate.when(value))
      return way ? way.shape.read(value, path, findings) : findings.problem(path, wanted, value)
    },
  }
}

export const isText = (raw: unknown): boolean => typeof raw === 'string'
export const isList = (raw: unknown): boolean => Array.isArray(raw)
export const isNumber = (raw: unknown): boolean => typeof raw === 'number' || raw instanceof SourceNumber
export const has =
  (name: string) =>
  (raw: unknown): boolean =>
    isFields(raw) && Object.hasOwn(raw, name)

/** Objects distinguished by one field, such as `by: time`. */
export function tagged(tag: string, shapes: Readonly<Record<string, Shape>>): Shape {
  const names = oneOf(...Object.keys(shapes))
  return {
    wanted: `an object with ${tag}: ${Object.keys(shapes).join(', ')}`,
    schema: (definitions) => ({
      type: 'object',
      required: [tag],
      properties: { [tag]: names.schema(definitions) },
      allOf: Object.entries(shapes).map(([name, shape]) => ({
        if: { properties: { [tag]: { const: name } } },
        // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
        then: shape.schema(definitions),
      })),
    }),
    read: (raw, path, findings) => {
      if (!isFields(raw)) return findings.problem(path, `an object with ${tag}`, raw)
      const name = names.read(raw[tag], below(path, tag), findings) as string | undefined
      return name === undefined ? undefined : shapes[name]!.read(raw, path, findings)
    },
  }
}

/** A shape with a name of its own in the schema; `make` is called late, so that a shape may hold itself. */
export function named(name: string, wanted: string, make: () => Shape): Shape {
  let shape: Shape | undefined
  const inner = () => (shape ??= make())
  return {
    wanted,
    schema: (definitions) => {
      if (!definitions.has(name)) {
        definitions.set(name, {})
        definitions.set(name, inner().schema(definitions))
      }
      return { $ref: `#/$defs/${name}` }
    },
    read: (value, path, findings) => inner().read(value, path, findings),
  }
}

/** Anything at all, kept as it is. */
export const anything: Shape = { wanted: 'a value', schema: () => ({}), read: (value) => plain(value) }

/** The value with numbers as numbers. */
export function plain(value: unknown): unknown {
  if (value instanceof SourceNumber) return value.value
  if (Array.isArray(value)) return value.map(plain)
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
}

export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SourceNumber)
