import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../../widget/element/objective-view.ts'
import { isLate } from '../../../../widget/element/stale-feed.ts'

const feed = (validFor: number) => ({ at: 1_000_000, validFor }) as Facts

describe('data is late once it is older than promised, with a quarter of that, at least a minute, for the way', () => {
  it.each([
    // promised   allowed: promised + max(60 s, promised / 4)
    [300_000, 375_000],
    [60_000, 120_000],
    [3_600_000, 4_500_000],
    [0, 60_000],
  ])('%i ms allow %i', (validFor, allowed) => {
    expect([-1, 0, 1].map((off) => isLate(feed(validFor), 1_000_000 + allowed + off))).toEqual([false, false, true])
  })
})
