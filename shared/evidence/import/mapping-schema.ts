/** The JSON Schema of a mapping, `standing/import@1`, and what each property means. */
import { type Descriptions, describeSchema } from '../../base/describe-schema.ts'
import { DIALECT, schemaAddress } from '../../base/schema-parts.ts'
import type { JsonSchema } from '../../base/shape.ts'
import { IMPORT_FORMAT, mappingShape } from './mapping.ts'

const DESCRIPTIONS: Descriptions = {
  format: ['The format and its version.', 'standing/import@1'],
  kind: ['What a row is.', 'spans'],
  rows: ['Where the list of rows is, in JSON.', 'data.items'],
  delimiter: ['What separates the cells, in CSV.', ';'],
  columns: ['Name of the column of each field.', { service: 'Component', from: 'Start', to: 'End' }],
  'columns.service': ['Column of the service.', 'Component'],
  'columns.from': ['Column of the start.', 'Start'],
  'columns.to': ['Column of the end.', 'End'],
  'columns.duration': ['Column of the length.', 'Minutes'],
  'columns.state': ['Column of the state.', 'Status'],
  'columns.title': ['Column of the title.', 'Summary'],
  'columns.ref': ['Column of the id at the source (R3).', 'Key'],
  'columns.reportedAt': ['Column of the time at which it was noticed (R39).', 'Reported'],
  'columns.priority': ['Column of the priority.', 'Priority'],
  'columns.opened': ['Column of the opening.', 'Created'],
  'columns.responded': ['Column of the first response.', 'First response'],
  'columns.resolved': ['Column of the resolution.', 'Resolved'],
  'columns.closed': ['Column of the closing.', 'Closed'],
  'columns.at': ['Column of the time of a check.', 'Time'],
  'columns.result': ['Column of its result.', 'Result'],
  'columns.latency': ['Column of its response time.', 'ms'],
  service: ['Service of every row, where no column names one.', 'api'],
  services: ['Words of the service column and the services they mean; rows with other words are left out.', { 'Checkout API': 'api' }],
  state: ['State of every row, where no column names one.', 'down'],
  states: ['Words of the state column, in lower case.', { outage: 'down' }],
  results: ['Words of the result column, in lower case.', { '200': 'ok' }],
  priorities: ['Words of the priority column and the severities they mean.', { Highest: 'p1' }],
  zone: ['Zone of times that name none.', 'Europe/Berlin'],
  order: ['Order of day and month in dates such as 03/04/2026.', 'day-first'],
  epoch: ['What whole numbers count since 1970. Absent: by their size.', 's'],
  unit: ['What bare numbers count in a column of lengths.', 'min'],
  every: ['Time between two checks. Absent: their usual gap.', 'PT1M'],
  until: ['When rows without an end ended. Absent: when the file was read.', '2026-04-01T00:00:00Z'],
  covers: ['Time for which the file is complete (R2).', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }],
  'covers.from': ['First instant.', '2026-03-01T00:00:00Z'],
  'covers.to': ['First instant after it.', '2026-04-01T00:00:00Z'],
  by: ['Whose word it is (R4).', 'provider', 'customer'],
}

export function mappingSchema(): JsonSchema {
  const schema = {
    $schema: DIALECT,
    $id: schemaAddress('import'),
    title: IMPORT_FORMAT,
    description: 'Which column of a table is what. `standing ingest --guess FILE` prints one to start from.',
    ...mappingShape.schema(new Map()),
    additionalProperties: false,
  }
  return describeSchema(schema, DESCRIPTIONS)
}
