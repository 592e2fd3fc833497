/** The requests for a pasted address, their order, and what the answers lead to: tables of answers instead of servers. */
import { describe, expect, it } from 'vitest'
import { type Answer, detect, foundInWords, inWords, recognise, type Step } from '../../../shared/feeds/detect.ts'
import { ADAPTORS } from '../../../shared/feeds/index.ts'
import { fixture } from './fixture.ts'

const HTML = '<!doctype html><html><head><title>Status</title></head><body>All good</body></html>'
const NOT_FOUND: Answer = { status: 404, body: '' }

type Table = Readonly<Record<string, string | object | Answer>>

const isAnswer = (value: string | object): value is Answer => typeof value === 'object' && 'body' in value

/** Asks as long as there is something to ask; what the table does not have is answered with `other`. */
function run(
  page: string,
  table: Table,
  other: Answer = NOT_FOUND,
): { readonly asked: readonly string[]; readonly step: Exclude<Step, { ask: URL }> } {
  const url = new URL(page)
  const answers = new Map<string, Answer>()
  for (let turn = 0; turn < 60; turn++) {
    const step = detect(url, answers)
    if (!('ask' in step)) return { asked: [...answers.keys()], step }
    expect(answers.has(step.ask.href)).toBe(false)
    const given = table[step.ask.href] ?? table[step.ask.pathname]
    const body = typeof given === 'object' && !isAnswer(given) ? JSON.stringify(given) : given
    answers.set(step.ask.href, body === undefined ? other : typeof body === 'string' ? { status: 200, body } : body)
  }
  throw new Error('asks for ever')
}

const found = (page: string, table: Table, other?: Answer): string => {
  const { step } = run(page, table, other)
  return 'found' in step ? step.found.adaptor.id : 'nothing'
}

const PAGE = 'https://status.example/'
const part = (more: object = {}): object => ({
  id: 'c1',
  name: 'API',
  status: 'operational',
  page_id: 'p',
  group_id: null,
  group: false,
  only_show_if_degraded: false,
  ...more,
})
const summary = (more: object = {}): object => ({
  page: { id: 'p', name: 'Example' },
  status: { indicator: 'none', description: '' },
  components: [part()],
  incidents: [],
  scheduled_maintenances: [],
  ...more,
})

describe('detection', () => {
  it.each([
    ['statuspage', '/api/v2/summary.json', summary()],
    ['statuspage', '/api/v2/summary.json', summary({ components: [] })],
    [
      'incident-io',
      '/api/v2/summary.json',
      { ...summary(), components: [{ id: '01HZXW3ZP5Q4RNA1V6J8K2T9YB', name: 'API', status: 'operational' }] },
    ],
    [
      'incident-io',
      '/api/v2/summary.json',
      { page: { id: 'x', name: 'E' }, status: { indicator: 'none' }, components: [{ id: 'x', name: 'API', status: 'operational' }] },
    ],
    ['statuspage', '/api/v2/incidents.json', fixture('statuspage')],
    ['instatus', '/summary.json', { page: { name: 'E', url: PAGE, status: 'UP' } }],
    ['better-stack', '/index.json', fixture('better-stack')],
    ['rootly', '/api/v1/incidents.json', fixture('rootly')],
    ['sorry', '/api/v1/notices', fixture('sorry')],
    ['cstate', '/index.json', { is: 'index', cStateVersion: '5.2', systems: [{ name: 'API', status: 'ok' }] }],
    ['uptime-kuma', '/api/status-page/heartbeat/default', fixture('uptime-kuma')],
    ['gatus', '/api/v1/endpoints/statuses', fixture('gatus')],
    [
      'cachet',
      '/api/v1/components',
      { meta: { pagination: { total: 1, total_pages: 1 } }, data: [{ id: 1, name: 'API', status: 1, group_id: 0 }] },
    ],
    [
      'cachet-3',
      '/api/components',
      { data: [{ id: '1', type: 'components', attributes: { name: 'API', status: 1, created: {} } }], links: {} },
    ],
    ['openstatus', '/feed/json', fixture('openstatus')],
    ['standing', '/.well-known/sla.json', fixture('standing')],
  ])('finds %s at %s', (id, path, body) => {
    const { step } = run(PAGE, { [path]: body })
    expect('found' in step && step.found.adaptor.id).toBe(id)
    expect('found' in step && step.found.by.pathname).toBe(path)
    expect('found' in step && step.found.addresses.map(({ href }) => href)).toEqual(
      ADAPTORS.find((adaptor) => adaptor.id === id)
        ?.addresses(new URL(PAGE))
        .map(({ href }) => href),
    )
  })

  it('finds the same where every other address answers with a page', () => {
    const all: Answer = { status: 200, body: HTML }
    expect(found(PAGE, { '/feed/json': fixture('openstatus') }, all)).toBe('openstatus')
    expect(found(PAGE, {}, all)).toBe('nothing')
  })

  it('asks one address of a page that is what most are, and none twice', () => {
    expect(run(PAGE, { '/api/v2/summary.json': summary() }).asked).toEqual(['https://status.example/api/v2/summary.json'])
    const { asked } = run(PAGE, {})
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.length).toBeLessThan(15)
    expect(asked.every((each) => new URL(each).host === 'status.example')).toBe(true)
  })

  it('asks in the order of the likely', () => {
    expect(run(PAGE, {}).asked.map((each) => new URL(each).pathname)).toEqual([
      ...[
        '/api/v2/summary.json',
        '/api/v2/incidents.json',
        '/summary.json',
        '/index.json',
        '/api/v1/incidents.json',
        '/api/v1/notices',
        '/api/status-page/heartbeat/default',
        '/api/v1/endpoints/statuses',
      ],
      ...['/api/v1/components', '/api/components', '/feed/json', '/.well-known/sla.json', '/'],
    ])
  })

  it.each(ADAPTORS.map(({ id }) => id))('takes the address of a response of %s itself', (id) => {
    const at = 'https://status.example/some/where?x=1'
    const { asked, step } = run(at, { [at]: fixture(id) })
    expect(asked).toEqual([at])
    expect('found' in step && [step.found.adaptor.id, step.found.addresses.map(({ href }) => href)]).toEqual([id, [at]])
  })

  it('goes from an incident’s page to the feed of its host', () => {
    expect(found('https://status.example/incidents/abc#top', { '/incidents/abc': HTML, '/api/v2/summary.json': summary() })).toBe(
      'statuspage',
    )
  })

  it('finds the page of a monitor by the last part of its path', () => {
    expect(found('https://up.example/status/shop', { '/api/status-page/heartbeat/shop': fixture('uptime-kuma') })).toBe('uptime-kuma')
  })

  it('finds a page in a folder', () => {
    expect(found('https://example.github.io/status/', { '/status/index.json': { cStateVersion: '5', systems: [] } })).toBe('cstate')
  })
})

describe('detection of known hosts', () => {
  it.each([
    ['https://health.aws.amazon.com/health/status', 'https://health.aws.amazon.com/public/currentevents', '[]', 'aws'],
    ['https://status.cloud.google.com/', 'https://status.cloud.google.com/incidents.json', fixture('google'), 'google'],
    [
      'https://www.google.com/appsstatus/dashboard/summary',
      'https://www.google.com/appsstatus/dashboard/incidents.json',
      fixture('google'),
      'google',
    ],
    ['https://status.azure.com/', 'https://azure.status.microsoft/en-us/status/feed/', fixture('azure'), 'azure'],
    ['https://status.slack.com/', 'https://slack-status.com/api/v2.0.0/history', fixture('slack'), 'slack'],
    ['https://status.heroku.com/', 'https://status.heroku.com/api/v4/incidents?limit=100', fixture('heroku'), 'heroku'],
    [
      'https://github.com/acme/upptime/issues',
      'https://raw.githubusercontent.com/acme/upptime/HEAD/history/summary.json',
      fixture('upptime'),
      'upptime',
    ],
    ['https://status.stripe.com/', 'https://www.stripestatus.com/api/v2/incidents.json', fixture('statuspage'), 'statuspage'],
  ])('%s', (page, address, body, id) => {
    const { asked, step } = run(page, { [address]: body })
    expect('found' in step && step.found.adaptor.id).toBe(id)
    expect(asked.at(-1)).toBe(address)
  })

  it('takes an empty list for quiet only of whom it is known', () => {
    expect(found('https://health.aws.amazon.com/', { '/public/currentevents': '[]' })).toBe('aws')
    expect(found(PAGE, {}, { status: 200, body: '[]' })).toBe('nothing')
  })

  it.each([
    ['https://status.zendesk.com/', 'Zendesk'],
    ['https://ocistatus.oraclecloud.com/', 'Oracle Cloud'],
    ['https://www.apple.com/support/systemstatus/', 'Apple'],
  ])('says without asking that the format of %s is not read', (page, title) => {
    const { asked, step } = run(page, {})
    expect(asked).toEqual([])
    expect('nothing' in step && step.nothing.map(inWords)).toEqual([`${page}: ${title} has a format of its own that is not read`])
  })

  it('does not take a host that only ends like a known one', () => {
    expect(found('https://status.slack.com.example/', { 'https://slack-status.com/api/v2.0.0/history': fixture('slack') })).toBe('nothing')
  })
})

describe('detection of what is no feed', () => {
  const reasons = (table: Table, other?: Answer): readonly string[] => {
    const { step } = run(PAGE, table, other)
    return 'nothing' in step ? step.nothing.map(inWords) : [`found ${step.found.adaptor.id}`]
  }
  const SUMMARY = 'https://status.example/api/v2/summary.json'

  it.each([
    ['Oracle Cloud’s answer', { regionHealthReports: [] }, 'not what the address promises: Oracle Cloud'],
    [
      'NetSuite’s answer',
      { page: { id: 'x', name: 'N' }, status: { indicator: 'none' } },
      'not what the address promises: a page and its state, without the lists of Statuspage',
    ],
    [
      'rows of another shape',
      summary({ components: [{ title: 'API' }] }),
      'not what the address promises: a page and its state, without the lists of Statuspage',
    ],
    ['a page', HTML, 'a page for people, no feed'],
    ['an error in JSON', { error: 'not found' }, 'JSON of a shape that is not known'],
    ['JSON cut off', '{"page":{"id"', 'text that is no feed'],
    ['nothing', { status: 200, body: '' }, 'text that is no feed'],
    ['an error', { status: 500, body: '' }, 'status 500'],
    [
      'another host',
      { status: 302, body: '', moved: 'https://other.example/' },
      'moved to https://other.example/: ask for that address if it is right',
    ],
  ])('says so of %s', (_what, answer, words) => {
    expect(reasons({ '/api/v2/summary.json': answer })[0]).toBe(`${SUMMARY}: ${words}`)
  })

  it.each([
    ['does not answer', { status: 0, body: '' }, 'no answer'],
    ['asks to be left alone', { status: 429, body: '' }, 'status 429'],
  ])('asks no more of one who %s', (_what, other, words) => {
    expect(reasons({}, other)).toEqual([`${SUMMARY}: ${words}`])
  })

  it('takes no other feed’s response at an address for its own', () => {
    expect(found(PAGE, { '/api/v2/summary.json': fixture('gatus') })).toBe('nothing')
  })
})

describe('detection by the links of a page', () => {
  const head = (...links: string[]): string => `<!doctype html><html><head>${links.join('')}</head><body></body></html>`
  const link = (type: string, href: string): string => `<link rel="alternate" type="${type}" href="${href}">`

  it('takes RSS and Atom before a calendar', () => {
    const page = head(link('text/calendar', '/m.ics'), link('application/atom+xml', 'history.atom'))
    const { step } = run(PAGE, { '/': page, '/history.atom': fixture('rss'), '/m.ics': fixture('ical') })
    expect('found' in step && foundInWords(step.found)).toBe('https://status.example/history.atom: RSS or Atom (rss)')
    expect('found' in step && step.found.addresses.map(({ href }) => href)).toEqual(['https://status.example/history.atom'])
    expect(found(PAGE, { '/': page, '/m.ics': fixture('ical') })).toBe('ical')
  })

  it('asks nobody else, and says where the feed would be', () => {
    const { asked, step } = run(PAGE, { '/': head(link('application/rss+xml', 'https://feeds.example/x')) })
    expect(asked.every((each) => new URL(each).host === 'status.example')).toBe(true)
    expect('nothing' in step && step.nothing.map(inWords)).toContain(
      'https://feeds.example/x: a feed on another host, feeds.example: ask for that address if it is right',
    )
  })

  it('follows no address that is not of the web, and no more than eight', () => {
    const many = Array.from({ length: 30 }, (_, index) => link('application/rss+xml', `/feed/${index}`))
    expect(
      run(PAGE, { '/': head(link('application/rss+xml', 'javascript:alert(1)'), ...many) }).asked.filter((each) => /feed\/\d/.test(each)),
    ).toHaveLength(8)
  })
})

describe('recognising a file', () => {
  it.each(ADAPTORS.map(({ id }) => id))('%s', (id) => {
    expect(recognise(fixture(id))?.id).toBe(id)
  })

  it.each([['', HTML, '{}', '[]', 'words', '{"a":']])('nothing', (body) => {
    expect(recognise(body)).toBeNull()
  })
})
