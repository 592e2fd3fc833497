import { afterEach, describe, expect, it } from 'vitest'
import { en } from '../../../shared/i18n/en.ts'
import { answerWords } from '../../../shared/i18n/snapshot-answers.ts'
import { thumbprint } from '../../../shared/signing/public-key.ts'
import { sealDocument } from '../../../shared/signing/seal.ts'
import type { Parties } from '../../../shared/signing/trust.ts'
import type { Host, Published, Site } from '../../../shared/snapshot/reader-host.ts'
import { freshIdentity } from '../../../widget/cli/key-file.ts'
import { openText } from '../../../widget/reader/open-input.ts'
import { BOTH, contract, snapshotOf } from '../../browser/snapshot-sample.ts'

const { subtle } = globalThis.crypto
const ORIGIN = 'https://status.northwind.example'
const owner = await freshIdentity()
const thumb = await thumbprint(owner.publicKey, subtle)
const published = [{ ...contract, monitoring: { publishedAt: `${ORIGIN}/` } }]
const text = JSON.stringify(await sealDocument(snapshotOf(BOTH, 'Northwind Cloud', { contracts: published }), owner, subtle))

/** An extension that has leave for the site or not, and whose site gives these keys or nothing. */
function hosted(
  granted: boolean,
  keys: readonly string[] | null,
  pins: Awaited<ReturnType<Host['pins']>> = [],
  own: Parties | null = null,
) {
  const asked: string[] = []
  const wanted: (string | null)[] = []
  globalThis.standingReader = {
    language: 'en',
    pins: async () => pins,
    agreement: async () => own,
    remember: async () => {},
    mine: async () => null,
    site: async (_contract, publishedAt): Promise<Site> => {
      wanted.push(publishedAt)
      return { origin: ORIGIN, granted }
    },
    published: async ({ origin }): Promise<Published> => {
      asked.push(origin)
      if (keys === null) throw new Error('nobody there')
      return { origin, thumbprints: keys }
    },
  }
  return { asked, wanted }
}
afterEach(() => {
  globalThis.standingReader = undefined
})

const open = async (given = text) => {
  const opening = await openText(given)
  if ('refused' in opening) throw new Error(opening.refused.join())
  return opening
}

describe("the provider's site", () => {
  it('is asked at once where leave was given, and then the key is known', async () => {
    const { asked, wanted } = hosted(true, [thumb])
    const { shown, site } = await open()
    expect(shown.examined.trust).toEqual({ known: true, by: 'well-known', origin: ORIGIN, before: null })
    expect([asked, wanted, site]).toEqual([[ORIGIN], [`${ORIGIN}/`], null])
  })
  it('is not asked without leave: it is offered', async () => {
    const { asked } = hosted(false, [thumb])
    const { shown, site, text: kept } = await open()
    expect(asked).toEqual([])
    expect(site).toEqual({ origin: ORIGIN, granted: false })
    expect(shown.examined.trust).toEqual({ known: false, before: null, notAt: null })
    // And once somebody said so, the same is looked at again with what it gave.
    const again = await openText(kept, { origin: ORIGIN, thumbprints: [thumb] })
    expect('shown' in again && again.shown.examined.trust).toMatchObject({ known: true, by: 'well-known' })
  })
  it('that publishes another key than the one that was kept does not make it the same', async () => {
    hosted(true, [thumb], [{ name: 'Northwind Cloud', thumbprint: 'A'.repeat(43), since: 5 }])
    const { shown } = await open()
    expect(shown.examined.trust).toEqual({ known: true, by: 'well-known', origin: ORIGIN, before: 5 })
    expect(answerWords(shown.examined, 'Northwind Cloud', null, en)[2]).toMatchObject({
      tone: 'bad',
      word: 'Different key than in January 1970',
      detail: expect.stringContaining(`Published: at ${ORIGIN}`),
    })
  })
  it('that does not publish the key is said to have been asked', async () => {
    const { asked } = hosted(true, [])
    expect((await open()).shown.examined.trust).toEqual({ known: false, before: null, notAt: ORIGIN })
    expect(asked.length).toBe(1)
  })
  it('that does not answer costs nothing but the answer', async () => {
    hosted(true, null)
    const { shown, site } = await open()
    expect(shown.examined.recomputed?.state).toBe('same')
    expect(shown.examined.trust).toMatchObject({ known: false })
    expect(site).not.toBeNull()
  })
  it('is not asked about a key that is known already, nor where nothing was signed', async () => {
    const known = hosted(true, [thumb], [{ name: 'Northwind Cloud', thumbprint: thumb, since: 0 }])
    expect((await open()).shown.examined.trust).toMatchObject({ by: 'pinned' })
    expect(known.wanted).toEqual([])
    const { wanted } = hosted(true, [thumb])
    await open(JSON.stringify(snapshotOf(BOTH, 'Northwind Cloud')))
    expect(wanted).toEqual([])
  })
  it('is nobody’s business in a file from disk', async () => {
    const { shown, site } = await open()
    expect([shown.examined.trust, site]).toEqual([{ known: false, before: null, notAt: null }, null])
  })
})

describe('the agreement that a snapshot carries', () => {
  const self = { ...published[0]!, parties: { provider: { name: 'Northwind Cloud', keys: [thumb] } } }
  const forged = async () => JSON.stringify(await sealDocument(snapshotOf(BOTH, 'Northwind Cloud', { contracts: [self] }), owner, subtle))
  const said = async () => {
    const { shown } = await open(await forged())
    const [, signed, known] = answerWords(shown.examined, 'Northwind Cloud', null, en)
    return [signed?.tone, known?.tone, known?.word]
  }
  it('vouches for itself, which is no trust', async () => {
    expect(await said()).toEqual(['open', 'open', 'Key named only in the snapshot itself'])
  })
  it('says nothing where the reader has a copy of its own that does not name the key', async () => {
    hosted(false, null, [], { provider: { name: 'Northwind Cloud', keys: ['A'.repeat(43)] } })
    expect(await said()).toEqual(['open', 'open', 'Unknown key'])
  })
  it('is believed where one’s own copy says the same', async () => {
    hosted(false, null, [], { provider: { name: 'Northwind Cloud', keys: [thumb] } })
    expect(await said()).toEqual(['good', 'good', 'Named in the agreement'])
  })
})
