/** Budget burn-down of the period shown, and all periods beside it; each also as a table. */
import { useState } from 'preact/hooks'
import { periodText } from '../../../shared/i18n/date-words.ts'
import { BurnDown, BurnTable } from '../../../shared/ui/burndown.tsx'
import { monthsShape } from '../../../shared/ui/chart-geometry.ts'
import { MonthsChart, MonthsTable } from '../../../shared/ui/months.tsx'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, t } from '../common/i18n.ts'
import type { PartProps } from './Hero.tsx'
import { Toggle } from './Toggle.tsx'

/** Thirteen months, or as many quarters, fit beside each other. */
const SHOWN = 13

export function Charts(props: PartProps) {
  const burn = props.report.budget?.unit === 'ms'
  const periods = monthsShape(props.objective.periods.slice(-SHOWN)) !== null
  if (!burn && !periods) return null
  return (
    <div class={burn && periods ? 'pair' : 'col'}>
      {burn && <Burn {...props} />}
      {periods && <Months {...props} />}
    </div>
  )
}

function Burn({ evaluation, report, wall }: PartProps) {
  const [table, setTable] = useState(false)
  const announced = evaluation.evidence.maintenance.filter(({ to, from }) => to > report.period.from && from < report.period.to)
  const props = { report, at: evaluation.at, locale, wall, announced: announced.map(({ from, to }) => ({ from, to })) }
  const period = periodText(report.period.label, locale, { year: false })
  return (
    <DashboardCard
      id="burn"
      title={t('budgetIn', period)}
      sub={t('budgetRemaining')}
      end={<Toggle on={table} set={setTable} of="burn-table" />}
    >
      <div class="bd" id="burn-table">
        {table ? <BurnTable {...props} /> : <BurnDown {...props} />}
      </div>
    </DashboardCard>
  )
}

function Months({ objective }: PartProps) {
  const [table, setTable] = useState(false)
  const reports = objective.periods.slice(-SHOWN)
  return (
    <DashboardCard id="months" title={t('periods')} sub={t('achievedOnScale')} end={<Toggle on={table} set={setTable} of="months-table" />}>
      <div class="bd" id="months-table">
        {table ? (
          <MonthsTable reports={reports} locale={locale} />
        ) : (
          <MonthsChart reports={reports} name={t('achievedOnScaleOf', objective.name)} locale={locale} />
        )}
      </div>
    </DashboardCard>
  )
}
