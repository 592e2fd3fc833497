/**
 * The claims part of an evaluator (R26, R27): what has to be done to be paid, until when, and how far it has come. Steps are
 * taken in order; one that was missed voids those behind it.
 */
import type { Claim, ClaimAnchor, Remedy } from '../../contract/model.ts'
import type { ClaimRecord } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { CreditedObjective, EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import { reason } from '../model/reasons.ts'
import type { ClaimReport, Deadline, RemedyReport, StepState } from '../model/report.ts'
import { lastInstant } from '../periods/deadline.ts'
import { type AnchorAnswer, anchorOf } from './claim-deadline.ts'
import { remedyPath } from './fee-base.ts'
import { remediesOf } from './payable.ts'

type Step = Claim['steps'][number]
type StepReport = ClaimReport['steps'][number]

/** `due-soon` in the last seven days. */
const SOON_MS = 7 * 24 * 3_600_000

const NOTHING_DUE: ClaimReport = { state: 'none', steps: [] }

/** The steps of every remedy that is due. While a credit is undecided or not computable, its steps are listed, and there is no claim yet. */
export function claims(evaluation: Evaluation, evaluated: EvaluatedObjective, credited: CreditedObjective): ClaimReport {
  const isOwed = (each: RemedyReport): boolean => isOpen(each) || (each.kind === 'formula' && evaluated.verdict === 'breached')
  const wanted = remediesOf(evaluated).filter(({ id, claim }) => claim && credited.remedies.some((each) => each.id === id && isOwed(each)))
  const steps = wanted.flatMap((remedy) =>
    chain(evaluation, evaluated, remedy).map((step): StepReport => (wanted.length > 1 ? { ...step, remedy: remedy.id } : step)),
  )
  if (!steps.length) return NOTHING_DUE
  // A claim's deadline does not wait until nothing can be earned back any more.
  const isDue = ['due', 'choose-one', 'provisional'].includes(credited.credit.state)
  return { state: isDue ? stateOf(steps) : 'none', steps }
}

/** Nothing is claimed where caps have left nothing. */
function isOpen({ state, amountExact, percent, days }: RemedyReport): boolean {
  if (state === 'cannot-tell') return true
  return (state === 'due' || state === 'choose-one' || state === 'provisional') && amountExact !== '0/1' && percent !== '0' && days !== '0'
}

/** The first step that is not done. */
const stateOf = (steps: readonly StepReport[]): StepState => steps.find(({ state }) => state !== 'done')?.state ?? 'done'

function chain(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy): readonly StepReport[] {
  const { contract } = evaluated.context
  const path = `${remedyPath(contract, remedy)}.claim.steps`
  let voided = false
  return (remedy.claim?.steps ?? []).map((step, i): StepReport => {
    const report = stepReport(evaluation, evaluated, step, `${path}[${i}]`)
    const state = voided && report.state !== 'done' ? 'void' : report.state
    voided ||= state === 'missed'
    return { ...report, state }
  })
}

function stepReport(evaluation: Evaluation, evaluated: EvaluatedObjective, step: Step, path: string): StepReport {
  const anchor = anchorOf(step.after, evaluated, (used, why) => evaluation.assume(`${path}.after`, used, why))
  const deadline = anchor.state === 'known' ? deadlineOf(evaluation, evaluated, step, anchor, `${path}.within`) : null
  const filed = filings(evaluation, evaluated, step)
  if (step.opens === undefined) evaluation.assume(`${path}.opens`, opensOf(step), reason('opens-unstated'))
  return {
    id: step.id,
    by: deadline?.by ?? null,
    lastDay: deadline?.lastDay ?? null,
    state: filed.some((claim) => isInTime(claim, deadline)) ? 'done' : stepState(evaluation.at, evaluated, step, anchor, deadline),
  }
}

function deadlineOf(
  evaluation: Evaluation,
  { context }: EvaluatedObjective,
  step: Step,
  anchor: AnchorAnswer & { state: 'known' },
  path: string,
): Deadline {
  return lastInstant(step.within, anchor, {
    zone: context.zone,
    hours: context.hours,
    ...(context.contract.billing ? { billing: context.contract.billing } : {}),
    assume: (used, why) => evaluation.assume(path, used, why),
  })
}

/** Of an objective that is judged for each service, a claim that names none is made for all. */
const filings = (evaluation: Evaluation, { context: { objective, period } }: EvaluatedObjective, step: Step): readonly ClaimRecord[] =>
  evaluation.evidence.claims.filter(
    (claim) =>
      claim.objective === objective.id &&
      (claim.service === undefined || objective.services.includes(claim.service)) &&
      claim.period === period.label &&
      claim.step === step.id,
  )

/** Something filed too late counts only once it was dealt with all the same. */
const isInTime = ({ at, outcome }: ClaimRecord, deadline: Deadline | null): boolean =>
  deadline === null || at < deadline.by || outcome !== undefined

function stepState(at: EpochMs, evaluated: EvaluatedObjective, step: Step, anchor: AnchorAnswer, deadline: Deadline | null): StepState {
  if (!deadline) return anchor.state === 'to-come' ? 'too-early' : 'cannot-tell'
  if (at >= deadline.by) return 'missed'
  if (at < opening(evaluated, step, anchor)) return 'too-early'
  return at >= deadline.by - SOON_MS ? 'due-soon' : 'open'
}

/** Claims counted from the end of a period can as a rule be made only then, all others from their anchor on. */
const FROM_PERIOD_END: readonly ClaimAnchor[] = ['period-end', 'month-end', 'quarter-end', 'year-end', 'billing-cycle-end', 'invoice']

const opensOf = ({ opens, after }: Step): NonNullable<Step['opens']> => opens ?? (FROM_PERIOD_END.includes(after) ? 'period-end' : 'anchor')

function opening({ context }: EvaluatedObjective, step: Step, anchor: AnchorAnswer): EpochMs {
  return opensOf(step) === 'anchor' && anchor.state === 'known' ? anchor.at : context.period.to
}
