/** Reads rows of checks: when a service was checked, and the result. */

import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { CheckSeries, Evidence } from '../model.ts'
import { type Cells, type Question, type ReadRow, type RowsReader, Waiting } from './cells.ts'
import type { Mapping, ResultWord } from './mapping.ts'
import type { RowsOptions } from './rows-spans.ts'
import { plainWord } from './words.ts'

interface Result {
  readonly at: EpochMs
  readonly ok: boolean
  readonly ms?: number
}

export class ChecksReader implements RowsReader {
  private readonly mapping: Mapping
  private readonly options: RowsOptions
  private readonly series = new Map<string, Map<EpochMs, Result>>()

  constructor(mapping: Mapping, options: RowsOptions) {
    this.mapping = mapping
    this.options = options
  }

  read(row: Cells): Omit<ReadRow, 'place'> | null {
    const at = row.instant('at')
    if (at > this.options.at) throw row.bad('at', 'an instant that has come')
    const word = this.word(row)
    if (word === 'skip') return null
    const service = row.service()
    const ms = row.text('latency') === '' ? null : Math.round(row.length('latency', this.mapping.unit))
    if (service.id === null) return null
    const results = this.series.get(service.id) ?? new Map<EpochMs, Result>()
    this.series.set(service.id, results)
    const ok = word === 'ok'
    // Of two at one instant the failed one counts (R18).
    if (results.get(at)?.ok !== false) results.set(at, { at, ok, ...(ms !== null && { ms }) })
    return { open: false, values: { service: service.word, at, result: word, ...(ms !== null && { latency: `${ms} ms` }) } }
  }

  private word(row: Cells): ResultWord {
    const byLatency = !row.has('result')
    const word = byLatency ? '' : plainWord(row.text('result'))
    if (byLatency && row.text('latency') !== '') return 'ok'
    const { results = {} } = this.mapping
    if (Object.hasOwn(results, word)) return results[word]!
    if (!byLatency && word === '') throw row.bad('result', 'a word for what came of the check')
    throw new Waiting({ about: 'results', column: row.column(byLatency ? 'latency' : 'result'), words: [word] })
  }

  evidence(): Partial<Evidence> {
    return {
      checks: [...this.series].flatMap(([service, byTime]): CheckSeries[] => {
        const results = [...byTime.values()].sort((a, b) => a.at - b.at)
        const every = this.every(results)
        return every === null ? [] : [{ service, source: this.options.source, every, results }]
      }),
    }
  }

  /** As the mapping says, else the usual gap; null where neither exists. */
  private every(results: readonly Result[]): DurationMs | null {
    if (this.mapping.every !== undefined) return elapsedMs(this.mapping.every)
    const gaps = results.slice(1).map(({ at }, index) => at - results[index]!.at)
    return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? null
  }

  questions(): readonly Question[] {
    const alone = [...this.series.values()].some((byTime) => this.every([...byTime.values()].sort((a, b) => a.at - b.at)) === null)
    return alone ? [{ about: 'every' }] : []
  }
}
