/** Every word and number a person reads about a report, in one place, so that popup, widget and report cannot disagree. */

export * from './breakdown-words.ts'
export { type ClaimWords, claimWords } from './claim-states.ts'
export * from './date-words.ts'
export { en } from './en.ts'
export type { Locale, Messages } from './locale.ts'
export * from './number-words.ts'
export * from './verdict-words.ts'
