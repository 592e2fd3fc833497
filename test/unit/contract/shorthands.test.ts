/** What people write first: read where it has one meaning, answered with what was meant where it is no word of the format. */
import { describe, expect, it } from 'vitest'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { changed, full, small } from './documents.ts'

const read = (document: object, path: string, value: unknown) =>
  readContract(JSON.stringify(changed(document as never, path, value)), 'json')

describe('short forms', () => {
  it.each([
    // where, short, long
    ['objectives[0].measure', 'time', { by: 'time' }],
    ['objectives[0].measure.minRun', 'PT5M', { atLeast: 'PT5M' }],
    ['objectives[0].measure.round', 2, { decimals: 2 }],
    ['objectives[0].measure.confirm', 3, { failures: 3 }],
    ['remedies[3].perBlock.minRun', 'PT15M', { atLeast: 'PT15M' }],
    ['period', 'month', { every: 'month' }],
    ['objectives[0].period', 'quarter', { every: 'quarter' }],
    ['billing', 'month', { every: 'month' }],
    ['calendars.office.weekly', { 'mon-fri': '08:00-18:00' }, { 'mon-fri': ['08:00-18:00'] }],
    ['calendars.office.weekly', { 'Mon-Fri': [] }, { 'mon-fri': [] }],
    ['calendars.office.weekly', { 'Monday - Friday': [] }, { 'mon-fri': [] }],
    ['calendars.office.weekly', { Saturday: [] }, { sat: [] }],
    ['calendars.office.weekly', { 'Sat, Sun': [] }, { 'sat,sun': [] }],
    ['calendars.office.weekly', { Daily: [] }, { daily: [] }],
  ])('%s: %j is %j', (path, short, long) => {
    const once = read(full(), path, short)
    expect(once.problems).toEqual([])
    expect(once.contract).toEqual(read(full(), path, long).contract)
    // What is read is the long form, which is all the evaluator knows.
    expect(JSON.stringify(once.contract)).toContain(JSON.stringify(long).slice(1, -1))
  })

  it('refuses a day that is named twice in two spellings', () => {
    const { problems } = read(full(), 'calendars.office.weekly', { mon: [], Monday: [] })
    expect(problems).toMatchObject([{ path: 'calendars.office.weekly.Monday', got: 'Monday, which is mon, a second time' }])
  })

  it('refuses a short form of what is missing in it', () => {
    expect(read(small(), 'objectives[0].measure', 'slots').problems.map(({ path }) => path)).toEqual([
      'objectives[0].measure.slot',
      'objectives[0].measure.downWhen',
    ])
  })
})

describe('did you mean', () => {
  it.each([
    ['support.severities[0].response', '4h', 'PT4H'],
    ['support.severities[0].response', '2 hours', 'PT2H'],
    ['support.severities[0].response', '1h 30m', 'PT1H30M'],
    ['support.severities[0].response', '90 minutes', 'PT90M'],
    ['support.severities[0].response', 'pt4h', 'PT4H'],
    ['support.severities[0].response', '2 days', 'P2D'],
    ['exclusions[0].notice', '48 hours', 'PT48H'],
    ['objectives[0].settles', '3 months', 'P3M'],
    ['objectives[0].target', '99,9', '"99.9"'],
    ['objectives[0].target', '99.9%', '"99.9"'],
    ['objectives[0].target', '99.9 %', '"99.9"'],
    ['remedies[0].base.amount', '1,200.00', '"1200.00"'],
    ['remedies[0].base.amount', '1.200,00', '"1200.00"'],
    ['remedies[0].base.amount', '€1200', '"1200"'],
    ['remedies[0].base.currency', 'eur', 'EUR'],
    ['remedies[0].base.currency', '€', 'EUR'],
    ['objectives[0].during', '24/7', 'always'],
    ['support.severities[0].calendar', '24x7', 'always'],
    ['term.from', '31.03.2026', '2026-03-31'],
    ['term.from', '2026/3/1', '2026-03-01'],
    ['calendars.office.weekly.mon-fri[0]', '8:00-17:00', '08:00-17:00'],
    ['calendars.office.weekly.mon-fri[0]', '8-17', '08:00-17:00'],
    ['calendars.office.weekly.mon-fri[0]', '9am-5pm', '09:00-17:00'],
    ['objectives[0].services[0]', 'apii', 'api'],
    ['calendars.office.weekly', { weekdays: [] }, 'mon-fri'],
    ['objectives[0].measure', 'tme', 'time'],
    ['exclusions[0].category', 'schedule-maintenance', 'scheduled-maintenance'],
  ])('%s: %j is answered with %s', (path, value, meant) => {
    const [problem] = read(full(), path, value).problems
    expect(problem?.wanted).toContain(`(did you mean ${meant}?)`)
  })

  it.each([
    // a length that would be refused in its turn, a date with two readings, nonsense
    ['objectives[0].measure.minRun.atLeast', '2 months'],
    ['objectives[0].measure.minRun.atLeast', 'soon'],
    ['term.from', '03/04/2026'],
    ['objectives[0].target', 'high'],
  ])('%s: %j has no suggestion', (path, value) => {
    const [problem] = read(full(), path, value).problems
    expect(problem?.wanted).not.toContain('did you mean')
  })
})

describe('places', () => {
  const YAML = `format: standing/contract@1
id: a
title: A
zone: UTC
period: month
services: [{ id: web, name: Web }]
objectives:
  - id: uptime
    services: [web]
    target: "99,9"
    measure: { by: time, unti: exact }
    remedies: [credit]
remedies:
  - id: credit
    kind: percent
    bands:
      - { credit: "10" }
colour: blue
`
  it('names line and column of each field, of one that is missing those of what holds it', () => {
    const { problems, warnings } = readContract(YAML, 'yaml')
    expect(problems.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['objectives[0].target', 10, 5],
      ['objectives[0].measure.unti', 11, 26],
      ['remedies[0].bands[0]', 17, 9],
    ])
    expect(warnings.map(({ path, line, column }) => [path, line, column])).toEqual([['colour', 18, 1]])
  })

  it('names them in JSON too', () => {
    const text = '{\n  "format": "standing/contract@1",\n  "id": "A B",\n  "title": "A", "services": [\n {"id": "x"}]}'
    expect(readContract(text, 'json').problems.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['id', 3, 3],
      ['services[0].name', 5, 2],
      ['zone', undefined, undefined],
      ['period', undefined, undefined],
      ['objectives', undefined, undefined],
    ])
  })
})

describe('bands', () => {
  const banded = (band: object) => read(full(), 'remedies[0].bands', [band])
  it('need an edge (R20)', () => {
    expect(banded({ credit: '10' }).problems).toMatchObject([{ path: 'remedies[0].bands[0]', got: 'a band without an edge' }])
  })

  it.each([
    // target 99.9
    ['below', '99.8', 0],
    ['below', '99.9', 0],
    ['atMost', '99.9', 0],
    ['below', '99.91', 1],
    ['atLeast', '99', 1],
  ])('%s %s: %i warnings that it pays although the target is met', (edge, value, n) => {
    expect(
      banded({ [edge]: value, credit: '10' }).warnings.filter(({ wanted }) => wanted.includes('although the target is met')),
    ).toHaveLength(n)
  })
})
