import { afterAll, describe, expect, it } from 'vitest'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { sealDocument } from '../../../shared/signing/seal.ts'
import { examine, sealHolds } from '../../../shared/snapshot/four-answers.ts'
import { fromLink, isLink, LONGEST_FRAGMENT, linkTo, tooLongFor } from '../../../shared/snapshot/link.ts'
import { smallForm } from '../../../shared/snapshot/small-form.ts'
import { makeSnapshot } from '../../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { freshIdentity } from '../../../widget/cli/key-file.ts'
import { recorded } from '../feeds/recorded.ts'

const { subtle } = globalThis.crypto
const READER = 'https://reader.example/reader.html'
const AT = Date.UTC(2026, 6, 3)

const read = readContractValue({
  format: 'standing/contract@1',
  id: 'api',
  title: 'API',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  services: [{ id: 'api', name: 'API' }],
  objectives: [
    { id: 'up', services: ['api'], target: '99.9', measure: { by: 'time' }, remedies: ['credit'] },
    { id: 'fast', services: ['api'], measure: { by: 'latency', percentile: '50', atMost: 'PT1S' } },
    { id: 'reply', services: ['api'], measure: { by: 'tickets', clock: 'response', attainment: '90' } },
  ],
  remedies: [{ id: 'credit', kind: 'percent', bands: [{ below: '99.9', credit: '10' }] }],
  support: { severities: [{ id: 'p1', response: 'PT1H' }] },
})
const contract = read.contract as Contract

const document = (more: object = {}) => ({
  format: 'standing/evidence@1',
  coverage: [{ service: 'api', source: 'feed:a', from: '2026-06-01T00:00:00Z', to: '2026-07-03T00:00:00Z' }],
  spans: [
    {
      service: 'api',
      source: 'feed:a',
      ref: 'one',
      from: '2026-06-20T10:00:00Z',
      to: '2026-06-20T11:00:00Z',
      state: 'down',
      observedAt: '2026-06-20T10:30:00Z',
      title: '<script>alert(1)</script>',
    },
    {
      service: 'api',
      source: 'feed:a',
      ref: 'one',
      from: '2026-06-20T10:00:00Z',
      to: '2026-06-20T12:00:00Z',
      state: 'down',
      observedAt: '2026-06-20T12:30:00Z',
    },
  ],
  tickets: [
    {
      id: 'T1',
      type: 'incident',
      severity: 'p1',
      events: [
        { at: '2026-06-20T10:00:00Z', kind: 'opened', by: 'customer' },
        { at: '2026-06-20T10:40:00Z', kind: 'responded', by: 'provider' },
      ],
    },
  ],
  ...more,
})

const snapshot = (more?: object) =>
  makeSnapshot({
    contracts: [contract],
    evidence: readEvidenceValue(document(more)).evidence!,
    at: AT,
    period: '2026-06',
    zones: temporalZones,
    createdAt: AT,
    createdBy: { tool: 'test' },
  })

const linked = async (whole: ReturnType<typeof snapshot>): Promise<string> =>
  linkTo(READER, await sealDocument(smallForm(whole)!, await freshIdentity(), subtle))

it('has an agreement to speak of', () => {
  expect(read.problems).toEqual([])
})

describe('a link', () => {
  it('carries a snapshot that verifies and recomputes to the figures of the whole one', async () => {
    const whole = snapshot()
    const examined = await examine(await fromLink(await linked(whole)), { subtle, zones: temporalZones })
    expect(examined.problems).toEqual([])
    expect(sealHolds(examined)).toBe(true)
    const { report } = examined.recomputed as { report: typeof whole.report }
    // The corrected version, 2 h; that it had been 1 h before is what a link leaves out.
    expect(report.objectives[0]?.time?.down).toBe(2 * 3_600_000)
    expect(report.objectives[0]?.credit).toEqual(whole.report.objectives[0]?.credit)
    expect(whole.report.objectives[0]?.ledger.map((entry) => entry.as)).toContain('superseded')
    expect(report.objectives[2]).toEqual(whole.report.objectives[2])
  })
  it('says which figure was changed, also by somebody who signs anew', async () => {
    const small = smallForm(snapshot())!
    const changed = {
      ...small,
      report: { ...small.report, objectives: small.report.objectives.map((one) => ({ ...one, verdict: 'met' })) },
    }
    const again = await sealDocument(changed, await freshIdentity(), subtle)
    const examined = await examine(await fromLink(await linkTo(READER, again)), { subtle })
    expect(examined.seal.state).toBe('valid')
    expect(sealHolds(examined)).toBe(false)
    const recomputed = examined.recomputed as unknown as { differences: { path: string }[] }
    expect(recomputed.differences.map(({ path }) => path)).toContain('objectives[0].verdict')
  })
  it.each([
    [`${READER}#s=abc`, true],
    ['#s=abc', true],
    ['s=abc', true],
    [`${READER}#t=abc`, false],
    [READER, false],
    ['', false],
    ['https://reader.example/?s=abc', false],
  ])('%s: %s', (text, is) => {
    expect(isLink(text)).toBe(is)
  })
  it.each([
    ['cut at its end', (link: string) => link.slice(0, -8)],
    ['with a character changed', (link: string) => `${link.slice(0, 300)}${link[300] === 'A' ? 'B' : 'A'}${link.slice(301)}`],
    ['with a space in it', (link: string) => link.replace(/(#s=.{20})/, '$1 ')],
    ['with nothing in it', () => '#s='],
    ['with another fragment', () => '#about'],
  ])('is refused %s', async (_what, harm) => {
    await expect(fromLink(harm(await linked(snapshot())))).rejects.toThrow(/does not unpack|base64url|carries no/)
  })
  it('of 5 MB is refused at once', async () => {
    await expect(fromLink(`#s=${'A'.repeat(5_000_000)}`)).rejects.toThrow(`longer than ${LONGEST_FRAGMENT}`)
  })
  it('may wish a language at its end, and nothing else', async () => {
    const link = await linkTo(READER, { note: 'x' })
    expect(await fromLink(`${link}&lang=ar`)).toBe('{"note":"x"}')
    await expect(fromLink(`${link}&lang=`)).rejects.toThrow('not base64url')
    await expect(fromLink(`${link}&lang=ar&x=1`)).rejects.toThrow('not base64url')
  })
  it('that is a bomb is stopped at the size of a snapshot', async () => {
    const bomb = await linkTo(READER, { note: '0'.repeat(30_000_000) })
    await expect(fromLink(bomb)).rejects.toThrow('more than 20000000 bytes')
  })
  // Under, exactly and over what each place is documented to take.
  it.each([
    [997, 0],
    [998, 0],
    [999, 1],
    [1_999, 1],
    [2_000, 1],
    [2_001, 2],
    [3_999, 2],
    [4_000, 2],
    [4_001, 3],
    [13_999, 3],
    [14_000, 3],
    [14_001, 4],
    [32_766, 4],
    [32_767, 4],
    [32_768, 5],
    [1_048_575, 5],
    [1_048_576, 5],
    [1_048_577, 6],
    [2_097_151, 6],
    [2_097_152, 6],
    [2_097_153, 7],
  ])('of %i characters is too long for %i of the places', (length, count) => {
    const all = ['mail', 'discord', 'slack', 'teams', 'jira', 'firefox', 'chrome']
    expect(tooLongFor('x'.repeat(length))).toEqual(all.slice(0, count))
  })
})

/** A page with an incident a day, each of three versions and on up to three parts, as the busiest public ones have. */
describe('a month of a busy service', () => {
  const YEAR = recorded('statuspage/github_incidents_api_2025-09_2026-08.json')
  const sizes: number[] = []
  afterAll(() => console.info(`links of a month: ${sizes.join(', ')} characters`))
  const parts = ['Issues', 'Pull Requests', 'Git Operations', 'API Requests', 'Webhooks', 'Pages', 'Actions', 'Packages']
  const id = (name: string): string => name.toLowerCase().replace(' ', '-')
  const busy = readContractValue({
    format: 'standing/contract@1',
    id: 'busy',
    title: 'A busy service',
    zone: 'UTC',
    period: { every: 'month' },
    services: parts.map((name) => ({ id: id(name), name })),
    objectives: parts.map((name) => ({
      id: id(name),
      services: [id(name)],
      target: '99.9',
      measure: { by: 'time' },
      remedies: ['credit'],
    })),
    remedies: [
      {
        id: 'credit',
        kind: 'percent',
        bands: [
          { below: '99.9', atLeast: '99.0', credit: '10' },
          { below: '99.0', credit: '25' },
        ],
      },
    ],
  }).contract as Contract

  it.skipIf(YEAR === null).each(['2025-10', '2025-12', '2026-02', '2026-03', '2026-05', '2026-08'])('%s fits 4 kB', async (period) => {
    const end = Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 1)
    const map = new Map(parts.map((name) => [name, id(name)]))
    const { evidence } = statuspage.read(YEAR!, { observedAt: end, source: 'github', map })
    const coverage = parts.map((name) => ({
      service: id(name),
      source: { kind: 'feed', id: 'github', party: 'provider' } as const,
      from: Date.UTC(2025, 8, 1),
      to: end,
    }))
    const whole = makeSnapshot({
      contracts: [busy],
      evidence: { ...evidence, coverage },
      at: end,
      period,
      zones: temporalZones,
      createdAt: end,
      createdBy: { name: 'Globex', tool: 'standing 0.1.0' },
      asks: 'Credit of 10 %, an answer by Friday',
    })
    const link = await linked(whole)
    sizes.push(link.length)
    // Otherwise it was no busy month.
    expect((whole.evidence.spans as unknown[]).length).toBeGreaterThan(10)
    expect(link.length).toBeLessThanOrEqual(4096)
    expect(sealHolds(await examine(await fromLink(link), { subtle }))).toBe(true)
  })
})
