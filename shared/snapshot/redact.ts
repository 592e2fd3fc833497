/**
 * Takes out what shall not leave, before evaluation and sealing, so that the rest recomputes by itself. What is taken out is
 * named in the snapshot; what it held is nowhere in it.
 */
import type { Base, Contract, Rate, Remedy } from '../agreement/model.ts'
import type { Evidence, Party, Ticket } from '../evidence/model.ts'

/** What can be taken out, each by itself. */
export const FIELDS = ['names', 'fees', 'hosts', 'notes', 'tickets'] as const
export type Field = (typeof FIELDS)[number]

export interface Profile {
  readonly id: 'provider' | 'colleague' | 'public'
  readonly fields: readonly Field[]
}

/**
 * To the provider: who works on it here, notes and hosts stay; the fee is theirs to know. To a colleague: everything goes.
 * In public: nothing that tells who the customer is, what it pays, or what was written.
 */
export const PROFILES: readonly Profile[] = [
  { id: 'provider', fields: ['hosts', 'notes', 'tickets'] },
  { id: 'colleague', fields: [] },
  { id: 'public', fields: FIELDS },
]

export interface Redacted {
  readonly contracts: readonly Contract[]
  readonly evidence: Evidence
  /** For `redacted` of the snapshot. */
  readonly fields: readonly Field[]
}

/** Pure: what was given stays as it is. */
export function redact(contracts: readonly Contract[], evidence: Evidence, fields: readonly Field[]): Redacted {
  const out = new Set(fields)
  return {
    contracts: contracts.map((contract) => contractWithout(contract, out)),
    evidence: evidenceWithout(evidence, out),
    fields: FIELDS.filter((field) => out.has(field)),
  }
}

function contractWithout(contract: Contract, out: ReadonlySet<Field>): Contract {
  let left = contract
  if (out.has('names')) left = withoutNames(left)
  if (out.has('fees')) left = withoutFees(left)
  if (out.has('hosts')) left = { ...left, services: left.services.map(({ hosts: _, ...service }) => service) }
  if (out.has('notes')) left = withoutNotes(left)
  return left
}

/** The customer, everybody's people and the groups by name; ids stay, because clauses refer to them. */
function withoutNames({ roles: _roles, reviews: _reviews, ...contract }: Contract): Contract {
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
    ...(contract.scope === 'service' ? {} : { title: provider ? `${provider.name}, an agreement` : 'An agreement' }),
  }
}

const contactsOf = (contacts: readonly { readonly id: string }[] | undefined) =>
  contacts ? { contacts: contacts.map(({ id }) => ({ id, name: id })) } : {}

/** What is paid, and what an outage costs. Amounts then come out as null; percentages and days stand. */
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
  if (left.kind === 'lostTime' && left.lostTime) return { ...left, lostTime: { rate: noRate(left.lostTime.rate) } }
  if (left.multiple?.rate) return { ...left, multiple: { ...left.multiple, rate: noRate(left.multiple.rate) } }
  return left
}

const noRate = (rate: Rate): Rate => ({ ...rate, amount: '0' })

/** Free words: what was noted beside a clause, never the clause. Fields of one's own begin with x-. */
function withoutNotes(contract: Contract): Contract {
  const own = Object.fromEntries(Object.entries(contract).filter(([key]) => !key.startsWith('x-'))) as unknown as Contract
  const { problemProcedure: _procedure, responsibilities: _duties, source, ...rest } = own
  const { notes: _notes, ...named } = source ?? ({} as NonNullable<Contract['source']>)
  return {
    ...rest,
    ...(source && { source: named }),
    objectives: rest.objectives.map(({ intent: _intent, ...objective }) => objective),
    services: rest.services.map(({ description: _description, ...service }) => service),
  }
}

function evidenceWithout({ observer, ...evidence }: Evidence, out: ReadonlySet<Field>): Evidence {
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
      ...(notes && { reason: '' }),
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
