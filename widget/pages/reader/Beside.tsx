/** The second snapshot beside the first, for the objective that is shown. */
import type { ObjectiveReport } from '../../../shared/evaluate/report.ts'
import { compare, type Side } from '../../../shared/snapshot/compare.ts'
import type { Shown } from '../../../shared/snapshot/shown.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import { CompareView } from '../../../shared/view/compare.tsx'
import { instantText, periodText, type Wall } from '../../../shared/words/dates.ts'
import { en } from '../../../shared/words/en.ts'
import type { Opening } from './open.ts'

type Good = Extract<Opening, { shown: unknown }>

interface BesideProps {
  readonly first: Good
  readonly second: Good
  readonly report: ObjectiveReport
  readonly name: string
  readonly wall: Wall
}

export function Beside({ first, second, report, name, wall }: BesideProps) {
  const [one, other] = [sideOf(first.shown), sideOf(second.shown)]
  if (!one || !other) return <p class="note">One of the two can’t be computed here, so that they can’t be compared.</p>
  const compared = compare(one, other)
  const found = compared.objectives.find(({ id, one: { period } }) => id === report.id && period.label === report.period.label)
  if (!found)
    return (
      <p class="note" role="alert">
        The second snapshot says nothing of {name} in {periodText(report.period.label, en)}: it is about{' '}
        {other.report.objectives.map(({ id, period }) => `${id}, ${periodText(period.label, en)}`).join('; ') || 'nothing'}.
      </p>
    )
  const names = [nameOf(first.shown, 'The first'), nameOf(second.shown, 'The second')] as const
  return (
    <CompareView
      {...found}
      names={names[0] === names[1] ? [`${names[0]} (first)`, `${names[1]} (second)`] : names}
      made={[madeOf(first.shown, wall), madeOf(second.shown, wall)]}
      same={compared.same}
      contract={first.shown.contract}
      locale={en}
      wall={wall}
      title={`${name}, ${periodText(report.period.label, en)}`}
    />
  )
}

const nameOf = ({ document }: Shown, otherwise: string): string => document.createdBy.name ?? otherwise
const madeOf = ({ document }: Shown, wall: Wall): string => `made ${instantText(parseInstant(document.createdAt), wall, en, 0)}`

const sideOf = ({ examined, report }: Shown): Side | null => (examined.opened && report ? { opened: examined.opened, report } : null)
