/** `view="bars"`: every objective in a row, name and promise, ninety days, what was attained and the verdict. */

import { targetWords } from '../../shared/i18n/number-words.ts'
import { verdictSentence } from '../../shared/i18n/verdict-words.ts'
import { DayBars, DayTable } from '../../shared/ui/bars.tsx'
import { Legend, VerdictWord, verdictKey } from '../../shared/ui/marks.tsx'
import { AttainedNumber } from '../../shared/ui/numbers.tsx'
import { cursorOf, Stale } from './card.tsx'
import { Foot } from './foot.tsx'
import type { ViewProps } from './view-props.ts'

export function Bars(props: ViewProps) {
  const { standing, locale, stale, cursor } = props
  const { contract, wall, facts, shown } = standing
  return (
    <section role="group" class={stale ? 'sla rows stale' : 'sla rows'} part="card" aria-label={contract.title}>
      {stale && <Stale {...props} />}
      {shown.map(({ report, name, groups }) => (
        <div class="r" part="row" data-v={verdictKey(report.verdict)}>
          <div>
            <div class="med">{name}</div>
            {report.target !== null && <div class="s muted">{locale.say.targetIs(targetWords(report.target, locale))}</div>}
          </div>
          {report.attained.value === null ? (
            <p class="s muted">{verdictSentence(report, locale, wall, facts.at)}</p>
          ) : (
            <DayBars
              groups={groups}
              name={name}
              contract={contract}
              locale={locale}
              wall={wall}
              labels="none"
              {...cursorOf(cursor, name)}
            />
          )}
          <div class="v">
            <AttainedNumber report={report} locale={locale} />
            <VerdictWord report={report} locale={locale} />
          </div>
        </div>
      ))}
      <Foot
        {...props}
        why={() => [
          <Legend locale={locale} />,
          ...shown.map(({ name, groups }) => (
            <details class="tab">
              <summary>{name + locale.comma + locale.say.showAsTable}</summary>
              <DayTable groups={groups} locale={locale} wall={wall} at={facts.at} />
            </details>
          )),
        ]}
      />
    </section>
  )
}
