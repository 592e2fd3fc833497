import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { en } from '../../../shared/i18n/en.ts'
import { htmlOf, markdownOf, plainOf, type TicketText } from '../../../shared/i18n/objective-text.ts'
import { BOTH, contract, MADE } from '../../browser/snapshot-sample.ts'

const report = evaluate([contract], BOTH, { at: MADE, period: '2026-10' }).objectives[0]!
const text = (more: Partial<TicketText> = {}): TicketText => ({
  title: contract.title,
  name: 'API availability',
  report,
  contract,
  at: MADE,
  zone: 'Europe/Berlin',
  // October in Berlin: two hours ahead until the 25th, which is enough for what is looked at here.
  wall: (at) => at + 7_200_000,
  locale: en,
  proof: ['Signed.'],
  ...more,
})

describe('a ticket', () => {
  it.each([
    ['Markdown', markdownOf],
    ['HTML', htmlOf],
    ['plain text', plainOf],
  ])('in %s says the figure, the promise and the credit', (_what, write) => {
    const words = write(text({ asks: 'An answer by Friday' })).replaceAll('\u00a0', ' ')
    for (const each of ['Breached', '99.859 %', 'target 99.9 %', '120.00 EUR', 'An answer by Friday', '13 Oct, 13:02', 'Signed.'])
      expect(words).toContain(each)
  })
  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['"><script>', '&quot;&gt;&lt;script&gt;'],
    ['&lt;', '&amp;lt;'],
    ["it's", 'it&#39;s'],
  ])('in HTML holds %s as text', (note, escaped) => {
    expect(htmlOf(text({ note }))).toContain(`<p>${escaped}</p>`)
  })
  it.each([
    ['[a](javascript:alert(1))', '\\[a\\](javascript:alert(1))'],
    ['<b>x</b>', '\\<b\\>x\\</b\\>'],
    ['a | b', 'a \\| b'],
    ['*a* _b_ `c`', '\\*a\\* \\_b\\_ \\`c\\`'],
    ['@everyone #1 !note', '\\@everyone \\#1 \\!note'],
    ['https://evil.example', 'https:\\/\\/evil.example'],
    ['www.evil.example', 'www\\.evil.example'],
    ['one\n\n# two', 'one \\# two'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['&lt;b&gt;', '\\&lt;b\\&gt;'],
  ])('in Markdown holds %j as text', (note, escaped) => {
    expect(markdownOf(text({ note })).split('\n')).toContain(escaped)
  })
  it('links to https and to nothing else', () => {
    expect(markdownOf(text({ link: 'https://r.example/#s=a' }))).toContain('<https://r.example/#s=a>')
    for (const link of ['javascript:alert(1)', 'http://r.example/', 'https://r.example/"><b>', 'data:text/html,x'])
      expect(htmlOf(text({ link })) + markdownOf(text({ link }))).not.toContain(link)
  })
})
