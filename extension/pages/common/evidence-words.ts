/** The lists of evidence in the page's language. */
import type { MessageKey } from './i18n.ts'

export const EVIDENCE_WORDS: Readonly<Record<string, MessageKey>> = {
  spans: 'evidenceSpans',
  coverage: 'evidenceCoverage',
  itemCoverage: 'evidenceItemCoverage',
  attributions: 'evidenceAttributions',
  checks: 'evidenceChecks',
  requests: 'evidenceRequests',
  samples: 'evidenceSamples',
  maintenance: 'evidenceMaintenance',
  tickets: 'evidenceTickets',
  deliveries: 'evidenceDeliveries',
  declarations: 'evidenceDeclarations',
  claims: 'evidenceClaims',
  lifetimes: 'evidenceLifetimes',
}
