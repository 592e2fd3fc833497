import { describe, expect, it } from 'vitest'
import { RequestRefused } from '../../../../extension/messages.ts'
import { awareness, LONGEST_REASON } from '../../../../extension/sources/manual.ts'
import { agreement } from '../records.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 18, 13, 5)
const { contract } = agreement('a')
const report = (more: object = {}) => awareness(contract, { services: ['api'], since: NOW - 60_000, reason: ' slow ', ...more }, 'd-1', NOW)

describe('a problem that is reported', () => {
  it('says when somebody became aware, and speaks of nothing that is still to come', () => {
    expect(report()).toEqual({
      id: 'd-1',
      clause: 'awareness',
      services: ['api'],
      from: NOW - 60_000,
      to: NOW,
      by: 'customer',
      at: NOW,
      reason: 'slow',
    })
  })
  it('is of all services where none is named', () => expect(report({ services: [] }).services).toEqual([]))
  it('keeps a reason within its length', () =>
    expect(report({ reason: 'x'.repeat(LONGEST_REASON + 1) }).reason).toHaveLength(LONGEST_REASON))
  it.each([
    ['now', NOW, true],
    ['a moment ahead', NOW + 1, false],
    ['just within a year', NOW - 366 * DAY, true],
    ['before', NOW - 366 * DAY - 1, false],
    ['no time at all', Number.NaN, false],
  ])('aware since %s', (_what, since, taken) => {
    if (taken) expect(report({ since }).from).toBe(since)
    else expect(() => report({ since })).toThrow(RequestRefused)
  })
  it('names no service of another agreement', () => expect(() => report({ services: ['mail'] })).toThrow(RequestRefused))
})
