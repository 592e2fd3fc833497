/**
 * Whose word counts where sources disagree (R4): the lines of several sources become one. Values are weight codes, 0 up,
 * 1 seen but without weight, from 2 on downtime by ascending weight.
 */
import type { EpochMs, IntervalSet } from '../time/intervals.ts'
import { type Source, sourceText } from './model.ts'
import { EMPTY_TIMELINE, mapped, merged, NOTHING, type Timeline, where } from './timeline.ts'

export const UP = 0
export const WEIGHTLESS = 1
/** A source leaves it doubtful whether it was down (R50): unknown, and yet somebody said something. */
export const DOUBTFUL = -3
/** The lowest code that is downtime. */
export const DOWN = 2

export type AuthorityRule = 'provider' | 'customer' | 'either' | 'both' | { readonly order: readonly string[] }

export interface Coded {
  readonly source: Source
  /** NOTHING, UP, WEIGHTLESS or a code of downtime. */
  readonly line: Timeline
  /** The codes, had everything the source leaves doubtful been so; absent where it leaves nothing. */
  readonly dark?: Timeline
}

/** Unknown, for want of data or for doubt. */
export const isUnknown = (code: number): boolean => code === NOTHING || code === DOUBTFUL

/** A source's words and its doubt in codes: at best what is doubtful was up, in the dark it was as bad as it may have been. */
export function withDoubt(source: Source, line: Timeline, doubt: Timeline | null): Coded {
  if (doubt === null) return { source, line }
  return {
    source,
    line: merged([line, doubt], ([code, may]) => (may! >= DOWN ? Math.max(code!, UP) : code!)),
    dark: merged([line, doubt], ([code, may]) => (may! >= DOWN ? Math.max(code!, may!) : code!)),
  }
}

/** The words of several sources at best and in the dark as one line, DOUBTFUL where the two differ on whether it was down. */
export const marked = (best: Timeline, dark: Timeline): Timeline =>
  merged([best, dark], ([code, may]) =>
    code! >= DOWN || code === NOTHING || code! < NOTHING ? code! : may === NOTHING ? NOTHING : may! >= DOWN ? DOUBTFUL : code!,
  )

/** What counts as said at each instant; NOTHING where no admitted source says anything. */
export function resolveAuthority(voices: readonly Coded[], authority: AuthorityRule): Timeline {
  if (typeof authority === 'object') return first(authority.order.map((name) => loudest(voices.filter((voice) => isNamed(voice, name)))))
  if (authority === 'either') return loudest(voices)
  if (authority === 'both') return agreed(loudest(of(voices, 'provider')), loudest(of(voices, 'customer')))
  return loudest(of(voices, authority))
}

/** Time before `at` at which one source says up and another down, whoever wins. */
export function disputed(voices: readonly Coded[], from: EpochMs, at: EpochMs): IntervalSet {
  if (voices.length < 2) return []
  const line = merged(
    voices.map((voice) => voice.line),
    (codes) => (codes.some((code) => code >= DOWN) && codes.some((code) => code === UP || code === WEIGHTLESS) ? 1 : 0),
  )
  return where(line, (value) => value === 1, from, at)
}

const of = (voices: readonly Coded[], party: string): readonly Coded[] => voices.filter((voice) => voice.source.party === party)

/** A name in an order is a party or a source (`feed:acme`). */
const isNamed = ({ source }: Coded, name: string): boolean => source.party === name || sourceText(source) === name

/** Down if any says down, by the largest weight. */
function loudest(voices: readonly Coded[]): Timeline {
  if (voices.length === 0) return EMPTY_TIMELINE
  if (voices.length === 1) return (voices[0] as Coded).line
  return merged(
    voices.map((voice) => voice.line),
    (codes) => Math.max(...codes),
  )
}

/** The first line that says anything. */
function first(lines: readonly Timeline[]): Timeline {
  if (lines.length === 1) return lines[0] as Timeline
  return merged(lines, (codes) => codes.find((code) => code !== NOTHING) ?? NOTHING)
}

/** Down only where both say down; where one is silent the other's word stands. */
function agreed(a: Timeline, b: Timeline): Timeline {
  return merged([a, b], ([x, y]) => (x === NOTHING ? y! : y === NOTHING ? x! : Math.min(x!, y!)))
}

/** Words turned into codes. */
export const coded = (line: Timeline, codes: readonly number[]): Timeline =>
  mapped(line, (rank) => (rank === NOTHING ? NOTHING : codes[rank]!))
