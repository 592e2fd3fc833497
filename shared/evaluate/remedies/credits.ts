/**
 * The credits part of an evaluator (R20–R25): what every remedy of an objective comes to, the one answer they make
 * together, and the sums by period and remedy after caps.
 */

import { add, cmp, type Rational, ZERO } from '../../base/rational.ts'
import { judgedObjectives, objectiveKey } from '../../contract/each-service.ts'
import type { Remedy } from '../../contract/model.ts'
import type { CreditedObjective, CreditsPart, EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import { reason } from '../model/reasons.ts'
import type { Credit, CreditState, CreditSum } from '../model/report.ts'
import type { Award } from './award.ts'
import { remedyPath } from './fee-base.ts'
import { isWhole } from './money.ts'
import { type Payable, payable, remediesOf } from './payable.ts'
import { remedyReport, writeAward } from './remedy-report.ts'
import { ticketCredits } from './ticket-credits.ts'

export const credits: CreditsPart = { of: creditOf, sums }

function creditOf(evaluation: Evaluation, evaluated: EvaluatedObjective): CreditedObjective {
  const answers = remediesOf(evaluated).map((remedy): Answer => {
    const result = payable(evaluation, evaluated, remedy)
    assumeRounding(evaluation, evaluated, result)
    return { ...result, state: isOneOfSeveral(evaluation, evaluated, result) ? 'choose-one' : result.award.state }
  })
  const tickets = ticketCredits(evaluation, evaluated)
  return {
    credit: together(evaluation, evaluated, answers),
    remedies: answers.map(({ remedy, state, award, computed, caps }) => remedyReport(remedy, state, award, computed, caps)),
    ...(tickets ? { tickets } : {}),
  }
}

function assumeRounding(evaluation: Evaluation, { context }: EvaluatedObjective, { remedy, award: { amount, currency } }: Payable): void {
  if (remedy.rounding !== undefined || !amount || currency === null || isWhole(amount, currency)) return
  evaluation.assume(`${remedyPath(context.contract, remedy)}.rounding`, 'half-up', reason('rounding-unstated'))
}

interface Answer extends Payable {
  readonly state: CreditState
}

/** Whether another member of its exclusive group is due for the same time, under this objective or another (R24). */
function isOneOfSeveral(evaluation: Evaluation, evaluated: EvaluatedObjective, { remedy, award }: Payable): boolean {
  const { exclusiveGroup: group } = remedy
  if (group === undefined || award.state !== 'due') return false
  const { contract, period, objective } = evaluated.context
  return judgedObjectives(contract).some((other) => {
    const rivals = (other.remedies ?? []).filter((id) => id !== remedy.id && isIn(contract.remedies, id, group))
    if (!rivals.length) return false
    const then = objectiveKey(other) === objectiveKey(objective) ? evaluated : sameTime(evaluation, objectiveKey(other), period)
    return (
      then !== null && remediesOf(then).some((rival) => rivals.includes(rival.id) && payable(evaluation, then, rival).award.state === 'due')
    )
  })
}

const isIn = (remedies: readonly Remedy[] | undefined, id: string, group: string): boolean =>
  remedies?.some((remedy) => remedy.id === id && remedy.exclusiveGroup === group) ?? false

function sameTime(
  evaluation: Evaluation,
  objective: string,
  { from, to }: { readonly from: number; readonly to: number },
): EvaluatedObjective | null {
  const period = evaluation.periods(objective, from, to).find((each) => each.from === from)
  return period ? evaluation.judge(objective, period) : null
}

const NO_MONEY = { amount: null, amountExact: null, currency: null, days: null, remedy: null, computed: null }

/** What is said where nothing is paid: the first of these that any remedy answers. */
const UNPAID: readonly CreditState[] = ['below-minimum', 'void', 'cannot-tell', 'not-computable', 'no-band']

/** The objective's credit, by `stack`. Termination is a right and no part of a sum. */
function together(evaluation: Evaluation, evaluated: EvaluatedObjective, answers: readonly Answer[]): Credit {
  const due = answers.filter(({ state }) => state === 'due' || state === 'choose-one')
  const paying = due.filter(({ remedy }) => remedy.kind !== 'termination')
  if (paying.length) return stacked(evaluation, evaluated, paying)
  const open = answers.filter(({ state, remedy }) => state === 'provisional' && remedy.kind !== 'termination')
  if (open.length) return { ...stacked(evaluation, evaluated, open), state: 'provisional' }
  const right = due[0] ?? answers.find(({ state }) => state === 'provisional')
  if (right) return { state: right.state, percent: null, ...NO_MONEY, remedy: right.remedy.id }
  const state = UNPAID.find((each) => answers.some((answer) => answer.state === each)) ?? 'none'
  const said = answers.find((answer) => answer.state === state)
  if ((state === 'below-minimum' || state === 'void') && said) return { state, ...creditText(said, said.award) }
  return { state, percent: state === 'none' || state === 'no-band' ? '0' : null, ...NO_MONEY }
}

function stacked(evaluation: Evaluation, { context }: EvaluatedObjective, paying: readonly Answer[]): Credit {
  const said = context.objective.stack ?? paying.find(({ remedy }) => remedy.stack)?.remedy.stack
  if (said === undefined && ungrouped(paying).length > 1) {
    evaluation.assume(`${context.path}.stack`, 'sum', reason('stack-unstated'))
  }
  const stack = said ?? 'sum'
  const choice = paying.some(({ state }) => state === 'choose-one') || (stack === 'choose' && paying.length > 1)
  const kept = stack === 'sum' ? [...ungrouped(paying), ...largestOfGroups(paying)] : [largest(paying)]
  const [only, ...more] = kept
  const state = choice ? 'choose-one' : 'due'
  if (only && !more.length) return { state, ...creditText(only, only.award) }
  return { state, ...writeAward(summed(kept.map(({ award }) => award)), sharedRounding(kept)), remedy: null, computed: computedSum(kept) }
}

const ungrouped = (answers: readonly Answer[]): readonly Answer[] => answers.filter(({ state }) => state !== 'choose-one')

/** The customer may pick one of each group: what it can come to is its largest member. */
function largestOfGroups(answers: readonly Answer[]): readonly Answer[] {
  const chosen = answers.filter(({ state }) => state === 'choose-one')
  const groups = [...new Set(chosen.map(({ remedy }) => remedy.exclusiveGroup))]
  return groups.map((group) => largest(chosen.filter(({ remedy }) => remedy.exclusiveGroup === group)))
}

/** By money where both have it, else percent, else days; the first of equals. */
const largest = (answers: readonly Answer[]): Answer => answers.reduce((most, each) => (compare(each.award, most.award) > 0 ? each : most))

function compare(a: Award, b: Award): number {
  if (a.amount && b.amount && a.currency === b.currency) return cmp(a.amount, b.amount)
  if (a.percent && b.percent) return cmp(a.percent, b.percent)
  return a.days && b.days ? cmp(a.days, b.days) : 0
}

/** What the awards come to together; null in each unit that not all of them have. */
function summed(awards: readonly Award[]): Omit<Award, 'state'> {
  const total = (values: readonly (Rational | null)[]): Rational | null =>
    values.reduce<Rational | null>((sum, value) => sum && value && add(sum, value), ZERO)
  const currency = awards[0]?.currency ?? null
  const isOne = awards.every((award) => award.currency === currency)
  return {
    percent: total(awards.map((award) => award.percent)),
    days: total(awards.map((award) => award.days)),
    amount: isOne ? total(awards.map((award) => award.amount)) : null,
    currency: isOne ? currency : null,
  }
}

const creditText = (answer: Answer, award: Award): Omit<Credit, 'state'> => ({
  ...writeAward(award, answer.remedy.rounding),
  remedy: answer.remedy.id,
  computed: computedSum([answer]),
})

const computedSum = (answers: readonly Answer[]): string | null =>
  writeAward(summed(answers.map(({ computed }) => computed)), sharedRounding(answers)).amount

/** One rounding of a sum: the way its parts agree on, else the default. */
function sharedRounding(answers: readonly { readonly remedy: Remedy }[]): Remedy['rounding'] {
  const [first] = answers
  return answers.every(({ remedy }) => remedy.rounding === first?.remedy.rounding) ? first?.remedy.rounding : undefined
}

/** By period, oldest first, then remedy in the order of the file. */
function sums(evaluation: Evaluation, evaluated: readonly EvaluatedObjective[]): readonly CreditSum[] {
  const rows = new Map<string, { readonly from: number; readonly order: number; readonly period: string; readonly parts: Payable[] }>()
  for (const each of evaluated) {
    const { period, contract } = each.context
    for (const remedy of remediesOf(each)) {
      const part = payable(evaluation, each, remedy)
      if (!isSummed(part)) continue
      const key = `${period.from} ${period.label} ${remedy.id}`
      const order = contract.remedies?.indexOf(remedy) ?? 0
      const row = rows.get(key) ?? { from: period.from, order, period: period.label, parts: [] }
      row.parts.push(part)
      rows.set(key, row)
    }
  }
  return [...rows.values()].sort((a, b) => a.from - b.from || a.order - b.order).map(sumRow)
}

const isSummed = ({ remedy, award }: Payable): boolean =>
  remedy.kind !== 'termination' && (award.state === 'due' || award.state === 'below-minimum')

function sumRow({ period, parts }: { readonly period: string; readonly parts: readonly Payable[] }): CreditSum {
  // What is below the minimum is not paid, whatever its band says.
  const awards = parts.map(({ award }) => (award.state === 'below-minimum' ? { ...award, percent: award.percent && ZERO } : award))
  const { percent, amount, currency, days } = writeAward(summed(awards), sharedRounding(parts))
  const caps = [...new Set(parts.flatMap((part) => part.caps))].sort((a, b) => a - b)
  return { period, remedy: parts[0]?.remedy.id ?? '', percent, amount, currency, days, caps }
}
