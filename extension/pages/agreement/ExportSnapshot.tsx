/** The ways a snapshot goes out: as a file, as a link, as text for a ticket, on paper. */
import { useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { htmlOf, markdownOf, type TicketText } from '../../../shared/i18n/objective-text.ts'
import { fingerprint } from '../../../shared/signing/public-key.ts'
import { isFocused } from '../../../shared/snapshot/one-incident.ts'
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { locale, type MessageKey, t } from '../common/i18n.ts'
import { fileName, type Sealed } from './shared-snapshot.ts'

interface WaysOutProps {
  readonly evaluation: AgreementEvaluation
  readonly snapshot: Snapshot
  readonly sealed: Sealed
  readonly reader: string
}

export function ExportSnapshot({ evaluation, snapshot, sealed, reader }: WaysOutProps) {
  const text = (): TicketText => ticketText(evaluation, snapshot, sealed)
  return (
    <>
      <div class="row wrap">
        <button type="button" class="btn primary" onClick={() => save(fileName(snapshot), sealed.file)}>
          {t('saveFile')}
        </button>
        {sealed.link !== null && <CopyButton word={reader === '' ? 'copyForReader' : 'copyLink'} text={() => sealed.link as string} />}
        <CopyButton word="copyMarkdown" text={() => markdownOf(text())} />
        <CopyButton word="copyHtml" text={() => htmlOf(text())} />
        {sealed.link !== null && (
          <a
            class="btn"
            target="_blank"
            rel="noreferrer"
            href={`${browser.runtime.getURL('pages/reader/index.html')}${sealed.link.slice(sealed.link.indexOf('#'))}`}
          >
            {t('seeAndPrint')}
          </a>
        )}
      </div>
      <p class="s muted">{t('linkSeenBy')}</p>
    </>
  )
}

export function ticketText(
  evaluation: AgreementEvaluation,
  snapshot: Snapshot,
  { link, thumbprint }: Pick<Sealed, 'link' | 'thumbprint'>,
): TicketText {
  const { contract, note, asks, focus } = snapshot
  const wanted = focus?.objective ?? evaluation.objectives[0]?.id
  const report = snapshot.report.objectives.find(({ id }) => id === wanted) ?? snapshot.report.objectives[0]!
  const objective = evaluation.objectives.find(({ id }) => id === report.id)
  return {
    title: contract.title,
    name: contract.objectives.find(({ id }) => id === report.id)?.name ?? objective?.name ?? report.id,
    report,
    contract,
    at: evaluation.at,
    zone: evaluation.zone.id,
    wall: (at) => toLocal(evaluation.zone, at),
    locale,
    ...(focus && { about: report.ledger.filter((entry) => isFocused(focus, report, entry)) }),
    ...(note !== undefined && { note }),
    ...(asks !== undefined && { asks }),
    proof: [t('madeWithKey', snapshot.createdAt, fingerprint(thumbprint))],
    ...(link?.startsWith('https:') && { link }),
  }
}

export function CopyButton({ word, text }: { word: MessageKey; text: () => string }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <button
      type="button"
      class="btn"
      onClick={() => {
        navigator.clipboard.writeText(text()).then(
          () => setCopied(true),
          () => setCopied(false),
        )
        setTimeout(() => setCopied(null), 2000)
      }}
    >
      {copied === null ? t(word) : t(copied ? 'copied' : 'copyFailed')}
    </button>
  )
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
