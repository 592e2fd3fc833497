/** Every word and number a person reads about a report, in one place, so that popup, widget and report cannot disagree. */

export * from './breakdown.ts'
export { type ClaimWords, claimWords } from './claim-states.ts'
export * from './dates.ts'
export { en } from './en.ts'
export * from './figures.ts'
export type { Locale, Messages } from './locale.ts'
export * from './verdict.ts'
