import { expect, it } from 'vitest'
import { leadsSomewhere, localLinks, pages } from './markdown.ts'

it.each(pages())('%s links to files and headings that exist', (path) => {
  expect(localLinks(path).filter((link) => !leadsSomewhere(link))).toEqual([])
})

it.each([
  ['a file', 'shared/docs/rules.md', true],
  ['a heading', 'shared/docs/rules.md#r1-classes-of-time', true],
  ['a file that does not exist', 'shared/docs/rule.md', false],
  ['a heading that does not exist', 'shared/docs/rules.md#r1', false],
])('finds out whether %s exists', (_what, link, exists) => expect(leadsSomewhere(link)).toBe(exists))
