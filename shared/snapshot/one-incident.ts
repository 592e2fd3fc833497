/**
 * A snapshot of one incident. Its period stays whole: every span that counts is still there, so that a reader can't come to
 * another total than the period's. What goes is words: titles and reasons of whatever lies outside the incident. `focus` of the
 * snapshot points at the entry that it is about, and readers show that one first.
 */
import { judgedObjectives, objectiveKey } from '../contract/each-service.ts'
import type { Contract } from '../contract/model.ts'
import type { LedgerEntry, ObjectiveReport, Report } from '../evaluate/model/report.ts'
import type { Evidence } from '../evidence/model.ts'
import { isoUtc, parseInstant } from '../time/instant.ts'
import type { EpochMs } from '../time/intervals.ts'

/** What a snapshot points at, as it stands in the file. */
export interface Focus {
  readonly objective: string
  /** ISO 8601; the entry of the ledger has these edges, or what it was cut into lies between them. */
  readonly from: string
  readonly to: string
}

/** In `redacted` of a snapshot: words about other incidents were taken out. */
export const OTHERS = 'others'

export const focusOn = (objective: string, { from, to }: { readonly from: EpochMs; readonly to: EpochMs }): Focus => ({
  objective,
  from: isoUtc(from),
  to: isoUtc(to),
})

/** The same focus once names were taken out of the agreement: ids are words too, but the order of the objectives stays. */
export function refocused(focus: Focus, before: readonly Contract[], after: readonly Contract[]): Focus {
  for (const [index, contract] of before.entries()) {
    const place = judgedObjectives(contract).findIndex((each) => objectiveKey(each) === focus.objective)
    const left = after[index]
    const renamed = left && judgedObjectives(left)[place]
    if (renamed) return { ...focus, objective: objectiveKey(renamed) }
  }
  return focus
}

/** Classes of which an entry is something that happened, and not only how time is counted. */
const HAPPENED: ReadonlySet<string> = new Set(['counted', 'excluded', 'weightless', 'below-minimum', 'unattributed'])

/** Whether an entry can be shared by itself: unmeasured time, hours and suspensions are not incidents. */
export const isIncident = ({ as }: Pick<LedgerEntry, 'as'>): boolean => HAPPENED.has(as)

export type JudgedName = Pick<ObjectiveReport, 'id' | 'each' | 'services'>

/** Whether an entry of this objective is what the snapshot is about. */
export function isFocused({ objective, from, to }: Focus, report: JudgedName, entry: LedgerEntry): boolean {
  return objectiveKey(report) === objective && isIncident(entry) && entry.from >= parseInstant(from) && entry.to <= parseInstant(to)
}

/** Where the snapshot points: the objective's place in the report, -1 where none of its entries is meant. */
export const focusedObjective = (focus: Focus, { objectives }: Pick<Report, 'objectives'>): number =>
  objectives.findIndex((report) => report.ledger.some((entry) => isFocused(focus, report, entry)))

/**
 * The evidence with no words but those of what touches [from, to). Nothing that counts is taken out, so that every figure of the
 * period stays as it was. Pure.
 */
export function wordsOnlyOf(evidence: Evidence, from: EpochMs, to: EpochMs): Evidence {
  const touches = (row: { readonly from: EpochMs; readonly to: EpochMs | null }): boolean =>
    row.from < to && (row.to === null || row.to > from)
  return {
    ...evidence,
    spans: evidence.spans.map((span) => (touches(span) ? span : untitled(span))),
    maintenance: evidence.maintenance.map((row) => (touches(row) || (row.actual && touches(row.actual)) ? row : untitled(row))),
    tickets: evidence.tickets.map((ticket) => {
      const times = ticket.events.map(({ at }) => at)
      // An open ticket is about whatever began before it was closed.
      const lasts = { from: Math.min(...times), to: Math.max(...times) + 1 }
      return times.length > 0 && touches(lasts) ? ticket : untitled(ticket)
    }),
    declarations: evidence.declarations.map((row) => (touches(row) ? row : { ...row, reason: 'left out' })),
    claims: evidence.claims.map(({ outcome: _, ...claim }) => claim),
  }
}

function untitled<T extends { readonly title?: string }>({ title: _, ...rest }: T): Omit<T, 'title'> {
  return rest
}
