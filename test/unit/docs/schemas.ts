/** Every published JSON Schema, by the name that `standing schema` knows it by. */
import { SCHEMAS } from '../../../widget/cli/schema.ts'

export const schemas = [...SCHEMAS].map(([name, make]) => ({ name, schema: make() as Readonly<Record<string, unknown>> }))
