/**
 * What one language gives: words, names and the order in which they are put. One file a language (en.ts, de.ts, ar.ts), so that
 * a widget carries one of them and fetches none. Numbers come here as finished text; digits are Latin in every language.
 */
import type { LedgerClass, Verdict } from '../evaluate/model/report.ts'

export type TimeUnit = 'd' | 'h' | 'min' | 's' | 'ms'
export type CountUnit = 'requests' | 'slots' | 'tickets' | 'deliveries' | 'outages' | 'windows'
/** The classes of time as one reads them in a legend, a ledger or a sum. */
export type TimeWord = LedgerClass | 'disputed' | 'partial' | 'up' | 'down' | 'remaining' | 'agreed'

export interface Locale {
  /** BCP 47. */
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  readonly decimal: string
  readonly group: string
  /** Between the parts of a phrase: comma and space. */
  readonly comma: string
  /** Between items that hold commas themselves. */
  readonly semicolon: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  /** Instead of the verdict `cannot-tell` where nothing was measured. */
  readonly noData: string
  readonly classes: Readonly<Record<TimeWord, string>>
  readonly units: Readonly<Record<TimeUnit, string>>
  readonly counts: Readonly<Record<CountUnit, (n: string) => string>>
  /** January first. */
  readonly months: readonly string[]
  readonly monthsShort: readonly string[]
  /** Monday first. */
  readonly weekdays: readonly string[]
  /** `18 Nov`, with the year when it is given. */
  readonly date: (day: number, month: string, year?: number) => string
  /** `November 2026`, `November` without a year. */
  readonly monthYear: (month: string, year?: number) => string
  readonly quarter: (n: number, year: number) => string
  readonly week: (n: number, year: number) => string
  readonly say: Messages
}

/** Sentences and phrases; every argument is finished text. */
export interface Messages {
  readonly targetIs: (target: string) => string
  readonly targetAbove: (target: string) => string
  readonly soFar: (period: string) => string
  readonly soFarIn: (period: string) => string
  readonly inPeriod: (period: string) => string
  readonly budgetLeft: (amount: string) => string
  readonly inZone: (period: string, zone: string) => string
  readonly bounds: (low: string, high: string) => string
  readonly partlyMeasured: (share: string, bounds: string) => string
  readonly undecided: (bounds: string, target: string) => string
  readonly tooLittleMeasured: (share: string) => string
  readonly noDataForPeriod: string
  readonly met: (spare: string, budget: string) => string
  readonly metAgainst: (achieved: string, target: string) => string
  readonly breached: (over: string, budget: string) => string
  readonly breachedAgainst: (achieved: string, target: string) => string
  readonly onTrack: (left: string, budget: string) => string
  readonly onTrackAgainst: (achieved: string, target: string) => string
  readonly atRiskPace: (at: string, rest: string) => string
  readonly atRiskBurn: (left: string, budget: string) => string
  readonly notComputable: string
  readonly needsReview: string
  readonly notInForce: string
  readonly because: (reason: string) => string
  readonly budget: string
  readonly spent: (amount: string) => string
  readonly left: (amount: string) => string
  readonly over: (amount: string) => string
  readonly budgetSpent: (percent: string) => string
  readonly excluded: string
  readonly announced: (before: string) => string
  readonly next: string
  readonly maintenanceAt: (when: string) => string
  readonly ifBreached: string
  /** Over the same line once it is missed. */
  readonly serviceCredit: string
  readonly credit: (amount: string, trigger: 'request' | 'automatic') => string
  readonly claimWithin: (time: string) => string
  readonly days: (n: string) => string
  readonly businessDays: (n: string) => string
  readonly monthsCount: (n: string) => string
  readonly billingCycles: (n: string) => string
  readonly asOfPlain: (time: string) => string
  readonly asOf: (time: string, age: string) => string
  readonly ageOld: (age: string) => string
  readonly justNow: string
  readonly lastUpdate: (time: string, age: string) => string
  readonly outOfDate: (every: string) => string
  readonly nextUpdate: (wait: string) => string
  readonly provisionalUntil: (day: string) => string
  readonly estimate: string
  readonly openIncident: (title: string, since: string, confirmed: string) => string
  readonly maintenanceNow: (title: string, until: string) => string
  readonly notCounted: (clause: string) => string
  readonly incident: string
  readonly howCounted: string
  readonly showAsTable: string
  readonly daysShown: (n: string) => string
  readonly dayWithoutIncidents: (day: string) => string
  readonly dayClass: (amount: string, word: string) => string
  readonly notMeasured: string
  readonly legend: string
  readonly when: string
  readonly length: string
  readonly countedAs: string
  readonly reason: string
  readonly source: string
  readonly budgetAfter: string
  readonly day: string
  readonly period: string
  readonly achieved: string
  readonly target: string
  readonly verdict: string
  readonly none: string
  readonly now: string
  readonly noDowntime: string
  readonly sum: (parts: string, agreed: string) => string
  readonly allAccountedFor: string
  readonly signatureVerified: string
  readonly signedUnknownKey: string
  readonly signatureUnchecked: string
  readonly altered: string
  readonly alteredWhy: string
  readonly updatedFrom: (time: string, host: string) => string
}
