/**
 * A window told in prose, "between 14:05 and 15:40 UTC". It is a second opinion beside the fields, never the first: only
 * clock times in UTC are read, and the day is the one that brings the window nearest to the event.
 */
import type { EpochMs } from '../../time/intervals.ts'

const DAY = 86_400_000
const WINDOW = /\b(?:between|from)\s+(\d{1,2}):(\d{2})(?:\s*UTC)?\s*(?:and|to|until|-|–|—)\s*(\d{1,2}):(\d{2})\s*UTC\b/i

/** The first such window in the text, on the day nearest to `near`; null where there is none. */
export function proseWindow(text: string, near: EpochMs): { from: EpochMs; to: EpochMs } | null {
  const found = WINDOW.exec(text)
  if (!found) return null
  const clock = (hour: string | undefined, minute: string | undefined): number => (Number(hour) * 60 + Number(minute)) * 60_000
  const opens = clock(found[1], found[2])
  const closes = clock(found[3], found[4])
  if (Number(found[1]) > 24 || Number(found[3]) > 24 || opens === closes) return null
  // An end not after its start lies on the next day.
  const length = closes > opens ? closes - opens : closes + DAY - opens
  const day = Math.floor(near / DAY) * DAY
  const starts = [day - DAY, day, day + DAY].map((each) => each + opens)
  const from = starts.reduce((best, each) => (Math.abs(each - near) < Math.abs(best - near) ? each : best))
  return { from, to: from + length }
}
