/** Who is next by the agreement, the message to them with its snapshot, and keeping that it was sent. */
import { useState } from 'preact/hooks'
import type { Contract } from '../../shared/agreement/model.ts'
import { PROFILES } from '../../shared/snapshot/redact.ts'
import { instantText } from '../../shared/words/dates.ts'
import { plainOf } from '../../shared/words/ticket.ts'
import { ask } from '../page/ask.ts'
import { locale, t } from '../page/i18n.ts'
import { here, useStored } from '../page/live.ts'
import { errorWords } from '../page/trouble.ts'
import { readSetting } from '../store/settings.ts'
import { Card } from './App.tsx'
import type { Judged } from './judged.ts'
import { hashOf, SHARE } from './place.ts'
import { preview, type Sealed, sealed } from './share.ts'
import { Copy, ticketText } from './WaysOut.tsx'

export function Escalate({ judged }: { judged: Judged }) {
  const { contract, id } = judged.agreement
  const sharing = useStored((db) => readSetting(db, 'sharing'), 'sharing')
  const people = peopleOf(judged)
  const [chosen, choose] = useState(0)
  const [severity, setSeverity] = useState(contract.support?.severities?.[0]?.id ?? null)
  const [message, setMessage] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<{ readonly ok: boolean; readonly words: string } | null>(null)
  const person = people[Math.min(chosen, people.length - 1)]
  if (!sharing || !person) return null

  const draft = async (): Promise<void> => {
    try {
      const period = judged.objectives[0]?.current.period.label ?? 'all'
      const fields = PROFILES[0]!.fields
      const snapshot = preview(judged, { period, fields, name: sharing.name, note: '', asks: '', now: Date.now() })
      await ask('identity/make', {})
      const made: Sealed = await sealed(snapshot, sharing.reader)
      setMessage(plainOf(ticketText(judged, snapshot, made)))
    } catch (error) {
      setOutcome({ ok: false, words: errorWords(error) })
    }
  }
  const record = (): void => {
    ask('escalation/sent', { agreement: id, to: person.name, severity, services: [], message: message ?? '' }).then(
      ({ at }) => setOutcome({ ok: true, words: t('sentRecorded', instantText(at, here, locale)) }),
      (error: unknown) => setOutcome({ ok: false, words: errorWords(error) }),
    )
  }
  return (
    <Card id="escalate" title={t('escalate')} sub={people.some(({ due }) => due !== null) ? '' : t('escalateNobody')}>
      <div class="bd form">
        <label>
          <span class="cap">{t('escalateWho')}</span>
          <select class="field" value={String(chosen)} onChange={(event) => choose(Number(event.currentTarget.value))}>
            {people.map(({ name, due }, index) => (
              <option key={name} value={String(index)}>
                {due === null ? name : `${name}, ${t('escalateWhen', instantText(due, here, locale))}`}
              </option>
            ))}
          </select>
        </label>
        {severity !== null && (
          <label>
            <span class="cap">{t('severity')}</span>
            <select class="field" value={severity} onChange={(event) => setSeverity(event.currentTarget.value)}>
              {(contract.support?.severities ?? []).map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name ?? each.id}
                </option>
              ))}
            </select>
          </label>
        )}
        {message === null ? (
          <button type="button" class="btn" onClick={() => void draft()}>
            {t('messageDrafted')}
          </button>
        ) : (
          <>
            <label>
              <span class="cap">{t('messageDrafted')}</span>
              <textarea class="field" rows={8} value={message} onInput={(event) => setMessage(event.currentTarget.value)} />
            </label>
            <div class="row wrap">
              {person.email && (
                <a class="btn" href={mailto(person.email, contract.title, message)}>
                  {t('writeMail')}
                </a>
              )}
              <Copy word="copyMessage" text={() => message} />
              <a class="btn" href={hashOf(SHARE, id)}>
                {t('shareSnapshot')}
              </a>
              <button type="button" class="btn primary" onClick={record}>
                {t('recordSent')}
              </button>
            </div>
            <p class="s muted">{t('mailShort')}</p>
          </>
        )}
        {outcome && <p role={outcome.ok ? 'status' : 'alert'}>{outcome.words}</p>}
      </div>
    </Card>
  )
}

interface Person {
  readonly name: string
  readonly email: string | undefined
  /** null where the agreement sets no time. */
  readonly due: number | null
}

/** Those whose turn it is or will be, soonest first; else whoever the provider names, else the provider. */
function peopleOf({ escalations, agreement: { contract } }: Judged): readonly Person[] {
  const steps = [...escalations].sort((a, b) => (a.due ?? 0) - (b.due ?? 0))
  if (steps.length > 0)
    return steps.map(({ to, contact, due }) => ({ name: contact ?? to, email: contactOf(contract, to, contact)?.email, due }))
  const { provider } = contract.parties ?? {}
  const contacts = provider?.contacts ?? []
  if (contacts.length > 0) return contacts.map(({ name, email }) => ({ name, email, due: null }))
  return [{ name: provider?.name ?? contract.title, email: undefined, due: null }]
}

function contactOf({ parties, roles }: Contract, to: string, name: string | null) {
  const all = [...(parties?.provider?.contacts ?? []), ...(parties?.customer?.contacts ?? [])]
  return all.find((each) => each.id === to || each.id === roles?.[to] || each.name === name)
}

/** A mail program takes about 2,000 characters: a link of all of it stays out. */
function mailto(to: string, subject: string, body: string): string {
  const short = body.replace(/https:\/\/\S+#s=\S+/g, '').trim()
  return `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(short.slice(0, 1500))}`
}
