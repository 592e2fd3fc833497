import { describe, expect, it } from 'vitest'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { sealDocument } from '../../../shared/signing/seal.ts'
import { examine, sealHolds } from '../../../shared/snapshot/four-answers.ts'
import { redactInput } from '../../../shared/snapshot/redact-input.ts'
import { PROFILES, REDACTED_FIELDS, type RedactedField } from '../../../shared/snapshot/redact-profiles.ts'
import { smallForm } from '../../../shared/snapshot/small-form.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { freshIdentity } from '../../../widget/cli/key-file.ts'

const { subtle } = globalThis.crypto
const AT = Date.UTC(2026, 6, 10)

/** Texts that stand in the agreement and the evidence below, by the field that takes each out. */
const SECRETS: Readonly<Record<RedactedField, readonly string[]>> = {
  names: ['Globex', 'globex', 'Jane Doe', 'jane@', '+49 30', 'Ada Byron', 'Nightly Owls'],
  fees: ['1234.56', '7777.77', '4321.00', '88.80', '99.10', '555.55'],
  hosts: ['app.initech.test', 'initech'],
  notes: [
    'intent-words',
    'described-words',
    'duty-words',
    'step-words',
    'noted-words',
    'span-words',
    'window-words',
    'reason-words',
    'outcome-words',
    'paid-words',
  ],
  tickets: ['ticket-words'],
}
/** Custom or unknown fields: their content is unknown, so they are removed whenever anything is. */
const OWN = ['own-words', 'nested-words', 'unknown-words']

const document = {
  format: 'standing/contract@1',
  id: 'globex-api',
  title: 'Northwind for Globex GmbH',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  'x-own': 'own-words',
  unheard: 'unknown-words',
  source: { verification: 'primary', notes: ['noted-words'] },
  parties: {
    provider: { name: 'Northwind', contacts: [{ id: 'desk', name: 'Ada Byron', email: 'ada@northwind.test' }] },
    customer: { name: 'Globex GmbH', contacts: [{ id: 'jane', name: 'Jane Doe', email: 'jane@globex.test', phone: '+49 30 1234' }] },
  },
  groups: [{ id: 'night', name: 'Nightly Owls' }],
  responsibilities: [{ party: 'customer', duty: 'duty-words' }],
  problemProcedure: { steps: ['step-words'] },
  impact: { perHour: { amount: '7777.77', currency: 'EUR' } },
  plans: [{ id: 'gold', price: { amount: '4321.00', currency: 'EUR', per: 'month' } }],
  services: [
    { id: 'api', name: 'API', description: 'described-words', hosts: ['app.initech.test', '*.initech'], 'x-note': 'nested-words' },
  ],
  objectives: [
    {
      id: 'up',
      name: 'API of Globex',
      intent: 'intent-words',
      services: ['api'],
      target: '99.9',
      measure: { by: 'time', authority: { order: ['probe:app.initech.test', 'feed:a'] }, 'x-deep': { far: 'nested-words' } },
      exclude: ['globex-window'],
      remedies: ['credit', 'lost', 'many'],
    },
    { id: 'reply', services: ['api'], measure: { by: 'tickets', clock: 'response', attainment: '90' } },
  ],
  exclusions: [{ id: 'globex-window', category: 'scheduled-maintenance' }],
  remedies: [
    {
      id: 'credit',
      kind: 'percent',
      bands: [{ below: '99.9', credit: '10' }],
      base: { amount: '1234.56', currency: 'EUR', amounts: { '2026-05': '555.55' } },
      minimum: { over: '0.01', currency: 'EUR' },
      settlement: { how: 'paid-words' },
    },
    { id: 'lost', kind: 'lostTime', lostTime: { rate: { amount: '88.80', currency: 'EUR', per: 'PT1H' } } },
    {
      id: 'many',
      kind: 'multiple',
      multiple: { times: '2', of: 'fee-for-downtime', rate: { amount: '99.10', currency: 'EUR', per: 'PT1H' } },
    },
  ],
  support: { severities: [{ id: 'p1', response: 'PT1H' }] },
}
const read = readContractValue(document)

const told = readEvidenceValue({
  format: 'standing/evidence@1',
  observer: { name: 'Ada Byron', tool: 'standing' },
  coverage: [{ service: 'api', source: 'feed:a', from: '2026-05-31T00:00:00Z', to: '2026-07-10T00:00:00Z' }],
  spans: [
    { service: 'api', source: 'feed:a', from: '2026-06-20T10:00:00Z', to: '2026-06-20T12:00:00Z', state: 'down', title: 'span-words' },
    {
      service: 'api',
      source: 'probe:app.initech.test',
      from: '2026-06-20T10:00:00Z',
      to: '2026-06-20T13:00:00Z',
      state: 'down',
      ref: 'globex-1',
    },
  ],
  maintenance: [
    { id: 'm', services: ['api'], source: 'feed:a', from: '2026-06-03T00:00:00Z', to: '2026-06-03T01:00:00Z', title: 'window-words' },
  ],
  tickets: [
    {
      id: 'GLOBEX-17',
      type: 'incident',
      severity: 'p1',
      title: 'ticket-words',
      events: [{ at: '2026-06-20T10:00:00Z', kind: 'opened', by: 'customer' }],
    },
  ],
  declarations: [
    {
      id: 'd',
      clause: 'globex-window',
      services: ['api'],
      from: '2026-06-20T10:00:00Z',
      to: '2026-06-20T10:10:00Z',
      by: 'Jane Doe',
      at: '2026-06-20T11:00:00Z',
      reason: 'reason-words',
    },
  ],
  claims: [
    {
      id: 'c',
      objective: 'up',
      period: '2026-06',
      step: 'claim',
      at: '2026-07-02T00:00:00Z',
      by: 'Jane Doe',
      outcome: 'outcome-words',
      amount: '1234.56',
    },
  ],
})

async function leaving(fields: readonly RedactedField[]) {
  const left = redactInput([read.contract as Contract], told.evidence!, fields)
  const snapshot = makeSnapshot({
    contracts: left.contracts,
    evidence: left.evidence,
    redacted: left.fields,
    at: AT,
    period: '2026-06',
    zones: temporalZones,
    createdAt: AT,
    createdBy: { tool: 'test' },
  })
  const identity = await freshIdentity()
  const sealed = [await sealDocument(snapshot, identity, subtle), await sealDocument(smallForm(snapshot)!, identity, subtle)]
  return { snapshot, texts: sealed.map((one) => JSON.stringify(one)) }
}

it('has an agreement and evidence to speak of, with every secret in them', () => {
  expect(read.problems).toEqual([])
  expect(told.problems).toEqual([])
  const all = JSON.stringify([read.contract, told.evidence])
  for (const secret of [...Object.values(SECRETS).flat(), ...OWN]) expect(all).toContain(secret)
})

const cases: [string, readonly RedactedField[]][] = [
  ...REDACTED_FIELDS.map((field): [string, readonly RedactedField[]] => [field, [field]]),
  ...PROFILES.map((profile): [string, readonly RedactedField[]] => [`the profile ${profile.id}`, profile.fields]),
]

describe.each(cases)('without %s', (_name, fields) => {
  it('nothing that had to stay is in the bytes of file or link', async () => {
    const { texts } = await leaving(fields)
    const secrets = [...fields.flatMap((field) => SECRETS[field]), ...(fields.length > 0 ? OWN : [])]
    for (const text of texts) expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
  it('everything else still is', async () => {
    const { snapshot } = await leaving(fields)
    const text = JSON.stringify(snapshot)
    // A name within a host, a note or a ticket goes with it; what stands by itself stays.
    const kept = { names: 'Jane Doe', fees: '4321.00', hosts: 'app.initech.test', notes: 'span-words', tickets: 'ticket-words' }
    for (const field of REDACTED_FIELDS) expect(text.includes(kept[field]), field).toBe(!fields.includes(field))
    expect(snapshot.redacted).toEqual([...fields].sort())
  })
  it('recomputes by itself, to the same verdict and percentage', async () => {
    const { snapshot, texts } = await leaving(fields)
    for (const text of texts) {
      const examined = await examine(text, { subtle, zones: temporalZones })
      expect(examined.problems).toEqual([])
      expect(sealHolds(examined)).toBe(true)
    }
    const [up] = snapshot.report.objectives
    // The probe comes first in the agreement's order: 3 h, of which 10 min are declared; 43,030 of 43,200 min is 99.6064…
    expect([up?.verdict, up?.attained.value, up?.time?.down]).toEqual(['breached', '99.606481481', 170 * 60_000])
    expect(up?.remedies.find(({ kind }) => kind === 'percent')?.percent).toBe('10')
  })
})

describe('fees that are out', () => {
  it('leave amounts null and rates not computable, never zero', async () => {
    const { snapshot } = await leaving(['fees'])
    const remedies = snapshot.report.objectives[0]?.remedies
    expect(remedies?.map(({ amount, state }) => [amount, state])).toEqual([
      [null, 'due'],
      [null, 'not-computable'],
      [null, 'not-computable'],
    ])
  })
})

it('leaves what it was given as it was', () => {
  const before = JSON.stringify([read.contract, told.evidence])
  redactInput([read.contract as Contract], told.evidence!, REDACTED_FIELDS)
  expect(JSON.stringify([read.contract, told.evidence])).toBe(before)
})

it('makes nothing where a name is also a word of the format', () => {
  const named = { ...(read.contract as Contract), parties: { customer: { name: 'Time' } } }
  expect(() => redactInput([named], told.evidence!, ['names'])).toThrow('is also a word of the agreement itself, at objectives[0].measure')
})
