/** Who is notified when (R28b, P-66, P-69). */
import { describe, expect, it } from 'vitest'
import type { Contract, EscalationStep } from '../../../../shared/contract/model.ts'
import { contactOf } from '../../../../shared/evaluate/support/escalation.ts'
import type { Span, Ticket, TicketEventKind } from '../../../../shared/evidence/model.ts'
import { isoInZone } from '../../../../shared/time/instant.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { HOUR, t } from '../measure-context.ts'
import { reportOf } from '../whole.ts'

const berlin = temporalZones('Europe/Berlin')
const status = { kind: 'feed', id: 'status', party: 'provider' } as const
const local = (ms: number | null): string | null => (ms === null ? null : isoInZone(ms, berlin).slice(5, 16))
const at = (text: string): number => t(`2026-03-${text}+01:00`)

const contract = (step: EscalationStep): Partial<Contract> => ({
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } },
  support: {
    severities: [
      { id: 'p1', response: 'PT1H' },
      { id: 'p3', calendar: 'office', response: 'PT4H', resolution: 'PT20H' },
    ],
    pauseOn: ['waiting-on-customer'],
  },
  parties: {
    provider: { name: 'Acme', contacts: [{ id: 'desk', name: 'Support desk' }] },
    customer: { name: 'Globex', contacts: [{ id: 'slm', name: 'Service manager' }] },
  },
  groups: [{ id: 'network', name: 'Network operations' }],
  roles: { manager: 'slm', nobody: 'missing' },
  escalation: [step],
})
const ticket = (severity: string, ...events: (readonly [string, TicketEventKind])[]): Ticket => ({
  id: 'T1',
  type: 'incident',
  severity,
  events: events.map(([when, kind]) => ({ at: at(when), kind, by: kind === 'opened' ? 'customer' : 'provider' })),
})
function steps(step: EscalationStep, now: string, evidence: { tickets?: Ticket[]; spans?: Span[] }) {
  const coverage = evidence.spans ? [{ service: 'api', source: status, from: t('2026-02-01T00:00'), to: null }] : []
  const report = reportOf({
    measure: evidence.tickets ? { by: 'tickets', clock: 'response', attainment: '95' } : { by: 'time' },
    objective: evidence.tickets ? {} : { target: '99.9' },
    contract: contract(step),
    evidence: { ...evidence, coverage },
    at: at(now),
    period: '2026-03',
  })
  return report.escalations.map(({ due, state, ref }) => [ref, local(due), state])
}

describe('an hour before a response is due, in the clock’s own hours', () => {
  const step: EscalationStep = { before: 'PT1H', of: 'response-due', to: 'slm' }
  // Monday 17:00 and four office hours: due on Tuesday at 11:00.
  const opened = ['02T17:00', 'opened'] as const
  it.each([
    ['waiting', '03T09:59', [opened], [['T1', '03-03T10:00', 'waiting']]],
    ['due', '03T10:00', [opened], [['T1', '03-03T10:00', 'due']]],
    ['still due when the response is late', '03T12:00', [opened], [['T1', '03-03T10:00', 'due']]],
    ['passed once answered', '03T12:00', [opened, ['03T10:30', 'responded']], [['T1', '03-03T10:00', 'passed']]],
    ['never, where it was answered before', '03T12:00', [opened, ['03T09:00', 'responded']], []],
    ['nobody knows while it is paused', '03T12:00', [opened, ['02T17:30', 'waiting-on-customer']], [['T1', null, 'waiting']]],
  ] as [string, string, (readonly [string, TicketEventKind])[], unknown[]][])('%s', (_what, now, events, expected) =>
    expect(steps(step, now, { tickets: [ticket('p3', ...events)] })).toEqual(expected),
  )
  it('not outside of those hours: due at 08:30, so it falls on the evening before', () => {
    // Monday 14:30 and four hours: due on Tuesday at 08:30; half an hour of the distance lies on Monday.
    expect(steps(step, '02T14:31', { tickets: [ticket('p3', ['02T14:30', 'opened'])] })).toEqual([['T1', '03-02T17:30', 'waiting']])
  })
  it('not before the clock has started', () => {
    expect(
      steps({ before: 'PT2H', of: 'response-due', to: 'slm' }, '02T10:01', { tickets: [ticket('p1', ['02T10:00', 'opened'])] }),
    ).toEqual([['T1', '03-02T10:00', 'due']])
  })
  it('only for the severities it names', () => {
    expect(steps({ ...step, severities: ['p1'] }, '03T10:00', { tickets: [ticket('p3', opened)] })).toEqual([])
  })
})

describe('after a response was missed', () => {
  const step: EscalationStep = { after: 'PT2H', of: 'response-missed', to: 'slm' }
  // Due on Monday at 17:00; two office hours later it is Tuesday, 09:00.
  const opened = ['02T13:00', 'opened'] as const
  it.each([
    ['in office hours', '03T09:00', [opened], [['T1', '03-03T09:00', 'due']]],
    ['answered late but before the step', '03T10:00', [opened, ['03T08:30', 'responded']], []],
    ['answered in time', '03T10:00', [opened, ['02T17:00', 'responded']], []],
    ['answered after the step', '03T10:00', [opened, ['03T09:30', 'responded']], [['T1', '03-03T09:00', 'passed']]],
  ] as [string, string, (readonly [string, TicketEventKind])[], unknown[]][])('%s', (_what, now, events, expected) =>
    expect(steps(step, now, { tickets: [ticket('p3', ...events)] })).toEqual(expected),
  )
})

it('a response at the very last instant was not missed', () => {
  const step: EscalationStep = { after: 'PT0S', of: 'response-missed', to: 'slm' }
  expect(steps(step, '03T10:00', { tickets: [ticket('p3', ['02T13:00', 'opened'], ['02T17:00', 'responded'])] })).toEqual([])
})

describe('after an incident has begun', () => {
  const step: EscalationStep = { after: 'PT30M', of: 'incident-start', to: 'desk' }
  const span = (from: string, to: string | null): Span => ({
    service: 'api',
    source: status,
    state: 'down',
    from: at(from),
    to: to ? at(to) : null,
    ref: 'INC-1',
  })
  it.each([
    ['waiting', '02T10:29', span('02T10:00', null), [['INC-1', '03-02T10:30', 'waiting']]],
    ['due', '02T10:30', span('02T10:00', null), [['INC-1', '03-02T10:30', 'due']]],
    ['passed', '02T12:00', span('02T10:00', '02T11:00'), [['INC-1', '03-02T10:30', 'passed']]],
    ['over before', '02T12:00', span('02T10:00', '02T10:29'), []],
  ] as const)('%s', (_what, now, outage, expected) => expect(steps(step, now, { spans: [outage] })).toEqual(expected))

  it('a ticket is an incident where nothing measures downtime', () => {
    expect(steps(step, '02T10:30', { tickets: [ticket('p1', ['02T10:00', 'opened'])] })).toEqual([['T1', '03-02T10:30', 'due']])
  })
})

describe('budget and breach', () => {
  // March 2026 in Berlin has 743 h; 0.1 % of it are 44 min 34.8 s.
  const outage = (minutes: number): Span => ({
    service: 'api',
    source: status,
    state: 'down',
    from: at('02T10:00'),
    to: at('02T10:00') + (minutes * HOUR) / 60,
  })
  it.each([
    ['80 % spent: after 35 min 39.84 s', 'budget-spent-80', 40, [['promise', '03-02T10:35', 'due']]],
    ['80 % spent exactly', 'budget-spent-80', 35.664, [['promise', '03-02T10:35', 'due']]],
    ['80 % not spent', 'budget-spent-80', 35, []],
    ['breached: after 44 min 34.8 s', 'breach', 45, [['promise', '03-02T10:44', 'due']]],
    ['not breached', 'breach', 44, []],
  ] as const)('%s', (_what, of, minutes, expected) =>
    expect(steps({ of, to: 'desk' }, '02T12:00', { spans: [outage(minutes)] })).toEqual(expected),
  )

  it('passes with the period', () => {
    const report = reportOf({
      measure: { by: 'time' },
      objective: { target: '99.9' },
      contract: contract({ of: 'breach', to: 'desk', after: 'PT1H' }),
      evidence: { spans: [outage(60)], coverage: [{ service: 'api', source: status, from: t('2026-02-01T00:00'), to: null }] },
      at: t('2026-05-01T00:00'),
      period: '2026-03',
    })
    // 10:44:34.8 and an hour
    expect(report.escalations).toEqual([
      {
        step: 'escalation[0]',
        to: 'desk',
        contact: 'Support desk',
        of: 'breach',
        ref: 'promise',
        state: 'passed',
        due: at('02T10:00') + HOUR + 2_674_800,
      },
    ])
  })
})

describe('whom', () => {
  const agreement = { ...contract({ of: 'breach', to: 'desk' }) } as Contract
  it.each([
    ['desk', 'Support desk'],
    ['slm', 'Service manager'],
    ['manager', 'Service manager'],
    ['network', 'Network operations'],
    ['nobody', null],
    ['unheard-of', null],
  ] as const)('%s is %s', (to, name) => expect(contactOf(agreement, to)).toBe(name))
})
