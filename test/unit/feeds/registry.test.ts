import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ADAPTORS } from '../../../shared/feeds/index.ts'
import { bodiesIn, filesIn } from '../../scripts/recordings.ts'

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
/** Recorded responses of real services, where somebody keeps them beside the checkout. */
const RECORDINGS = fileURLToPath(new URL('../../../../shared/data/feeds/', import.meta.url))
const files = readdirSync(path('shared/feeds'))
  .filter(
    (name) =>
      name.endsWith('.ts') && !['account.ts', 'adaptor.ts', 'detect.ts', 'feed-error.ts', 'index.ts', 'row-reasons.ts'].includes(name),
  )
  .map((name) => name.replace(/\.ts$/, ''))

describe('the feeds that can be read', () => {
  it('are one file each, by its name', () => {
    expect(ADAPTORS.map((adaptor) => adaptor.id).sort()).toEqual(files.sort())
  })

  it.each(ADAPTORS)('$id is tested by name', ({ id }) => {
    const tests = readdirSync(path('test/unit/feeds')).map((name) => readFileSync(path(`test/unit/feeds/${name}`), 'utf8'))
    expect(tests.some((text) => text.includes(`/shared/feeds/${id}.ts'`))).toBe(true)
  })

  it.each(ADAPTORS)('$id reads over http or https, and declares what it accepts', (adaptor) => {
    for (const address of adaptor.addresses(new URL('https://status.example/page/'))) expect(address.protocol).toBe('https:')
    expect(adaptor.addresses(new URL('https://status.example/')).length).toBeGreaterThan(0)
    expect(adaptor.accepts.length).toBeGreaterThan(0)
  })

  const page = readFileSync(path('shared/docs/feeds.md'), 'utf8')
  const documented = new Map(
    page.split('\n').flatMap((line): [string, readonly string[]][] => {
      const cells = line.split('|').map((cell) => cell.trim())
      const id = /^`([\w-]+)`$/.exec(cells[1] ?? '')?.[1]
      return id === undefined ? [] : [[id, cells.slice(2, -1)]]
    }),
  )
  it.each(ADAPTORS)('$id stands in the documents, with how its shape is known', ({ id, known }) => {
    expect(documented.get(id)?.[1]).toBe(known)
  })

  it('has no feed in the documents that nothing reads', () => {
    expect([...documented.keys()].sort()).toEqual(ADAPTORS.map(({ id }) => id).sort())
  })

  const isThere = existsSync(RECORDINGS)
  if (!isThere) console.info('skipped: no recordings, so that the rows in the documents are not counted')
  it.skipIf(!isThere)('says in the documents how many rows of the recordings are read, rejected and doubtful', () => {
    const figures = new Map<string, readonly [number, number, number]>()
    for (const file of filesIn(RECORDINGS)) {
      for (const { adaptor, body } of bodiesIn(readFileSync(file, 'utf8'))) {
        const { account, doubtful } = adaptor.read(body, { observedAt: Date.UTC(2026, 10, 1), source: 'x', fetched: false })
        const [read, rejected, doubted] = figures.get(adaptor.id) ?? [0, 0, 0]
        figures.set(adaptor.id, [read + account.read, rejected + account.rejected, doubted + doubtful])
      }
    }
    const shown = [...documented].map(([id, cells]) => `${id} ${cells[3]}`)
    expect(shown).toEqual([...documented.keys()].map((id) => `${id} ${figures.get(id)?.join(' / ') ?? '–'}`))
  })
})
