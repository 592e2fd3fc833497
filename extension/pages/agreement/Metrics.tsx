/**
 * Querying a Prometheus-compatible server about a service: how much of it works, or how many of its requests failed. Permission to
 * read that one host is asked for here; it can only be asked in answer to a click.
 */
import { useState } from 'preact/hooks'
import type { Service } from '../../../shared/contract/model.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { ask } from '../common/ask.ts'
import { errorWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { FormEnd, Opener, permittedAddress, ServicePick } from './source-form.tsx'

const STEPS = [15_000, 30_000, 60_000, 300_000]

export function Metrics({ agreement, services }: { agreement: string; services: readonly Service[] }) {
  const [open, setOpen] = useState(false)
  if (!open) return <Opener words={t('metricsAdd')} onOpen={() => setOpen(true)} />
  return <Form agreement={agreement} services={services} close={() => setOpen(false)} />
}

function Form({ agreement, services, close }: { agreement: string; services: readonly Service[]; close: () => void }) {
  const [service, setService] = useState(services[0]?.id ?? '')
  const [address, setAddress] = useState('')
  const [kind, setKind] = useState<'up' | 'slots'>('up')
  const [query, setQuery] = useState('')
  const [failed, setFailed] = useState('')
  const [step, setStep] = useState(60_000)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const add = async (): Promise<void> => {
    setProblem(null)
    const url = await permittedAddress(address)
    if (typeof url === 'string') return setProblem(url)
    setBusy(true)
    await ask('metrics/add', { agreement, service, address: url.href, kind, query, failed, step })
    close()
  }
  return (
    <form
      class="bd form"
      onSubmit={(event) => {
        event.preventDefault()
        add()
          .catch((error: unknown) => setProblem(errorWords(error)))
          .finally(() => setBusy(false))
      }}
    >
      <p class="s muted">{t('metricsHow')}</p>
      <ServicePick services={services} value={service} onValue={setService} />
      <label>
        <span class="cap">{t('metricsAddress')}</span>
        <input
          class="field"
          type="url"
          dir="ltr"
          required
          placeholder="https://prometheus.example.com/"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <label>
        <span class="cap">{t('metricsKind')}</span>
        <select class="field" value={kind} onChange={(event) => setKind(event.currentTarget.value as 'up' | 'slots')}>
          <option value="up">{t('metricsAvailability')}</option>
          <option value="slots">{t('metricsRequests')}</option>
        </select>
      </label>
      <label>
        <span class="cap">{t(kind === 'up' ? 'metricsQuery' : 'metricsAll')}</span>
        <input
          class="field code"
          dir="ltr"
          required
          spellcheck={false}
          placeholder={kind === 'up' ? 'min(last_over_time(probe_success{job="api"}[59s]))' : 'sum(increase(http_requests_total[5m]))'}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      {kind === 'slots' && (
        <label>
          <span class="cap">{t('metricsFailed')}</span>
          <input
            class="field code"
            dir="ltr"
            spellcheck={false}
            placeholder={'sum(increase(http_requests_total{code=~"5.."}[5m]))'}
            value={failed}
            onInput={(event) => setFailed(event.currentTarget.value)}
          />
        </label>
      )}
      <label>
        <span class="cap">{t('metricsStep')}</span>
        <select class="field" value={step} onChange={(event) => setStep(Number(event.currentTarget.value))}>
          {STEPS.map((ms) => (
            <option key={ms} value={ms}>
              {durationWords(ms, locale)}
            </option>
          ))}
        </select>
      </label>
      <p class="s muted">{t(kind === 'up' ? 'metricsAvailabilityHow' : 'metricsRequestsHow')}</p>
      <FormEnd go={t(busy ? 'metricsQuerying' : 'metricsStart')} busy={busy} problem={problem} close={close} />
    </form>
  )
}
