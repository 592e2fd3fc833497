/** The JSON Schemas of `standing/snapshot@1`: as files carry it, and in the small form that links carry. */
import { DIALECT, oneWord, orNull, property, record, SHA256, schemaAddress, schemaListOf, TEXT, WHOLE } from '../base/schema-parts.ts'
import type { JsonSchema } from '../base/shape.ts'

const AT = '2026-04-10T10:00:00Z'
const OBJECT: JsonSchema = { type: 'object' }
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
const SEAL = { protected: 'eyJhbGciOiJFZERTQSJ9', signature: 'c2lnbmF0dXJl' }

const seal: JsonSchema = record({
  protected: property('Protected header in base64url: alg, b64, crit and the public key.', SEAL.protected, TEXT),
  signature: property('Ed25519 signature in base64url.', SEAL.signature, TEXT),
})

const key: JsonSchema = record({
  kty: property('Kind of the key (RFC 8037).', KEY.kty, oneWord('OKP')),
  crv: property('Its curve.', KEY.crv, oneWord('Ed25519')),
  x: property('The public key in base64url.', KEY.x, { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' }),
})

const zone: JsonSchema = record({
  id: property('Name of the zone.', 'Europe/Berlin', TEXT),
  from: property('First instant that the table speaks for, in ms.', 0, WHOLE),
  to: property('First instant after it.', 1_900_000_000_000, WHOLE),
  starts: property('Instants from which an offset holds, ascending.', [0], schemaListOf(WHOLE)),
  offsets: property('Offset from UTC from each start on, in ms.', [3_600_000], schemaListOf(WHOLE)),
})

const rotation: JsonSchema = record({
  format: property('The format and its version.', 'standing/rotation@1', oneWord('standing/rotation@1')),
  from: property('The old key.', KEY, key),
  to: property('The new key.', KEY, key),
  at: property('When it was replaced.', AT, TEXT),
  signature: property('Signature of the old key.', SEAL, seal),
})

const common = (evidence: JsonSchema, report: JsonSchema): Readonly<Record<string, JsonSchema>> => ({
  format: property('The format and its version.', 'standing/snapshot@1', oneWord('standing/snapshot@1')),
  createdAt: property('When it was made.', AT, TEXT),
  createdBy: property(
    'Who made it, as they name themselves.',
    { name: 'Support', tool: 'standing 0.1.0' },
    record({ name: property('Name.', 'Support', TEXT), tool: property('Program.', 'standing 0.1.0', TEXT) }, ['name']),
  ),
  redacted: property('What was removed before anything was judged.', ['names'], schemaListOf(TEXT)),
  contract: property('The agreement in force, complete (standing/contract@1).', { format: 'standing/contract@1', id: 'shop-api' }, OBJECT),
  others: property('Its other versions, and agreements it depends on.', [], schemaListOf(OBJECT)),
  evidence,
  at: property('Instant of evaluation.', AT, TEXT),
  knownAt: property('With which instant’s knowledge (R2).', AT, TEXT),
  period: property('Label of the period, or all (R10).', '2026-03', TEXT),
  zones: property('What the clocks of its zones do.', [{ id: 'UTC', from: 0, to: 1, starts: [0], offsets: [0] }], schemaListOf(zone)),
  report,
  note: property('What happened, in the sender’s words.', 'Checkout failed for 40 minutes.', TEXT),
  asks: property('What the sender asks for.', 'Please confirm the credit.', TEXT),
  focus: property(
    'The one incident that it is about.',
    { objective: 'uptime', from: 1_772_611_200_000, to: 1_772_613_600_000 },
    record({
      objective: property('Id of the objective.', 'uptime', TEXT),
      from: property('First instant of the entry, in ms.', 1_772_611_200_000, WHOLE),
      to: property('First instant after it.', 1_772_613_600_000, WHOLE),
    }),
  ),
  rotations: property('How the key that signed follows from older ones.', [], { ...schemaListOf(rotation), maxItems: 16 }),
  signature: property('Flattened JWS over the canonical form of all the rest (RFC 7515, 7797, 8785).', SEAL, seal),
})

const OPTIONAL = ['others', 'note', 'asks', 'focus', 'rotations', 'signature']

const head = (name: string, description: string) => ({
  $schema: DIALECT,
  $id: schemaAddress(name),
  title: 'standing/snapshot@1',
  description,
})

export const snapshotSchema = (): JsonSchema => ({
  ...head('snapshot', 'One agreement in one period as somebody saw it, with all that is needed to recompute the figures.'),
  ...record(
    common(
      property('What was observed (standing/evidence@1).', { format: 'standing/evidence@1' }, OBJECT),
      property('What it comes to (standing/report@1).', { format: 'standing/report@1' }, OBJECT),
    ),
    OPTIONAL,
  ),
})

const packed: JsonSchema = record(
  {
    format: property('The format and its version.', 'standing/packed@1', oneWord('standing/packed@1')),
    columns: property('Spans, coverage and counts as columns, as in standing/feed@1.', { origin: 0, texts: [] }, OBJECT),
    rest: property('What columns do not carry (standing/evidence@1).', { format: 'standing/evidence@1' }, OBJECT),
  },
  ['rest'],
)

const brief: JsonSchema = record(
  {
    id: property('Id of the objective.', 'uptime', TEXT),
    period: property('Label of the period.', '2026-03', TEXT),
    verdict: property('The verdict.', 'breached', TEXT),
    attained: property('Percentage achieved.', '99.842979', orNull(TEXT)),
    down: property('Downtime in ms.', 4_200_000, WHOLE),
    credit: property('The credit that is due.', '120.00 EUR', TEXT),
  },
  ['attained', 'down', 'credit'],
)

const digest: JsonSchema = record({
  format: property('The format and its version.', 'standing/digest@1', oneWord('standing/digest@1')),
  sha256: property('SHA-256 of the canonical form of the report.', HASH, SHA256),
  evaluator: property('Version of the evaluator.', '0.1.0', TEXT),
  tzdb: property('SHA-256 of the clock changes that were used.', HASH, SHA256),
  objectives: property('Its figures in brief.', [], schemaListOf(brief)),
})

export const linkSchema = (): JsonSchema => ({
  ...head('link', 'A snapshot as links carry it: deflated (RFC 1950) in base64url after #s=.'),
  ...record(
    common(
      property('What was observed, in columns.', { format: 'standing/packed@1', columns: { origin: 0, texts: [] } }, packed),
      property(
        'Hash and figures of the report, which the reader recomputes.',
        { format: 'standing/digest@1', sha256: HASH, evaluator: '0.1.0', tzdb: HASH, objectives: [] },
        digest,
      ),
    ),
    OPTIONAL,
  ),
})
