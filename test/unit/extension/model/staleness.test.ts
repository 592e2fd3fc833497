import { describe, expect, it } from 'vitest'
import { overviewAt, STALE_MS, staleSince } from '../../../../extension/model/staleness.ts'
import type { Verdict } from '../../../../shared/evaluate/model/report.ts'
import { row, standing } from '../records.ts'

const NOW = 1_000_000_000_000
const stored = (lastGoodWake: number, verdict: Verdict = 'on-track', complete = false) => ({
  standings: [standing('a', [row(verdict, { period: { from: 0, to: NOW * 2, label: '2026-11', complete } })], { at: NOW - 3 * STALE_MS })],
  sources: [],
  lastGoodWake,
})

describe('the last good wake', () => {
  it.each([
    // Ten minutes exactly is not yet old.
    ['a ms before it is old', NOW - STALE_MS, null],
    ['old by a ms', NOW - STALE_MS - 1, NOW - STALE_MS - 1],
    ['forty minutes ago', NOW - 4 * STALE_MS, NOW - 4 * STALE_MS],
    ['ahead by no more than a clock may drift', NOW + STALE_MS, null],
    ['in time that has not come', NOW + STALE_MS + 1, NOW + STALE_MS + 1],
    ['never recorded: the newest answer counts', 0, NOW - 3 * STALE_MS],
  ])('%s', (_what, last, expected) => expect(staleSince(stored(last), NOW)).toBe(expected))
  it('matters to nobody who tracks nothing', () => expect(staleSince({ standings: [], sources: [], lastGoodWake: 1 }, NOW)).toBeNull())
})

describe('what a surface may show when nothing was checked for long', () => {
  const shown = (verdict: Verdict, complete = false) =>
    overviewAt(stored(NOW - 4 * STALE_MS, verdict, complete), NOW).standings[0]?.rows[0]?.verdict
  it.each<[Verdict, Verdict]>([
    ['on-track', 'cannot-tell'],
    ['met', 'cannot-tell'],
    ['at-risk', 'at-risk'],
    ['breached', 'breached'],
    ['needs-review', 'needs-review'],
  ])('a running period that was %s is %s', (was, is) => expect(shown(was)).toBe(is))
  it('a closed period stays as it was measured', () => expect(shown('met', true)).toBe('met'))
  it('is everything as it is, while wakes are good', () => {
    const fresh = stored(NOW - 60_000)
    expect(overviewAt(fresh, NOW)).toEqual({ ...fresh, staleSince: null })
  })
})
