/** The tickets and deliveries behind a figure, missed ones first. */
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { instantText, type Wall } from '../../../shared/i18n/date-words.ts'
import { whyItems, whyWords } from '../../../shared/i18n/why-words.ts'
import { Mark } from '../../../shared/ui/marks.tsx'
import { locale } from '../common/i18n.ts'

/** The rest is counted. */
const SHOWN = 100

export function WhyItems({ report, at, wall }: { report: ObjectiveReport; at: number; wall: Wall }) {
  const items = whyItems(report, at, locale)
  if (items.length === 0) return null
  const { heads } = whyWords(locale)
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {Object.values(heads).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.slice(0, SHOWN).map((item, i) => (
            <tr key={`${item.name} ${i}`}>
              <td>
                <bdi>{item.name}</bdi>
              </td>
              <td>{item.due === null ? '–' : instantText(item.due, wall, locale)}</td>
              <td>{item.done === null ? '–' : instantText(item.done, wall, locale)}</td>
              <td>{item.elapsed || '–'}</td>
              <td data-v={item.isMissed ? 'breached' : undefined}>
                {item.isMissed && <Mark verdict="breached" />} {item.state}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > SHOWN && <p class="bd s muted">+ {items.length - SHOWN}</p>}
    </div>
  )
}
