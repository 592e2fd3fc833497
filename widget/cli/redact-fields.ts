/** What may be taken out, as the command line names it. */
import { PROFILES, REDACTED_FIELDS, type RedactedField } from '../../shared/snapshot/redact-profiles.ts'
import { CommandRefused, Usage } from './io.ts'

export const REDACTED_FIELD_WORDS = `Fields to hide: ${REDACTED_FIELDS.join(', ')}; or a profile: ${PROFILES.map((each) => each.id).join(', ')}`

/** Fields and profiles by name. Throws Usage for a name that is neither. */
export function redactedFields(words: readonly string[]): readonly RedactedField[] {
  return words.flatMap((word) => {
    const profile = PROFILES.find((each) => each.id === word)
    if (profile) return profile.fields
    if ((REDACTED_FIELDS as readonly string[]).includes(word)) return [word as RedactedField]
    throw new Usage(
      `--redact: wanted ${REDACTED_FIELDS.join(', ')} or ${PROFILES.map((each) => each.id).join(', ')}, got ${JSON.stringify(word)}`,
    )
  })
}

/** Throws Refused where something can't be taken out. */
export function redacted<T>(take: () => T): T {
  try {
    return take()
  } catch (error) {
    if (error instanceof RangeError) throw new CommandRefused([`standing: ${error.message}`])
    throw error
  }
}
