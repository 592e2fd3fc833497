import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { changed, full, small } from './documents.ts'

const readJson = (document: unknown) => readContract(JSON.stringify(document), 'json')
/** `PATH: wanted … got …` in the order found. */
const lines = (document: unknown) => readJson(document).problems.map(({ path, got }) => `${path} < ${got}`)

describe('what it reads', () => {
  it.each([
    ['the least', small],
    ['one of everything', full],
  ])('keeps the shape of %s, from JSON and from YAML', (_what, make) => {
    const clean = { contract: make(), problems: [], warnings: [] }
    expect(readJson(make())).toEqual(clean)
    expect(readContract(stringify(make()), 'yaml')).toEqual(clean)
  })

  it('takes decimals of YAML from their source text, so that 99.90 stays 99.90', () => {
    const text = `
format: standing/contract@1
id: a
title: A
zone: UTC
period: { every: month }
text: { version: 1.10, effective: 2026-06-01 }
services: [{ id: api, name: API }]
objectives:
  - id: uptime
    services: [api]
    target: 99.90
    measure: { by: time, weights: { down: 1, partial: 0.50 } }
`
    const { contract, problems } = readContract(text, 'yaml')
    expect(problems).toEqual([])
    expect(contract?.objectives[0]).toMatchObject({ target: '99.90', measure: { weights: { down: 1, partial: '0.50' } } })
    expect(contract?.text).toEqual({ version: '1.10', effective: '2026-06-01' })
  })

  it('warns of fields it does not know and keeps them; x-, description and $schema are free', () => {
    const document = {
      ...changed(small(), 'objectives[0].colour', 'red'),
      'x-own': 1,
      description: 'Ours',
      $schema: 'https://a.example',
      colour: 2,
    }
    const { contract, problems, warnings } = readJson(document)
    expect(problems).toEqual([])
    expect(warnings.map(({ path }) => path)).toEqual(['objectives[0].colour', 'colour'])
    expect(contract).toEqual(document)
  })

  it.each([
    // one letter less, more, other, swapped; two; three are too many
    ['service', 'services (did you mean that?)', 'problems'],
    ['targt', 'target (did you mean that?)', 'problems'],
    ['tarjet', 'target (did you mean that?)', 'problems'],
    ['targetss', 'target (did you mean that?)', 'problems'],
    ['tragte', 'target (did you mean that?)', 'problems'],
    ['trgttes', 'a field this format knows', 'warnings'],
  ] as const)('says for %s: %s, in %s', (written, meant, where) => {
    const read = readJson(changed(full(), `objectives[0].${written}`, 'x'))
    expect(read[where === 'warnings' ? 'problems' : 'warnings']).toEqual([])
    expect(read[where].map(({ path, wanted }) => [path, wanted])).toEqual([
      [`objectives[0].${written}`, `${meant}, or a field that begins with x-`],
    ])
  })

  it.each([
    // what decides a figure is refused (R35)
    ['objectives[0].measure', 'unti', 'unit (did you mean that?)'],
    ['objectives[0].measure.minRun', 'atleast', 'atLeast (did you mean that?)'],
    ['remedies[0]', 'cap', 'caps (did you mean that?)'],
    ['remedies[0].bands[0]', 'bellow', 'below (did you mean that?)'],
    ['remedies[0].bands[0]', 'range', 'below, atMost, atLeast, above, over, credit, plus'],
    ['remedies[0].claim', 'method_', 'method (did you mean that?)'],
    ['exclusions[0]', 'whitin', 'within (did you mean that?)'],
    ['support', 'pauseon', 'pauseOn (did you mean that?)'],
    ['period', 'anchr', 'anchor (did you mean that?)'],
  ])('refuses an unknown word in %s: %s', (holder, written, meant) => {
    expect(readJson(changed(full(), `${holder}.${written}`, 'x')).problems).toMatchObject([
      { path: `${holder}.${written}`, wanted: `${meant}, or a field that begins with x-` },
    ])
    for (const free of ['x-own', 'description', '$schema']) {
      const { problems, warnings } = readJson(changed(full(), `${holder}.${free}`, 'x'))
      expect([problems, warnings]).toEqual([[], []])
    }
  })

  it('an agreement based on others may leave parts to them, and references', () => {
    const child = {
      format: 'standing/contract@1',
      id: 'child',
      title: 'Child',
      basedOn: ['master'],
      objectives: [(full().objectives as object[])[0]],
    }
    expect(readJson(child).problems).toEqual([])
  })
})

describe('what it refuses, by path', () => {
  // path in the full agreement, the value put there (undefined: taken away), where the problem stands if elsewhere
  it.each<[path: string, value: unknown, at?: string]>([
    // form of the document
    ['format', 'standing/contract@2'],
    ['format', undefined],
    ['id', 'Acme CRM'],
    ['id', ''],
    ['id', 'constructor'],
    ['id', undefined],
    ['title', ''],
    ['title', 42],
    ['title', undefined],
    ['zone', 'Europe/Nowhere'],
    ['zone', '+01:00'],
    ['zone', undefined],
    ['period', undefined],
    ['services', undefined],
    ['objectives', undefined],
    ['objectives', {}],
    ['objectives', null],
    ['objectives[0]', 'uptime'],
    ['kind', 'slo'],
    ['scope', 'galaxy'],
    ['state', 'sleeping'],
    ['text.effective', '2026-02-30'],
    ['text.url', 'javascript:alert(1)'],
    ['text.checked', '2026-11-01T00:00:00Z'],

    // time
    ['period', { every: 'fortnight' }, 'period.every'],
    ['period', { every: 'P30D' }, 'period.from'],
    ['period', { every: 'PT0S', from: '2026-01-01' }, 'period.every'],
    ['period', { every: 'P200Y', from: '2026-01-01' }, 'period.every'],
    ['period', { rolling: 'month' }, 'period.rolling'],
    ['period', { lookback: 'P365D' }, 'period.endsAt'],
    ['period', {}],
    ['period', { every: 'month', anchor: { day: 32 } }, 'period.anchor.day'],
    ['period', { every: 'week', anchor: { weekday: 'monday' } }, 'period.anchor.weekday'],
    ['period', { every: 'month', denominator: 'half' }, 'period.denominator'],
    ['billing.every', 'day'],
    ['term.until', '2025-12-31'],
    ['term.until', '2025-12-31T09:59:59Z'],
    ['term.renews', '1 year'],
    ['term.cancelBy', { before: 'until' }, 'term.cancelBy.days'],
    ['term.cancelBy', { months: 1, days: 1, before: 'until' }, 'term.cancelBy.months'],
    ['services[0].alive', { from: '2026-02-01', until: '2026-01-01' }, 'services[0].alive.until'],
    ['restrictions[0].until', '2026-02-28'],
    ['facts.plan[0].until', '2025-01-01'],

    // calendars
    ['calendars.office.weekly.weekdays', ['08:00-18:00']],
    ['calendars.office.weekly.mon-fri[0]', '8-18'],
    ['calendars.office.weekly.mon-fri[0]', '24:00-08:00'],
    ['calendars.office.weekly.mon-fri[0]', '08:00-24:30'],
    ['calendars.office.dates.2026-02-30', []],
    ['calendars.abroad.zone', 'Mars/Base'],
    ['calendars.night', { not: 'day' }, 'calendars.night.not'],
    ['calendars.night', { not: 'night' }, 'calendars.night.not'],
    ['calendars.office', { not: 'night' }, 'calendars.night.not'],
    ['calendars.office', { union: ['common'] }, 'calendars.common.intersect[0]'],
    ['calendars.night', {}],
    ['calendars.always', { not: 'office' }],
    ['calendars.constructor', { not: 'office' }],

    // ids given twice: the later one
    ['services[1].id', 'api'],
    ['objectives[1].id', 'uptime'],
    ['exclusions[1].id', 'maintenance'],
    ['remedies[1].id', 'credit'],
    ['remedies[0].claim.steps[1].id', 'notice'],
    ['support.severities[1].id', 'p1'],
    ['deliverables[1].id', 'weekly-report'],
    ['parties.customer.contacts[0].id', 'desk'],

    // references: where they stand
    ['objectives[0].services[1]', 'mail'],
    ['objectives[0].services[1]', 'api'],
    ['objectives[0].services', []],
    ['objectives[0].during', 'evening'],
    ['objectives[0].exclude[0]', 'rain'],
    ['objectives[0].remedies[0]', 'flowers'],
    ['objectives[0].plan', 'silver'],
    ['objectives[7].measure.severities[0]', 'p9'],
    ['objectives[7].measure.severities[0]', 'new-user'],
    ['objectives[8].measure.severities[0]', 'p1'],
    ['objectives[9].measure.deliverables[0]', 'daily-report'],
    ['objectives[10].measure.clock.calendar', 'evening'],
    ['exclusions[0].within', 'evening'],
    ['exclusions[1].notice.calendar', 'evening'],
    ['remedies[0].claim.steps[2].within.calendar', 'evening'],
    ['support.severities[0].calendar', 'evening'],
    ['deliverables[0].calendar', 'evening'],
    ['parties.provider.contacts[0].hours', 'evening'],
    ['roles.engineeringAgent', 'nobody'],
    ['escalation[0].to', 'nobody'],
    ['escalation[1].severities[0]', 'p9'],

    // figures: R34, R14
    ['objectives[0].target', 99.9],
    ['objectives[0].target', '0'],
    ['objectives[0].target', '0.000'],
    ['objectives[0].target', '100.000000000000001'],
    ['objectives[0].target', '99,9'],
    ['objectives[0].target', '9.99e1'],
    ['objectives[0].target', '-99'],
    ['objectives[0].target', undefined],
    ['objectives[4].target', '95.1'],
    ['objectives[5].target', '98'],
    ['objectives[7].target', '94'],
    ['objectives[8].target', '95'],
    ['objectives[10].target', '95'],
    ['objectives[0].measure.weights.partial', '1.1'],
    ['objectives[0].measure.weights.partial', 0.5],
    ['objectives[0].measure.weights.partial', 2],
    ['objectives[0].measure.minCoverage', '101'],
    ['objectives[0].measure.round.decimals', 2.5],
    ['objectives[0].measure.confirm.failures', 0],
    ['objectives[1].measure.minRequests', -1],
    ['objectives[1].measure.minRequests', 2 ** 53],

    // measures
    ['objectives[0].measure', undefined],
    ['objectives[0].measure.by', 'magic'],
    ['objectives[0].measure.by', undefined],
    ['objectives[0].measure.unit', 'minutes'],
    ['objectives[0].measure.unit', { whole: 'P1M' }, 'objectives[0].measure.unit.whole'],
    ['objectives[0].measure.unit', { whole: 'PT1M', touched: 'PT1M' }, 'objectives[0].measure.unit.touched'],
    ['objectives[0].measure.minRun.atLeast', 5],
    ['objectives[0].measure.minRun', { atLeast: 'PT5M', over: 'PT5M' }, 'objectives[0].measure.minRun.atLeast'],
    ['objectives[0].measure.authority', 'judge'],
    ['objectives[0].measure.authority.order[0]', 'rumour:acme'],
    ['objectives[1].measure.slot', undefined],
    ['objectives[1].measure.slot', 'PT0S'],
    ['objectives[1].measure.downWhen', undefined],
    ['objectives[1].measure.downWhen.errorRate.over', '101'],
    ['objectives[3].measure.empty', 'up'],
    ['objectives[4].measure.percentile', undefined],
    ['objectives[4].measure.atMost', 'PT0S'],
    ['objectives[5].measure.atLeast', undefined, 'objectives[5].measure.over'],
    ['objectives[6].measure.bands', []],
    ['objectives[6].measure.bands[1].within', 'PT1S'],
    ['objectives[7].measure.attainment', undefined],
    ['objectives[7].measure.missesAllowed', 1],
    ['objectives[7].measure.clock', 'patience'],
    ['objectives[10].measure.clock.to', 'forgotten'],
    ['objectives[0].burn[0].spend', '0'],
    ['objectives[0].burn[0].in', 'P1M'],

    // exclusions and remedies
    ['exclusions[0].category', 'weather'],
    ['exclusions[0].notice', 'two days'],
    ['exclusions[0].budget.hours', '-1'],
    ['exclusions[0].budget.per', 'week'],
    ['remedies[0].kind', 'flowers'],
    ['remedies[0].bands', undefined],
    ['remedies[0].bands', []],
    ['remedies[0].bands[0].credit', undefined],
    ['remedies[0].bands[1].below', '95.0'],
    ['remedies[0].bands[1].below', '94.9'],
    ['remedies[0].bands[1].atMost', '99.0'],
    ['remedies[0].bands[1].below', 'PT4H'],
    ['remedies[1].bands[0].atMost', '8'],
    ['remedies[1].bands[0].atMost', 'PT4H'],
    ['remedies[0].base.currency', 'EURO'],
    ['remedies[0].base.currency', 'QQQ'],
    ['remedies[0].base.currency', undefined],
    ['remedies[0].base.amount', 1200],
    ['remedies[0].caps[0]', {}],
    ['remedies[0].caps[0].of', 'the moon'],
    ['remedies[0].claim.steps[0].after', 'lunch'],
    ['remedies[0].claim.steps[0].within', { weeks: 2 }],
    ['remedies[0].claim.steps', []],
    ['remedies[0].claim.url', 'ftp://acme.example'],
    ['remedies[0].history', {}],
    ['remedies[2].multiple', undefined],
    ['remedies[3].perBlock.block', 'PT0S'],
    ['remedies[4].lostTime.rate.currency', undefined],
    ['remedies[5].credit', '10'],

    // support and the rest
    ['support.severities[0].response', 'P1M'],
    ['support.pauseOn[0]', 'holiday'],
    ['deliverables[0].schedule', 'every Monday'],
    ['deliverables[0].schedule', 'RRULE:FREQ=SECONDLY'],
    ['deliverables[0].schedule', 'RRULE:FREQ=HOURLY;BYMINUTE=0,30'],
    ['deliverables[0].schedule', 'RRULE:FREQ=DAILY;BYHOUR=8,9,10,11,12;BYMINUTE=0,12,24,36,48'],
    ['deliverables[0].schedule', 'RRULE:FREQ=YEARLY;BYSECOND=0,1,2,3,4,5;BYMINUTE=1,2,3,4,5'],
    ['deliverables[0].schedule', 'RRULE:BYDAY=MO'],
    ['deliverables[0].schedule', 'FREQ=DAILY;BYHOUR=24'],
    ['deliverables[0].schedule', 'FREQ=DAILY;COUNT=2;UNTIL=20270101'],
    ['deliverables[1].after.event', 'rain'],
    ['deliverables[1].schedule', 'FREQ=DAILY', 'deliverables[1].after'],
    ['escalation[0].of', 'budget-spent-lots'],
    ['escalation[0].after', undefined],
    ['restrictions[0].effect', 'annoys'],
    ['dependsOn[0].combine', 'magic'],
    ['dependsOn[1].of', []],
    ['dependsOn[1].of[0].target', '0'],
    ['objectives[0].when.zones', { atLeast: 'two' }, 'objectives[0].when.zones.atLeast'],
    ['objectives[0].when.zones', {}, 'objectives[0].when.zones.atLeast'],
    ['objectives[0].when.zones', null],
  ])('%s = %j', (path, value, at = path) => {
    const { contract, problems } = readJson(changed(full(), path, value))
    expect(contract).toBeNull()
    expect(problems.map((problem) => problem.path)).toContain(at)
  })

  it('says all of them at once, once each', () => {
    let document = changed(full(), 'objectives[0].target', 99.9)
    document = changed(document, 'term.until', '2025-01-01')
    document = changed(document, 'objectives[1].services[0]', 'mail')
    document = changed(document, 'title', undefined)
    expect(lines(document).sort()).toEqual([
      'objectives[0].target < 99.9',
      'objectives[1].services[0] < "mail"',
      'term.until < "2025-01-01"',
      'title < nothing',
    ])
  })

  it('advises to quote a JSON number where a decimal is wanted', () => {
    expect(readJson(changed(small(), 'objectives[0].target', 99.9)).problems[0]?.wanted).toContain('in quotes')
  })

  it('accepts equal ends, which are empty (R34)', () => {
    expect(lines(changed(full(), 'term.until', '2026-01-01'))).toEqual([])
    // 00:00 in Berlin on 1 January is 23:00 UTC the day before
    expect(lines(changed(full(), 'term.until', '2025-12-31T23:00:00Z'))).toEqual([])
  })

  it('needs a start for a schedule, in the deliverable or the term (R29)', () => {
    const scheduled = changed(full(), 'deliverables[0].from', undefined)
    expect(lines(scheduled)).toEqual([])
    expect(lines(changed(scheduled, 'term.from', undefined))).toEqual(['deliverables[0].from < nothing'])
  })

  it.each([
    ['', 'yaml'],
    ['', 'json'],
    ['null', 'json'],
    ['[]', 'yaml'],
    ['"text"', 'json'],
    ['a: [', 'yaml'],
    ['{"id": "a", "id": "b"}', 'json'],
    ['__proto__: { format: standing/contract@1 }', 'yaml'],
    ['<!doctype html>', 'yaml'],
  ] as const)('%j as %s is no agreement', (text, kind) => {
    const { contract, problems } = readContract(text, kind)
    expect(contract).toBeNull()
    expect(problems.length).toBeGreaterThan(0)
  })

  it('names line and column of a YAML mistake', () => {
    expect(readContract('id: a\ntitle: [x\nzone: y\n', 'yaml').problems[0]).toMatchObject({ line: 3, column: 1 })
  })
})
