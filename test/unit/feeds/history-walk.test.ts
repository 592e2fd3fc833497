/** The requests to a Statuspage for its history, their order, and what the answers lead to: tables of answers, no servers. */
import { describe, expect, it } from 'vitest'
import { type HistoryAnswers, historyDocument, historyWalk } from '../../../shared/feeds/parts/history-walk.ts'
import { statuspageHistory } from '../../../shared/feeds/statuspage-history.ts'
import { readAs, spansOf } from './reading.ts'
import { API, component, incident, incidents, response, update } from './statuspage-rows.ts'

const PAGE = new URL('https://status.example/')
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June']
const row = (code: string, impact = 'major', timestamp = 'Jun 10, 07:00 - 08:30 UTC'): object => ({
  code,
  name: code,
  message: '',
  impact,
  timestamp,
})
const months = (year: number, ...list: (readonly [number, ...object[]])[]): string =>
  JSON.stringify({ months: list.map(([month, ...rows]) => ({ name: MONTHS[month - 1], year, incidents: rows })) })
const detail = (id: string): object =>
  incident(id, [update(420, 'investigating', [[API, 'operational', 'major_outage']]), update(450, 'resolved')])

const SITE: Readonly<Record<string, string>> = {
  '/api/v2/incidents.json': incidents(detail('new')),
  '/api/v2/components.json': response({ components: [component(API)] }),
  '/history.json?page=1': months(
    2026,
    [6, row('new'), row('a'), row('quiet', 'none')],
    [5],
    [4, row('b', 'critical', 'Apr 3, 07:00 - 08:30 UTC')],
  ),
  '/history.json?page=2': months(2026, [3, row('c', 'minor', 'Mar 3, 07:00 - 08:30 UTC')], [2], [1]),
  '/api/v2/incidents/a.json': response({ incident: detail('a') }),
}

function walk(
  since: { year: number; month: number },
  site = SITE,
): { asked: string[]; answers: HistoryAnswers; last: ReturnType<typeof historyWalk> } {
  const answers = new Map<string, string | null>()
  for (let turn = 0; turn < 100; turn++) {
    const last = historyWalk(PAGE, since, answers)
    if (!last.ask) return { asked: [...answers.keys()].map((each) => each.replace(PAGE.href, '/')), answers, last }
    expect(answers.has(last.ask.href)).toBe(false)
    answers.set(last.ask.href, site[`${last.ask.pathname}${last.ask.search}`] ?? null)
  }
  throw new Error('asks for ever')
}
const LISTS = ['/api/v2/incidents.json', '/api/v2/scheduled-maintenances.json', '/api/v2/components.json']

describe('the way back', () => {
  it.each([
    ['to a month on the first page', { year: 2026, month: 5 }, ['/history.json?page=1', '/api/v2/incidents/a.json']],
    [
      'to the last month of the first page',
      { year: 2026, month: 4 },
      ['/history.json?page=1', '/api/v2/incidents/a.json', '/api/v2/incidents/b.json'],
    ],
    [
      'to the first month of the second',
      { year: 2026, month: 3 },
      ['/history.json?page=1', '/history.json?page=2', '/api/v2/incidents/a.json', '/api/v2/incidents/b.json', '/api/v2/incidents/c.json'],
    ],
  ])('asks, %s, for the lists, the months and each incident with an impact that is not held', (_what, since, rest) => {
    expect(walk(since).asked).toEqual([...LISTS, ...rest])
  })
  it('ends where the months do', () => {
    const { asked, last } = walk({ year: 2020, month: 1 })
    expect(asked.filter((each) => each.startsWith('/history'))).toHaveLength(3)
    expect(last).toMatchObject({ isFarEnough: false, oldest: { year: 2026, month: 1 }, progress: { done: 3, of: 3 } })
  })
  it('ends where a page answers with the same months whatever its number', () => {
    const same = { ...SITE, '/history.json?page=2': SITE['/history.json?page=1']! }
    expect(walk({ year: 2020, month: 1 }, same).asked.filter((each) => each.startsWith('/history'))).toHaveLength(2)
  })
  it('says how far it is', () => {
    const { answers } = walk({ year: 2026, month: 4 })
    const half = new Map([...answers].slice(0, -1))
    expect(historyWalk(PAGE, { year: 2026, month: 4 }, half)).toMatchObject({ progress: { done: 1, of: 2 }, isFarEnough: true })
  })
})

describe('the document of the answers', () => {
  const since = { year: 2026, month: 4 }
  const { answers } = walk(since)
  it('is read as details where there are, and as rows of the months where there are none', () => {
    const document = historyDocument(PAGE, since, answers)
    const reading = readAs(statuspageHistory)(document ?? '')
    expect(spansOf(reading)).toEqual([
      'c1 down 06-10 07:00 to 06-10 07:30 (component-transition)',
      'c1 down 06-10 07:00 to 06-10 07:30 (component-transition)',
      'null down 04-03 07:00 to 04-03 08:30 (page-only)',
    ])
    expect(reading).toMatchObject({ completeFrom: Date.UTC(2026, 3, 1), account: { read: 4, spans: 2, noImpact: 1, notAssigned: 1 } })
    expect(reading.evidence.coverage).toMatchObject([{ service: 'c1', from: Date.UTC(2026, 3, 1) }])
  })
  it('is what there is, half way', () => {
    const half = new Map([...answers].filter(([href]) => !href.includes('/incidents/')))
    expect(readAs(statuspageHistory)(historyDocument(PAGE, since, half) ?? '').account).toMatchObject({ notAssigned: 2 })
  })
  it('leaves out months before the one that was asked for', () => {
    const document = JSON.parse(historyDocument(PAGE, { year: 2026, month: 5 }, answers) ?? '{}') as { months: object[] }
    expect(document.months).toHaveLength(2)
  })
  it('is none where no month was read', () => {
    expect(historyDocument(PAGE, since, new Map([[`${PAGE.href}history.json?page=1`, '<html></html>']]))).toBeNull()
  })
})
