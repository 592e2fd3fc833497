import { describe, expect, it } from 'vitest'
import { answer, type Handlers, RequestRefused } from '../../../extension/messages.ts'

const OWN = { id: 'me', root: 'chrome-extension://me/' }
const PAGE = { id: 'me', url: 'chrome-extension://me/pages/popup/index.html' }

const handlers = {
  'standings/refresh': async () => ({ at: 7 }),
  'page/look': async () => {
    throw new RequestRefused('not-an-address', 'x')
  },
  'agreement/remove': () => {
    throw new TypeError('broken')
  },
} as unknown as Handlers

describe('every request is answered once', () => {
  it.each([
    ['with what was asked for', 'standings/refresh', { ok: true, answer: { at: 7 } }],
    ['with why it could not be done', 'page/look', { ok: false, refusal: 'not-an-address', detail: 'x' }],
    ['also when the handler breaks before it promised anything', 'agreement/remove', { ok: false, refusal: 'failed', detail: 'broken' }],
  ])('%s', async (_what, type, reply) => {
    expect(await answer(handlers, { type, ask: {} }, PAGE, OWN)).toEqual(reply)
  })
})

describe('nobody else is answered', () => {
  const refresh = { type: 'standings/refresh', ask: {} }
  it.each([
    ['another extension', refresh, { id: 'other', url: PAGE.url }],
    ['a web page of the same extension’s content script', refresh, { id: 'me', url: 'https://acme.example/' }],
    ['a page whose address only starts alike', refresh, { id: 'me', url: 'chrome-extension://me.example/' }],
    ['a sender without an address', refresh, { id: 'me' }],
    ['a request of no known type', { type: 'toString', ask: {} }, PAGE],
    ['something that is no message', 'standings/refresh', PAGE],
    ['nothing', null, PAGE],
  ])('%s', (_what, message, sender) => expect(answer(handlers, message, sender, OWN)).toBeUndefined())
})
