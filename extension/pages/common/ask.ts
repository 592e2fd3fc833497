/** A request to the background, from a page. */
import browser from 'webextension-polyfill'
import { type Ask, type Message, type MessageAnswer, type Name, type Reply, RequestRefused } from '../../messages.ts'

/** The answer; throws Refused when the background could not do it. */
export async function ask<N extends Name>(type: N, what: Ask<N>): Promise<MessageAnswer<N>> {
  const message: Message = { type, ask: what }
  const reply = (await browser.runtime.sendMessage(message)) as Reply<MessageAnswer<N>> | undefined
  if (!reply) throw new RequestRefused('failed', `no answer to ${type}`)
  if (!reply.ok) throw new RequestRefused(reply.refusal, reply.detail)
  return reply.answer
}
