/** Every interval that is not up, with the clause that decided it and its sources (R36). */

import { fraction } from '../../base/rational.ts'
import type { TimeMeasure } from '../../contract/model.ts'
import { type Span, sourceText } from '../../evidence/model.ts'
import { WEIGHTLESS } from '../../evidence/resolve-authority.ts'
import { type ClosedSpan, lastReading } from '../../evidence/source-timeline.ts'
import { where } from '../../evidence/timeline.ts'
import { clip, type IntervalSet, intersect, subtract, unionAll } from '../../time/intervals.ts'
import type { Context, ExclusionGround } from '../model/measured.ts'
import type { LedgerClass, LedgerEntry } from '../model/report.ts'
import type { MeasuredSubject } from './measured-subject.ts'
import type { ServiceTimeline, ServiceTimelines } from './service-timeline.ts'
import type { Weighting } from './state-weights.ts'
import { classifyTime, downtime } from './time-classes.ts'

/** Entries ascending by time. counted sums to down, excluded to excluded, unknown to unknown; of several subjects, each by itself. */
export function breakdownOf(context: Context, subjects: readonly MeasuredSubject[], { all, weighting }: ServiceTimelines): LedgerEntry[] {
  const entries = subjects.flatMap((subject) =>
    new Book(
      context,
      subject,
      all.filter(({ service }) => subject.services.includes(service)),
      subjects.length > 1,
    ).entries(weighting),
  )
  return [...entries, ...unattributed(context), ...superseded(context)].sort(
    (a, b) =>
      a.from - b.from ||
      a.to - b.to ||
      compare(a.as, b.as) ||
      compare(a.clause, b.clause) ||
      compare(a.service ?? '', b.service ?? '') ||
      compare(JSON.stringify(a), JSON.stringify(b)),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

class Book {
  private readonly out: LedgerEntry[] = []
  private readonly context: Context
  private readonly subject: MeasuredSubject
  private readonly disputed: IntervalSet
  private readonly observed: readonly ClosedSpan[]
  /** The latest end of the spans up to each, so that those before an entry need not be looked at. */
  private readonly ends: readonly number[]
  private readonly named: boolean
  private readonly doubts: readonly ClosedSpan[]

  constructor(context: Context, subject: MeasuredSubject, courses: readonly ServiceTimeline[], named: boolean) {
    const { from, to } = context.period
    this.context = context
    this.subject = subject
    this.named = named
    this.doubts = courses.flatMap((course) => course.doubts)
    this.disputed = clip(unionAll(courses.map((course) => course.disputed)), from, to)
    this.observed = courses
      .flatMap((course) => course.spans.filter((span) => span.state !== 'up' && span.from < to && span.to > from))
      .sort((a, b) => a.from - b.from || a.to - b.to || compare(spoken(a), spoken(b)))
    let last = Number.NEGATIVE_INFINITY
    this.ends = this.observed.map((span) => {
      last = Math.max(last, span.to)
      return last
    })
  }

  entries(weighting: Weighting): readonly LedgerEntry[] {
    const { context, subject } = this
    const { period, objective, at } = context
    const measure = objective.measure as TimeMeasure
    const found = classifyTime(context, subject)
    const own = `objectives.${objective.id}`
    const last = Math.min(at, period.to)
    const gone = found.taken.map(({ set }) => set)
    const less = (set: IntervalSet, others: readonly IntervalSet[]) => others.reduce<IntervalSet>(subtract, set)

    found.down.forEach((layer, i) => {
      const weight = weighting.weights[i]!
      const set = subtract(layer, found.down[i + 1] ?? [])
      this.add('counted', own, set, [], weight.n === weight.d ? undefined : fraction(weight))
    })
    for (const { clause, set } of found.taken) this.add('excluded', `exclusions.${clause}`, set, this.groundsOf(clause))
    this.add('unknown', own, less(found.unknown, [found.doubtful]))
    this.add('doubtful', own, found.doubtful)

    const down = clip(downtime(context, subject)[0] ?? [], period.from, last)
    const hit = found.counted.layers[0] ?? []
    const missed = less(intersect(down, found.passed), [hit, ...gone])
    this.add('below-minimum', `${own}.measure.${ruleOf(measure)}`, missed)
    for (const { clause, set } of found.suspended) this.add('suspended', `restrictions.${clause}`, clip(set, period.from, last))
    const outside = less(down, [found.agreed, ...found.suspended.map(({ set }) => set)])
    this.add('outside-hours', `calendars.${objective.during}`, outside)
    const light = intersect(
      where(subject.line, (code) => code === WEIGHTLESS, period.from, last),
      found.passed,
    )
    this.add('weightless', `${own}.measure.weights`, less(light, [hit, ...gone]))
    return this.out
  }

  private groundsOf(clause: string): readonly ExclusionGround[] {
    return this.subject.services.flatMap((service) =>
      this.context.excluded(service).flatMap((each) => (each.clause === clause ? each.grounds : [])),
    )
  }

  /** One entry a stretch, parted where it begins or ceases to be disputed. */
  private add(as: LedgerClass, clause: string, set: IntervalSet, grounds: readonly ExclusionGround[] = [], weight?: string): void {
    if (set.length === 0) return
    const argued = intersect(set, this.disputed)
    const rest = argued.length === 0 ? set : subtract(set, argued)
    for (const [part, disputed] of [
      [rest, false],
      [argued, true],
    ] as const) {
      for (let i = 0; i < part.length; i += 2) {
        const from = part[i]!
        const to = part[i + 1]!
        this.out.push({
          from,
          to,
          as,
          clause,
          ...said(
            grounds.filter((each) => each.from < to && each.to > from),
            as === 'unknown'
              ? []
              : as === 'doubtful'
                ? this.doubts.filter((each) => each.from < to && each.to > from)
                : this.overlapping(from, to),
          ),
          ...(disputed && { disputed }),
          ...(weight !== undefined && { weight }),
          ...(this.named && { service: this.subject.services.join() }),
        })
      }
    }
  }

  private overlapping(from: number, to: number): ClosedSpan[] {
    let low = 0
    let high = this.ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.ends[middle]! > from) high = middle
      else low = middle + 1
    }
    const out: ClosedSpan[] = []
    for (let i = low; i < this.observed.length && this.observed[i]!.from < to; i++) {
      if (this.observed[i]!.to > from) out.push(this.observed[i]!)
    }
    return out
  }
}

/** So that who spoke first in the evidence says nothing. */
const spoken = ({ source, ref, id, title }: ClosedSpan): string => [sourceText(source), ref, id, title].join('\n')

/** Who said it and what they called it; what made an exclusion effective comes first. */
function said(grounds: readonly ExclusionGround[], spans: readonly ClosedSpan[]): Pick<LedgerEntry, 'sources' | 'title' | 'refs'> {
  if (grounds.length === 0 && spans.length <= 1) return saidBy(spans[0])
  const sources = new Set([...grounds.map(({ source }) => source), ...spans.map(({ source }) => sourceText(source))])
  const titles = new Set([...grounds, ...spans].map(({ title }) => title).filter((title) => title !== undefined))
  const refs = new Set([...grounds.map(({ ref }) => ref), ...spans.map(({ ref, id }) => ref ?? id)].filter((ref) => ref !== undefined))
  return {
    sources: [...sources].sort(),
    ...(titles.size > 0 && { title: [...titles].join('; ') }),
    ...(refs.size > 0 && { refs: [...refs] }),
  }
}

/** Most entries have one span. */
function saidBy(span: Span | undefined): Pick<LedgerEntry, 'sources' | 'title' | 'refs'> {
  if (span === undefined) return { sources: [] }
  const ref = span.ref ?? span.id
  return {
    sources: [sourceText(span.source)],
    ...(span.title !== undefined && { title: span.title }),
    ...(ref !== undefined && { refs: [ref] }),
  }
}

/** Incidents not assigned to a service: listed, and nothing more, until a person assigns them (R19, ask). */
function unattributed({ evidence, objective, period, at }: Context): LedgerEntry[] {
  if ((objective.measure.unattributed ?? 'ask') !== 'ask') return []
  return evidence.spans
    .filter((span) => span.service === null && span.state !== 'up')
    .map((span) => ({
      span,
      from: Math.max(span.from, period.from),
      to: Math.min(span.to ?? lastReading(evidence, span, at), period.to, at),
    }))
    .filter(({ from, to }) => from < to)
    .map(({ span, from, to }) => ({
      from,
      to,
      as: 'unattributed',
      clause: `objectives.${objective.id}.measure.unattributed`,
      ...saidBy(span),
    }))
}

/** What earlier versions had said, without time of its own (R3). */
function superseded({ superseded: old, objective, period }: Context): LedgerEntry[] {
  return old
    .filter(({ service }) => service === null || objective.services.includes(service))
    .filter(({ from, to }) => from < period.to && (to === null || to > period.from))
    .map((span) => ({
      from: Math.max(span.from, period.from),
      to: Math.max(span.from, period.from),
      as: 'superseded',
      clause: `objectives.${objective.id}`,
      sources: [sourceText(span.source)],
      was: { from: span.from, to: span.to },
      ...(span.title !== undefined && { title: span.title }),
      ...(span.ref !== undefined && { refs: [span.ref] }),
      ...(span.service !== null && { service: span.service }),
    }))
}

/** The rule by which downtime was not enough to count. */
const ruleOf = ({ minRun, startsAt }: TimeMeasure): string =>
  minRun !== undefined ? 'minRun' : startsAt === 'awareness' ? 'startsAt' : 'unit'
