import { describe, expect, it } from 'vitest'
import { handedOver, isRotation, MOST_ROTATIONS, rotate } from '../../../shared/signing/key-rotation.ts'
import { thumbprint } from '../../../shared/signing/public-key.ts'
import { sealDocument } from '../../../shared/signing/seal.ts'
import { examine } from '../../../shared/snapshot/four-answers.ts'
import { readSnapshotValue } from '../../../shared/snapshot/read-snapshot.ts'
import { freshIdentity } from '../../../widget/cli/key-file.ts'
import { BOTH, snapshotOf } from '../../browser/snapshot-sample.ts'

const { subtle } = globalThis.crypto
const [first, second, third, stranger] = await Promise.all([freshIdentity(), freshIdentity(), freshIdentity(), freshIdentity()])
const name = (identity: typeof first): Promise<string> => thumbprint(identity.publicKey, subtle)
const AT = '2026-11-01T00:00:00Z'
const MARCH = Date.UTC(2026, 2, 3)
const steps = [await rotate(first, second.publicKey, AT, subtle), await rotate(second, third.publicKey, AT, subtle)]
const byStranger = await rotate(stranger, third.publicKey, AT, subtle)
const inItsName = await sealDocument({ ...steps[1]!, from: second.publicKey }, stranger, subtle)
const pin = { name: 'Globex', thumbprint: await name(first), since: MARCH }

/** The answer about the key of a snapshot by Globex, signed by `identity`. */
async function trust(identity: typeof first, rotations: readonly unknown[], pins = [pin]) {
  const made = { ...snapshotOf(BOTH, 'Globex'), rotations }
  const text = JSON.stringify(await sealDocument(made, identity, subtle))
  return (await examine(text, { subtle, known: { pins } })).trust
}

describe('a new key', () => {
  it('is known by the old one that signed it, over one step and over two', async () => {
    const known = { known: true, by: 'pinned', name: 'Globex', since: MARCH, handedOver: true }
    expect(await trust(second, steps.slice(0, 1))).toEqual(known)
    expect(await trust(third, steps)).toEqual(known)
    // In whatever order the statements stand.
    expect(await trust(third, [...steps].reverse())).toEqual(known)
  })
  it('needs no statement where it was kept itself', async () => {
    expect(await trust(first, steps)).toMatchObject({ known: true, handedOver: false })
  })
  it.each([
    ['nobody signed it', []],
    ['a step is missing', steps.slice(1)],
    ['the statement is about another key', steps.slice(0, 1)],
    ['a stranger made the last statement', [steps[0], byStranger]],
    ['a statement was changed', [steps[0], { ...steps[1]!, to: third.publicKey, at: '2026-11-02T00:00:00Z' }]],
    ['a stranger signed in the name of the old one', [steps[0], inItsName]],
  ])('is another key than in March where %s', async (_what, rotations) => {
    expect(await trust(third, rotations)).toEqual({ known: false, before: MARCH, notAt: null })
  })
  it('is not taken over backwards: the new key says nothing of the old one', async () => {
    expect(await handedOver(await name(first), [{ ...pin, thumbprint: await name(second) }], steps, subtle)).toBeNull()
  })
  it('ends where statements go round', async () => {
    const back = await rotate(second, first.publicKey, AT, subtle)
    expect(await handedOver(await name(third), [pin], [steps[0]!, back], subtle)).toBeNull()
  })
})

describe('statements in a snapshot', () => {
  const made = snapshotOf(BOTH, 'Globex')
  it.each([
    [MOST_ROTATIONS - 1, true],
    [MOST_ROTATIONS, true],
    [MOST_ROTATIONS + 1, false],
  ])('%i of them: %s', (count, good) => {
    const { opened } = readSnapshotValue({ ...made, rotations: Array.from({ length: count }, () => steps[0]) })
    expect(opened !== null).toBe(good)
  })
  it.each([
    ['text', 'x'],
    ['another format', { ...steps[0], format: 'standing/rotation@2' }],
    ['a private key', { ...steps[0], to: { ...second.publicKey, d: 'x' } }],
    ['no instant', { ...steps[0], at: 'today' }],
    ['no signature', { ...steps[0], signature: undefined }],
  ])('are refused where one is %s', (_what, wrong) => {
    expect(isRotation(wrong)).toBe(false)
    expect(readSnapshotValue({ ...made, rotations: [wrong] }).problems.map(({ path }) => path)).toEqual(['rotations'])
  })
})
