/** Worked periods of the second half's agreements on tickets, and of one whose downtime begins with a report (worked-june.ts). */
import { describe, expect, it } from 'vitest'
import { work } from './worked.ts'
import { AT, down, ticket } from './worked-june.ts'

describe('IBM: downtime from the report of it', () => {
  it('counts 44 of 64 minutes; a day from then, and three business days after the month, Wednesday to Friday', () => {
    const told = {
      id: 'd1',
      clause: 'awareness',
      services: ['service'],
      from: '2026-06-02T00:20:00Z',
      to: '2026-06-02T01:04:00Z',
      by: 'customer',
      at: '2026-06-02T00:20:00Z',
      reason: 'reported',
    }
    const evidence = { ...down('service', 64), declarations: [told] }
    const answer = work({ id: 'ibm-saas', objective: 'availability', period: '2026-06', at: AT, evidence })
    expect([answer.attained.exact, answer.verdict, answer.credit.state]).toEqual(['10789/108', 'breached', 'not-computable'])
    const [notice, claim] = answer.claim.steps
    expect([notice?.by, claim?.lastDay]).toEqual([Date.parse('2026-06-03T00:20:00Z'), '2026-07-03'])
  })
})

describe('tickets', () => {
  // Friday 10:00 to the end of Monday: 14 + 48 + 24 h = 5,160 min; Tuesday 10:00 to the end of the day 840 min, of the next 2,280
  it.each([
    ['fastly-support', 'standard', [5160, 5161].map((m) => ticket(`t${m}`, 'standard', 'responded', m, '2026-06-05')), 1, 1],
    ['fastly-support', 'gold', [840, 841].map((m) => ticket(`t${m}`, 'gold-sev2', 'responded', m)), 1, 1],
    ['fastly-support', 'gold', [120, 121].map((m) => ticket(`t${m}`, 'gold-sev1', 'responded', m)), 1, 1],
    ['fastly-support', 'enterprise', [15, 16].map((m) => ticket(`t${m}`, 'enterprise-sev1', 'responded', m)), 1, 1],
    ['fastly-support', 'enterprise', [2280, 2281].map((m) => ticket(`t${m}`, 'enterprise-other', 'responded', m)), 1, 1],
    ['hubspot', 'premium-response', [30, 31].map((m) => ticket(`t${m}`, 'business-critical', 'responded', m)), 1, 1],
    ['digitalocean-marketplace', 'response', [2280, 2281].map((m) => ticket(`t${m}`, 'ticket', 'responded', m)), 1, 1],
  ] as const)('%s, %s', (id, objective, tickets, met, missed) => {
    const plan = id === 'hubspot' ? 'premium-support' : objective
    const answer = work({ id, objective, period: '2026-06', at: AT, facts: { plan }, evidence: { tickets } })
    expect(answer.counts).toMatchObject({ met, missed })
    expect(answer.verdict).toBe('breached')
  })

  // nine of ten are the 90 % asked for; Tuesday and three business days end with Friday, 10:00 to then 3 × 1,440 + 840 min
  it.each([
    [9, '90/1', 'met'],
    [8, '80/1', 'breached'],
  ])('digitalocean-marketplace: %i of ten resolved in time', (good, exact, verdict) => {
    const tickets = Array.from({ length: 10 }, (_, i) => ticket(`t${i}`, 'ticket', 'resolved', i < good ? 5160 : 5161))
    const answer = work({ id: 'digitalocean-marketplace', objective: 'resolution', period: '2026-06', at: AT, evidence: { tickets } })
    expect([answer.attained.exact, answer.verdict, answer.credit.state]).toEqual([exact, verdict, 'none'])
  })

  // London opens at 07:00 UTC in June and the last of the four closes at 01:00: four hours after 10:00 are 14:00
  it.each([
    [2, 'met', 'none'],
    [3, 'breached', 'due'],
  ])('fastly-support: %i misses in three months', (misses, verdict, credit) => {
    const tickets = [
      ticket('in-time', 'waf-p1', 'responded', 240),
      ...Array.from({ length: misses }, (_, i) => ticket(`t${i}`, 'waf-p1', 'responded', 241, '2026-05-05')),
    ]
    const answer = work({ id: 'fastly-support', objective: 'waf-response', at: AT, facts: { plan: 'waf-legacy' }, evidence: { tickets } })
    expect([answer.verdict, answer.credit.state]).toEqual([verdict, credit])
  })

  // verified a minute after it was opened; two hours are in time, six the end of the first step. 20 and 40 % of 1,000
  it('ibm-hardware: 2 h, 6 h and a minute more', () => {
    const tickets = [121, 361, 362].map((m) => ticket(`t${m}`, 'hardware', 'resolved', m))
    const fee = { amount: '1000.00', currency: 'USD' }
    const answer = work({ id: 'ibm-hardware', objective: 'replacement', period: '2026-06', at: AT, evidence: { tickets }, fee })
    expect(answer.counts).toMatchObject({ met: 1, missed: 2 })
    expect([answer.verdict, answer.credit.amount, answer.claim.steps[0]?.lastDay]).toEqual(['breached', '600.00', '2026-08-29'])
  })
})
