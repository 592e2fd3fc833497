/**
 * How much one evaluation may cost. Agreements and snapshots come from anywhere, and a kilobyte of text can ask for years of
 * work: what goes over a limit is refused by its name before any work is done.
 */
export const LIMITS = {
  /** Objectives × periods of one report: 300 objectives over three years of weeks are 46,800. */
  judgements: 50_000,
  /** Slots of one period: a year of 10 s has 3.2 million. */
  slots: 4_000_000,
} as const

/** What an evaluation was asked for is over a limit. The message says which, and what to do. */
export class TooCostly extends RangeError {
  override readonly name = 'TooCostly'
}
