/** The sources of an agreement: the state of each, and the forms that add one. */
import { useState } from 'preact/hooks'
import { toLocal } from '../../../shared/time/zone.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { isPolled } from '../../store/source-kind.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { t } from '../common/i18n.ts'
import { SourceRow } from './SourceRow.tsx'
import { SOURCE_PANELS } from './source-panels.tsx'

export function Sources({ evaluation, now }: { evaluation: AgreementEvaluation; now: number }) {
  const { agreement, sources } = evaluation
  const wall = (at: number): number => toLocal(evaluation.zone, at)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const read = (): void => {
    setBusy(true)
    setProblem(null)
    ask('sources/read', { agreement: agreement.id })
      .catch((error: unknown) => setProblem(errorWords(error)))
      .finally(() => setBusy(false))
  }
  const end = sources.some(isPolled) && (
    <button type="button" class="link s" disabled={busy} onClick={read}>
      {t(busy ? 'updating' : 'updateNow')}
    </button>
  )
  return (
    <DashboardCard id="sources" title={t('sources')} end={end}>
      {sources.length === 0 && <p class="bd muted">{t('noSources')}</p>}
      <ul class="rows">
        {sources.map((source) => (
          <li key={source.id}>
            <SourceRow agreement={agreement} source={source} wall={wall} now={now} />
          </li>
        ))}
      </ul>
      {problem && (
        <p class="bd" role="alert">
          {problem}
        </p>
      )}
      {Object.entries(SOURCE_PANELS).map(([kind, { Form }]) => Form && <Form key={kind} agreement={agreement} wall={wall} />)}
    </DashboardCard>
  )
}
