/** W8, the background: one wake of fifty sources, nothing changed. The limit is the time the platform needs to hash the bytes. */
import { inChromium } from './chromium.ts'
import { contender, type Workload } from './measure.ts'

interface Seen {
  readonly wake: number
  readonly writes: number
  readonly read: number
  readonly evidence: number
  readonly bytes: number
}

export async function workloads(): Promise<readonly Workload[]> {
  const seen = await inChromium<Seen>('test/bench/w8-wake.ts')
  const wrong = (): string | null =>
    seen.read !== 50
      ? `${seen.read} sources read`
      : seen.evidence !== 50
        ? `${seen.evidence} entries`
        : seen.writes !== 1
          ? `${seen.writes} writes`
          : null
  const hashed = new Uint8Array(seen.bytes)
  const start = performance.now()
  await crypto.subtle.digest('SHA-256', hashed)
  const least = performance.now() - start
  return [
    {
      id: 'w8',
      title: 'one wake, 50 sources of 80 kB, nothing changed, ms in Chromium without the network',
      limit: { name: 'hashing the bytes', run: () => null, time: () => least },
      contenders: [
        contender({ name: 'poll', run: () => seen, time: () => seen.wake, aimMs: 50, check: wrong, note: `${seen.writes} write` }),
      ],
    },
  ]
}
