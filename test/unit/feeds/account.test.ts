/** Every row of every response stands in exactly one part of the account (R58). */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ACCOUNT_PARTS, type Account, type AccountRow, accountOf, accountText, joinAccounts } from '../../../shared/feeds/account.ts'
import type { FeedAdaptor, Reading } from '../../../shared/feeds/adaptor.ts'
import { ADAPTORS } from '../../../shared/feeds/index.ts'
import { rowReason } from '../../../shared/feeds/row-reasons.ts'
import { bodiesIn, filesIn } from '../../scripts/recordings.ts'
import { fixture } from './fixture.ts'
import { recorded } from './recorded.ts'

const AT = Date.UTC(2026, 10, 1)
const FOLDER = fileURLToPath(new URL('../../../../shared/data/feeds/', import.meta.url))
/** One of the recordings, by which it is known whether they are there. */
const isThere = recorded('slack/slack_v2.0.0_history_jslack.json') !== null

/** Checks the account against the reading itself. */
function expectClosed({ account, rejected, evidence }: Reading): void {
  expect(ACCOUNT_PARTS.reduce((sum, part) => sum + account[part], 0)).toBe(account.read)
  expect(account.rows).toHaveLength(account.read)
  for (const part of ACCOUNT_PARTS) expect(account.rows.filter((row) => row.part === part)).toHaveLength(account[part])
  for (const { ref, why } of account.rows) expect([ref, why]).not.toContain('')
  expect(account.rejected).toBe(rejected.length)
  // Nothing is evidence that no row accounts for.
  const refs = new Set(account.rows.map(({ ref }) => ref))
  for (const { ref } of [...evidence.spans, ...evidence.maintenance]) expect(refs).toContain(ref)
}

const readAll = (adaptor: FeedAdaptor, body: string): readonly Reading[] => {
  const options = { observedAt: AT, source: adaptor.id }
  const reading = adaptor.read(body, options)
  const [first] = reading.components
  // The same with a map to one component, and to none of them.
  const maps = [...(first ? [new Map([[first.id, 'api']])] : []), new Map([['nothing of that name', 'api']])]
  return [reading, ...maps.map((map) => adaptor.read(body, { ...options, map }))]
}

describe('the account closes', () => {
  it.each(ADAPTORS)('over the small response of $id', (adaptor) => {
    const readings = readAll(adaptor, fixture(adaptor.id))
    expect(readings[0]?.account.read).toBeGreaterThan(0)
    for (const reading of readings) expectClosed(reading)
  })

  it.skipIf(!isThere)('over every recording', () => {
    const found = isThere ? filesIn(FOLDER).flatMap((file) => bodiesIn(readFileSync(file, 'utf8'))) : []
    expect(found.length).toBeGreaterThan(300)
    for (const { adaptor, body } of found) for (const reading of readAll(adaptor, body)) expectClosed(reading)
  })
})

describe('several accounts', () => {
  const row = (ref: string, part: AccountRow['part']): AccountRow => ({ ref, part, ...rowReason('down') })
  const first = accountOf([row('a', 'spans'), row('b', 'noImpact')])
  const second = accountOf([row('a', 'spans'), row('c', 'rejected')])

  it('add up, and count a row said again as unchanged', () => {
    expect(joinAccounts([first, second])).toMatchObject({ read: 4, spans: 2, noImpact: 1, rejected: 1, unchanged: 0 })
    const again = joinAccounts([first, second], ({ ref }, response) => ref === 'a' && response === 1)
    expect(again).toMatchObject({ read: 4, spans: 1, noImpact: 1, rejected: 1, unchanged: 1 })
  })

  it.each([
    [accountOf([]), '0 rows read'],
    [accountOf([row('a', 'spans')]), '1 row read: 1 counted'],
    [
      { read: 50, spans: 31, maintenance: 5, noImpact: 12, notAssigned: 2, rejected: 0, unchanged: 0, rows: [] } satisfies Account,
      '50 rows read: 31 counted, 5 maintenance, 12 without stated impact, 2 not assigned to a service',
    ],
  ])('read as one line', (account, text) => expect(accountText(account)).toBe(text))
})
