/** "Why this number?": the ledger of the period shown, filtered by class, clause and source. */
import { useState } from 'preact/hooks'
import type { LedgerEntry } from '../../../shared/evaluate/model/report.ts'
import { clauseWords } from '../../../shared/i18n/breakdown-words.ts'
import { periodText, spanText } from '../../../shared/i18n/date-words.ts'
import { arithmeticWords } from '../../../shared/i18n/why-words.ts'
import { isIncident } from '../../../shared/snapshot/one-incident.ts'
import { LedgerTable } from '../../../shared/ui/breakdown.tsx'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, t } from '../common/i18n.ts'
import { incidentHash } from '../common/incident-address.ts'
import type { PartProps } from './Hero.tsx'
import { WhyItems } from './WhyItems.tsx'

type Class = 'all' | 'counted' | 'excluded' | 'unknown' | 'disputed'
const CLASSES: readonly Class[] = ['all', 'counted', 'excluded', 'unknown', 'disputed']

const isOf = (entry: LedgerEntry, which: Class): boolean =>
  which === 'all' || (which === 'disputed' ? entry.disputed === true : entry.as === which)

export function WhyThisNumber({ evaluation, report, wall }: PartProps) {
  const [which, setWhich] = useState<Class>('all')
  const [clause, setClause] = useState('')
  const [source, setSource] = useState('')
  const shown = {
    ...report,
    ledger: report.ledger.map((entry) => ({ ...entry, sources: entry.sources.map((id) => sourceName(id, evaluation)) })),
  }
  const { ledger } = shown
  const { contract } = evaluation.agreement
  const count = (each: Class): number => ledger.filter((entry) => isOf(entry, each)).length
  const clauses = [...new Set(ledger.map((entry) => entry.clause))].sort()
  const sources = [...new Set(ledger.flatMap((entry) => entry.sources))].sort()
  const period = periodText(report.period.label, locale, { year: false })
  return (
    <DashboardCard
      id="why"
      title={t('whyNumber')}
      sub={t('breakdownOf', period)}
      end={
        <span class="chips">
          {CLASSES.filter((each) => each === 'all' || count(each) > 0).map((each) => (
            <button key={each} type="button" class="chip" aria-pressed={each === which} onClick={() => setWhich(each)}>
              {each === 'all' ? t('all') : locale.classes[each]} {count(each)}
            </button>
          ))}
          <Pick label={t('clause')} value={clause} set={setClause} options={clauses.map((id) => [id, clauseWords(id, contract)])} />
          <Pick label={t('source')} value={source} set={setSource} options={sources.map((id) => [id, id])} />
        </span>
      }
    >
      {report.time === null && <p class="bd">{arithmeticWords(report, locale)}</p>}
      <WhyItems report={report} at={evaluation.at} wall={wall} />
      {(report.time !== null || ledger.length > 0) && (
        <div class="scroll">
          <LedgerTable
            report={shown}
            contract={contract}
            at={evaluation.at}
            locale={locale}
            wall={wall}
            zone={evaluation.zone.id}
            action={{
              name: t('share'),
              of: ({ entry }) =>
                isIncident(entry) && (
                  <a
                    class="s"
                    href={`#${incidentHash(evaluation.agreement.id, report.id, entry.from, report.period.label)}`}
                    aria-label={`${t('shareIncident')}: ${spanText(entry.from, entry.to, wall, locale)}`}
                  >
                    {t('share')}
                  </a>
                ),
            }}
            only={({ entry }) => isOf(entry, which) && (!clause || entry.clause === clause) && (!source || entry.sources.includes(source))}
          />
        </div>
      )}
    </DashboardCard>
  )
}

/** `feed:acme` as people know it: by the page's own name. */
function sourceName(id: string, { sources }: AgreementEvaluation): string {
  const source = sources.find((each) => id === `feed:${each.id}`)
  return source ? source.title : id.replace(/:.*$/, '')
}

/** Nothing to choose from where there is only one. */
function Pick({
  label,
  value,
  set,
  options,
}: {
  label: string
  value: string
  set: (value: string) => void
  options: readonly (readonly [string, string])[]
}) {
  if (options.length < 2) return null
  return (
    <select class="chip" aria-label={label} value={value} onChange={(event) => set(event.currentTarget.value)}>
      <option value="">{label}</option>
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  )
}
