/** A report of one objective for tests of words and views: November 2026 in Berlin at 99.9 %, changed where a test says so. */
import type { LedgerEntry, ObjectiveReport } from '../../shared/evaluate/model/report.ts'

// 1 and 30 November 24:00 in Berlin (UTC + 1): 30 d = 2,592,000 s; 0.1 % = 2,592 s = 43 min 12 s.
export const FROM = Date.parse('2026-10-31T23:00:00Z')
export const TO = Date.parse('2026-11-30T23:00:00Z')
export const AT = Date.parse('2026-11-18T13:03:00Z')
export const berlin = (at: number) => at + 3_600_000

export function objective(changes: Partial<ObjectiveReport> = {}): ObjectiveReport {
  return {
    id: 'uptime',
    services: ['api'],
    period: { from: FROM, to: TO, label: '2026-11', complete: false },
    target: '99.9',
    attained: { value: '99.891', exact: '99891/1000', low: '99.891', high: '99.891', lowExact: '99891/1000', highExact: '99891/1000' },
    verdict: 'on-track',
    basis: 'contractual',
    settles: TO + 60 * 86_400_000,
    provisional: false,
    time: {
      agreed: TO - FROM,
      up: AT - FROM,
      down: 0,
      excluded: 0,
      unknown: 0,
      remaining: TO - AT,
      base: AT - FROM,
      weighted: '0/1',
      disputed: 0,
    },
    budget: { total: 2_592_000, spent: 1_644_000, left: 948_000, unit: 'ms' },
    credit: { state: 'none', percent: null, amount: null, currency: null, days: null, remedy: null },
    remedies: [],
    claim: { state: 'none', steps: [] },
    ledger: [],
    ...changes,
  }
}

export const entry = (from: string, seconds: number, as: LedgerEntry['as'] = 'counted', more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  from: Date.parse(from),
  to: Date.parse(from) + seconds * 1_000,
  as,
  clause: 'objectives.uptime',
  sources: ['feed:acme'],
  ...more,
})
