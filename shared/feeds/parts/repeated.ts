/**
 * A key that stands twice in one object. JSON.parse takes the last of them without a word, so that whoever wrote the first one is
 * ignored: such an answer is refused. Separate from the adaptors, which may read a thousand times what is checked here once.
 */
import type { FeedAdaptor } from '../adaptor.ts'
import { FeedError } from '../feed-error.ts'

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN = 123
const CLOSE = 125

/** Throws FeedError for JSON with a key twice in one object; takes text that is no JSON as it comes. */
export function refuseRepeated({ id }: Pick<FeedAdaptor, 'id'>, body: string): void {
  const key = /^\s*[[{]/.test(body) ? repeatedKey(body) : null
  if (key !== null)
    throw new FeedError(id, 'wrong-shape', '', `wanted each key of an object once, got ${JSON.stringify(key.slice(0, 40))} twice`)
}

/** The first key that an object has twice, null where there is none. For text that JSON.parse takes. */
export function repeatedKey(text: string): string | null {
  // One entry a level: the keys of an object, null for a list.
  const levels: (Set<string> | null)[] = []
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === OPEN) levels.push(new Set())
    else if (code === OPEN_LIST) levels.push(null)
    else if (code === CLOSE || code === CLOSE_LIST) levels.pop()
    else if (code === QUOTE) {
      const end = endOfText(text, i + 1)
      const keys = levels.at(-1)
      if (keys && isKey(text, end + 1)) {
        const raw = text.slice(i + 1, end)
        const key = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw
        if (keys.has(key)) return key
        keys.add(key)
      }
      i = end
    }
  }
  return null
}

/** Where the text that begins at i is closed. */
function endOfText(text: string, i: number): number {
  for (let end = text.indexOf('"', i); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
  }
  return text.length
}

/** Whether a colon follows, blanks apart. */
function isKey(text: string, i: number): boolean {
  let at = i
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return text.charCodeAt(at) === COLON
}
