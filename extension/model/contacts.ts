/** Whom to turn to about an agreement: who is next by its escalation, whether they are there at this hour, until when an answer is due. */
import type { Contract } from '../../shared/contract/model.ts'
import { clockTargets } from '../../shared/evaluate/clocks/clock-target.ts'
import { receivedAt } from '../../shared/evaluate/clocks/receipt.ts'
import type { EscalationReport } from '../../shared/evaluate/model/report.ts'
import { calendarHours } from '../../shared/evaluate/periods/calendar-hours.ts'
import { type OpenHours, serviceHours } from '../../shared/evaluate/periods/service-hours.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { temporalZones } from '../../shared/time/zones.ts'

export interface Person {
  readonly name: string
  readonly email: string | undefined
  /** Since when or from when it is their turn; null where the agreement sets no time. */
  readonly due: EpochMs | null
  /** When they are there next by their own hours; null: now, or the agreement names no hours. */
  readonly opens: EpochMs | null
}

const hoursOf = (contract: Contract): OpenHours => calendarHours(contract, temporalZones(contract.zone), temporalZones)

/**
 * Those whose turn it is or will be: whose turn has come before whose will come, and of these who is there now before who is not;
 * without a ladder whoever the provider names, else the provider. Each once, and never nobody.
 */
export function peopleOf(contract: Contract, escalations: readonly EscalationReport[], at: EpochMs): readonly Person[] {
  const steps = escalations.filter(({ state }) => state !== 'passed')
  const people = steps.length > 0 ? steps.map((step) => nextOf(contract, step, at)) : namedBy(contract, at)
  const turn = ({ due }: Person): number => (due !== null && due <= at ? 0 : 1)
  const there = ({ opens }: Person): number => (opens === null ? 0 : 1)
  const far = ({ due }: Person): number => due ?? Number.MAX_SAFE_INTEGER
  const sorted = [...people].sort((a, b) => turn(a) - turn(b) || (turn(a) === 0 ? there(a) - there(b) : 0) || far(a) - far(b))
  return sorted.filter((person, index) => sorted.findIndex(({ name }) => name === person.name) === index)
}

function nextOf(contract: Contract, { to, contact, due }: EscalationReport, at: EpochMs): Person {
  const { parties, roles } = contract
  const all = [...(parties?.provider?.contacts ?? []), ...(parties?.customer?.contacts ?? [])]
  const id = roles && Object.hasOwn(roles, to) ? roles[to] : to
  const found = all.find((each) => each.id === id) ?? all.find((each) => each.name === contact)
  return { name: contact ?? to, email: found?.email, due, opens: opensAt(contract, found?.hours, at) }
}

function namedBy(contract: Contract, at: EpochMs): readonly Person[] {
  const { provider } = contract.parties ?? {}
  const contacts = provider?.contacts ?? []
  if (contacts.length === 0) return [{ name: provider?.name ?? contract.title, email: undefined, due: null, opens: null }]
  const people = contacts.map(({ name, email, hours }): Person => ({ name, email, due: null, opens: opensAt(contract, hours, at) }))
  return people.sort((a, b) => (a.opens ?? 0) - (b.opens ?? 0))
}

function opensAt(contract: Contract, hours: string | undefined, at: EpochMs): EpochMs | null {
  if (hours === undefined) return null
  const clock = serviceHours(hoursOf(contract))(hours)
  if (clock.elapsed(at, at + 1) > 0) return null
  // The first open ms begins a ms before it has elapsed.
  const first = clock.due(at, 1)
  return first === null ? null : first - 1
}

/** Until when the agreement wants an answer to what is sent at `at`, by the rules of its clocks (R28); null where it wants none. */
export function answerDue(contract: Contract, severity: string | null, at: EpochMs): EpochMs | null {
  const found = contract.support?.severities?.find(({ id }) => id === severity)
  if (!found) return null
  const hours = hoursOf(contract)
  const zone = temporalZones(contract.zone)
  const clocks = serviceHours(hours)
  const received = receivedAt({ zone }, clocks, contract.support ?? {}, found, at)
  const target = clockTargets({ zone, hours }, 'response')(found, received)
  if (!target) return null
  return 'by' in target.limit ? target.limit.by : clocks(target.calendar).due(received, target.limit.ms)
}
