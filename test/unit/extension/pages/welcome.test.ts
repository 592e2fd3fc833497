import { describe, expect, it } from 'vitest'
import type { SourcePreview } from '../../../../extension/messages.ts'
import { linkByName } from '../../../../extension/model/match-components.ts'
import { nameOfPage, pageContract, pageLinks, preselected, TAKEN_AT_MOST } from '../../../../extension/pages/welcome/draft.ts'
import { readContract } from '../../../../shared/contract/read-contract.ts'
import { agreement } from '../records.ts'

const part = (id: string, name: string) => ({ id, name, group: null })
const look = (...components: SourcePreview['components']): SourcePreview => ({
  title: 'Acme',
  address: 'https://status.acme.example/api/v2/incidents.json',
  also: [],
  feed: 'statuspage',
  components,
  incidents: 0,
  completeFrom: null,
  at: 0,
  evidence: { spans: [], maintenance: [] },
})

describe('an agreement made for a status page', () => {
  const page = 'https://status.acme.example/'
  it('can be read as any other', () => {
    const contract = pageContract(look(part('a', 'API'), part('b', 'Console')), page, ['a', 'b'], '99.9')
    expect(readContract(JSON.stringify(contract), 'json').problems).toEqual([])
    expect(contract.objectives.map(({ name, target }) => [name, target])).toEqual([
      ['API', '99.9'],
      ['Console', '99.9'],
    ])
  })
  it('keeps parts of one name apart', () => {
    const twins = look(part('a', 'API'), part('b', 'API'))
    expect(pageLinks(twins, ['a', 'b'])).toEqual({ a: ['api'], b: ['api-2'] })
    expect(readContract(JSON.stringify(pageContract(twins, page, ['a', 'b'], '99.9')), 'json').problems).toEqual([])
  })
  it('gives a part a name of its own where its name has no letters', () => {
    expect(Object.values(pageLinks(look(part('a', '東京')), ['a']))).toEqual([['service']])
  })
})

it.each([
  ['status.acme.example', 'acme.example'],
  ['www.githubstatus.com', 'githubstatus.com'],
  ['acme.statuspage.io', 'acme'],
])('%s is called %s', (host, name) => expect(nameOfPage(host)).toBe(name))

describe('the parts that are ticked at first', () => {
  it('are all but pointers to somewhere else', () => {
    expect(preselected([part('a', 'API'), part('b', 'Visit www.acme.example for more information')])).toEqual(['a'])
  })
  it.each([
    [TAKEN_AT_MOST - 1, TAKEN_AT_MOST - 1],
    [TAKEN_AT_MOST, TAKEN_AT_MOST],
    [TAKEN_AT_MOST + 1, TAKEN_AT_MOST],
  ])('of %i are %i', (there, taken) => {
    expect(preselected(Array.from({ length: there }, (_, i) => part(String(i), `Part ${i}`)))).toHaveLength(taken)
  })
})

describe('parts put to services by name', () => {
  const contract = {
    ...agreement('a').contract,
    services: [
      { id: 'issues', name: 'Issues and Pull Requests' },
      { id: 'api', name: 'API requests' },
      { id: 'pages', name: 'Pages' },
    ],
  }
  it.each([
    ['the same words', 'API Requests', ['api']],
    ['a part of them', 'Pull Requests', ['issues']],
    ['more of them', 'GitHub Pages', ['pages']],
    ['none of them', 'Copilot', undefined],
    ['a word that only begins alike', 'Page', undefined],
  ])('%s', (_what, name, services) => expect(linkByName(contract, [part('x', name)]).x).toEqual(services))
})
