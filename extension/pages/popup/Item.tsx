/** One agreement in the list: name, verdict in shape and word, attained against target, what is left. */

import { instantText } from '../../../shared/i18n/date-words.ts'
import { verdictWord } from '../../../shared/i18n/verdict-words.ts'
import { BudgetBar } from '../../../shared/ui/budget.tsx'
import { Mark, verdictKey } from '../../../shared/ui/marks.tsx'
import { AgainstTarget } from '../../../shared/ui/numbers.tsx'
import { type Summary, withoutData, worst } from '../../store/summary.ts'
import { locale, t } from '../common/i18n.ts'
import { brief, rowName, rowVerdict } from '../common/row-summary.ts'
import { useReason } from './use-reason.ts'

export interface ItemProps {
  readonly standing: Summary
  /** Since when one of its sources is unavailable. */
  readonly blind: number | null
  readonly now: number
  readonly here: (at: number) => number
  readonly open: (hash: string) => void
}

/** ` · no data: Support`, where other objectives have data. */
const missingWords = (standing: Summary): string => {
  const missing = withoutData(standing).map(({ name }) => name)
  return missing.length === 0 ? '' : ` · ${t('noDataFor', missing.join(locale.comma))}`
}

export function AgreementItem({ standing, blind, now, here, open }: ItemProps) {
  const row = worst(standing)
  const verdict = row?.verdict ?? 'needs-review'
  const part = row && rowName(standing, row)
  const reason = useReason(row)
  return (
    <a
      class="it"
      data-v={verdictKey(verdict)}
      href={`../dashboard/index.html#${standing.agreement}`}
      onClick={(event) => {
        event.preventDefault()
        open(standing.agreement)
      }}
    >
      <Mark verdict={verdict} />
      <span class="nm clip" dir="auto">
        {standing.title}
      </span>
      {row ? <AgainstTarget report={row} locale={locale} /> : <span />}
      <span class="sub">
        <span class="clip">
          <span class="vt">{verdictWord(rowVerdict(row), locale)}</span>
          {part ? ` · ${part}` : ''} ·{' '}
          {blind !== null
            ? t('unavailableSince', instantText(blind, here, locale, now))
            : row
              ? (reason ?? brief(row))
              : t('cannotEvaluate')}
          {missingWords(standing)}
        </span>
        {row && <BudgetBar report={row} at={Math.min(now, standing.at)} locale={locale} thin />}
      </span>
    </a>
  )
}
