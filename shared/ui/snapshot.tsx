/** A snapshot as a page: what it is about, whether it can be believed, the figures, the days, why this number, what differs. */
import type { ObjectiveReport } from '../evaluate/model/report.ts'
import { instantText, periodText } from '../i18n/date-words.ts'
import { targetWords } from '../i18n/number-words.ts'
import { readerWords } from '../i18n/reader.ts'
import type { ViewWords } from '../i18n/reader-words.ts'
import { DayBars } from './bars.tsx'
import { LedgerTable } from './breakdown.tsx'
import { dayGroups } from './day-geometry.ts'
import { Figures } from './figures.tsx'
import { IncidentCard } from './incident.tsx'
import { Legend, Mark, verdictKey } from './marks.tsx'
import { Answers } from './snapshot-answers.tsx'
import type { SnapshotPage } from './snapshot-page.ts'

export function SnapshotView(page: SnapshotPage) {
  const { locale, wall, reports, chosen, differences, focused } = page
  const say = readerWords(locale.tag).view
  const report = reports[chosen]
  const about = report && focused ? report.ledger.filter((entry) => focused(report, entry)) : []
  // As seen from 1970, so that the year is always shown.
  const sealed = instantText(page.sealedAt, wall, locale, 0)
  return (
    <main class="snap">
      <header>
        <p class="s muted">{say.offline}</p>
        <div class="ttl">
          <div>
            <h1>
              <bdi>{page.title}</bdi>
              {report && locale.comma + periodText(report.period.label, locale)}
            </h1>
            <p class="muted">
              {report && (
                <>
                  <bdi>{report.name}</bdi>
                  {report.target !== null && (
                    <>
                      {locale.comma}
                      <bdi>{locale.say.targetIs(targetWords(report.target, locale))}</bdi>
                    </>
                  )}
                  {'. '}
                </>
              )}
              {say.made(sealed, page.by, page.tool)} {page.size}. {page.redacted.length > 0 && say.hidden(page.redacted.join(locale.comma))}
            </p>
          </div>
          <div class="btns">{page.actions}</div>
        </div>
      </header>
      {(page.note || page.asks) && (
        <section class="card words">
          {page.note && <Said head={say.note} text={page.note} />}
          {page.asks && <Said head={say.request} text={page.asks} />}
        </section>
      )}
      {report && about.length > 0 && <IncidentCard page={page} report={report} entries={about} />}
      <Answers answers={page.answers} label={say.verification} locale={locale} />
      {reports.length > 1 && <Choice page={page} say={say} />}
      {report && (
        <>
          <Figures report={report} locale={locale} />
          {report.time && <Days page={page} report={report} say={say} />}
          <section class="card" aria-labelledby="why">
            <div class="hd">
              <h2 id="why">{say.why}</h2>
              <span class="muted s">{say.entries(String(report.ledger.length))}</span>
            </div>
            <div class="scroll bd">
              <LedgerTable
                report={report}
                contract={page.contract}
                at={page.at}
                locale={locale}
                wall={wall}
                zone={page.zone}
                first={({ entry }) => about.includes(entry)}
              />
            </div>
          </section>
        </>
      )}
      {differences.length > 0 && <Differences list={differences} say={say} />}
      {page.more}
      {page.address && (
        <p class="paper">
          {say.address} <a href={page.address.href}>{page.address.words}</a>
        </p>
      )}
    </main>
  )
}

const Said = ({ head, text }: { head: string; text: string }) => (
  <div>
    <h2 class="cap">{head}</h2>
    <p class="said" dir="auto">
      {text}
    </p>
  </div>
)

function Choice({ page: { reports, chosen, choose, locale }, say }: { page: SnapshotPage; say: ViewWords }) {
  return (
    <div class="objs" role="group" aria-label={say.objectives}>
      {reports.map((report, index) => (
        <button
          type="button"
          key={`${report.id} ${report.services.join()} ${report.period.label}`}
          aria-pressed={index === chosen}
          data-v={verdictKey(report.verdict)}
          onClick={() => choose(index)}
        >
          <Mark verdict={report.verdict} />
          <span class="vh">{locale.verdicts[report.verdict]}: </span>
          {report.name}
          <small>
            {reports.some((other) => other !== report && other.name === report.name) && ` ${periodText(report.period.label, locale)}`}
          </small>
        </button>
      ))}
    </div>
  )
}

function Days({ page, report, say }: { page: SnapshotPage; report: ObjectiveReport & { readonly name: string }; say: ViewWords }) {
  return (
    <section class="card" aria-labelledby="days">
      <div class="hd">
        <h2 id="days">{say.byDay(periodText(report.period.label, page.locale))}</h2>
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
function Differences({ list, say }: { list: SnapshotPage['differences']; say: ViewWords }) {
  return (
    <section class="card" aria-labelledby="differs">
      <div class="hd">
        <h2 id="differs">{say.differs}</h2>
        <span class="muted s">{say.places(String(list.length))}</span>
      </div>
      <div class="scroll bd ledger">
        <table>
          <thead>
            <tr>
              <th scope="col">{say.where}</th>
              <th scope="col">{say.inSnapshot}</th>
              <th scope="col">{say.recalculated}</th>
            </tr>
          </thead>
          <tbody>
            {list.slice(0, 50).map(({ path, one, other }) => (
              <tr key={path}>
                <td class="mono">
                  <bdi dir="ltr">{path || say.everything}</bdi>
                </td>
                <td>{short(one, say)}</td>
                <td>{short(other, say)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function short(value: unknown, say: ViewWords): string {
  const text = value === undefined ? say.nothing : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
