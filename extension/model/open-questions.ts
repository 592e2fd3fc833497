/** Incidents that name no component, and what was answered: whether they affected the services of an agreement (R19). */
import { latestSpans } from '../../shared/evidence/known-at.ts'
import { type Attribution, type Evidence, type Span, sourceText } from '../../shared/evidence/model.ts'

export interface IncidentQuestion {
  readonly ref: string
  /** As evidence writes it: `feed:acme`. */
  readonly source: string
  readonly span: Span
  /** null until somebody answers. */
  readonly answer: Attribution | null
}

/** Open ones first, newest first. */
export function incidentQuestions(evidence: Evidence): readonly IncidentQuestion[] {
  const answers = new Map<string, Attribution>()
  for (const each of [...evidence.attributions].sort((a, b) => a.at - b.at)) answers.set(`${sourceText(each.source)} ${each.ref}`, each)
  const asked = new Map<string, IncidentQuestion>()
  for (const span of latestSpans(evidence.spans)) {
    const ref = span.ref ?? span.id
    if (span.service !== null || ref === undefined || span.state === 'up' || span.state === 'maintenance') continue
    const source = sourceText(span.source)
    const answer = answers.get(`${source} ${ref}`)
    const before = asked.get(`${source} ${ref}`)
    if (!before || span.from < before.span.from)
      asked.set(`${source} ${ref}`, { ref, source, span, answer: answer && !answer.void ? answer : null })
  }
  return [...asked.values()].sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null) || b.span.from - a.span.from)
}
