/** The JSON Schema of a list of keys: its structure in keys.schema.json, and what each property means. */
import { type Descriptions, describeSchema } from '../base/describe-schema.ts'
import { schemaAddress } from '../base/schema-parts.ts'
import type { JsonSchema } from '../base/shape.ts'
import structure from './keys.schema.json' with { type: 'json' }

const KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }

const DESCRIPTIONS: Descriptions = {
  format: ['The format and its version.', 'standing/keys@1', 'standing/keys@1'],
  keys: ['Keys, newest first. Keys of unknown kinds are ignored.', [KEY]],
  kty: ['Kind of the key (RFC 7517).', 'OKP'],
  crv: ['Its curve (RFC 8037).', 'Ed25519'],
  x: ['The public key in base64url.', KEY.x],
}

export const keysSchema = (): JsonSchema => ({ ...describeSchema(structure, DESCRIPTIONS), $id: schemaAddress('keys') })
