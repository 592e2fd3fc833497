/** Reporting a problem: when you became aware, what the agreement says must be done, and the clocks that run from then on. */
import { useState } from 'preact/hooks'
import type { Contract } from '../../../shared/contract/model.ts'
import { dateWords, instantText } from '../../../shared/i18n/date-words.ts'
import { type AgreementEvaluation, evaluateAgreement } from '../../model/agreement-evaluation.ts'
import type { Summary } from '../../store/summary.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { here, useStored } from '../common/live.ts'
import { hashOf, REPORT } from '../common/place.ts'
import { Escalate } from './Escalate.tsx'

export function ReportProblem({ id, standings }: { id: string | null; standings: readonly Summary[] }) {
  const chosen = id ?? standings[0]?.agreement ?? null
  return (
    <>
      <header class="row wrap sp">
        <h1>{t('reportProblem')}</h1>
        {standings.length > 1 && (
          <select
            class="btn"
            aria-label={t('colAgreement')}
            value={chosen ?? ''}
            onChange={(event) => {
              location.hash = hashOf(REPORT, event.currentTarget.value)
            }}
          >
            {standings.map(({ agreement, title }) => (
              <option key={agreement} value={agreement}>
                {title}
              </option>
            ))}
          </select>
        )}
      </header>
      {chosen === null ? <p class="muted">{t('nothingTracked')}</p> : <Of key={chosen} id={chosen} />}
    </>
  )
}

function Of({ id }: { id: string }) {
  const evaluation = useStored((db) => evaluateAgreement(db, id, Date.now()), id)
  if (evaluation === undefined) return <p class="muted">{t('evaluating')}</p>
  if (evaluation === null) return <p class="note">{t('errorGone')}</p>
  return (
    <div class="pair">
      <div class="col">
        <Form evaluation={evaluation} />
        <Escalate evaluation={evaluation} />
        <Clocks evaluation={evaluation} />
      </div>
      <Procedure contract={evaluation.agreement.contract} />
    </div>
  )
}

/** `2026-11-18T14:05` in the reader's own clock, as the field wants it. */
const fieldTime = (at: number): string => new Date(here(at)).toISOString().slice(0, 16)

function Form({ evaluation }: { evaluation: AgreementEvaluation }) {
  const { contract, id } = evaluation.agreement
  const [services, setServices] = useState<readonly string[]>(
    contract.services.length === 1 ? contract.services.map((each) => each.id) : [],
  )
  const [since, setSince] = useState(() => fieldTime(Date.now()))
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState<{ readonly ok: boolean; readonly words: string } | null>(null)
  const send = (event: Event): void => {
    event.preventDefault()
    setOutcome(null)
    // The field holds minutes; the one that has just begun may lie ahead by its seconds.
    const at = Math.min(new Date(since).getTime(), Date.now())
    ask('problem/report', { agreement: id, services, since: at, reason }).then(
      () => setOutcome({ ok: true, words: t('reportSaved', instantText(at, here, locale)) }),
      (error: unknown) => setOutcome({ ok: false, words: errorWords(error) }),
    )
  }
  return (
    <DashboardCard id="report" title={t('whatYouSaw')} sub={t('startsDeadlines')}>
      <form class="bd form" onSubmit={send}>
        {contract.services.length > 1 && (
          <fieldset>
            <legend class="cap">{t('whichServices')}</legend>
            <div class="ticks">
              {contract.services.map((service) => (
                <label key={service.id} class="row">
                  <input
                    type="checkbox"
                    checked={services.includes(service.id)}
                    onChange={() =>
                      setServices(
                        services.includes(service.id) ? services.filter((each) => each !== service.id) : [...services, service.id],
                      )
                    }
                  />
                  <span class="clip" dir="auto">
                    {service.name}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <label>
          <span class="cap">{t('noticedAt')}</span>
          <input
            type="datetime-local"
            class="field"
            required
            max={fieldTime(Date.now())}
            value={since}
            onInput={(event) => setSince(event.currentTarget.value)}
          />
        </label>
        <label>
          <span class="cap">{t('whatIsWrong')}</span>
          <textarea class="field" rows={3} maxLength={2000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="row wrap">
          <button type="submit" class="btn primary">
            {t('saveReport')}
          </button>
          {outcome && <span role={outcome.ok ? 'status' : 'alert'}>{outcome.words}</span>}
        </div>
      </form>
    </DashboardCard>
  )
}

/** What was recorded before, and what runs from it. */
function Clocks({ evaluation }: { evaluation: AgreementEvaluation }) {
  const made = evaluation.evidence.declarations.filter(({ clause }) => clause === 'awareness')
  const steps = evaluation.objectives.flatMap(({ current, name }) =>
    current.claim.steps.filter(({ state }) => state === 'open' || state === 'due-soon').map((step) => ({ step, name })),
  )
  const { escalations } = evaluation
  if (made.length + escalations.length + steps.length === 0) return null
  return (
    <DashboardCard id="clocks" title={t('deadlines')}>
      <ul class="rows">
        {escalations.map(({ step, to, contact, due, state, ref }) => (
          <li key={`${step} ${ref}`} class="row sp">
            <span>{t('escalateTo', contact ?? to)}</span>
            <span class={state === 'due' ? 'med nw' : 'muted nw'}>{due === null ? '–' : instantText(due, here, locale)}</span>
          </li>
        ))}
        {steps.map(({ step, name }) => (
          <li key={`${name} ${step.id}`} class="row sp">
            <span>
              {name}: {step.id}
            </span>
            <span class="nw">
              {step.lastDay
                ? t('by', dateWords(step.lastDay, 0, locale, false))
                : step.by === null
                  ? '–'
                  : t('by', instantText(step.by, here, locale))}
            </span>
          </li>
        ))}
        {[...made].reverse().map((each) => (
          <li key={each.id}>
            <div class="row sp">
              <span class="clip">{each.reason || t('reportProblem')}</span>
              <span class="muted nw">{t('noticed', instantText(each.from, here, locale))}</span>
            </div>
          </li>
        ))}
      </ul>
    </DashboardCard>
  )
}

/** The steps of the agreement's own procedure, and the contacts on duty. */
function Procedure({ contract }: { contract: Contract }) {
  const { steps = [], report = {} } = contract.problemProcedure ?? {}
  const contacts = contract.parties?.provider?.contacts ?? []
  const facts = Object.entries(report).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(locale.comma) : String(value)] as const,
  )
  return (
    <DashboardCard id="procedure" title={t('procedure')} sub={contract.title}>
      <div class="bd col">
        {steps.length > 0 && (
          <ol class="numbered">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        {facts.length > 0 && (
          <dl class="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{/^https?:\/\//.test(value) ? <Away to={value} /> : value}</dd>
              </div>
            ))}
          </dl>
        )}
        {contacts.map(({ id, name, email, url, phone }) => (
          <p key={id}>
            <b class="med">{name}</b> {email && <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}{' '}
            {url && /^https?:/.test(url) && <Away to={url} />} {phone}
          </p>
        ))}
        {steps.length + facts.length + contacts.length === 0 && <p class="muted">{t('noProcedure')}</p>}
      </div>
    </DashboardCard>
  )
}

const Away = ({ to }: { to: string }) => (
  <a href={to} rel="noreferrer" target="_blank">
    <bdi>{to}</bdi>
  </a>
)
