/** `--incident T`: a snapshot of the one incident that holds an instant. */
import { objectiveKey } from '../../shared/contract/each-service.ts'
import { focusOn, isIncident, OTHERS, wordsOnlyOf } from '../../shared/snapshot/one-incident.ts'
import { makeSnapshot, type SnapshotInput } from '../../shared/snapshot/snapshot.ts'
import { isoUtc } from '../../shared/time/instant.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { CommandRefused } from './io.ts'

/** The input cut to the words of that incident, with its place in it; what counts comes before what does not. Throws Refused where nothing happened then. */
export function aboutIncident(input: SnapshotInput, at: EpochMs): SnapshotInput {
  const { report } = makeSnapshot(input)
  const [found] = report.objectives
    .flatMap((report) => report.ledger.map((entry) => ({ id: objectiveKey(report), entry })))
    .filter(({ entry }) => isIncident(entry) && entry.from <= at && at < entry.to)
    .sort((a, b) => Number(b.entry.as === 'counted') - Number(a.entry.as === 'counted'))
  if (!found)
    throw new CommandRefused([
      `--incident: wanted an instant at which something happened in ${input.period ?? 'the period'}, got ${isoUtc(at)}`,
    ])
  return {
    ...input,
    evidence: wordsOnlyOf(input.evidence, found.entry.from, found.entry.to),
    focus: focusOn(found.id, found.entry),
    redacted: [...(input.redacted ?? []), OTHERS],
  }
}
