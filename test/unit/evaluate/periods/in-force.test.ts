/** Whether something is promised at all, and why not (R8, R31); which version of which agreement is meant (R10). June 2026, UTC. */
import { describe, expect, it } from 'vitest'
import type { Contract, Objective, Restriction } from '../../../../shared/contract/model.ts'
import { inForce } from '../../../../shared/evaluate/periods/in-force.ts'
import { mainOf, versionAt, versionsOf } from '../../../../shared/evaluate/periods/version-in-effect.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { contextOf, t } from '../measure-context.ts'
import { agreement } from '../stand.ts'

describe('what is not in force, or needs a look', () => {
  const ask = (contract: Partial<Contract>, objective: Partial<Objective> = {}) => {
    const found = inForce(
      contextOf({ measure: { by: 'time' }, from: t('2026-06-01T00:00'), to: t('2026-07-01T00:00'), contract, objective }),
    )
    return found && `${found.verdict}: ${found.reason.why}`
  }
  const NOT = 'not-in-force: '
  const restricted = (effect: Restriction['effect'], from?: string, until?: string, when?: Restriction['when']) => ({
    facts: { tier: 'gold', site: null },
    restrictions: [{ id: 'freeze', effect, ...(from && { from }), ...(until && { until }), ...(when && { when }) }],
  })
  const closed = { calendars: { closed: { weekly: {} } } }
  it.each<[string, Partial<Contract>, string | null]>([
    ['nothing amiss', {}, null],
    ['a draft', { state: 'draft' }, `${NOT}the agreement is a draft`],
    ['a proposal', { state: 'proposed' }, `${NOT}the agreement is only proposed`],
    ['suspended', { state: 'suspended' }, `${NOT}the agreement is suspended`],
    ['expired', { state: 'expired' }, `${NOT}the agreement is expired`],
    ['void', { state: 'void' }, `${NOT}the agreement is void`],
    ['expired after June', { state: 'expired', term: { until: '2026-07-01' } }, null],
    ['expired on its second day', { state: 'expired', term: { until: '2026-06-02' } }, null],
    ['expired before June', { state: 'expired', term: { until: '2026-06-01' } }, `${NOT}the period is outside the term`],
    [
      'expired before June, though it renews itself',
      { state: 'expired', term: { until: '2026-06-01', renews: 'P1Y' } },
      `${NOT}the period is outside the term`,
    ],
    ['a term that begins in July', { term: { from: '2026-07-01' } }, `${NOT}the period is outside the term`],
    ['voided', restricted('voids'), `${NOT}restriction freeze voids it`],
    ['voided from its first instant', restricted('voids', '2026-06-01', '2026-06-02'), `${NOT}restriction freeze voids it`],
    ['voided on its second day only', restricted('voids', '2026-06-02'), null],
    ['voided by a fact that holds', restricted('voids', undefined, undefined, { tier: 'gold' }), `${NOT}restriction freeze voids it`],
    ['voided by one that does not', restricted('voids', undefined, undefined, { tier: 'silver' }), null],
    [
      'voided by one that nobody knows',
      restricted('voids', undefined, undefined, { site: 'x' }),
      'needs-review: whether restriction freeze holds is not known',
    ],
    ['… that would hold from July on', restricted('voids', '2026-07-01', undefined, { site: 'x' }), null],
    ['all of it suspended', restricted('suspends', '2026-05-01', '2026-08-01'), `${NOT}restriction freeze suspends it`],
    ['all but a day suspended', restricted('suspends', '2026-05-01', '2026-06-30'), null],
  ])('%s', (_what, contract, expected) => expect(ask(contract)).toBe(expected))

  it.each<[string, Partial<Objective>, string | null]>([
    ['hours that never open', { during: 'closed' }, `${NOT}no time of the period is agreed`],
    ['a condition that holds', { when: { tier: 'gold' } }, null],
    ['one that does not', { when: { tier: 'silver' } }, `${NOT}its condition does not hold`],
    ['one that nobody knows', { when: { site: 'x' } }, 'needs-review: fact site is not known'],
    ['a figure that is not known', { unstated: ['target'] }, 'needs-review: which figure is promised is not known'],
    ['something else that is not known', { unstated: ['attainment'] as never }, null],
  ])('%s', (_what, objective, expected) => expect(ask({ ...closed, facts: { tier: 'gold', site: null } }, objective)).toBe(expected))
})

describe('versions', () => {
  const version = (effective?: string): Contract => ({
    ...agreement(),
    zone: 'Europe/Berlin',
    text: effective === undefined ? {} : { effective },
  })
  const order = (...dates: readonly (string | undefined)[]) =>
    versionsOf(dates.map(version), temporalZones).map(({ contract, from }) => [contract.text?.effective, from])
  const may = t('2026-04-30T22:00')
  const june = t('2026-05-31T22:00')

  it('come oldest first, the first of them since ever', () => {
    expect(order('2026-06-01', '2026-05-01')).toEqual([['2026-05-01', -Infinity], ['2026-06-01', june]]) // biome-ignore format: a table
    expect(order('2026-06-01', undefined, '2026-05-01')).toEqual([[undefined, -Infinity], ['2026-05-01', may], ['2026-06-01', june]]) // biome-ignore format: a table
  })
  it('of one date, or of none, in the order given', () => {
    const [a, b] = [version(), version()]
    expect(versionsOf([a, b], temporalZones).map(({ contract }) => contract)).toEqual([a, b])
    expect(versionsOf([b, a], temporalZones).map(({ contract }) => contract)).toEqual([b, a])
    expect(order('2026-06-01', '2026-06-01')).toEqual([['2026-06-01', -Infinity], ['2026-06-01', june]]) // biome-ignore format: a table
  })
  it.each([
    ['long before', t('1971-01-01T00:00'), '2026-05-01'],
    ['the ms before the second', june - 1, '2026-05-01'],
    ['its first instant', june, '2026-06-01'],
  ])('are in effect: %s', (_what, at, effective) => {
    const all = versionsOf([version('2026-06-01'), version('2026-05-01')], temporalZones)
    expect(versionAt(all, at).contract.text?.effective).toBe(effective)
  })
})

describe('the agreement that a report is about', () => {
  const named = (id: string, more: Partial<Contract> = {}): Contract => ({ ...agreement(), id, ...more })
  const series = (contract?: string) => ({ combine: 'series' as const, ...(contract && { contract }) })
  it.each<[string, readonly Contract[], string]>([
    ['the only one', [named('a')], 'a'],
    ['the first of two', [named('b'), named('a')], 'b'],
    ['not one that another is based on', [named('b'), named('a', { basedOn: ['b'] })], 'a'],
    ['not one that another depends on', [named('b'), named('a', { dependsOn: [series('b')] })], 'a'],
    [
      'nor in parallel',
      [named('b'), named('c'), named('a', { dependsOn: [{ combine: 'parallel', of: [series('b'), series('c')] }] })],
      'a',
    ],
    ['also where it depends on itself', [named('a', { dependsOn: [series('a')] }), named('b')], 'a'],
    ['also where it depends on a figure of its own', [named('a', { dependsOn: [series()] }), named('b')], 'a'],
    ['of two that name each other the first', [named('a', { basedOn: ['b'] }), named('b', { basedOn: ['a'] })], 'a'],
  ])('is %s', (_what, contracts, expected) => expect(mainOf(contracts)).toBe(expected))
  it('is none where none is given', () => expect(() => mainOf([])).toThrow(new RangeError('no agreement to evaluate')))
})
