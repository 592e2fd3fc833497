/** Real snapshots, as a file and in the small form of links, fit the published schemas, which refuse what is not one. */
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { readPublicKey } from '../../../shared/signing/public-key.ts'
import { sealDocument } from '../../../shared/signing/seal.ts'
import { smallForm } from '../../../shared/snapshot/small-form.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { exampleContract, exampleEvidence } from '../../../widget/cli/example.ts'
import { schemas } from './schemas.ts'

const ajv = new Ajv({ strict: false, allErrors: true })
for (const { schema } of schemas) ajv.addSchema(schema)
const fits = (name: string, document: unknown): readonly string[] => {
  const check = ajv.getSchema(schemas.find((each) => each.name === name)!.schema.$id as string)!
  check(JSON.parse(JSON.stringify(document)))
  return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

const at = Date.UTC(2026, 7, 22)
const snapshot = makeSnapshot({
  ...{ contracts: [exampleContract()], evidence: exampleEvidence(), at, createdAt: at, zones: temporalZones },
  createdBy: { name: 'Support', tool: 'standing' },
})
const { subtle } = globalThis.crypto
const { privateKey, publicKey } = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
const identity = { privateKey, publicKey: readPublicKey(await subtle.exportKey('jwk', publicKey)) }
const sealed = await sealDocument(snapshot, identity, subtle)
const small = smallForm(snapshot)!
const sealedSmall = await sealDocument(small, identity, subtle)

describe.each([
  ['snapshot', 'unsigned', snapshot],
  ['snapshot', 'signed', sealed],
  ['link', 'unsigned', small],
  ['link', 'signed', sealedSmall],
] as const)('the schema of a %s', (name, kind, document) => {
  it(`takes one that is ${kind}`, () => expect(fits(name, document)).toEqual([]))
  it.each(['format', 'contract', 'evidence', 'report', 'zones', 'at', 'knownAt'])(`refuses one that is ${kind} without %s`, (field) => {
    const { [field]: _gone, ...rest } = document as unknown as Record<string, unknown>
    expect(fits(name, rest)).not.toEqual([])
  })
})
