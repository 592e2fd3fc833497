/**
 * W5: a Statuspage list of 560 incidents, 2.6 MB, of the shape of the real ones and with their shares as measured on a busy page: text to spans. The
 * limit is to parse it and look at nothing.
 */
import * as v from 'valibot'
import { statuspage } from '../../shared/feeds/statuspage.ts'
import { contender, type Workload } from './measure.ts'
import { integerFrom, randomFrom } from './random.ts'

const HOUR = 3_600_000
const START = Date.UTC(2025, 8, 1)
const PARTS = Array.from({ length: 11 }, (_, i) => ({ id: `component${i}abc`, name: `Component number ${i}` }))

/** How many intervals the list has, counted while it is made, and its text. */
function list(): { readonly body: string; readonly stretches: number } {
  const random = randomFrom(5)
  let stretches = 0
  const incidents = Array.from({ length: 560 }, (_, index) => {
    const from = START + index * 15 * HOUR
    // 42 % of the events of that page name no component; 3 changes in 4 repeat a state.
    const named =
      random() < 0.58 ? [...new Set(Array.from({ length: integerFrom(random, 1, 4) }, () => PARTS[integerFrom(random, 0, 10)]!))] : []
    const count = integerFrom(random, 5, 17)
    const updates = Array.from({ length: count }, (_, at) => {
      const state = (from: number): string => (from < 0 || from === count - 1 ? 'operational' : 'partial_outage')
      const time = new Date(from + at * 7 * 60_000 + 123).toISOString()
      return {
        id: `update${index}x${at}`,
        status: at === count - 1 ? 'resolved' : 'investigating',
        body: 'x'.repeat(integerFrom(random, 120, 420)),
        incident_id: `incident${index}`,
        created_at: time,
        updated_at: time,
        display_at: time,
        // 3 updates in 5 name no component at all.
        affected_components:
          at > 0 && at < count - 1 && random() < 0.7
            ? null
            : named.map((part) => ({ code: part.id, name: part.name, old_status: state(at - 1), new_status: state(at) })),
        deliver_notifications: true,
        custom_tweet: null,
        tweet_id: null,
      }
    })
    stretches += Math.max(1, named.length)
    const [first, last] = [updates[0]!.display_at, updates.at(-1)!.display_at]
    return {
      ...{
        id: `incident${index}`,
        name: `Incident number ${index}`,
        status: 'resolved',
        created_at: first,
        updated_at: last,
        monitoring_at: null,
      },
      ...{ resolved_at: last, impact: 'major', shortlink: 'https://status.example/x', started_at: first, page_id: 'page' },
      incident_updates: updates.reverse(),
      components: named.map((part) => ({ ...part, status: 'operational', created_at: first, updated_at: first, group: false })),
    }
  })
  return { body: JSON.stringify({ page: { id: 'page', name: 'Example' }, incidents }), stretches }
}

/** The fields that are used, as a schema library would check them. */
const Row = v.object({
  id: v.string(),
  name: v.string(),
  status: v.string(),
  impact: v.string(),
  created_at: v.string(),
  resolved_at: v.nullable(v.string()),
  incident_updates: v.array(
    v.object({
      status: v.string(),
      display_at: v.string(),
      affected_components: v.nullable(
        v.array(v.object({ code: v.string(), name: v.string(), old_status: v.string(), new_status: v.string() })),
      ),
    }),
  ),
  components: v.array(v.object({ id: v.string(), name: v.string() })),
})
const Page = v.object({ incidents: v.array(Row) })

export function workloads(): Workload[] {
  const { body, stretches } = list()
  const options = { observedAt: START + 400 * 24 * HOUR, source: 'page' }
  return [
    {
      id: 'w5',
      title: `a Statuspage list of ${(body.length / 1e6).toFixed(1)} MB to ${stretches} stretches`,
      limit: { name: 'JSON.parse', run: () => JSON.parse(body) },
      contenders: [
        contender({
          name: 'ours: parse, check and normalise',
          run: () => statuspage.read(body, options),
          aim: 1.5,
          check: ({ evidence, rejected }) =>
            rejected.length === 0 && evidence.spans.length === stretches
              ? null
              : `${evidence.spans.length} stretches, ${rejected.length} rejected`,
        }),
        contender({
          name: 'parse and check every row with valibot, nothing normalised',
          run: () => v.parse(Page, JSON.parse(body)),
          check: ({ incidents }) => (incidents.length === 560 ? null : `${incidents.length} incidents`),
        }),
      ],
    },
  ]
}
