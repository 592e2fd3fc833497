/** From a ticket's events to the runs of its clocks (R28), at minutes from its opening: what moves a clock, and what does not. */
import { describe, expect, it } from 'vitest'
import { type ClockKind, type ClockRules, clockRuns, DEFAULT_STOPS } from '../../../../shared/evaluate/clocks/ticket-clock.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../../../shared/evidence/model.ts'

const RULES: ClockRules = {
  clockStart: 'submitted',
  pauseOn: ['waiting-on-customer'],
  reopened: 'continue',
  reclassified: 'restart',
  stops: [],
  severity: () => undefined,
  received: (_, at) => at,
}
/** `30 responded`; of the provider, unless `!customer` follows; `=p1` names a severity. */
const events = (text: string): TicketEvent[] =>
  text.split(', ').map((part) => {
    const [at, kind, ...more] = part.split(' ') as [string, TicketEventKind, ...string[]]
    const severity = more.find((each) => each.startsWith('='))?.slice(1)
    return { at: Number(at), kind, by: more.includes('!customer') ? 'customer' : 'provider', ...(severity !== undefined && { severity }) }
  })
/** `start>done`, `-` where it has not, gaps in brackets, the severity where it is not p1, `*` for one that was replaced. */
const runs = (clock: ClockKind, text: string, rules: Partial<ClockRules> = {}): string => {
  const ticket: Ticket = { id: 'T', type: 'incident', severity: 'p1', events: events(text) }
  return clockRuns(ticket, clock, { ...RULES, stops: DEFAULT_STOPS[clock], ...rules })
    .map(({ start, done, gaps, severity, replaced }) =>
      [
        `${start ?? '-'}>${done ?? '-'}`,
        gaps.length > 0 ? `[${gaps.join(' ')}]` : '',
        severity === 'p1' ? '' : severity,
        replaced ? '*' : '',
      ].join(''),
    )
    .join(' ')
}

describe('what moves a clock, and what does not', () => {
  it.each<[string, ClockKind, string, Partial<ClockRules>, string]>([
    ['events are taken in order of time, not of the list', 'response', '30 responded, 0 opened !customer, 20 responded', {}, '0>20'],
    ['the first opening counts', 'resolution', '0 opened !customer, 10 opened !customer, 60 resolved', {}, '0>60'],
    ['the first check counts', 'resolution', '0 opened, 10 verified, 20 verified, 60 resolved', { clockStart: 'verified' }, '10>60'],
    ['an update is no check', 'resolution', '0 opened, 5 updated, 10 verified, 60 resolved', { clockStart: 'verified' }, '10>60'],
    [
      'what was done before the clock starts took no time',
      'response',
      '0 opened, 5 responded, 10 verified',
      { clockStart: 'verified' },
      '5>5',
    ],
    ['a reopening asks for no second response', 'response', '0 opened, 20 responded, 60 resolved, 90 reopened !customer', {}, '0>20'],
    ['a resolution answers', 'response', '0 opened, 60 resolved', {}, '0>60'],
    ['not where only a response does', 'response', '0 opened, 60 resolved', { stops: ['responded'] }, '0>-'],
    ['an update answers', 'response', '0 opened, 20 updated, 60 responded', {}, '0>20'],
    ['the customer’s update does not', 'response', '0 opened, 20 updated !customer, 60 responded', {}, '0>60'],
    ['a reopening of what is open does nothing', 'resolution', '0 opened, 50 reopened, 60 resolved', {}, '0>60'],
    ['one at the very instant of the end takes no time', 'resolution', '0 opened, 60 resolved, 60 reopened, 100 resolved', {}, '0>100'],
    [
      'one that starts again keeps what was',
      'resolution',
      '0 opened, 60 resolved, 90 reopened, 100 resolved',
      { reopened: 'restart' },
      '0>60* 90>100',
    ],
    ['the provider’s closing answers', 'response', '0 opened, 60 closed', {}, '0>60'],
    ['a closing ends what was never resolved', 'resolution', '0 opened, 60 closed', {}, '0>60'],
    ['not where only a resolution does', 'resolution', '0 opened, 60 closed', { stops: ['resolved'] }, '0>-'],
    ['the customer’s closing stops every clock', 'response', '0 opened, 60 closed !customer', {}, '0>60'],
    ['a severity in passing is no reclassification', 'resolution', '0 opened, 10 updated =p2, 60 resolved', {}, '0>60'],
    ['a reclassification starts again', 'resolution', '0 opened, 10 reclassified =p2, 60 resolved', {}, '10>60p2'],
    ['one to the same severity is none', 'resolution', '0 opened, 10 reclassified =p1, 60 resolved', {}, '0>60'],
    ['one after the end changes nothing', 'resolution', '0 opened, 60 resolved, 70 reclassified =p2', {}, '0>60'],
    [
      'one before the clock runs starts nothing',
      'resolution',
      '0 opened, 5 reclassified =p2, 10 verified, 60 resolved',
      { clockStart: 'verified' },
      '10>60p2',
    ],
    ['updates go round from each', 'update', '0 opened, 20 responded, 50 updated, 60 resolved', {}, '0>20 20>50 50>60'],
    [
      'an update before the clock runs is none',
      'update',
      '0 opened, 5 updated, 10 verified, 60 resolved',
      { clockStart: 'verified' },
      '10>60',
    ],
    ['none after the end', 'update', '0 opened, 20 responded, 60 resolved, 70 updated', {}, '0>20 20>60'],
    [
      'another severity after the end starts nothing, and is that of the reopened ticket',
      'resolution',
      '0 opened, 60 resolved, 70 reclassified =p2, 90 reopened, 100 resolved',
      {},
      '0>100[60 90]p2',
    ],
    ['two at one instant are one', 'update', '0 opened, 20 responded, 20 updated, 60 resolved', {}, '0>20 20>60'],
  ])('%s', (_what, clock, text, rules, expected) => expect(runs(clock, text, rules)).toBe(expected))
})

describe('pauses', () => {
  it.each<[string, string, string]>([
    ['go on for as long as nobody ends them', '0 opened, 10 waiting-on-customer', '0>-[10 Infinity]'],
    ['end when they are said to', '0 opened, 10 waiting-on-customer, 20 resumed, 60 resolved', '0>60[10 20]'],
    ['end with the customer’s word', '0 opened, 10 waiting-on-customer, 20 updated !customer, 60 resolved', '0>60[10 20]'],
    ['do not end with the provider’s', '0 opened, 10 waiting-on-customer, 20 updated, 30 resumed, 60 resolved', '0>60[10 30]'],
    ['begin once', '0 opened, 10 waiting-on-customer, 15 waiting-on-customer, 20 resumed, 60 resolved', '0>60[10 20]'],
    ['end with the resolution', '0 opened, 10 waiting-on-customer, 60 resolved', '0>60[10 60]'],
    ['end with the closing', '0 opened, 10 waiting-on-customer, 60 closed, 90 resolved', '0>60[10 60]'],
    ['that took no time are none', '0 opened, 10 waiting-on-customer, 10 resumed, 60 resolved', '0>60'],
    [
      'that came and went after the end are none',
      '0 opened, 60 resolved, 65 waiting-on-customer, 70 resumed, 75 waiting-on-customer, 80 resumed, 90 reopened, 100 resolved',
      '0>100[60 90]',
    ],
    [
      'begun at the very instant of the end neither',
      '0 opened, 60 resolved, 60 waiting-on-customer, 70 resumed, 90 reopened, 100 resolved',
      '0>100[60 90]',
    ],
    ['before the end stay', '0 opened, 10 waiting-on-customer, 20 resumed, 60 resolved, 90 reopened, 100 resolved', '0>100[10 20 60 90]'],
    [
      'begun after the end go on from the reopening',
      '0 opened, 60 resolved, 70 waiting-on-customer, 90 reopened, 100 resumed, 110 resolved',
      '0>110[60 90 90 100]',
    ],
    [
      'are over once it was resolved: a reopened one runs',
      '0 opened, 10 waiting-on-customer, 60 resolved, 90 reopened !customer, 100 resolved',
      '0>100[10 60 60 90]',
    ],
  ])('%s', (_what, text, expected) => expect(runs('resolution', text)).toBe(expected))

  it.each(['resolved', 'closed'])('a resolution is no pause, though the agreement lists %s', (kind) => {
    expect(runs('resolution', `0 opened, 60 ${kind} !customer, 90 reopened !customer`, { pauseOn: ['resolved', 'closed'] })).toBe(
      '0>-[60 90]',
    )
  })

  it.each(['60 resolved', '60 closed !customer'])('nor is one where it is the provider who reopens: %s', (end) => {
    const pauseOn = ['resolved', 'closed']
    expect(runs('resolution', `0 opened, ${end}, 90 reopened, 100 resolved`, { pauseOn })).toBe('0>100[60 90]')
  })
})
