/** Why a row has no figure, in words. The texts of all reasons are larger than the popup, so they load once a row needs one. */
import { useEffect, useState } from 'preact/hooks'
import type { SummaryRow } from '../../store/summary.ts'
import { locale } from '../common/i18n.ts'

/** Returns null until the texts are there, and where the verdict needs no reason. */
export function useReason(row: SummaryRow | null | undefined): string | null {
  const [words, setWords] = useState<string | null>(null)
  const reason = row && (row.verdict === 'needs-review' || row.verdict === 'not-computable') ? row.reason : null
  useEffect(() => {
    if (reason) void import('../../../shared/i18n/reason-texts').then(({ reasonText }) => setWords(reasonText(reason, locale)))
  }, [reason?.code])
  return reason ? words : null
}
