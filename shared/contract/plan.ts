/**
 * An agreement for a customer of one of its plans: the objectives of other plans are left out, and the fact
 * `plan` is the plan's id, so that conditions over it (`when: {plan: gold}`) can be decided (R31).
 */
import type { Contract } from './model.ts'

/** null leaves the agreement as it is: what depends on the plan then needs review. */
export function ofPlan(contract: Contract, plan: string | null): Contract {
  if (plan === null) return contract
  return {
    ...contract,
    facts: { ...contract.facts, plan },
    objectives: contract.objectives.filter((objective) => objective.plan === undefined || objective.plan === plan),
  }
}
