/** The same numbers on every run and every machine (mulberry32), so that two runs compare. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An integer from least to most, both included. */
export const integerFrom = (random: () => number, least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
