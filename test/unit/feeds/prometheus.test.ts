import { describe, expect, it } from 'vitest'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { ADAPTORS } from '../../../shared/feeds/index.ts'
import { prometheus } from '../../../shared/feeds/prometheus.ts'
import { NOON, readAs, spansOf } from './reading.ts'

const read = readAs(prometheus)
const MINUTE = 60_000
/** Minutes before noon and values, as a server answers. */
const series = (metric: object, ...values: readonly (readonly [before: number, value: string])[]) => ({
  metric,
  values: values.map(([before, value]) => [NOON / 1000 - before * 60, value]),
})
const answer = (...result: readonly object[]) => ({ status: 'success', data: { resultType: 'matrix', result } })
const api = { __name__: 'up', job: 'api' }
const reach = (from: number, to: number) => ({ from: NOON - from * MINUTE, to: NOON - to * MINUTE })

describe('a range of samples', () => {
  it('is up from 1, down at 0 and in part between', () => {
    const reading = read(answer(series(api, [7, '1'], [6, '0'], [5, '0'], [4, '0.5'], [3, '1'], [2, '3'], [1, '+Inf'])))
    expect(spansOf(reading)).toEqual([
      'up{job="api"} down 06-10 11:54 to 06-10 11:56 (check)',
      'up{job="api"} partial 06-10 11:56 to 06-10 11:57 (check)',
    ])
    // Seven samples a minute apart speak for seven minutes, whatever they say.
    expect(reading.evidence.coverage).toEqual([expect.objectContaining({ service: 'up{job="api"}', ...reach(7, 0) })])
    expect(reading.components).toEqual([expect.objectContaining({ id: 'up{job="api"}', state: 'up' })])
    expect(reading.events).toBe(2)
  })

  it('says nothing of a step without a sample, nor of one that is no number', () => {
    // Minutes 10, 9, then none until 5; minute 4 is NaN; then 3. Each sample speaks for its own minute.
    const reading = read(answer(series(api, [10, '1'], [9, '1'], [5, '1'], [4, 'NaN'], [3, '0'])))
    expect(reading.evidence.coverage.map(({ from, to }) => ({ from, to }))).toEqual([reach(10, 8), reach(5, 4), reach(3, 2)])
    expect(spansOf(reading)).toEqual(['up{job="api"} down 06-10 11:57 to 06-10 11:58 (check)'])
  })

  it('does not join an outage over a single step without a sample', () => {
    const reading = read(answer(series(api, [10, '0'], [9, '0'], [7, '0'])))
    expect(spansOf(reading)).toEqual([
      'up{job="api"} down 06-10 11:50 to 06-10 11:52 (check)',
      'up{job="api"} down 06-10 11:53 to 06-10 11:54 (check)',
    ])
  })

  it('reaches no further than the reading', () => {
    const reading = read(answer(series(api, [1, '1'], [0.5, '0'], [0, '0'], [-1, '0'])))
    // The step is half a minute; the sample at noon and the one after are not past yet.
    expect(reading.evidence.coverage.map(({ from, to }) => ({ from, to }))).toEqual([reach(1, 0)])
    expect(spansOf(reading)).toEqual(['up{job="api"} down 06-10 11:59 to 06-10 12:00 (check)'])
  })

  it('takes the samples in any order', () => {
    const turned = read(answer(series(api, [1, '1'], [2, '0'], [3, '1'])))
    expect(spansOf(turned)).toEqual(spansOf(read(answer(series(api, [3, '1'], [2, '0'], [1, '1'])))))
  })

  it('distinguishes series by their labels, in any order', () => {
    const a = series({ job: 'api', __name__: 'up', instance: 'a:1' }, [2, '0'], [1, '1'])
    const b = series({ instance: 'b:1', job: 'api', __name__: 'up' }, [2, '1'], [1, '1'])
    expect(read(answer(a, b)).components.map(({ id }) => id)).toEqual(['up{instance="a:1",job="api"}', 'up{instance="b:1",job="api"}'])
    const mapped = read(answer(a, b), new Map([['up{instance="a:1",job="api"}', 'api']]))
    expect(mapped.evidence.spans.map(({ service }) => service)).toEqual(['api'])
    expect(mapped.evidence.coverage.map(({ service }) => service)).toEqual(['api'])
  })

  it('covers nothing where there is no series', () => {
    expect(read(answer()).evidence.coverage).toEqual([])
    expect(read(answer()).completeFrom).toBeNull()
  })

  it.each([
    ['a value that is not a number', { metric: api, values: [[1, 'up']] }, /not a number/],
    ['a value that is missing', { metric: api, values: [[1]] }, /not a number/],
    ['a time that is not a number', { metric: api, values: [['1', '1']] }, /not pairs/],
    ['no values', { metric: api }, /not a list/],
    ['no labels', { values: [[1, '1']] }, /not labels/],
  ])('rejects a series with %s, with its place', (_what, row, reason) => {
    const { rejected, evidence } = read(answer(row))
    expect(rejected).toEqual([{ path: 'data.result[0]', reason: expect.stringMatching(reason) }])
    expect(evidence.coverage).toEqual([])
  })
})

describe('what is no range', () => {
  it.each([
    ['an error of the server', { status: 'error', errorType: 'bad_data', error: 'parse error at char 3' }, /parse error at char 3/],
    ['an instant vector', { status: 'success', data: { resultType: 'vector', result: [] } }, /wanted a matrix/],
    ['a page', '<!doctype html>', /wanted JSON/],
    ['a cut answer', '{"status":"success","data":{"resul', /wanted JSON/],
    ['a list', [], /wanted status success/],
  ])('%s is refused', (_what, body, words) => {
    expect(() => read(body)).toThrow(FeedError)
    expect(() => read(body)).toThrow(words)
  })
})

it('is distinguished from the other feeds', () => {
  const body = answer(series(api, [1, '1']))
  expect(ADAPTORS.filter((adaptor) => adaptor.recognises(body)).map(({ id }) => id)).toEqual(['prometheus'])
})

it.each([
  ['https://metrics.example/', 'https://metrics.example/api/v1/query_range?query=up&step=60'],
  ['https://metrics.example/prometheus', 'https://metrics.example/prometheus/api/v1/query_range?query=up&step=60'],
  ['https://metrics.example/api/v1/query_range?query=x&step=30', 'https://metrics.example/api/v1/query_range?query=x&step=30'],
])('%s is read at %s', (page, address) => expect(prometheus.addresses(new URL(page)).map(String)).toEqual([address]))
