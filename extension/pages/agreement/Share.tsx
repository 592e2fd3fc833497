/** Sharing a snapshot: of which period, without what, in whose name; what leaves is shown before it does. */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useMemo, useState } from 'preact/hooks'
import { periodText, spanText } from '../../../shared/i18n/date-words.ts'
import { numberText } from '../../../shared/i18n/number-words.ts'
import type { Rotation } from '../../../shared/signing/key-rotation.ts'
import { fingerprint } from '../../../shared/signing/public-key.ts'
import { type PlaceId, tooLongFor } from '../../../shared/snapshot/link.ts'
import { OTHERS } from '../../../shared/snapshot/one-incident.ts'
import { PROFILES, REDACTED_FIELDS, type RedactedField } from '../../../shared/snapshot/redact-profiles.ts'
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import { type AgreementEvaluation, evaluateAgreement } from '../../model/agreement-evaluation.ts'
import type { Store } from '../../store/open-store.ts'
import { readSetting } from '../../store/settings.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { EVIDENCE_WORDS } from '../common/evidence-words.ts'
import { locale, type MessageKey, t } from '../common/i18n.ts'
import type { IncidentPlace } from '../common/incident-address.ts'
import { useStored } from '../common/live.ts'
import { hashOf } from '../common/place.ts'
import { incidentAt, previewSnapshot, type Sealed, type Shareable, sealed, sharedIncidents } from '../common/shared-snapshot.ts'
import { ExportSnapshot } from './ExportSnapshot.tsx'

const FIELD_WORDS: Readonly<Record<RedactedField, MessageKey>> = {
  names: 'redactNames',
  fees: 'redactFees',
  hosts: 'redactHosts',
  notes: 'redactNotes',
  tickets: 'redactTickets',
}
const PROFILE_WORDS = { provider: 'toProvider', colleague: 'toColleague', public: 'toPublic' } as const

export function Share({ id, period, incident }: { id: string; period: string | null; incident: IncidentPlace | null }) {
  const evaluation = useStored((db) => evaluateAgreement(db, id, Date.now()), id)
  const sharing = useStored(readSharing, 'sharing')
  if (evaluation === undefined || !sharing) return <p class="muted">{t('evaluating')}</p>
  if (evaluation === null) return <p class="note">{t('errorGone')}</p>
  return <Form evaluation={evaluation} asked={period} incident={incident} known={sharing} />
}

interface Sharing {
  readonly name: string
  readonly reader: string
  readonly rotations: readonly Rotation[]
}

async function readSharing(db: Store): Promise<Sharing> {
  const [sharing, identity] = await Promise.all([readSetting(db, 'sharing'), readSetting(db, 'identity')])
  return { ...sharing, rotations: identity?.rotations ?? [] }
}

function Form({
  evaluation,
  asked,
  incident,
  known,
}: {
  evaluation: AgreementEvaluation
  asked: string | null
  incident: IncidentPlace | null
  known: Sharing
}) {
  const { contract, id } = evaluation.agreement
  const labels = [...new Set(evaluation.objectives.flatMap(({ periods }) => periods.map(({ period }) => period.label)))].sort().reverse()
  const [period, setPeriod] = useState(asked !== null && labels.includes(asked) ? asked : (labels[0] ?? 'all'))
  const incidents = useMemo(() => sharedIncidents(evaluation, period), [evaluation, period])
  const [about, setAbout] = useState<IncidentPlace | null>(incident)
  const chosen = about && incidentAt(incidents, about)
  const [fields, setFields] = useState<readonly RedactedField[]>(PROFILES[0]!.fields)
  const [name, setName] = useState(known.name)
  const [reader, setReader] = useState(known.reader)
  const [note, setNote] = useState('')
  const [asks, setAsks] = useState('')
  const [now] = useState(() => Date.now())
  const focus = chosen?.focus ?? null
  const wish = { period, fields, focus, rotations: known.rotations }
  const made = useMemo((): { snapshot: Snapshot } | { problem: string } => {
    try {
      return { snapshot: previewSnapshot(evaluation, { ...wish, name: name.trim(), note: note.trim(), asks: asks.trim(), now }) }
    } catch (error) {
      return { problem: errorWords(error) }
    }
  }, [evaluation, period, fields, chosen?.key, known.rotations, name, note, asks, now])
  const profile = PROFILES.find((each) => each.fields.length === fields.length && each.fields.every((field) => fields.includes(field)))
  const keep = (): void => {
    if (name.trim() !== known.name || reader.trim() !== known.reader)
      void ask('sharing/set', { name, reader: isReader(reader) ? reader.trim() : '' }).catch(console.error)
  }
  return (
    <>
      <header>
        <p class="s muted crumb">
          <a class="quiet" href={hashOf(id)}>
            {contract.title}
          </a>
        </p>
        <h1>{t(chosen ? 'shareIncident' : 'shareSnapshot')}</h1>
        <p class="muted">{t('shareAbout')}</p>
      </header>
      <div class="pair">
        <DashboardCard id="share" title={t('whatToShare')} sub={t('hiddenBefore')}>
          <div class="bd form">
            <label>
              <span class="cap">{t('period')}</span>
              <select class="field" value={period} onChange={(event) => setPeriod(event.currentTarget.value)}>
                {labels.map((label) => (
                  <option key={label} value={label}>
                    {periodText(label, locale)}
                  </option>
                ))}
              </select>
            </label>
            {incidents.length > 0 && (
              <label>
                <span class="cap">{t('shareScope')}</span>
                <select
                  class="field"
                  value={chosen?.key ?? ''}
                  onChange={(event) => {
                    const picked = incidents.find(({ key }) => key === event.currentTarget.value)
                    setAbout(picked ? { objective: picked.focus.objective, from: picked.entry.from } : null)
                  }}
                >
                  <option value="">{t('shareWhole')}</option>
                  {incidents.slice(0, 500).map((each) => (
                    <option key={each.key} value={each.key}>
                      {incidentWords(each, evaluation)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {chosen && <p class="s muted">{t('incidentKept')}</p>}
            <fieldset>
              <legend class="cap">{t('recipient')}</legend>
              <div class="chips">
                {PROFILES.map((each) => (
                  <button key={each.id} type="button" class="chip" aria-pressed={each === profile} onClick={() => setFields(each.fields)}>
                    {t(PROFILE_WORDS[each.id])}
                  </button>
                ))}
              </div>
            </fieldset>
            <fieldset>
              <legend class="cap">{t('hideFields')}</legend>
              <div class="ticks">
                {REDACTED_FIELDS.map((field) => (
                  <label key={field} class="row">
                    <input
                      type="checkbox"
                      checked={fields.includes(field)}
                      onChange={() => setFields(fields.includes(field) ? fields.filter((each) => each !== field) : [...fields, field])}
                    />
                    <span>{t(FIELD_WORDS[field])}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <Line label={t('senderName')} value={name} set={setName} done={keep} most={200} />
            <Line label={t('whatHappened')} value={note} set={setNote} rows={3} most={4000} />
            <Line label={t('yourRequest')} value={asks} set={setAsks} rows={2} most={2000} />
            <Line label={t('readerAddress')} value={reader} set={setReader} done={keep} most={500} />
            {reader.trim() !== '' && !isReader(reader) && <p class="s muted">{t('wantsHttps')}</p>}
          </div>
        </DashboardCard>
        <div class="col">
          {'problem' in made ? (
            <p class="note" role="alert">
              {made.problem}
            </p>
          ) : (
            <Leaving evaluation={evaluation} snapshot={made.snapshot} reader={isReader(reader) ? reader.trim() : ''} />
          )}
        </div>
      </div>
    </>
  )
}

/** `13 Oct, 13:02–13:43: counted, API errors (API availability)`. */
function incidentWords({ entry, name }: Shareable, { zone }: AgreementEvaluation): string {
  const when = spanText(entry.from, entry.to, (at) => toLocal(zone, at), locale)
  return `${when}: ${[locale.classes[entry.as], entry.title].filter(Boolean).join(locale.comma)} (${name})`
}

const isReader = (text: string): boolean => /^https:\/\/[^\s#]+$/.test(text.trim())

interface LineProps {
  readonly label: string
  readonly value: string
  readonly set: (value: string) => void
  readonly done?: () => void
  readonly rows?: number
  readonly most: number
}

function Line({ label, value, set, done, rows, most }: LineProps) {
  const id = useId()
  const common = { id, class: 'field', maxLength: most, value }
  return (
    <div>
      <label class="cap" for={id}>
        {label}
      </label>
      {rows === undefined ? (
        <input {...common} type="text" onInput={(event) => set(event.currentTarget.value)} onBlur={() => done?.()} />
      ) : (
        <textarea {...common} rows={rows} onInput={(event) => set(event.currentTarget.value)} />
      )}
    </div>
  )
}

const PLACE_NAMES = { discord: 'Discord', slack: 'Slack', teams: 'Teams', jira: 'Jira', firefox: 'Firefox', chrome: 'Chrome' } as const
const placeName = (place: PlaceId): string => (place === 'mail' ? t('someMail') : PLACE_NAMES[place])

/** Exactly what leaves, with its size, and the ways it can go. */
function Leaving({ evaluation, snapshot, reader }: { evaluation: AgreementEvaluation; snapshot: Snapshot; reader: string }) {
  const [done, setDone] = useState<{ readonly of: Snapshot; readonly reader: string; readonly sealed: Sealed } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let left = false
    const later = setTimeout(() => {
      ask('identity/make', {})
        .then(() => sealed(snapshot, reader))
        .then(
          (result) => !left && setDone({ of: snapshot, reader, sealed: result }),
          (error: unknown) => !left && setProblem(errorWords(error)),
        )
    }, 150)
    return () => {
      left = true
      clearTimeout(later)
    }
  }, [snapshot, reader])
  const ready = done?.of === snapshot && done.reader === reader ? done.sealed : null
  const kinds = Object.entries(snapshot.evidence).filter(([, rows]) => Array.isArray(rows))
  const places = ready?.link ? tooLongFor(ready.link) : []
  return (
    <DashboardCard
      id="leaves"
      title={t('dataToShare')}
      sub={ready ? t('sizes', size(ready.file), ready.link ? size(ready.link) : '–') : ''}
    >
      <div class="bd col">
        <dl class="facts">
          <Fact name={t('colAgreement')}>{snapshot.contract.title}</Fact>
          <Fact name={t('evidenceRows')}>
            {kinds
              .map(([kind, rows]) => `${EVIDENCE_WORDS[kind] ? t(EVIDENCE_WORDS[kind]) : kind}: ${(rows as unknown[]).length}`)
              .join(locale.comma) || '–'}
          </Fact>
          <Fact name={t('hideFields')}>
            {snapshot.redacted
              .map((field) => t(field === OTHERS ? 'redactOthers' : FIELD_WORDS[field as RedactedField]))
              .join(locale.comma) || t('nothingHidden')}
          </Fact>
          <Fact name={t('signedWith')}>{ready ? <bdi class="mono">{fingerprint(ready.thumbprint)}</bdi> : '…'}</Fact>
        </dl>
        {problem !== null && (
          <p class="note" role="alert">
            {t('cannotSign')}: {problem}
          </p>
        )}
        {ready && ready.link === null && <p class="note">{t('onlyFile')}</p>}
        {places.length > 0 && <p class="s muted">{t('linkTooLong', places.map(placeName).join(locale.comma))}</p>}
        {ready && <ExportSnapshot evaluation={evaluation} snapshot={snapshot} sealed={ready} reader={reader} />}
        <details>
          <summary>{t('fullContent')}</summary>
          <pre class="bytes">{JSON.stringify(snapshot, null, 1)}</pre>
        </details>
      </div>
    </DashboardCard>
  )
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const size = (text: string): string => t('kilobytes', numberText((text.length / 1000).toFixed(1), locale))
