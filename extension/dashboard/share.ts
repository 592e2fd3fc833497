/** What is shared of one agreement: made here, redacted before it is judged, signed with this browser's key. */
import type { Contract } from '../../shared/agreement/model.ts'
import { thumbprint } from '../../shared/snapshot/key.ts'
import { linkTo } from '../../shared/snapshot/link.ts'
import { type Field, redact } from '../../shared/snapshot/redact.ts'
import { seal } from '../../shared/snapshot/seal.ts'
import { smallForm } from '../../shared/snapshot/small.ts'
import { makeSnapshot, type Snapshot } from '../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { readIdentity } from '../store/identity.ts'
import { store } from '../store/open.ts'
import type { Judged } from './judged.ts'

export interface Wish {
  readonly period: string
  readonly fields: readonly Field[]
  readonly name: string
  readonly note: string
  readonly asks: string
  /** Ms. */
  readonly now: number
}

/** Exactly what leaves, not yet signed. Throws RangeError where something that shall stay can't be taken out. */
export function preview(judged: Judged, { period, fields, name, note, asks, now }: Wish): Snapshot {
  const left = redact([judged.agreement.contract], judged.evidence, fields)
  return makeSnapshot({
    contracts: left.contracts,
    evidence: left.evidence,
    redacted: left.fields,
    at: judged.at,
    period,
    zones: temporalZones,
    createdAt: now,
    // Who leaves names out names nobody, oneself included.
    createdBy: { ...(name !== '' && !fields.includes('names') && { name }), tool: `standing ${__VERSION__}` },
    ...(note !== '' && { note }),
    ...(asks !== '' && { asks }),
  })
}

export interface Sealed {
  readonly file: string
  /** All of it in the fragment; null where only a file carries it. */
  readonly link: string | null
  readonly thumbprint: string
}

/** `reader` is where the link leads; empty for the fragment alone, which any reader takes. Rejects where there is no key. */
export async function sealed(snapshot: Snapshot, reader: string): Promise<Sealed> {
  const identity = await readIdentity(await store())
  if (!identity) throw new Error('no key')
  const { subtle } = crypto
  const small = smallForm(snapshot)
  return {
    file: JSON.stringify(await seal(snapshot, identity, subtle)),
    link: small && (await linkTo(reader, await seal(small, identity, subtle))),
    thumbprint: await thumbprint(identity.publicKey, subtle),
  }
}

/** `acme-2026-10.standing.json`, of letters that every file system takes. */
export const fileName = ({ id }: Contract, period: string): string => `${id}-${period.replace(/[^\w-]+/g, '-')}.standing.json`
