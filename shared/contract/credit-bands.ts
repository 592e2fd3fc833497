/**
 * The bands of a remedy (R20). They are tried by their upper edge, lowest first, whatever their order in the file; of
 * equal upper edges the larger credit is tried first; the first band that holds the figure pays. A figure that no band
 * holds is possible and real: some published ladders have holes.
 */

import { add, cmp, decimal, div, type Rational, rat } from '../base/rational.ts'
import { elapsedMs } from '../time/iso-duration.ts'
import type { Band, Remedy } from './model.ts'

/** What edges are written in: percent and counts as decimals, times as ISO 8601 durations (ms as a rational). */
export type Scale = 'decimal' | 'duration'

export interface BandEdge {
  readonly at: Rational
  readonly inclusive: boolean
}

export interface CreditBand {
  readonly band: Band
  /** Null where the band has no edge on that side. */
  readonly lower: BandEdge | null
  readonly upper: BandEdge | null
}

/** A value as far as it is known; equal ends where nothing is unknown. */
export interface QuantityRange {
  readonly low: Rational
  readonly high: Rational
}

export const scaleOf = (on: Remedy['on']): Scale => (on === undefined || on === 'attained' || on === 'failures' ? 'decimal' : 'duration')

/** The value of an edge. Throws RangeError for text that is not of the scale; the contract's reader has refused it before. */
export const edgeValue = (text: string, scale: Scale): Rational => (scale === 'decimal' ? decimal(text) : rat(elapsedMs(text)))

const made = new WeakMap<readonly Band[], Partial<Record<Scale, readonly CreditBand[]>>>()

/** Bands in the order in which they are tried; the same bands are sorted once. */
export function creditBands(bands: readonly Band[], scale: Scale): readonly CreditBand[] {
  const known = made.get(bands)
  const found = known?.[scale]
  if (found) return found
  const ladder = sorted(bands, scale)
  made.set(bands, { ...known, [scale]: ladder })
  return ladder
}

function sorted(bands: readonly Band[], scale: Scale): readonly CreditBand[] {
  return bands.map((band) => rung(band, scale)).sort((a, b) => compareUpper(a, b) || cmp(creditSize(b.band), creditSize(a.band)))
}

/** The band that pays at this value, or null in a hole of the ladder. */
export const bandAt = (ladder: readonly CreditBand[], value: Rational): CreditBand | null =>
  ladder.find((each) => holds(each, value)) ?? null

/** What a range of possible values falls into: one band (or none) for all of them, or more than one. */
export function bandOver(
  ladder: readonly CreditBand[],
  { low, high }: QuantityRange,
): { readonly rung: CreditBand | null; readonly certain: boolean } {
  const first = bandAt(ladder, high)
  const certain = samples(ladder, low, high).every((value) => bandAt(ladder, value) === first)
  return { rung: first, certain }
}

function rung(band: Band, scale: Scale): CreditBand {
  const limit = (text: string | undefined, inclusive: boolean): BandEdge | null =>
    text === undefined ? null : { at: edgeValue(text, scale), inclusive }
  return {
    band,
    upper: limit(band.atMost, true) ?? limit(band.below, false),
    lower: limit(band.atLeast, true) ?? limit(band.above ?? band.over, false),
  }
}

function holds({ lower, upper }: CreditBand, value: Rational): boolean {
  const under = upper ? cmp(value, upper.at) : -1
  const above = lower ? cmp(value, lower.at) : 1
  return (under < 0 || (under === 0 && upper?.inclusive === true)) && (above > 0 || (above === 0 && lower?.inclusive === true))
}

/** A band without an upper edge is tried last: nothing lies above it. */
function compareUpper(a: CreditBand, b: CreditBand): number {
  if (a.upper && b.upper) return cmp(a.upper.at, b.upper.at)
  return a.upper ? -1 : b.upper ? 1 : 0
}

function creditSize({ credit }: Band): Rational {
  const texts = typeof credit === 'string' ? [credit] : (credit?.greaterOf ?? []).filter((part) => part !== 'unavailability')
  return texts.map(decimal).reduce((largest, each) => (cmp(each, largest) > 0 ? each : largest), rat(-1))
}

/** Both ends, every edge between them, and a point inside every stretch that the edges cut. */
function samples(ladder: readonly CreditBand[], low: Rational, high: Rational): readonly Rational[] {
  const edges = ladder
    .flatMap(({ lower, upper }) => [lower, upper])
    .flatMap((limit) => (limit ? [limit.at] : []))
    .filter((at) => cmp(at, low) > 0 && cmp(at, high) < 0)
    .sort(cmp)
  const points = [low, ...edges, high]
  return points.flatMap((point, i) => {
    const next = points[i + 1]
    return next ? [point, div(add(point, next), rat(2))] : [point]
  })
}
