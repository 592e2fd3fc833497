/** Reasons by their codes alone: the widget shows none, and a page need not pay for their texts. */
import type { Reason } from '../../shared/evaluate/model/report.ts'

export const reason = (code: string, params: Readonly<Record<string, string>> = {}): Reason => ({ code, params, why: '' })
