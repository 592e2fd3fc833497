/**
 * A Statuspage-compatible API over the example's recording: what `/api/v2/*.json` of a real page answers, from facts alone.
 * It is a recording: nothing in it is ever open, and its page says so.
 */
import incidentsText from './example/github-incidents.json?raw'
import { movedRecording } from './replay.ts'

interface Recorded {
  readonly page: { readonly id: string; readonly name: string; readonly url: string; readonly time_zone: string }
  readonly incidents: readonly {
    readonly components: readonly { readonly id: string; readonly name: string }[]
    readonly updated_at: string
  }[]
}

/** Path → JSON text. `address` is where the page is served, `days` how far the recording is moved. */
export function statuspageApi(address: string, days: number): ReadonlyMap<string, string> {
  const { page: recorded, incidents } = JSON.parse(movedRecording(incidentsText, days)) as Recorded
  const updated = incidents.map((incident) => incident.updated_at).sort()
  const page = {
    ...recorded,
    name: days === 0 ? 'GitHub (a recording)' : `GitHub (a recording, ${days} days later)`,
    url: address,
    updated_at: updated.at(-1),
  }
  const seen = new Map(incidents.flatMap((incident) => incident.components.map((component) => [component.id, component.name] as const)))
  const components = [...seen]
    .sort(([, a], [, b]) => a.localeCompare(b, 'en'))
    .map(([id, name], position) => ({ id, name, status: 'operational', position, group: false, group_id: null, page_id: page.id }))
  const status = { indicator: 'none', description: 'Nothing is open' }
  const answers = {
    'summary.json': { page, components, incidents: [], scheduled_maintenances: [], status },
    'status.json': { page, status },
    'components.json': { page, components },
    'incidents.json': { page, incidents },
    'incidents/unresolved.json': { page, incidents: [] },
    'scheduled-maintenances.json': { page, scheduled_maintenances: [] },
    'scheduled-maintenances/upcoming.json': { page, scheduled_maintenances: [] },
    'scheduled-maintenances/active.json': { page, scheduled_maintenances: [] },
  }
  return new Map(Object.entries(answers).map(([name, body]) => [`/api/v2/${name}`, JSON.stringify(body)]))
}
