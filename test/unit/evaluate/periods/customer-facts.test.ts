/** Conditions over what is known of the customer (R31). */
import { describe, expect, it } from 'vitest'
import type { Contract, DatedFact, FactValue, When, WhenTest } from '../../../../shared/contract/model.ts'
import { conditionHolds } from '../../../../shared/evaluate/periods/customer-facts.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const zone = temporalZones('Europe/Berlin')
const given = (facts: Readonly<Record<string, FactValue | readonly DatedFact[]>> | undefined): Contract => ({ facts }) as Contract
const MAY = Date.UTC(2026, 4, 1)
const held = (facts: Parameters<typeof given>[0], when: When | undefined, t = MAY) => conditionHolds(given(facts), when, t, zone)
const test = (value: FactValue, wanted: WhenTest): string => held({ fact: value }, { fact: wanted }).holds

describe('one value', () => {
  it.each<[string, FactValue, WhenTest, 'yes' | 'no' | 'unknown']>([
    ['the same text', 'pro', 'pro', 'yes'],
    ['another text', 'pro', 'free', 'no'],
    ['a number and its decimal text', 24, '24.0', 'yes'],
    ['decimal text and its number', '24.0', 24, 'yes'],
    ['decimal text and another number', '24.5', 24, 'no'],
    ['two texts are compared as text: 1.10 is not version 1.1', '1.10', '1.1', 'no'],
    ['a word is no number', 'pro', 5, 'no'],
    ['a number is no word', 5, 'pro', 'no'],
    ['a truth value', true, true, 'yes'],
    ['a truth value and its word', true, 'true', 'no'],
    ['one of a list', 'pro', ['free', 'pro'], 'yes'],
    ['none of a list', 'pro', ['free', 'team'], 'no'],
    ['a null', null, 'pro', 'unknown'],
  ])('%s', (_what, value, wanted, expected) => expect(test(value, wanted)).toBe(expected))
})

describe('edges, each one under, exactly and over', () => {
  it.each<[string, WhenTest, ['yes' | 'no', 'yes' | 'no', 'yes' | 'no']]>([
    ['atLeast', { atLeast: 5 }, ['no', 'yes', 'yes']],
    ['atMost', { atMost: '5' }, ['yes', 'yes', 'no']],
    ['above', { above: '5' }, ['no', 'no', 'yes']],
    ['below', { below: 5 }, ['yes', 'no', 'no']],
    ['two at once', { atLeast: 5, below: '5.01' }, ['no', 'yes', 'no']],
  ])('%s', (_edge, wanted, expected) => {
    expect([4.99, 5, '5.01'].map((value) => test(value, wanted))).toEqual(expected)
  })

  it.each<[string, FactValue, WhenTest]>([
    ['a word', 'many', { atLeast: 5 }],
    ['a list, though its one entry is a number', ['5'], { atLeast: 5 }],
    ['a truth value', true, { above: 0 }],
    ['an edge that is a word', 5, { below: 'many' }],
  ])('are unknown for %s', (_what, value, wanted) => expect(test(value, wanted)).toBe('unknown'))

  it('one that fails decides, whether or not another is known', () => {
    expect(test(5, { below: 'many', above: '7' })).toBe('no')
  })
})

describe('lists', () => {
  it.each<[string, FactValue, WhenTest, 'yes' | 'no']>([
    ['includes one', ['a', 'b'], { includes: 'b' }, 'yes'],
    ['includes none', ['a', 'b'], { includes: 'c' }, 'no'],
    ['a single value includes nothing', 'a', { includes: 'a' }, 'no'],
    ['an empty one includes nothing', [], { includes: 'a' }, 'no'],
    ['lacks one', ['a', 'b'], { lacks: 'c' }, 'yes'],
    ['does not lack it', ['a', 'b'], { lacks: 'b' }, 'no'],
    ['an empty one lacks everything', [], { lacks: 'a' }, 'yes'],
    ['a single value lacks another', 'a', { lacks: 'b' }, 'yes'],
    ['a single value does not lack itself', 'a', { lacks: 'a' }, 'no'],
    ['not the same list', ['a', 'b'], { not: ['a', 'b'] }, 'no'],
    ['numbers in them are numbers', [1, '2.0'], { not: ['1.0', 2] }, 'no'],
    ['in another order it is another list', ['a', 'b'], { not: ['b', 'a'] }, 'yes'],
    ['a longer one is another list', ['a', 'b'], { not: ['a'] }, 'yes'],
    ['a shorter one is another list', ['a'], { not: ['a', 'b'] }, 'yes'],
    ['a list of one is not its entry', ['a'], { not: 'a' }, 'yes'],
    ['an entry is not the list of one', 'a', { not: ['a'] }, 'yes'],
  ])('%s', (_what, value, wanted, expected) => expect(test(value, wanted)).toBe(expected))
})

describe('dated facts', () => {
  // From 1 May in Berlin, which is 30 April 22:00 UTC, up to 1 June there, 31 May 22:00 UTC.
  const plan: readonly DatedFact[] = [{ value: 'team' }, { from: '2026-05-01', until: '2026-06-01', value: 'pro' }]
  it.each([
    ['a ms before it begins', Date.UTC(2026, 3, 30, 22) - 1, 'no'],
    ['as it begins', Date.UTC(2026, 3, 30, 22), 'yes'],
    ['a ms before it ends', Date.UTC(2026, 4, 31, 22) - 1, 'yes'],
    ['as it ends', Date.UTC(2026, 4, 31, 22), 'no'],
  ])('%s', (_when, t, expected) => expect(held({ plan }, { plan: 'pro' }, t).holds).toBe(expected))

  it('without one that is valid nothing is known', () => {
    expect(held({ plan: [plan[1]!] }, { plan: 'pro' }, Date.UTC(2026, 6, 1))).toEqual({ holds: 'unknown', fact: 'plan' })
  })

  it('of several that are valid the last one counts', () => {
    const twice: readonly DatedFact[] = [
      { from: '2026-01-01', value: 'pro' },
      { from: '2026-04-01', value: 'team' },
    ]
    expect(held({ plan: twice }, { plan: 'team' }).holds).toBe('yes')
  })
})

describe('several tests', () => {
  it('nothing asked holds', () => expect([held({}, undefined), held(undefined, {})]).toEqual([{ holds: 'yes' }, { holds: 'yes' }]))

  it('one that fails decides, even after one that is unknown', () => {
    expect(held({ plan: 'team' }, { region: 'eu', plan: 'pro' })).toEqual({ holds: 'no' })
  })

  it('names the first that is unknown', () => {
    expect(held({ plan: 'pro' }, { plan: 'pro', region: 'eu', seats: 5 })).toEqual({ holds: 'unknown', fact: 'region' })
  })

  it('a fact is not what every object has', () => {
    expect(held({}, { toString: 'x' })).toEqual({ holds: 'unknown', fact: 'toString' })
  })
})
