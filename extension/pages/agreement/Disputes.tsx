/** Coverage and disputes in the period shown: per source when it measured and what it reported, and where sources disagree. */
import { type ComparedService, compareSources, type Dispute } from '../../../shared/evidence/disputes.ts'
import { type Source, sourceText } from '../../../shared/evidence/model.ts'
import { instantText, periodText, type Wall } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, t } from '../common/i18n.ts'
import type { PartProps } from './Hero.tsx'

/** The longest of them; the rest are counted. */
const SHOWN = 8

/** Empty with a single source: there is nothing to compare. */
export function Disputes({ evaluation, objective, report, wall }: PartProps) {
  const { contract } = evaluation.agreement
  const measure = contract.objectives.find(({ id }) => id === objective.id)?.measure
  const { from, to } = report.period
  const services = report.services.flatMap((id) => {
    const compared = compareSources(evaluation.evidence, id, from, to, evaluation.at, measure?.confirm?.failures ?? 1)
    const speak = compared.spoken.filter(({ speaks }) => speaks > 0).length
    return speak > 1 ? [{ name: contract.services.find((each) => each.id === id)?.name ?? id, compared }] : []
  })
  if (services.length === 0) return null
  return (
    <DashboardCard id="who-says" title={t('sourcesDisagree')} sub={periodText(report.period.label, locale, { year: false })}>
      {services.map(({ name, compared }) => (
        <Service key={name} name={name} compared={compared} evaluation={evaluation} wall={wall} />
      ))}
    </DashboardCard>
  )
}

function Service({
  name,
  compared,
  evaluation,
  wall,
}: {
  name: string
  compared: ComparedService
  evaluation: AgreementEvaluation
  wall: Wall
}) {
  const { spoken, disputes, against } = compared
  const titles = (list: readonly Source[]): string => list.map((source) => titleOf(source, evaluation)).join(locale.comma)
  const longest = [...disputes].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, SHOWN)
  const when = ({ from, to }: Dispute): string => `${instantText(from, wall, locale)} – ${instantText(to, wall, locale, from)}`
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col" class="num">
                {t('timeCovered')}
              </th>
              <th scope="col" class="num">
                {t('outagesReported')}
              </th>
            </tr>
          </thead>
          <tbody>
            {spoken.map(({ source, speaks, outage }) => (
              <tr key={sourceText(source)}>
                <td>{titleOf(source, evaluation)}</td>
                <td class="num">{durationWords(speaks, locale)}</td>
                <td class="num">{durationWords(outage, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {against && (
        <p class="bd s">
          {t(
            'providerAgainstMeasured',
            ...[against.both, against.admitted, against.denied, against.unseen].map((ms) => durationWords(ms, locale)),
          )}
        </p>
      )}
      {longest.length === 0 ? (
        <p class="bd s muted">{t('sourcesAgree')}</p>
      ) : (
        <ul class="rows">
          {longest.map((dispute) => (
            <li key={dispute.from} class="s">
              <b class="med">{when(dispute)}</b>{' '}
              {t('disputeWho', durationWords(dispute.to - dispute.from, locale), titles(dispute.outage), titles(dispute.fine))}
            </li>
          ))}
        </ul>
      )}
      {disputes.length > longest.length && <p class="bd s muted">{t('disputesMore', disputes.length - longest.length)}</p>}
    </>
  )
}

const titleOf = (source: Source, evaluation: AgreementEvaluation): string =>
  evaluation.sources.find(({ id }) => id === source.id)?.title ?? sourceText(source)
