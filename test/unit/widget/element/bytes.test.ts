import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { widgetScript } from '../../../browser/widget-build.ts'

/** Brotli bytes a page may pay for all views, evaluator and seal check. Raised only with a reason in the commit. */
const ALLOWED = { widget: 44_800, 'widget-de': 45_300, 'widget-ar': 45_600 } as const

describe.each(Object.entries(ALLOWED))('%s', (mode, allowed) => {
  let script = ''
  beforeAll(async () => {
    script = await widgetScript(mode)
  })
  it(`is at most ${allowed} bytes in brotli`, () => expect(brotliCompressSync(script).length).toBeLessThanOrEqual(allowed))
  it('carries no zone data, no YAML, no schema library, no framework', () => {
    for (const sign of ['ZonedDateTime', 'YAMLParseError', 'valibot', '__H']) expect(script).not.toContain(sign)
  })
  it('carries one language', () => {
    const said = ['Undecided', 'Nicht entschieden', 'غير محسوم'].filter((word) => script.includes(word))
    expect(said).toHaveLength(1)
  })
  it('builds no code and no markup from text', () =>
    expect(script).not.toMatch(/\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|outerHTML/))
})

it('the page of the demo holds no inline script and no inline style', () => {
  const page = readFileSync('widget/pages/demo/index.html', 'utf8')
  expect(page).not.toMatch(/<style|style=|<script(?![^>]*src=)| on\w+=/)
})
