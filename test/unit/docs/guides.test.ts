/** What the guides show works: their agreement is one, and their commands verify a snapshot that was sealed here. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { readPublicKey } from '../../../shared/signing/public-key.ts'
import { type Identity, sealDocument } from '../../../shared/signing/seal.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { exampleContract, exampleEvidence } from '../../../widget/cli/example.ts'
import { pageText, root } from './markdown.ts'

const guide = (name: string): string => pageText(`shared/docs/guides/${name}.md`)
const block = (text: string, language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)![1]!

async function newIdentity(): Promise<Identity> {
  const { subtle } = globalThis.crypto
  const { privateKey, publicKey } = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  return { privateKey, publicKey: readPublicKey(await subtle.exportKey('jwk', publicKey)) }
}

describe('the agreement of the guide', () => {
  const { contract, problems } = readContract(block(guide('write-an-agreement'), 'yaml'), 'yaml')
  it('is one, without a problem', () => expect(problems).toEqual([]))
  it('has the figures of the text', () => {
    expect(contract!.objectives[0]).toMatchObject({ target: '99.9', measure: { minRun: { atLeast: 'PT5M' } } })
    expect(contract!.remedies![0]).toMatchObject({ base: { amount: '1200.00' }, claim: { steps: [{ within: { days: 30 } }] } })
  })
})

describe('verifying a snapshot by hand', () => {
  const text = guide('verify-a-snapshot')
  let folder = ''
  const run = (command: string, ...args: readonly string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  const openssl = () =>
    run(
      'openssl',
      ...['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', 'key.der'],
      ...['-rawin', '-in', 'signed.bin', '-sigfile', 'signature.bin'],
    )

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guide-'))
    const { subtle } = globalThis.crypto
    const at = Date.UTC(2026, 7, 22)
    const snapshot = makeSnapshot({
      ...{ contracts: [exampleContract()], evidence: exampleEvidence(), at, createdAt: at, zones: temporalZones },
      createdBy: { name: 'Zoë, الدعم 😀', tool: 'standing' },
    })
    const sealed = await sealDocument(snapshot, await newIdentity(), subtle)
    writeFileSync(join(folder, 'march.standing.json'), JSON.stringify(sealed, null, 2))
    writeFileSync(join(folder, 'changed.standing.json'), JSON.stringify({ ...sealed, period: '2026-Q1' }))
    writeFileSync(join(folder, 'unpack.py'), block(text, 'python'))
    writeFileSync(join(folder, 'verify.mjs'), block(text, 'js'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('works with jose', () => {
    expect(execFileSync(process.execPath, ['verify.mjs', 'march.standing.json'], { cwd: folder, encoding: 'utf8' })).toMatch(
      /^signed with the key /,
    )
    const changed = run(process.execPath, 'verify.mjs', 'changed.standing.json')
    expect(changed.status).not.toBe(0)
    expect(changed.stderr).toContain('signature verification failed')
  })

  const isHere = (command: string, ...args: readonly string[]) => spawnSync(command, args, { encoding: 'utf8' }).status === 0
  const hasTools = isHere('python3', '--version') && /OpenSSL 3/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '')
  it.runIf(hasTools)('works with Python and OpenSSL, where they are installed', () => {
    expect(run('python3', 'unpack.py', 'march.standing.json').stderr).toBe('')
    expect(openssl().stdout).toContain('Signature Verified Successfully')
    expect(run('python3', 'unpack.py', 'changed.standing.json').status).toBe(0)
    expect(openssl().status).not.toBe(0)
  })
})
