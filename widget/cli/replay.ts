/** Moves a recording in time by whole days, so that a demonstration has a running period. Texts without an instant stay. */
import { EXAMPLE_AT } from './example.ts'

const DAY = 86_400_000
const INSTANT = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)"/g

/** How many whole days lie between the recording's end and now. */
export const daysSinceRecording = (nowMs: number): number => Math.max(0, Math.floor((nowMs - EXAMPLE_AT) / DAY))

/** JSON text with every UTC instant in it moved `days` days later. */
export const movedRecording = (json: string, days: number): string =>
  days === 0 ? json : json.replace(INSTANT, (_all, text: string) => `"${new Date(Date.parse(text) + days * DAY).toISOString()}"`)
