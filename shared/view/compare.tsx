/** Two snapshots beside each other: both verdicts, how far they are apart, and each stretch on which they differ. */
import type { EpochMs, LedgerClass, LedgerEntry, ObjectiveReport } from '../evaluate/report.ts'
import { clockText, dayText, spanText, type Wall } from '../words/dates.ts'
import { durationWords, moneyWords, numberText } from '../words/figures.ts'
import { type Clauses, clauseWords } from '../words/ledger.ts'
import type { Locale } from '../words/locale.ts'
import { Swatch, swatchOf, VerdictWord, verdictKey } from './marks.tsx'
import { Attained, Duration } from './numbers.tsx'

interface Seen {
  readonly as: LedgerClass
  readonly clause: string
  readonly sources: readonly string[]
}

export interface CompareProps {
  readonly names: readonly [string, string]
  readonly made: readonly [string, string]
  readonly one: ObjectiveReport
  readonly other: ObjectiveReport
  readonly stretches: readonly {
    readonly from: EpochMs
    readonly to: EpochMs
    readonly one: Seen | null
    readonly other: Seen | null
    readonly because: 'source' | 'clause' | 'text'
  }[]
  readonly apart: number
  readonly crossed: ObjectiveReport | null
  readonly same: { readonly contract: boolean; readonly evidence: boolean; readonly evaluator: boolean; readonly zones: boolean }
  readonly contract: Clauses
  readonly locale: Locale
  readonly wall: Wall
  readonly title: string
}

/** At most so many stretches are drawn large; the table has them all. */
const DRAWN = 5

export function CompareView(props: CompareProps) {
  const { names, made, one, other, apart, locale, stretches, wall, contract } = props
  return (
    <section class="card compare" aria-labelledby="compare">
      <div class="hd">
        <h2 id="compare">Two snapshots of {props.title}</h2>
        <span class="muted s">where they part, second by second</span>
      </div>
      <div class="sides">
        <SideHead name={names[0]} made={made[0]} report={one} locale={locale} />
        <div class="mid">
          <p class="s muted">Apart by</p>
          <p>
            <Duration ms={apart} locale={locale} size={1} />
          </p>
          <p class="s muted">{decides(one, other, locale)}</p>
        </div>
        <SideHead name={names[1]} made={made[1]} report={other} locale={locale} />
      </div>
      <div class="tl">
        <p>{sameWords(props.same)}.</p>
        {props.crossed && (
          <p>
            With the text of {names[0]} and the evidence of {names[1]}: <VerdictWord verdict={props.crossed.verdict} locale={locale} />{' '}
            <Attained report={props.crossed} locale={locale} />, {creditWords(props.crossed, locale)}.
          </p>
        )}
        <Lanes
          head="The whole period"
          sub=""
          from={one.period.from}
          to={one.period.to}
          names={names}
          one={one.ledger}
          other={other.ledger}
        />
        {stretches.slice(0, DRAWN).map((stretch) => {
          const margin = Math.max(5 * 60_000, (stretch.to - stretch.from) / 2)
          return (
            <Lanes
              key={stretch.from}
              head={`${dayText(stretch.from, wall, locale)}, ${clockText(stretch.from, wall, true)}–${clockText(stretch.to, wall, true)}`}
              sub={stretchWords(stretch, names, contract, locale)}
              from={stretch.from - margin}
              to={stretch.to + margin}
              names={names}
              one={one.ledger}
              other={other.ledger}
              apart={stretch}
            />
          )
        })}
        {stretches.length > 0 && (
          <div class="scroll ledger">
            <table>
              <thead>
                <tr>
                  <th scope="col">{locale.say.when}</th>
                  <th scope="col" class="num">
                    {locale.say.length}
                  </th>
                  <th scope="col">{names[0]}</th>
                  <th scope="col">{names[1]}</th>
                  <th scope="col">Because of</th>
                </tr>
              </thead>
              <tbody>
                {stretches.slice(0, 200).map((stretch) => (
                  <tr key={stretch.from}>
                    <td>{spanText(stretch.from, stretch.to, wall, locale, true)}</td>
                    <td class="num">
                      <Duration ms={stretch.to - stretch.from} locale={locale} />
                    </td>
                    <td>
                      <SeenCell seen={stretch.one} contract={contract} locale={locale} />
                    </td>
                    <td>
                      <SeenCell seen={stretch.other} contract={contract} locale={locale} />
                    </td>
                    <td>{BECAUSE[stretch.because]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </section>
  )
}

const BECAUSE = { source: 'what the sources say', clause: 'the clause that is applied', text: 'the text of the agreement' } as const

function SideHead({ name, made, report, locale }: { name: string; made: string; report: ObjectiveReport; locale: Locale }) {
  return (
    <div data-v={verdictKey(report.verdict)}>
      <p class="s muted">
        {name}, {made}
      </p>
      <p class="row sp">
        <VerdictWord verdict={report.verdict} locale={locale} />
        <Attained report={report} locale={locale} size={1} />
      </p>
      <p class="s muted">
        {report.time && `${durationWords(report.time.down, locale)} down, `}
        {creditWords(report, locale)}
      </p>
    </div>
  )
}

function SeenCell({ seen, contract, locale }: { seen: Seen | null; contract: Clauses; locale: Locale }) {
  if (!seen) return <span class="muted">{locale.classes.up}</span>
  return (
    <>
      <Swatch kind={swatchOf(seen.as)} /> {locale.classes[seen.as]}{' '}
      <span class="muted">
        {clauseWords(seen.clause, contract)}; {seen.sources.join(', ') || locale.say.nobody}
      </span>
    </>
  )
}

interface LanesProps {
  readonly head: string
  readonly sub: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly names: readonly [string, string]
  readonly one: readonly LedgerEntry[]
  readonly other: readonly LedgerEntry[]
  readonly apart?: { readonly from: EpochMs; readonly to: EpochMs }
}

function Lanes({ head, sub, from, to, names, one, other, apart }: LanesProps) {
  const at = (instant: EpochMs): string => (((Math.min(to, Math.max(from, instant)) - from) / (to - from)) * 100).toFixed(3)
  const place = (span: { readonly from: EpochMs; readonly to: EpochMs }) => ({ '--a': at(span.from), '--b': at(span.to) })
  const lane = (ledger: readonly LedgerEntry[]) => (
    <div class="lane" aria-hidden="true">
      {ledger
        .filter((entry) => entry.from < to && entry.to > from && entry.as !== 'superseded')
        .map((entry) => (
          <b key={`${entry.from} ${entry.as} ${entry.service}`} class={`tc-${swatchOf(entry.as)}`} style={place(entry)} />
        ))}
    </div>
  )
  return (
    <div class="lanes">
      <h3>
        {head} <span>{sub}</span>
      </h3>
      <span class="s muted clip">{names[0]}</span>
      {lane(one)}
      <span class="s muted clip">{names[1]}</span>
      {lane(other)}
      {apart && (
        <>
          <span class="s muted">apart</span>
          <div class="lane apart" aria-hidden="true">
            <i style={place(apart)} />
          </div>
        </>
      )}
    </div>
  )
}

function stretchWords(
  stretch: CompareProps['stretches'][number],
  names: readonly [string, string],
  contract: Clauses,
  locale: Locale,
): string {
  const side = (seen: Seen | null, name: string): string =>
    `${name}: ${seen ? `${locale.classes[seen.as]} (${clauseWords(seen.clause, contract)}; ${seen.sources.join(', ') || locale.say.nobody})` : locale.classes.up}`
  return `${durationWords(stretch.to - stretch.from, locale)}. ${side(stretch.one, names[0])}. ${side(stretch.other, names[1])}`
}

function creditWords({ credit }: ObjectiveReport, locale: Locale): string {
  if (credit.state !== 'due') return 'nothing due'
  if (credit.amount !== null && credit.currency !== null) return `${moneyWords(credit.amount, credit.currency, locale)} due`
  return credit.percent !== null ? `${numberText(credit.percent, locale)} % credit due` : `${credit.days} days due`
}

function decides(one: ObjectiveReport, other: ObjectiveReport, locale: Locale): string {
  const [a, b] = [creditWords(one, locale), creditWords(other, locale)]
  if (one.verdict !== other.verdict) return `they decide the verdict: ${a} or ${b}`
  return a === b ? 'which changes neither verdict nor credit' : `they decide: ${a} or ${b}`
}

function sameWords({ contract, evidence, evaluator, zones }: CompareProps['same']): string {
  const all = [
    ['text', contract],
    ['evidence', evidence],
    ['evaluator', evaluator],
    ['zone data', zones],
  ] as const
  const same = all.filter(([, is]) => is).map(([name]) => name)
  const differ = all.filter(([, is]) => !is).map(([name]) => name)
  if (differ.length === 0) return 'The same text, evidence, evaluator and zone data on both sides'
  return `${same.length > 0 ? `The same ${same.join(', ')} on both sides; ` : ''}other ${differ.join(', ')}`
}
