/** What sources changed after the fact, newest first; nothing where nothing was changed. */
import { type RevisionKind, revisions } from '../../shared/evidence/revisions.ts'
import { instantText, spanText } from '../../shared/words/dates.ts'
import { durationWords } from '../../shared/words/figures.ts'
import { locale, t, type Word } from '../page/i18n.ts'
import { Card } from './App.tsx'
import type { Judged } from './judged.ts'

const SHOWN = 20

const WHAT: Readonly<Record<RevisionKind, Word>> = {
  shortened: 'revShortened',
  lengthened: 'revLengthened',
  moved: 'revMoved',
  withdrawn: 'revWithdrawn',
  restated: 'revRestated',
}

export function Revised({ judged, wall, now }: { judged: Judged; wall: (at: number) => number; now: number }) {
  const found = revisions(judged.evidence.spans)
  if (found.length === 0) return null
  const nameOf = (id: string | null): string => judged.agreement.contract.services.find((each) => each.id === id)?.name ?? ''
  return (
    <Card id="revised" title={t('revised')} sub={t('revisedHow')}>
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
                <td class="nw">{t(WHAT[each.kind], durationWords(each.by, locale))}</td>
                <td>{[nameOf(each.service), spanText(each.from, each.to, wall, locale), each.title].filter(Boolean).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
