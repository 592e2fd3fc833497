/** When the widget calls what it shows stale. */
import type { Facts } from './objective-view.ts'

/** Older than the feed promised, with a quarter (at least a minute) for the way here. */
export const isLate = (facts: Facts, now: number): boolean => now - facts.at > facts.validFor + Math.max(60_000, facts.validFor / 4)
