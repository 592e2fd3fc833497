/** Evidence that was given and that no figure uses, and why (R59). */
import { numberText } from '../../../shared/i18n/number-words.ts'
import { reasonText } from '../../../shared/i18n/reason-texts.ts'
import { Swatch } from '../../../shared/ui/marks.tsx'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { EVIDENCE_WORDS } from '../common/evidence-words.ts'
import { locale, t } from '../common/i18n.ts'

export function UnusedCard({ evaluation: { unused } }: { evaluation: AgreementEvaluation }) {
  if (unused.length === 0) return null
  return (
    <DashboardCard id="unused" title={t('unusedTitle')} sub={t('unusedHow')}>
      <ul class="rows">
        {unused.map((each) => (
          <li key={`${each.list} ${each.ref} ${each.code}`} class="row s" data-v="unknown">
            <Swatch kind="unknown" />
            <span>
              <b class="med">
                {listWords(each.list)} ({numberText(String(each.n), locale)})
              </b>
              {': '}
              {reasonText(each, locale)}
              {'. '}
              <span class="muted">
                {t('unusedFirst')} <bdi>{each.ref}</bdi>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </DashboardCard>
  )
}

/** A list of a name that nobody knows is named as the file names it. */
const listWords = (list: string): string => {
  const key = EVIDENCE_WORDS[list]
  return key === undefined ? `“${list}”` : t(key)
}
