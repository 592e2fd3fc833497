/**
 * How long the checks of an agreement's probes took: percentiles for people, and counts by time for objectives that are about
 * it (R48). Of checks that failed there is no time.
 */
import type { Contract } from '../../shared/contract/model.ts'
import type { CheckSeries, RequestCount } from '../../shared/evidence/model.ts'
import type { DurationMs, EpochMs } from '../../shared/time/intervals.ts'
import { cutRules } from '../../shared/time/tables.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { ACCURACY, bucketsOf, byteOf, type Percentiles, percentilesOf } from './latency-sketch.ts'
import type { Store } from './open-store.ts'
import { eachCheck, everyCheck } from './packed-checks.ts'
import { probeSource } from './source-kind.ts'
import type { AgreementRecord } from './store-schema.ts'

const HOUR: DurationMs = 3_600_000
const YEAR: DurationMs = 366 * 24 * HOUR
/** Nobody checked anything before. */
const SINCE: EpochMs = Date.UTC(2020)

/** Whether an objective is about how long something takes. */
const isTimed = ({ measure: { by } }: Contract['objectives'][number]): boolean => by === 'latency' || by === 'apdex'

/** One check: `took` as latency.ts has it, 0 where it is not known or the check failed. */
type Use = (at: EpochMs, ok: boolean, took: number) => void

/** Every check of a source in [from, to), months that are closed first. */
export async function eachCheckOf(db: Store, source: string, from: EpochMs, to: EpochMs, use: Use): Promise<void> {
  const name = everyCheck(source)
  const month = (at: EpochMs): string => new Date(at).toISOString().slice(0, 7)
  const transaction = db.transaction(['packs', 'evidence'])
  const [packs, entries] = await Promise.all([
    transaction.objectStore('packs').getAll(IDBKeyRange.bound([name, month(from)], [name, Number.isFinite(to) ? month(to) : '\uffff'])),
    transaction.objectStore('evidence').index('source').getAll(source),
  ])
  const within: Use = (at, ok, took) => {
    if (at >= from && at < to) use(at, ok, took)
  }
  for (const packed of packs.flatMap(({ checks }) => checks ?? [])) eachCheck(packed, (second, ok, took) => within(second * 1000, ok, took))
  for (const { results } of entries.flatMap(({ evidence }) => evidence.checks ?? []))
    for (const { at, ok, ms } of results) within(at, ok, ok && ms !== undefined ? byteOf(ms) : 0)
}

/** p50 and p95 of the checks in [from, to), by source; sources without a time are left out. */
export async function percentiles(db: Store, sources: readonly string[], from: EpochMs, to: EpochMs): Promise<Map<string, Percentiles>> {
  const found = new Map<string, Percentiles>()
  for (const source of sources) {
    const counts = new Map<number, number>()
    await eachCheckOf(db, source, from, to, (_at, ok, took) => {
      if (ok && took > 0) counts.set(took, (counts.get(took) ?? 0) + 1)
    })
    const made = percentilesOf(counts)
    if (made) found.set(source, made)
  }
  return found
}

/** The stretch for which checks are counted together: an hour, and short where a zone or hours of service may cut one. */
export function stretchOf(contract: Pick<Contract, 'zone' | 'calendars'>): DurationMs {
  // Some zones stand minutes off the hour, some only in summer.
  const { offsets } = cutRules(temporalZones(contract.zone), SINCE, SINCE + 20 * YEAR)
  return offsets.every((offset) => offset % HOUR === 0) && contract.calendars === undefined ? HOUR : HOUR / 12
}

/** Counts of checks by how long they took, of the services that an objective about time is about; none where there is no such objective. */
export async function tookCounts(
  db: Store,
  { contract, links }: Pick<AgreementRecord, 'contract' | 'links'>,
  probes: ReadonlySet<string>,
): Promise<RequestCount[]> {
  const timed = new Set(contract.objectives.filter(isTimed).flatMap(({ services }) => services))
  if (timed.size === 0) return []
  const stretch = stretchOf(contract)
  const counts: RequestCount[] = []
  for (const { source, components } of links.filter((link) => probes.has(link.source))) {
    const services = [...new Set(Object.values(components).flat())].filter((service) => timed.has(service))
    if (services.length === 0) continue
    const byTime = new Map<EpochMs, Stretch>()
    await eachCheckOf(db, source, 0, Number.POSITIVE_INFINITY, (at, ok, took) => {
      const from = at - (at % stretch)
      const own = byTime.get(from) ?? { failed: 0, times: new Map() }
      byTime.set(from, own)
      if (!ok) own.failed++
      else if (took > 0) own.times.set(took, (own.times.get(took) ?? 0) + 1)
    })
    for (const service of services) counts.push(...[...byTime].map(([from, own]) => countOf(own, service, source, from, stretch)))
  }
  return counts.filter(({ total }) => total > 0)
}

interface Stretch {
  failed: number
  readonly times: Map<number, number>
}

/** A check that was good and of which nobody kept how long it took is in no count. */
function countOf({ failed, times }: Stretch, service: string, id: string, from: EpochMs, stretch: DurationMs): RequestCount {
  const good = [...times.values()].reduce((sum, count) => sum + count, 0)
  const source: CheckSeries['source'] = probeSource(id)
  const common = { service, source, from, to: from + stretch, total: good + failed, failed, checks: `${ACCURACY * 100}` }
  return good > 0 ? { ...common, latency: bucketsOf(times) } : common
}
