/** A snapshot as text for a ticket or an e-mail. */
import { objectiveKey, objectiveName } from '../../../shared/contract/each-service.ts'
import type { TicketText } from '../../../shared/i18n/objective-text.ts'
import { fingerprint } from '../../../shared/signing/public-key.ts'
import { isFocused } from '../../../shared/snapshot/one-incident.ts'
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { locale, t } from './i18n.ts'
import type { Sealed } from './shared-snapshot.ts'

export function ticketText(
  evaluation: AgreementEvaluation,
  snapshot: Snapshot,
  { link, thumbprint }: Pick<Sealed, 'link' | 'thumbprint'>,
): TicketText {
  const { contract, note, asks, focus } = snapshot
  const wanted = focus?.objective ?? evaluation.objectives[0]?.key
  const report = snapshot.report.objectives.find((each) => objectiveKey(each) === wanted) ?? snapshot.report.objectives[0]!
  return {
    title: contract.title,
    name: objectiveName(contract, report),
    report,
    contract,
    at: evaluation.at,
    zone: evaluation.zone.id,
    wall: (at) => toLocal(evaluation.zone, at),
    locale,
    ...(focus && { about: report.ledger.filter((entry) => isFocused(focus, report, entry)) }),
    ...(note !== undefined && { note }),
    ...(asks !== undefined && { asks }),
    proof: [t('madeWithKey', snapshot.createdAt, fingerprint(thumbprint))],
    ...(link?.startsWith('https:') && { link }),
  }
}
