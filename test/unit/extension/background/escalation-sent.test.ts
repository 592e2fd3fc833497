import { describe, expect, it } from 'vitest'
import { sentRecord } from '../../../../extension/background/escalation-sent.ts'
import type { Contract } from '../../../../shared/contract/model.ts'
import { readContractValue } from '../../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../../shared/evaluate/index.ts'
import { NO_EVIDENCE } from '../../../../shared/evidence/model.ts'

const NOW = Date.UTC(2026, 10, 18, 12)
const base = {
  format: 'standing/contract@1',
  id: 'a',
  title: 'A',
  zone: 'UTC',
  period: { every: 'month' },
  services: [{ id: 'api', name: 'API' }],
  objectives: [{ id: 'reply', services: ['api'], measure: { by: 'tickets', clock: 'response', attainment: '90' } }],
}
const withSupport = readContractValue({ ...base, support: { severities: [{ id: 'p1', response: 'PT1H' }] } }).contract as Contract
const without = readContractValue({ ...base, objectives: [{ id: 'up', services: ['api'], target: '99.9', measure: { by: 'time' } }] })
  .contract as Contract
const sent = { to: 'Service desk', severity: 'p1', services: ['api'], message: 'It stands still.' }

describe('a message that was sent', () => {
  it('opens a ticket whose response clock runs from then on', () => {
    const evidence = { ...NO_EVIDENCE, ...sentRecord(withSupport, sent, 'x', NOW) }
    const [reply] = evaluate([withSupport], evidence, { at: NOW + 60_000 }).objectives
    expect(reply?.tickets).toMatchObject([{ id: 'x', severity: 'p1', start: NOW, due: NOW + 3_600_000, state: 'running' }])
  })
  it('is kept with the words and whom they went to', () => {
    expect(sentRecord(withSupport, sent, 'x', NOW).tickets?.[0]?.title).toBe('Service desk: It stands still.')
  })
  it('is awareness where the agreement runs no response clock', () => {
    expect(sentRecord(without, { ...sent, severity: null }, 'x', NOW)).toMatchObject({
      declarations: [{ clause: 'awareness', at: NOW, services: ['api'], reason: 'Service desk: It stands still.' }],
    })
  })
  it.each([
    ['severity', { ...sent, severity: 'p9' }],
    ['severity, none given,', { ...sent, severity: null }],
    ['service', { ...sent, services: ['mars'] }],
  ])('of a %s that is not the agreement’s is refused', (_what, wrong) => {
    expect(() => sentRecord(withSupport, wrong, 'x', NOW)).toThrow()
  })
})
