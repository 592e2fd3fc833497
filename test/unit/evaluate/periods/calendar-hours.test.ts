/** Calendars compiled as far as they are asked for, and what a report was made from. */
import { describe, expect, it } from 'vitest'
import type { Contract } from '../../../../shared/contract/model.ts'
import { evaluateWith } from '../../../../shared/evaluate/evaluate-agreement.ts'
import { evaluate, evaluateUnnamed } from '../../../../shared/evaluate/index.ts'
import { measureTime } from '../../../../shared/evaluate/measures/time.ts'
import type { EvaluatorParts } from '../../../../shared/evaluate/model/evaluation.ts'
import { calendarHours } from '../../../../shared/evaluate/periods/calendar-hours.ts'
import { EVALUATOR } from '../../../../shared/evaluate/report-identity.ts'
import { NO_EVIDENCE } from '../../../../shared/evidence/model.ts'
import { clip } from '../../../../shared/time/intervals.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { agreement, covers, DAY, HOUR, JULY, JUNE, june } from '../stand.ts'

const OFFICE = agreement({ contract: { calendars: { office: { weekly: { daily: ['08:00-18:00'] } } } } })
/** Ten hours of each day of [from, to). */
const expected = (from: number, to: number) => {
  const set: number[] = []
  for (let day = from; day < to; day += DAY) set.push(day + 8 * HOUR, day + 18 * HOUR)
  return set
}

describe('hours', () => {
  const made = () => calendarHours(OFFICE, temporalZones('UTC'), temporalZones)
  it('that are always are what is asked for', () => {
    const hours = made()
    expect([hours('always', 5, 9), hours('always', 9, 5), hours('always', 5, 5)]).toEqual([[5, 9], [], []])
  })
  it('of an unknown name are refused', () => expect(() => made()('nowhere', JUNE, JULY)).toThrow(RangeError))

  it.each<[string, readonly (readonly [from: number, to: number])[]]>([
    ['once', [[JUNE, JULY]]],
    ['later and later', [[JUNE, JULY], [june('100'), june('130')], [june('400'), june('430')]]], // biome-ignore format: a table
    ['earlier and earlier', [[JUNE, JULY], [june('-100'), june('-70')], [june('-400'), june('-370')]]], // biome-ignore format: a table
    ['there and back', [[JUNE, JULY], [june('200'), june('230')], [june('-200'), june('-170')], [JUNE, JULY]]], // biome-ignore format: a table
    ['all around', [[JUNE, JULY], [june('-300'), june('300')], [june('-300'), june('300')]]], // biome-ignore format: a table
  ])('cover what is asked, %s', (_what, questions) => {
    const hours = made()
    for (const [from, to] of questions) expect(clip(hours('office', from, to), from, to)).toEqual(expected(from, to))
  })

  it('are compiled once as far as 35 days around the first question', () => {
    const hours = made()
    const first = hours('office', JUNE, JULY)
    expect(first).toEqual(expected(JUNE - 35 * DAY, JULY + 35 * DAY))
    expect(hours('office', june('10'), june('11'))).toBe(first)
    expect(hours('office', JUNE - 35 * DAY, JULY + 35 * DAY)).toBe(first)
    expect(hours('office', JUNE - 35 * DAY - 1, JULY)).not.toBe(first)
  })
  it('grow as far again, on the side that is asked for', () => {
    const hours = made()
    hours('office', JUNE, JULY)
    // 30 + 70 days are compiled; a day later they reach 100 days beyond it.
    expect(hours('office', JUNE, JULY + 36 * DAY)).toEqual(expected(JUNE - 35 * DAY, JULY + 136 * DAY))
    const back = made()
    back('office', JUNE, JULY)
    expect(back('office', JUNE - 36 * DAY, JULY)).toEqual(expected(JUNE - 136 * DAY, JULY + 35 * DAY))
  })
})

describe('what a report was made from', () => {
  const asked: unknown[] = []
  const hash: EvaluatorParts['hash'] = {
    of: (value) => `of ${(value as Contract).text?.version}`,
    evidence: () => 'evidence',
    zones: (zones, from, to) => {
      asked.push([zones.map(({ id }) => id), from, to])
      return 'zones'
    },
  }
  const version = (name: string, effective: string): Contract => ({ ...agreement(), text: { version: name, effective } })
  const calendars = {
    tokyo: { zone: 'Asia/Tokyo', weekly: { mon: ['09:00-17:00'] } },
    here: { weekly: { mon: ['09:00-17:00'] } },
    both: { union: ['tokyo', 'here'] },
  } as NonNullable<Contract['calendars']>
  const report = (contracts: readonly Contract[], parts: Partial<EvaluatorParts> = { hash }) =>
    evaluateWith(
      { measures: { time: measureTime }, ...parts },
      contracts,
      { ...NO_EVIDENCE, coverage: [covers('-31', '31')] },
      { at: JULY, period: 'all', zones: temporalZones },
    )

  it('names the version of the last period, and the zones of all the time in it', () => {
    asked.splice(0)
    const second = { ...version('2', '2026-06-01'), zone: 'Europe/Berlin', calendars }
    const { contract, tzdb, evidence, evaluator } = report([version('1', '2026-01-01'), second])
    expect(contract).toEqual({ id: 'acme', version: '2', sha256: 'of 2' })
    expect([tzdb, evidence, evaluator]).toEqual(['zones', { sha256: 'evidence' }, EVALUATOR])
    // April by the first version, in UTC; July, which has begun in Berlin, by the second: it ends two hours before August in UTC.
    expect(asked).toEqual([[['Asia/Tokyo', 'Europe/Berlin', 'UTC'], Date.UTC(2026, 3, 1), JULY + 31 * DAY - 2 * HOUR]])
  })
  it('is the same without its hashes, for answers that nobody hands on', () => {
    const [contracts, evidence] = [[agreement()], { ...NO_EVIDENCE, coverage: [covers('-31', '31')] }]
    const options = { at: JULY, period: '2026-06' }
    const named = evaluate(contracts, evidence, options)
    const nameless = { contract: { ...named.contract, sha256: '' }, tzdb: '', evidence: { sha256: '' } }
    expect(named.tzdb).not.toBe('')
    expect(evaluateUnnamed(contracts, evidence, options)).toEqual({ ...named, ...nameless })
  })
  it('has empty hashes where nothing makes them', () => {
    expect(report([agreement()], {})).toMatchObject({
      contract: { id: 'acme', version: null, sha256: '' },
      tzdb: '',
      evidence: { sha256: '' },
    })
  })
})
