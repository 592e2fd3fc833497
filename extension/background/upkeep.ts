/** Daily maintenance of the store: packs closed days, deletes what is past its retention, measures the storage used. */

import type { EpochMs } from '../../shared/time/intervals.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { ownSource } from '../store/gather-evidence.ts'
import { foldRows, isMeasured } from '../store/metric-rows.ts'
import type { Store } from '../store/open-store.ts'
import { readAgreements, readSources } from '../store/read-store.ts'
import { isTight, readSetting, type StorageUse } from '../store/settings.ts'
import { isMetrics, isUptimeCheck } from '../store/source-kind.ts'
import { writeLog, writeSetting, writeThinned } from '../store/write-store.ts'
import { foldChecks } from './fold-checks.ts'
import { keepFrom, thinned } from './retention.ts'

/** Feeds that list one check after another. */
const LOOKED: ReadonlySet<string> = new Set(['health', 'uptime-kuma'])

export type Estimate = () => Promise<{ readonly usage?: number; readonly quota?: number }>

export async function upkeep(db: Store, now: EpochMs, estimate: Estimate): Promise<void> {
  for (const source of await readSources(db)) {
    await apart(async () => {
      if (isUptimeCheck(source) || LOOKED.has(source.feed)) await foldChecks(db, source.id, now)
      if (isMetrics(source)) await foldRows(db, source.id, now)
    })
  }
  await retain(db, now)
  await measureRoom(db, now, estimate)
}

/** Damaged rows of one source keep no other from being packed or thinned; they are shown as records that need care. */
async function apart(work: () => Promise<void>): Promise<void> {
  await work().catch(console.error)
}

/** Periods close one by one: nothing is done until the oldest that is wanted has moved on. */
export async function retain(db: Store, now: EpochMs): Promise<void> {
  if (await leapt(db, now)) return
  const contracts = (await readAgreements(db)).map(({ contract }) => contract)
  const from = keepFrom(contracts, now, temporalZones)
  if (from <= (await readSetting(db, 'keptFrom'))) return
  for (const source of await readSources(db)) {
    const [entries, packs] = await Promise.all([
      db.getAllFromIndex('evidence', 'source', source.id),
      db.getAll('packs', IDBKeyRange.bound([source.id, ''], [source.id, '\uffff'])),
    ])
    await apart(async () => writeThinned(db, thinned(source, entries, packs, from)))
  }
  const oldest = new Date(from).toISOString().slice(0, 7)
  for (const { id } of await readAgreements(db)) {
    const packs = await db.getAll('packs', IDBKeyRange.bound([ownSource(id), ''], [ownSource(id), oldest], false, true))
    for (const { source, month } of packs.filter(isMeasured)) await db.delete('packs', [source, month])
  }
  await writeSetting(db, 'keptFrom', from)
}

const DAY = 86_400_000
/** A clock that has advanced by more since the last reading was off for long, or is wrong. */
const LEAP = 35 * DAY
const WAIT = 7 * DAY

/** Whether the clock leapt within the last week: by a wrong one years would be thrown away that are still wanted. */
async function leapt(db: Store, now: EpochMs): Promise<boolean> {
  const [room, until] = await Promise.all([readSetting(db, 'room'), readSetting(db, 'keepUntil')])
  if (until > now && until - now <= WAIT) return true
  if (!room || now - room.at <= LEAP) return false
  await writeSetting(db, 'keepUntil', now + WAIT)
  return true
}

async function measureRoom(db: Store, now: EpochMs, estimate: Estimate): Promise<void> {
  const { usage, quota } = await estimate().catch(() => ({ usage: undefined, quota: undefined }))
  if (usage === undefined || quota === undefined) return
  const before = await readSetting(db, 'room')
  const room: StorageUse = { at: now, usage, quota }
  await writeSetting(db, 'room', room)
  // Said when it becomes so, not each day.
  if (isTight(room) && !(before && isTight(before)))
    await writeLog(db, [{ at: now, what: 'room-tight', detail: `${usage} of ${quota} bytes` }])
}
