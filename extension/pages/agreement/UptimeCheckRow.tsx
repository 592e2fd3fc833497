/** An uptime check: how it checks, its response times, and its settings. */
import { useState } from 'preact/hooks'
import type { Service } from '../../../shared/contract/model.ts'
import { durationWords, numberText } from '../../../shared/i18n/number-words.ts'
import { AS_EVER } from '../../store/check-settings.ts'
import { percentiles } from '../../store/latency-percentiles.ts'
import { ACCURACY } from '../../store/latency-sketch.ts'
import type { SourceRecord } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { useStored } from '../common/live.ts'
import { WatchForm } from './UptimeCheck.tsx'

const DAYS = 30

export function UptimeCheckRow({ agreement, services, source }: { agreement: string; services: readonly Service[]; source: SourceRecord }) {
  const [open, setOpen] = useState(false)
  const took = useStored((db) => percentiles(db, [source.id], Date.now() - DAYS * 86_400_000, Date.now() + 1), `took ${source.id}`)
  const times = took?.get(source.id)
  return (
    <>
      <p class="s muted">{howWords(source)}</p>
      {times && (
        <p class="s muted">
          {tn('responseTimes', DAYS, timeWords(times.p50), timeWords(times.p95), DAYS, numberText(`${ACCURACY * 100}`, locale))}
        </p>
      )}
      {open ? (
        <WatchForm agreement={agreement} services={services} source={source} close={() => setOpen(false)} />
      ) : (
        <p class="row wrap">
          <button type="button" class="link s" aria-expanded={false} onClick={() => setOpen(true)}>
            {t('checkEdit')}
          </button>
          <button type="button" class="link s" onClick={() => void ask('source/drop', { agreement, source: source.id })}>
            {t('checkStop')}
          </button>
        </p>
      )}
    </>
  )
}

/** `84 ms`, `1.4 s`. */
const timeWords = (ms: number): string =>
  ms < 1000 ? durationWords(ms, locale) : `${numberText((ms / 1000).toFixed(1), locale)}\u00a0${locale.units.s}`

/** `a check each 5 min, HEAD, answered within 10 s, status 200, failed after 2 failures, with “All is well”`. */
export function howWords({ every, check = AS_EVER, expect }: SourceRecord): string {
  return [
    t('oneCheckEvery', durationWords(every, locale)),
    check.method,
    t('checkWithin', durationWords(check.timeout, locale)),
    check.statuses !== '' && t('checkAccepts', check.statuses),
    check.tries > 1 && tn('checkFailedAfter', check.tries),
    expect && t('checkExpects', expect),
  ]
    .filter(Boolean)
    .join(locale.comma)
}
