import { expect, it } from 'vitest'
import { ofPlan } from '../../../shared/contract/plan.ts'
import { catalogued } from './worked.ts'

it('leaves out the objectives of other plans and says which plan was chosen', () => {
  const chosen = ofPlan(catalogued('azure-storage-hot'), 'second-region')
  expect(chosen.objectives.map(({ id }) => id)).toEqual(['writes', 'reads-second-region'])
  expect(chosen.facts).toEqual({ plan: 'second-region' })
})

it('keeps the facts there are, and an agreement without a choice as it is', () => {
  const contract = catalogued('github-premium-support')
  expect(ofPlan(contract, 'premium').facts).toEqual({ invoicesPaid: true, plan: 'premium' })
  expect(ofPlan(contract, null)).toBe(contract)
})
