/** Puts descriptions, examples and defaults into a JSON Schema, so that texts stay out of what reads documents. */
import type { JsonSchema } from './shape.ts'

/** Text, example and, where there is one, the default. Rules are cited at the end of the text: `… (R19, R20).` */
export type Description = readonly [text: string, example: unknown, preset?: unknown]
/** By the end of a property's path: `objectives.target`, or `target` for wherever nothing longer fits. */
export type Descriptions = Readonly<Record<string, Description>>

/** A property of a schema with its path: names of properties, kinds in tagged objects, `*` for any name. */
export interface PropertyVisit {
  readonly path: readonly string[]
  readonly schema: Record<string, unknown>
  readonly required: boolean
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Calls `visit` for each property of a schema, definitions included. */
export function visitProperties(schema: JsonSchema, visit: (property: PropertyVisit) => void): void {
  const { $defs, ...root } = schema
  within(root, [], visit)
  for (const [name, definition] of Object.entries(isNode($defs) ? $defs : {})) within(definition, [name], visit)
}

const PARTS = ['items', 'anyOf', 'oneOf', 'allOf', 'then', 'else'] as const

function within(node: unknown, path: readonly string[], visit: (property: PropertyVisit) => void): void {
  if (Array.isArray(node)) for (const part of node) within(part, path, visit)
  if (!isNode(node)) return
  const inside = [...path, ...kindOf(node)]
  for (const [name, schema] of Object.entries(isNode(node.properties) ? node.properties : {})) {
    if (!isNode(schema)) continue
    visit({ path: [...inside, name], schema, required: Array.isArray(node.required) && node.required.includes(name) })
    within(schema, [...inside, name], visit)
  }
  for (const part of PARTS) within(node[part], inside, visit)
  within(node.additionalProperties, [...inside, '*'], visit)
}

/** `time` of `if: {properties: {by: {const: time}}}`: what `then` says is of that kind alone. */
function kindOf({ if: condition }: Node): readonly string[] {
  const properties = isNode(condition) && isNode(condition.properties) ? Object.values(condition.properties) : []
  const [tag] = properties
  return properties.length === 1 && isNode(tag) && typeof tag.const === 'string' ? [tag.const] : []
}

/** The longest end of the path that has a description. */
export function descriptionKey(path: readonly string[], descriptions: Descriptions): string | undefined {
  const ends = path.map((_, index) => path.slice(index).join('.'))
  return ends.find((end) => Object.hasOwn(descriptions, end))
}

/** A copy of the schema with what is known of each property. */
export function describeSchema(schema: JsonSchema, descriptions: Descriptions): JsonSchema {
  // No node of the copy is in two places, where it would need two texts.
  const copy = JSON.parse(JSON.stringify(schema)) as Node
  visitProperties(copy, ({ path, schema: property }) => {
    const key = descriptionKey(path, descriptions)
    if (key === undefined) return
    const [text, example, preset] = descriptions[key]!
    Object.assign(property, { description: text, examples: [example] }, preset !== undefined && { default: preset })
  })
  return copy
}
