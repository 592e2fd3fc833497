// @vitest-environment happy-dom
import { type ComponentChildren, render } from 'preact'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../shared/evaluate/model/report.ts'
import { en } from '../../../shared/i18n/en.ts'
import { DayBars, DayTable } from '../../../shared/ui/bars.tsx'
import { LedgerTable } from '../../../shared/ui/breakdown.tsx'
import { BudgetBar } from '../../../shared/ui/budget.tsx'
import { BurnDown, BurnTable } from '../../../shared/ui/burndown.tsx'
import { dayGroups } from '../../../shared/ui/day-geometry.ts'
import { VerdictHeader } from '../../../shared/ui/header.tsx'
import { Legend, Mark, VerdictWord } from '../../../shared/ui/marks.tsx'
import { MonthsChart, MonthsTable } from '../../../shared/ui/months.tsx'
import { AgainstTarget, AttainedNumber, DurationNumber } from '../../../shared/ui/numbers.tsx'
import { AT, berlin, entry, FROM, objective } from '../report.ts'

const drawn = (node: ComponentChildren) => {
  const root = document.createElement('div')
  render(node, root)
  return root
}
const text = (node: ComponentChildren) => drawn(node).textContent!.replaceAll('\u00a0', ' ')

const contract = { objectives: [{ id: 'uptime', clause: '2.2' }] }
const ledger = [entry('2026-11-03T08:12:00Z', 390, 'counted', { title: '<b>Outage</b>' }), entry('2026-11-05T22:00:00Z', 2_520, 'excluded')]
const report = objective({ ledger, budget: { total: 2_592_000, spent: 390_000, left: 2_202_000, unit: 'ms' } })
const groups = dayGroups(
  [report],
  Array.from({ length: 19 }, (_, i) => FROM + i * 86_400_000),
)
const common = { contract, at: AT, locale: en, wall: berlin, zone: 'Europe/Berlin' }

describe('marks', () => {
  const verdicts = Object.keys(en.verdicts) as Verdict[]
  it('differ by shape, not by colour alone', () => {
    const shapes = verdicts.map((verdict) =>
      [...drawn(<Mark verdict={verdict} />).querySelectorAll('path')].map((path) => path.getAttribute('d')).join(),
    )
    // "Not computable" and "needs review" share the ring with a question mark; the rest have a shape each.
    expect(new Set(shapes).size).toBe(verdicts.length - 1)
  })
  it('are hidden from assistive technology and stand beside their word', () => {
    const word = drawn(<VerdictWord report={{ verdict: 'at-risk', attained: { value: '99.9' } }} locale={en} />)
    expect(word.textContent).toBe('At risk')
    expect(word.querySelector('svg')!.getAttribute('aria-hidden')).toBe('true')
  })
  it('the legend has the same words in the same order', () =>
    expect([...drawn(<Legend locale={en} />).querySelectorAll('li')].map((one) => one.textContent)).toEqual([
      'counted',
      'partly counted',
      'disputed',
      'excluded',
      'not measured',
      'degraded, not counted',
      'outside service hours',
    ]))
})

describe('numbers', () => {
  it('show a mean time in hours and minutes, never as a percentage', () => {
    // 3 h 25 min = 12,300,000 ms.
    const repair = objective({
      target: null,
      attained: { ...report.attained, value: '12300000', low: '12300000', high: '12300000', unit: 'ms' },
    })
    expect(text(<AttainedNumber report={repair} locale={en} />)).toBe('3h 25min')
    expect(text(<AgainstTarget report={repair} locale={en} />)).toBe('3 h 25 min')
    const days = dayGroups([repair], [FROM])
    expect(text(<DayBars {...common} name="Repairs" groups={days} />)).not.toContain('%')
  })
  it('carry their unit apart', () => {
    expect(text(<DurationNumber ms={2_592_000} locale={en} />)).toBe('43min 12s')
    expect(drawn(<AttainedNumber report={report} locale={en} size={2} />).innerHTML).toBe(
      '<bdi class="n fig f2">99.891<span class="u">%</span></bdi>',
    )
    expect(text(<AgainstTarget report={report} locale={en} />)).toBe('99.891 / 99.9 %')
  })
})

describe('the budget bar', () => {
  it('says how much is spent', () => {
    // 390 of 2,592 s are 15.04 %
    const bar = drawn(<BudgetBar report={report} at={AT} locale={en} />).querySelector('.bud')!
    expect(bar.getAttribute('aria-label')!.replaceAll('\u00a0', ' ')).toBe('15 % of the budget spent')
  })
  it('is nothing without a budget', () =>
    expect(drawn(<BudgetBar report={objective({ budget: null })} at={AT} locale={en} />).childElementCount).toBe(0))
})

describe('day bars', () => {
  it('are one stop for the keyboard and say the day', () => {
    const strip = drawn(<DayBars groups={groups} name="API" contract={contract} locale={en} wall={berlin} selected={2} />).querySelector(
      '.bars',
    )!
    expect(strip.getAttribute('aria-valuetext')!.replaceAll('\u00a0', ' ')).toBe('3 Nov: 6 min 30 s counted')
    expect(strip.querySelector('.tip')!.textContent!.replaceAll('\u00a0', ' ')).toBe('Tue 3 Nov6 min 30 s counted 09:12 <b>Outage</b> 2.2')
  })
  it('cost no node for a quiet day', () => {
    const strip = drawn(<DayBars groups={groups} name="API" contract={contract} locale={en} wall={berlin} />)
    expect(strip.querySelectorAll('.day')).toHaveLength(3) // the 3rd, the 5th and today
  })
  it('stand in a table as well', () =>
    expect(text(<DayTable groups={groups} locale={en} wall={berlin} at={AT} />)).toContain('3 Nov counted6min 30s'))
})

describe('the ledger', () => {
  it('names when, how long, taken as, because, seen by and what was left', () => {
    const rows = [...drawn(<LedgerTable report={report} {...common} />).querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent!.replaceAll('\u00a0', ' ').trim()),
    )
    expect(rows).toEqual([
      ['5 Nov, 23:00–23:42', '42min', 'excluded', '2.2', 'feed:acme', '36min 42s'],
      ['3 Nov, 09:12–09:18:30', '6min 30s', 'counted', '<b>Outage</b> 2.2', 'feed:acme', '36min 42s'],
    ])
  })
  it('says so where nothing happened', () =>
    expect(text(<LedgerTable report={objective()} {...common} />)).toContain('No downtime reported so far.'))
})

describe('charts have their table', () => {
  it('burn-down', () => {
    expect(
      drawn(<BurnDown report={report} {...common} />)
        .querySelector('svg')!
        .getAttribute('aria-label'),
    ).toContain('On track')
    expect(text(<BurnTable report={report} {...common} />)).toContain('3 Nov, 09:126min 30s36min 42s')
  })
  it('months', () => {
    expect(
      drawn(<MonthsChart reports={[report]} name="Months" locale={en} />)
        .querySelector('svg')!
        .getAttribute('aria-label'),
    ).toBe('Months')
    expect(text(<MonthsTable reports={[report]} locale={en} />)).toContain('November 202699.891 %99.9 %On track')
  })
  it('the header leads with the verdict in a sentence', () =>
    expect(text(<VerdictHeader report={report} {...common} />)).toContain('On track36 min 42 s of 43 min 12 s left.'))
})
