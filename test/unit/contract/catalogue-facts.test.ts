/**
 * The catalogue against the facts it was written from, where that file is at hand (it is not part of the project): every
 * record has its agreement, and its source, promises and tiers are those of the record.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cmp, decimal } from '../../../shared/base/rational.ts'
import type { Band, Contract } from '../../../shared/contract/model.ts'
import { catalogued } from './worked.ts'

const FACTS = new URL('../../../../shared/data/catalogue-facts.json', import.meta.url)
const FOLDER = new URL('../../../shared/contract/catalogue/', import.meta.url)

interface Tier {
  readonly below?: number | string
  readonly below_inclusive?: boolean
  readonly at_or_above?: number | null
  readonly at_or_above_exclusive?: boolean
  readonly credit?: number
}
interface Fact {
  readonly id: string
  readonly source_url: string | null
  readonly verification: string
  readonly verification_note: string | null
  readonly target: unknown
  readonly credit_tiers: readonly (Tier & { readonly variant?: string; readonly tiers?: readonly Tier[] })[] | null
}

const present = existsSync(FACTS)
if (!present) console.log('skipped: the facts of the catalogue are not at hand')
const facts = present ? (JSON.parse(readFileSync(FACTS, 'utf8')) as readonly Fact[]) : []
const written = facts.filter(({ id }) => existsSync(new URL(`${id}.yaml`, FOLDER)))

/** Percentages as they stand, in any form: 99.99, "99.9 (write)", {a: 99.5}; not what a rate must be under, nor counts. */
function percentages(target: unknown): readonly string[] {
  if (typeof target === 'number') return [String(target)]
  if (typeof target === 'string') return target.match(/(?<!<)\b(100|\d\d(\.\d+)?)(?=$|[;%]| (?!min|h\b|by\b))/g) ?? []
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(percentages) : []
}

const ladders = ({ credit_tiers }: Fact): readonly (readonly Tier[])[] => {
  if (!credit_tiers) return []
  const variants = credit_tiers.filter((tier) => tier.tiers)
  return variants.length > 0 ? variants.map((variant) => variant.tiers!) : [credit_tiers]
}

const plainTiers = (tiers: readonly Tier[]): boolean =>
  tiers.every((tier) => typeof tier.below === 'number' && typeof tier.credit === 'number')

const edge = (value: string | undefined, inclusive: boolean): string =>
  value === undefined ? '' : `${Number(value)}${inclusive ? ' with' : ''}`

const ofBand = ({ below, atMost, atLeast, above, credit }: Band): string =>
  [edge(below ?? atMost, atMost !== undefined), edge(atLeast ?? above, atLeast !== undefined), String(Number(credit))].join(' | ')

const ofTier = (tier: Tier): string =>
  [
    edge(String(tier.below), tier.below_inclusive === true),
    edge(tier.at_or_above == null ? undefined : String(tier.at_or_above), tier.at_or_above_exclusive !== true),
    String(tier.credit),
  ].join(' | ')

describe.skipIf(!present)('the catalogue and its facts', () => {
  it.each(written.map((fact) => [fact.id, fact] as const))('%s', (id, fact) => {
    const contract: Contract = catalogued(id)
    expect(contract.source?.verification).toBe(fact.verification)
    if (fact.source_url?.startsWith('http')) expect(fact.source_url).toContain(contract.source?.url)
    if (/sla-data|SLA\.directory/.test(fact.verification_note ?? ''))
      expect(contract.source?.attribution).toMatch(/SLA\.directory, CC BY 4\.0$/)
    const targets = contract.objectives.flatMap(({ target }) => (target === undefined ? [] : [target]))
    for (const wanted of percentages(fact.target)) {
      expect(
        targets.some((target) => cmp(decimal(target), decimal(wanted)) === 0),
        `${wanted} among ${targets.join(', ')}`,
      ).toBe(true)
    }
    const own = (contract.remedies ?? []).map(({ bands }) => (bands ?? []).map(ofBand).sort().join('\n'))
    for (const tiers of ladders(fact).filter(plainTiers)) expect(own).toContain(tiers.map(ofTier).sort().join('\n'))
  })
})
