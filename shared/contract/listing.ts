/** One line of the catalogue's index: enough to choose by, without reading the agreement. */
import type { PeriodRule } from '../time/rules.ts'
import type { CatalogueSource, Contract } from './model.ts'

export interface Listing {
  readonly id: string
  readonly title: string
  readonly provider: string
  readonly verification: CatalogueSource['verification']
  /** Date or version of the text, as its source gives it. */
  readonly date: string
  readonly period: PeriodRule
  /** Of the first objective that has one; percent. */
  readonly target?: string
  readonly plans?: readonly string[]
  /** Status page. */
  readonly page?: string
}

/** Throws TypeError for an agreement without provider or source: those of the catalogue have both. */
export function listing({ id, title, parties, source, period, objectives, plans, monitoring }: Contract): Listing {
  if (!parties?.provider || !source?.date) throw new TypeError(`${id}: want parties.provider and source.date`)
  const target = objectives.find((objective) => objective.target !== undefined)?.target
  return {
    id,
    title,
    provider: parties.provider.name,
    verification: source.verification,
    date: source.date,
    period,
    ...(target !== undefined && { target }),
    ...(plans && { plans: plans.map((plan) => plan.name ?? plan.id) }),
    ...(monitoring?.publishedAt && { page: monitoring.publishedAt }),
  }
}
