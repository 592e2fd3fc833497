/**
 * The account of a reading (R58): every row of a response stands in exactly one part, with the reason. The parts sum to what
 * was read, so that nothing is dropped in silence.
 */
import { type RowReason, rowReason } from './row-reasons.ts'

/** In the order in which they are tried: a row stands in the first that fits. */
export const ACCOUNT_PARTS = ['spans', 'maintenance', 'noImpact', 'notAssigned', 'rejected', 'unchanged'] as const
export type AccountPart = (typeof ACCOUNT_PARTS)[number]

export interface AccountRow extends RowReason {
  /** The event as evidence names it; its place in the response where it has no name. */
  readonly ref: string
  readonly part: AccountPart
}

export type AccountCounts = { readonly [K in AccountPart]: number } & { readonly read: number }

export interface Account extends AccountCounts {
  readonly rows: readonly AccountRow[]
}

/** The account that these rows add up to. */
export function accountOf(rows: readonly AccountRow[]): Account {
  const counts: Record<AccountPart, number> = { spans: 0, maintenance: 0, noImpact: 0, notAssigned: 0, rejected: 0, unchanged: 0 }
  for (const { part } of rows) counts[part]++
  return { read: rows.length, ...counts, rows }
}

export const NO_ACCOUNT: Account = accountOf([])

/** Several responses as one account; `seenBefore` says that a row repeats, unchanged, what an earlier response held. */
export function joinAccounts(
  accounts: readonly Account[],
  seenBefore: (row: AccountRow, response: number) => boolean = () => false,
): Account {
  return accountOf(
    accounts.flatMap(({ rows }, response) =>
      rows.map(
        (row): AccountRow =>
          row.part !== 'unchanged' && seenBefore(row, response) ? { ...row, part: 'unchanged', ...rowReason('listed-before') } : row,
      ),
    ),
  )
}

const NAMES: Readonly<Record<AccountPart, (n: number) => string>> = {
  spans: (n) => `${n} counted`,
  maintenance: (n) => `${n} maintenance`,
  noImpact: (n) => `${n} without stated impact`,
  notAssigned: (n) => `${n} not assigned to a service`,
  rejected: (n) => `${n} rejected`,
  unchanged: (n) => `${n} unchanged`,
}

/** One line: `50 rows read: 31 counted, 12 without stated impact, 5 maintenance, 2 not assigned to a service`. */
export function accountText(account: AccountCounts): string {
  const parts = ACCOUNT_PARTS.filter((part) => account[part] > 0).map((part) => NAMES[part](account[part]))
  return `${account.read} ${account.read === 1 ? 'row' : 'rows'} read${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}
