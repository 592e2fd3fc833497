/**
 * An agreement that is about to be tracked: made for a status page from the one thing a person was asked, or taken from
 * the catalogue, with the page's parts put to its services; and where it would stand. Pure.
 */
import type { Contract } from '../../../shared/contract/model.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { interval } from '../../../shared/time/intervals.ts'
import type { SourcePreview } from '../../messages.ts'
import { isPart, type Links, type ListedComponents } from '../../model/match-components.ts'
import { NEW_STATE } from '../../model/source-state.ts'
import { summaryOf } from '../../model/summarize.ts'
import { asServices } from '../../store/gather-evidence.ts'
import type { SourceRecord } from '../../store/store-schema.ts'
import type { Summary } from '../../store/summary.ts'

/** Above this many, a page's parts are not all selected: no customer relies on every region of a large provider. */
export const TAKEN_AT_MOST = 12

/** The parts that are selected by default. */
export const preselected = (parts: ListedComponents): string[] =>
  parts
    .filter(isPart)
    .slice(0, TAKEN_AT_MOST)
    .map(({ id }) => id)

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'service'

/** Ids that differ, made from names that may not. */
function slugs(parts: ListedComponents): Map<string, string> {
  const taken = new Set<string>()
  return new Map(
    parts.map(({ id, name }) => {
      let own = slug(name)
      for (let n = 2; taken.has(own); n++) own = `${slug(name)}-${n}`
      taken.add(own)
      return [id, own]
    }),
  )
}

/** A name for people out of a status page's host: `status.acme.example` → `acme.example`. */
export const nameOfPage = (host: string): string => host.replace(/^(www\.)?(status\.)?/, '').replace(/\.statuspage\.io$/, '') || host

/** The agreement with a page's provider when only the target is known. */
export function pageContract(look: SourcePreview, page: string, chosen: readonly string[], target: string): Contract {
  const { host, hostname } = new URL(page)
  const name = look.title === hostname ? nameOfPage(host) : look.title
  const parts = look.components.filter(({ id }) => chosen.includes(id))
  const ids = slugs(parts)
  return {
    format: 'standing/contract@1',
    id: slug(host),
    title: name,
    state: 'in-force',
    zone: 'UTC',
    period: { every: 'month' },
    parties: { provider: { name } },
    services: parts.map(({ id, name }) => ({ id: ids.get(id) as string, name })),
    objectives: parts.map(({ id, name }) => ({
      id: ids.get(id) as string,
      name,
      services: [ids.get(id) as string],
      target,
      measure: { by: 'time', unit: 'exact' },
      exclude: ['maintenance'],
    })),
    exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance' }],
    monitoring: { measuredBy: 'provider', publishedAt: page },
  }
}

export const pageLinks = (look: SourcePreview, chosen: readonly string[]): Links => {
  const ids = slugs(look.components.filter(({ id }) => chosen.includes(id)))
  return Object.fromEntries([...ids].map(([id, service]) => [id, [service]]))
}

/** The agreement that a page publishes, under a name of its own: the page must not replace an agreement that is already tracked. */
export function offeredContract(look: SourcePreview, page: string): Contract | null {
  if (look.offered === undefined) return null
  const { contract } = readContract(look.offered, 'json')
  return contract && { ...contract, id: `${slug(new URL(page).host)}-${contract.id}`.slice(0, 80) }
}

/** Each part of such a feed is the service of the same id. */
export const offeredLinks = (contract: Contract, chosen: readonly string[]): Links =>
  Object.fromEntries(contract.services.filter(({ id }) => chosen.includes(id)).map(({ id }) => [id, [id]]))

/** Where the agreement stands by one reading of the page; as it will be once tracked. */
export function draftStanding(contract: Contract, look: SourcePreview, page: string, links: Links): Summary {
  const source: SourceRecord = {
    id: 'look',
    title: look.title,
    feed: look.feed,
    page,
    address: look.address,
    also: look.also,
    every: 300_000,
    components: [],
    state: { ...NEW_STATE, covered: look.completeFrom === null ? [] : interval(look.completeFrom, look.at) },
  }
  const pieces = asServices({ ...NO_EVIDENCE, ...look.evidence }, { source: 'look', components: links }, source)
  const agreement = {
    id: contract.id,
    addedAt: look.at,
    text: { body: '', kind: 'json' as const },
    contract,
    origin: { kind: 'catalogue' as const },
    plan: null,
    links: [],
  }
  return summaryOf(agreement, { ...NO_EVIDENCE, ...pieces }, [], look.at)
}
