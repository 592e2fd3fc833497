/** What W7 measures inside a page: the extension's own store with two years of checks, one a minute. */
import { foldChecks } from '../../extension/background/fold-checks.ts'
import { openStore, type Store } from '../../extension/store/open-store.ts'
import { everyCheck, packChecks, packRuns, unpack } from '../../extension/store/packed-checks.ts'
import { readStoredEvidence } from '../../extension/store/read-store.ts'
import { writeReadings } from '../../extension/store/write-store.ts'
import { checkSpans } from '../../shared/evidence/checks.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const START = Date.UTC(2024, 0, 1)
export const MONTHS = 24
const series = { service: 'probe', source: { kind: 'probe', id: 'p', party: 'customer' }, every: MINUTE } as const

/** A check that fails for five minutes every two days, a few seconds late now and then, as alarms are. */
const result = (i: number) => ({ at: START + i * MINUTE + (i % 7 === 0 ? 3000 : 0), ok: i % 2880 >= 5, ms: 80 + ((i * 37) % 200) })

const checksIn = (month: number): readonly [number, number] => {
  const at = (m: number): number => (Date.UTC(2024, m, 1) - START) / MINUTE
  return [at(month), at(month + 1)]
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number

async function timed(work: () => Promise<unknown>, rounds = 25): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < rounds; i++) {
    const start = performance.now()
    await work()
    all.push(performance.now() - start)
  }
  return median(all)
}

async function measure() {
  const db: Store = await openStore('w7')
  let bytes = 0
  const load = performance.now()
  const transaction = db.transaction('packs', 'readwrite')
  for (let month = 0; month < MONTHS; month++) {
    const [from, to] = checksIn(month)
    const packed = packChecks(
      series,
      Array.from({ length: to - from }, (_, i) => result(from + i)),
    )
    const runs = packRuns(packed)
    if (month < 12) bytes += packed.gaps.length + packed.failed.length + (packed.took?.length ?? 0) + runs.runs.byteLength
    const name = new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 7)
    void transaction.objectStore('packs').put({ source: 'p', month: name, evidence: {}, runs: [runs] })
    void transaction.objectStore('packs').put({ source: everyCheck('p'), month: name, evidence: {}, checks: [packed] })
  }
  await transaction.done
  const loaded = performance.now() - load

  const range = (from: string, to: string, source = everyCheck('p')) => IDBKeyRange.bound([source, from], [source, to])
  const read = async (keys: IDBKeyRange) => (await db.getAll('packs', keys)).flatMap(({ checks }) => checks ?? [])
  const readRuns = async (from: string, to: string) => (await db.getAll('packs', range(from, to, 'p'))).flatMap(({ runs }) => runs ?? [])
  const month = range('2024-06', '2024-06')
  const year = range('2024-01', '2024-12')
  // Seven days of checks as they come, folded when their days are over.
  const last = checksIn(MONTHS - 1)[1]
  const week = 7 * 1440
  const append = async (i: number): Promise<void> => {
    const { at, ok } = result(last + i)
    await writeReadings(db, [], [{ source: 'p', at, evidence: { checks: [{ ...series, results: [{ at, ok }] }] } }], [])
  }
  const start = performance.now()
  for (let i = 0; i < week; i++) await append(i)
  const appended = performance.now() - start
  const folding = performance.now()
  const folded = await foldChecks(db, 'p', START + last * MINUTE + 8 * DAY)
  const foldTook = performance.now() - folding
  // The least that a month can cost: its bytes and nothing else.
  await db.put('settings', new Uint8Array(Math.ceil(bytes / 12)), 'plain')
  return {
    plain: await timed(() => db.get('settings', 'plain'), 25),
    loaded,
    bytes,
    count: (await readStoredEvidence(db, 'p')).checks.reduce((sum, { results }) => sum + results.length, 0),
    wanted: last + week,
    judged: checkSpans((await readStoredEvidence(db, 'p', true)).checks).length,
    monthRuns: await timed(() => readRuns('2024-06', '2024-06')),
    yearRuns: await timed(() => readRuns('2024-01', '2024-12')),
    spans: await timed(async () => checkSpans((await readStoredEvidence(db, 'p', true)).checks)),
    month: await timed(() => read(month)),
    monthRows: await timed(async () => (await read(month)).map(unpack)),
    year: await timed(() => read(year)),
    yearRows: await timed(async () => (await read(year)).map(unpack)),
    appendEach: appended / week,
    folded,
    foldTook,
  }
}

Object.assign(globalThis, { measure })
