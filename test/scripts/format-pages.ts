/**
 * The pages about the formats, shared/docs/contract.md and its like, made of the published JSON Schemas: what stands there is
 * what editors and other programs read. `npx vitest run --project unit test/unit/docs/format-pages.test.ts -u` writes them anew.
 */
import { visitProperties } from '../../shared/base/describe-schema.ts'
import type { JsonSchema } from '../../shared/base/shape.ts'

type Node = Readonly<Record<string, unknown>>

export interface FormatPage {
  /** Name of the page and of its first schema. */
  readonly name: string
  readonly title: string
  /** Markdown below the title. */
  readonly about: string
  readonly schemas: readonly { readonly name: string; readonly schema: JsonSchema }[]
}

export function formatPage({ title, about, schemas }: FormatPage): string {
  const parts = schemas.flatMap(({ name, schema }) => [
    ...(schemas.length > 1 ? [`## ${schemaTitle(name)}`, String((schema as Node).description)] : []),
    `Schema: \`standing schema ${name}\`.`,
    ...sections(schema as Node),
    ...types(schema as Node),
  ])
  return `${[`# ${title}`, about, ...parts].join('\n\n')}\n`
}

const schemaTitle = (name: string): string => `The ${name}`

/** A table for each object, in the order of the schema; forms of one field are one row. */
function sections(schema: Node): readonly string[] {
  const rows = new Map<string, Map<string, readonly Node[]>>()
  visitProperties(schema, ({ path, schema: property, required }) => {
    const parent = path.slice(0, -1).join('.')
    const name = path.at(-1)!
    const table = rows.get(parent) ?? new Map<string, readonly Node[]>()
    rows.set(parent, table.set(name, [...(table.get(name) ?? []), { ...property, required }]))
  })
  return [...rows].flatMap(([parent, table]) => [`### ${parent === '' ? 'Top level' : `\`${parent}\``}`, tableOf(table)])
}

const HEAD = ['| field | type | default | example | meaning | rule |', '|---|---|---|---|---|---|']

function tableOf(fields: ReadonlyMap<string, readonly Node[]>): string {
  return [...HEAD, ...[...fields].map(([name, forms]) => row(name, forms))].join('\n')
}

const RULES = / \((R\d+b?(?:, R\d+b?)*)\)(?=[.:])/

function row(name: string, forms: readonly Node[]): string {
  const [{ description, examples, default: preset, required }] = forms as [Node]
  const text = String(description ?? '')
  const rules = RULES.exec(text)?.[1]?.split(', ') ?? []
  const type = [...new Set(forms.map(typeText))].join(' or ')
  const example = Array.isArray(examples) ? code(examples[0]) : ''
  const cells = [
    `\`${name}\``,
    type,
    preset === undefined ? (required ? '*required*' : '') : code(preset),
    example,
    text.replace(RULES, ''),
  ]
  return `| ${[...cells, rules.map((rule) => `[${rule}](rules.md)`).join(', ')].map(cell).join(' | ')} |`
}

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function typeText(node: Node): string {
  if (typeof node.$ref === 'string') return node.$ref.replace('#/$defs/', '')
  if ('const' in node) return `\`${String(node.const)}\``
  if (Array.isArray(node.enum)) return node.enum.map((value) => `\`${String(value)}\``).join(', ')
  const any = node.anyOf ?? node.oneOf
  if (Array.isArray(any)) return [...new Set(any.map((part) => typeText(part as Node)))].join(' or ')
  if (node.type === 'array') return node.items ? `list of ${typeText(node.items as Node)}` : 'list'
  if (Array.isArray(node.type)) return node.type.map(typeName).join(' or ')
  return typeName(node.type)
}

const TYPE_NAMES: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' }
const typeName = (type: unknown): string => (type === undefined ? 'any' : (TYPE_NAMES[String(type)] ?? String(type)))

/** Named types that are not objects: their description and an example. */
function types({ $defs }: Node): readonly string[] {
  const leaves = Object.entries(($defs ?? {}) as Record<string, Node>).filter(([, node]) => typeof node.description === 'string')
  if (leaves.length === 0) return []
  const lines = leaves.map(([name, node]) => `| \`${name}\` | ${cell(typeText(node))} | ${cell(String(node.description))} |`)
  return ['### Types', ['| type | is | meaning |', '|---|---|---|', ...lines].join('\n')]
}
