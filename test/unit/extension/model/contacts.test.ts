import { describe, expect, it } from 'vitest'
import { sentRecord } from '../../../../extension/background/escalation-sent.ts'
import { answerDue, peopleOf } from '../../../../extension/model/contacts.ts'
import type { Contract } from '../../../../shared/contract/model.ts'
import { readContractValue } from '../../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../../shared/evaluate/index.ts'
import { NO_EVIDENCE } from '../../../../shared/evidence/model.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

// Berlin in November is UTC+1: the office is open from 07:00Z to 17:00Z on working days. 18 November 2026 is a Wednesday.
const read = readContractValue({
  format: 'standing/contract@1',
  id: 'a',
  title: 'A',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  parties: {
    provider: {
      name: 'Northwind',
      contacts: [
        { id: 'desk', name: 'Desk', email: 'desk@northwind.example', hours: 'office' },
        { id: 'duty', name: 'Duty', hours: 'always' },
        { id: 'other', name: 'Other' },
      ],
    },
  },
  roles: { head: 'duty' },
  calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } },
  services: [{ id: 'api', name: 'API' }],
  objectives: [{ id: 'reply', services: ['api'], measure: { by: 'tickets', clock: 'response', attainment: '90' } }],
  support: {
    severities: [
      { id: 'p1', calendar: 'always', response: 'PT1H' },
      { id: 'p3', calendar: 'office', response: 'PT4H' },
      { id: 'p4', calendar: 'office', response: { businessDays: 1 } },
      { id: 'p5', calendar: 'office' },
    ],
  },
  escalation: [
    { id: 'desk', after: 'PT0S', of: 'incident-start', to: 'desk' },
    { id: 'head', after: 'PT30M', of: 'incident-start', to: 'head' },
  ],
})
if (!read.contract) throw new Error(JSON.stringify(read.problems))
const contract: Contract = read.contract
const { escalation: _, ...flat } = contract
const at = (text: string): number => Date.parse(`2026-11-${text}Z`)
const step = (to: string, contact: string, due: number, state: 'waiting' | 'due' | 'passed') =>
  ({ step: to, to, contact, due, of: 'incident-start', ref: 'i', state }) as const

describe('who is next', () => {
  it.each([
    ['the desk at ten in the morning', at('18T09:00:00'), ['Desk', 'Duty', 'Other'], null],
    ['the desk to its last ms', at('18T17:00:00') - 1, ['Desk', 'Duty', 'Other'], null],
    ['whoever is always there once the desk has closed', at('18T17:00:00'), ['Duty', 'Other', 'Desk'], at('19T07:00:00')],
    ['not the desk on a Friday night, but on Monday', at('20T17:00:00'), ['Duty', 'Other', 'Desk'], at('23T07:00:00')],
  ])('without a ladder is %s', (_what, now, names, opens) => {
    const people = peopleOf(flat, [], now)
    expect(people.map(({ name }) => name)).toEqual(names)
    expect(people.find(({ name }) => name === 'Desk')?.opens).toBe(opens)
    // Whoever names no hours is taken to be there.
    expect(people.find(({ name }) => name === 'Other')?.opens).toBeNull()
  })
  const ladder = (now: number) => [
    step('desk', 'Desk', at('18T20:00:00'), 'due'),
    step('head', 'Duty', at('18T20:30:00'), now < at('18T20:30:00') ? 'waiting' : 'due'),
  ]
  it.each([
    ['the desk, whose turn it is, before it is anybody else’s', at('18T20:29:59'), ['Desk', 'Duty']],
    ['who is there, once it is the turn of both', at('18T20:30:00'), ['Duty', 'Desk']],
    ['in the order of the ladder when both are there', at('19T09:00:00'), ['Desk', 'Duty']],
  ])('by the ladder is %s', (_what, now, names) => {
    expect(peopleOf(contract, ladder(now), now).map(({ name }) => name)).toEqual(names)
  })
  it('is the desk with its address, found by its id, and the head by the role', () => {
    expect(peopleOf(contract, ladder(at('19T09:00:00')), at('19T09:00:00'))).toEqual([
      { name: 'Desk', email: 'desk@northwind.example', due: at('18T20:00:00'), opens: null },
      { name: 'Duty', email: undefined, due: at('18T20:30:00'), opens: null },
    ])
  })
  it('is each one once, and nobody for what is over', () => {
    const steps = [
      step('desk', 'Desk', at('18T08:00:00'), 'passed'),
      step('head', 'Duty', at('18T09:00:00'), 'due'),
      step('head', 'Duty', at('18T10:00:00'), 'due'),
    ]
    expect(peopleOf(contract, steps, at('18T11:00:00')).map(({ name, due }) => [name, due])).toEqual([['Duty', at('18T09:00:00')]])
  })
})

describe('the answer to a message', () => {
  it.each([
    ['p1', 'counts round the clock', at('18T16:00:00'), at('18T17:00:00')],
    // One hour to closing time, three from opening on.
    ['p3', 'goes on in the morning', at('18T16:00:00'), at('19T10:00:00')],
    ['p3', 'sent at night begins at opening', at('18T22:00:00'), at('19T11:00:00')],
    ['p3', 'sent on Friday night begins on Monday', at('20T18:00:00'), at('23T11:00:00')],
    // To the end of the next day that is open: Berlin's midnight is 23:00Z.
    ['p4', 'is due at closing time on the next business day', at('18T09:00:00'), at('19T17:00:00')],
    ['p5', 'is not promised', at('18T09:00:00'), null],
    [null, 'has no severity', at('18T09:00:00'), null],
  ])('%s %s', (severity, _what, sent, due) => {
    expect(answerDue(contract, severity, sent)).toBe(due)
    if (severity === null || due === null) return
    // And so says the evaluator, of the ticket that is kept.
    const record = sentRecord(contract, { to: 'Desk', severity, services: ['api'], message: 'It stands.' }, 'x', sent)
    const [reply] = evaluate([contract], { ...NO_EVIDENCE, ...record }, { at: sent, zones: temporalZones }).objectives
    expect(reply?.tickets).toMatchObject([{ id: 'x', start: sent, due }])
  })
})
