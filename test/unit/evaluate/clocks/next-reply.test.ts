/** From a ticket's events to its next-reply runs (R62), at minutes from its opening. */
import { describe, expect, it } from 'vitest'
import { nextReplyRuns } from '../../../../shared/evaluate/clocks/next-reply.ts'
import { type ClockRules, DEFAULT_STOPS } from '../../../../shared/evaluate/clocks/ticket-clock.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../../../shared/evidence/model.ts'

const RULES: ClockRules = {
  clockStart: 'submitted',
  pauseOn: ['waiting-on-customer'],
  reopened: 'continue',
  reclassified: 'restart',
  stops: DEFAULT_STOPS['next-reply'],
  severity: () => undefined,
  received: (_, at) => at,
}
/** `30 responded`; `!` for the customer's, `=p2` names a severity. */
const events = (text: string): TicketEvent[] =>
  text.split(', ').map((part) => {
    const [at, kind, ...more] = part.split(' ') as [string, TicketEventKind, ...string[]]
    const severity = more.find((each) => each.startsWith('='))?.slice(1)
    return { at: Number(at), kind, by: more.includes('!') ? 'customer' : 'provider', ...(severity !== undefined && { severity }) }
  })
/** `start>done kind`, gaps in brackets, the severity where it is not p1. */
const runs = (text: string, rules: Partial<ClockRules> = {}): string => {
  const ticket: Ticket = { id: 'T', type: 'incident', severity: 'p1', events: events(text) }
  return nextReplyRuns(ticket, { ...RULES, ...rules })
    .map(({ start, done, gaps, severity, stoppedBy }) =>
      [
        `${start}>${done ?? '-'}`,
        gaps.length > 0 ? `[${gaps.join(' ')}]` : '',
        severity === 'p1' ? '' : severity,
        stoppedBy ? ` ${stoppedBy}` : '',
      ].join(''),
    )
    .join(', ')
}

describe('a message of the customer', () => {
  it.each<[string, string, Partial<ClockRules>, string]>([
    ['starts no clock by opening the ticket', '0 opened !, 10 responded', {}, ''],
    ['starts a clock that the answer stops', '0 opened !, 5 messaged !, 10 responded', {}, '5>10 responded'],
    ['is one of several that one answer stops', '5 messaged !, 8 messaged !, 10 updated', {}, '5>10 updated, 8>10 updated'],
    ['starts one anew after an answer', '5 messaged !, 10 responded, 20 messaged !, 25 messaged', {}, '5>10 responded, 20>25 messaged'],
    ['waits on where nobody answers', '5 messaged !, 8 verified', {}, '5>-'],
    [
      'is answered by nothing that the rules do not name',
      '5 messaged !, 10 updated, 20 responded',
      { stops: ['responded'] },
      '5>20 responded',
    ],
    ['is no answer to itself', '5 messaged !, 6 messaged !', {}, '5>-, 6>-'],
    ['of the provider asks for nothing', '5 messaged', {}, ''],
    ['needs no answer once the customer closes the ticket', '5 messaged !, 9 closed !', {}, '5>9 closed'],
    ['is not answered by the customer who says that it is resolved', '5 messaged !, 9 resolved !', {}, '5>-'],
    ['is answered by the end of the ticket', '5 messaged !, 9 resolved', {}, '5>9 resolved'],
    [
      'counts as received later, and is never answered before it came',
      '5 messaged !, 9 responded',
      { received: () => 12 },
      '9>9 responded',
    ],
    ['counts as received at the opening', '5 messaged !, 20 responded', { received: () => 12 }, '12>20 responded'],
  ])('%s', (_what, text, rules, expected) => expect(runs(text, rules)).toBe(expected))
})

describe('a hold', () => {
  it.each<[string, string, string]>([
    ['is a gap until the provider resumes', '5 messaged !, 6 waiting-on-customer, 10 resumed, 20 responded', '5>20[6 10] responded'],
    ['ends with what the customer does', '5 messaged !, 6 waiting-on-customer, 10 verified !, 20 responded', '5>20[6 10] responded'],
    [
      'does not end with what the provider does',
      '5 messaged !, 6 waiting-on-customer, 10 verified, 12 resumed, 20 responded',
      '5>20[6 12] responded',
    ],
    [
      'begins with its first event',
      '5 messaged !, 6 waiting-on-customer, 8 waiting-on-customer, 10 resumed, 20 responded',
      '5>20[6 10] responded',
    ],
    ['of no length is none', '5 messaged !, 6 waiting-on-customer, 6 resumed, 20 responded', '5>20 responded'],
    ['goes on while nobody ends it', '5 messaged !, 6 waiting-on-customer', '5>-[6 Infinity]'],
    [
      'ends with the ticket, resolved by the customer',
      '5 messaged !, 6 waiting-on-customer, 9 resolved !, 12 messaged !',
      '5>-[6 9], 12>-[6 9]',
    ],
    [
      'ends with the ticket, resolved by the provider',
      '5 messaged !, 6 waiting-on-customer, 9 resolved, 12 messaged !',
      '5>9[6 9] resolved, 12>-[6 9]',
    ],
    ['ends with the ticket, closed by the provider', '5 messaged !, 6 waiting-on-customer, 9 closed', '5>9[6 9] closed'],
    ['before a message is a gap all the same', '1 waiting-on-customer, 3 resumed, 5 messaged !, 9 responded', '5>9[1 3] responded'],
  ])('%s', (_what, text, expected) => expect(runs(text)).toBe(expected))
  it('does not begin with the end of a ticket', () =>
    expect(runs('5 messaged !, 9 resolved !, 12 messaged !', { pauseOn: ['resolved'] })).toBe('5>-, 12>-'))
})

describe('another severity', () => {
  it.each<[string, string, Partial<ClockRules>, string]>([
    ['starts what waits again', '5 messaged !, 8 reclassified =p2, 20 responded', {}, '8>20p2 responded'],
    [
      'starts nothing again where clocks go on',
      '5 messaged !, 8 reclassified =p2, 20 responded',
      { reclassified: 'from-opening' },
      '5>20p2 responded',
    ],
    ['set for the first time starts nothing again', '5 messaged !, 8 priority-set =p2, 20 responded', {}, '5>20p2 responded'],
    ['is none where it is the same', '5 messaged !, 8 reclassified =p1, 20 responded', {}, '5>20 responded'],
    ['is none where no severity is named', '5 messaged !, 8 reclassified, 20 responded', {}, '5>20 responded'],
    ['is none on an event of another kind', '5 messaged !, 8 verified =p2, 20 responded', {}, '5>20 responded'],
    ['changes nothing that was answered', '5 messaged !, 7 responded, 8 reclassified =p2', {}, '5>7 responded'],
  ])('%s', (_what, text, rules, expected) => expect(runs(text, rules)).toBe(expected))
})
