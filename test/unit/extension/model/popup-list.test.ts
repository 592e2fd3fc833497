import { describe, expect, it } from 'vitest'
import { badgeOf } from '../../../../extension/background/badge.ts'
import { ICON_SHAPES as ICONS } from '../../../../extension/background/icon.ts'
import { isHost, popupModel } from '../../../../extension/model/popup-list.ts'
import { sortStandings } from '../../../../extension/store/summary.ts'
import type { Verdict } from '../../../../shared/evaluate/model/report.ts'
import { SHAPES, verdictKey } from '../../../../shared/ui/marks.tsx'
import { row, source, standing } from '../records.ts'

const budget = (total: number, left: number) => ({ total, spent: total - left, left, unit: 'ms' as const })

describe('worst first', () => {
  it('goes by verdict, then by the share of the budget that is left', () => {
    const all = [
      standing('fine', [row('on-track', { budget: budget(100, 90) })]),
      standing('none', []),
      standing('scarce', [row('at-risk', { budget: budget(100, 5) })]),
      standing('more', [row('at-risk', { budget: budget(1000, 60) })]),
      standing('over', [row('breached', { budget: budget(100, -1) })]),
      standing('unseen', [row('cannot-tell')]),
      standing('later', [row('not-in-force')]),
    ]
    // 5 of 100 is less than 60 of 1000: 5 % against 6 %.
    expect(sortStandings(all).map(({ title }) => title)).toEqual(['over', 'scarce', 'more', 'unseen', 'none', 'fine', 'later'])
  })
})

describe('the agreement of the open tab', () => {
  it.each([
    ['github.com', 'github.com', true],
    ['github.com', 'gist.github.com', true],
    ['github.com', 'notgithub.com', false],
    ['api.acme.example', 'acme.example', false],
  ])('%s holds %s: %s', (watched, host, holds) => expect(isHost(watched, host)).toBe(holds))

  it('stands first and not in the list again', () => {
    const mine = standing('mine', [row('on-track')], { hosts: ['acme.example'] })
    const model = popupModel([mine, standing('bad', [row('breached')])], [], 'app.acme.example', 0)
    expect(model.here).toEqual(mine)
    expect(model.others.map(({ title }) => title)).toEqual(['bad'])
    expect([model.breached, model.atRisk, model.fine]).toEqual([1, 0, 1])
  })
  it('is none on a page of the browser', () => {
    expect(popupModel([standing('mine', [row('met')], { hosts: ['acme.example'] })], [], null, 0).here).toBeNull()
  })
})

describe('the toolbar', () => {
  const blind = source({ trouble: { kind: 'not-json', detail: '' }, failures: 1, readAt: 1 })
  it.each([
    ['nothing is followed', [], [], 'met', ''],
    ['all is well', ['on-track', 'met'], [], 'on-track', ''],
    ['one is at risk', ['on-track', 'at-risk'], [], 'at-risk', '1'],
    ['one is at risk and two are breached', ['at-risk', 'breached', 'breached'], [], 'breached', '3'],
    ['a source is blind', ['on-track'], [blind], 'cannot-tell', '?'],
    ['a source is blind and one is breached', ['breached'], [blind], 'breached', '1'],
    ['one can’t be told', ['cannot-tell', 'on-track'], [], 'cannot-tell', ''],
  ] as [string, Verdict[], (typeof blind)[], Verdict, string][])('%s', (_what, verdicts, sources, shape, text) => {
    const standings = verdicts.map((verdict, index) => standing(String(index), [row(verdict)]))
    expect(badgeOf(standings, sources)).toMatchObject({ shape, text })
  })

  it.each(Object.entries(ICONS))('draws %s as the pages do', (verdict, icon) => {
    expect(icon.paths).toEqual(SHAPES[verdictKey(verdict as Verdict)])
  })
})
