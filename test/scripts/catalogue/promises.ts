/** What an agreement promises and how it is computed, in one cell of a table. */
import type { ClockName, ClockTarget, Contract, DurationEdge, Edge, Measure, Objective } from '../../../shared/contract/model.ts'
import type { PeriodRule } from '../../../shared/time/rules.ts'
import { length } from './length.ts'

/** Objectives that are computed alike stand together with their figures, best first. */
export function promises(contract: Contract): string {
  const figures = new Map<string, string[]>()
  for (const objective of contract.objectives) {
    const words = `${measured(objective, contract)}${perWords(objective.period ?? contract.period)}`
    const figure = figureOf(objective)
    const known = figures.get(words) ?? []
    figures.set(words, known.includes(figure) ? known : [...known, figure])
  }
  return [...figures].map(([words, known]) => `${known.sort((a, b) => Number(b) - Number(a)).join(' / ')} ${words}`.trim()).join('; ')
}

const figureOf = ({ target, unstated, measure }: Objective): string =>
  target ?? (unstated ? '?' : 'attainment' in measure ? (measure.attainment ?? '') : '')

function measured({ measure, during }: Objective, contract: Contract): string {
  return [
    how(measure, contract),
    during && `during ${during}`,
    measure.combine && (typeof measure.combine === 'object' ? 'weighted mean of several' : COMBINED[measure.combine]),
    measure.affectedShare && 'by share affected',
  ]
    .filter(Boolean)
    .join(', ')
}

const COMBINED: Readonly<Record<Extract<Measure['combine'], string>, string>> = {
  any: 'any of several down',
  all: 'all together',
  average: 'mean of several',
  pool: 'pooled',
}

function how(measure: Measure, contract: Contract): string {
  switch (measure.by) {
    case 'time':
      return ['of time', unitWords(measure.unit), runWords(measure.minRun), measure.startsAt === 'awareness' && 'from the report on']
        .filter(Boolean)
        .join(', ')
    case 'slots':
      if (measure.aggregate === 'mean') return `mean success rate of ${length(measure.slot)}`
      return [`of ${length(measure.slot)} with ${badWords(measure.downWhen)}`, runWords(measure.minRun)].filter(Boolean).join(', ')
    case 'requests':
      return 'of requests'
    case 'count':
      return `at most ${measure.atMost} ${measure.of === 'outages' ? 'outages' : 'maintenance windows'}`
    case 'latency':
      return `of requests within ${length(measure.atMost)}`
    case 'rate':
      return `${measure.share === undefined ? 'mean' : 'of'} ${length(measure.slot ?? 'PT1H')} with ${edgeWords(measure)} ${measure.metric}`
    case 'apdex':
      return 'of requests, by score'
    case 'tickets': {
      const share = measure.missesAllowed === undefined ? 'in time' : `late at most ${measure.missesAllowed} times`
      const names = measure.clocks ?? (measure.clock === undefined || measure.clock === 'held' ? [] : [measure.clock])
      const targets = names.map((name) => clocks(name, measure.severities, contract)).join(', ')
      return `${measure.missesAllowed === undefined ? 'of ' : ''}${names.join(' and ')}s ${share} (${targets})`
    }
    case 'deliveries':
      return 'of deliveries in time'
    case 'duration':
      return `${measure.atMost ? `at most ${length(measure.atMost)} ` : ''}from ${measure.clock.from} to ${measure.clock.to}`
  }
}

function unitWords(unit: (Measure & { by: 'time' })['unit']): string {
  if (unit === undefined || unit === 'exact') return ''
  return 'whole' in unit ? `whole ${length(unit.whole)}` : `each ${length(unit.touched)} touched`
}

const runWords = (run: DurationEdge | undefined): string =>
  !run ? '' : run.over ? `runs over ${length(run.over)}` : run.atLeast ? `runs from ${length(run.atLeast)}` : ''

function badWords(down: { errorRate?: Edge; downtime?: DurationEdge } | undefined): string {
  const { errorRate, downtime } = down ?? {}
  if (errorRate) return errorRate.over ? `at most ${errorRate.over} % errors` : `under ${errorRate.atLeast} % errors`
  if (downtime) return downtime.over ? `at most ${length(downtime.over)} down` : `under ${length(downtime.atLeast ?? 'PT0S')} down`
  return 'few errors'
}

function clocks(clock: ClockName, only: readonly string[] | undefined, { support }: Contract): string {
  const wanted = [...(support?.severities ?? []), ...(support?.requests ?? [])].filter(({ id }) => !only || only.includes(id))
  return [...new Set(wanted.flatMap((severity) => targetWords(severity[clock])))].join(', ')
}

function targetWords(target: ClockTarget | undefined): readonly string[] {
  if (target === undefined) return []
  if (typeof target === 'string') return [length(target)]
  return [target.businessDays === 0 ? 'same day' : `${target.businessDays} business day${target.businessDays === 1 ? '' : 's'}`]
}

/** Nothing for calendar months. */
function perWords(rule: PeriodRule): string {
  if ('rolling' in rule) return `, last ${length(rule.rolling)}`
  if ('lookback' in rule) return `, ${length(rule.lookback)} before the ${rule.endsAt === 'claim' ? 'claim' : 'incident'}`
  if (rule.every === 'month') return ''
  return `, by ${'anchor' in rule && rule.anchor?.month ? 'fiscal ' : ''}${rule.every.startsWith('P') ? length(rule.every) : rule.every}`
}

function edgeWords({ over, atLeast, atMost, below }: Extract<Measure, { by: 'rate' }>): string {
  if (over !== undefined) return `over ${over}`
  if (atLeast !== undefined) return `at least ${atLeast}`
  return atMost === undefined ? `below ${below}` : `at most ${atMost}`
}
