/**
 * W6: sealing and packing a snapshot of 200 kB, beside the native parts that nobody can do without: one stringify of what is
 * already in order, SHA-256, Ed25519 over the digest, deflate at level 6.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { CompactSign } from 'jose'
import { canonical } from '../../shared/base/canonical.ts'
import { canonicalFast } from '../../shared/base/canonical-fast.ts'
import { deflate, inflate } from '../../shared/base/deflate.ts'
import { checkSeal, sealText } from '../../shared/signing/seal.ts'
import { freshIdentity } from '../../widget/cli/key-file.ts'
import { nodeSubtle, packNow } from '../../widget/cli/native-crypto.ts'
import { contender, type Workload } from './measure.ts'
import { integerFrom, randomFrom } from './random.ts'

const ROUNDS = 41
const { subtle } = globalThis.crypto

/** Spans as evidence holds them, their members not in canonical order, to 200 kB of text. */
function document(): object {
  const random = randomFrom(6)
  const spans: object[] = []
  for (let size = 0, at = Date.UTC(2026, 0, 1); size < 200_000; at += integerFrom(random, 60_000, 9_000_000)) {
    const length = integerFrom(random, 1000, 9_000_000)
    const span = {
      service: `service-${integerFrom(random, 1, 20)}`,
      from: new Date(at).toISOString(),
      to: new Date(at + length).toISOString(),
      state: ['down', 'degraded', 'partial'][integerFrom(random, 0, 2)],
      source: 'feed:acme',
      ref: integerFrom(random, 1e9, 9e9).toString(36),
      title: `Trouble ${integerFrom(random, 1, 400)}`,
    }
    spans.push(span)
    size += JSON.stringify(span).length + 1
  }
  return { format: 'standing/snapshot@1', spans }
}

export async function workloads(): Promise<readonly Workload[]> {
  const given = document()
  const sorted = JSON.parse(canonical(given)) as object
  const native = generateKeyPairSync('ed25519')
  const identity = await freshIdentity()
  const ours = (): Promise<Uint8Array<ArrayBuffer>> => packNow(...sealText(given, identity, nodeSubtle))
  const streamed = (): Promise<Uint8Array<ArrayBuffer>> => deflate(...sealText(given, identity, subtle))
  const limit = async (): Promise<void> => {
    const text = JSON.stringify(sorted)
    sign(null, createHash('sha256').update(text).digest(), native.privateKey)
    deflateSync(text, { level: 6 })
  }
  const peer = async (): Promise<void> => {
    const text = canonical(given)
    await new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'EdDSA' }).sign(identity.privateKey)
    deflateSync(text, { level: 6 })
  }
  const sealed = await inflate(await ours(), 1_000_000)
  const check = await checkSeal(JSON.parse(sealed), subtle)
  const times = await inTurn({
    limit,
    ours,
    'of it the writing': async () => canonicalFast(given),
    'of it the seal': () => Promise.all(sealText(given, identity, nodeSubtle)),
    'of it the packing': () => packNow(sealed),
    streamed,
    peer,
  })
  const row = (name: string, time: number, aim?: number, wrong: string | null = null) =>
    contender({ name, run: () => null, time: () => time, check: () => wrong, ...(aim !== undefined && { aim }) })
  return [
    {
      id: 'w6',
      title: `sealing and packing ${Math.round(JSON.stringify(given).length / 1000)} kB`,
      limit: { name: 'stringify, SHA-256, Ed25519, deflate', run: () => null, time: () => times.limit! },
      contenders: [
        row('ours', times.ours!, 1.5, check.state === 'valid' ? null : `the seal is ${check.state}`),
        row('of it the writing', times['of it the writing']!),
        row('of it the seal', times['of it the seal']!),
        row('of it the packing', times['of it the packing']!),
        row('ours by WebCrypto and streams, as in a browser', times.streamed!),
        row('canonicalize + jose + deflate', times.peer!),
      ],
    },
  ]
}

/** Median ms of each, in turn, so that a busy machine slows all alike. */
async function inTurn(all: Readonly<Record<string, () => Promise<unknown>>>): Promise<Record<string, number>> {
  const seen = Object.keys(all).map((name) => [name, [] as number[]] as const)
  for (let round = -20; round < ROUNDS; round++)
    for (const [name, times] of seen) {
      const started = performance.now()
      await all[name]!()
      if (round >= 0) times.push(performance.now() - started)
    }
  return Object.fromEntries(seen.map(([name, times]) => [name, times.sort((a, b) => a - b)[times.length >> 1]!]))
}
