/**
 * A status page on loopback, in Atlassian Statuspage's shape: what the extension reads in tests. Its incidents are made up.
 * What it answers can be changed while it runs, to what broken pages answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const HOUR = 3_600_000
const iso = (at: number): string => new Date(at).toISOString()

export interface Outage {
  readonly id: string
  readonly from: number
  /** null: still open. */
  readonly to: number | null
  readonly component: string
  readonly state: 'degraded_performance' | 'partial_outage' | 'major_outage'
}

export interface Part {
  readonly id: string
  readonly name: string
}

export const PARTS: readonly Part[] = [
  { id: 'c-api', name: 'API' },
  { id: 'c-console', name: 'Console' },
  { id: 'c-mail', name: 'Mail delivery' },
]

/** One incident in the shape of the API: it opens with the component going bad and ends with it back. */
export function incidentRow({ id, from, to, component, state }: Outage, parts: readonly Part[] = PARTS): object {
  const part = parts.find((each) => each.id === component) as Part
  const change = (old: string, now: string): object => ({ code: part.id, name: part.name, old_status: old, new_status: now })
  const update = (status: string, at: number, affected: object): object => ({
    id: `${id}-${status}`,
    status,
    body: '',
    incident_id: id,
    created_at: iso(at),
    updated_at: iso(at),
    display_at: iso(at),
    affected_components: [affected],
  })
  const first = update('investigating', from, change('operational', state))
  const updates = to === null ? [first] : [update('resolved', to, change(state, 'operational')), first]
  return {
    id,
    name: `Trouble with ${part.name}`,
    status: to === null ? 'investigating' : 'resolved',
    created_at: iso(from),
    updated_at: iso(to ?? from),
    monitoring_at: null,
    resolved_at: to === null ? null : iso(to),
    impact: state === 'major_outage' ? 'critical' : 'minor',
    shortlink: 'https://status.example/i',
    started_at: iso(from),
    page_id: 'page',
    incident_updates: updates,
    components: [{ id: part.id, name: part.name, status: to === null ? state : 'operational' }],
  }
}

/**
 * Five months of incidents before `now`: a quiet API with one bad outage in the month before last, a mail service that
 * limps now and then, and nothing open.
 */
export function history(now: number): Outage[] {
  const monthStart = (back: number): number => {
    const date = new Date(now)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)
  }
  return [
    { id: 'i-1', from: monthStart(5) + 26 * HOUR, to: monthStart(5) + 26.2 * HOUR, component: 'c-mail', state: 'partial_outage' },
    { id: 'i-2', from: monthStart(3) + 200 * HOUR, to: monthStart(3) + 200.25 * HOUR, component: 'c-api', state: 'major_outage' },
    { id: 'i-3', from: monthStart(2) + 300 * HOUR, to: monthStart(2) + 302 * HOUR, component: 'c-api', state: 'major_outage' },
    { id: 'i-4', from: monthStart(1) + 100 * HOUR, to: monthStart(1) + 100.1 * HOUR, component: 'c-console', state: 'partial_outage' },
    { id: 'i-5', from: monthStart(1) + 400 * HOUR, to: monthStart(1) + 401 * HOUR, component: 'c-mail', state: 'degraded_performance' },
  ]
}

export interface StatusServer {
  readonly url: string
  outages: Outage[]
  /** How many of the newest the list holds; each is there by itself, whatever its age. */
  listed: number
  /** Answers instead of the status feed, where it is set. */
  broken: ((request: IncomingMessage, response: ServerResponse) => void) | null
  /** The same for incidents that are asked for by themselves. */
  alone: StatusServer['broken']
  /** Paths asked for, in order. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

export async function statusServer(outages: Outage[], name = 'Northwind', parts: readonly Part[] = PARTS): Promise<StatusServer> {
  const asked: string[] = []
  const page = { id: 'page', name, url: 'http://127.0.0.1', time_zone: 'Etc/UTC', updated_at: iso(Date.now()) }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (state.broken) return state.broken(request, response)
    if (state.alone && request.url?.startsWith('/api/v2/incidents/')) return state.alone(request, response)
    const send = (body: object): void => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' })
      response.end(JSON.stringify({ page, ...body }))
    }
    const components = parts.map(({ id, name }, position) => ({ id, name, status: 'operational', position, group: false, group_id: null }))
    const newest = [...state.outages].sort((a, b) => b.from - a.from)
    const one = state.outages.find(({ id }) => request.url === `/api/v2/incidents/${id}.json`)
    if (request.url === '/api/v2/incidents.json')
      send({ incidents: newest.slice(0, state.listed).map((outage) => incidentRow(outage, parts)) })
    else if (one) send({ incident: incidentRow(one, parts) })
    else if (request.url === '/api/v2/components.json') send({ components })
    else if (request.url === '/api/v2/scheduled-maintenances.json') send({ scheduled_maintenances: [] })
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const state: StatusServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    outages,
    listed: Number.POSITIVE_INFINITY,
    broken: null,
    alone: null,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return state
}
