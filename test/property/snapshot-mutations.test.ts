/** Ten thousand ways to damage a snapshot, each detected: what was changed never passes for what was sealed. */
import { expect, it } from 'vitest'
import { toBase64Url } from '../../shared/base/base64.ts'
import { canonical } from '../../shared/base/canonical.ts'
import { parseJson } from '../../shared/base/json.ts'
import { thumbprint } from '../../shared/signing/public-key.ts'
import { sealDocument } from '../../shared/signing/seal.ts'
import { type Examined, examine, sealHolds } from '../../shared/snapshot/four-answers.ts'
import { fromLink, linkTo } from '../../shared/snapshot/link.ts'
import { smallForm } from '../../shared/snapshot/small-form.ts'
import { freshIdentity } from '../../widget/cli/key-file.ts'
import { BOTH, snapshotOf } from '../browser/snapshot-sample.ts'

const { subtle } = globalThis.crypto
const COUNT = 10_000
/** None may take longer, ms; the machine may be busy. */
const LONGEST = 2000

/** The same numbers every time (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

type Document = Record<string, unknown> & { signature: { protected: string; signature: string } }

it('detects each of 10,000 mutations and hangs on none', async () => {
  const owner = await freshIdentity()
  const other = await freshIdentity()
  const thumb = await thumbprint(owner.publicKey, subtle)
  const known = { pins: [{ name: 'Globex', thumbprint: thumb, since: 0 }] }
  const whole = snapshotOf(BOTH, 'Globex')
  const sealed = await sealDocument(whole, owner, subtle)
  const small = await sealDocument(smallForm(whole)!, owner, subtle)
  const old = JSON.stringify(
    await sealDocument(snapshotOf(BOTH, 'Globex', { period: '2026-09', createdAt: Date.UTC(2026, 9, 2) }), owner, subtle),
  )
  const originals = [sealed, small].map((document) => ({ text: JSON.stringify(document), same: canonical(document) }))
  const pick = chance(20_261_018)
  const header = (jwk: object, alg = 'Ed25519') => toBase64Url(new TextEncoder().encode(canonical({ alg, b64: false, crit: ['b64'], jwk })))

  const seen = new Map<string, number>()
  const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1)
  const look = async (text: string): Promise<Examined> => {
    const started = performance.now()
    const answer = await examine(text, { subtle, known })
    expect(performance.now() - started, text.slice(0, 200)).toBeLessThan(LONGEST)
    return answer
  }
  const put = (text: string, at: number, by: string, drop = 1): string => text.slice(0, at) + by + text.slice(at + drop)
  const changed = async (document: Document, more: object): Promise<Examined> => look(JSON.stringify({ ...document, ...more }))

  for (let round = 0; round < COUNT; round++) {
    const { text, same } = originals[round % 2]!
    const document = (round % 2 ? small : sealed) as unknown as Document
    const kind = ['byte', 'digit', 'cut', 'double', 'swapped key', 'stripped', 're-signed', 'replayed', 'algorithm', 'signature'][pick(10)]!
    if (kind === 'byte' || kind === 'digit' || kind === 'cut' || kind === 'double') {
      const at = kind === 'digit' ? digitFrom(text, pick(text.length)) : pick(text.length)
      const by =
        kind === 'digit' ? String((Number(text[at]) + 1 + pick(9)) % 10) : kind === 'byte' ? String.fromCharCode(32 + pick(95)) : ''
      const harmed = kind === 'double' ? put(text, at, text.slice(at, at + 1 + pick(20)), 0) : put(text, at, by)
      const answer = await look(harmed)
      // Space between members says nothing; anything else that is changed is a change.
      const meansTheSame = canonicalOrNull(harmed) === same
      expect(sealHolds(answer), harmed.slice(Math.max(0, at - 60), at + 60)).toBe(meansTheSame)
      if (!meansTheSame && answer.opened) expect(answer.seal.state).not.toBe('valid')
      note(answer.opened ? `${kind}: read, ${answer.seal.state}` : `${kind}: refused`)
    } else if (kind === 'swapped key') {
      const answer = await changed(document, { signature: { ...document.signature, protected: header(other.publicKey) } })
      expect([answer.seal.state, sealHolds(answer), answer.trust]).toEqual(['invalid', false, null])
      note(kind)
    } else if (kind === 'stripped') {
      const { signature: _, ...rest } = document
      const answer = await look(JSON.stringify(pick(2) ? rest : { ...rest, signature: null }))
      expect([answer.seal.state, sealHolds(answer), answer.recomputed?.state]).toEqual(['unsigned', false, 'same'])
      note(kind)
    } else if (kind === 're-signed') {
      const { signature: _, ...rest } = document
      const more = [{ createdBy: { name: 'Globex', tool: `x${round}` } }, { knownAt: '2026-10-14T00:00:00Z' }, { note: `${round}` }][
        pick(3)
      ]!
      const again = await sealDocument({ ...rest, ...more }, other, subtle)
      const answer = await look(JSON.stringify(again))
      // Somebody else's key vouches for it now, and the name it goes by had another.
      expect([answer.seal.state, answer.trust]).toEqual(['valid', { known: false, before: 0, notAt: null }])
      note(`${kind}: ${answer.recomputed?.state}`)
    } else if (kind === 'replayed') {
      const answer = await look(old)
      // It is unchanged, and states its time.
      expect([sealHolds(answer), answer.opened?.document.createdAt, answer.opened?.document.period]).toEqual([
        true,
        '2026-10-02T00:00:00Z',
        '2026-09',
      ])
      note(kind)
    } else if (kind === 'algorithm') {
      const alg = ['none', 'HS256', 'ES256', '', 'ed25519'][pick(5)]!
      const answer = await changed(document, { signature: { ...document.signature, protected: header(owner.publicKey, alg) } })
      expect([answer.seal.state, sealHolds(answer)]).toEqual(['invalid', false])
      note(kind)
    } else {
      const { signature } = document.signature
      const at = pick(signature.length)
      const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[pick(64)]!
      const answer = await changed(document, { signature: { ...document.signature, signature: put(signature, at, letter) } })
      expect(sealHolds(answer)).toBe(signature[at] === letter)
      note(kind)
    }
  }
  console.info(`told apart: ${[...seen].map(([what, count]) => `${what} ${count}`).join(', ')}`)
  expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(COUNT)
}, 600_000)

it('detects damaged links', async () => {
  const link = await linkTo('https://r.example/', await sealDocument(smallForm(snapshotOf(BOTH, 'Globex'))!, await freshIdentity(), subtle))
  const pick = chance(7)
  for (let round = 0; round < 500; round++) {
    const at = link.indexOf('#s=') + 3 + pick(link.length - link.indexOf('#s=') - 3)
    const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[pick(64)]!
    const harmed = link.slice(0, at) + letter + link.slice(at + 1)
    if (harmed === link) continue
    const text = await fromLink(harmed).catch(() => null)
    if (text !== null) expect(sealHolds(await examine(text, { subtle }))).toBe(false)
  }
}, 120_000)

function digitFrom(text: string, start: number): number {
  for (let step = 0; step < text.length; step++) if (/\d/.test(text[(start + step) % text.length]!)) return (start + step) % text.length
  throw new Error('no digit')
}

function canonicalOrNull(text: string): string | null {
  try {
    return canonical(parseJson(text))
  } catch {
    return null
  }
}
