/** What stands over one objective: its verdict in a sentence, what was attained, what is left. */
import type { EpochMs, ObjectiveReport } from '../evaluate/model/report.ts'
import { periodText, type Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { stopped, targetWords } from '../i18n/number-words.ts'
import { explainedVerdict } from '../i18n/reason-texts.ts'
import { BudgetBar } from './budget.tsx'
import { VerdictWord, verdictKey } from './marks.tsx'
import { Amount, AttainedNumber } from './numbers.tsx'

export interface VerdictHeaderProps {
  readonly report: ObjectiveReport
  readonly at: EpochMs
  readonly locale: Locale
  readonly wall: Wall
  readonly zone: string
}

/** Three cells: verdict and sentence; attained against target; budget with its bar. A fourth is the caller's. */
export function VerdictHeader({ report, at, locale, wall, zone }: VerdictHeaderProps) {
  const { say } = locale
  const period = periodText(report.period.label, locale)
  return (
    <div class="vh3" data-v={verdictKey(report.verdict)}>
      <div>
        <p class="f1">
          <VerdictWord report={report} locale={locale} size={20} />
        </p>
        <p>{stopped(explainedVerdict(report, locale, wall, at))}</p>
        <p class="muted s">{say.inZone(report.period.complete ? period : say.soFar(period), zone)}</p>
      </div>
      <div>
        <h3>{say.achieved}</h3>
        <p>
          <AttainedNumber report={report} locale={locale} size={3} />
        </p>
        {report.target !== null && <p class="muted">{say.targetIs(targetWords(report.target, locale))}</p>}
      </div>
      {report.budget && (
        <div>
          <h3>{say.budget}</h3>
          <p>
            <Amount n={report.budget.left} unit={report.budget.unit} locale={locale} size={3} />
          </p>
          <BudgetBar report={report} at={at} locale={locale} />
        </div>
      )}
    </div>
  )
}
