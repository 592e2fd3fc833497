import { describe, expect, it } from 'vitest'
import { aws } from '../../../shared/feeds/aws.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { NOON, readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(aws)
const at = (hour: number, minute = 0): number => Date.UTC(2026, 5, 10, hour, minute) / 1000
const change = (hour: number, from: string, to: string, service = 'ec2-eu-west-1'): object => ({
  service,
  service_name: 'Amazon EC2',
  previous_status: from,
  current_status: to,
  timestamp: at(hour),
})
const event = (changes: object[], more: object = {}): object => ({
  date: String(at(8)),
  arn: 'arn:aws:health:eu-west-1::event/EC2/1',
  region_name: 'Ireland',
  status: '3',
  service: 'ec2-eu-west-1',
  service_name: 'Amazon EC2',
  summary: 'Errors',
  event_log: '[]',
  impacted_services: {},
  impacted_service_status_changes: changes,
  ...more,
})

describe('aws, public events', () => {
  it.each([
    [
      'a disruption and its end',
      [change(8, '0', '3'), change(10, '3', '0')],
      ['ec2-eu-west-1 down 06-10 08:00 to 06-10 10:00 (component-transition)'],
    ],
    [
      'each change, whatever their order',
      [change(10, '2', '0'), change(9, '3', '2'), change(8, '0', '3')],
      [
        'ec2-eu-west-1 down 06-10 08:00 to 06-10 09:00 (component-transition)',
        'ec2-eu-west-1 degraded 06-10 09:00 to 06-10 10:00 (component-transition)',
      ],
    ],
    ['information is no state', [change(8, '0', '1'), change(9, '1', '0')], []],
    ['still so', [change(8, '0', '2')], ['ec2-eu-west-1 degraded 06-10 08:00 to null (component-transition)']],
    [
      'two services',
      [change(8, '0', '3'), change(9, '0', '2', 's3-eu-west-1')],
      ['ec2-eu-west-1 down 06-10 08:00 to null (component-transition)', 's3-eu-west-1 degraded 06-10 09:00 to null (component-transition)'],
    ],
    ['no change given: the event’s own state', [], ['ec2-eu-west-1 down 06-10 08:00 to null (incident-window)']],
  ])('%s', (_what, changes, expected) => {
    expect(spansOf(read([event(changes)]))).toEqual(expected)
  })

  it('never counts the event of one region against another', () => {
    const other = event([change(8, '0', '3', 'ec2-me-central-1')], { arn: 'arn:aws:health:me-central-1::event/EC2/2' })
    expect(read([other], new Map([['ec2-eu-west-1', 'compute']])).evidence.spans).toEqual([])
  })

  it('covers no time, not even when it is empty: it has no history', () => {
    expect(read([event([change(8, '0', '3'), change(10, '3', '0')])])).toMatchObject({ completeFrom: null, evidence: { coverage: [] } })
    expect(read('[]')).toMatchObject({ events: 0, completeFrom: null, evidence: { coverage: [] } })
  })

  it.each([
    ['a code nobody knows', { status: '7', impacted_service_status_changes: [] }],
    ['an invalid date', { date: 'today' }],
    ['milliseconds for seconds', { date: String(at(8) * 1000) }],
  ])('rejects an event with %s', (_what, more) => {
    expect(read([event([], more)]).rejected).toHaveLength(1)
  })

  it('refuses text that was not decoded as UTF-16', () => {
    const wrong = new TextDecoder('latin1').decode(Buffer.from(JSON.stringify([event([])]), 'utf16le'))
    expect(() => read(wrong)).toThrow(expect.objectContaining({ problem: 'wrong-encoding' }))
    expect(() => read(wrong)).toThrow(FeedError)
  })

  const sample = recorded('live-samples/aws_currentevents_me-central-1_2026-09-23.json')
  it.skipIf(sample === null)('reads a recorded event', () => {
    const reading = read(sample ?? '')
    expect(reading).toMatchObject({ events: 1, rejected: [] })
    expect(reading.evidence.spans).toMatchObject([{ service: 'acm-pca-me-central-1', state: 'down', from: 1_772_369_485_000 }])
    // Open, and silent: no longer down from the seventh day after its only post.
    expect(reading.evidence.spans[0]).toMatchObject({ to: 1_772_369_485_000 + 7 * 86_400_000, uncertain: { to: NOON } })
  })
})
