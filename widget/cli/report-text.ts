/** A report as a person reads it in a terminal: one row an objective and period, and beneath what one must know to trust it. */
import { objectiveKey } from '../../shared/contract/each-service.ts'
import type { Contract } from '../../shared/contract/model.ts'
import type { ObjectiveReport, Report, Verdict } from '../../shared/evaluate/model/report.ts'
import { amountWords, attainedWords, claimWords, durationWords, en, moneyWords, verdictWord } from '../../shared/i18n/index.ts'
import { creditReason, explainedVerdict, reasonText } from '../../shared/i18n/reason-texts.ts'
import { arithmeticWords, whyItems, whyWords } from '../../shared/i18n/why-words.ts'
import { isoInZone } from '../../shared/time/instant.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { toLocal } from '../../shared/time/zone.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { plainText } from './io.ts'
import { type Cell, table, widthOf } from './text-table.ts'

export interface TableStyle {
  readonly columns: number | null
  readonly colour: boolean
  /** Whether the ledger is listed as well. */
  readonly why: boolean
}

const CLAIMS = claimWords('en')

const MARKS: Readonly<Record<Verdict, readonly [string, Cell['colour']]>> = {
  met: ['✔', 'green'],
  'on-track': ['●', 'green'],
  'at-risk': ['▲', 'yellow'],
  breached: ['■', 'red'],
  'cannot-tell': ['◌', 'grey'],
  'not-computable': ['?', 'grey'],
  'needs-review': ['?', 'grey'],
  'not-in-force': ['–', 'grey'],
}

export function reportText(report: Report, contract: Contract, look: TableStyle): string {
  const zone = temporalZones(report.zone)
  const time = (at: EpochMs): string => isoInZone(Math.floor(at / 1000) * 1000, zone)
  const wall = (at: EpochMs): number => toLocal(zone, at)
  const version = report.contract.version === null ? '' : `, version ${report.contract.version}`
  const known = report.knownAt === report.at ? '' : `, as known at ${time(report.knownAt)}`
  const names = new Map(contract.services.map((service) => [service.id, service.name]))
  const rows = report.objectives.map((objective) => row(objective, names))
  const width = Math.min(look.columns ?? WIDE, WIDE)
  const lines = [
    ...wrapped(`${contract.title}${version}`, width),
    ...wrapped(`at ${time(report.at)} (${report.zone})${known}`, width),
    '',
    ...(rows.length > 0 ? table(HEADS, rows, look.columns, look.colour, SPARE) : ['The evidence touches no period of this agreement.']),
    '',
    ...[...headline(report), ...remarks(report, wall), ...basis(report)].flatMap((text) => wrapped(text, width)),
    ...(look.why ? report.objectives.flatMap((objective) => ledger(objective, time, report.at, look)) : []),
  ]
  return `${lines
    .map((line) => (look.colour ? line : plainText(line)).trimEnd())
    .join('\n')
    .replaceAll('\u00a0', ' ')
    .trimEnd()}\n`
}

const HEADS = ['', 'Service', 'Objective', 'Period', 'Achieved', 'Target', 'Verdict', 'Budget left', 'Credit', 'Claim by']

/** What a narrow terminal does without, first to go first. */
const SPARE = ['Budget left', 'Target']

function row(objective: ObjectiveReport, names: ReadonlyMap<string, string>): readonly Cell[] {
  const [mark, colour] = MARKS[objective.verdict]
  const tint = colour ? { colour } : {}
  const services = objective.services.map((id) => names.get(id) ?? id).join(', ')
  const { budget } = objective
  return [
    { text: mark, ...tint },
    { text: plainText(shortened(services)) },
    { text: objective.services.length === 1 && objective.services[0] === objective.id ? '' : objective.id },
    { text: objective.period.label + (objective.period.complete ? '' : ' so far') },
    { text: attainedWords(objective, en), align: 'end' },
    { text: objective.target === null ? '' : `${objective.strict ? '> ' : ''}${objective.target} %`, align: 'end' },
    { text: verdictWord(objective, en) + (objective.provisional ? ' *' : ''), ...tint },
    { text: budget ? amountWords(budget.left, budget.unit, en) : '', align: 'end' },
    { text: plainText(creditText(objective)) },
    { text: claimText(objective) },
  ]
}

/** Many services in one objective: the first and how many more. */
function shortened(text: string): string {
  if (text.length <= 40) return text
  const [first = '', ...rest] = text.split(', ')
  return rest.length > 0 ? `${first} and ${rest.length} more` : text
}

function creditText({ credit, verdict }: ObjectiveReport): string {
  if (credit.state === 'none' || verdict === 'not-computable') return ''
  // The column's head names the credit.
  if (credit.state === 'cannot-tell') return en.verdicts['cannot-tell']
  if (credit.state === 'provisional') return `${sizeText(credit)}, provisional`
  return credit.state === 'due' ? sizeText(credit) : CLAIMS.credits[credit.state]
}

function sizeText(credit: ObjectiveReport['credit']): string {
  if (credit.amount !== null && credit.currency !== null) return moneyWords(credit.amount, credit.currency, en)
  if (credit.days !== null) return en.say.days(credit.days)
  return credit.percent === null ? CLAIMS.credits[credit.state] : `${credit.percent} % of the fee`
}

/** The next step that can still be taken; else what became of the claim. */
function claimText({ claim }: ObjectiveReport): string {
  if (claim.state === 'none') return ''
  const next = claim.steps.find((step) => step.state === 'open' || step.state === 'due-soon' || step.state === 'too-early')
  return next
    ? `${next.lastDay ?? (next.by === null ? '' : `${new Date(next.by).toISOString().slice(0, 16)}Z`)}`
    : CLAIMS.steps[claim.state]
}

/** What a sentence may take of a line. */
const WIDE = 100

/** Lines of at most `width` columns, all but the first set in. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(`${line} ${word}`) > width) {
      lines.push(line)
      line = `  ${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** The agreement as one verdict, where it has several objectives or some without data (R57). */
function headline({ headline: { verdict, objective, noData }, objectives }: Report): readonly string[] {
  if (objectives.length < 2 && noData.length === 0) return []
  const word = objective === null && noData.length > 0 ? en.noData : en.verdicts[verdict]
  const rest = noData.length > 0 && objective !== null ? `, no data for ${noData.join(', ')}` : ''
  return [`In all: ${word}${objective === null ? '' : ` (${objective})`}${rest}.`]
}

/** Why, in a sentence, where the row does not say it; what holds for several is said once. */
function remarks(report: Report, wall: (at: EpochMs) => number): readonly string[] {
  const where = new Map<string, string[]>()
  const texts = (each: ObjectiveReport): readonly string[] => [...verdictRemark(each, wall, report.at), ...creditRemark(each)]
  for (const objective of report.objectives)
    for (const text of texts(objective))
      where.set(text, [...(where.get(text) ?? []), `${objectiveKey(objective)} ${objective.period.label}`])
  return [...where].map(([text, places]) => {
    const more = places.length - MOST_PLACES
    return `${text} (${places.slice(0, MOST_PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}).`
  })
}

const verdictRemark = (objective: ObjectiveReport, wall: (at: EpochMs) => number, at: EpochMs): readonly string[] =>
  PLAIN.has(objective.verdict) ? [] : [`${MARKS[objective.verdict][0]} ${plainText(explainedVerdict(objective, en, wall, at))}`]

/** Why a credit that is owed has no figure; an undecided verdict says it already. */
function creditRemark(objective: ObjectiveReport): readonly string[] {
  const why = PLAIN.has(objective.verdict) ? creditReason(objective, en) : ''
  return why === '' ? [] : [`${plainText(creditText(objective))}: ${plainText(why)}`]
}

const MOST_PLACES = 4
/** The table says all there is to say. */
const PLAIN: ReadonlySet<Verdict> = new Set(['met', 'on-track', 'breached', 'not-in-force'])

/** What the figures rest on. */
function basis(report: Report): readonly string[] {
  const estimates = report.objectives.some((objective) => objective.basis === 'estimate')
  const provisional = report.objectives.some((objective) => objective.provisional)
  const disputed = report.objectives.reduce((sum, objective) => sum + (objective.time?.disputed ?? 0), 0)
  const { assumptions, unused } = report
  return [
    '',
    estimates &&
      'Estimate: the agreement counts something finer than this evidence shows (such as failed requests). The figures add up the incidents; they are a reason to look, not what a claim is settled by.',
    provisional && '* Provisional: the evidence of this period may still change.',
    disputed > 0 && `The sources disagree about ${durationWords(disputed, en)}.`,
    unused.length > 0 &&
      `Not used: ${unused.map(({ list, ref, n, ...why }) => `${list} ${plainText(ref)}${n > 1 ? ` and ${n - 1} more` : ''}: ${plainText(reasonText(why, en))}`).join('. ')}.`,
    ...assumptions
      .filter(({ code }) => code === 'standing-unstated')
      .map(({ path, ...why }) => `No effect: ${path.replace(/\.standing$/, '')}: ${plainText(reasonText(why, en))}.`),
    assumptions.length > 0 &&
      `Assumptions (${assumptions.length}), where the agreement says nothing: ${[...new Set(assumptions.map((each) => each.path))].slice(0, 6).join(', ')}${assumptions.length > 6 ? ', …' : ''} (--json lists them with the reasons).`,
  ].filter((line) => line !== false)
}

function ledger(objective: ObjectiveReport, time: (at: EpochMs) => string, at: EpochMs, look: TableStyle): readonly string[] {
  const rows = objective.ledger.map((entry): readonly Cell[] => [
    { text: time(entry.from) },
    { text: durationWords(entry.to - entry.from, en), align: 'end' },
    { text: en.classes[entry.as] + (entry.disputed ? ', disputed' : '') },
    { text: entry.clause },
    { text: entry.sources.join(', ') },
    { text: plainText(entry.title ?? '') },
  ])
  return [
    '',
    `${objective.id}, ${objective.services.join(', ')}, ${objective.period.label}:`,
    `  ${plainText(arithmeticWords(objective, en))}`,
    ...(rows.length > 0 ? table(LEDGER, rows, look.columns, look.colour) : []),
    ...items(objective, time, at, look),
  ]
}

/** The tickets and deliveries that decided, missed ones first. */
function items(objective: ObjectiveReport, time: (at: EpochMs) => string, at: EpochMs, look: TableStyle): readonly string[] {
  const rows = whyItems(objective, at, en).map(({ name, due, done, elapsed, state }): readonly Cell[] => [
    { text: plainText(name) },
    { text: due === null ? '' : time(due) },
    { text: done === null ? '' : time(done) },
    { text: elapsed, align: 'end' },
    { text: state },
  ])
  return rows.length === 0 ? [] : table(Object.values(whyWords(en).heads), rows, look.columns, look.colour)
}

const LEDGER = ['From', 'Length', 'Counted as', 'Clause', 'Source', 'Event']
