/** What sources changed after the fact or took away, newest first; nothing where nothing was changed. */
import { type Revision, type RevisionKind, revisions } from '../../../shared/evidence/revisions.ts'
import { instantText, spanText } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import type { AgreementEvaluation } from '../../model/agreement-evaluation.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { locale, type MessageKey, t } from '../common/i18n.ts'

const SHOWN = 20

const WHAT: Readonly<Record<RevisionKind, MessageKey>> = {
  shortened: 'revShortened',
  lengthened: 'revLengthened',
  moved: 'revMoved',
  withdrawn: 'revWithdrawn',
  restated: 'revSeverity',
}

export function Revised({ evaluation, wall, now }: { evaluation: AgreementEvaluation; wall: (at: number) => number; now: number }) {
  const found = [...revisions(evaluation.evidence.spans).map(changed), ...taken(evaluation)].sort((a, b) => b.at - a.at)
  if (found.length === 0) return null
  const nameOf = (id: string | null): string => evaluation.agreement.contract.services.find((each) => each.id === id)?.name ?? ''
  return (
    <DashboardCard id="revised" title={t('revised')} sub={t('revisedHow')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="revised">
        <table>
          <thead>
            <tr>
              <th scope="col">{locale.say.when}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('detail')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, SHOWN).map((each) => (
              <tr key={`${each.service} ${each.ref} ${each.at}`}>
                <td class="nw">{instantText(each.at, wall, locale, now)}</td>
                <td class="nw">{each.what}</td>
                <td>{[nameOf(each.service), spanText(each.from, each.to, wall, locale), each.title].filter(Boolean).join(locale.comma)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DashboardCard>
  )
}

/** One row of the table. */
interface Change extends Pick<Revision, 'at' | 'service' | 'ref' | 'title' | 'from' | 'to'> {
  readonly what: string
}

const changed = (revision: Revision): Change => ({ ...revision, what: t(WHAT[revision.kind], durationWords(revision.by, locale)) })

/** Events that are no longer to be found at their own address. What they said stays, so that it is not taken for time that was up. */
function taken({ sources, evidence }: AgreementEvaluation): Change[] {
  return sources.flatMap(({ id, state }) =>
    Object.entries(state.again?.gone ?? {}).flatMap(([ref, at]) => {
      const said = evidence.spans.filter((span) => span.source.id === id && span.ref === ref && !span.void)
      const services = new Map(said.map((span) => [span.service, said.filter(({ service }) => service === span.service)]))
      return [...services].map(([service, spans]): Change => {
        const ends = spans.map(({ from, to }) => to ?? from)
        const from = Math.min(...spans.map((span) => span.from))
        return { at, service, ref, title: spans.at(-1)?.title ?? null, from, to: Math.max(...ends), what: t('revRemoved') }
      })
    }),
  )
}
