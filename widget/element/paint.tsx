/** One drawing of the element for its state: a view, the page's own words, or the word that the data does not verify. */

import { clockText } from '../../shared/i18n/date-words.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { CardView } from './card.tsx'
import type { ElementState } from './element-state.ts'
import type { ObjectiveView } from './objective-view.ts'
import { Bars } from './rows.tsx'
import { BadgeView, LineView, TableView } from './small-views.tsx'
import type { Cursor, ViewProps } from './view-props.ts'
import type { Clock } from './wall-clock.ts'

export interface Draw extends Clock {
  readonly state: ElementState
  readonly standing: ObjectiveView | null
  readonly view: string
  readonly locale: Locale
  readonly now: EpochMs
  readonly readAt: EpochMs
  readonly wait: number | null
  readonly cursor: Cursor | null
  readonly open: boolean
  readonly host: string
}

/** The slot wherever there is nothing sure to show: the page's own words are the fallback. */
export function draw(scene: Draw): Node {
  const { state, standing, view } = scene
  if (state === 'broken') return node(<DoesNotVerify {...scene} />)
  const first = standing?.shown[0]
  if (!standing || !first || (state !== 'live' && state !== 'stale')) return node(<slot />)
  const props: ViewProps = { ...scene, standing, stale: state === 'stale' }
  if (view === 'bars') return node(<Bars {...props} />)
  if (view === 'badge') return node(<BadgeView {...props} />)
  if (view === 'line') return node(<LineView {...props} shown={first} />)
  if (view === 'table') return node(<TableView {...props} />)
  return node(<CardView {...props} shown={first} />)
}

/** In this build JSX is nodes (jsx-runtime.ts); the types are preact's. */
const node = (drawn: unknown) => drawn as Node

function DoesNotVerify({ locale, readAt, host, times }: Draw) {
  const { say } = locale
  return (
    <section role="group" class="sla bad" part="card" data-v="breach" aria-label={say.altered}>
      <div class="big">
        <span class="vd" part="verdict">
          <svg class="m" viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
            <path
              d="M8 1.8 13 3.6v4c0 3.2-2.1 5.5-5 6.6-2.9-1.1-5-3.4-5-6.6v-4Zm-2 4.2 4 4M10 6l-4 4"
              fill="none"
              stroke="currentColor"
              stroke-width={1.5}
              stroke-linejoin="round"
              stroke-linecap="round"
            />
          </svg>
          {say.altered}
        </span>
      </div>
      <p class="s">{say.alteredWhy}</p>
      <div class="foot">
        <bdi>{say.updatedFrom(clockText(readAt, times), host)}</bdi>
      </div>
    </section>
  )
}
