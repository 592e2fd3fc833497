import { describe, expect, it } from 'vitest'
import { alerts, isQuiet, type Said } from '../../../../extension/background/alerts.ts'
import { MINUTE, row, source, standing } from '../records.ts'

const period = { from: 0, to: 100 * MINUTE, label: '2026-11', complete: false }
/** Half of the period has passed. */
const HALF = 50 * MINUTE
const kinds = (found: ReturnType<typeof alerts>): string[] => found.map(({ kind }) => kind)
const due = { state: 'due', percent: '10', amount: '120.00', currency: 'EUR', days: null, remedy: 'credit' } as const

describe('one notification a cause', () => {
  const breached = standing('a', [row('breached', { period })], { at: HALF })
  it('is said once', () => {
    const [first] = alerts([breached], [], {}, HALF)
    const said: Said = Object.fromEntries((first?.causes ?? []).map((each) => [each, HALF]))
    expect(first?.kind).toBe('breached')
    expect(alerts([breached], [], said, HALF + MINUTE)).toEqual([])
  })
  it('is said again of the next period', () => {
    const said: Said = { 'breached a uptime 2026-11': 1 }
    const next = standing('a', [row('breached', { period: { ...period, label: '2026-12' } })], { at: HALF })
    expect(kinds(alerts([next], [], said, HALF))).toEqual(['breached'])
  })
  it('is no other when the period has closed', () => {
    const closed = standing('a', [], { closed: [row('breached', { period: { ...period, complete: true } })] })
    expect(alerts([closed], [], { 'breached a uptime 2026-11': 1 }, HALF)).toEqual([])
  })
  it('names only what was not said before', () => {
    const rows = ['one', 'two'].map((id) => row('breached', { id, period }))
    const found = alerts([standing('a', rows, { at: HALF })], [], { 'breached a one 2026-11': 1 }, HALF)
    expect(found.map((alert) => alert.rows.map(({ id }) => id))).toEqual([['two']])
  })
  it('names all that one incident broke, together', () => {
    const rows = ['one', 'two', 'three'].map((id) => row('breached', { id, period }))
    const found = alerts([standing('a', rows, { at: HALF })], [], {}, HALF)
    expect(found).toHaveLength(1)
    expect(found[0]?.causes).toHaveLength(3)
  })
})

describe('at risk', () => {
  // A twentieth of 100 min is 5 min.
  it.each([
    ['a moment before a twentieth of the period', 5 * MINUTE - 1, []],
    ['when a twentieth has passed', 5 * MINUTE, ['at-risk']],
    ['later', HALF, ['at-risk']],
  ])('%s', (_what, at, expected) => {
    expect(kinds(alerts([standing('a', [row('at-risk', { period })], { at })], [], {}, at))).toEqual(expected)
  })
  it('is not said again when it comes and goes within the period', () => {
    expect(alerts([standing('a', [row('at-risk', { period })], { at: HALF })], [], { 'at-risk a uptime 2026-11': 1 }, HALF)).toEqual([])
  })
})

describe('the last day to cancel', () => {
  const DAY = 1440 * MINUTE
  // Until the end of 30 September; 30 days before that the last month begins.
  const by = 400 * DAY
  const ending = standing('a', [], { cancel: { by, lastDay: '2026-09-30' } })
  it.each([
    ['a moment more than thirty days before', by - 30 * DAY - 1, []],
    ['thirty days before', by - 30 * DAY, ['cancel']],
    ['at the last moment', by - 1, ['cancel']],
    ['when it is too late', by, []],
  ])('%s', (_what, now, expected) => {
    expect(kinds(alerts([ending], [], {}, now))).toEqual(expected)
  })
  it('is said once a term', () => {
    expect(alerts([ending], [], { 'cancel a 2026-09-30': 1 }, by - DAY)).toEqual([])
    expect(kinds(alerts([ending], [], { 'cancel a 2025-09-30': 1 }, by - DAY))).toEqual(['cancel'])
  })
})

describe('claims', () => {
  const claim = (state: 'open' | 'due-soon') => ({ state, steps: [{ id: 'claim', by: 90 * MINUTE, lastDay: null, state }] })
  it.each([
    ['with time to spare', 'open', due, []],
    ['in its last days', 'due-soon', due, ['claim']],
    ['in its last days, where nothing is owed', 'due-soon', { ...due, state: 'none' as const }, []],
  ] as const)('%s', (_what, state, credit, expected) => {
    const closed = [row('met', { period: { ...period, complete: true }, claim: claim(state), credit })]
    expect(kinds(alerts([standing('a', [], { closed })], [], {}, 0))).toEqual(expected)
  })
  it('says by when', () => {
    const closed = [row('met', { period: { ...period, complete: true }, claim: claim('due-soon'), credit: due })]
    expect(alerts([standing('a', [], { closed })], [], {}, 0)[0]?.by).toBe(90 * MINUTE)
  })
})

describe('a source gone blind', () => {
  const blind = source({ readAt: 0, blindSince: 0, trouble: { kind: 'not-json', detail: '' }, failures: 2 })
  it.each([
    ['for a moment less than an hour', 60 * MINUTE - 1, []],
    ['for an hour', 60 * MINUTE, ['blind']],
  ])('%s', (_what, now, expected) => expect(kinds(alerts([], [blind], {}, now))).toEqual(expected))
  it('is said again when it sees and goes blind anew', () => {
    const said = { 'blind acme 0': 1 }
    expect(alerts([], [blind], said, 120 * MINUTE)).toEqual([])
    const anew = { ...blind, state: { ...blind.state, blindSince: 30 * MINUTE } }
    expect(kinds(alerts([], [anew], said, 120 * MINUTE))).toEqual(['blind'])
  })
})

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' }
  const noon = { from: '12:00', to: '13:00' }
  it.each([
    ['over midnight, before', night, '21:59', false],
    ['over midnight, from', night, '22:00', true],
    ['over midnight, within', night, '03:00', true],
    ['over midnight, to', night, '07:00', false],
    ['within the day, before', noon, '11:59', false],
    ['within the day, from', noon, '12:00', true],
    ['within the day, to', noon, '13:00', false],
    ['of no length', { from: '08:00', to: '08:00' }, '08:00', false],
    ['none', null, '03:00', false],
  ])('%s', (_what, quiet, time, silent) => expect(isQuiet(quiet, time)).toBe(silent))
})
