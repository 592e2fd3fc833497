/** The words of a command line by name. A list option takes every word up to the next option: `--evidence a.json b.json`. */
import { parseArgs } from 'node:util'
import { describe } from '../../shared/base/problem.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { Usage } from './io.ts'

export interface Option {
  readonly name: string
  readonly kind: 'flag' | 'text' | 'list'
  /** Placeholder of the value in the usage: FILE, T, …; empty for a flag. */
  readonly value: string
  readonly about: string
}

export class Args {
  readonly words: readonly string[]
  private readonly values: ReadonlyMap<string, readonly string[]>

  constructor(values: ReadonlyMap<string, readonly string[]>, words: readonly string[]) {
    this.values = values
    this.words = words
  }

  flag(name: string): boolean {
    return this.values.has(name)
  }

  text(name: string): string | undefined {
    return this.values.get(name)?.[0]
  }

  list(name: string): readonly string[] {
    return this.values.get(name) ?? []
  }

  /** At least one value. Throws Usage. */
  some(name: string): readonly string[] {
    const values = this.list(name)
    if (values.length === 0) throw new Usage(`Missing option --${name}`)
    return values
  }

  /** An instant of R34. Throws Usage. */
  instant(name: string): EpochMs | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    try {
      return parseInstant(text)
    } catch {
      throw new Usage(`--${name}: wanted an ISO 8601 instant such as 2026-03-01T09:30:00Z, got ${describe(text)}`)
    }
  }

  /** The one word of the command line. Throws Usage where there is none, or more than one. */
  only(what: string): string {
    const [word, ...more] = this.words
    if (word === undefined) throw new Usage(`Missing argument ${what}`)
    if (more.length > 0) throw new Usage(`wanted one ${what}, got ${this.words.length}`)
    return word
  }

  /** Throws Usage where there are words that belong to no option. */
  none(): void {
    if (this.words.length > 0) throw new Usage(`Unknown argument ${describe(this.words[0])}`)
  }
}

/** Throws Usage for unknown options, missing values and options given twice. */
export function parse(argv: readonly string[], options: readonly Option[]): Args {
  const tokens = tokensOf(argv, options)
  const values = new Map<string, string[]>()
  const words: string[] = []
  let open: string[] | null = null
  for (const token of tokens) {
    if (token.kind === 'positional') (open ?? words).push(token.value)
    if (token.kind === 'option-terminator') open = null
    if (token.kind !== 'option') continue
    const kind = options.find((option) => option.name === token.name)?.kind
    if (kind !== 'list' && values.has(token.name)) throw new Usage(`Option --${token.name} is given twice`)
    const list = values.get(token.name) ?? []
    if (token.value !== undefined) list.push(token.value)
    values.set(token.name, list)
    open = kind === 'list' ? list : null
  }
  return new Args(values, words)
}

function tokensOf(argv: readonly string[], options: readonly Option[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: Object.fromEntries(
        options.map(({ name, kind }) => [name, { type: kind === 'flag' ? 'boolean' : 'string', multiple: true }] as const),
      ),
      allowPositionals: true,
      tokens: true,
    }).tokens
  } catch (error) {
    const [first = ''] = (error as Error).message.split(/\. |\n/)
    throw new Usage(first)
  }
}

/** `COMPONENT=SERVICE` pairs; a component's name may hold spaces and, before the last one, equals signs. */
export function mapOf(pairs: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (pairs.length === 0) return undefined
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=')
      if (at < 1 || at === pair.length - 1) throw new Usage(`--map: wanted COMPONENT=SERVICE, got ${describe(pair)}`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
