/** The one incident that a snapshot is about: when, how long, taken as what, by which clause, seen by whom. */
import type { LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import { clauseWords } from '../i18n/breakdown-words.ts'
import { instantText, periodText, spanText } from '../i18n/date-words.ts'
import { readerWords } from '../i18n/reader.ts'
import { Swatch, swatchOf } from './marks.tsx'
import { DurationNumber } from './numbers.tsx'
import type { SnapshotPage } from './snapshot-page.ts'

interface IncidentProps {
  readonly page: Pick<SnapshotPage, 'locale' | 'wall' | 'contract' | 'at'>
  readonly report: ObjectiveReport
  readonly entries: readonly LedgerEntry[]
}

export function IncidentCard({ page: { locale, wall, contract, at }, report, entries }: IncidentProps) {
  const say = readerWords(locale.tag).view
  const rest = report.ledger.length - entries.length
  return (
    <section class="card incident" aria-labelledby="incident">
      <div class="hd">
        <h2 id="incident">{say.incident}</h2>
        <span class="muted s">
          {say.wholePeriod(periodText(report.period.label, locale))} {rest > 0 && `${say.othersBelow(String(rest))}.`}
        </span>
      </div>
      {entries.map((entry) => {
        const open = entry.to >= at && !report.period.complete
        return (
          <dl key={`${entry.from} ${entry.as} ${entry.service}`}>
            <div>
              <dt class="cap">{locale.say.when}</dt>
              <dd class="strong">
                <bdi>
                  {open
                    ? `${instantText(entry.from, wall, locale)} – ${locale.say.now}`
                    : spanText(entry.from, entry.to, wall, locale, true)}
                </bdi>
              </dd>
            </div>
            <div>
              <dt class="cap">{locale.say.length}</dt>
              <dd class="strong">
                <DurationNumber ms={entry.to - entry.from} locale={locale} />
              </dd>
            </div>
            <div>
              <dt class="cap">{locale.say.countedAs}</dt>
              <dd>
                <Swatch kind={swatchOf(entry.as, entry.disputed)} /> {locale.classes[entry.as]}
                {entry.disputed ? locale.comma + locale.classes.disputed : ''}
              </dd>
            </div>
            <div>
              <dt class="cap">{locale.say.reason}</dt>
              <dd>
                {entry.title !== undefined && <bdi>{entry.title}</bdi>} <span class="cl">{clauseWords(entry.clause, contract)}</span>
              </dd>
            </div>
            <div>
              <dt class="cap">{locale.say.source}</dt>
              <dd>
                <bdi>{entry.sources.join(', ') || locale.say.none}</bdi>
              </dd>
            </div>
          </dl>
        )
      })}
    </section>
  )
}
