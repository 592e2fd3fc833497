/**
 * The form of an uptime check from this browser. Permission to read that one origin is requested here, with the reason beside it;
 * it can only be asked in answer to a click.
 */
import { useState } from 'preact/hooks'
import type { Service } from '../../../shared/contract/model.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { AS_EVER, INTERVALS, TRIES, timeoutsFor } from '../../store/check-settings.ts'
import { readSetting } from '../../store/settings.ts'
import type { SourceRecord } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { errorWords } from '../common/error-words.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { useStored } from '../common/live.ts'
import { FormEnd, Opener, permittedAddress, ServicePick } from './source-form.tsx'

export function UptimeCheckForm({ agreement, services }: { agreement: string; services: readonly Service[] }) {
  const [open, setOpen] = useState(false)
  if (!open) return <Opener words={t('checkTitle')} onOpen={() => setOpen(true)} />
  return <WatchForm agreement={agreement} services={services} close={() => setOpen(false)} />
}

interface FormProps {
  readonly agreement: string
  readonly services: readonly Service[]
  /** The uptime check to edit; none where one is added. */
  readonly source?: SourceRecord
  readonly close: () => void
}

export function WatchForm({ agreement, services, source, close }: FormProps) {
  const before = source?.check ?? AS_EVER
  const [service, setService] = useState(services[0]?.id ?? '')
  const host = services.find(({ id }) => id === service)?.hosts?.[0]
  const [address, setAddress] = useState(source?.address ?? (host ? `https://${host}/` : ''))
  const [method, setMethod] = useState(before.method)
  const [every, setEvery] = useState(source?.every ?? 60_000)
  const [limit, setTimeLimit] = useState(before.timeout)
  const [statuses, setStatuses] = useState(before.statuses)
  const [tries, setTries] = useState(before.tries)
  const timeouts = timeoutsFor(tries)
  // With more tries each has less time, for the whole check has to end with its wake.
  const timeout = Math.min(limit, timeouts.at(-1) ?? limit)
  const [expect, setExpect] = useState(source?.expect ?? '')
  const references = useStored((db) => readSetting(db, 'references'), 'references')
  const [compare, setCompare] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const watch = async (): Promise<void> => {
    setProblem(null)
    const url = await permittedAddress(address)
    if (typeof url === 'string') return setProblem(url)
    if (compare !== null) await ask('probe/references', { addresses: compare.split(/[\s,]+/).filter(Boolean) })
    const how = { every, expect: method === 'HEAD' ? '' : expect, check: { method, timeout, statuses, tries } }
    if (source) await ask('probe/set', { source: source.id, ...how })
    else await ask('probe/add', { agreement, service, address: url.href, ...how })
    close()
  }
  return (
    <form
      class="bd form"
      onSubmit={(event) => {
        event.preventDefault()
        watch().catch((error: unknown) => setProblem(errorWords(error)))
      }}
    >
      {!source && <p class="s muted">{t('checkHow')}</p>}
      {!source && <ServicePick services={services} value={service} onValue={setService} />}
      {!source && (
        <label>
          <span class="cap">{t('checkAddress')}</span>
          <input
            class="field"
            type="url"
            dir="ltr"
            required
            placeholder="https://"
            value={address}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
      )}
      <Choice cap={t('checkInterval')} of={INTERVALS} value={every} onValue={setEvery} words={(ms) => durationWords(ms, locale)} />
      <label>
        <span class="cap">{t('checkMethod')}</span>
        <select class="field" value={method} onChange={(event) => setMethod(event.currentTarget.value as 'GET' | 'HEAD')}>
          <option value="GET">{t('checkGet')}</option>
          <option value="HEAD">{t('checkHead')}</option>
        </select>
      </label>
      <Choice cap={t('checkTimeout')} of={timeouts} value={timeout} onValue={setTimeLimit} words={(ms) => durationWords(ms, locale)} />
      <Choice cap={t('checkTries')} of={TRIES} value={tries} onValue={setTries} words={(n) => tn('checkFailures', n)} />
      <label>
        <span class="cap">{t('checkStatuses')}</span>
        <input
          class="field"
          dir="ltr"
          maxLength={100}
          placeholder="200, 204, 300-399"
          value={statuses}
          onInput={(event) => setStatuses(event.currentTarget.value)}
        />
      </label>
      {method === 'GET' && (
        <label>
          <span class="cap">{t('checkExpect')}</span>
          <input class="field" maxLength={200} value={expect} onInput={(event) => setExpect(event.currentTarget.value)} />
        </label>
      )}
      {!source && (
        <label>
          <span class="cap">{t('checkReferences')}</span>
          <input class="field" value={compare ?? references?.join(' ') ?? ''} onInput={(event) => setCompare(event.currentTarget.value)} />
        </label>
      )}
      <FormEnd go={t(source ? 'checkSave' : 'checkStart')} problem={problem} close={close} />
    </form>
  )
}

interface ChoiceProps {
  readonly cap: string
  readonly of: readonly number[]
  readonly value: number
  readonly onValue: (value: number) => void
  readonly words: (value: number) => string
}

function Choice({ cap, of, value, onValue, words }: ChoiceProps) {
  return (
    <label>
      <span class="cap">{cap}</span>
      <select class="field" value={value} onChange={(event) => onValue(Number(event.currentTarget.value))}>
        {of.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </select>
    </label>
  )
}
