/** What was given and is not used (R59), one entry a list, name and reason: a misspelt name is never silence. */
import { nearest } from '../base/nearest.ts'
import type { Contract, Objective } from '../contract/model.ts'
import { type Evidence, sourceText, type Ticket } from '../evidence/model.ts'
import { EVIDENCE_FIELDS } from '../evidence/unread.ts'
import { reason } from './model/reasons.ts'
import type { Reason, UnusedEvidence } from './model/report.ts'

/** @param contracts all agreements given: what one of them names is used */
export function unusedEvidence(contracts: readonly Contract[], evidence: Evidence): readonly UnusedEvidence[] {
  const found = new Found()
  unknownServices(contracts, evidence, found)
  unknownTickets(contracts, evidence, found)
  unknownNames(contracts, evidence, found)
  for (const { list, field, ref, n } of evidence.unread ?? [])
    found.add(list, ref, field ?? list, field === undefined ? ofList(list) : ofField(list, field), n)
  return found.entries()
}

class Found {
  private readonly byKey = new Map<string, { list: string; ref: string; n: number; reason: Reason }>()

  add(list: string, ref: string, name: string, why: Reason, n = 1): void {
    const key = `${list}\n${name}\n${why.code}`
    const before = this.byKey.get(key)
    if (before) before.n += n
    else this.byKey.set(key, { list, ref, n, reason: why })
  }

  entries(): readonly UnusedEvidence[] {
    return [...this.byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { reason: why, ...each }]) => ({ ...each, ...why }))
  }
}

interface Row {
  readonly ref?: string
  readonly id?: string
}

const nameOf = (row: Row, list: string, index: number): string => row.ref ?? row.id ?? `${list}[${index}]`

function unknownServices(contracts: readonly Contract[], evidence: Evidence, found: Found): void {
  const known = contracts.flatMap(({ services }) => services.map(({ id }) => id))
  const set = new Set(known)
  const check = (list: string, rows: readonly (Row & { readonly service?: string | null })[]): void =>
    rows.forEach((row, i) => {
      const { service } = row
      if (service !== null && service !== undefined && !set.has(service))
        found.add(list, nameOf(row, list, i), service, ofService(service, known))
    })
  const checkAll = (list: string, rows: readonly (Row & { readonly services: readonly string[] })[]): void =>
    rows.forEach((row, i) => {
      for (const service of row.services) if (!set.has(service)) found.add(list, nameOf(row, list, i), service, ofService(service, known))
    })
  check('spans', evidence.spans)
  check('coverage', [...evidence.coverage, ...evidence.itemCoverage])
  for (const list of ['checks', 'requests', 'samples', 'tickets', 'lifetimes', 'claims'] as const) check(list, evidence[list])
  for (const list of ['maintenance', 'declarations', 'attributions'] as const) checkAll(list, evidence[list])
}

/** A ticket says something by its severity, and from the event that opened it. */
function unknownTickets(contracts: readonly Contract[], { tickets }: Evidence, found: Found): void {
  const named = (type: Ticket['type']): readonly string[] =>
    contracts.flatMap(({ support }) => (type === 'request' ? support?.requests : support?.severities) ?? []).map(({ id }) => id)
  const severities = { incident: named('incident'), request: named('request') }
  const anySeverity = contracts.some(
    ({ objectives, deliverables }) =>
      objectives.some(({ measure }) => measure.by === 'duration') || deliverables?.some(({ after }) => after),
  )
  for (const ticket of tickets) {
    const { id, type, severity, events } = ticket
    const known = severities[type]
    const given = [severity, ...events.flatMap((event) => event.severity ?? [])]
    for (const name of given)
      if (!known.includes(name) && !(anySeverity && known.length === 0)) found.add('tickets', id, name, ofSeverity(name, known))
    const isMeasured = contracts.some((contract) => contract.objectives.some((each) => startsElsewhere(each, ticket, given)))
    if (!isMeasured && !events.some(({ kind }) => kind === 'opened')) found.add('tickets', id, 'opened', reason('unused-unopened'))
  }
}

/** Whether a duration that starts at another event than the opening has the ticket's start, and looks at its service and severity. */
function startsElsewhere({ measure, services }: Objective, { service, events }: Ticket, severities: readonly string[]): boolean {
  if (measure.by !== 'duration' || (service !== undefined && !services.includes(service))) return false
  const { clock, severities: asked } = measure
  return events.some(({ kind }) => kind === clock.from) && (asked === undefined || severities.some((each) => asked.includes(each)))
}

function unknownNames(contracts: readonly Contract[], evidence: Evidence, found: Found): void {
  const deliverables = contracts.flatMap((each) => (each.deliverables ?? []).map(({ id }) => id))
  evidence.deliveries.forEach(({ deliverable, ref }, i) => {
    if (!deliverables.includes(deliverable))
      found.add('deliveries', ref ?? `deliveries[${i}]`, deliverable, ofDeliverable(deliverable, deliverables))
  })
  const clauses = [...contracts.flatMap((each) => (each.exclusions ?? []).map(({ id }) => id)), 'awareness']
  for (const { id, clause } of evidence.declarations)
    if (!clauses.includes(clause)) found.add('declarations', id, clause, ofClause(clause, clauses))
  const objectives = contracts.flatMap((each) => each.objectives.map(({ id }) => id))
  for (const { id, objective } of evidence.claims)
    if (!objectives.includes(objective)) found.add('claims', id, objective, ofObjective(objective, objectives))
  const metrics = contracts.flatMap((each) => each.objectives.flatMap(({ measure }) => (measure.by === 'rate' ? [measure.metric] : [])))
  evidence.samples.forEach(({ metric }, i) => {
    if (!metrics.includes(metric)) found.add('samples', `samples[${i}]`, metric, ofMetric(metric, metrics))
  })
  const incidents = new Set(
    evidence.spans.flatMap(({ service, source, ref, id }) => (service === null ? [`${sourceText(source)}\n${ref ?? id}`] : [])),
  )
  for (const { ref, source } of evidence.attributions) {
    if (!incidents.has(`${sourceText(source)}\n${ref}`)) found.add('attributions', ref, ref, reason('unused-answer'))
  }
}

function ofService(name: string, known: readonly string[]): Reason {
  const near = nearest(name, known)
  return near === undefined ? reason('unused-service', { name }) : reason('unused-service-near', { name, near })
}

function ofSeverity(name: string, known: readonly string[]): Reason {
  const near = nearest(name, known)
  return near === undefined ? reason('unused-severity', { name }) : reason('unused-severity-near', { name, near })
}

function ofDeliverable(name: string, known: readonly string[]): Reason {
  const near = nearest(name, known)
  return near === undefined ? reason('unused-deliverable', { name }) : reason('unused-deliverable-near', { name, near })
}

function ofClause(name: string, known: readonly string[]): Reason {
  const near = nearest(name, known)
  return near === undefined ? reason('unused-clause', { name }) : reason('unused-clause-near', { name, near })
}

function ofObjective(name: string, known: readonly string[]): Reason {
  const near = nearest(name, known)
  return near === undefined ? reason('unused-objective', { name }) : reason('unused-objective-near', { name, near })
}

function ofMetric(name: string, known: readonly string[]): Reason {
  const near = nearest(name, known)
  return near === undefined ? reason('unused-metric', { name }) : reason('unused-metric-near', { name, near })
}

function ofList(name: string): Reason {
  const near = nearest(name, Object.keys(EVIDENCE_FIELDS))
  return near === undefined ? reason('unused-list', { name }) : reason('unused-list-near', { name, near })
}

function ofField(list: string, name: string): Reason {
  const near = nearest(name, EVIDENCE_FIELDS[list] ?? [])
  return near === undefined ? reason('unused-field', { name }) : reason('unused-field-near', { name, near })
}
