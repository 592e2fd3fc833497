/** The second snapshot beside the first, for the objective that is shown. */
import { objectiveKey } from '../../shared/contract/each-service.ts'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { instantText, periodText, type Wall } from '../../shared/i18n/date-words.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { readerWords } from '../../shared/i18n/reader.ts'
import type { CompareWords } from '../../shared/i18n/reader-words.ts'
import { compareSnapshots, type Side } from '../../shared/snapshot/compare-snapshots.ts'
import type { OpenedSnapshot } from '../../shared/snapshot/opened-snapshot.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import { CompareView } from '../../shared/ui/comparison.tsx'
import type { Opening } from './open-input.ts'

type Good = Extract<Opening, { shown: unknown }>

interface BesideProps {
  readonly first: Good
  readonly second: Good
  readonly report: ObjectiveReport
  readonly name: string
  readonly wall: Wall
  readonly locale: Locale
}

export function Beside({ first, second, report, name, wall, locale }: BesideProps) {
  const say = readerWords(locale.tag).compare
  const [one, other] = [sideOf(first.shown), sideOf(second.shown)]
  if (!one || !other) return <p class="note">{say.impossible}</p>
  const compared = compareSnapshots(one, other)
  const found = compared.objectives.find(({ id, one: { period } }) => id === objectiveKey(report) && period.label === report.period.label)
  if (!found)
    return (
      <p class="note" role="alert">
        {say.notCovered(
          name,
          periodText(report.period.label, locale),
          other.report.objectives.map((each) => `${objectiveKey(each)}, ${periodText(each.period.label, locale)}`).join('; ') ||
            readerWords(locale.tag).view.nothing,
        )}
      </p>
    )
  const names = [nameOf(first.shown, say.first), nameOf(second.shown, say.second)] as const
  return (
    <CompareView
      {...found}
      names={names[0] === names[1] ? [say.firstOf(names[0]), say.secondOf(names[1])] : names}
      made={[madeOf(first.shown, wall, locale, say), madeOf(second.shown, wall, locale, say)]}
      same={compared.same}
      at={compared.at}
      contract={first.shown.contract}
      locale={locale}
      wall={wall}
      title={[name, periodText(report.period.label, locale)].join(locale.comma)}
    />
  )
}

const nameOf = ({ document }: OpenedSnapshot, otherwise: string): string => document.createdBy.name ?? otherwise
const madeOf = ({ document }: OpenedSnapshot, wall: Wall, locale: Locale, say: CompareWords): string =>
  say.made(instantText(parseInstant(document.createdAt), wall, locale, 0))

const sideOf = ({ examined, report }: OpenedSnapshot): Side | null =>
  examined.opened && report ? { opened: examined.opened, report } : null
