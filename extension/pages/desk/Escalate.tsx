/** Who is next by the agreement, the message to them with its snapshot, and keeping that it was sent. */
import { useState } from 'preact/hooks'
import { instantText } from '../../../shared/i18n/date-words.ts'
import { plainOf } from '../../../shared/i18n/objective-text.ts'
import { PROFILES } from '../../../shared/snapshot/redact-profiles.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { answerDue, type Person, peopleOf } from '../../model/contacts.ts'
import { store } from '../../store/open-store.ts'
import { readSetting } from '../../store/settings.ts'
import { ask } from '../common/ask.ts'
import { CopyButton } from '../common/CopyButton.tsx'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { here, useNow, useStored } from '../common/live.ts'
import { hashOf, SHARE } from '../common/place.ts'
import { previewSnapshot, type Sealed, sealed } from '../common/shared-snapshot.ts'
import { ticketText } from '../common/ticket-text.ts'

export function Escalate({ evaluation }: { evaluation: AgreementEvaluation }) {
  const { contract, id } = evaluation.agreement
  const sharing = useStored((db) => readSetting(db, 'sharing'), 'sharing')
  const now = useNow()
  const people = peopleOf(contract, evaluation.escalations, now)
  const [chosen, choose] = useState<string | null>(null)
  const [service, setService] = useState('')
  const [severity, setSeverity] = useState(contract.support?.severities?.[0]?.id ?? null)
  const [message, setMessage] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<{ readonly ok: boolean; readonly words: string } | null>(null)
  const person = people.find(({ name }) => name === chosen) ?? people[0]
  if (!sharing || !person) return null

  const serviceName = contract.services.find(({ id: each }) => each === service)?.name
  const serviceNote = serviceName === undefined ? '' : t('aboutService', serviceName)
  const due = answerDue(contract, severity, now)

  const draft = async (): Promise<void> => {
    try {
      const period = evaluation.objectives[0]?.current.period.label ?? 'all'
      const fields = PROFILES[0]!.fields
      await ask('identity/make', {})
      const rotations = (await readSetting(await store(), 'identity'))?.rotations ?? []
      const wish = { period, fields, name: sharing.name, note: serviceNote, asks: '', focus: null, rotations, now: Date.now() }
      const snapshot = previewSnapshot(evaluation, wish)
      const made: Sealed = await sealed(snapshot, sharing.reader)
      setMessage(plainOf(ticketText(evaluation, snapshot, made)))
    } catch (error) {
      setOutcome({ ok: false, words: errorWords(error) })
    }
  }
  const record = (): void => {
    ask('escalation/sent', {
      agreement: id,
      to: person.name,
      severity,
      services: service === '' ? [] : [service],
      message: message ?? '',
    }).then(
      ({ at }) => {
        const until = answerDue(contract, severity, at)
        const words = [t('markedSent', instantText(at, here, locale)), until !== null && t('responseDue', instantText(until, here, locale))]
        setOutcome({ ok: true, words: words.filter(Boolean).join(' ') })
      },
      (error: unknown) => setOutcome({ ok: false, words: errorWords(error) }),
    )
  }
  return (
    <DashboardCard id="escalate" title={t('escalate')} sub={people.some(({ due }) => due !== null) ? '' : t('escalateNobody')}>
      <div class="bd form">
        <label>
          <span class="cap">{t('escalateWho')}</span>
          <select class="field" value={person.name} onChange={(event) => choose(event.currentTarget.value)}>
            {people.map((each) => (
              <option key={each.name} value={each.name}>
                {personWords(each)}
              </option>
            ))}
          </select>
        </label>
        {person.opens !== null && <p class="s muted">{t('notAvailable', person.name, instantText(person.opens, here, locale))}</p>}
        {contract.services.length > 1 && (
          <label>
            <span class="cap">{t('whichService')}</span>
            <select class="field" value={service} onChange={(event) => setService(event.currentTarget.value)}>
              <option value="">{t('allServices')}</option>
              {contract.services.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
        )}
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
        {due !== null && <p class="s muted">{t('responseWouldBeDue', instantText(due, here, locale))}</p>}
        {message === null ? (
          <button type="button" class="btn" onClick={() => void draft()}>
            {t('messagePreview')}
          </button>
        ) : (
          <>
            <label>
              <span class="cap">{t('messagePreview')}</span>
              <textarea class="field" rows={8} value={message} onInput={(event) => setMessage(event.currentTarget.value)} />
            </label>
            <div class="row wrap">
              {person.email && (
                <a class="btn" href={mailto(person.email, contract.title, message)}>
                  {t('openMail')}
                </a>
              )}
              <CopyButton word="copyMessage" text={() => message} />
              <a class="btn" href={hashOf(SHARE, id)}>
                {t('shareSnapshot')}
              </a>
              <button type="button" class="btn primary" onClick={record}>
                {t('markSent')}
              </button>
            </div>
            <p class="s muted">{t('mailTextOnly')}</p>
          </>
        )}
        {outcome && <p role={outcome.ok ? 'status' : 'alert'}>{outcome.words}</p>}
      </div>
    </DashboardCard>
  )
}

function personWords({ name, due, opens }: Person): string {
  const turn = due === null ? null : t('escalateWhen', instantText(due, here, locale))
  const away = opens === null ? null : t('availableFrom', instantText(opens, here, locale))
  return [name, turn, away].filter(Boolean).join(locale.comma)
}

/** A mail program takes about 2,000 characters: a link of all of it stays out. */
function mailto(to: string, subject: string, body: string): string {
  const short = body.replace(/https:\/\/\S+#s=\S+/g, '').trim()
  return `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(short.slice(0, 1500))}`
}
