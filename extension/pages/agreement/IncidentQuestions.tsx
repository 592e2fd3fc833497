/** Incidents that name no component: doubtful until a person answers which services they affected (R19). */
import { useState } from 'preact/hooks'
import { instantText, spanText, type Wall } from '../../../shared/i18n/date-words.ts'
import { Swatch } from '../../../shared/ui/marks.tsx'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { type IncidentQuestion, incidentQuestions } from '../../model/open-questions.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { here } from '../common/live.ts'

/** More are reached once these are answered. */
const SHOWN = 20

export function IncidentQuestions({ evaluation, wall }: { evaluation: AgreementEvaluation; wall: Wall }) {
  const questions = incidentQuestions(evaluation.evidence)
  if (questions.length === 0) return null
  return (
    <DashboardCard id="questions" title={t('questionsTitle')} sub={t('questionsHow')}>
      <ul class="rows">
        {questions.slice(0, SHOWN).map((question) => (
          <li key={`${question.source} ${question.ref}`}>
            <Question evaluation={evaluation} question={question} wall={wall} />
          </li>
        ))}
      </ul>
      {questions.length > SHOWN && <p class="bd s muted">+ {questions.length - SHOWN}</p>}
    </DashboardCard>
  )
}

interface QuestionProps {
  readonly evaluation: AgreementEvaluation
  readonly question: IncidentQuestion
  readonly wall: Wall
}

function Question({ evaluation, question, wall }: QuestionProps) {
  const { contract, id } = evaluation.agreement
  const { ref, source, span, answer } = question
  const [isOpen, setOpen] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const send = (services: readonly string[] | null, reason = ''): void => {
    setFailed(null)
    ask('incident/answer', { agreement: id, ref, source, services, reason }).then(
      () => setOpen(false),
      (error: unknown) => setFailed(errorWords(error)),
    )
  }
  const when = span.to === null ? instantText(span.from, wall, locale) : spanText(span.from, span.to, wall, locale, true)
  const names = contract.services.filter((each) => answer?.services.includes(each.id)).map(({ name }) => name)
  return (
    <div class="form">
      <p class="row">
        <Swatch kind={answer ? 'weightless' : 'unknown'} />
        <span>
          <bdi class="med">{span.title ?? ref}</bdi> <span class="muted">{when}</span>
        </span>
      </p>
      {answer && !isOpen && (
        <p class="row wrap s">
          <span>
            {names.length > 0 ? t('answeredServices', names.join(locale.comma)) : t('answeredNone')}{' '}
            <span class="muted">{instantText(answer.at, here, locale)}</span> {answer.reason && <bdi>{answer.reason}</bdi>}
          </span>
          <button type="button" class="btn" onClick={() => setOpen(true)}>
            {t('changeAnswer')}
          </button>
          <button type="button" class="btn" onClick={() => send(null)}>
            {t('withdrawAnswer')}
          </button>
        </p>
      )}
      {(!answer || isOpen) && <AnswerForm services={contract.services} chosen={answer?.services ?? []} onSend={send} />}
      {failed !== null && <p role="alert">{failed}</p>}
    </div>
  )
}

interface AnswerFormProps {
  readonly services: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: readonly string[]
  readonly onSend: (services: readonly string[], reason: string) => void
}

function AnswerForm({ services, chosen, onSend }: AnswerFormProps) {
  const [picked, setPicked] = useState<readonly string[]>(chosen)
  const [reason, setReason] = useState('')
  const toggle = (id: string): void => setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(picked, reason)
      }}
    >
      <fieldset>
        <legend class="cap">{t('questionsServices')}</legend>
        <div class="ticks">
          {services.map((service) => (
            <label key={service.id} class="row">
              <input type="checkbox" checked={picked.includes(service.id)} onChange={() => toggle(service.id)} />
              <span class="clip" dir="auto">
                {service.name}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <label>
        <span class="cap">{t('answerReason')}</span>
        <input class="field" maxLength={2000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <div class="row wrap">
        <button type="submit" class="btn" disabled={picked.length === 0}>
          {t('answerAffected')}
        </button>
        <button type="button" class="btn" onClick={() => onSend([], reason)}>
          {t('answerNone')}
        </button>
      </div>
    </form>
  )
}
