/** What is still open to claim, out of the closed periods that are kept with a standing. */
import { add, decimal, fixed } from '../../shared/base/rational.ts'
import type { Summary, SummaryRow } from '../store/summary.ts'

export interface OpenClaim {
  readonly standing: Summary
  readonly row: SummaryRow
  /** First instant at which it is too late; null where the text gives none. */
  readonly by: number | null
  readonly lastDay: string | null
}

/** Claims that can still be made and pay something, the most urgent first. */
export function openClaims(standings: readonly Summary[]): OpenClaim[] {
  const open = standings.flatMap((standing) =>
    standing.closed
      .filter(({ claim, credit }) => (claim.state === 'open' || claim.state === 'due-soon') && credit.state !== 'none')
      .map((row): OpenClaim => {
        const step = row.claim.steps.find(({ state }) => state === 'open' || state === 'due-soon')
        return { standing, row, by: step?.by ?? null, lastDay: step?.lastDay ?? null }
      }),
  )
  return open.sort((a, b) => (a.by ?? Number.POSITIVE_INFINITY) - (b.by ?? Number.POSITIVE_INFINITY))
}

export interface Sum {
  readonly amount: string
  readonly currency: string
}

/** Amounts added up by currency; claims whose amount is not known are left out. */
export function sumClaims(claims: readonly OpenClaim[]): Sum[] {
  const sums = new Map<string, string>()
  for (const { row } of claims) {
    const { amount, currency } = row.credit
    if (amount === null || currency === null) continue
    const digits = amount.split('.')[1]?.length ?? 0
    sums.set(currency, fixed(add(decimal(sums.get(currency) ?? '0'), decimal(amount)), digits))
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}
