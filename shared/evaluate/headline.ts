/** The one verdict of an agreement (R57): its worst objective with data; those without are named and hide nothing. */
import { objectiveKey } from '../contract/each-service.ts'
import type { Headline, ObjectiveReport, Verdict } from './model/report.ts'

const WORST_FIRST: readonly Verdict[] = [
  'breached',
  'at-risk',
  'needs-review',
  'cannot-tell',
  'not-computable',
  'on-track',
  'met',
  'not-in-force',
]

/** Of each objective the newest period in the report. */
export function headlineOf(objectives: readonly ObjectiveReport[]): Headline {
  const newest = new Map<string, number>()
  for (const each of objectives) {
    const key = objectiveKey(each)
    newest.set(key, Math.max(each.period.from, newest.get(key) ?? Number.NEGATIVE_INFINITY))
  }
  const current = objectives.filter((each) => each.period.from === newest.get(objectiveKey(each)))
  const isEmpty = ({ why }: ObjectiveReport): boolean => why === 'no-data'
  const noData = [...new Set(current.filter(isEmpty).map(objectiveKey))]
  const rank = ({ verdict }: ObjectiveReport): number => WORST_FIRST.indexOf(verdict)
  const measured = current.filter((each) => !isEmpty(each))
  // An objective not in force is ignored beside one that was not measured.
  const speaking = noData.length > 0 ? measured.filter(({ verdict }) => verdict !== 'not-in-force') : measured
  const worst = speaking.reduce<ObjectiveReport | null>((bad, each) => (bad === null || rank(each) < rank(bad) ? each : bad), null)
  if (worst) return { verdict: worst.verdict, objective: objectiveKey(worst), noData }
  return { verdict: noData.length > 0 ? 'cannot-tell' : 'not-in-force', objective: null, noData }
}
