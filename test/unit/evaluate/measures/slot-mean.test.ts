/** The mean of slots' error rates (R16), slot by slot: an hour of twelve slots of five minutes, one count a slot. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { SlotsMeasure } from '../../../../shared/contract/model.ts'
import { measureSlots } from '../../../../shared/evaluate/measures/slots.ts'
import type { ExclusionWindow, FigureBounds } from '../../../../shared/evaluate/model/measured.ts'
import type { RequestCount } from '../../../../shared/evidence/model.ts'
import { contextOf, HOUR, MIN, metrics, type Setting, t, traffic } from '../measure-context.ts'

const FROM = t('2026-03-01T00:00')
/** `total/failed` a slot, `-` where there were no requests, `.` where nobody counted; the rest is of 100 none failed. */
const counts = (text: string, service = 'api', rest = true): RequestCount[] => {
  const given = text.split(' ').filter((slot) => slot !== '')
  const all = rest ? [...given, ...Array<string>(12 - given.length).fill('100/0')] : given
  return all.flatMap((slot, i): RequestCount[] => {
    if (slot === '.') return []
    const [total = 0, failed = 0] = slot === '-' ? [] : slot.split('/').map(Number)
    return [{ service, source: traffic, from: FROM + i * 5 * MIN, to: FROM + (i + 1) * 5 * MIN, total, failed }]
  })
}
const mean = (requests: readonly RequestCount[], measure: Partial<SlotsMeasure> = {}, more: Partial<Setting> = {}) =>
  measureSlots(
    contextOf({
      measure: { by: 'slots', slot: 'PT5M', aggregate: 'mean', ...measure },
      objective: { target: '50', ...more.objective },
      from: FROM,
      to: FROM + HOUR,
      ...more,
      evidence: { requests, ...more.evidence },
    }),
  )
const text = ({ value, low, high }: FigureBounds) => [low && fraction(low), value && fraction(value), high && fraction(high)]
const window = (from: number, to: number, removes: 'downtime' | 'both'): ExclusionWindow => ({
  clause: 'work',
  removes,
  grounds: [],
  spans: [FROM + from * MIN, FROM + to * MIN],
})
const covered = { coverage: [{ service: 'api', source: traffic, from: FROM, to: null }] }
const TWO = { objective: { target: '50', services: ['api', 'web'] } }

describe('what is counted', () => {
  it('slots with their rate, those that failed altogether, empty ones and unknown ones', () => {
    const { counts: found, known, budget } = mean(counts('10/10 10/5 - .'))
    expect(found).toEqual({ total: 12, down: 1, empty: 1, unknown: 1 })
    // Eleven of twelve are known; half of twelve may be lost, and 1 + ½ are, rounded up.
    expect([fraction(known), budget]).toEqual(['11/12', { total: 6, spent: 2, left: 4, unit: 'slots' }])
  })
  it.each([
    ['available', { total: 12, down: 0, empty: 3, unknown: 0 }],
    ['excluded', { total: 12, down: 0, empty: 3, unknown: 0 }],
    ['down', { total: 12, down: 3, empty: 3, unknown: 0 }],
  ] as const)('empty ones as %s', (empty, expected) => expect(mean(counts('- - -'), { empty }).counts).toEqual(expected))
  it('empty ones that are down, beside fractions: (1/2 + 1/3 + 2) of twelve', () => {
    // 100 (1 − (17/6)/12) = 100 × 55/72
    expect(text(mean(counts('2/1 3/1 - -'), { empty: 'down' }).attained)[1]).toBe('1375/18')
  })
  it('rates of many denominators, exactly', () => {
    // 1/4 + 1/6 + 5/6 + 1/9 = 49/36; 100 (1 − 49/432)
    expect(text(mean(counts('4/1 6/1 6/5 9/1')).attained)[1]).toBe('9575/108')
  })
  it.each([
    ['bounds', ['350/9', '1400/27', '575/9']],
    ['excluded', ['1400/27', '1400/27', '1400/27']],
    ['up', ['575/9', '575/9', '575/9']],
    ['down', ['350/9', '350/9', '350/9']],
  ] as const)('unknown slots as %s', (unknown, expected) => {
    // Of twelve, nine are known with 4 1/3 errors: 14/27; at worst 7 1/3 of twelve, at best 4 1/3.
    const list = counts('3/1 1/1 1/1 1/1 1/1 . . .')
    expect(text(mean(list, { unknown }).attained)).toEqual(expected)
  })
  it('nothing known at all, as something to leave out, is no figure', () => {
    const list = counts('-', 'api', false)
    const unseen = { evidence: { requests: [], coverage: [{ service: 'api', source: traffic, from: FROM, to: FROM + MIN }] } }
    expect(text(mean([], { unknown: 'excluded' }, unseen).attained)).toEqual([null, null, null])
    expect(text(mean(list).attained)).toEqual(['25/3', '100/1', '100/1'])
  })
})

describe('where no slot has a rate', () => {
  it.each([
    ['empty ones are left out: anything', { empty: 'excluded' }, covered, ['0/1', null, '100/1']],
    ['empty ones are good', { empty: 'available' }, covered, ['100/1', '100/1', '100/1']],
  ] as const)('%s', (_what, measure, evidence, expected) => {
    expect(text(mean([], measure, { evidence }).attained)).toEqual(expected)
  })
  it('because there is none: nothing bad', () => {
    for (const empty of ['excluded', 'available', 'down'] as const) {
      expect(text(mean([], { empty }, { evidence: covered, agreed: () => [] }).attained)).toEqual(['100/1', null, '100/1'])
    }
  })
  it('nobody counts at all: which service', () => {
    expect(mean(counts(''), {}, TWO).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'no source counts the requests of web' }),
    })
  })
  it('a record over the end of a slot', () => {
    const record = { ...counts('1/0', 'api', false)[0]!, to: FROM + 6 * MIN }
    expect(mean([record]).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'a count of requests reaches over the end of a slot; count by times as long as a slot' }),
    })
  })
})

describe('a period that still runs', () => {
  const at = (minutes: number, list = counts('10/5 10/5', 'api', false)) => mean(list, {}, { at: FROM + minutes * MIN, evidence: covered })
  it('may still have good slots, and has their budget', () => {
    // Two halves of two; ten more good ones leave one of twelve.
    const running = at(10)
    expect([text(running.attained), text(running.best)]).toEqual([
      ['50/1', '50/1', '50/1'],
      ['275/3', '275/3', '275/3'],
    ])
    expect(running.counts).toEqual({ total: 2, down: 0, empty: 0, unknown: 0 })
    expect(running.budget).toEqual({ total: 6, spent: 1, left: 5, unit: 'slots' })
  })
  it.each([
    ['a ms before its end', 60 - 1 / MIN],
    ['at its end', 60],
  ])('%s no slot is ahead: what it has come to', (_what, minutes) => {
    const { attained, best } = at(minutes, counts('10/5'))
    expect(text(best)).toEqual(text(attained))
  })
  it('half of it over: six halves of twelve', () => {
    expect(text(at(30, counts('2/1 2/1 2/1 2/1 2/1 2/1', 'api', false)).best)).toEqual(['75/1', '75/1', '75/1'])
  })
  it('and once it is over, what may have been anything stays that', () => {
    const { attained, best } = mean([], { empty: 'excluded' }, { evidence: covered })
    expect([text(attained), best]).toEqual([['0/1', null, '100/1'], attained])
  })
  it('of which nothing is agreed can come to nothing bad', () => {
    const { best } = mean([], {}, { at: FROM + 10 * MIN, evidence: covered, agreed: () => [] })
    expect(text(best)).toEqual(['100/1', '100/1', '100/1'])
  })
  it('and of which all is ahead', () => {
    const { attained, best } = mean([], {}, { at: FROM + 30 * MIN, evidence: covered, agreed: () => [FROM + 30 * MIN, FROM + HOUR] })
    expect([text(attained), text(best)]).toEqual([
      ['100/1', null, '100/1'],
      ['100/1', '100/1', '100/1'],
    ])
  })
})

describe('exclusions', () => {
  it.each([
    // Slots 0 and 1 failed in half: 1 of 12 each.
    ['none of them', [], 12, '275/3'],
    ['the failures of the first', [window(0, 5, 'downtime')], 12, '575/6'],
    ['the whole of the first', [window(0, 5, 'both')], 11, '1050/11'],
    ['half of the first, which forgives nothing', [window(0, 3, 'downtime')], 12, '275/3'],
    ['half of it with its requests, which takes none', [window(0, 3, 'both')], 12, '275/3'],
    ['one of each', [window(0, 5, 'both'), window(5, 10, 'downtime')], 11, '100/1'],
  ] as const)('%s', (_what, excluded, total, value) => {
    const measured = mean(counts('10/5 10/5'), {}, { excluded })
    expect([measured.counts, text(measured.attained)[1]]).toEqual([{ total, down: 0, empty: 0, unknown: 0 }, value])
  })
  it('an instant inside of one is forgiven like a stretch', () => {
    const instant = { ...counts('10/10', 'api', false)[0]!, to: FROM }
    expect(text(mean([instant, ...counts('. 10/0')], {}, { excluded: [window(0, 5, 'downtime')] }).attained)[1]).toBe('100/1')
  })
  it('time nobody counted is not unknown where it is excluded', () => {
    // Three slots without a count, the second of them excluded.
    const measured = mean(counts('. . .'), {}, { excluded: [window(5, 10, 'downtime')] })
    expect(measured.counts).toEqual({ total: 12, down: 0, empty: 1, unknown: 2 })
  })
})

describe('which slots there are', () => {
  it('those with agreed time', () => {
    // From minute 7 to 22: slots 1 to 4; all but one failed altogether.
    const agreed = () => [FROM + 7 * MIN, FROM + 22 * MIN]
    expect(mean(counts('1/1 1/1 1/1 1/0 1/1 1/1'), {}, { agreed }).counts).toEqual({ total: 4, down: 3, empty: 0, unknown: 0 })
  })
  it('counts of several sources are one', () => {
    const list = [...counts('10/5'), { ...counts('30/5', 'api', false)[0]!, source: metrics }]
    // 10 of 40: 1/4 of twelve.
    expect(text(mean(list).attained)[1]).toBe('1175/12')
  })
})

describe('several services', () => {
  const both = (a: string, b: string, combine: SlotsMeasure['combine'], more: Partial<SlotsMeasure> = {}) =>
    mean([...counts(a), ...counts(b, 'web')], { ...(combine && { combine }), ...more }, TWO)
  it.each<[string, string, string, string, string]>([
    // slot 0 of api and of web; any takes the worse, all the better: 100 (1 − rate / 12)
    ['1/2 and 1/4', '2/1', '4/1', '575/6', '1175/12'],
    ['1/4 and 1/2', '4/1', '2/1', '575/6', '1175/12'],
    ['2/6 and 1/3 are the same', '6/2', '3/1', '875/9', '875/9'],
    ['3/10 and 2/9', '10/3', '9/2', '195/2', '2650/27'],
    ['1/2 and nothing asked: the worse is a half, the better nothing', '2/1', '-', '575/6', '100/1'],
    ['no request to either', '-', '-', '100/1', '100/1'],
  ])('%s', (_what, a, b, any, all) => {
    expect(text(both(a, b, undefined).attained)[1]).toBe(any)
    expect(text(both(a, b, 'any').attained)[1]).toBe(any)
    expect(text(both(a, b, 'all').attained)[1]).toBe(all)
  })
  it('a slot that one of them does not know is unknown', () => {
    for (const combine of ['any', 'all'] as const) {
      expect(both('2/1', '.', combine).counts).toEqual({ total: 12, down: 0, empty: 0, unknown: 1 })
      expect(both('.', '-', combine).counts).toMatchObject({ empty: 0, unknown: 1 })
    }
  })
  it('one without a request to one of them is empty where the better counts', () => {
    expect(both('2/1', '-', 'all').counts).toEqual({ total: 12, down: 0, empty: 1, unknown: 0 })
    expect(both('2/1', '-', 'any').counts).toEqual({ total: 12, down: 0, empty: 0, unknown: 0 })
  })
  it('each on its own counts every slot', () => {
    expect(both('2/1', '-', 'average').counts).toEqual({ total: 24, down: 0, empty: 1, unknown: 0 })
  })
  it('a slot that one of them does not have is the other’s', () => {
    const agreed = (service: string) => (service === 'api' ? [FROM, FROM + HOUR] : [FROM + 30 * MIN, FROM + HOUR])
    const list = [...counts('2/1'), ...counts('1/1', 'web')]
    expect(mean(list, {}, { ...TWO, agreed }).counts).toEqual({ total: 12, down: 0, empty: 0, unknown: 0 })
    expect(mean(list, {}, { ...TWO, agreed: () => [FROM + 30 * MIN, FROM + HOUR] }).counts).toMatchObject({ total: 6 })
  })
  it('slots ahead are ahead for both', () => {
    const { best } = mean([...counts('2/1', 'api', false), ...counts('2/1', 'web', false)], {}, { ...TWO, at: FROM + 5 * MIN })
    expect(text(best)).toEqual(['575/6', '575/6', '575/6'])
  })
})

describe('the bad share of a window', () => {
  const bad = (from: number, to: number) => {
    const share = mean(counts('2/1 2/2 -')).bad?.(FROM + from * MIN, FROM + to * MIN)
    return share && fraction(share)
  }
  it.each([
    ['two slots: (1/2 + 1) / 2', 0, 10, '3/4'],
    ['the second', 5, 10, '1/1'],
    ['with an empty one', 5, 15, '1/2'],
    ['only those that lie in it whole', 4, 11, '1/1'],
    ['none', 1, 4, '0/1'],
    ['all: 3/2 of twelve', 0, 60, '1/8'],
  ])('%s', (_what, from, to, expected) => expect(bad(from, to)).toBe(expected))
})
