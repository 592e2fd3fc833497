/** The ways a snapshot goes out: as a file, as a link, as text for a ticket, on paper. */
import browser from 'webextension-polyfill'
import { htmlOf, markdownOf, type TicketText } from '../../../shared/i18n/objective-text.ts'
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { CopyButton } from '../common/CopyButton.tsx'
import { t } from '../common/i18n.ts'
import { fileName, type Sealed } from '../common/shared-snapshot.ts'
import { ticketText } from '../common/ticket-text.ts'

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
          {t('saveSnapshot')}
        </button>
        {sealed.link !== null && <CopyButton word={reader === '' ? 'copyWithLink' : 'copyLink'} text={() => sealed.link as string} />}
        <CopyButton word="copyMarkdown" text={() => markdownOf(text())} />
        <CopyButton word="copyHtml" text={() => htmlOf(text())} />
        {sealed.link !== null && (
          <a
            class="btn"
            target="_blank"
            rel="noreferrer"
            href={`${browser.runtime.getURL('pages/reader/index.html')}${sealed.link.slice(sealed.link.indexOf('#'))}`}
          >
            {t('preview')}
          </a>
        )}
      </div>
      <p class="s muted">{t('linkSeenBy')}</p>
    </>
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
