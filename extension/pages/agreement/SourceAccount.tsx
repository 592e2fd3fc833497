/** What became of the incidents of the last good reading (R58): one line, and behind it each that does not count, with the reason. */
import type { AccountPart, AccountRow } from '../../../shared/feeds/account.ts'
import type { RowReasonCode } from '../../../shared/feeds/row-reasons.ts'
import type { SourceState } from '../../store/store-schema.ts'
import { locale, type MessageKey, t, tn } from '../common/i18n.ts'

const PART_WORDS = [
  ['spans', 'accountSpans'],
  ['noImpact', 'accountNoImpact'],
  ['maintenance', 'accountMaintenance'],
  ['notAssigned', 'accountNotAssigned'],
  ['rejected', 'accountRejected'],
  ['unchanged', 'accountUnchanged'],
] as const satisfies readonly (readonly [AccountPart, MessageKey])[]

const REASON_WORDS: Readonly<Record<RowReasonCode, MessageKey>> = {
  down: 'rowCounted',
  partial: 'rowCounted',
  degraded: 'rowCounted',
  up: 'rowOperational',
  several: 'rowCounted',
  doubtful: 'rowDoubtful',
  checked: 'rowCounted',
  requests: 'rowCounted',
  samples: 'rowCounted',
  maintenance: 'rowMaintenance',
  'no-component': 'rowNoComponent',
  'not-mapped': 'rowNotMapped',
  'impact-none': 'rowImpactNone',
  'no-impact-stated': 'rowNoImpactStated',
  operational: 'rowOperational',
  information: 'rowInformation',
  cancelled: 'rowCancelled',
  'not-begun': 'rowNotBegun',
  'no-downtime': 'rowNoDowntime',
  'nothing-measured': 'rowNothingMeasured',
  'no-end': 'rowNoEnd',
  'said-by-incidents': 'rowSaidByIncidents',
  coverage: 'rowNoEvent',
  component: 'rowNoEvent',
  'another-version': 'rowAnotherVersion',
  repeated: 'rowRepeated',
  'listed-before': 'rowListedBefore',
  unreadable: 'rowUnreadable',
}

/** Nothing where the reading held nothing. */
export function SourceAccount({ account }: { account: NonNullable<SourceState['account']> }) {
  if (account.read === 0) return null
  const parts = PART_WORDS.filter(([part]) => account[part] > 0).map(([part, key]) => t(key, account[part]))
  const line = t('accountLine', tn('accountRead', account.read), parts.join(locale.comma))
  if (account.rows.length === 0) return <p class="s muted">{line}</p>
  return (
    <details class="account s">
      <summary class="muted">{line}</summary>
      <ul>
        {account.rows.map((row) => (
          <li key={`${row.part} ${row.ref}`}>
            <bdi>{row.ref}</bdi>: {reasonWords(row)}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Rows that an earlier version kept have a text and no code. */
function reasonWords({ code, params, why }: AccountRow): string {
  if (code === 'unreadable' && params.field !== undefined) return t('rowUnreadableField', params.field)
  return code in REASON_WORDS ? t(REASON_WORDS[code]) : why
}
