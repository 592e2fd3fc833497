/** What a provider changed in closed periods, by the feed it publishes; empty without changes. */

import { instantText, periodText } from '../../../shared/i18n/date-words.ts'
import { percentWords } from '../../../shared/i18n/number-words.ts'
import { verdictKey } from '../../../shared/ui/marks.tsx'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import type { ClosedFigure, FeedBreak } from '../../store/feed-chain.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, type MessageKey, t } from '../common/i18n.ts'
import { here } from '../common/live.ts'

const SHOWN = 20
const BREAKS: Readonly<Record<FeedBreak['kind'], MessageKey>> = { older: 'breakOlder', cut: 'breakCut', replaced: 'breakReplaced' }

export function Rewritten({ evaluation, now }: { evaluation: AgreementEvaluation; now: number }) {
  const chains = evaluation.sources.flatMap(({ state, title }) => (state.chain ? [{ ...state.chain, title }] : []))
  const rows = chains.flatMap(({ rewrites }) => rewrites).sort((a, b) => b.at - a.at)
  const breaks = chains.flatMap((chain) => chain.breaks.map((each) => ({ ...each, title: chain.title }))).sort((a, b) => b.at - a.at)
  if (rows.length + breaks.length === 0) return null
  return (
    <DashboardCard id="rewritten" title={t('closedRevised')} sub={t('closedRevisedHow')}>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <div class="scroll" tabIndex={0} role="region" aria-labelledby="rewritten">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('closedDetected')}</th>
                <th scope="col">{t('period')}</th>
                <th scope="col">{t('closedBefore')}</th>
                <th scope="col">{t('closedAfter')}</th>
                <th scope="col">{t('detail')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map(({ at, was, is, settled }) => (
                <tr key={`${at} ${was.objective} ${was.period}`}>
                  <td class="nw">{instantText(at, here, locale, now)}</td>
                  <td>
                    {nameOf(evaluation, was)}
                    {locale.comma}
                    {periodText(was.period, locale)}
                  </td>
                  <td>
                    <ClosedValue figure={was} />
                  </td>
                  <td>{is ? <ClosedValue figure={is} /> : t('closedRemoved')}</td>
                  <td data-v={settled ? verdictKey('breached') : undefined}>
                    <span class={settled ? 'vt' : undefined}>{t(settled ? 'closedTooLate' : 'closedInTime')}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {breaks.length > 0 && (
        <ul class="bd">
          {breaks.slice(0, SHOWN).map(({ at, kind, title }) => (
            <li key={`${at} ${kind}`}>
              {instantText(at, here, locale, now)}: <bdi>{title}</bdi>
              {locale.comma}
              {t(BREAKS[kind])}
            </li>
          ))}
        </ul>
      )}
    </DashboardCard>
  )
}

const nameOf = ({ objectives }: AgreementEvaluation, { objective }: ClosedFigure): string =>
  objectives.find(({ key }) => key === objective)?.name ?? objective

function ClosedValue({ figure }: { figure: ClosedFigure }) {
  return (
    <span data-v={verdictKey(figure.verdict)}>
      {figure.value === null || figure.exact[0] !== figure.exact[1] ? '' : `${percentWords(figure.value, locale)} · `}
      <span class="vt">{locale.verdicts[figure.verdict]}</span>
    </span>
  )
}
