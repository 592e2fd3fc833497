import { describe, expect, it } from 'vitest'
import { slack } from '../../../shared/feeds/slack.ts'
import { readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(slack)
const note = (hour: string, body: string): object => ({ date_created: `2026-06-10T${hour}:00-07:00`, body })
const incident = (more: object = {}): object => ({
  id: 756,
  date_created: '2026-06-10T01:00:00-07:00',
  date_updated: '2026-06-12T09:00:00-07:00',
  title: 'Messages late',
  type: 'incident',
  status: 'resolved',
  url: 'https://status.slack.com/x',
  services: ['Messaging'],
  notes: [
    { date_created: '2026-06-12T09:00:00-07:00', body: '<p>Issue Summary: it was broken and is resolved</p>' },
    note('03:00', 'All is well again.'),
    note('01:00', 'We look into it.'),
  ],
  ...more,
})

describe('slack', () => {
  it.each([
    // 01:00 at -07:00 is 08:00 UTC.
    ['it ends with the last note before the summary', incident(), ['Messaging partial 06-10 08:00 to 06-10 10:00 (prose)']],
    ['an outage', incident({ type: 'outage' }), ['Messaging down 06-10 08:00 to 06-10 10:00 (prose)']],
    ['a notice', incident({ type: 'notice' }), ['Messaging degraded 06-10 08:00 to 06-10 10:00 (prose)']],
    ['no service named', incident({ services: [] }), ['null partial 06-10 08:00 to 06-10 10:00 (prose)']],
    ['no notes: over at the last edit', incident({ notes: [] }), ['Messaging partial 06-10 08:00 to 06-12 16:00 (prose)']],
    ['still active', incident({ status: 'active' }), ['Messaging partial 06-10 08:00 to null (prose)']],
    ['planned and not begun', incident({ type: 'maintenance', status: 'scheduled' }), []],
    ['cancelled', incident({ type: 'maintenance', status: 'cancelled' }), []],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read([row]))).toEqual(expected)
  })

  it('keeps the time to the last edit as doubt', () => {
    expect(read([incident()]).evidence.spans[0]?.uncertain).toEqual({ from: Date.UTC(2026, 5, 10, 8), to: Date.UTC(2026, 5, 12, 16) })
  })

  it('has a history that is complete from its oldest event; what is open now has none', () => {
    expect(read([incident()])).toMatchObject({ completeFrom: Date.UTC(2026, 5, 10, 8), refs: ['756'] })
    const current = { status: 'active', date_created: '', date_updated: '', active_incidents: [incident({ status: 'active' })] }
    expect(read(current)).toMatchObject({ completeFrom: null, events: 1, evidence: { coverage: [] } })
    expect(read({ ...current, status: 'ok', active_incidents: [] })).toMatchObject({ completeFrom: null, events: 0 })
  })

  it.each([
    ['a type nobody knows', { type: 'rumour' }],
    ['a status nobody knows', { status: 'odd' }],
    ['no start', { date_created: null }],
    ['a note without its time', { notes: [{ body: 'x' }] }],
  ])('rejects an incident with %s', (_what, more) => {
    expect(read([incident(more), incident({ id: 1 })])).toMatchObject({
      rejected: [{ path: '[0]' }],
      completeFrom: Date.UTC(2026, 5, 10, 8),
    })
  })

  const history = recorded('slack/slack_v2.0.0_history_jslack.json')
  it.skipIf(history === null)('reads 116 recorded incidents, 13 of which name no service', () => {
    const reading = read(history ?? '')
    expect(reading).toMatchObject({ events: 116, rejected: [] })
    expect(reading.account.rows.filter(({ part }) => part === 'notAssigned')).toHaveLength(13)
    expect(reading.evidence.spans.every((span) => span.to !== null && span.to >= span.from)).toBe(true)
  })
})
