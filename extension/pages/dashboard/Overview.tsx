/** All agreements, worst first, with what is owed and what comes next above them. */

import { objectiveKey } from '../../../shared/contract/each-service.ts'
import type { Verdict } from '../../../shared/evaluate/model/report.ts'
import { dateWords, instantText, periodText } from '../../../shared/i18n/date-words.ts'
import { durationWords, targetWords } from '../../../shared/i18n/number-words.ts'
import { type VerdictOf, verdictWord } from '../../../shared/i18n/verdict-words.ts'
import { BudgetBar } from '../../../shared/ui/budget.tsx'
import { Legend, Mark, VerdictWord, verdictKey } from '../../../shared/ui/marks.tsx'
import { Amount, AttainedNumber, MoneyNumber } from '../../../shared/ui/numbers.tsx'
import { openClaims, sumClaims } from '../../model/open-claims.ts'
import { blindSince } from '../../model/source-state.ts'
import type { SourceRecord } from '../../store/store-schema.ts'
import { hasData, type Summary, type SummaryRow, severity, withoutData, worst } from '../../store/summary.ts'
import { nowShort } from '../common/current-facts.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { here } from '../common/live.ts'
import { hashOf } from '../common/place.ts'
import { creditWords, rowName, rowVerdict } from '../common/row-summary.ts'
import { MiniBars } from './MiniBars.tsx'

export function OverviewPage({
  standings,
  sources,
  now,
}: {
  standings: readonly Summary[]
  sources: readonly SourceRecord[]
  now: number
}) {
  return (
    <>
      <header class="row sp wrap">
        <h1>{t('overview')}</h1>
        <a class="btn primary" href="../welcome/index.html">
          {t('trackService')}
        </a>
      </header>
      {standings.length === 0 ? (
        <p class="muted">{t('nothingTracked')}</p>
      ) : (
        <>
          <Strip standings={standings} now={now} />
          <div class="card scroll">
            <table class="ov">
              <thead>
                <tr>
                  <th scope="col">{t('colVerdict')}</th>
                  <th scope="col">{t('colAgreement')}</th>
                  <th scope="col" class="num">
                    {t('colAchieved')}
                  </th>
                  <th scope="col">{t('colBudget')}</th>
                  <th scope="col" class="wide">
                    {t('colDays')}
                  </th>
                  <th scope="col">{t('colNow')}</th>
                  <th scope="col" class="num">
                    {t('colCredit')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {standings.map((standing) => (
                  <Line key={standing.agreement} standing={standing} blind={blindSince(standing, sources)} now={now} />
                ))}
              </tbody>
            </table>
          </div>
          <Legend locale={locale} />
        </>
      )}
    </>
  )
}

function Strip({ standings, now }: { standings: readonly Summary[]; now: number }) {
  const tallies = talliesOf(standings)
  const claims = openClaims(standings)
  const [sum] = sumClaims(claims)
  const first = claims[0]
  const ends = standings
    .flatMap((standing) => standing.rows.map((row) => ({ standing, row })))
    .filter(({ row }) => !row.period.complete && row.period.to > now)
  const next = ends.sort((a, b) => a.row.period.to - b.row.period.to)[0]
  return (
    <section class="card sums" aria-label={t('overview')}>
      <div>
        <h2 class="cap">{tn('agreements', standings.length)}</h2>
        <p class="tal">
          {tallies.map((tally) => (
            <Tally key={tally.word} {...tally} />
          ))}
        </p>
        <p>{tallies.map(({ word, count }) => `${word}: ${count}`).join(locale.comma)}</p>
      </div>
      {first && (
        <div>
          <h2 class="cap">{t('openClaims')}</h2>
          <p>
            {sum ? (
              <MoneyNumber amount={sum.amount} currency={sum.currency} locale={locale} size={1} />
            ) : (
              <span class="fig f1">{creditWords(first.row) ?? t('aCredit')}</span>
            )}
          </p>
          <p>
            <bdi>{first.standing.title}</bdi>
            {locale.comma}
            {first.lastDay ? t('by', dateWords(first.lastDay, 0, locale, false)) : periodText(first.row.period.label, locale)}
          </p>
        </div>
      )}
      {next && (
        <div>
          <h2 class="cap">{t('nextEnd')}</h2>
          <p>
            <span class="fig f1">{durationWords(next.row.period.to - now, locale, 2)}</span>
          </p>
          <p>
            <bdi>{next.standing.title}</bdi>
            {locale.comma}
            {periodText(next.row.period.label, locale, { year: false })}
          </p>
        </div>
      )}
    </section>
  )
}

interface TallyOf {
  readonly word: string
  readonly verdict: Verdict
  readonly count: number
}

/** How many agreements have each verdict, worst first. */
function talliesOf(standings: readonly Summary[]): readonly TallyOf[] {
  const shown = standings.map((standing) => rowVerdict(worst(standing))).sort((a, b) => severity(a.verdict) - severity(b.verdict))
  const words = shown.map((each) => verdictWord(each, locale))
  return [...new Set(words)].map((word) => ({
    word,
    verdict: (shown[words.indexOf(word)] as VerdictOf).verdict,
    count: words.filter((each) => each === word).length,
  }))
}

function Tally({ word, verdict, count }: TallyOf) {
  return (
    <span data-v={verdictKey(verdict)}>
      <Mark verdict={verdict} />
      <b>{count}</b>
      <span class="vh">{word}</span>
    </span>
  )
}

function Line({ standing, blind, now }: { standing: Summary; blind: number | null; now: number }) {
  const row = worst(standing)
  const verdict = row?.verdict ?? 'needs-review'
  const claim = openClaims([standing])[0]
  const part = row && rowName(standing, row)
  const without = withoutData(standing).map(({ name }) => name)
  const missing = without.length > 0 && t('noDataFor', without.join(locale.comma))
  return (
    <tr data-v={verdictKey(verdict)}>
      <td>
        <VerdictWord report={rowVerdict(row)} locale={locale} />
      </td>
      <td>
        <a class="nm quiet clip" dir="auto" href={hashOf(standing.agreement)} title={standing.title}>
          {standing.title}
        </a>
        <small class="clip">
          {[part, row && periodText(row.period.label, locale, { year: false }), missing].filter(Boolean).join(locale.comma)}
        </small>
      </td>
      <td class="num">
        {row ? <AttainedNumber report={row} locale={locale} /> : '–'}
        {row?.target != null && <small>{locale.say.targetIs(targetWords(row.target, locale))}</small>}
      </td>
      <td>
        {row?.budget ? (
          <>
            <Amount n={row.budget.left} unit={row.budget.unit} locale={locale} />
            <BudgetBar report={row} at={standing.at} locale={locale} thin />
          </>
        ) : (
          '–'
        )}
      </td>
      <td class="wide">{row && <MiniBars id={standing.agreement} objective={objectiveKey(row)} at={standing.at} />}</td>
      <td>
        {blind === null ? (
          standing.now ? (
            nowShort(standing.now, now)
          ) : row && hasData(row) && standing.sources.length > 0 ? (
            t('noIncident')
          ) : (
            t('nothingMeasured')
          )
        ) : (
          <span class="vt" data-v="unknown">
            {t('unavailableSince', instantText(blind, here, locale, now))}
          </span>
        )}
        <small>{row ? second(row, standing) : t('cannotEvaluate')}</small>
      </td>
      <td class="num">
        {claim ? (
          <>
            {creditWords(claim.row) ?? t('aCredit')}
            <small>{claim.lastDay ? t('by', dateWords(claim.lastDay, 0, locale, false)) : ''}</small>
          </>
        ) : (
          ((row && creditWords(row)) ?? '')
        )}
      </td>
    </tr>
  )
}

/** The second line under what happens now: until when the budget lasts, or what is left. */
function second(row: SummaryRow, standing: Summary): string {
  const gone = row.burn?.exhaustedAt
  if (gone != null && row.verdict === 'at-risk') {
    const day = new Date(gone + (standing.clock.offsets.at(-1) ?? 0)).toISOString().slice(0, 10)
    return t('budgetUsedUpOn', dateWords(day, 0, locale, false))
  }
  if (standing.now && !standing.now.counts) return t('notCounted')
  return ''
}
