/**
 * What every adaptor does with a response before it looks for events: bytes as text to JSON, instants, names. A response
 * that is no JSON, or too large, throws FeedError: it must never read as "no incidents".
 */
import { parseInstant } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { FeedError } from '../feed-error.ts'

/** Characters of one response; the largest real feed is about 1.4 million. */
export const LARGEST_BODY = 32_000_000

export { isObject } from '../../base/is-object.ts'

/** A word for looking up: what is neither text nor number is none. An object from outside may break when it is made text. */
export const word = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '')

/** A number, also one written as text; NaN for anything else. */
export const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN

/** The JSON value of a response. Throws FeedError for what is none, is cut off or too large. */
export function jsonBody(feed: string, body: string): unknown {
  withinSize(feed, body)
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new FeedError(feed, 'not-json', '', `wanted JSON, got ${describeBody(body)}`, { cause })
  }
}

export function withinSize(feed: string, body: string): void {
  if (body.length <= LARGEST_BODY) return
  throw new FeedError(feed, 'too-large', '', `wanted at most ${LARGEST_BODY} characters, got ${body.length}`)
}

/** Says how a response starts, so that an error page is known for one. */
export function describeBody(body: string): string {
  return body.length === 0 ? 'nothing' : `${body.length} characters starting ${JSON.stringify(body.trimStart().slice(0, 20))}`
}

/** An instant with offset or Z; digits finer than a millisecond are dropped. null for anything else. */
export function instant(value: unknown): EpochMs | null {
  if (typeof value !== 'string') return null
  try {
    return parseInstant(value)
  } catch {
    const coarse = value.replace(/(\.\d{3})\d+(?=[Z+-])/, '$1').replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
    if (coarse === value) return null
    return instant(coarse)
  }
}

const LONGEST_NAME = 300

/** Marks that turn the direction of the text around them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const BLANK = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g

/** What most names are, and needs nothing done. */
const PLAIN = /^[!-~](?:[ -~]{0,298}[!-~])?$/

/** A name or title from outside: text, never markup, one line of bounded length that turns no text around it. null for anything but text. */
export function name(value: unknown): string | null {
  if (typeof value !== 'string') return null
  if (PLAIN.test(value)) return value
  const line = value.replace(TURNING, '').replace(BLANK, ' ').trim()
  return line === '' ? null : line.slice(0, LONGEST_NAME).toWellFormed()
}
