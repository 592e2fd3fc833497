/** The ledger lists every interval that is not up: the clause that decided, its sources, in order (R36). June 2026. */
import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../../../shared/evaluate/model/report.ts'
import type { Declaration, Evidence, Maintenance, Source, Span } from '../../../../shared/evidence/model.ts'
import { covers, DAY, FEED, JULY, JUNE, june, MINUTE, PROBE, type Setting, span, stand } from '../stand.ts'

const day = (t: number) => `${Math.floor((t - JUNE) / DAY) + 1} ${new Date(t).toISOString().slice(11, 16)}`
const line = ({ from, to, as, clause, sources, title, refs, disputed, weight, service, was }: LedgerEntry): string =>
  [
    `${day(from)} to ${day(to)} ${as} ${clause}`,
    sources.length > 0 && sources.join(' and '),
    title !== undefined && `“${title}”`,
    refs?.join(' and '),
    disputed && 'disputed',
    weight !== undefined && `weighs ${weight}`,
    service !== undefined && `of ${service}`,
    was && `was ${day(was.from)} to ${was.to === null ? 'open' : day(was.to)}`,
  ]
    .filter((part) => part)
    .join(', ')
const ledger = (setting: Setting) => stand(setting).ledger.map(line)
const told = (spans: readonly Span[], more: Partial<Evidence> = {}, setting: Setting = {}) =>
  ledger({ ...setting, evidence: { spans, ...more } })

const DOWN = '5 10:00 to 5 11:00 counted objectives.uptime, feed:acme'
const down = (more: Partial<Span> = {}) => span('5 10:00', '5 11:00', more)

describe('who said what', () => {
  const other: Source = { kind: 'feed', id: 'other', party: 'provider' }
  it.each<[string, readonly Span[], readonly string[]]>([
    ['nothing', [], []],
    ['one span', [down()], [DOWN]],
    ['with a title', [down({ title: 'Slow' })], [`${DOWN}, “Slow”`]],
    ['with a name', [down({ ref: 'INC-1' })], [`${DOWN}, INC-1`]],
    ['with an id alone', [down({ id: 'x' })], [`${DOWN}, x`]],
    ['two spans of one source', [down({ title: 'Slow', ref: 'b' }), down({ title: 'Slow', ref: 'a' })], [`${DOWN}, “Slow”, a and b`]],
    ['two titles', [down({ title: 'Slow' }), span('5 10:00', '5 11:00', { title: 'Worse', ref: 'c' })], [`${DOWN}, “Slow; Worse”, c`]],
    ['two of which one names itself', [down(), down({ id: 'x' })], [`${DOWN}, x`]],
    ['two sources', [down({ source: other }), down()], [`${DOWN} and feed:other`]],
    [
      'one that overlaps its first minute',
      [down(), span('5 09:00', '5 10:01', { ref: 'a' })],
      ['5 09:00 to 5 11:00 counted objectives.uptime, feed:acme, a'],
    ],
    [
      'not one that ended before',
      [span('5 08:00', '5 09:00', { ref: 'a' }), down()],
      ['5 08:00 to 5 09:00 counted objectives.uptime, feed:acme, a', DOWN],
    ],
    ['not a word of another service', [down(), down({ service: 'web', ref: 'a' })], [DOWN]],
    ['not a word that it was up', [down(), down({ state: 'up', source: other })].slice(0, 1), [DOWN]],
  ])('%s', (_what, spans, expected) => {
    expect(told(spans)).toEqual(expected)
    expect(told([...spans].reverse())).toEqual(expected)
  })
  it('a long span before and a short one after it are both looked at', () => {
    const long = span('5 10:00', '5 20:00', { ref: 'long' })
    const spans = [long, span('5 11:00', '5 12:00', { ref: 'short' }), span('5 15:00', '5 16:00', { ref: 'late' })]
    expect(told(spans)).toEqual(['5 10:00 to 5 20:00 counted objectives.uptime, feed:acme, long and short and late'])
    const contract = { exclusions: [{ id: 'work', category: 'works' }] }
    const declarations = [declared('5 13:00', '5 14:00')]
    expect(told(spans, { declarations }, { contract })).toEqual([
      '5 10:00 to 5 13:00 counted objectives.uptime, feed:acme, long and short',
      '5 13:00 to 5 14:00 excluded exclusions.work, feed:acme and provider, “work”, d and long',
      '5 14:00 to 5 20:00 counted objectives.uptime, feed:acme, long and late',
    ])
  })
  it('nobody for what is unknown, whatever other sources report', () => {
    // The provider saw nothing on the 5th; what a probe saw is no word here.
    const coverage = [covers('-60', '5'), covers('6', '90')]
    expect(told([down({ source: PROBE })], { coverage }, { measure: { authority: 'provider' } })[0]).toBe(
      '5 00:00 to 6 00:00 unknown objectives.uptime',
    )
  })
})

const declared = (from: string, to: string, more: Partial<Declaration> = {}): Declaration => ({
  id: 'd',
  clause: 'work',
  services: ['api'],
  from: june(from),
  to: june(to),
  by: 'provider',
  at: june('1'),
  reason: 'work',
  ...more,
})

describe('which clause decided', () => {
  it('of what is excluded, with what made it so', () => {
    const contract = { exclusions: [{ id: 'work', category: 'scheduled-maintenance' }, { id: 'storm', category: 'other' }] } // biome-ignore format: one line
    const maintenance: Maintenance[] = [
      { id: 'm1', services: ['api'], from: june('5 10:00'), to: june('5 11:00'), source: FEED, title: 'Upgrade' },
      { id: 'm2', services: ['api'], from: june('5 12:00'), to: june('5 13:00'), source: FEED },
    ]
    const spans = [span('5 10:30', '5 14:00')]
    const declarations = [declared('5 13:30', '5 15:00', { id: 's', clause: 'storm', reason: 'storm' })]
    expect(told(spans, { maintenance, declarations }, { contract })).toEqual([
      '5 10:30 to 5 11:00 excluded exclusions.work, feed:acme, “Upgrade”, m1',
      '5 11:00 to 5 12:00 counted objectives.uptime, feed:acme',
      '5 12:00 to 5 13:00 excluded exclusions.work, feed:acme, m2',
      '5 13:00 to 5 13:30 counted objectives.uptime, feed:acme',
      '5 13:30 to 5 14:00 excluded exclusions.storm, feed:acme and provider, “storm”, s',
    ])
  })
  it('of what two clauses excuse the first alone, with its own grounds', () => {
    const contract = { exclusions: [{ id: 'storm', category: 'other' }, { id: 'work', category: 'works' }] } // biome-ignore format: one line
    const declarations = [declared('5 10:00', '5 11:00'), declared('5 10:00', '5 11:00', { id: 's', clause: 'storm', reason: 'storm' })]
    expect(told([down()], { declarations }, { contract })).toEqual([
      '5 10:00 to 5 11:00 excluded exclusions.storm, feed:acme and provider, “storm”, s',
    ])
  })
  it.each<[string, Setting, string]>([
    ['a run that was too short', { measure: { minRun: { over: 'PT1H' } } }, 'measure.minRun'],
    ['one that nobody noticed', { measure: { startsAt: 'awareness' } }, 'measure.startsAt'],
    ['less than a whole unit', { measure: { unit: { whole: 'PT2H' } } }, 'measure.unit'],
  ])('of %s', (_what, setting, clause) => {
    expect(told([down()], {}, setting)).toEqual([`5 10:00 to 5 11:00 below-minimum objectives.uptime.${clause}, feed:acme`])
  })
  it('of a short run what an exclusion took is not named again', () => {
    const contract = { exclusions: [{ id: 'work', category: 'works', removes: 'both' as const }] }
    const declarations = [declared('5 10:00', '5 10:30')]
    expect(told([down()], { declarations }, { contract, measure: { minRun: { over: 'PT1H' } } })).toEqual([
      '5 10:00 to 5 10:30 excluded exclusions.work, feed:acme and provider, “work”, d',
      '5 10:30 to 5 11:00 below-minimum objectives.uptime.measure.minRun, feed:acme',
    ])
  })
  it('of what weighs nothing, unless an exclusion took it', () => {
    const contract = { exclusions: [{ id: 'work', category: 'works', removes: 'both' as const }] }
    const slow = [down({ state: 'degraded' })]
    expect(told(slow)).toEqual(['5 10:00 to 5 11:00 weightless objectives.uptime.measure.weights, feed:acme'])
    expect(told(slow, { declarations: [declared('5 10:00', '5 10:30')] }, { contract })[1]).toBe(
      '5 10:30 to 5 11:00 weightless objectives.uptime.measure.weights, feed:acme',
    )
  })
  it('of parts that weigh less', () => {
    const spans = [span('5 10:00', '5 13:00', { state: 'degraded', ref: 'a' }), span('5 11:00', '5 12:00', { ref: 'b' })]
    expect(told(spans, {}, { measure: { weights: { degraded: '0.5', down: '1' } } })).toEqual([
      '5 10:00 to 5 11:00 counted objectives.uptime, feed:acme, a, weighs 1/2',
      '5 11:00 to 5 12:00 counted objectives.uptime, feed:acme, a and b',
      '5 12:00 to 5 13:00 counted objectives.uptime, feed:acme, a, weighs 1/2',
    ])
  })
  it('of time outside of service hours, up to the end of the period', () => {
    const contract = { calendars: { office: { weekly: { daily: ['08:00-18:00'] } } } }
    expect(told([span('30 17:00', '31 09:00')], {}, { contract, objective: { during: 'office' } })).toEqual([
      '30 17:00 to 30 18:00 counted objectives.uptime, feed:acme',
      '30 18:00 to 31 00:00 outside-hours calendars.office, feed:acme',
    ])
  })
  it('not of time outside of the term, where it does not count: nothing was there', () => {
    const contract = { term: { from: '2026-06-05' }, period: { every: 'month', denominator: 'alive' } } as const
    expect(told([span('4 23:00', '5 01:00')], {}, { contract })).toEqual(['5 00:00 to 5 01:00 counted objectives.uptime, feed:acme'])
  })
  it('of time that a restriction suspended, up to this moment', () => {
    const contract = { restrictions: [{ id: 'freeze', effect: 'suspends' as const, from: '2026-06-05', until: '2026-06-20' }] }
    expect(told([down()], {}, { contract, at: june('7') })).toEqual(['5 00:00 to 7 00:00 suspended restrictions.freeze, feed:acme'])
  })
})

describe('what is disputed', () => {
  it('is an entry of its own', () => {
    const coverage = [covers('-60', '90'), covers('5 10:30', '5 10:40', { source: PROBE })]
    expect(told([down()], { coverage })).toEqual([
      '5 10:00 to 5 10:30 counted objectives.uptime, feed:acme',
      '5 10:30 to 5 10:40 counted objectives.uptime, feed:acme, disputed',
      '5 10:40 to 5 11:00 counted objectives.uptime, feed:acme',
    ])
    expect(told([down()], { coverage: [covers('-60', '90'), covers('5 09:00', '5 12:00', { source: PROBE })] })).toEqual([
      `${DOWN}, disputed`,
    ])
  })
})

describe('of several services', () => {
  const both = { services: ['api', 'web'] }
  const coverage = [covers('-60', '90'), covers('-60', '90', { service: 'web' })]
  const spans = [down({ ref: 'a' }), down({ service: 'web', ref: 'b' })]
  it('measured as one, who spoke of either', () => {
    expect(told(spans, { coverage }, { objective: both })).toEqual([`${DOWN}, a and b`])
  })
  it('each by itself where their figures are combined, with its own words', () => {
    expect(told(spans, { coverage }, { objective: both, measure: { combine: 'average' } })).toEqual([
      `${DOWN}, a, of api`,
      `${DOWN}, b, of web`,
    ])
    const turned = { services: ['web', 'api'] }
    expect(told(spans, { coverage }, { objective: turned, measure: { combine: 'average' } })).toEqual([
      `${DOWN}, a, of api`,
      `${DOWN}, b, of web`,
    ])
  })
})

describe('incidents that name no service', () => {
  const nobody = (from: string, to: string | null, more: Partial<Span> = {}) => span(from, to, { service: null, ...more })
  const listed = (stretch: string, named = '') =>
    ['doubtful objectives.uptime', 'unattributed objectives.uptime.measure.unattributed'].map((as) => `${stretch} ${as}, feed:acme${named}`)
  it.each<[string, Span, readonly string[], Setting?]>([
    ['are listed', nobody('5 10:00', '5 11:00', { title: 'Slow', ref: 'x' }), listed('5 10:00 to 5 11:00', ', “Slow”, x')],
    ['not where all was well', nobody('5 10:00', '5 11:00', { state: 'up' }), []],
    ['not before the period', nobody('-5 10:00', '1 00:00'), []],
    ['from its first instant', nobody('-5 10:00', '1 01:00'), listed('1 00:00 to 1 01:00')],
    ['up to its end', nobody('30 23:00', '33 00:00'), listed('30 23:00 to 31 00:00')],
    ['up to this moment', nobody('5 10:00', '6 00:00'), listed('5 10:00 to 5 11:00'), { at: june('5 11:00') }],
    ['open, up to what the source last read', nobody('5 10:00', null), listed('5 10:00 to 31 00:00')],
    ['not where they are ignored', nobody('5 10:00', '5 11:00'), [], { measure: { unattributed: 'ignored' } }],
    ['counted where they count', nobody('5 10:00', '5 11:00'), [DOWN], { measure: { unattributed: 'counts' } }],
  ])('%s', (_what, one, expected, setting) => expect(told([one], {}, setting)).toEqual(expected))
})

describe('what an earlier version had said', () => {
  const first = (more: Partial<Span> = {}) => down({ ref: 'INC-1', observedAt: june('5 12:00'), ...more })
  const then = (more: Partial<Span> = {}) => span('5 10:00', '5 10:30', { ref: 'INC-1', observedAt: june('6'), ...more })
  const NOW = '5 10:00 to 5 10:30 counted objectives.uptime, feed:acme, INC-1'
  const WAS = 'superseded objectives.uptime, feed:acme'
  it('takes no time of its own', () => {
    expect(told([first({ title: 'Slow' }), then()])).toEqual([
      `5 10:00 to 5 10:00 ${WAS}, “Slow”, INC-1, of api, was 5 10:00 to 5 11:00`,
      NOW,
    ])
  })
  it('names neither a title nor a service where it had none', () => {
    const ignored = { measure: { unattributed: 'ignored' as const } }
    expect(told([first({ service: null }), then({ service: null })], {}, ignored)).toEqual([
      `5 10:00 to 5 10:00 ${WAS}, INC-1, was 5 10:00 to 5 11:00`,
    ])
  })
  it('of another service is not listed', () => expect(told([first({ service: 'web' }), then({ service: 'web' })])).toEqual([]))
  it.each<[string, Partial<Span>, readonly string[]]>([
    [
      'that began before the period: at its first instant',
      { from: june('-5') },
      [`1 00:00 to 1 00:00 ${WAS}, INC-1, of api, was -5 00:00 to 5 11:00`],
    ],
    ['that was open', { to: null }, [`5 10:00 to 5 10:00 ${WAS}, INC-1, of api, was 5 10:00 to open`]],
    ['that ended before the period: not', { from: june('-5'), to: JUNE }, []],
    [
      'that ended a minute into it',
      { from: june('-5'), to: JUNE + MINUTE },
      [`1 00:00 to 1 00:00 ${WAS}, INC-1, of api, was -5 00:00 to 1 00:01`],
    ],
    ['that began after it: not', { from: JULY, to: JULY + MINUTE }, []],
    [
      'that began in its last minute',
      { from: JULY - MINUTE, to: JULY },
      [`30 23:59 to 30 23:59 ${WAS}, INC-1, of api, was 30 23:59 to 31 00:00`],
    ],
  ])('%s', (_what, more, expected) => {
    expect(told([first(more), then()]).filter((entry) => entry.includes('superseded'))).toEqual(expected)
  })
})

it('entries come by time, then by what they are', () => {
  const contract = { restrictions: [{ id: 'a', effect: 'suspends' as const, from: '2026-06-05', until: '2026-06-06' }, { id: 'b', effect: 'suspends' as const, from: '2026-06-05', until: '2026-06-06' }] } // biome-ignore format: one line
  const whole = (state: Span['state'], more: Partial<Span> = {}) => span('5', '6', { state, ...more })
  const clauses = (setting: Setting) => stand(setting).ledger.map(({ as, clause }) => `${as} ${clause.split('.').at(-1)}`)
  expect(clauses({ contract, evidence: { spans: [whole('down', { service: null })] } })).toEqual([
    'suspended a',
    'suspended b',
    'unattributed unattributed',
  ])
  const turned = { restrictions: [...contract.restrictions].reverse() }
  expect(clauses({ contract: turned, evidence: { spans: [whole('down', { service: null })] } })).toEqual([
    'suspended a',
    'suspended b',
    'unattributed unattributed',
  ])
  // Of one beginning the shorter is first; of two that are alike in all that, what they say decides.
  const nobody = (from: string, to: string, title: string) => span(from, to, { service: null, title })
  const titles = (spans: readonly Span[]) => stand({ evidence: { spans } }).ledger.map(({ title }) => title)
  const three = [nobody('5', '7', 'long'), nobody('5', '6', 'b'), nobody('5', '6', 'a')]
  const alone = (spans: readonly Span[]) => titles(spans).filter((title) => !title?.includes(';'))
  expect(alone(three)).toEqual(['a', 'b', 'long'])
  expect(alone([...three].reverse())).toEqual(['a', 'b', 'long'])
})
