/** The notifications and when they were sent, what happened to sources and agreements, and quiet hours. */
import { useState } from 'preact/hooks'
import { instantText } from '../../../shared/i18n/date-words.ts'
import { readAgreements, readLog, readSources } from '../../store/read-store.ts'
import { readSetting, type Settings } from '../../store/settings.ts'
import type { LogEntry } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords, troubleWords } from '../common/error-words.ts'
import { locale, type MessageKey, t } from '../common/i18n.ts'
import { here, useStored } from '../common/live.ts'

const SHOWN = 200

const WHAT: Readonly<Record<string, MessageKey>> = {
  'record-deleted': 'activityRecordDeleted',
  said: 'activityNotified',
  'source-blind': 'activityUnavailable',
  'source-sees': 'activityAvailable',
  'source-moved': 'activityMoved',
  'agreement-added': 'activityTracked',
  'agreement-removed': 'activityStopped',
  reported: 'activityReported',
  answered: 'activityAnswered',
  'answer-withdrawn': 'activityAnswerWithdrawn',
  restored: 'activityRestored',
  'room-tight': 'activityStorage',
  'clock-set-back': 'activityClock',
  'event-gone': 'activityRemovedFromPage',
  'feed-rewritten': 'activityRevised',
  'feed-broke': 'activityFeedInterrupted',
  'file-imported': 'activityImported',
}

export function Activity({ now }: { now: number }) {
  const stored = useStored(async (db) => {
    const [log, quiet, agreements, sources] = await Promise.all([
      readLog(db, SHOWN),
      readSetting(db, 'quiet'),
      readAgreements(db),
      readSources(db),
    ])
    const names = new Map([
      ...agreements.map(({ id, contract }) => [id, contract.title] as const),
      ...sources.map(({ id, title }) => [id, title] as const),
    ])
    return { log, quiet, names }
  }, 'alerts')
  if (!stored) return null
  return (
    <>
      <h1>{t('alerts')}</h1>
      <Quiet key={JSON.stringify(stored.quiet)} quiet={stored.quiet} />
      <DashboardCard id="log" title={t('activity')} sub={t('activityHow')}>
        {stored.log.length === 0 ? (
          <p class="bd muted">{t('activityEmpty')}</p>
        ) : (
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{locale.say.when}</th>
                  <th scope="col">{t('what')}</th>
                  <th scope="col">{t('detail')}</th>
                </tr>
              </thead>
              <tbody>
                {stored.log.map((entry) => (
                  <tr key={entry.seq}>
                    <td class="nw">{instantText(entry.at, here, locale, now)}</td>
                    <td class="nw">{WHAT[entry.what] ? t(WHAT[entry.what] as MessageKey) : entry.what}</td>
                    <td>{detail(entry, stored.names)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </DashboardCard>
    </>
  )
}

function detail({ agreement, source, detail: words, what, trouble }: LogEntry, names: ReadonlyMap<string, string>): string {
  if (what === 'said') return words ?? ''
  const name = names.get(agreement ?? source ?? '') ?? agreement ?? source
  return [name, trouble ? troubleWords(trouble, words ?? '') : words].filter(Boolean).join(': ')
}

function Quiet({ quiet }: { quiet: Settings['quiet'] }) {
  const [from, setFrom] = useState(quiet?.from ?? '22:00')
  const [to, setTo] = useState(quiet?.to ?? '07:00')
  const [problem, setProblem] = useState<string | null>(null)
  const save = (next: Settings['quiet']): void => {
    setProblem(null)
    ask('alerts/quiet', { quiet: next }).catch((error: unknown) => setProblem(errorWords(error)))
  }
  return (
    <DashboardCard id="quiet" title={t('quiet')} sub={t('quietHow')}>
      <div class="bd row wrap">
        <label class="row">
          <input type="checkbox" checked={quiet !== null} onChange={(event) => save(event.currentTarget.checked ? { from, to } : null)} />
          {t('doNotNotify')}
        </label>
        <label class="row">
          {t('from')}
          <input
            type="time"
            class="btn"
            required
            value={from}
            onInput={(event) => setFrom(event.currentTarget.value)}
            onBlur={() => quiet && save({ from, to })}
          />
        </label>
        <label class="row">
          {t('to')}
          <input
            type="time"
            class="btn"
            required
            value={to}
            onInput={(event) => setTo(event.currentTarget.value)}
            onBlur={() => quiet && save({ from, to })}
          />
        </label>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </DashboardCard>
  )
}
