/** What can be redacted from a snapshot, and the three profiles to choose from. */

/** Each field can be redacted by itself. */
export const REDACTED_FIELDS = ['names', 'fees', 'hosts', 'notes', 'tickets'] as const
export type RedactedField = (typeof REDACTED_FIELDS)[number]

export interface Profile {
  readonly id: 'provider' | 'colleague' | 'public'
  readonly fields: readonly RedactedField[]
}

/**
 * To the provider: it knows the customer and the fee; hosts, notes and what tickets say stay here. To a colleague: everything
 * goes. In public: nothing that reveals the customer, what it pays, or what was written.
 */
export const PROFILES: readonly Profile[] = [
  { id: 'provider', fields: ['hosts', 'notes', 'tickets'] },
  { id: 'colleague', fields: [] },
  { id: 'public', fields: REDACTED_FIELDS },
]
