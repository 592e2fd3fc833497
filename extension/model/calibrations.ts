/** The downtime of an objective's incidents beside the figures that their pages report, component by component. */
import { stateWeights } from '../../shared/evaluate/downtime/state-weights.ts'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { knownEvidence } from '../../shared/evidence/known-at.ts'
import type { Span } from '../../shared/evidence/model.ts'
import { type Calibration, calibrate, incidentSpans, type SpansByState } from '../../shared/feeds/parts/calibration.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import type { AgreementEvaluation } from './agreement-evaluation.ts'

export interface SourceCalibration {
  readonly source: string
  readonly calibration: Calibration
}

/** One entry a component of the objective's services whose page reports a figure; none for objectives that are not by time. */
export function calibrationsOf(evaluation: AgreementEvaluation, report: ObjectiveReport): readonly SourceCalibration[] {
  const { agreement, evidence, at, sources } = evaluation
  const objective = agreement.contract.objectives.find(({ id }) => id === report.id)
  if (!objective || report.time === null || report.time === undefined) return []
  const weights = stateWeights(agreement.contract, objective)
  const share = (state: 'down' | 'partial' | 'degraded'): number => Number(weights[state].n) / Number(weights[state].d)
  const counts: SpansByState = { down: share('down'), partial: share('partial'), degraded: share('degraded') }
  const { spans } = knownEvidence(evidence, at, at).evidence
  return sources.flatMap((source) => calibrationsOfSource(source, agreement.links, spans, counts, report))
}

function calibrationsOfSource(
  { id, state }: SourceRecord,
  links: AgreementEvaluation['agreement']['links'],
  spans: readonly Span[],
  counts: SpansByState,
  report: ObjectiveReport,
): readonly SourceCalibration[] {
  const { official } = state
  if (!official?.said) return []
  const components = links.find((link) => link.source === id)?.components ?? {}
  const serviceOf = (component: string): string | null =>
    components[component]?.find((service) => report.services.includes(service)) ?? null
  const own = incidentSpans(spans.filter(({ source }) => source.id === id))
  return calibrate(official.said, own, { at: official.at, counts, serviceOf }).map((calibration) => ({ source: id, calibration }))
}
