/**
 * Takes out what shall not leave, before evaluation and sealing, so that the rest recomputes by itself. What is taken out is
 * named in the snapshot; what it held is nowhere in it.
 */
import type { Base, Contract, Remedy } from '../contract/model.ts'
import type { Evidence, Party, Ticket } from '../evidence/model.ts'
import { needlesOf, swept } from './redact-names.ts'
import { REDACTED_FIELDS, type RedactedField } from './redact-profiles.ts'
import { withoutOwn } from './unknown-fields.ts'

export interface Redacted {
  readonly contracts: readonly Contract[]
  readonly evidence: Evidence
  /** For `redacted` of the snapshot. */
  readonly fields: readonly RedactedField[]
}

/**
 * Pure: what was given stays as it is. A name or a host that is taken out is also replaced wherever else it stands, in titles,
 * ids and the names of sources. Throws RangeError where that would leave no agreement, so that nothing leaves instead.
 */
export function redactInput(contracts: readonly Contract[], evidence: Evidence, fields: readonly RedactedField[]): Redacted {
  const out = new Set(fields)
  if (out.size === 0) return { contracts, evidence, fields: [] }
  const needles = needlesOf(contracts, evidence, out)
  return {
    contracts: contracts.map((contract) => swept.contract(contractWithout(withoutOwn(contract), out), needles)),
    evidence: swept.evidence(evidenceWithout(evidence, out), needles),
    fields: REDACTED_FIELDS.filter((field) => out.has(field)),
  }
}

function contractWithout(contract: Contract, out: ReadonlySet<RedactedField>): Contract {
  let left = contract
  if (out.has('names')) left = withoutNames(left)
  if (out.has('fees')) left = withoutFees(left)
  if (out.has('hosts')) left = { ...left, services: left.services.map(({ hosts: _, ...service }) => service) }
  if (out.has('notes')) left = withoutNotes(left)
  return left
}

/** The customer, everybody's people and the groups by name; ids stay, because clauses refer to them. */
function withoutNames(contract: Contract): Contract {
  const { parties, groups } = contract
  const provider = parties?.provider
  return {
    ...contract,
    ...(parties && {
      parties: {
        ...(provider && {
          provider: { name: provider.name, ...(provider.keys && { keys: provider.keys }), ...contactsOf(provider.contacts) },
        }),
        ...(parties.customer && { customer: { name: 'The customer', ...contactsOf(parties.customer.contacts) } }),
      },
    }),
    ...(groups && { groups: groups.map((group) => ({ ...group, name: group.id })) }),
  }
}

const contactsOf = (contacts: readonly { readonly id: string }[] | undefined) =>
  contacts ? { contacts: contacts.map(({ id }) => ({ id, name: id })) } : {}

/**
 * What is paid, and what an outage costs. Amounts then come out as null; percentages and days stand. Caps, minimums and fixed
 * amounts of a credit are the promise itself and stay.
 */
function withoutFees({ impact: _, plans, remedies, ...contract }: Contract): Contract {
  return {
    ...contract,
    ...(plans && { plans: plans.map(({ price: _price, ...plan }) => plan) }),
    ...(remedies && { remedies: remedies.map(feelessRemedy) }),
  }
}

function feelessRemedy({ base, ...remedy }: Remedy): Remedy {
  const { amount: _amount, amounts: _amounts, ...rest } = (base ?? {}) as Base
  const left: Remedy = { ...remedy, ...(base && Object.keys(rest).length > 0 && { base: rest }) }
  const { lostTime, multiple, ...unpaid } = left
  // Time paid at a rate is a fee by another name: without it the credit can't be computed, and says so.
  return lostTime || multiple?.rate ? { ...unpaid, kind: 'formula', formula: 'time paid at a rate that was left out' } : left
}

/** Free words: what was noted beside a clause, never the clause. */
function withoutNotes(contract: Contract): Contract {
  const { problemProcedure: _procedure, responsibilities: _duties, reviews: _reviews, source, remedies, ...rest } = contract
  const { notes: _notes, ...named } = source ?? ({} as NonNullable<Contract['source']>)
  return {
    ...rest,
    ...(source && { source: named }),
    ...(remedies && { remedies: remedies.map(({ settlement: _settlement, ...remedy }) => remedy) }),
    objectives: rest.objectives.map(({ intent: _intent, ...objective }) => objective),
    services: rest.services.map(({ description: _description, ...service }) => service),
  }
}

function evidenceWithout({ observer, ...evidence }: Evidence, out: ReadonlySet<RedactedField>): Evidence {
  const names = out.has('names')
  const notes = out.has('notes')
  return {
    ...evidence,
    ...(observer && !names && { observer }),
    ...(observer && names && observer.tool !== undefined && { observer: { tool: observer.tool } }),
    ...(notes && {
      spans: evidence.spans.map(({ title: _, ...span }) => span),
      maintenance: evidence.maintenance.map(({ title: _, ...row }) => row),
    }),
    ...(out.has('tickets') && { tickets: evidence.tickets.map(({ title: _, ...ticket }): Ticket => ticket) }),
    declarations: evidence.declarations.map((row) => ({
      ...row,
      ...(names && { by: party(row.by) }),
      ...(notes && { reason: 'left out' }),
    })),
    claims: evidence.claims.map(({ amount, outcome, ...row }) => ({
      ...row,
      ...(amount !== undefined && !out.has('fees') && { amount }),
      ...(outcome !== undefined && !notes && { outcome }),
      ...(names && { by: party(row.by) }),
    })),
  }
}

/** A party may be named; a person becomes "customer": whoever declares keeps the record here. */
const party = (by: string): Party => (by === 'provider' ? 'provider' : 'customer')
