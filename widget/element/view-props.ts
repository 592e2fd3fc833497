/** What every view of the element is drawn from. */
import type { Wall } from '../../shared/i18n/date-words.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { ObjectiveView } from './objective-view.ts'

export interface ViewProps {
  readonly standing: ObjectiveView
  readonly locale: Locale
  /** The page's clock, for the data's age only. */
  readonly now: EpochMs
  readonly stale: boolean
  /** Next reading, ms from now; null where none is planned. */
  readonly wait: number | null
  /** Clock times, in the zone the host chose; days and periods stay in the agreement's. */
  readonly times: Wall
  readonly zoneName: string
  /** Whether "how is this counted?" is open: what is in it is drawn only then. */
  readonly open: boolean
  /** The strip and day that the reader stands on. */
  readonly cursor: Cursor | null
}

export interface Cursor {
  readonly key: string
  readonly index: number
  readonly first: number
}
