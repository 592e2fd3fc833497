/** Ninety days of one objective: a bar a day that the keyboard and the pointer walk, and the same as a table. */
import { useState } from 'preact/hooks'
import type { Wall } from '../../../shared/i18n/date-words.ts'
import { DayBars, DayTable } from '../../../shared/ui/bars.tsx'
import { dayGroups, walk } from '../../../shared/ui/day-geometry.ts'
import { Legend } from '../../../shared/ui/marks.tsx'
import { type AgreementEvaluation, dayBounds, type ObjectiveEvaluation } from '../../model/agreement-evaluation.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, t } from '../common/i18n.ts'
import { Toggle } from './Toggle.tsx'

const DAYS = 90

export function Days({ evaluation, objective, wall }: { evaluation: AgreementEvaluation; objective: ObjectiveEvaluation; wall: Wall }) {
  const [selected, select] = useState<number | null>(null)
  const [table, setTable] = useState(false)
  const groups = dayGroups(objective.periods, dayBounds(evaluation.zone, evaluation.at, DAYS))
  const title = t('ninetyDays')
  const rtl = document.documentElement.dir === 'rtl'
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') select(null)
    const to = walk(event.key, selected ?? DAYS - 1, 0, DAYS - 1, rtl)
    if (to === null) return
    event.preventDefault()
    select(to)
  }
  return (
    <DashboardCard id="days" title={title} sub={t('barPerDay')} end={<Toggle on={table} set={setTable} of="days-table" />}>
      <div class="bd">
        {table ? (
          <div class="scroll" id="days-table">
            <DayTable groups={groups} locale={locale} wall={wall} at={evaluation.at} />
          </div>
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: the strip inside is the slider that has the focus; its keys bubble up to here
          <div
            class="ninety"
            onKeyDown={onKeyDown}
            onFocusOut={() => select(null)}
            onPointerMove={(event) => select(under(event, DAYS, rtl))}
            onPointerLeave={() => select(null)}
          >
            <DayBars
              groups={groups}
              name={objective.name}
              contract={evaluation.agreement.contract}
              locale={locale}
              wall={wall}
              labels="long"
              selected={selected}
            />
          </div>
        )}
        <Legend locale={locale} />
      </div>
    </DashboardCard>
  )
}

/** Which day the pointer stands over; null beside the strips. */
function under(event: PointerEvent, days: number, rtl: boolean): number | null {
  const box = event.currentTarget as HTMLElement
  let before = 0
  for (const group of box.querySelectorAll<HTMLElement>('.grp')) {
    const count = Number(group.style.getPropertyValue('--n'))
    const strip = group.querySelector('.strip')?.getBoundingClientRect()
    if (strip && event.clientX >= strip.left && event.clientX < strip.right && event.clientY < strip.bottom) {
      const share = (event.clientX - strip.left) / strip.width
      return Math.min(days - 1, before + Math.floor((rtl ? 1 - share : share) * count))
    }
    before += count
  }
  return null
}
