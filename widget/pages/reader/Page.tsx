/** One opened snapshot with its buttons; a second beside it is compared. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { fingerprint } from '../../../shared/snapshot/key.ts'
import { namedReports, periodDays, worstOf } from '../../../shared/snapshot/shown.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import { toLocal } from '../../../shared/time/zone.ts'
import { SnapshotView } from '../../../shared/view/snapshot.tsx'
import { answers } from '../../../shared/words/answers.ts'
import { en } from '../../../shared/words/en.ts'
import { numberText } from '../../../shared/words/figures.ts'
import { htmlOf, markdownOf, type TicketText } from '../../../shared/words/ticket.ts'
import { Refused } from './App.tsx'
import { Beside } from './Beside.tsx'
import { copy } from './copy.ts'
import { host, type Opening } from './open.ts'

type Good = Extract<Opening, { shown: unknown }>

/** What was taken out, as people call it. */
const FIELDS: Readonly<Record<string, string>> = {
  names: 'names',
  fees: 'prices',
  hosts: 'hosts',
  notes: 'notes',
  tickets: 'words of tickets',
}

export function Page({
  first,
  second,
  refused,
  pick,
}: {
  first: Good
  second: Good | null
  refused: readonly string[]
  pick: ComponentChildren
}) {
  const { shown, took } = first
  const { document, examined, contract, zone, at } = shown
  const reports = namedReports(shown)
  const [chosen, choose] = useState<number | null>(null)
  const index = Math.min(chosen ?? worstOf(reports), Math.max(0, reports.length - 1))
  const report = reports[index]
  const wall = (instant: number): number => toLocal(zone, instant)
  const name = document.createdBy.name
  const { seal, trust, recomputed } = examined
  const text = (): TicketText => ({
    title: contract.title,
    name: report!.name,
    report: report!,
    contract,
    at,
    zone: zone.id,
    wall,
    locale: en,
    ...(document.note !== undefined && { note: document.note }),
    ...(document.asks !== undefined && { asks: document.asks }),
    proof: [
      `Snapshot of ${document.createdAt} by ${name ?? document.createdBy.tool}${seal.state === 'valid' ? `, key ${fingerprint(seal.thumbprint)}` : ', not signed'}.`,
      recomputed?.state === 'same' ? 'Recomputed to the last byte.' : 'It does not recompute to what it says.',
    ],
  })
  return (
    <>
      <Refused lines={refused} />
      <SnapshotView
        title={contract.title}
        sealedAt={parseInstant(document.createdAt)}
        by={name ?? 'somebody'}
        tool={document.createdBy.tool}
        redacted={document.redacted.map((field) => FIELDS[field] ?? field)}
        size={sizeWords(shown.size)}
        answers={answers(examined, name, took)}
        reports={reports}
        chosen={index}
        choose={choose}
        contract={contract}
        at={at}
        zone={zone.id}
        wall={wall}
        days={report ? periodDays(report, zone, at) : []}
        locale={en}
        {...(document.note !== undefined && { note: document.note })}
        {...(document.asks !== undefined && { asks: document.asks })}
        more={second && report && <Beside first={first} second={second} report={report} name={report.name} wall={wall} />}
        differences={recomputed?.state === 'different' ? recomputed.differences : []}
        actions={
          <>
            {pick}
            {trust && !trust.known && seal.state === 'valid' && host() && (
              <Remember name={name ?? contract.parties?.provider?.name ?? 'somebody'} thumbprint={seal.thumbprint} />
            )}
            {report && <CopyButton label="Copy as Markdown" text={() => markdownOf(text())} />}
            {report && <CopyButton label="Copy as HTML" text={() => htmlOf(text())} />}
            <button type="button" class="btn" onClick={() => print()}>
              Print
            </button>
          </>
        }
      />
    </>
  )
}

/** Keeps the key, once somebody has compared it. */
function Remember({ name, thumbprint }: { name: string; thumbprint: string }) {
  const [done, setDone] = useState(false)
  if (done) return <span role="status">Kept: the key of {name}.</span>
  return (
    <button
      type="button"
      class="btn"
      onClick={() =>
        void host()
          ?.remember(name, thumbprint)
          .then(() => setDone(true))
      }
    >
      I compared the key: keep it as {name}’s
    </button>
  )
}

function CopyButton({ label, text }: { label: string; text: () => string }) {
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
      {done === 'yes' ? 'Copied' : done === 'failed' ? 'This browser won’t copy' : label}
    </button>
  )
}

const sizeWords = (size: number): string => (size < 1000 ? `${size} bytes` : `${numberText(String(Math.round(size / 1000)), en)} kB`)
