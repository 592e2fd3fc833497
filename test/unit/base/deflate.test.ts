import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { deflate, inflate, PackError } from '../../../shared/base/deflate.ts'

describe('packing', () => {
  it.each(['', 'a', '{"€":"\\u0000"}', 'abc'.repeat(50_000)])('unpacks to the same text (%#)', async (text) => {
    expect(await inflate(await deflate(text), 1_000_000)).toBe(text)
  })
  it('is plain RFC 1950', async () => {
    expect(inflateSync(await deflate('standing')).toString()).toBe('standing')
  })
  it.each([
    ['one under the limit', 999, true],
    ['exactly the limit', 1000, true],
    ['one over it', 1001, false],
  ])('%s', async (_what, size, good) => {
    const unpacked = inflate(await deflate('x'.repeat(size)), 1000)
    if (good) expect(await unpacked).toHaveLength(size)
    else await expect(unpacked).rejects.toThrow('more than 1000 bytes')
  })
  it('stops a bomb early', async () => {
    const bomb = await deflate('0'.repeat(50_000_000))
    expect(bomb.length).toBeLessThan(60_000)
    await expect(inflate(bomb, 100_000)).rejects.toThrow(PackError)
  })
  it.each([
    ['cut short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -3)],
    ['damaged', (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 2 ? byte ^ 255 : byte))],
    ['random', () => Uint8Array.from([255, 254, 253, 1])],
  ])('refuses what is %s', async (_what, harm) => {
    const bytes = await deflate(JSON.stringify({ a: [1, 2, 3, 'standing'] }))
    await expect(inflate(harm(bytes), 1000)).rejects.toThrow(PackError)
  })
  it('refuses what is not UTF-8', async () => {
    const stream = new Blob([Uint8Array.from([0xff, 0xfe])]).stream().pipeThrough(new CompressionStream('deflate'))
    await expect(inflate(new Uint8Array(await new Response(stream).arrayBuffer()), 10)).rejects.toThrow(PackError)
  })
})

it('packs text in parts as if it were one, and rejects as a part does', async () => {
  const parts = ['{"a":"', 'é'.repeat(100_000), '"}']
  const bytes = await deflate(parts[0]!, Promise.resolve(parts[1]!), parts[2]!)
  expect(await inflate(bytes, 1_000_000)).toBe(parts.join(''))
  await expect(deflate('x', Promise.reject(new Error('no key')))).rejects.toThrow('no key')
})
