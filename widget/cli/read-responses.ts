/** Responses of a status feed as evidence; what the reading could not use goes to standard error, line by line. */
import type { Evidence } from '../../shared/evidence/model.ts'
import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { CommandRefused, type Io } from './io.ts'

/** Reads one response after another of the same feed. */
export class FeedReader {
  private readonly feed: FeedInputOptions
  private readonly io: Io
  private readonly readings: Reading[] = []

  constructor(feed: FeedInputOptions, io: Io) {
    this.feed = feed
    this.io = io
  }

  /** Throws Refused where the response is not that feed. */
  read(name: string, body: string): Evidence {
    const reading = this.readWhole(name, body)
    return { ...reading.evidence, observer: { name: 'standing', tool: `standing ${__VERSION__}, ${this.feed.adaptor.id}` } }
  }

  /** The same, with everything that is no evidence. */
  readWhole(name: string, body: string): Reading {
    const reading = this.reading(name, body)
    this.readings.push(reading)
    for (const { path, reason } of reading.rejected) this.io.err(`${name}: ${path}: not used: ${reason}`)
    for (const note of reading.notes) this.io.err(`${name}: ${note}`)
    if (reading.events === 0 && reading.components.length === 0) this.io.err(`${name}: no events: that is no word about any time`)
    else if (reading.rejected.length > 0) this.io.err(`${name}: rows were not used, so the feed speaks for no time as a whole`)
    return reading
  }

  private reading(name: string, body: string): Reading {
    const { adaptor, observedAt, source, map } = this.feed
    try {
      const reading = adaptor.read(body, { observedAt, source, ...(map && { map }) })
      refuseRepeated(adaptor, body)
      return reading
    } catch (error) {
      if (error instanceof FeedError) throw new CommandRefused([`${name}: ${error.message}`])
      throw error
    }
  }

  /** Says which names of the map were in none of the responses: a slip there would make a service look spotless. */
  done(): void {
    const [first, ...rest] = this.readings.map((reading) => reading.unmatched)
    for (const key of first ?? []) {
      if (rest.every((each) => each.includes(key)))
        this.io.err(`standing: no component "${key}" anywhere in what was read: is it spelt so?`)
    }
  }
}

export interface FeedInputOptions {
  readonly adaptor: FeedAdaptor
  readonly map: ReadonlyMap<string, string> | undefined
  readonly observedAt: EpochMs
  readonly source: string
}
