import { describe, expect, it } from 'vitest'
import type { Span } from '../../../shared/evidence/model.ts'
import { revisions } from '../../../shared/evidence/revisions.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** 1 May 2026, 10:00 UTC. */
const FROM = Date.UTC(2026, 4, 1, 10)
const SEEN = FROM + 2 * 60 * MINUTE

/** An incident of an hour, seen an hour after it was over. */
const first: Span = {
  service: 'api',
  from: FROM,
  to: FROM + 60 * MINUTE,
  state: 'down',
  source: { kind: 'feed', id: 'acme', party: 'provider' },
  ref: 'i-1',
  observedAt: SEEN,
}
/** The same, as it was seen three days later. */
const later = (more: Partial<Span> = {}): Span => ({ ...first, observedAt: SEEN + 3 * DAY, ...more })
const brief = (spans: readonly Span[]) => revisions(spans).map(({ kind, by }) => [kind, by / MINUTE])

describe('what changed after the fact', () => {
  it.each([
    ['its end brought forward by 43 min', [later({ to: FROM + 17 * MINUTE })], [['shortened', 43]]],
    ['its start set later by 5 min', [later({ from: FROM + 5 * MINUTE })], [['shortened', 5]]],
    ['its end put off by 1 min', [later({ to: FROM + 61 * MINUTE })], [['lengthened', 1]]],
    ['an hour later, as long as before', [later({ from: FROM + 60 * MINUTE, to: FROM + 120 * MINUTE })], [['moved', 60]]],
    ['taken back', [later({ void: true })], [['withdrawn', 60]]],
    ['called partial', [later({ state: 'partial' })], [['restated', 60]]],
    ['another title and nothing else', [later({ title: 'Other words' })], []],
    ['seen again as it was', [later()], []],
    ['cut in two, ten minutes left out', [later({ to: FROM + 20 * MINUTE }), later({ from: FROM + 30 * MINUTE })], [['shortened', 10]]],
    ['another incident', [later({ ref: 'i-2', to: FROM + MINUTE })], []],
    ['the same incident of another service', [later({ service: 'web', to: FROM + MINUTE })], []],
    ['emptied: a single entry that ends where it begins', [later({ to: FROM })], [['shortened', 60]]],
  ] as const)('%s', (_what, rows, expected) => expect(brief([first, ...rows])).toEqual(expected))

  it.each([
    ['an open incident that closes', { to: null }, {}],
    ['one that was reopened', {}, { to: null }],
    ['one that comes back after it was withdrawn', { void: true }, {}],
  ])('is not %s', (_what, before, after) => expect(brief([{ ...first, ...before }, later(after)])).toEqual([]))

  it('names when it was seen, and from where to where it reaches', () => {
    expect(revisions([first, later({ to: FROM + 17 * MINUTE, title: 'Errors' })])).toEqual([
      {
        at: SEEN + 3 * DAY,
        kind: 'shortened',
        source: first.source,
        service: 'api',
        ref: 'i-1',
        title: 'Errors',
        from: FROM,
        to: FROM + 60 * MINUTE,
        by: 43 * MINUTE,
        before: 'down',
        after: 'down',
      },
    ])
  })
  it('is each step of several, the newest first, whatever the order of the rows', () => {
    const rows = [later({ to: FROM + 50 * MINUTE }), first, later({ observedAt: SEEN + 9 * DAY, to: FROM + 55 * MINUTE })]
    expect(brief(rows)).toEqual([
      ['lengthened', 5],
      ['shortened', 10],
    ])
  })
})
