/**
 * Where the sources of a service disagree: when each measured, when it reported an outage, and how the provider's own reports
 * compare with first-hand measurements. Compares statements only; resolve-authority.ts and the measures decide which counts.
 */
import { type DurationMs, type EpochMs, total } from '../time/intervals.ts'
import { knownEvidence } from './known-at.ts'
import type { Evidence, Source } from './model.ts'
import { sourceTimelines, type Voice } from './source-timeline.ts'
import { mapped, merged, NOTHING, type Timeline, where } from './timeline.ts'

/** What one source had to say in the window. */
export interface Spoken {
  readonly source: Source
  /** For how long it could speak. */
  readonly speaks: DurationMs
  /** For how long of that it reported an outage, full or partial. */
  readonly outage: DurationMs
}

/** An interval in which one source reports an outage and another, which was measuring, does not. */
export interface Dispute {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly outage: readonly Source[]
  readonly fine: readonly Source[]
}

/** The provider's word against first-hand evidence, over the time for which both can speak. */
export interface DisputeSide {
  readonly both: DurationMs
  /** An outage seen first-hand, and the provider says that all is well. */
  readonly denied: DurationMs
  /** An outage seen first-hand, and the provider says that not all is well. */
  readonly admitted: DurationMs
  /** An outage that the provider reports and no first-hand source measured. */
  readonly unseen: DurationMs
}

export interface ComparedService {
  /** In the order of their names. */
  readonly spoken: readonly Spoken[]
  /** Ascending. */
  readonly disputes: readonly Dispute[]
  /** null where provider and customer never speak at once. */
  readonly against: DisputeSide | null
}

const SILENT = 0
const FINE = 1
const WORSE = 2
const OUTAGE = 3
const WORDS = 4

/** `[from, to)` as known at `at`; `confirm` failures in a row make an outage of probes (R18). Events that name no service are left out. */
export function compareSources(
  evidence: Evidence,
  service: string,
  from: EpochMs,
  to: EpochMs,
  at: EpochMs,
  confirm: number,
): ComparedService {
  const until = Math.min(to, at)
  const { words, voices } = sourceTimelines(knownEvidence(evidence, at, at).evidence, service, at, {
    confirm,
    shares: false,
    unattributed: 'ignored',
  })
  const rank = (value: number): number => {
    const state = words[value]?.state
    if (value === NOTHING || state === undefined) return SILENT
    return state === 'up' ? FINE : state === 'down' || state === 'partial' ? OUTAGE : WORSE
  }
  const lines = voices.map(({ line }) => mapped(line, rank))
  const lasting = (line: Timeline, passes: (value: number) => boolean): DurationMs => total(where(line, passes, from, until))
  const spoken = voices.map(({ source }, i) => ({
    source,
    speaks: lasting(lines[i] as Timeline, (word) => word !== SILENT),
    outage: lasting(lines[i] as Timeline, (word) => word === OUTAGE),
  }))
  return { spoken, disputes: disputesOf(voices, lines, from, until), against: againstOf(voices, lines, lasting) }
}

function disputesOf(voices: readonly Voice[], lines: readonly Timeline[], from: EpochMs, until: EpochMs): Dispute[] {
  // The state by each source, as the digits of one number; SILENT throughout where the sources agree.
  const code = merged(lines, (words) =>
    words.includes(OUTAGE) && words.some((word) => word === FINE || word === WORSE)
      ? words.reduce((all, word) => all * WORDS + word, 0)
      : 0,
  )
  const disputes: Dispute[] = []
  const stretches = where(code, (value) => value > 0, from, until)
  for (let i = 0; i < stretches.length; i += 2) {
    const [start, end] = [stretches[i] as EpochMs, stretches[i + 1] as EpochMs]
    const cuts = [start, ...code.cuts.filter((cut) => cut > start && cut < end), end]
    for (let k = 0; k + 1 < cuts.length; k++) {
      const here = cuts[k] as EpochMs
      const said = lines.map((line) => wordAt(line, here))
      const of = (passes: (word: number) => boolean): Source[] =>
        voices.flatMap(({ source }, v) => (passes(said[v] as number) ? [source] : []))
      disputes.push({
        from: here,
        to: cuts[k + 1] as EpochMs,
        outage: of((word) => word === OUTAGE),
        fine: of((word) => word === FINE || word === WORSE),
      })
    }
  }
  return disputes
}

function wordAt(line: Timeline, t: EpochMs): number {
  const next = line.cuts.findIndex((cut) => cut > t)
  const index = (next === -1 ? line.cuts.length : next) - 1
  return index < 0 ? line.before : (line.values[index] as number)
}

/** Of several sources of one party the worst word is the party's. */
function againstOf(
  voices: readonly Voice[],
  lines: readonly Timeline[],
  lasting: (line: Timeline, passes: (value: number) => boolean) => DurationMs,
): DisputeSide | null {
  const party = (name: Source['party']): Timeline =>
    merged(
      lines.filter((_, i) => voices[i]?.source.party === name),
      (words) => Math.max(SILENT, ...words),
    )
  const both = merged([party('provider'), party('customer')], ([theirs = SILENT, ours = SILENT]) =>
    theirs === SILENT || ours === SILENT ? 0 : theirs * WORDS + ours,
  )
  const time = (passes: (theirs: number, ours: number) => boolean): DurationMs =>
    lasting(both, (value) => value > 0 && passes(Math.floor(value / WORDS), value % WORDS))
  const against = {
    both: time(() => true),
    denied: time((theirs, ours) => ours === OUTAGE && theirs === FINE),
    admitted: time((theirs, ours) => ours === OUTAGE && theirs !== FINE),
    unseen: time((theirs, ours) => theirs === OUTAGE && ours !== OUTAGE),
  }
  return against.both > 0 ? against : null
}
