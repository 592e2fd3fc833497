/** What was assumed where the agreement is silent. */
import { reasonText, usedText } from '../../../shared/i18n/reason-texts.ts'
import type { AgreementEvaluation, ObjectiveEvaluation } from '../../model/agreement-evaluation.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, t } from '../common/i18n.ts'

/** Only those of the objective shown, and of the whole agreement. */

export function AssumptionsList({ evaluation, objective }: { evaluation: AgreementEvaluation; objective: ObjectiveEvaluation }) {
  const mine = evaluation.assumptions.filter(
    ({ path }) => !path.startsWith('objectives[') || path.startsWith(`${objective.path}.`) || path === objective.path,
  )
  if (mine.length === 0) return null
  const alike = new Map<string, (typeof mine)[number]>()
  for (const each of mine) alike.set(`${each.code} ${each.used}`, each)
  return (
    <DashboardCard id="assumed" title={t('assumptions')} sub={t('assumptionsHow')}>
      <dl class="bd facts">
        {[...alike.values()].map((each) => (
          <div key={`${each.path} ${each.used}`}>
            <dt>{reasonText(each, locale)}</dt>
            <dd>
              <b class="med">{usedText(each, locale)}</b>{' '}
              <small class="muted xs">
                <bdi>{each.path.replace(`${objective.path}.`, '').replace(/\[\d+\]/, '')}</bdi>
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </DashboardCard>
  )
}
