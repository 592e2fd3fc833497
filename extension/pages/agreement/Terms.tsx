/** The text of an agreement: where it is from, whether it was verified, when it ends; saving it and ceasing to track it. */
import { useState } from 'preact/hooks'
import { termEnd } from '../../../shared/evaluate/periods/term-dates.ts'
import { dateWords } from '../../../shared/i18n/date-words.ts'
import { dateText, dayOf } from '../../../shared/time/dates.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { lastToCancel } from '../../model/summarize.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, t } from '../common/i18n.ts'

export const VERIFIED = {
  primary: 'verifiedPrimary',
  copy: 'verifiedCopy',
  'primary-partial': 'verifiedPartial',
  secondary: 'verifiedSecondary',
  historic: 'verifiedOutdated',
} as const
export function Terms({ evaluation }: { evaluation: AgreementEvaluation }) {
  const [sure, setSure] = useState(false)
  const { contract, id, text, origin } = evaluation.agreement
  const address = contract.source?.url ?? contract.text?.url
  const end = termEnd(contract.term, evaluation.zone, evaluation.at)
  const last = end === null ? '' : dateWords(dateText(dayOf(end - 1, evaluation.zone)), 0, locale)
  const cancel = lastToCancel(contract, evaluation.at)?.lastDay
  const facts: [string, string | undefined][] = [
    [
      t('termFrom'),
      origin.kind === 'page' ? t('termPage') : (contract.source?.title ?? (origin.kind === 'file' ? origin.name : contract.title)),
    ],
    [t('termChecked'), contract.text?.checked ?? contract.source?.date],
    [t('termVerified'), contract.source && t(VERIFIED[contract.source.verification])],
    [t('termEnds'), contract.term?.renews && last ? t('termEndsRenewed', last) : last],
    [t('termCancel'), cancel ? dateWords(cancel, 0, locale) : undefined],
    [t('termZone'), contract.zone],
  ]
  const stopTracking = (): void => {
    void ask('agreement/remove', { id }).then(() => {
      location.hash = ''
    })
  }
  return (
    <DashboardCard
      id="terms"
      title={t('terms')}
      end={
        address && /^https?:/.test(address) ? (
          <a class="s" href={address} rel="noreferrer" target="_blank">
            {t('openText')}
          </a>
        ) : undefined
      }
    >
      <dl class="bd facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <div class="bd row wrap">
        <a class="btn" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text.body)}`} download={`${id}.${text.kind}`}>
          {t('saveText')}
        </a>
        {sure ? (
          <>
            <button type="button" class="btn" onClick={stopTracking}>
              {t('stopTrackingSure')}
            </button>
            <button type="button" class="btn ghost" onClick={() => setSure(false)}>
              {t('cancel')}
            </button>
          </>
        ) : (
          <button type="button" class="btn ghost" onClick={() => setSure(true)}>
            {t('stopTracking')}
          </button>
        )}
      </div>
    </DashboardCard>
  )
}
