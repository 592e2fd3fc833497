/** What may be taken out, as the command line names it. */
import { FIELDS, type Field, PROFILES } from '../../shared/snapshot/redact.ts'
import { Refused, Usage } from './io.ts'

export const FIELD_WORDS = `what shall not leave: ${FIELDS.join(', ')}; or a profile: ${PROFILES.map((each) => each.id).join(', ')}`

/** Fields and profiles by name. Throws Usage for a name that is neither. */
export function fieldsOf(words: readonly string[]): readonly Field[] {
  return words.flatMap((word) => {
    const profile = PROFILES.find((each) => each.id === word)
    if (profile) return profile.fields
    if ((FIELDS as readonly string[]).includes(word)) return [word as Field]
    throw new Usage(`--redact: wanted ${FIELDS.join(', ')} or ${PROFILES.map((each) => each.id).join(', ')}, got ${JSON.stringify(word)}`)
  })
}

/** Throws Refused where something can't be taken out. */
export function redacted<T>(take: () => T): T {
  try {
    return take()
  } catch (error) {
    if (error instanceof RangeError) throw new Refused([`standing: ${error.message}`])
    throw error
  }
}
