import { describe, expect, it } from 'vitest'
import { inherit } from '../../../shared/contract/inheritance.ts'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { contractVersions, inheritAll } from '../../../shared/contract/text-versions.ts'

const read = (text: string): Contract => {
  const { contract, problems } = readContract(`format: standing/contract@1\n${text}`, 'yaml')
  expect(problems).toEqual([])
  return contract!
}

const MASTER = read(`
id: master
title: Master
zone: Europe/Berlin
period: { every: month }
text: { version: "7" }
state: draft
calendars: { office: { weekly: { mon-fri: ["08:00-18:00"] } }, night: { not: office } }
facts: { edition: team, zones: 2 }
services: [{ id: api, name: API }, { id: web, name: Web }]
objectives:
  - { id: api-uptime, services: [api], target: "99.5", measure: { by: time }, exclude: [maintenance] }
  - { id: web-uptime, services: [web], target: "99.0", measure: { by: time } }
exclusions: [{ id: maintenance, category: scheduled-maintenance, notice: PT48H, within: night }]
support: { clockStart: verified, severities: [{ id: p1, response: PT4H }, { id: p2, response: PT8H }] }
`)

const find = (...contracts: readonly Contract[]) => new Map(contracts.map((contract) => [contract.id, contract]))

describe('inherit', () => {
  it('takes clauses by id, named things by name, the rest by field; the nearer one stands', () => {
    const child = read(`
id: child
title: Child
basedOn: [master]
omit: [p2]
calendars: { office: { weekly: { mon-fri: ["09:00-17:00"] } } }
facts: { zones: 3 }
objectives:
  - { id: api-uptime, services: [api], target: "99.9", measure: { by: time }, during: office }
  - { id: mail-uptime, services: [mail], target: "99", measure: { by: time } }
services: [{ id: mail, name: Mail }]
support: { severities: [{ id: p1, response: PT1H }] }
`)
    const { contract, problems } = inherit(child, find(MASTER))
    expect(problems).toEqual([])
    expect(contract).toEqual({
      format: 'standing/contract@1',
      id: 'child',
      title: 'Child',
      zone: 'Europe/Berlin',
      period: { every: 'month' },
      calendars: { office: { weekly: { 'mon-fri': ['09:00-17:00'] } }, night: { not: 'office' } },
      facts: { edition: 'team', zones: 3 },
      services: [
        { id: 'api', name: 'API' },
        { id: 'web', name: 'Web' },
        { id: 'mail', name: 'Mail' },
      ],
      objectives: [
        // the whole clause, so the master's exclude is gone
        { id: 'api-uptime', services: ['api'], target: '99.9', measure: { by: 'time' }, during: 'office' },
        { id: 'web-uptime', services: ['web'], target: '99.0', measure: { by: 'time' } },
        { id: 'mail-uptime', services: ['mail'], target: '99', measure: { by: 'time' } },
      ],
      exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', notice: 'PT48H', within: 'night' }],
      support: { clockStart: 'verified', severities: [{ id: 'p1', response: 'PT1H' }] },
    })
  })

  it('goes through several levels, and of several parents the first is the nearest', () => {
    const level = (id: string, on: string, target: string) =>
      read(
        `id: ${id}\ntitle: T\nbasedOn: [${on}]\nobjectives: [{ id: api-uptime, services: [api], target: "${target}", measure: { by: time } }]`,
      )
    const corporate = level('corporate', 'master', '99.6')
    const customer = level('customer', 'corporate', '99.7')
    const both = read('id: both\ntitle: T\nbasedOn: [corporate, customer]')
    const target = (contract: Contract) => inherit(contract, find(MASTER, corporate, customer)).contract?.objectives[0]?.target
    expect(target(customer)).toBe('99.7')
    expect(target(both)).toBe('99.6')
  })

  it('leaves an agreement of its own as it is', () => {
    expect(inherit(MASTER, find())).toEqual({ contract: MASTER, problems: [] })
  })

  it.each([
    ['an unknown one', 'basedOn: [nobody]', 'basedOn[0]'],
    ['itself', 'basedOn: [master, child]', 'basedOn[1]'],
    ['one that is based on it', 'basedOn: [loop]', 'basedOn[0]'],
    ['one whose parent is not there', 'basedOn: [orphan]', 'basedOn[0]'],
    ['one of which it omits what is not there', 'basedOn: [master]\nomit: [p2, p9]', 'omit[1]'],
    ['one whose service it omits', 'basedOn: [master]\nomit: [web]', 'objectives[1].services[0]'],
    ['one without a zone', 'basedOn: [bare]', 'zone'],
  ])('refuses an agreement based on %s', (_what, text, path) => {
    const child = read(`id: child\ntitle: C\n${text}`)
    const loop = read('id: loop\ntitle: L\nbasedOn: [child]')
    const orphan = read('id: orphan\ntitle: O\nbasedOn: [nobody]')
    const bare = { ...MASTER, id: 'bare', zone: undefined } as unknown as Contract
    const { zone: _zone, ...rest } = bare
    const { contract, problems } = inherit(child, find(MASTER, child, loop, orphan, rest as Contract))
    expect(contract).toBeNull()
    expect(problems.map((problem) => problem.path)).toEqual([path])
  })

  it('does not go round a circle of many levels', () => {
    const ring = Array.from({ length: 50 }, (_, i) => read(`id: r${i}\ntitle: R\nbasedOn: [r${(i + 1) % 50}, r${(i + 2) % 50}]`))
    expect(inherit(ring[0]!, find(...ring)).problems.length).toBeGreaterThan(0)
  })
})

describe('versions of one agreement (R10)', () => {
  const version = (effective: string | null, zone: string) =>
    ({ ...MASTER, zone, text: effective === null ? {} : { effective } }) as Contract
  const v1 = version(null, 'Europe/Berlin')
  const v2 = version('2026-03-01', 'Europe/Paris')
  const v3 = version('2026-06-01', 'Europe/Rome')

  it('stand in the order in which they came into force', () => {
    expect(contractVersions([v3, v1, v2]).get('master')).toEqual([v1, v2, v3])
  })

  it.each([
    ['2026-02-28', 'Europe/Berlin'],
    ['2026-03-01', 'Europe/Paris'],
    ['2026-07-01', 'Europe/Rome'],
  ])('a child of %s inherits from the version then in force', (effective, zone) => {
    const child = read(`id: child\ntitle: C\nbasedOn: [master]\ntext: { effective: ${effective} }`)
    expect(inheritAll([child, v3, v1, v2])[0]?.contract?.zone).toBe(zone)
  })

  it('a child without a date inherits from the latest', () => {
    expect(inheritAll([read('id: child\ntitle: C\nbasedOn: [master]'), v3, v1, v2])[0]?.contract?.zone).toBe('Europe/Rome')
  })
})
