/**
 * Responses of status feeds as evidence, with the account of their rows (R58). What could not be used goes to standard error,
 * line by line.
 */
import { canonical } from '../../shared/base/canonical.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { type Account, type AccountRow, accountText, joinAccounts } from '../../shared/feeds/account.ts'
import type { FeedAdaptor, Reading, ReadOptions } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import type { Component } from '../../shared/feeds/parts/component.ts'
import { nearestNames } from '../../shared/feeds/parts/component-map.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { CommandRefused, type Io } from './io.ts'

export interface FeedInputOptions {
  readonly adaptor: FeedAdaptor
  readonly map: ReadonlyMap<string, string> | undefined
  readonly observedAt: EpochMs
  /** `false` for files of which nobody says when they were received (R49). */
  readonly fetched: boolean
  readonly source: string
  /** Of times and days that the page gives without a zone. */
  readonly zone?: string
}

interface Response {
  readonly name: string
  readonly body: string
  readonly reading: Reading
}

export interface FeedEvidence {
  readonly pieces: readonly Evidence[]
  readonly account: Account
  readonly readings: readonly Reading[]
}

/** Reads the responses of one feed: the lists of one page belong together, also the list of its components. */
export class FeedReader {
  private readonly feed: FeedInputOptions
  private readonly io: Io
  private readonly responses: Response[] = []

  constructor(feed: FeedInputOptions, io: Io) {
    this.feed = feed
    this.io = io
  }

  /** Throws CommandRefused where the response is not that feed. */
  add(name: string, body: string): void {
    const reading = this.read(name, body)
    this.responses.push({ name, body, reading })
  }

  /** The components that any of the responses names. */
  components(): readonly Component[] {
    const byId = new Map<string, Component>()
    for (const { reading } of this.responses) for (const each of reading.components) if (!byId.has(each.id)) byId.set(each.id, each)
    return [...byId.values()]
  }

  /** Names of the map that no response bears. */
  unmatched(): readonly string[] {
    const [first, ...rest] = this.responses.map(({ reading }) => reading.unmatched)
    return (first ?? []).filter((key) => rest.every((each) => each.includes(key)))
  }

  finish(): FeedEvidence {
    const listed = this.components()
    const responses = this.responses.map(({ name, body, reading }) => ({
      name,
      reading: reading.components.length === listed.length ? reading : this.read(name, body, listed),
    }))
    for (const { name, reading } of responses) this.say(name, reading)
    const observer = { name: 'standing', tool: `standing ${__VERSION__}, ${this.feed.adaptor.id}` }
    const pieces = responses.map(({ reading }) => ({ ...reading.evidence, observer }))
    const readings = responses.map(({ reading }) => reading)
    return { pieces, account: accountOfAll(readings), readings }
  }

  private say(name: string, { rejected, notes, events, components, doubtful, coveredTo }: Reading): void {
    for (const { path, reason } of rejected) this.io.err(`${name}: ${path}: not used: ${reason}`)
    for (const note of notes) this.io.err(`${name}: ${note}`)
    if (doubtful > 0) this.io.err(`${name}: ${doubtful} ${doubtful === 1 ? 'row is' : 'rows are'} doubtful: when it was is not certain`)
    if (events === 0 && components.length === 0) this.io.err(`${name}: no events, so it covers no time`)
    if (coveredTo === null) this.io.err(`${name}: a row could not be read at all, so the feed covers no time`)
  }

  private read(name: string, body: string, listed?: readonly Component[]): Reading {
    const { adaptor, observedAt, fetched, source, map, zone } = this.feed
    const options: ReadOptions = {
      observedAt,
      fetched,
      source,
      ...(map && { map }),
      ...(zone !== undefined && { zone }),
      ...(listed && { listed }),
    }
    try {
      const reading = adaptor.read(body, options)
      refuseRepeated(adaptor, body)
      return reading
    } catch (error) {
      if (error instanceof FeedError) throw new CommandRefused([`${name}: ${error.message}`])
      throw error
    }
  }
}

/** One account for all: a row that says again what an earlier response said is unchanged. */
function accountOfAll(readings: readonly Reading[]): Account {
  const seen = new Map<string, string>()
  const said = readings.map(saidByRef)
  return joinAccounts(
    readings.map(({ account }) => account),
    ({ ref, part, why }: AccountRow, response) => {
      // A row that can't be used may have nothing but its place for a name.
      if (part === 'rejected') return false
      const now = `${part} ${why}\n${said[response]!.get(ref) ?? ''}`
      const before = seen.get(ref)
      seen.set(ref, now)
      return now === before
    },
  )
}

/** Each event of a reading, without when it was read. */
function saidByRef({ evidence }: Reading): ReadonlyMap<string, string> {
  const byRef = new Map<string, string>()
  for (const { ref, observedAt: _, ...rest } of [...evidence.spans, ...evidence.maintenance])
    if (ref !== undefined) byRef.set(ref, `${byRef.get(ref) ?? ''}${canonical(rest)}\n`)
  return byRef
}

/**
 * Refuses a map that names a component which no page has (R49): a slip there would make a service look spotless. Pages that
 * name no component at all can't say whether it is one.
 */
export function refuseUnmatched(readers: readonly FeedReader[]): void {
  const naming = readers.filter((reader) => reader.components().length > 0)
  const [first, ...rest] = naming.map((reader) => reader.unmatched())
  const missing = (first ?? []).filter((key) => rest.every((each) => each.includes(key)))
  const components = naming.flatMap((reader) => reader.components()).filter(({ isGroup }) => !isGroup)
  if (missing.length === 0) return
  throw new CommandRefused(
    missing.map((key) => {
      const nearest = nearestNames(key, components).map((name) => JSON.stringify(name))
      return `--map: wanted a component of the page, nearest ${nearest.join(', ')}, got ${JSON.stringify(key)}`
    }),
  )
}

/** The closing line of a reading. */
export const closingLine = (account: Account): string => `standing: ${accountText(account)}`
