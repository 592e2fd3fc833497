/** What an agreement's evidence comes to, in the short form that the popup, the badge and the overview show. */
import { objectiveKey, objectiveName } from '../../shared/contract/each-service.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { evaluateUnnamed } from '../../shared/evaluate/index.ts'
import type { Deadline, ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { cancelBy } from '../../shared/evaluate/periods/term-dates.ts'
import { latestSpans } from '../../shared/evidence/known-at.ts'
import type { Evidence, State } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { cutRules } from '../../shared/time/tables.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { isPolled } from '../store/source-kind.ts'
import type { AgreementRecord, SourceRecord } from '../store/store-schema.ts'
import { CLOSED, type Happening, row, type Summary, type SummaryRow, worseFirst } from '../store/summary.ts'
import { hostsOf } from './provider-hosts.ts'

const YEAR = 366 * 86_400_000

/** Never throws: an agreement that can't be evaluated is a standing with its problem. */
export function summaryOf(agreement: AgreementRecord, evidence: Evidence, hosts: readonly string[], at: EpochMs): Summary {
  const { contract } = agreement
  const common = {
    agreement: agreement.id,
    title: contract.title,
    sources: agreement.links.map(({ source }) => source),
    hosts: [...new Set([...hostsOf(contract), ...hosts])],
    clock: cutRules(temporalZones(contract.zone), at - 2 * YEAR, at + 2 * YEAR),
    at,
    now: null,
  }
  try {
    const current = evaluateUnnamed([contract], evidence, { at })
    const past = evaluateUnnamed([contract], evidence, { at, period: 'all' })
    const rows = named(contract, current.objectives).sort(worseFirst)
    const closed = closedRows(named(contract, past.objectives), rows, at)
    const cancel = lastToCancel(contract, at)
    return {
      ...common,
      ...(cancel && { cancel }),
      now: happening(contract, evidence, current.objectives, at),
      evaluator: current.evaluator,
      rows,
      closed,
      problem: null,
    }
  } catch (error) {
    return { ...common, evaluator: '', rows: [], closed: [], problem: error instanceof Error ? error.message : String(error) }
  }
}

/** The last moment to cancel before the term that holds `at` ends, null where the agreement fixes none. */
export const lastToCancel = ({ term, zone }: Contract, at: EpochMs): Deadline | null =>
  cancelBy(term, { zone: temporalZones(zone), hours: () => [] }, at)

/**
 * The instant an agreement is judged at: its newest reading, so that the minutes until the next one are not shown as
 * not measured; now, once a reading is overdue or where there is no feed to read.
 */
export function judgedAt(agreement: AgreementRecord, sources: ReadonlyMap<string, SourceRecord>, now: EpochMs): EpochMs {
  const used = agreement.links.flatMap((link) => sources.get(link.source) ?? []).filter(isPolled)
  const fresh = used.every(({ state, every }) => state.readAt !== null && !state.trouble && now - state.readAt < 2 * every)
  return used.length > 0 && fresh ? Math.min(now, ...used.map(({ state }) => state.readAt as number)) : now
}

function named(contract: Contract, reports: readonly ObjectiveReport[]): SummaryRow[] {
  const byId = new Map(contract.objectives.map((objective) => [objective.id, objective]))
  return reports.map((report) => {
    const objective = byId.get(report.id)
    return row(report, objectiveName(contract, report), objective?.clause ?? null)
  })
}

const placeOf = (row: SummaryRow): string => `${objectiveKey(row)} ${row.period.label}`

/** The last closed periods of each objective, newest first. Rolling windows have none: they end now. */
function closedRows(all: readonly SummaryRow[], current: readonly SummaryRow[], at: EpochMs): SummaryRow[] {
  const shown = new Set(current.map(placeOf))
  const kept = new Map<string, number>()
  return all
    .filter((each) => each.period.complete && each.period.to <= at && !shown.has(placeOf(each)))
    .sort((a, b) => b.period.from - a.period.from || worseFirst(a, b))
    .filter((each) => {
      const key = objectiveKey(each)
      const count = kept.get(key) ?? 0
      kept.set(key, count + 1)
      return count < CLOSED
    })
}

const WORST: readonly State[] = ['down', 'partial', 'degraded', 'maintenance']

/** The worst state that lasts at the last reading, longest first; null where all is up. */
export function happening(contract: Contract, evidence: Evidence, reports: readonly ObjectiveReport[], at: EpochMs): Happening | null {
  const open = latestSpans(evidence.spans).filter((span) => span.to === null && span.from <= at && span.state !== 'up')
  const worst = open.sort((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state) || a.from - b.from)[0]
  if (!worst) return null
  const ids = new Set(open.filter((span) => span.state === worst.state).map((span) => span.service))
  const counts = reports.some(({ ledger }) => ledger.some((entry) => entry.as === 'counted' && entry.to >= at))
  // A single service needs no name.
  const services = contract.services.length > 1 ? contract.services.filter(({ id }) => ids.has(id)).map(({ name }) => name) : []
  return { state: worst.state, since: worst.from, services, title: worst.title ?? null, counts }
}
