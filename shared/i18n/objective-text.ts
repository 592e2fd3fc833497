/**
 * One objective in one period as Markdown and as HTML, for a ticket or a mail: what was promised, what happened, what is asked
 * for, how it can be checked. What comes from outside is escaped: nothing in it becomes markup or an address.
 */
import type { EpochMs, LedgerEntry, ObjectiveReport } from '../evaluate/model/report.ts'
import { type Clauses, clauseWords, ledgerRows, sumWords } from './breakdown-words.ts'
import { claimWords } from './claim-states.ts'
import { dateWords, periodText, spanText, type Wall } from './date-words.ts'
import type { Locale } from './locale.ts'
import { durationWords, moneyWords, NBSP, numberText, stopped, targetWords } from './number-words.ts'
import { readerWords } from './reader.ts'
import { explainedVerdict } from './reason-texts.ts'
import { attainedWords, verdictWord } from './verdict-words.ts'

export interface TicketText {
  readonly title: string
  readonly name: string
  readonly report: ObjectiveReport
  readonly contract: Clauses
  readonly at: EpochMs
  readonly zone: string
  readonly wall: Wall
  readonly locale: Locale
  readonly note?: string
  readonly asks?: string
  /** The entries that it is about; absent where it is about the period. */
  readonly about?: readonly LedgerEntry[]
  /** Who made it, when, signed by which key; one line each. */
  readonly proof: readonly string[]
  /** Where it can be checked, https only. */
  readonly link?: string
}

type Block =
  | { readonly head: string }
  | { readonly line: string }
  | { readonly rows: readonly (readonly string[])[]; readonly heads: readonly string[] }

/** At most so many rows: a ticket is read, the file holds the rest. */
const ROWS = 30

function blocks(text: TicketText): readonly Block[] {
  const { report, locale, wall, at } = text
  const { say } = locale
  const about = text.about ?? []
  const period = periodText(report.period.label, locale)
  const target = report.target === null ? '' : locale.comma + say.targetIs(targetWords(report.target, locale))
  const verdict = `${verdictWord(report, locale)}: ${attainedWords(report, locale)}${target}. ${stopped(explainedVerdict(report, locale, wall, at))}`
  const sum = sumWords(report, locale)
  const when = about.length > 0 ? spanOf(about, text) : period
  return [
    { head: `${text.title}: ${text.name}, ${when}` },
    ...about.map((entry) => ({ line: incidentLine(entry, text) })),
    { line: about.length > 0 ? `${period}: ${verdict}` : verdict },
    { line: creditLine(text) },
    ...(text.note ? [{ line: text.note }] : []),
    ...(text.asks ? [{ line: text.asks }] : []),
    ...(about.length > 0 ? [] : ledgerBlocks(text)),
    ...(sum ? [{ line: `${sum}.` }] : []),
    ...text.proof.map((line) => ({ line })),
  ]
}

/** From the first to the last of what it is about. */
function spanOf(about: readonly LedgerEntry[], { wall, locale }: TicketText): string {
  const from = Math.min(...about.map((entry) => entry.from))
  return spanText(from, Math.max(...about.map((entry) => entry.to)), wall, locale, true)
}

/** `This incident: 13 Oct, 13:02–13:43, 41 min, counted; API errors, 2.2; seen by feed:acme.` */
function incidentLine(entry: LedgerEntry, { locale, wall, contract, zone }: TicketText): string {
  const { say, classes, comma } = locale
  const [when, ...why] = cellsOf(entry, entry.to - entry.from, wall, locale, contract)
  const told = entry.disputed ? `${why[1]}${comma}${classes[entry.as]}` : why[1]
  const parts = [`${when} (${zone})${comma}${why[0]}${comma}${told}`, why[2], `${say.source}: ${why[3] || say.none}`]
  return `${readerWords(locale.tag).view.incident}: ${parts.filter(Boolean).join(locale.semicolon)}.`
}

const cellsOf = (entry: LedgerEntry, ms: number, wall: Wall, locale: Locale, contract: Clauses): readonly string[] => [
  spanText(entry.from, entry.to, wall, locale, true),
  durationWords(ms, locale),
  locale.classes[entry.disputed ? 'disputed' : entry.as],
  [entry.title, clauseWords(entry.clause, contract)].filter(Boolean).join(locale.comma),
  entry.sources.join(locale.comma),
]

function ledgerBlocks({ report, at, locale, wall, contract, zone }: TicketText): readonly Block[] {
  const { say } = locale
  const rows = [...ledgerRows(report, at)].reverse()
  const heads = [`${say.when}, ${zone}`, say.length, say.countedAs, say.reason, say.source]
  const shown = rows.slice(0, ROWS).map(({ entry, ms }) => cellsOf(entry, ms, wall, locale, contract))
  return [...(shown.length > 0 ? [{ heads, rows: shown }] : []), ...(rows.length > ROWS ? [{ line: `+ ${rows.length - ROWS}` }] : [])]
}

function creditLine({ report: { credit, claim }, locale }: TicketText): string {
  const words = claimWords(locale.tag)
  // A provisional credit is claimed in time as well: its deadline does not wait (R64).
  if (credit.state !== 'due' && credit.state !== 'provisional') return words.credits[credit.state]
  const step = claim.steps.find(
    ({ lastDay, state }) => lastDay !== null && (state === 'open' || state === 'due-soon' || state === 'too-early'),
  )
  const size =
    credit.amount !== null && credit.currency !== null
      ? moneyWords(credit.amount, credit.currency, locale)
      : credit.percent !== null
        ? `${numberText(credit.percent, locale)}${NBSP}%`
        : (credit.days ?? '')
  return `${words.credits[credit.state]}: ${size}${step?.lastDay ? `${locale.semicolon}${readerWords(locale.tag).view.claimBy(dateWords(step.lastDay, 0, locale))}` : ''}.`
}

export function markdownOf(text: TicketText): string {
  const parts = blocks(text).map((block) => {
    if ('head' in block) return `### ${markdown(block.head)}`
    if ('line' in block) return markdown(block.line)
    const line = (cells: readonly string[]): string => `| ${cells.map(markdown).join(' | ')} |`
    return [line(block.heads), `|${' --- |'.repeat(block.heads.length)}`, ...block.rows.map(line)].join('\n')
  })
  return `${[...parts, ...(isWeb(text.link) ? [`<${text.link}>`] : [])].join('\n\n')}\n`
}

/** The same without any marks, for a mail. */
export function plainOf(text: TicketText): string {
  const parts = blocks(text).map((block) => {
    if ('head' in block) return block.head
    if ('line' in block) return block.line
    return block.rows.map((cells) => cells.filter(Boolean).join(text.locale.semicolon)).join('\n')
  })
  return `${[...parts, ...(isWeb(text.link) ? [text.link] : [])].map((part) => part.replace(/\r/g, '')).join('\n\n')}\n`
}

export function htmlOf(text: TicketText): string {
  const parts = blocks(text).map((block) => {
    if ('head' in block) return `<h3>${html(block.head)}</h3>`
    if ('line' in block) return `<p>${html(block.line)}</p>`
    const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
      `<tr>${cells.map((cell) => `<${tag}>${html(cell)}</${tag}>`).join('')}</tr>`
    return `<table><thead>${row(block.heads, 'th')}</thead><tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
  })
  const link = isWeb(text.link) ? [`<p><a href="${html(text.link)}">${html(text.link.replace(/#.*$/s, ''))}</a></p>`] : []
  return [...parts, ...link].join('\n')
}

const isWeb = (link: string | undefined): link is string => link !== undefined && /^https:\/\/[^\s<>"]+$/.test(link)

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** One line; whatever Markdown, a table or a mention could be made of stands behind a backslash; no bare address becomes a link. */
const markdown = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#!|~&@$]/g, '\\$&')
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
