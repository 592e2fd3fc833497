/** What is shared of one agreement: made here, redacted before it is judged, signed with this browser's key. */
import type { LedgerEntry } from '../../../shared/evaluate/model/report.ts'
import type { Rotation } from '../../../shared/signing/key-rotation.ts'
import { thumbprint } from '../../../shared/signing/public-key.ts'
import { sealText } from '../../../shared/signing/seal.ts'
import { linkToText } from '../../../shared/snapshot/link.ts'
import { type Focus, focusOn, isIncident, OTHERS, refocused, wordsOnlyOf } from '../../../shared/snapshot/one-incident.ts'
import { redactInput } from '../../../shared/snapshot/redact-input.ts'
import type { RedactedField } from '../../../shared/snapshot/redact-profiles.ts'
import { smallForm } from '../../../shared/snapshot/small-form.ts'
import { makeSnapshot, type Snapshot } from '../../../shared/snapshot/snapshot.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { store } from '../../store/open-store.ts'
import { readIdentity } from '../../store/signing-key.ts'
import type { IncidentPlace } from './incident-address.ts'

export interface Wish {
  readonly period: string
  readonly fields: readonly RedactedField[]
  readonly name: string
  readonly note: string
  readonly asks: string
  /** The one entry that it shall be about; null for the whole period. */
  readonly focus: Focus | null
  /** How this browser's key follows from older ones. */
  readonly rotations: readonly Rotation[]
  /** Ms. */
  readonly now: number
}

/** Exactly what leaves, not yet signed. Throws RangeError where something that shall stay can't be taken out. */
export function previewSnapshot(
  evaluation: AgreementEvaluation,
  { period, fields, name, note, asks, focus, rotations, now }: Wish,
): Snapshot {
  const contracts = [evaluation.agreement.contract]
  const evidence = focus ? wordsOnlyOf(evaluation.evidence, parseInstant(focus.from), parseInstant(focus.to)) : evaluation.evidence
  const left = redactInput(contracts, evidence, fields)
  return makeSnapshot({
    contracts: left.contracts,
    evidence: left.evidence,
    redacted: focus ? [...left.fields, OTHERS] : left.fields,
    at: evaluation.at,
    period,
    zones: temporalZones,
    createdAt: now,
    // Who leaves names out names nobody, oneself included.
    createdBy: { ...(name !== '' && !fields.includes('names') && { name }), tool: `standing ${__VERSION__}` },
    ...(note !== '' && { note }),
    ...(asks !== '' && { asks }),
    ...(focus && { focus: refocused(focus, contracts, left.contracts) }),
    rotations,
  })
}

/** Entries of a period that can be shared by themselves, newest first. */
export interface Shareable {
  readonly key: string
  readonly focus: Focus
  readonly entry: LedgerEntry
  /** Of the objective. */
  readonly name: string
}

export function sharedIncidents({ objectives }: AgreementEvaluation, period: string): readonly Shareable[] {
  return objectives
    .flatMap(({ key: objective, name, periods }) =>
      periods
        .filter((report) => report.period.label === period)
        .flatMap(({ ledger }) =>
          ledger.filter(isIncident).map(
            (entry): Shareable => ({
              key: `${objective} ${entry.from} ${entry.to} ${entry.as}`,
              focus: focusOn(objective, entry),
              entry,
              name,
            }),
          ),
        ),
    )
    .sort((a, b) => b.entry.from - a.entry.from || (a.key < b.key ? -1 : 1))
}

/**
 * The one that an address means: the objective's entry that begins then, else the one that holds that instant, and where nobody
 * counts it, null. What counts comes before what does not.
 */
export function incidentAt(all: readonly Shareable[], { objective, from }: IncidentPlace): Shareable | null {
  const ours = all.filter(({ focus }) => objective === null || focus.objective === objective)
  const counts = [...ours].sort((a, b) => Number(b.entry.as === 'counted') - Number(a.entry.as === 'counted'))
  return counts.find(({ entry }) => entry.from === from) ?? counts.find(({ entry }) => entry.from <= from && from < entry.to) ?? null
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
    file: (await Promise.all(sealText(snapshot, identity, subtle))).join(''),
    link: small && (await linkToText(reader, sealText(small, identity, subtle))),
    thumbprint: await thumbprint(identity.publicKey, subtle),
  }
}

/** `acme-2026-10.standing.json`, of an incident `acme-2026-10-13T1102.standing.json`; of letters that every file system takes. */
export const fileName = ({ contract, period, focus }: Pick<Snapshot, 'contract' | 'period' | 'focus'>): string =>
  `${contract.id}-${focus ? focus.from.slice(0, 16).replace(':', '') : period.replace(/[^\w-]+/g, '-')}.standing.json`
