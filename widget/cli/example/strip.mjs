/**
 * Makes github-incidents.json out of a recording of GitHub's Statuspage API, keeping facts only: ids, addresses, components,
 * impacts, states and instants. Titles and texts belong to those who wrote them; the titles here are our own words.
 *
 *   node widget/cli/example/strip.mjs RECORDING > widget/cli/example/github-incidents.json
 *
 * evidence.json is then made by the command:
 *
 *   standing ingest --format statuspage --source github --observed-at 2026-08-22T00:00:00Z github-incidents.json \
 *     --map "Issues=issues" "Pull Requests=pull-requests" "Git Operations=git-operations" "API Requests=api-requests" \
 *     "Webhooks=webhooks" "Pages=pages" "Actions=actions" "Packages=packages"
 */
import { readFileSync } from 'node:fs'

const PAGE = { id: 'kctbh9vrtdwd', name: 'GitHub', url: 'https://www.githubstatus.com', time_zone: 'Etc/UTC' }

/** Of updates only those that change a component or the state of the incident say anything about time. */
function update(each) {
  const changes = (each.affected_components ?? []).filter((change) => change.old_status !== change.new_status)
  return {
    status: each.status,
    display_at: each.display_at,
    affected_components:
      changes.length === 0 ? null : changes.map(({ code, name, old_status, new_status }) => ({ code, name, old_status, new_status })),
  }
}

function incident(row) {
  const updates = row.incident_updates.map(update)
  // Newest first: the older of two updates alike is the one that says when.
  const kept = updates.filter((each, at) => each.affected_components || updates[at + 1]?.status !== each.status)
  const components = row.components.map(({ id, name }) => ({ id, name }))
  const { id, status, created_at, updated_at, resolved_at, started_at, impact, shortlink } = row
  return {
    id,
    name: components.length === 0 ? 'Incident' : `Incident on ${components.map((component) => component.name).join(', ')}`,
    status,
    created_at,
    updated_at,
    resolved_at,
    started_at,
    impact,
    shortlink,
    incident_updates: kept,
    components,
  }
}

const recording = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const rows = recording.incidents.map(incident)
process.stdout.write(`{"page":${JSON.stringify(PAGE)},"incidents":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`)
