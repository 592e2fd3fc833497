/** One agreement: where each objective stands, and why. */

import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { dateWords, periodText } from '../../../shared/i18n/date-words.ts'
import { targetWords } from '../../../shared/i18n/number-words.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import { Mark, verdictKey } from '../../../shared/ui/marks.tsx'
import { type AgreementEvaluation, evaluateAgreement, type ObjectiveEvaluation } from '../../model/agreement-evaluation.ts'
import { locale, t } from '../common/i18n.ts'
import { useStored } from '../common/live.ts'
import { hashOf, type Place, REPORT, SHARE } from '../common/place.ts'
import { AssumptionsList } from './AssumptionsList.tsx'
import { Charts } from './Charts.tsx'
import { Days } from './Days.tsx'
import { Disputes } from './Disputes.tsx'
import { Hero } from './Hero.tsx'
import { IncidentQuestions } from './IncidentQuestions.tsx'
import { ProviderReported } from './ProviderReported.tsx'
import { Revised } from './Revised.tsx'
import { Rewritten } from './Rewritten.tsx'
import { Sources } from './Sources.tsx'
import { Terms } from './Terms.tsx'
import { UnusedCard } from './UnusedCard.tsx'
import { WhyThisNumber } from './WhyThisNumber.tsx'

export function Agreement({ id, place, now }: { id: string; place: Place; now: number }) {
  const evaluation = useStored((db) => evaluateAgreement(db, id, Date.now()), id)
  if (evaluation === undefined) return <p class="muted">{t('evaluating')}</p>
  if (evaluation === null) return <p class="note">{t('errorGone')}</p>
  const { agreement, objectives } = evaluation
  const objective = objectives.find((each) => each.key === place.objective) ?? objectives[0]
  const report = objective?.periods.find(({ period }) => period.label === place.period) ?? objective?.periods.at(-1)
  const wall = (at: number): number => toLocal(evaluation.zone, at)
  return (
    <>
      <header>
        <p class="s muted crumb">
          <a class="quiet" href="#/">
            {t('overview')}
          </a>
        </p>
        <div class="title">
          <h1>{agreement.contract.title}</h1>
          <span class="muted">{subtitle(evaluation)}</span>
          <span class="end row">
            <a class="btn" href={hashOf(REPORT, id)}>
              {t('reportProblem')}
            </a>
            {report && (
              <a class="btn" href={hashOf(SHARE, id, report.period.label)}>
                {t('shareSnapshot')}
              </a>
            )}
            {objective && report && <PeriodPicker id={id} objective={objective} report={report} />}
          </span>
        </div>
      </header>
      {objectives.length > 1 && (
        <nav class="objs" aria-label={t('objectives')}>
          {objectives.map((each) => (
            <a
              key={each.key}
              href={hashOf(id, each.key)}
              aria-current={each === objective ? 'true' : undefined}
              data-v={verdictKey(each.current.verdict)}
            >
              <Mark verdict={each.current.verdict} />
              <span class="clip" dir="auto">
                {each.name}
              </span>{' '}
              <small>{each.current.target === null ? '' : targetWords(each.current.target, locale)}</small>
            </a>
          ))}
        </nav>
      )}
      {evaluation.problem !== null && (
        <p class="note" role="alert">
          {t('cannotEvaluate')}: {evaluation.problem}
        </p>
      )}
      {objective && report && (
        <>
          <Hero evaluation={evaluation} objective={objective} report={report} wall={wall} now={now} />
          {objective.periods.some(({ time }) => time !== null) && <Days evaluation={evaluation} objective={objective} wall={wall} />}
          <Charts evaluation={evaluation} objective={objective} report={report} wall={wall} />
          <WhyThisNumber evaluation={evaluation} objective={objective} report={report} wall={wall} />
          <Disputes evaluation={evaluation} objective={objective} report={report} wall={wall} />
          <ProviderReported evaluation={evaluation} report={report} now={now} />
        </>
      )}
      <IncidentQuestions evaluation={evaluation} wall={wall} />
      <UnusedCard evaluation={evaluation} />
      <Revised evaluation={evaluation} wall={wall} now={now} />
      <Rewritten evaluation={evaluation} now={now} />
      <div class="pair">
        <div class="col">
          <Sources evaluation={evaluation} now={now} />
          {objective && <AssumptionsList evaluation={evaluation} objective={objective} />}
        </div>
        <Terms evaluation={evaluation} />
      </div>
    </>
  )
}

/** Which period the page speaks of; the current one first. */
function PeriodPicker({ id, objective, report }: { id: string; objective: ObjectiveEvaluation; report: ObjectiveReport }) {
  if (objective.periods.length < 2) return null
  return (
    <select
      class="btn"
      aria-label={t('period')}
      value={report.period.label}
      onChange={(event) => {
        location.hash = hashOf(id, objective.key, event.currentTarget.value)
      }}
    >
      {[...objective.periods].reverse().map(({ period, verdict }) => (
        <option key={period.label} value={period.label}>
          {periodText(period.label, locale)}: {locale.verdicts[verdict]}
        </option>
      ))}
    </select>
  )
}

/** The plan, since when it holds, which text. */
function subtitle({ agreement }: AgreementEvaluation): string {
  const { contract, plan } = agreement
  const name = contract.plans?.find(({ id }) => id === plan)?.name ?? plan
  const until = contract.term?.until
  const text = contract.text?.version ?? contract.text?.effective
  return [
    name,
    until && t('until', dateWords(until.slice(0, 10), 0, locale)),
    text && (/^\d{4}-\d\d-\d\d/.test(text) ? t('textOf', dateWords(text.slice(0, 10), 0, locale)) : t('textVersion', text)),
  ]
    .filter(Boolean)
    .join(locale.comma)
}
