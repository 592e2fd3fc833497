/** What the popup shows, out of what is stored and which tab is open: no storage, no browser, no clock. */
import type { SourceRecord } from '../store/store-schema.ts'
import { type Summary, type SummaryRow, sortStandings, worst } from '../store/summary.ts'
import { isBlind } from './source-state.ts'

export interface PopupModel {
  /** The worst agreement of the tab's host; the others of that host stand in the list. */
  readonly here: Summary | null
  readonly others: readonly Summary[]
  readonly host: string | null
  readonly breached: number
  readonly atRisk: number
  readonly fine: number
  /** The last good reading of any source. */
  readonly readAt: number | null
  readonly blind: readonly SourceRecord[]
  /** Of the periods shown, the one that ends next. */
  readonly ending: { readonly row: SummaryRow; readonly standing: Summary } | null
}

export function popupModel(standings: readonly Summary[], sources: readonly SourceRecord[], host: string | null, now: number): PopupModel {
  const sorted = sortStandings(standings)
  const here = (host !== null && sorted.find((standing) => standing.hosts.some((each) => isHost(each, host)))) || null
  const verdicts = sorted.map((standing) => worst(standing)?.verdict)
  const count = (...which: string[]): number => verdicts.filter((verdict) => verdict && which.includes(verdict)).length
  const reads = sources.map(({ state }) => state.readAt).filter((at) => at !== null)
  const rows = sorted.flatMap((standing) => standing.rows.map((row) => ({ row, standing })))
  const running = rows.filter(({ row }) => !row.period.complete && row.period.to > now)
  return {
    here,
    others: sorted.filter((standing) => standing !== here),
    host,
    breached: count('breached'),
    atRisk: count('at-risk'),
    fine: count('on-track', 'met'),
    readAt: reads.length > 0 ? Math.max(...reads) : null,
    blind: sources.filter(isBlind),
    ending: running.sort((a, b) => a.row.period.to - b.row.period.to)[0] ?? null,
  }
}

/** Whether a tab's host is the watched host, or one below it: `github.com` holds `gist.github.com`, never `notgithub.com`. */
export const isHost = (watched: string, host: string): boolean => host === watched || host.endsWith(`.${watched}`)

/** Whether an address is read already. */
export const isFollowed = (address: string, { sources }: { readonly sources: readonly SourceRecord[] }): boolean =>
  sources.some((source) => source.address === address)
