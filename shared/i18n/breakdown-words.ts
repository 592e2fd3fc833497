/** "Why this number?": the ledger's rows, the clause behind each and the sum of the five classes, ready to be shown. */
import type { EpochMs, LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import type { Locale } from './locale.ts'
import { durationWords } from './number-words.ts'

/** What of an agreement is needed to name its clauses. */
export interface Clauses {
  readonly objectives: readonly { readonly id: string; readonly name?: string; readonly clause?: string }[]
  readonly exclusions?: readonly { readonly id: string; readonly name?: string; readonly category: string; readonly clause?: string }[]
  readonly remedies?: readonly { readonly id: string; readonly name?: string; readonly clause?: string }[]
  readonly restrictions?: readonly { readonly id: string }[]
}

/** `exclusions.maintenance` → the clause's number in the text (`4.1`), else its name, else its id in words. */
export function clauseWords(clause: string, contract: Clauses): string {
  const [list, id = clause] = clause.split('.')
  // Hours are named, not listed: `calendars.office` is a clause as well.
  const clauses = contract[list as keyof Clauses] as readonly { id: string; name?: string; clause?: string }[] | undefined
  const found = Array.isArray(clauses) ? clauses.find((c) => c.id === id) : undefined
  return found?.clause ?? found?.name ?? id.replaceAll('-', ' ')
}

export interface LedgerRow {
  readonly entry: LedgerEntry
  readonly ms: number
  /** Still so at `at`. */
  readonly open: boolean
  /** Budget left once this entry was counted; null where the budget is not time. */
  readonly after: number | null
}

/** Newest first. An entry that reaches `at` in a running period is open: it ends there because later is not known. */
export function ledgerRows(report: ObjectiveReport, at: EpochMs): readonly LedgerRow[] {
  let left = report.budget?.unit === 'ms' ? report.budget.total : null
  const rows = [...report.ledger]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((entry) => {
      const ms = entry.to - entry.from
      if (left !== null && entry.as === 'counted') left -= Math.ceil(ms * weightOf(entry))
      return { entry, ms, open: entry.to >= at && !report.period.complete, after: left }
    })
  return rows.reverse()
}

/** What an entry weighs, 0 to 1, for lengths of bars only: verdicts use the exact fraction. */
export function weightOf(entry: LedgerEntry): number {
  const [top = '1', bottom = '1'] = (entry.weight ?? '1').split('/')
  return Number(top) / Number(bottom)
}

/** `17 d … up + 31 min 24 s down + … = 30 d agreed`; classes of no length are left out. Null where time is not the measure. */
export function sumWords(report: ObjectiveReport, locale: Locale): string | null {
  const time = report.time
  if (!time) return null
  const { classes, say } = locale
  const parts = (
    [
      [time.up, classes.up],
      [time.down, classes.down],
      [time.excluded, classes.excluded],
      [time.unknown, classes.unknown],
      [time.remaining, classes.remaining],
    ] as const
  )
    .filter(([ms]) => ms > 0)
    .map(([ms, word]) => say.dayClass(durationWords(ms, locale, 4), word))
  return say.sum(parts.join(' + '), say.dayClass(durationWords(time.agreed, locale, 4), classes.agreed))
}
