import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ADAPTORS } from '../../../shared/feeds/index.ts'

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
const files = readdirSync(path('shared/feeds'))
  .filter((name) => name.endsWith('.ts') && !['account.ts', 'adaptor.ts', 'detect.ts', 'feed-error.ts', 'index.ts'].includes(name))
  .map((name) => name.replace(/\.ts$/, ''))

describe('the feeds that can be read', () => {
  it('are one file each, by its name', () => {
    expect(ADAPTORS.map((adaptor) => adaptor.id).sort()).toEqual(files.sort())
  })

  it.each(ADAPTORS)('$id is tested by name', ({ id }) => {
    const tests = readdirSync(path('test/unit/feeds')).map((name) => readFileSync(path(`test/unit/feeds/${name}`), 'utf8'))
    expect(tests.some((text) => text.includes(`/shared/feeds/${id}.ts'`))).toBe(true)
  })

  it.each(ADAPTORS)('$id reads over http or https, and says what it accepts', (adaptor) => {
    for (const address of adaptor.addresses(new URL('https://status.example/page/'))) expect(address.protocol).toBe('https:')
    expect(adaptor.addresses(new URL('https://status.example/')).length).toBeGreaterThan(0)
    expect(adaptor.accepts.length).toBeGreaterThan(0)
  })

  const page = readFileSync(path('shared/docs/feeds.md'), 'utf8')
  it('are those of the documents', () => {
    for (const { id } of ADAPTORS) expect(page).toContain(`\`${id}\``)
  })
})
