/**
 * The data inside a page made with Next.js: scripts push pieces of one text, whose rows are `ID:JSON`, `ID:I…` for modules and
 * `ID:TLENGTH,TEXT` for long texts, the length in bytes of UTF-8 and hexadecimal. Only JSON rows hold data.
 */
import { isObject } from './body.ts'
import type { Row } from './row.ts'

const PUSH = 'self.__next_f.push([1,'

/** Whether a text is such a page. */
export const isFlightPage = (body: unknown): body is string => typeof body === 'string' && body.includes(PUSH)

/** The first object in the page's data that `wanted` accepts; null where there is none. */
export function findInFlight<T extends Row>(html: string, wanted: (value: unknown) => value is T): T | null {
  for (const row of jsonRows(pushed(html))) {
    const found = findIn(row, wanted)
    if (found) return found
  }
  return null
}

/** All pieces as one text; a piece that is cut off or no JSON text ends it. */
function pushed(html: string): string {
  let text = ''
  for (let at = html.indexOf(PUSH); at >= 0; at = html.indexOf(PUSH, at + 1)) {
    const start = html.indexOf('"', at + PUSH.length)
    const end = start < 0 ? -1 : closingQuote(html, start + 1)
    if (end < 0) break
    try {
      text += JSON.parse(html.slice(start, end + 1)) as string
    } catch {
      break
    }
  }
  return text
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return -1
}

const HEAD = /([0-9a-f]*):(?:T([0-9a-f]+),)?/y

function* jsonRows(text: string): Generator<unknown> {
  let at = 0
  while (at < text.length) {
    HEAD.lastIndex = at
    const head = HEAD.exec(text)
    const start = head ? HEAD.lastIndex : at
    if (head?.[2] !== undefined) {
      at = afterBytes(text, start, Number.parseInt(head[2], 16))
      continue
    }
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (head && (text[start] === '[' || text[start] === '{')) {
      const value = parsed(text.slice(start, end))
      if (value !== null) yield value
    }
    at = end + 1
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The place after so many bytes of UTF-8. */
function afterBytes(text: string, from: number, bytes: number): number {
  let at = from
  for (let left = bytes; left > 0 && at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Each half of a surrogate pair takes two of its four bytes.
    left -= code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
  }
  return at
}

/** Looks an object over before what is in it; never deeper than the stack of calls could go. */
function findIn<T extends Row>(root: unknown, wanted: (value: unknown) => value is T): T | null {
  const open: unknown[] = [root]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (wanted(value)) return value
    if (Array.isArray(value)) for (let i = value.length - 1; i >= 0; i--) open.push(value[i] ?? null)
    else if (isObject(value)) open.push(...Object.values(value).reverse())
  }
  return null
}
