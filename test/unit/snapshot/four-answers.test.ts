import { describe, expect, it } from 'vitest'
import { en } from '../../../shared/i18n/en.ts'
import { answerWords } from '../../../shared/i18n/snapshot-answers.ts'
import { thumbprint } from '../../../shared/signing/public-key.ts'
import { sealDocument } from '../../../shared/signing/seal.ts'
import { examine, sealHolds } from '../../../shared/snapshot/four-answers.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { freshIdentity } from '../../../widget/cli/key-file.ts'
import { BOTH, contract, snapshotOf } from '../../browser/snapshot-sample.ts'

const { subtle } = globalThis.crypto
const owner = await freshIdentity()
const thumb = await thumbprint(owner.publicKey, subtle)
const sealed = async (more: object = {}, change: (one: object) => object = (one) => one): Promise<string> =>
  JSON.stringify(await sealDocument(change(snapshotOf(BOTH, 'Globex', more)), owner, subtle))
const named = { ...contract, parties: { ...contract.parties, customer: { name: 'Globex', keys: [thumb] } } }

/** Word and tone of the four answers. */
const four = async (text: string, known: object = {}, without: object = {}): Promise<readonly string[]> => {
  const examined = await examine(text, { subtle, zones: temporalZones, known, ...without })
  return answerWords(examined, examined.opened?.document.createdBy.name, null, en).map(({ word, tone }) => `${word}: ${tone}`)
}

describe('the four answers', () => {
  it('stand each by itself: whole, signed and recomputing, key unknown', async () => {
    expect(await four(await sealed())).toEqual([
      'Verified: good',
      'Globex: open',
      'Unknown key: open',
      'Recalculated here: identical: good',
    ])
  })
  it('know a key by the agreement, by what was pinned and by what was published', async () => {
    expect((await four(await sealed(), { agreement: named.parties }))[2]).toBe('Named in the agreement: good')
    expect((await four(await sealed({ contracts: [named] })))[2]).toBe('Key named only in the snapshot itself: open')
    expect((await four(await sealed(), { pins: [{ name: 'Globex', thumbprint: thumb, since: Date.UTC(2026, 2, 3) }] }))[2]).toBe(
      'Known since 3 Mar 2026: good',
    )
    expect((await four(await sealed(), { wellKnown: { origin: 'https://a.example', thumbprints: [thumb] } }))[2]).toBe('Published: good')
  })
  it('say loudly that the name had another key before', async () => {
    const other = await thumbprint((await freshIdentity()).publicKey, subtle)
    expect((await four(await sealed(), { pins: [{ name: 'Globex', thumbprint: other, since: 0 }] }))[2]).toBe(
      'Different key than in January 1970: bad',
    )
  })
  it('recompute also what nobody signed, and what can’t be checked here', async () => {
    expect(await four(JSON.stringify(snapshotOf(BOTH, 'Globex')))).toEqual([
      'Not signed: open',
      'Not signed: open',
      'No valid signature: open',
      'Recalculated here: identical: good',
    ])
    expect((await four(await sealed(), {}, { subtle: undefined }))[0]).toBe('Not verified: open')
  })
  it('show what does not verify though its report recomputes', async () => {
    const text = (await sealed()).replace('by Friday', 'by Monday')
    expect(await four(text)).toEqual(['Altered: bad', 'Unknown: open', 'No valid signature: open', 'Recalculated here: identical: good'])
  })
  it('say how many places differ', async () => {
    const text = await sealed({}, (one) => ({ ...one, report: { ...(one as { report: object }).report, at: 0 } }))
    expect((await four(text))[3]).toBe('Recalculated here: differs in 1 place: bad')
  })
  it('hold only where whole, signed and recomputing', async () => {
    const is = async (text: string): Promise<boolean> => sealHolds(await examine(text, { subtle }))
    expect(await is(await sealed())).toBe(true)
    expect(await is(JSON.stringify(snapshotOf(BOTH, 'Globex')))).toBe(false)
    expect(await is('{}')).toBe(false)
  })
  it('never reject, whatever the text', async () => {
    for (const text of ['', 'null', '[]', '{"format":"standing/snapshot@1"}', '\u0000', '{"format":"standing/snapshot@1","zones":[{}]}'])
      expect((await examine(text, { subtle })).opened).toBeNull()
  })
})
