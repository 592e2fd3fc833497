import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { KEYS_LIMITS, keysAddress, readKeys, thumbprintsOf, withKey } from '../../../shared/signing/key-list.ts'
import schema from '../../../shared/signing/keys.schema.json' with { type: 'json' }

// RFC 8037, appendices A.1 and A.3: a published key and its published thumbprint.
const RFC_KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const
const RFC_THUMBPRINT = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
const isKeys = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)

describe('a list of keys', () => {
  it.each([
    ['a key', { keys: [RFC_KEY] }, 1],
    ['its format named', { format: 'standing/keys@1', keys: [RFC_KEY] }, 1],
    ['a thumbprint', { keys: [RFC_THUMBPRINT] }, 1],
    ['members of a key that say when and for what', { keys: [{ ...RFC_KEY, kid: '1', use: 'sig' }] }, 1],
    ['fields that are not known', { keys: [RFC_KEY], more: 1 }, 1],
    ['no key', { keys: [] }, 0],
    ['a key of another kind, which is passed over', { keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }, RFC_KEY] }, 1],
    ['a key on another curve, which is passed over', { keys: [{ kty: 'OKP', crv: 'X25519', x: 'a' }] }, 0],
    ['a private key', { keys: [{ ...RFC_KEY, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }] }, null],
    ['a private key of another kind', { keys: [{ kty: 'EC', d: 'x' }] }, null],
    ['a key cut short', { keys: [{ ...RFC_KEY, x: RFC_KEY.x.slice(1) }] }, null],
    ['a thumbprint cut short', { keys: [RFC_THUMBPRINT.slice(1)] }, null],
    ['a newer form', { format: 'standing/keys@2', keys: [] }, null],
    ['another document', { format: 'standing/feed@1', keys: [] }, null],
    ['no list', { keys: RFC_KEY }, null],
    ['nothing', {}, null],
    ['a list in the place of the document', [RFC_KEY], null],
    ['199 keys', { keys: Array(199).fill(RFC_THUMBPRINT) }, 199],
    ['200 keys', { keys: Array(200).fill(RFC_THUMBPRINT) }, 200],
    ['201 keys', { keys: Array(201).fill(RFC_THUMBPRINT) }, null],
  ])('of %s is read as its schema says', (_what, value, count) => {
    const { document, problems } = readKeys(JSON.stringify(value))
    expect(document?.keys.length ?? null).toBe(count)
    expect(problems.length === 0).toBe(count !== null)
    expect(isKeys(value)).toBe(count !== null)
  })
  it.each([
    '',
    '<!doctype html><title>Not found</title>',
    'null',
    '{"keys":[],"keys":[]}',
    `{"keys":[],"x":"${'x'.repeat(KEYS_LIMITS.size)}"}`,
    '['.repeat(99),
  ])('is not %j', (text) => {
    expect(readKeys(text.slice(0, 70_000)).document).toBeNull()
    expect(readKeys(text).problems.length).toBeGreaterThan(0)
  })
  it('gives thumbprints, of keys and as they stand', async () => {
    const { document } = readKeys(JSON.stringify({ keys: [RFC_KEY, RFC_THUMBPRINT] }))
    expect(await thumbprintsOf(document!, crypto.subtle)).toEqual([RFC_THUMBPRINT, RFC_THUMBPRINT])
  })
  it('takes a new key in front, and one that is there only once', () => {
    const other = { ...RFC_KEY, x: 'A'.repeat(43) }
    const one = withKey(null, RFC_KEY)
    expect(one).toEqual({ format: 'standing/keys@1', keys: [RFC_KEY] })
    expect(withKey(one, other).keys).toEqual([other, RFC_KEY])
    expect(withKey(one, RFC_KEY)).toEqual(one)
  })
})

it.each([
  ['https://status.acme.example/history?x#y', 'https://status.acme.example/.well-known/standing-keys.json'],
  ['https://acme.example:8443', 'https://acme.example:8443/.well-known/standing-keys.json'],
  ['http://acme.example/', null],
  ['javascript:alert(1)', null],
  ['acme.example', null],
  ['', null],
])('the keys of %j are at %j', (from, to) => expect(keysAddress(from)).toBe(to))
