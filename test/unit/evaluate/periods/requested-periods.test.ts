/** Which periods a question is about (R10), and what time evidence touches. Times are minutes. */
import { describe, expect, it } from 'vitest'
import { NoPeriod, requestedPeriods, touchedTime } from '../../../../shared/evaluate/periods/requested-periods.ts'
import { type Evidence, NO_EVIDENCE, type Source } from '../../../../shared/evidence/model.ts'
import { parseInstant } from '../../../../shared/time/instant.ts'
import type { PeriodRule } from '../../../../shared/time/rules.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const MIN = 60_000
const utc = temporalZones('UTC')
const MONTH: PeriodRule = { every: 'month' }
const YEAR: PeriodRule = { every: 'year' }
const t = parseInstant

describe('periods asked for', () => {
  const ask = (
    asked: string | undefined,
    rule: PeriodRule = MONTH,
    general: readonly PeriodRule[] = [MONTH],
    touched: readonly string[] = [],
  ) => requestedPeriods(rule, general, utc, asked, t('2026-06-15T00:00Z'), () => touched.map(t))?.map(({ label }) => label) ?? null

  it.each<[string, string | undefined, readonly string[] | null]>([
    ['nothing said: the one that holds the moment', undefined, ['2026-06']],
    ['a label', '2026-03', ['2026-03']],
    ['a local date', '2026-03-31', ['2026-03']],
    ['what no rule knows', 'march', null],
    ['what another kind of rule would know', '2026-Q1', null],
  ])('%s', (_what, asked, expected) => expect(ask(asked)).toEqual(expected))

  it('a label of another rule of the agreement is the period that holds its first instant', () => {
    expect(ask('2026', MONTH, [MONTH, YEAR])).toEqual(['2026-01'])
    expect(ask('2026-06', YEAR, [MONTH, YEAR])).toEqual(['2026'])
  })
  it('its own reading goes before that of another rule', () => {
    expect(ask('2026-06-20', MONTH, [YEAR, MONTH])).toEqual(['2026-06'])
  })
  it('a rolling period ends now, whatever is asked', () => {
    for (const asked of [undefined, 'all', '2026-03']) expect(ask(asked, { rolling: 'P30D' })).toEqual(['2026-05-16/2026-06-15'])
  })
  it.each<[string, readonly string[], readonly string[]]>([
    ['nothing: the one that holds the moment', [], ['2026-06']],
    ['the end of one and the beginning of the next', ['2026-01-31T23:59Z', '2026-02-01T00:01Z'], ['2026-01', '2026-02']],
    ['one up to its end', ['2026-01-31T23:59Z', '2026-02-01T00:00Z'], ['2026-01']],
    ['one twice', ['2026-01-05T00:00Z', '2026-01-06T00:00Z', '2026-01-07T00:00Z', '2026-01-08T00:00Z'], ['2026-01']],
    ['two apart', ['2025-11-05T00:00Z', '2025-11-06T00:00Z', '2026-01-07T00:00Z', '2026-01-08T00:00Z'], ['2025-11', '2026-01']],
  ])('all that touch %s', (_what, touched, expected) => expect(ask('all', MONTH, [MONTH], touched)).toEqual(expected))

  it('at most a hundred thousand of them', () => {
    // 100,000 min are 69 days 10 h 40 min; a ms more is one too many, and said before any is made.
    const touch = () => [t('2026-06-01T00:00Z'), t('2026-08-09T10:40:00.001Z')]
    const all = () => requestedPeriods({ every: 'PT1M', from: '2026-06-01' }, [], utc, 'all', t('2026-09-01T00:00Z'), touch)
    expect(all).toThrow(new RangeError('all: wanted at most 100000 periods, got more'))
  })

  it('says which it wanted', () => {
    const error = new NoPeriod('march')
    expect([error.message, error.asked]).toEqual(['no period "march", want a label such as 2026-03, a local date, or all', 'march'])
  })
})

describe('the time that evidence touches, up to minute 100', () => {
  const source: Source = { kind: 'feed', id: 'acme', party: 'provider' }
  const ms = (minute: number) => minute * MIN
  const at = (from: number, to: number | null) => ({ service: 'api', source, from: ms(from), to: to === null ? null : ms(to) })
  const span = (from: number, to: number | null) => ({ ...at(from, to), state: 'down' as const })
  const closed = (from: number, to: number) => ({ service: 'api', source, from: ms(from), to: ms(to) })
  const requests = (from: number, to: number) => ({ ...closed(from, to), total: 1, failed: 0 })
  const sample = (from: number, to: number) => ({ ...closed(from, to), metric: 'rate', value: '1' })
  const work = (services: string[]) => ({ id: 'm', services, from: ms(10), to: ms(20), source })
  const checks = (...times: number[]) => ({
    service: 'api',
    source,
    every: 2 * MIN,
    results: times.map((minute) => ({ at: ms(minute), ok: true })),
  })
  const ticket = (...times: number[]) => ({
    id: 'T',
    type: 'incident' as const,
    severity: 'p1',
    events: times.map((minute) => ({ at: ms(minute), kind: 'opened' as const, by: 'customer' as const })),
  })
  const MS = 1 / MIN
  const touched = (evidence: Partial<Evidence>) => touchedTime({ ...NO_EVIDENCE, ...evidence }, new Set(['api', 'web']), ms(100))

  it.each<[string, Partial<Evidence>, readonly number[]]>([
    ['nothing', {}, []],
    ['a span', { spans: [span(10, 20)] }, [10, 20]],
    ['an instant', { spans: [span(10, 10)] }, [10, 10 + MS]],
    ['a span that goes on past the moment', { spans: [span(90, 120)] }, [90, 100]],
    ['one that begins at the moment', { spans: [span(100, 120)] }, []],
    ['one that ends with it', { spans: [span(90, 100)] }, [90, 100]],
    ['an open span, up to the last reading', { spans: [span(10, null)], coverage: [at(0, 40)] }, [0, 40]],
    ['open coverage', { coverage: [at(10, null)] }, [10, 100]],
    ['a span that names no service', { spans: [{ ...span(10, 20), service: null }] }, [10, 20]],
    ['a span of a service that nobody named', { spans: [{ ...span(10, 20), service: 'other' }] }, []],
    ['coverage of a service that nobody named', { coverage: [{ ...at(10, 20), service: 'other' }] }, []],
    ['requests', { requests: [requests(10, 20)] }, [10, 20]],
    ['requests of a service that nobody named', { requests: [{ ...requests(10, 20), service: 'other' }] }, []],
    ['samples', { samples: [sample(10, 20)] }, [10, 20]],
    ['samples of a service that nobody named', { samples: [{ ...sample(10, 20), service: 'other' }] }, []],
    ['maintenance', { maintenance: [work(['api'])] }, [10, 20]],
    ['maintenance of one service that is named and one that is not', { maintenance: [work(['other', 'web'])] }, [10, 20]],
    ['maintenance of services that nobody named', { maintenance: [work(['other'])] }, []],
    // Every two minutes: a result speaks for three.
    ['checks', { checks: [checks(10, 12, 14)] }, [10, 17]],
    ['checks with a gap', { checks: [checks(10, 20)] }, [10, 13, 20, 23]],
    ['checks of a service that nobody named', { checks: [{ ...checks(10), service: 'other' }] }, []],
    ['a ticket, from its first word to its last', { tickets: [ticket(30, 10, 20)] }, [10, 30 + MS]],
    ['a ticket of one word', { tickets: [ticket(10)] }, [10, 10 + MS]],
    ['a ticket without a word', { tickets: [ticket()] }, []],
    ['a ticket of a service that nobody named', { tickets: [{ ...ticket(10), service: 'other' }] }, []],
    ['a delivery that is due', { deliveries: [{ deliverable: 'report', due: ms(10) }] }, [10, 10 + MS]],
    ['a delivery that was made', { deliveries: [{ deliverable: 'report', due: ms(10), deliveredAt: ms(30) }] }, [10, 10 + MS, 30, 30 + MS]],
    ['a delivery due later', { deliveries: [{ deliverable: 'report', due: ms(130), deliveredAt: ms(30) }] }, [30, 30 + MS]],
  ])('%s', (_what, evidence, expected) => {
    expect(touched(evidence)).toEqual(expected.map((minute) => Math.round(minute * MIN)))
  })
})
