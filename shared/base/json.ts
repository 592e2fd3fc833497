/**
 * JSON, read strictly: a key twice in one object, `__proto__`, a number too large for any figure, a lone surrogate, a
 * document too long or too deep are refused with the path they stand at, where JSON.parse would take or drop them silently.
 */
import { below, type Path, pathText, ROOT } from './path.ts'
import { DocumentError, describe } from './problem.ts'

export interface Limits {
  /** Characters; default 5 million. */
  readonly size?: number
  /** Levels of lists and objects; default 64. */
  readonly depth?: number
  /** Receives where each value stands: its path to the character at which its key, or the value itself in a list, begins. */
  readonly places?: Map<string, number>
}

export const DEFAULT_SIZE = 5_000_000
export const DEFAULT_DEPTH = 64

/** Throws DocumentError unless the text is within the limits and well-formed Unicode. */
export function withinLimits(text: string, limits: Limits): void {
  const size = limits.size ?? DEFAULT_SIZE
  if (text.length > size) throw new DocumentError([{ path: '', wanted: `at most ${size} characters`, got: `${text.length} characters` }])
  if (!text.isWellFormed()) throw new DocumentError([{ path: '', wanted: 'well-formed Unicode text', got: 'half of a surrogate pair' }])
}

/** The value of JSON text. Objects are plain; a leading byte order mark is skipped. Throws DocumentError. */
export function parseJson(text: string, limits: Limits = {}): unknown {
  withinLimits(text, limits)
  return new Reader(text, limits.depth ?? DEFAULT_DEPTH, limits.places).document()
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const QUOTE = 34
const BACKSLASH = 92

class Reader {
  private at = 0
  private readonly text: string
  private readonly maxDepth: number
  private readonly places: Map<string, number> | undefined

  constructor(text: string, maxDepth: number, places?: Map<string, number>) {
    this.text = text
    this.places = places
    this.maxDepth = maxDepth
    if (text.charCodeAt(0) === 0xfeff) this.at = 1
  }

  document(): unknown {
    const value = this.value(ROOT, 0)
    this.blank()
    if (this.at < this.text.length) this.refuse(ROOT, 'the end of the document')
    return value
  }

  private value(path: Path | null, depth: number): unknown {
    this.blank()
    const start = this.text[this.at]
    if (start === '"') return this.string(path)
    if (start === '{' || start === '[') {
      if (depth >= this.maxDepth) this.refuse(path, `at most ${this.maxDepth} levels`, 'deeper nesting')
      this.at++
      return start === '{' ? this.object(path, depth + 1) : this.list(path, depth + 1)
    }
    if (start === 't' && this.word('true')) return true
    if (start === 'f' && this.word('false')) return false
    if (start === 'n' && this.word('null')) return null
    return this.number(path)
  }

  private object(path: Path | null, depth: number): object {
    const result: Record<string, unknown> = {}
    this.blank()
    if (this.take('}')) return result
    for (;;) {
      this.blank()
      if (this.text[this.at] !== '"') this.refuse(path, 'a key in double quotes')
      const from = this.at
      const key = this.string(path)
      const place = below(path, key)
      this.places?.set(pathText(place), from)
      if (key === '__proto__') this.refuse(place, 'another key', '"__proto__"')
      if (Object.hasOwn(result, key)) this.refuse(place, 'each key once', `${describe(key)} a second time`)
      this.blank()
      if (!this.take(':')) this.refuse(place, '":" after the key')
      result[key] = this.value(place, depth)
      this.blank()
      if (this.take('}')) return result
      if (!this.take(',')) this.refuse(path, '"," or "}"')
    }
  }

  private list(path: Path | null, depth: number): unknown[] {
    const result: unknown[] = []
    this.blank()
    if (this.take(']')) return result
    for (;;) {
      const place = below(path, result.length)
      this.blank()
      this.places?.set(pathText(place), this.at)
      result.push(this.value(place, depth))
      this.blank()
      if (this.take(']')) return result
      if (!this.take(',')) this.refuse(path, '"," or "]"')
    }
  }

  /** The escapes and the forbidden control characters are left to JSON.parse, which knows them all. */
  private string(path: Path | null): string {
    const from = this.at
    let end = this.text.indexOf('"', from + 1)
    while (end > 0 && this.escaped(end)) end = this.text.indexOf('"', end + 1)
    if (end < 0) this.refuse(path, 'a closing quote', 'the end of the document')
    this.at = end + 1
    try {
      const value = JSON.parse(this.text.slice(from, end + 1)) as string
      if (!value.isWellFormed()) this.refuse(path, 'well-formed Unicode text', 'half of a surrogate pair')
      return value
    } catch (error) {
      if (error instanceof DocumentError) throw error
      this.at = from
      this.refuse(path, 'text without bare control characters or unknown escapes', 'text that is not JSON')
    }
  }

  private escaped(quote: number): boolean {
    let at = quote - 1
    while (this.text.charCodeAt(at) === BACKSLASH) at--
    return (quote - 1 - at) % 2 === 1
  }

  private number(path: Path | null): number {
    NUMBER.lastIndex = this.at
    const found = NUMBER.exec(this.text)
    if (!found) this.refuse(path, 'a JSON value')
    const value = Number(found[0])
    if (!Number.isFinite(value)) this.refuse(path, 'a number that can be held', describe(found[0]))
    this.at = NUMBER.lastIndex
    return value
  }

  private word(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  private take(mark: string): boolean {
    if (this.text[this.at] !== mark) return false
    this.at++
    return true
  }

  private blank(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.at++
    }
  }

  private refuse(path: Path | null, wanted: string, got?: string): never {
    const { line, column } = lineColumn(this.text, this.at)
    const came = got ?? (this.at >= this.text.length ? 'the end of the document' : this.ahead())
    throw new DocumentError([{ path: pathText(path), wanted, got: came, line, column }])
  }

  private ahead(): string {
    const rest = this.text.slice(this.at, this.at + 20)
    return rest.charCodeAt(0) === QUOTE ? 'text' : describe(rest.split('\n')[0] || rest)
  }
}

/** Line and column of a character, both from 1. */
export function lineColumn(text: string, at: number): { line: number; column: number } {
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) {
    line++
    start = next + 1
  }
  return { line, column: at - start + 1 }
}
