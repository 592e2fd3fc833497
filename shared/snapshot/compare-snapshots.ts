/**
 * Two snapshots of the same agreement: where they agree and where not, to the millisecond, what makes the difference, and what
 * comes out with one side's text and the other's evidence.
 */

import { canonical } from '../base/canonical.ts'
import { objectiveKey } from '../contract/each-service.ts'
import { evaluate } from '../evaluate/index.ts'
import type { LedgerClass, LedgerEntry, ObjectiveReport, Report } from '../evaluate/model/report.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { zonesFrom } from '../time/tables.ts'
import type { Opened } from './read-snapshot.ts'

export interface Side {
  readonly opened: Opened
  /** As recomputed here. */
  readonly report: Report
}

export interface Comparison {
  /** Whether the text, the evidence, the evaluator and the zone data that the two were made with are the same. */
  readonly same: { readonly contract: boolean; readonly evidence: boolean; readonly evaluator: boolean; readonly zones: boolean }
  /** The instants that the two were judged at: what happened between them is known to one of them only. */
  readonly at: readonly [EpochMs, EpochMs]
  /** Objectives that both have, in the same period, in the order of the first. */
  readonly objectives: readonly ComparedSnapshots[]
  /** `objective period` that only one of them has. */
  readonly alone: { readonly one: readonly string[]; readonly other: readonly string[] }
}

export interface ComparedSnapshots {
  readonly id: string
  readonly one: ObjectiveReport
  readonly other: ObjectiveReport
  readonly stretches: readonly DisputedStretch[]
  /** How much of the period one side counts as down and the other does not. */
  readonly apart: DurationMs
  /** What makes the difference and for how long, longest first. */
  readonly makers: readonly Maker[]
  /** Each side's text with the other's evidence; null where the texts are the same or it can't be computed. */
  readonly crossed: {
    /** The first side's text. */
    readonly one: ObjectiveReport | null
    readonly other: ObjectiveReport | null
  } | null
}

/** A source that only one side has, a clause that is applied differently, or time that one side did not see. */
export interface Maker {
  readonly because: 'source' | 'clause' | 'unseen'
  /** Source or clause; empty for time that was not measured. */
  readonly what: string
  /** The side that has the source or did not measure the time; null for a clause. */
  readonly side: 'one' | 'other' | null
  readonly time: DurationMs
}

/** An interval in which the two differ; null where a side is up or has no entry. */
export interface DisputedStretch {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly one: SideEvidence | null
  readonly other: SideEvidence | null
  /** What makes the difference: the states by each source, or the clause applied. */
  readonly because: 'source' | 'clause' | 'text'
}

export interface SideEvidence {
  readonly as: LedgerClass
  readonly clause: string
  readonly sources: readonly string[]
  readonly title?: string
}

export function compareSnapshots(one: Side, other: Side): Comparison {
  const same = {
    contract: one.report.contract.sha256 === other.report.contract.sha256,
    evidence: one.report.evidence.sha256 === other.report.evidence.sha256,
    evaluator: evaluatorOf(one) === evaluatorOf(other),
    zones: one.report.tzdb === other.report.tzdb,
  }
  const key = (report: ObjectiveReport): string => `${objectiveKey(report)} ${report.period.label}`
  const theirs = new Map(other.report.objectives.map((report) => [key(report), report]))
  const crossed = same.contract ? null : { one: cross(one, other), other: cross(other, one) }
  const again = (made: Report | null | undefined, report: ObjectiveReport): ObjectiveReport | null =>
    made?.objectives.find((each) => key(each) === key(report)) ?? null
  const objectives = one.report.objectives.flatMap((report): readonly ComparedSnapshots[] => {
    const against = theirs.get(key(report))
    if (!against) return []
    const stretches = differing(report, against, same.contract)
    const apart = stretches.filter((each) => (each.one?.as === 'counted') !== (each.other?.as === 'counted'))
    return [
      {
        id: objectiveKey(report),
        one: report,
        other: against,
        stretches,
        apart: apart.reduce((sum, each) => sum + each.to - each.from, 0),
        makers: makersOf(stretches),
        crossed: crossed && { one: again(crossed.one, report), other: again(crossed.other, report) },
      },
    ]
  })
  const ours = new Set(one.report.objectives.map(key))
  return {
    same,
    at: [one.opened.at, other.opened.at],
    objectives,
    alone: {
      one: [...ours].filter((each) => !theirs.has(each)),
      other: [...theirs.keys()].filter((each) => !ours.has(each)),
    },
  }
}

function makersOf(stretches: readonly DisputedStretch[]): readonly Maker[] {
  const found = new Map<string, Maker>()
  const note = (maker: Omit<Maker, 'time'>, time: DurationMs): void => {
    const key = `${maker.because} ${maker.what} ${maker.side}`
    found.set(key, { ...maker, time: (found.get(key)?.time ?? 0) + time })
  }
  for (const { from, to, one, other, because } of stretches) for (const maker of makers(one, other, because)) note(maker, to - from)
  return [...found.values()].sort((a, b) => b.time - a.time || (a.what < b.what ? -1 : 1))
}

function makers(one: SideEvidence | null, other: SideEvidence | null, because: DisputedStretch['because']): readonly Omit<Maker, 'time'>[] {
  if (because !== 'source') return [{ because: 'clause', what: clauseOf(one, other), side: null }]
  const unseen = (
    [
      ['one', one],
      ['other', other],
    ] as const
  ).filter(([, seen]) => seen?.as === 'unknown')
  if (unseen.length > 0) return unseen.map(([side]) => ({ because: 'unseen', what: '', side }))
  const only = (a: SideEvidence | null, b: SideEvidence | null): readonly string[] =>
    (a?.sources ?? []).filter((source) => !b?.sources.includes(source))
  const named = [
    ...only(one, other).map((what) => ({ because: 'source', what, side: 'one' }) as const),
    ...only(other, one).map((what) => ({ because: 'source', what, side: 'other' }) as const),
  ]
  return named.length > 0 ? named : [{ because: 'clause', what: clauseOf(one, other), side: null }]
}

/** The clause that takes something out, or else weighs it, rather than the objective that everything is counted by. */
function clauseOf(one: SideEvidence | null, other: SideEvidence | null): string {
  const clauses = [one?.clause, other?.clause].filter((clause) => clause !== undefined)
  return clauses.find((clause) => !clause.startsWith('objectives.')) ?? clauses[0] ?? ''
}

/** By which version the sender computed; the recomputed report is always of this one. */
const evaluatorOf = ({ opened }: Side): string => opened.document.report.evaluator

function cross(one: Side, other: Side): Report | null {
  const { contracts, document, at } = one.opened
  try {
    return evaluate(contracts, other.opened.evidence, {
      at,
      knownAt: Math.max(one.opened.knownAt, other.opened.knownAt),
      period: document.period,
      zones: zonesFrom(document.zones),
    })
  } catch {
    return null
  }
}

function differing(one: ObjectiveReport, other: ObjectiveReport, sameText: boolean): readonly DisputedStretch[] {
  const edges = [...new Set([...one.ledger, ...other.ledger].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const [mine, yours] = [seenBy(one.ledger), seenBy(other.ledger)]
  const found: DisputedStretch[] = []
  for (const [index, from] of edges.slice(0, -1).entries()) {
    const to = edges[index + 1]!
    const [a, b] = [mine(from), yours(from)]
    if ((a?.as ?? null) === (b?.as ?? null)) continue
    const stretch: DisputedStretch = { from, to, one: a, other: b, because: because(a, b, sameText) }
    const last = found.at(-1)
    if (last?.to === from && canonical([last.one, last.other]) === canonical([a, b])) found[found.length - 1] = { ...last, to }
    else found.push(stretch)
  }
  return found
}

/** What decides where several entries hold at once. */
const FIRST: readonly LedgerClass[] = [
  'counted',
  'unknown',
  'excluded',
  'suspended',
  'below-minimum',
  'outside-hours',
  'weightless',
  'unattributed',
]

/** What the ledger says at an instant; asked for ascending instants only. */
function seenBy(ledger: readonly LedgerEntry[]): (at: EpochMs) => SideEvidence | null {
  const sorted = ledger.filter(({ as, from, to }) => as !== 'superseded' && to > from).sort((a, b) => a.from - b.from)
  let next = 0
  let open: LedgerEntry[] = []
  return (at) => {
    for (let entry = sorted[next]; entry && entry.from <= at; entry = sorted[++next]) open.push(entry)
    open = open.filter(({ to }) => to > at)
    const [first] = [...open].sort((a, b) => FIRST.indexOf(a.as) - FIRST.indexOf(b.as))
    return first
      ? { as: first.as, clause: first.clause, sources: first.sources, ...(first.title !== undefined && { title: first.title }) }
      : null
  }
}

/** The same sources and another answer is the clause's doing; with the same text, other sources are. */
function because(one: SideEvidence | null, other: SideEvidence | null, sameText: boolean): DisputedStretch['because'] {
  if (one && other && canonical(one.sources) === canonical(other.sources)) return sameText ? 'clause' : 'text'
  return 'source'
}
