/**
 * YAML 1.2 (core schema) for agreements. Numbers can keep their source text, so that an unquoted 99.90 is exact. Refused,
 * each with its path or its line: syntax errors, keys given twice, `__proto__`, NaN and infinities, unknown tags, aliases
 * that hold themselves, a document that is too long, too deep, or that grows too large by its aliases.
 */
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  Parser,
  type Scalar,
} from 'yaml'
import { DEFAULT_DEPTH, type Limits, lineColumn, withinLimits } from './json.ts'
import { below, type Path, pathText, ROOT } from './path.ts'
import { DocumentError, describe, type Problem } from './problem.ts'
import { SourceNumber } from './source-number.ts'

export interface YamlOptions extends Limits {
  /** `source`: numbers arrive as SourceNumber; `value` (default) as plain numbers. */
  readonly numbers?: 'source' | 'value'
}

/** Characters; reading costs about a second for each million. */
const YAML_SIZE = 1_000_000
/** Values a document may hold once its aliases are followed: a page of aliases of aliases would hold billions. */
const MAX_VALUES = 200_000
const MAX_SYNTAX_PROBLEMS = 20

/** The value of a text that holds one YAML document; an empty one is null. Throws DocumentError. */
export function parseYaml(text: string, options: YamlOptions = {}): unknown {
  withinLimits(text, { size: YAML_SIZE, ...options })
  const depth = options.depth ?? DEFAULT_DEPTH
  const tokens = [...new Parser().parse(text)]
  // The composer recurses, and runs out of stack far below any size limit: its tokens are measured first.
  if (tokens.some((token) => deeperThan(token, depth))) {
    throw new DocumentError([{ path: '', wanted: `at most ${depth} levels`, got: 'deeper nesting' }])
  }
  const pages = [...new Composer({ version: '1.2', schema: 'core', uniqueKeys: false }).compose(tokens, true, text.length)]
  const broken = pages.flatMap((page) => [...page.errors, ...page.warnings])
  if (broken.length > 0) {
    throw new DocumentError(broken.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => syntaxProblem(text, error.pos[0], error.message)))
  }
  if (pages.length > 1) throw new DocumentError([{ path: '', wanted: 'one YAML document', got: `${pages.length}` }])
  const contents = (pages[0] as Document | undefined)?.contents ?? null
  return new Builder(options.numbers === 'source', text, options.places).value(contents, ROOT)
}

function syntaxProblem(text: string, at: number, message: string): Problem {
  const { line, column } = lineColumn(text, at)
  return { path: '', wanted: 'YAML', got: message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''), line, column }
}

/** Whether lists and maps nest more than `depth` levels; walks with a list of its own, never the call stack. */
function deeperThan(root: CST.Token, depth: number): boolean {
  const open: { readonly token: CST.Token; readonly level: number }[] = [{ token: root, level: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, level } = next
    if ('items' in token) {
      if (level >= depth) return true
      for (const item of token.items) {
        if (item.key) open.push({ token: item.key, level: level + 1 })
        if (item.value) open.push({ token: item.value, level: level + 1 })
      }
    } else if (token.type === 'document' && token.value) open.push({ token: token.value, level })
  }
  return false
}

/** Makes plain values of nodes. Anchors are known in document order, as YAML has them. */
class Builder {
  private readonly anchors = new Map<string, unknown>()
  private readonly open = new Set<string>()
  private values = 0
  private readonly keepSource: boolean
  private readonly text: string
  private readonly places: Map<string, number> | undefined

  constructor(keepSource: boolean, text: string, places: Map<string, number> | undefined) {
    this.keepSource = keepSource
    this.text = text
    this.places = places
  }

  value(node: unknown, path: Path | null): unknown {
    if (++this.values > MAX_VALUES) this.refuse(node, path, `at most ${MAX_VALUES} values`, 'more, its aliases followed')
    if (node === null || node === undefined) return null
    if (isAlias(node)) return this.aliased(node, path)
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
    if (anchor !== undefined) this.open.add(anchor)
    const value = isMap(node) ? this.map(node.items, path) : isSeq(node) ? this.list(node.items, path) : this.scalar(node, path)
    if (anchor !== undefined) {
      this.open.delete(anchor)
      this.anchors.set(anchor, value)
    }
    return value
  }

  private aliased(node: Alias, path: Path | null): unknown {
    const name = node.source
    if (this.open.has(name)) this.refuse(node, path, 'an alias of something complete', `*${name} inside itself`)
    if (!this.anchors.has(name)) this.refuse(node, path, 'an alias of an anchor above it', `*${name}`)
    const value = this.anchors.get(name)
    this.count(value, path)
    return value
  }

  /** An alias costs as many values as it brings. */
  private count(value: unknown, path: Path | null): void {
    if (++this.values > MAX_VALUES) this.refuse(null, path, `at most ${MAX_VALUES} values`, 'more, its aliases followed')
    if (value === null || typeof value !== 'object' || value instanceof SourceNumber) return
    for (const part of Object.values(value)) this.count(part, path)
  }

  private map(items: readonly Pair[], path: Path | null): Record<string, unknown> {
    const result: Record<string, unknown> = {}
    for (const item of items) {
      const key = this.key(item.key, path)
      const place = below(path, key)
      this.mark(item.key, place)
      if (key === '__proto__') this.refuse(item.key, place, 'another key', '"__proto__"')
      if (Object.hasOwn(result, key)) this.refuse(item.key, place, 'each key once', `${describe(key)} a second time`)
      result[key] = this.value(item.value, place)
    }
    return result
  }

  /** A key is text; a number as a key is its source text (`2026: …`). */
  private key(node: unknown, path: Path | null): string {
    if (isScalar(node) && typeof node.value === 'string') return node.value
    if (isScalar(node) && typeof node.value === 'number' && node.source) return node.source
    return this.refuse(
      node,
      path,
      'keys that are text',
      isScalar(node) ? `the key ${describe(node.value)}` : 'a key that is a list or a map',
    )
  }

  private list(items: readonly unknown[], path: Path | null): unknown[] {
    return items.map((item, index) => {
      const place = below(path, index)
      this.mark(item, place)
      return this.value(item, place)
    })
  }

  /** At the key of a field, at the start of an entry of a list. */
  private mark(node: unknown, path: Path): void {
    if (this.places && isNode(node) && node.range) this.places.set(pathText(path), node.range[0])
  }

  private refuse(node: unknown, path: Path | null, wanted: string, got: string): never {
    const at = isNode(node) ? node.range?.[0] : undefined
    throw new DocumentError([{ path: pathText(path), wanted, got, ...(at === undefined ? {} : lineColumn(this.text, at)) }])
  }

  private scalar(node: unknown, path: Path | null): unknown {
    const { value, source } = node as Scalar
    if (typeof value === 'string')
      return value.isWellFormed() ? value : this.refuse(node, path, 'well-formed Unicode text', 'half of a surrogate pair')
    if (value === null || typeof value === 'boolean') return value
    if (typeof value !== 'number')
      return this.refuse(
        node,
        path,
        'text, a number, true, false or null',
        `a value tagged ${node instanceof Object && 'tag' in node ? node.tag : ''}`,
      )
    if (!Number.isFinite(value)) this.refuse(node, path, 'a number that can be held', source ?? String(value))
    return this.keepSource ? new SourceNumber(source ?? String(value), value) : value
  }
}
