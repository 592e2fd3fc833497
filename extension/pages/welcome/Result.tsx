/** Where the agreement stands: its last closed periods with their verdicts, and what can still be claimed. */

import { dateWords, periodText } from '../../../shared/i18n/date-words.ts'
import { reasonText } from '../../../shared/i18n/reason-texts.ts'
import { BudgetBar } from '../../../shared/ui/budget.tsx'
import { VerdictWord, verdictKey } from '../../../shared/ui/marks.tsx'
import { Amount, AttainedNumber, MoneyNumber } from '../../../shared/ui/numbers.tsx'
import { openClaims } from '../../model/open-claims.ts'
import { type Summary, type SummaryRow, worseFirst } from '../../store/summary.ts'
import { locale, t } from '../common/i18n.ts'
import { creditWords } from '../common/row-summary.ts'

/** The worst objective of each of the last closed periods, oldest first. */
export function closedPeriods(standing: Summary): SummaryRow[] {
  const byPeriod = new Map<string, SummaryRow>()
  for (const row of standing.closed) {
    const before = byPeriod.get(row.period.label)
    if (!before || worseFirst(row, before) < 0) byPeriod.set(row.period.label, row)
  }
  return [...byPeriod.values()].sort((a, b) => a.period.from - b.period.from).slice(-3)
}

export function Result({ standing }: { standing: Summary }) {
  const rows = closedPeriods(standing)
  const claim = openClaims([standing])[0]
  const several = standing.rows.length > 1
  if (standing.problem !== null) return <p class="note problem">{t('cannotEvaluate')}</p>
  return (
    <div class="card">
      <div class="qs">
        {rows.map((row) => (
          <div key={row.period.label} data-v={verdictKey(row.verdict)}>
            <div class="row sp">
              <h3>{periodText(row.period.label, locale, { short: true })}</h3>
              <VerdictWord report={row} locale={locale} />
            </div>
            <p>
              <AttainedNumber report={row} locale={locale} size={2} />
            </p>
            <BudgetBar report={row} at={standing.at} locale={locale} />
            <p class="s muted">
              {several && `${row.name}: `}
              {row.budget ? (
                <>
                  <Amount n={row.budget.spent} unit={row.budget.unit} locale={locale} /> {t('of')}{' '}
                  <Amount n={row.budget.total} unit={row.budget.unit} locale={locale} />
                </>
              ) : (
                row.reason && reasonText(row.reason, locale)
              )}
            </p>
          </div>
        ))}
        {rows.length === 0 && (
          <div>
            <p class="muted">{t('noCompletePeriod')}</p>
          </div>
        )}
      </div>
      {claim && (
        <div class="money">
          <p class="row">
            {claim.row.credit.amount !== null && claim.row.credit.currency !== null ? (
              <MoneyNumber amount={claim.row.credit.amount} currency={claim.row.credit.currency} locale={locale} size={2} />
            ) : (
              <span class="fig f1">{creditWords(claim.row) ?? t('aCredit')}</span>
            )}
            <span class="med">{t('stillClaimable', periodText(claim.row.period.label, locale))}</span>
          </p>
          {claim.lastDay && <p class="s muted">{t('claimBy', dateWords(claim.lastDay, 0, locale))}</p>}
        </div>
      )}
    </div>
  )
}
