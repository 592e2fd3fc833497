/**
 * Exports of known tools, by the columns that give each away. Each says where its columns are known from:
 * `documentation` of the maker, public `code` that reads or writes the file, or a `sample` of our own, which the guess then
 * only prefers. Everything that a recipe fills in is shown and can be changed.
 */
import { isFields } from '../../base/shape.ts'
import { isoUtc } from '../../time/instant.ts'
import { bareName } from './column-names.ts'
import type { ImportField, ImportKind, Mapping, StatusWord } from './mapping.ts'
import type { ImportTable } from './table.ts'

export interface Recipe {
  readonly id: string
  readonly name: string
  readonly known: 'documentation' | 'code' | 'sample'
  /** Where the columns are known from. */
  readonly source: string
  readonly kind: ImportKind
  /** All of these columns are there; a `|` parts names of one column. */
  readonly marks: readonly string[]
  /** Field to the names that its column may have, the first that exists is used. */
  readonly columns: Partial<Readonly<Record<ImportField, string>>>
  readonly rest?: Partial<Omit<Mapping, 'format' | 'kind' | 'columns'>>
  /** What the document says beside its rows. */
  readonly beside?: (document: Readonly<Record<string, unknown>>) => Partial<Mapping>
}

const HELPDESK: Readonly<Record<string, StatusWord>> = {
  new: 'open',
  open: 'open',
  pending: 'on-hold',
  hold: 'on-hold',
  'on-hold': 'on-hold',
  solved: 'resolved',
  resolved: 'resolved',
  closed: 'closed',
  deleted: 'skip',
}

export const RECIPES: readonly Recipe[] = [
  {
    id: 'zendesk',
    name: 'Zendesk',
    known: 'documentation',
    source: 'https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ (status), ticket_metrics/ (created_at, solved_at)',
    kind: 'tickets',
    marks: ['Ticket ID|id', 'Created at|created_at', 'Solved at|solved_at'],
    columns: {
      ref: 'Ticket ID|ticket_id|id',
      type: 'Type|Ticket type',
      priority: 'Priority',
      status: 'Status|Ticket status',
      opened: 'Created at|created_at',
      responded: 'First reply at|first_reply_at',
      resolved: 'Solved at|solved_at',
      closed: 'Closed at|closed_at',
      group: 'Group|Ticket group',
      title: 'Subject',
    },
    rest: { statuses: HELPDESK },
  },
  {
    id: 'freshdesk',
    name: 'Freshdesk',
    known: 'sample',
    source: 'statuses by https://developers.freshdesk.com/api/#ticket_attributes',
    kind: 'tickets',
    marks: ['Ticket ID', 'Created time', 'Initial response time|Resolved time'],
    columns: {
      ref: 'Ticket ID',
      type: 'Type',
      priority: 'Priority',
      status: 'Status',
      opened: 'Created time',
      responded: 'Initial response time',
      resolved: 'Resolved time',
      closed: 'Closed time',
      group: 'Group',
      title: 'Subject',
    },
    rest: { statuses: { ...HELPDESK, 'waiting on customer': 'on-hold', 'waiting on third party': 'on-hold' } },
  },
  {
    id: 'jira',
    name: 'Jira',
    known: 'code',
    source: 'CSV of all fields as importers of it read: Summary, Issue key, Issue id, Issue Type, Status, Priority, Created, Resolved',
    kind: 'tickets',
    marks: ['Issue key', 'Created'],
    columns: {
      ref: 'Issue key',
      service: 'Custom field (Affected services)|Component/s|Components',
      type: 'Issue Type',
      priority: 'Priority',
      status: 'Status',
      opened: 'Created',
      resolved: 'Resolved',
      title: 'Summary',
    },
  },
  {
    id: 'servicenow',
    name: 'ServiceNow',
    known: 'documentation',
    source:
      'table incident: number, opened_at, resolved_at, closed_at, state (1 New, 2 In Progress, 3 On Hold, 6 Resolved, 7 Closed, 8 Canceled)',
    kind: 'tickets',
    marks: ['Number', 'Opened|opened_at', 'Assignment group|assignment_group|State|state'],
    columns: {
      ref: 'Number',
      service: 'Business service|business_service|Service|Configuration item|cmdb_ci',
      priority: 'Priority',
      status: 'State',
      opened: 'Opened|opened_at',
      resolved: 'Resolved|resolved_at',
      closed: 'Closed|closed_at',
      group: 'Assignment group|assignment_group',
      title: 'Short description|short_description',
    },
    rest: {
      statuses: {
        '1': 'open',
        '2': 'open',
        '3': 'on-hold',
        '6': 'resolved',
        '7': 'closed',
        '8': 'skip',
        new: 'open',
        'in progress': 'open',
        'on hold': 'on-hold',
        resolved: 'resolved',
        closed: 'closed',
        canceled: 'skip',
      },
    },
  },
  {
    id: 'github-issues',
    name: 'GitHub issues',
    known: 'documentation',
    source:
      'https://docs.github.com/rest/issues/issues (number, state, created_at, closed_at); gh issue list --json number,createdAt,closedAt,state',
    kind: 'tickets',
    marks: ['number', 'created_at|createdAt', 'closed_at|closedAt', 'state'],
    columns: { ref: 'number', status: 'state', opened: 'created_at|createdAt', closed: 'closed_at|closedAt', title: 'title' },
    rest: { statuses: { open: 'open', closed: 'closed' } },
  },
  {
    id: 'pagerduty',
    name: 'PagerDuty',
    known: 'code',
    source:
      'incidents of the REST API and of analytics: incident_number, created_at, resolved_at, urgency, status, service.summary or service_name',
    kind: 'tickets',
    marks: ['incident_number', 'created_at|created_on', 'urgency'],
    columns: {
      ref: 'incident_number',
      service: 'service_name|service.summary',
      priority: 'urgency',
      status: 'status',
      opened: 'created_at|created_on',
      resolved: 'resolved_at|resolved_on',
      title: 'title|description|summary',
    },
    rest: { statuses: { triggered: 'open', acknowledged: 'open', resolved: 'resolved' } },
  },
  {
    id: 'uptimerobot',
    name: 'UptimeRobot',
    known: 'code',
    source: 'CSV of logs: Event, Monitor, Monitor URL, Date-Time, Reason, Duration (in mins.)',
    kind: 'spans',
    marks: ['Event', 'Monitor', 'Date-Time', 'Duration (in mins.)'],
    columns: { service: 'Monitor', from: 'Date-Time', duration: 'Duration (in mins.)', state: 'Event', title: 'Reason' },
    rest: { states: { up: 'up', down: 'down', started: 'skip', paused: 'skip' }, unit: 'min' },
  },
  {
    id: 'pingdom',
    name: 'Pingdom',
    known: 'documentation',
    source: 'https://docs.pingdom.com/api/ summary.outage: summary.states with status, timefrom, timeto',
    kind: 'spans',
    marks: ['status', 'timefrom', 'timeto'],
    columns: { from: 'timefrom', to: 'timeto', state: 'status' },
    rest: { states: { up: 'up', down: 'down', unknown: 'skip' }, epoch: 's' },
  },
  {
    id: 'site24x7',
    name: 'Site24x7',
    known: 'sample',
    source: 'report of outages: Monitor Name, Start Time, End Time, Duration, Reason',
    kind: 'spans',
    marks: ['Monitor Name', 'Start Time', 'End Time', 'Reason'],
    columns: { service: 'Monitor Name', from: 'Start Time', to: 'End Time', duration: 'Duration', title: 'Reason' },
    rest: { state: 'down' },
  },
  {
    id: 'statuscake',
    name: 'StatusCake',
    known: 'documentation',
    source: 'https://developers.statuscake.com/api/ uptime periods: status, created_at, ended_at, duration in ms',
    kind: 'spans',
    marks: ['status', 'created_at', 'ended_at|duration'],
    columns: { from: 'created_at', to: 'ended_at', state: 'status' },
    rest: { states: { up: 'up', down: 'down' } },
  },
  {
    id: 'uptime-kuma',
    name: 'Uptime Kuma',
    known: 'code',
    source:
      'table heartbeat: monitor_id, status (0 down, 1 up, 2 pending, 3 maintenance), time in UTC; duration is the time since the heartbeat before',
    kind: 'spans',
    marks: ['monitor_id', 'status', 'time', 'important'],
    columns: { service: 'monitor_id', from: 'time', state: 'status', title: 'msg' },
    // Pending is tried again: not yet down, and nothing that could be called up.
    rest: { states: { '0': 'down', '1': 'up', '2': 'skip', '3': 'maintenance' }, ends: 'next', zone: 'UTC' },
  },
  {
    id: 'datadog-slo',
    name: 'Datadog SLO history',
    known: 'documentation',
    source:
      'https://docs.datadoghq.com/api/latest/service-level-objectives/get-an-slos-history/: pairs of seconds and 0 up, 1 down, 2 no data',
    kind: 'spans',
    marks: ['0', '1'],
    columns: { from: '0', state: '1' },
    rest: { states: { '0': 'up', '1': 'down', '2': 'skip' }, ends: 'next', epoch: 's' },
    beside: ({ data }) => (isFields(data) && typeof data.to_ts === 'number' ? { until: isoUtc(data.to_ts * 1000) } : {}),
  },
]

/** The column of a table by the first of the names that is there. */
export function columnNamed({ columns }: ImportTable, names: string): string | undefined {
  for (const name of names.split('|')) {
    const found = columns.find((column) => bareName(column) === bareName(name))
    if (found !== undefined) return found
  }
  return undefined
}

/** The recipe whose columns are all there. */
export function recipeFor(table: ImportTable): Recipe | undefined {
  return RECIPES.find((recipe) => {
    if (recipe.id === 'datadog-slo') return isDatadog(table)
    return recipe.marks.every((names) => columnNamed(table, names) !== undefined)
  })
}

/** Its columns have no names: the document around them gives it away. */
const isDatadog = ({ path, document }: ImportTable): boolean =>
  /(^|\.)overall\.history$/.test(path) && isFields(document) && isFields(document.data) && 'to_ts' in document.data
