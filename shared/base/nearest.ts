/** The known name that a misspelt one was probably meant to be. */

const MOST_LETTERS = 2

/**
 * The known name that differs least: in case alone, or in one or two letters that are missing, added, wrong or swapped, as
 * long as more letters agree than differ. Of equals the first. undefined where nothing is near.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const own = folded(name)
  let best: string | undefined
  let least = MOST_LETTERS + 1
  for (const each of known) {
    const other = folded(each)
    if (Math.abs(own.length - other.length) >= least) continue
    const distance = edits(own, other)
    if (distance < least && 2 * distance < Math.max(own.length, other.length)) [best, least] = [each, distance]
  }
  return best
}

/** Long enough for any name; what is longer is compared by its beginning. */
const folded = (name: string): string => name.toLowerCase().slice(0, 80)

/** Optimal string alignment distance. */
function edits(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, beforeLast[j - 2]! + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
