/** One opened snapshot with its buttons; a second beside it is compared. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { LedgerEntry } from '../../shared/evaluate/model/report.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { numberText } from '../../shared/i18n/number-words.ts'
import { htmlOf, markdownOf, type TicketText } from '../../shared/i18n/objective-text.ts'
import { readerWords } from '../../shared/i18n/reader.ts'
import type { PageWords } from '../../shared/i18n/reader-words.ts'
import { answerWords } from '../../shared/i18n/snapshot-answers.ts'
import { fingerprint } from '../../shared/signing/public-key.ts'
import { isVouched } from '../../shared/signing/trust.ts'
import { isFocused, type JudgedName } from '../../shared/snapshot/one-incident.ts'
import { firstOf, namedReports, periodDays } from '../../shared/snapshot/opened-snapshot.ts'
import type { Published, Site } from '../../shared/snapshot/reader-host.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import { toLocal } from '../../shared/time/zone.ts'
import { SnapshotView } from '../../shared/ui/snapshot.tsx'
import { Beside } from './Comparison.tsx'
import { copy } from './clipboard.ts'
import { type Opening, readerHost } from './open-input.ts'
import { ReaderRefusal } from './ReaderRefusal.tsx'

type Good = Extract<Opening, { shown: unknown }>

export function ReaderPage({
  first,
  second,
  refused,
  locale,
  languages,
  again,
  pick,
}: {
  first: Good
  second: Good | null
  refused: readonly string[]
  locale: Locale
  languages: ComponentChildren
  /** Opens the same with the keys that a site publishes. */
  again: (published: Published) => Promise<void>
  pick: ComponentChildren
}) {
  const say = readerWords(locale.tag).page
  const { shown, took, site } = first
  const { document, examined, contract, zone, at } = shown
  const reports = namedReports(shown)
  const [chosen, choose] = useState<number | null>(null)
  const index = Math.min(chosen ?? firstOf(shown, reports), Math.max(0, reports.length - 1))
  const report = reports[index]
  const wall = (instant: number): number => toLocal(zone, instant)
  const name = document.createdBy.name
  const { seal, trust, recomputed } = examined
  const { focus } = document
  const text = (): TicketText => ({
    title: contract.title,
    name: report!.name,
    report: report!,
    contract,
    at,
    zone: zone.id,
    wall,
    locale,
    ...(focus && report && { about: report.ledger.filter((entry) => isFocused(focus, report, entry)) }),
    ...(document.note !== undefined && { note: document.note }),
    ...(document.asks !== undefined && { asks: document.asks }),
    proof: [
      say.proof(document.createdAt, name ?? document.createdBy.tool, seal.state === 'valid' ? fingerprint(seal.thumbprint) : null),
      recomputed?.state === 'same' ? say.identical : say.differs,
    ],
  })
  return (
    <>
      <ReaderRefusal lines={refused} say={say} />
      <SnapshotView
        title={contract.title}
        sealedAt={parseInstant(document.createdAt)}
        by={name ?? say.somebody}
        tool={document.createdBy.tool}
        redacted={document.redacted.map((field) => say.fields[field] ?? field)}
        size={sizeWords(shown.size, locale, say)}
        answers={answerWords(examined, name, took, locale)}
        reports={reports}
        chosen={index}
        choose={choose}
        contract={contract}
        at={at}
        zone={zone.id}
        wall={wall}
        days={report ? periodDays(report, zone, at) : []}
        locale={locale}
        {...(focus && { focused: (of: JudgedName, entry: LedgerEntry) => isFocused(focus, of, entry) })}
        {...(document.note !== undefined && { note: document.note })}
        {...(document.asks !== undefined && { asks: document.asks })}
        more={second && report && <Beside first={first} second={second} report={report} name={report.name} wall={wall} locale={locale} />}
        {...(location.protocol.startsWith('http') && {
          address: { words: `${location.origin}${location.pathname}`, href: location.href },
        })}
        differences={recomputed?.state === 'different' ? recomputed.differences : []}
        actions={
          <>
            {pick}
            {site && <Check site={site} say={say} again={again} />}
            {seal.state === 'valid' && isNew(trust) && readerHost() && (
              <Remember
                name={name ?? contract.parties?.provider?.name ?? say.somebody}
                thumbprint={seal.thumbprint}
                say={say}
                handedOver={isVouched(trust)}
              />
            )}
            {report && <CopyButton label={say.copyMarkdown} say={say} text={() => markdownOf(text())} />}
            {report && <CopyButton label={say.copyHtml} say={say} text={() => htmlOf(text())} />}
            <button type="button" class="btn" onClick={() => print()}>
              {say.print}
            </button>
            {languages}
          </>
        }
      />
    </>
  )
}

/** Whether there is something to keep: a key nobody here knows, or one that a known key handed over to. */
const isNew = (trust: Good['shown']['examined']['trust']): boolean =>
  trust !== null && (!isVouched(trust) || (trust.known && trust.by === 'pinned' && trust.handedOver))

/** Asks the provider's site for its keys, because somebody wants to know. */
function Check({ site, say, again }: { site: Site; say: PageWords; again: (published: Published) => Promise<void> }) {
  const [problem, setProblem] = useState<string | null>(null)
  if (problem !== null) return <span role="alert">{say.notChecked(problem)}</span>
  return (
    <button
      type="button"
      class="btn"
      onClick={() =>
        void readerHost()
          ?.published(site)
          .then(again)
          .catch((error: unknown) => setProblem((error as Error).message))
      }
    >
      {say.check(new URL(site.origin).host)}
    </button>
  )
}

/** Keeps the key, once somebody has compared it. */
function Remember({ name, thumbprint, say, handedOver }: { name: string; thumbprint: string; say: PageWords; handedOver: boolean }) {
  const [done, setDone] = useState(false)
  if (done) return <span role="status">{say.kept(name)}</span>
  return (
    <button
      type="button"
      class="btn"
      onClick={() =>
        void readerHost()
          ?.remember(name, thumbprint)
          .then(() => setDone(true))
      }
    >
      {handedOver ? say.keepNew(name) : say.keep(name)}
    </button>
  )
}

function CopyButton({ label, text, say }: { label: string; text: () => string; say: PageWords }) {
  const [done, setDone] = useState<'no' | 'yes' | 'failed'>('no')
  return (
    <button
      type="button"
      class="btn"
      onClick={async () => {
        setDone((await copy(text())) ? 'yes' : 'failed')
        setTimeout(() => setDone('no'), 2000)
      }}
    >
      {done === 'yes' ? say.copied : done === 'failed' ? say.copyFailed : label}
    </button>
  )
}

const sizeWords = (size: number, locale: Locale, say: PageWords): string =>
  size < 1000 ? say.bytes(String(size)) : say.kilobytes(numberText(String(Math.round(size / 1000)), locale))
