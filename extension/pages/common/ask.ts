/** A request to the background, from a page. */
import browser from 'webextension-polyfill'
import { type Answer, type Ask, type Message, type Name, Refused, type Reply } from '../../messages.ts'

/** The answer; throws Refused when the background could not do it. */
export async function ask<N extends Name>(type: N, what: Ask<N>): Promise<Answer<N>> {
  const message: Message = { type, ask: what }
  const reply = (await browser.runtime.sendMessage(message)) as Reply<Answer<N>> | undefined
  if (!reply) throw new Refused('failed', `no answer to ${type}`)
  if (!reply.ok) throw new Refused(reply.refusal, reply.detail)
  return reply.answer
}
