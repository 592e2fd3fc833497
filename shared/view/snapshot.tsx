/** A snapshot as a page: what it is about, whether it can be believed, the figures, the days, why this number, what differs. */
import type { ComponentChildren } from 'preact'
import type { EpochMs, ObjectiveReport } from '../evaluate/report.ts'
import type { Answer } from '../words/answers.ts'
import { instantText, periodText, type Wall } from '../words/dates.ts'
import { targetWords } from '../words/figures.ts'
import type { Clauses } from '../words/ledger.ts'
import type { Locale } from '../words/locale.ts'
import { Answers } from './answers.tsx'
import { DayBars } from './bars.tsx'
import { dayGroups } from './days.ts'
import { Figures } from './figures.tsx'
import { LedgerTable } from './ledger.tsx'
import { Legend, Mark, verdictKey } from './marks.tsx'

export interface SnapshotPage {
  readonly title: string
  readonly sealedAt: EpochMs
  readonly by: string
  readonly tool: string
  /** In words: `prices, hosts`. */
  readonly redacted: readonly string[]
  readonly size: string
  readonly answers: readonly Answer[]
  readonly reports: readonly (ObjectiveReport & { readonly name: string })[]
  readonly chosen: number
  readonly choose: (index: number) => void
  readonly contract: Clauses
  readonly at: EpochMs
  readonly zone: string
  readonly wall: Wall
  readonly days: readonly EpochMs[]
  readonly locale: Locale
  readonly note?: string
  readonly asks?: string
  readonly differences: readonly { readonly path: string; readonly one: unknown; readonly other: unknown }[]
  /** Buttons at the head. */
  readonly actions: ComponentChildren
  /** Below the ledger: a comparison. */
  readonly more?: ComponentChildren
}

export function SnapshotView(page: SnapshotPage) {
  const { locale, wall, reports, chosen, differences } = page
  const report = reports[chosen]
  // As seen from 1970, so that the year is always told.
  const sealed = instantText(page.sealedAt, wall, locale, 0)
  const left = page.redacted.length > 0 ? `, ${page.redacted.join(', ')} left out` : ''
  return (
    <main class="snap">
      <header>
        <p class="s muted">Snapshot reader, works offline, nothing is sent</p>
        <div class="ttl">
          <div>
            <h1>
              {page.title}
              {report && `, ${periodText(report.period.label, locale)}`}
            </h1>
            <p class="muted">
              {report && `${report.name}${report.target === null ? '' : `, ${targetWords(report.target, locale)}`}. `}
              Made {sealed} by {page.by} ({page.tool}). {page.size}
              {left}.
            </p>
          </div>
          <div class="btns">{page.actions}</div>
        </div>
      </header>
      {(page.note || page.asks) && (
        <section class="card words">
          {page.note && <Said head="What they say" text={page.note} />}
          {page.asks && <Said head="What they ask for" text={page.asks} />}
        </section>
      )}
      <Answers answers={page.answers} />
      {reports.length > 1 && <Choice page={page} />}
      {report && (
        <>
          <Figures report={report} locale={locale} />
          {report.time && <Days page={page} report={report} />}
          <section class="card" aria-labelledby="why">
            <div class="hd">
              <h2 id="why">Why this number?</h2>
              <span class="muted s">{report.ledger.length === 1 ? '1 entry' : `${report.ledger.length} entries`}</span>
            </div>
            <div class="scroll bd">
              <LedgerTable report={report} contract={page.contract} at={page.at} locale={locale} wall={wall} zone={page.zone} />
            </div>
          </section>
        </>
      )}
      {differences.length > 0 && <Differences list={differences} />}
      {page.more}
    </main>
  )
}

const Said = ({ head, text }: { head: string; text: string }) => (
  <div>
    <h2 class="cap">{head}</h2>
    <p class="said">{text}</p>
  </div>
)

function Choice({ page: { reports, chosen, choose, locale } }: { page: SnapshotPage }) {
  return (
    <div class="objs" role="group" aria-label="Objectives">
      {reports.map((report, index) => (
        <button
          type="button"
          key={`${report.id} ${report.period.label}`}
          aria-pressed={index === chosen}
          data-v={verdictKey(report.verdict)}
          onClick={() => choose(index)}
        >
          <Mark verdict={report.verdict} />
          <span class="vh">{locale.verdicts[report.verdict]}: </span>
          {report.name}
          <small>
            {reports.some((other) => other !== report && other.id === report.id) && ` ${periodText(report.period.label, locale)}`}
          </small>
        </button>
      ))}
    </div>
  )
}

function Days({ page, report }: { page: SnapshotPage; report: ObjectiveReport & { readonly name: string } }) {
  return (
    <section class="card" aria-label="Days">
      <div class="hd">
        <h2>{periodText(report.period.label, page.locale)}, day by day</h2>
        <span class="end">
          <Legend locale={page.locale} />
        </span>
      </div>
      <div class="bd">
        <DayBars
          groups={dayGroups([report], page.days)}
          name={report.name}
          contract={page.contract}
          locale={page.locale}
          wall={page.wall}
          labels="none"
        />
      </div>
    </section>
  )
}

/** What the sender's report says otherwise than ours. */
function Differences({ list }: { list: SnapshotPage['differences'] }) {
  return (
    <section class="card" aria-labelledby="differs">
      <div class="hd">
        <h2 id="differs">Where it says otherwise</h2>
        <span class="muted s">{list.length === 1 ? '1 place' : `${list.length} places`}</span>
      </div>
      <div class="scroll bd ledger">
        <table>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">The snapshot says</th>
              <th scope="col">Computed here</th>
            </tr>
          </thead>
          <tbody>
            {list.slice(0, 50).map(({ path, one, other }) => (
              <tr key={path}>
                <td class="mono">{path || 'everything'}</td>
                <td>{short(one)}</td>
                <td>{short(other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
