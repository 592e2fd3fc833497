/** What the page of a snapshot is drawn from. */
import type { ComponentChildren } from 'preact'
import type { EpochMs, LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import type { Clauses } from '../i18n/breakdown-words.ts'
import type { Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import type { SnapshotAnswer } from '../i18n/snapshot-answers.ts'

export interface SnapshotPage {
  readonly title: string
  readonly sealedAt: EpochMs
  readonly by: string
  readonly tool: string
  /** In words: `prices, hosts`. */
  readonly redacted: readonly string[]
  readonly size: string
  readonly answers: readonly SnapshotAnswer[]
  readonly reports: readonly (ObjectiveReport & { readonly name: string })[]
  readonly chosen: number
  readonly choose: (index: number) => void
  readonly contract: Clauses
  readonly at: EpochMs
  readonly zone: string
  readonly wall: Wall
  readonly days: readonly EpochMs[]
  readonly locale: Locale
  readonly note?: string
  readonly asks?: string
  /** Whether an entry is what the snapshot is about; absent where it is about the period. */
  readonly focused?: (report: ObjectiveReport, entry: LedgerEntry) => boolean
  readonly differences: readonly { readonly path: string; readonly one: unknown; readonly other: unknown }[]
  /** Buttons at the head. */
  readonly actions: ComponentChildren
  /** Where the reader is, https; on paper alone, with the link itself behind it where all of it is in the address. */
  readonly address?: { readonly words: string; readonly href: string }
  /** Below the ledger: a comparison. */
  readonly more?: ComponentChildren
}
