/**
 * Names and hosts that are taken out are also replaced wherever else they stand: in titles, in ids, in the names of sources.
 * The same text becomes the same word everywhere, so that what refers to each other still does.
 */
import type { Contract } from '../contract/model.ts'
import { readContractValue } from '../contract/read-contract.ts'
import type { Evidence } from '../evidence/model.ts'
import type { RedactedField } from './redact-profiles.ts'

export interface Needle {
  readonly find: RegExp
  readonly word: string
}

/** What to look for, longest first. */
export function needlesOf(contracts: readonly Contract[], evidence: Evidence, out: ReadonlySet<RedactedField>): readonly Needle[] {
  const found = new Map<string, string>()
  const note = (text: string | undefined, word: string): void => {
    if (text !== undefined && text.trim().length >= SHORTEST) found.set(text.trim().toLowerCase(), word)
  }
  if (out.has('names')) {
    for (const { parties } of contracts) {
      for (const name of namesOf(parties?.customer?.name)) note(name, 'customer')
      for (const contact of [...(parties?.customer?.contacts ?? []), ...(parties?.provider?.contacts ?? [])])
        for (const text of [contact.email, contact.phone, full(contact.name)]) note(text, 'contact')
    }
    note(full(evidence.observer?.name), 'observer')
    for (const { by } of [...evidence.declarations, ...evidence.claims]) note(full(by), 'customer')
  }
  if (out.has('hosts')) {
    const hosts = contracts.flatMap((contract) => contract.services.flatMap((service) => service.hosts ?? []))
    for (const [index, host] of [...new Set(hosts)].sort().entries()) note(host.replace(/^\*\./, ''), `host-${index + 1}`)
  }
  return [...found]
    .sort(([one], [other]) => other.length - one.length || (one < other ? -1 : 1))
    .map(([text, word]) => ({ find: pattern(text), word }))
}

/** Shorter ones stand inside too much that is something else. */
const SHORTEST = 3

/** A company by its whole name, without its legal form, and as ids spell it. */
function namesOf(name: string | undefined): readonly string[] {
  if (name === undefined) return []
  const plain = name.replace(/[\s,]+(gmbh|ag|se|kg|inc|ltd|llc|llp|corp|plc|co|sa|bv|ab|oy|group|holding)\.?(?=[\s,&]|$)/gi, '').trim()
  return [name, plain].flatMap((each) => [each, slug(each), slug(each).replaceAll('-', '_'), slug(each).replaceAll('-', '')])
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

/** A person's name, not a role such as Support: a role is a word of the agreement. */
const full = (name: string | undefined): string | undefined => (name !== undefined && /[\s@]/.test(name.trim()) ? name : undefined)

const pattern = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu')

function clean(value: unknown, needles: readonly Needle[]): unknown {
  if (typeof value === 'string') return needles.reduce((text, { find, word }) => text.replace(find, word), value)
  if (Array.isArray(value)) return value.map((item) => clean(item, needles))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key, needles), clean(inner, needles)]))
}

export const swept = {
  /** Throws RangeError where a name is also a word of the format, so that what is left could not be read. */
  contract(contract: Contract, needles: readonly Needle[]): Contract {
    const left = clean(contract, needles) as Contract
    const { problems } = readContractValue(left)
    const [first] = problems
    if (first) throw new RangeError(`what should be taken out is also a word of the agreement itself, at ${first.path}: nothing was made`)
    return left
  },
  evidence: (evidence: Evidence, needles: readonly Needle[]): Evidence => clean(evidence, needles) as Evidence,
}
