/** The agreement of the tab that is open, large: what was attained, what is left, what happens now, what can be claimed. */

import { objectiveKey } from '../../../shared/contract/each-service.ts'
import { instantText, periodText, type Wall } from '../../../shared/i18n/date-words.ts'
import { durationWords, targetWords } from '../../../shared/i18n/number-words.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import { BudgetBar } from '../../../shared/ui/budget.tsx'
import { Swatch, VerdictWord, verdictKey } from '../../../shared/ui/marks.tsx'
import { Amount, AttainedNumber } from '../../../shared/ui/numbers.tsx'
import { openClaims } from '../../model/open-claims.ts'
import { type Summary, type SummaryRow, withoutData, worst } from '../../store/summary.ts'
import { claimLine, nowLine } from '../common/current-facts.ts'
import { locale, t } from '../common/i18n.ts'
import { Icon } from '../common/icons.tsx'
import { creditWords, rowName, rowVerdict } from '../common/row-summary.ts'
import { Go } from './Go.tsx'

export interface TabProps {
  readonly standing: Summary
  readonly host: string
  readonly now: number
  readonly open: (hash: string) => void
}

export function Tab({ standing, host, now, open }: TabProps) {
  const row = worst(standing)
  const part = row && rowName(standing, row)
  const wall: Wall = (at) => toLocal(standing.clock, at)
  const claim = openClaims([standing])[0]
  const missing = withoutData(standing)
  return (
    <section class="card tab" data-v={verdictKey(row?.verdict ?? 'needs-review')} aria-label={t('thisTab')}>
      <div class="row sp s muted">
        <span>{t('thisTab')}</span>
        <bdi dir="ltr" class="clip">
          {host}
        </bdi>
      </div>
      <div class="row sp name">
        <h2 class="nm clip">
          <Go to={standing.agreement} open={open}>
            {standing.title}
          </Go>
        </h2>
        <VerdictWord report={rowVerdict(row)} locale={locale} />
      </div>
      {part && <p class="s muted">{part}</p>}
      {missing.length > 0 && (
        <p class="s row" data-v="unknown">
          <Swatch kind="unknown" />
          {t('noDataFor', missing.map(({ name }) => name).join(locale.comma))}
        </p>
      )}
      {row ? <Figures row={row} at={standing.at} now={now} wall={wall} /> : <p class="s muted">{t('cannotEvaluate')}</p>}
      {(standing.now || claim) && (
        <ul class="facts">
          {standing.now && (
            <li>
              <Swatch kind={standing.now.counts ? 'counted' : 'weightless'} />
              <span>{nowLine(standing.now, now)}</span>
              <Go to={`${standing.agreement}/${row ? encodeURIComponent(objectiveKey(row)) : ''}`} open={open}>
                {t('why')}
              </Go>
            </li>
          )}
          {claim && (
            <li>
              <Icon name="claim" />
              <span>{claimLine(claim)}</span>
              <Go to={`${standing.agreement}/${encodeURIComponent(objectiveKey(claim.row))}/${claim.row.period.label}`} open={open}>
                {t('viewClaim')}
              </Go>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

function Figures({ row, at, now, wall }: { row: SummaryRow; at: number; now: number; wall: Wall }) {
  const { budget, time } = row
  const period = periodText(row.period.label, locale, { year: false })
  const unmeasured = time?.unknown ?? 0
  return (
    <>
      <div class="two">
        <div>
          <p>
            <AttainedNumber report={row} locale={locale} size={2} />
          </p>
          <p class="s muted">
            {row.target === null
              ? locale.say.soFar(period)
              : `${locale.say.targetIs(targetWords(row.target, locale))}${locale.comma}${locale.say.soFar(period)}`}
          </p>
        </div>
        {budget && (
          <div>
            <p>
              <Amount n={Math.abs(budget.left)} unit={budget.unit} locale={locale} size={1} />
            </p>
            <p class="s muted">
              {t(budget.left < 0 ? 'overBudgetOf' : 'leftOf')} <Amount n={budget.total} unit={budget.unit} locale={locale} />
            </p>
          </div>
        )}
      </div>
      <BudgetBar report={row} at={Math.min(at, now)} locale={locale} />
      <div class="row sp s muted after">
        <span>{outlook(row, wall, now)}</span>
        {unmeasured > 0 && (
          <span class="row">
            <Swatch kind="unknown" />
            {t('notMeasured', durationWords(unmeasured, locale, 2))}
          </span>
        )}
      </div>
    </>
  )
}

/** Until when the budget lasts; once it is spent, what that pays; that a figure is an estimate, where it is one. */
function outlook(row: SummaryRow, wall: Wall, now: number): string {
  const gone = row.burn?.exhaustedAt
  if (row.verdict === 'breached')
    return [creditWords(row)]
      .filter(Boolean)
      .map((credit) => t('about', credit as string))
      .join('')
  if (gone != null && gone > now) return t('budgetLastsUntil', instantText(gone, wall, locale, now))
  return row.basis === 'estimate' ? t('estimate') : ''
}
