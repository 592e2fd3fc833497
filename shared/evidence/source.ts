/** Who spoke, as files write it: `{kind, id, party?}` or text `feed:acme`. */

import { isObject } from '../base/is-object.ts'
import type { EvidenceRow } from './evidence-row.ts'
import type { Source, SourceKind } from './model.ts'

const KINDS: readonly SourceKind[] = ['feed', 'probe', 'traffic', 'manual', 'metrics']
const PARTIES = ['provider', 'customer'] as const

/** Sources repeat row after row, so that text forms are read once each. */
const known = new Map<string, Source>()

/** `{kind, id, party?}`, or as text `feed:acme`; without a party a feed is the provider's, all else the customer's (R4). */
export function source(row: EvidenceRow): Source {
  const value = row.raw('source')
  if (typeof value === 'string') return sourceFromText(value) ?? refuse(row)
  const inner = isObject(value) ? row.inner('source') : null
  if (!inner) return refuse(row)
  const kind = inner.oneOf('kind', KINDS)
  return { kind, id: inner.text('id'), party: inner.maybeOneOf('party', PARTIES) ?? partyOf(kind) }
}

/** The source that `feed:acme` names, null where the text names none. */
export function sourceFromText(text: string): Source | null {
  const before = known.get(text)
  if (before) return before
  const colon = text.indexOf(':')
  const kind = KINDS.find((each) => each === text.slice(0, colon))
  if (!kind || colon === text.length - 1) return null
  const made: Source = { kind, id: text.slice(colon + 1), party: partyOf(kind) }
  if (known.size < 1000) known.set(text, made)
  return made
}

const partyOf = (kind: SourceKind): Source['party'] => (kind === 'feed' ? 'provider' : 'customer')

function refuse(row: EvidenceRow): Source {
  row.problem('source', `a source such as "feed:acme" (${KINDS.join(', ')}) or {kind, id, party}`)
  return { kind: 'manual', id: '', party: 'customer' }
}
