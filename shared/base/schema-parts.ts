/** Parts of JSON Schemas for documents that are written here and read by others. */
import type { JsonSchema } from './shape.ts'

export const property = (description: string, example: unknown, schema: JsonSchema): JsonSchema => ({
  description,
  examples: [example],
  ...schema,
})

/** An object; fields are required unless they are named as optional. Others may follow in later versions. */
export function record(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  return { type: 'object', required: Object.keys(properties).filter((name) => !optional.includes(name)), properties }
}

export const schemaListOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })
export const oneWord = (...values: readonly string[]): JsonSchema => (values.length === 1 ? { const: values[0] } : { enum: values })

export const TEXT: JsonSchema = { type: 'string' }
export const FLAG: JsonSchema = { type: 'boolean' }
export const WHOLE: JsonSchema = { type: 'integer' }
export const COUNT: JsonSchema = { type: 'integer', minimum: 0 }
/** Percentages, floored to nine decimals. */
export const FIGURE: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d{1,9})?$' }
export const FRACTION: JsonSchema = { type: 'string', pattern: '^-?\\d+/\\d+$' }
export const DECIMAL: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }
export const SHA256: JsonSchema = { type: 'string', pattern: '^([0-9a-f]{64})?$' }
export const DATE: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

export const schemaAddress = (name: string): string => `https://unpkg.com/standing-sla/dist/schemas/${name}.schema.json`
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema'
