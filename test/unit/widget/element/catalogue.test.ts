// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { type ComponentChildren, render } from 'preact'
import { describe, expect, it } from 'vitest'
import { readContract } from '../../../../shared/contract/read-contract.ts'
import { type Evidence, NO_EVIDENCE, type Source } from '../../../../shared/evidence/model.ts'
import { de } from '../../../../shared/i18n/de.ts'
import { en } from '../../../../shared/i18n/en.ts'
import { makeFeed } from '../../../../shared/published/feed.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { evaluateFeed } from '../../../../widget/element/evaluate-feed.ts'
import { read } from '../../../../widget/element/load-feed.ts'
import { objectiveView } from '../../../../widget/element/objective-view.ts'
import { type Draw, draw } from '../../../../widget/element/paint.tsx'

const folder = 'shared/contract/catalogue'
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const AT = Date.parse('2026-11-18T13:03:00Z')
const HOUR = 3_600_000
const source: Source = { kind: 'feed', id: 'status', party: 'provider' }

/** An hour down and two hours degraded in the running month and in the one before, of every service. */
function evidence(services: readonly string[]): Evidence {
  const spans = services.flatMap((service) =>
    [100, 900].flatMap((hours) => [
      { service, from: AT - hours * HOUR, to: AT - (hours - 1) * HOUR, state: 'down' as const, source },
      { service, from: AT - (hours - 5) * HOUR, to: AT - (hours - 7) * HOUR, state: 'degraded' as const, source },
    ]),
  )
  return { ...NO_EVIDENCE, spans, coverage: services.map((service) => ({ service, source, from: AT - 3_000 * HOUR, to: AT })) }
}

describe.each(files)('%s', (file) => {
  it('can be published and drawn in every view', async () => {
    const { contract } = readContract(readFileSync(`${folder}/${file}`, 'utf8'), 'yaml')
    const feed = makeFeed([contract!], evidence(contract!.services.map(({ id }) => id)), {
      at: AT,
      validFor: 300_000,
      zones: temporalZones,
      evaluator: 'x',
      tzdb: 'y',
    })
    const facts = await read(JSON.stringify(feed), new URL('https://status.example/sla.json'))
    for (const [view, locale] of [
      ['card', en],
      ['bars', de],
      ['table', en],
      ['badge', de],
      ['line', en],
    ] as const) {
      const standing = objectiveView(facts, evaluateFeed, {
        objective: null,
        service: null,
        plan: null,
        one: view === 'card' || view === 'line',
        all: view === 'table',
      })
      const scene: Draw = {
        state: 'live',
        standing,
        view,
        locale,
        now: AT + 60_000,
        readAt: AT,
        wait: 60_000,
        cursor: null,
        open: true,
        host: '',
        times: standing.wall,
        zoneName: contract!.zone,
      }
      const root = document.createElement('div')
      // In the widget's own build JSX is nodes; here it is preact's.
      render(draw(scene) as unknown as ComponentChildren, root)
      if (feed.contract.objectives.length) expect(root.textContent!.length).toBeGreaterThan(view === 'badge' || view === 'line' ? 5 : 60)
      expect(root.textContent).not.toMatch(/undefined|NaN|\[object|Infinity|Invalid/)
    }
  })
})
