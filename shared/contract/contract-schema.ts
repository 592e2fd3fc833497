/**
 * The JSON Schema (2020-12) of an agreement, made of the shapes that read it. It expresses the rules of one field at a
 * time; references, ids given twice and reversed times are the reader's alone (references.ts). Published as
 * contract.schema.json, which a test keeps equal to this.
 */
import { describeSchema } from '../base/describe-schema.ts'
import { DIALECT, schemaAddress } from '../base/schema-parts.ts'
import type { JsonSchema } from '../base/shape.ts'
import { contract, FORMAT } from './shapes/contract.ts'
import { DESCRIPTIONS } from './shapes/descriptions.ts'

export function contractSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>()
  const root = contract.schema(definitions)
  const schema = {
    $schema: DIALECT,
    $id: schemaAddress('contract'),
    title: FORMAT,
    description: 'A service level agreement as data. Decimals are text, durations and dates ISO 8601.',
    ...root,
    $defs: Object.fromEntries(definitions),
  }
  return describeSchema(schema, DESCRIPTIONS)
}
