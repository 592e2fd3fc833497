/** Two snapshots beside each other: both verdicts, how far they are apart, and each stretch on which they differ. */
import type { EpochMs, LedgerClass, LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import { type Clauses, clauseWords } from '../i18n/breakdown-words.ts'
import { dayText, instantText, spanText, type Wall } from '../i18n/date-words.ts'
import type { Locale } from '../i18n/locale.ts'
import { durationWords, moneyWords, NBSP, numberText } from '../i18n/number-words.ts'
import { readerWords } from '../i18n/reader.ts'
import type { CompareWords } from '../i18n/reader-words.ts'
import { Swatch, swatchOf, VerdictWord, verdictKey } from './marks.tsx'
import { AttainedNumber, DurationNumber } from './numbers.tsx'

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
  readonly makers: readonly {
    readonly because: 'source' | 'clause' | 'unseen'
    readonly what: string
    readonly side: 'one' | 'other' | null
    readonly time: number
  }[]
  readonly crossed: { readonly one: ObjectiveReport | null; readonly other: ObjectiveReport | null } | null
  readonly at: readonly [EpochMs, EpochMs]
  readonly same: { readonly contract: boolean; readonly evidence: boolean; readonly evaluator: boolean; readonly zones: boolean }
  readonly contract: Clauses
  readonly locale: Locale
  readonly wall: Wall
  readonly title: string
}

/** At most so many stretches are drawn large; the table has them all. */
const DRAWN = 5

export function CompareView(props: CompareProps) {
  const { names, made, one, other, apart, locale, stretches, wall, contract, makers, crossed, at } = props
  const say = readerWords(locale.tag).compare
  return (
    <section class="card compare" aria-labelledby="compare">
      <div class="hd">
        <h2 id="compare">{say.title(props.title)}</h2>
        <span class="muted s">{say.sub}</span>
      </div>
      <div class="sides">
        <SideHead name={names[0]} made={made[0]} report={one} locale={locale} say={say} />
        <div class="mid">
          <p class="s muted">{say.differenceHead}</p>
          <p>
            <DurationNumber ms={apart} locale={locale} size={1} />
          </p>
          <p class="s muted">{decides(one, other, locale, say)}</p>
        </div>
        <SideHead name={names[1]} made={made[1]} report={other} locale={locale} say={say} />
      </div>
      <div class="tl">
        <p>{sameWords(props.same, locale, say)}.</p>
        {at[0] !== at[1] && <p class="muted">{say.differentTimes(instantText(at[0], wall, locale), instantText(at[1], wall, locale))}</p>}
        {crossed && <EitherWay {...props} crossed={crossed} say={say} />}
        {makers.length > 0 && (
          <div>
            <h3>{say.causes}</h3>
            <ul class="makers">
              {makers.slice(0, 8).map((maker) => (
                <li key={`${maker.because} ${maker.what} ${maker.side}`}>
                  <DurationNumber ms={maker.time} locale={locale} /> <span>{makerWords(maker, names, contract, say)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Lanes
          head={say.whole}
          sub=""
          from={one.period.from}
          to={one.period.to}
          names={names}
          one={one.ledger}
          other={other.ledger}
          apart={stretches}
          say={say}
          axis={axisOf(one.period, wall, locale)}
        />
        {stretches.slice(0, DRAWN).map((stretch) => {
          const margin = Math.max(5 * 60_000, (stretch.to - stretch.from) / 2)
          return (
            <Lanes
              key={stretch.from}
              head={spanText(stretch.from, stretch.to, wall, locale, true)}
              sub={stretchWords(stretch, names, contract, locale)}
              from={stretch.from - margin}
              to={stretch.to + margin}
              names={names}
              one={one.ledger}
              other={other.ledger}
              apart={[stretch]}
              say={say}
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
                  <th scope="col">{say.becauseOf}</th>
                </tr>
              </thead>
              <tbody>
                {stretches.slice(0, 200).map((stretch) => (
                  <tr key={stretch.from}>
                    <td>{spanText(stretch.from, stretch.to, wall, locale, true)}</td>
                    <td class="num">
                      <DurationNumber ms={stretch.to - stretch.from} locale={locale} />
                    </td>
                    <td>
                      <SeenCell seen={stretch.one} contract={contract} locale={locale} />
                    </td>
                    <td>
                      <SeenCell seen={stretch.other} contract={contract} locale={locale} />
                    </td>
                    <td>{say.because[stretch.because]}</td>
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

/** One side's text with the other's evidence, all four ways: what is due to the text and what to the evidence. */
function EitherWay({
  names,
  one,
  other,
  crossed,
  locale,
  say,
}: CompareProps & { readonly crossed: NonNullable<CompareProps['crossed']>; readonly say: CompareWords }) {
  const rows = [
    [say.textOf(names[0]), one, crossed.one],
    [say.textOf(names[1]), crossed.other, other],
  ] as const
  return (
    <div class="scroll ledger">
      <table>
        <caption>{say.combinations}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{say.evidenceOf(names[0])}</th>
            <th scope="col">{say.evidenceOf(names[1])}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...reports]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {reports.map((report, index) => (
                <td key={names[index]}>
                  {report === null ? (
                    '–'
                  ) : (
                    <>
                      <VerdictWord report={report} locale={locale} /> <AttainedNumber report={report} locale={locale} />
                      {locale.comma}
                      <span class="muted">{creditWords(report, locale, say)}</span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function makerWords(
  { because, what, side }: CompareProps['makers'][number],
  names: CompareProps['names'],
  contract: Clauses,
  say: CompareWords,
): string {
  if (because === 'clause') return say.clauseMakes(clauseWords(what, contract))
  const name = names[side === 'one' ? 0 : 1]
  return because === 'unseen' ? say.notMeasuredBy(name) : say.onlyIn(what, name)
}

function SideHead({
  name,
  made,
  report,
  locale,
  say,
}: {
  name: string
  made: string
  report: ObjectiveReport
  locale: Locale
  say: CompareWords
}) {
  return (
    <div data-v={verdictKey(report.verdict)}>
      <p class="s muted">
        <bdi>{name}</bdi>
        {locale.comma}
        {made}
      </p>
      <p class="row sp">
        <VerdictWord report={report} locale={locale} />
        <AttainedNumber report={report} locale={locale} size={1} />
      </p>
      <p class="s muted">
        {report.time && say.down(durationWords(report.time.down, locale)) + locale.comma}
        {creditWords(report, locale, say)}
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
        {clauseWords(seen.clause, contract)}; {seen.sources.join(', ') || locale.say.none}
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
  readonly apart: readonly { readonly from: EpochMs; readonly to: EpochMs }[]
  readonly say: CompareWords
  /** Words below, from the first instant to the last, evenly apart. */
  readonly axis?: readonly string[]
}

/** Five days of a period, the first and the last among them. */
function axisOf({ from, to }: ObjectiveReport['period'], wall: Wall, locale: Locale): readonly string[] {
  return [0, 0.25, 0.5, 0.75, 1].map((part) => dayText(Math.min(to - 1, from + (to - from) * part), wall, locale))
}

function Lanes({ head, sub, from, to, names, one, other, apart, say, axis }: LanesProps) {
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
      {axis && (
        <div class="axis s muted" aria-hidden="true">
          {axis.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </div>
      )}
      {apart.length > 0 && (
        <>
          <span class="s muted">{say.difference}</span>
          <div class="lane apart" aria-hidden="true">
            {apart.map((stretch) => (
              <i key={stretch.from} style={place(stretch)} />
            ))}
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
    `${name}: ${seen ? `${locale.classes[seen.as]} (${clauseWords(seen.clause, contract)}${locale.semicolon}${seen.sources.join(locale.comma) || locale.say.none})` : locale.classes.up}`
  return [durationWords(stretch.to - stretch.from, locale), side(stretch.one, names[0]), side(stretch.other, names[1])].join(' · ')
}

function creditWords({ credit }: ObjectiveReport, locale: Locale, say: CompareWords): string {
  if (credit.state !== 'due') return say.nothingDue
  if (credit.amount !== null && credit.currency !== null) return say.due(moneyWords(credit.amount, credit.currency, locale))
  if (credit.percent !== null) return say.percentDue(`${numberText(credit.percent, locale)}${NBSP}%`)
  return say.daysDue(numberText(credit.days ?? '', locale))
}

function decides(one: ObjectiveReport, other: ObjectiveReport, locale: Locale, say: CompareWords): string {
  const [a, b] = [creditWords(one, locale, say), creditWords(other, locale, say)]
  if (one.verdict !== other.verdict) return say.decidesVerdict(a, b)
  return a === b ? say.decidesNothing : say.decides(a, b)
}

function sameWords(same: CompareProps['same'], { comma, semicolon }: Locale, say: CompareWords): string {
  const parts = (['contract', 'evidence', 'evaluator', 'zones'] as const).map((part) => [say.parts[part], same[part]] as const)
  const alike = parts.filter(([, is]) => is).map(([name]) => name)
  const differ = parts.filter(([, is]) => !is).map(([name]) => name)
  if (differ.length === 0) return say.sameAll
  return [alike.length > 0 && say.sameOn(alike.join(comma)), say.otherOn(differ.join(comma))].filter(Boolean).join(semicolon)
}
