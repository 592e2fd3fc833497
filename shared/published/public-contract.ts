/**
 * The public part of an agreement, by allow-list: a field that nobody has thought about is not published. What one customer
 * pays, knows, owes or is called stays out; so do promises that only that customer's tickets could show.
 */
import type { Base, Contract, Objective, PartyInfo, Remedy, Service } from '../contract/model.ts'

type Keys<T> = readonly (keyof T)[]

function picked<T extends object>(value: T, keys: Keys<T>): T {
  return Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]])) as T
}

const CONTRACT: Keys<Contract> = ['format', 'id', 'title', 'kind', 'scope', 'text', 'source', 'state', 'term', 'zone', 'period', 'billing']
const CLAUSES: Keys<Contract> = ['calendars', 'exclusions', 'monitoring', 'deliverables']
/** Published only where the agreement is the same for all customers. */
const SHARED: Keys<Contract> = ['facts', 'restrictions']
const SERVICE: Keys<Service> = ['id', 'name', 'description', 'includes', 'excludes', 'hosts', 'alive']
const OBJECTIVE: Keys<Objective> = [
  'id',
  'name',
  'intent',
  'services',
  'each',
  'target',
  'strict',
  'during',
  'when',
  'period',
  'measure',
  'exclude',
  'remedies',
  'burn',
  'stack',
  'settles',
  'plan',
  'clause',
  'binding',
]
const REMEDY: Keys<Remedy> = [
  'id',
  'name',
  'kind',
  'on',
  'bands',
  'credit',
  'currency',
  'caps',
  'minimum',
  'trigger',
  'exclusiveGroup',
  'rounding',
  'history',
  'multiple',
  'each',
  'minRun',
  'lostTime',
  'perBlock',
  'formula',
  'claim',
  'clause',
]
const BASE: Keys<Base> = ['per', 'of', 'covers', 'excludes']
const CONTACT = ['id', 'name', 'url', 'hours'] as const

/** Promises about the tickets of one customer. */
const PRIVATE_MEASURES: ReadonlySet<string> = new Set(['tickets', 'duration'])

export function publicPart(contract: Contract): Contract {
  const shared = contract.scope === 'service'
  const provider = contract.parties?.provider
  const own: Partial<Contract> = picked(contract, CONTRACT)
  return {
    ...own,
    ...(provider && { parties: { provider: publicParty(provider) } }),
    ...(contract.plans && { plans: contract.plans.map((plan) => picked(plan, shared ? ['id', 'name', 'price'] : ['id', 'name'])) }),
    services: contract.services.map((service) => picked(service, SERVICE)),
    objectives: contract.objectives
      .filter((objective) => !PRIVATE_MEASURES.has(objective.measure.by))
      .map((objective) => picked(objective, OBJECTIVE)),
    ...(picked(contract, shared ? [...CLAUSES, ...SHARED] : CLAUSES) as Partial<Contract>),
    ...(contract.remedies && { remedies: contract.remedies.map((remedy) => publicRemedy(remedy, shared)) }),
  } as Contract
}

/** The fee of a customer is nobody else's business; what it is taken of is part of the promise. */
function publicRemedy(remedy: Remedy, shared: boolean): Remedy {
  const base = remedy.base && (shared ? remedy.base : picked(remedy.base, BASE))
  return { ...picked(remedy, REMEDY), ...(base && Object.keys(base).length > 0 && { base }) }
}

function publicParty({ name, contacts, keys }: PartyInfo): PartyInfo {
  return {
    name,
    ...(contacts && { contacts: contacts.map((contact) => picked(contact, CONTACT)) }),
    ...(keys && { keys }),
  }
}
