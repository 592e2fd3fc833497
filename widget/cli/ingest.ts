/** `standing ingest`: a status feed, from a file or an address, or a table of one's own, as evidence on standard output. */
import { mergeEvidence } from '../../shared/evidence/merge-evidence.ts'
import { evidenceDocument } from '../../shared/evidence/write-evidence.ts'
import { joinAccounts } from '../../shared/feeds/account.ts'
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { type Answer, detect, type Found, foundInWords, inWords, recognise } from '../../shared/feeds/detect.ts'
import { statuspageHistory } from '../../shared/feeds/statuspage-history.ts'
import { isZone } from '../../shared/time/zones.ts'
import { mapOf } from './arguments.ts'
import type { Command } from './command.ts'
import { decoded, fetchAnswer, fetchBytes, isUrl } from './download-address.ts'
import { guessed, tableEvidence } from './ingest-table.ts'
import { CommandRefused, type Io, Usage } from './io.ts'
import { rowsText } from './json-text.ts'
import { adaptorOf, readText } from './load-files.ts'
import { type HistoryRequest, readHistory, sinceOf } from './read-older-pages.ts'
import { closingLine, FeedReader, refuseUnmatched } from './read-responses.ts'

export const ingest: Command = {
  name: 'ingest',
  words: 'FILE|URL …',
  about: 'Convert a status feed or table to evidence',
  options: [
    { name: 'format', kind: 'text', value: 'NAME', about: 'Feed format, such as statuspage (default: detected)' },
    {
      name: 'observed-at',
      kind: 'text',
      value: 'T',
      about: 'Time the response was received (default: now) for an address, for a file the newest instant in it',
    },
    { name: 'zone', kind: 'text', value: 'Z', about: 'Time zone of times the page gives without one (default: UTC)' },
    { name: 'json', kind: 'flag', value: '', about: 'Print the evidence and an account of all rows as JSON' },
    { name: 'map', kind: 'list', value: 'COMPONENT=SERVICE …', about: 'Components (ID or name) that are services of the agreement' },
    {
      name: 'source',
      kind: 'text',
      value: 'ID',
      about: 'Source name in the evidence (default: host, format or table name)',
    },
    {
      name: 'mapping',
      kind: 'text',
      value: 'FILE',
      about: 'Column mapping (JSON) for CSV or JSON tables; see “standing schema import”',
    },
    {
      name: 'since',
      kind: 'text',
      value: 'MONTH',
      about: 'Load a Statuspage history back to this month, such as 2026-01 (one request a second)',
    },
    { name: 'resume', kind: 'text', value: 'FILE', about: 'Save the responses of --since to this file and continue from it' },
    { name: 'guess', kind: 'flag', value: '', about: 'Suggest a mapping to edit and pass as --mapping' },
  ],
  run: async (args, io) => {
    const format = args.text('format')
    const mapping = args.text('mapping')
    const table = mapping !== undefined || args.flag('guess')
    if (table && format !== undefined && !['csv', 'json'].includes(format)) throw new Usage(`--format ${format} needs no mapping`)
    const adaptor = format === undefined || table ? null : adaptorOf(format)
    const map = mapOf(args.list('map').filter((word) => word.includes('=')))
    // A list option takes every word up to the next option: those without an equals sign are what is to be read.
    const inputs = [...args.words, ...args.list('map').filter((word) => !word.includes('='))]
    if (inputs.length === 0) throw new Usage('Missing argument FILE or URL')
    const given = args.instant('observed-at')
    const observedAt = given ?? io.now()
    const zone = zoneOf(args.text('zone'))
    if (mapping === undefined && table) return await guessed(inputs, io)
    if (mapping !== undefined) {
      const evidence = await tableEvidence(inputs, { mapping, map, source: args.text('source'), at: observedAt }, io)
      io.out(rowsText(evidenceDocument(evidence)))
      return 0
    }
    const since = args.text('since') === undefined ? null : sinceOf(args.text('since') as string)
    const readers = new Map<string, FeedReader>()
    for (const input of inputs) {
      const { adaptor: of, bodies } =
        since && isUrl(input) ? await older(input, adaptor, { since, resume: args.text('resume') }, io) : await newest(input, adaptor, io)
      const source = args.text('source') ?? (isUrl(input) ? new URL(input).host : of.id)
      const fetched = given !== undefined || isUrl(input)
      const key = `${source} ${of.id} ${fetched}`
      const reader = readers.get(key) ?? new FeedReader({ adaptor: of, map, observedAt, fetched, source, ...zone }, io)
      readers.set(key, reader)
      for (const [name, body] of bodies) reader.add(name, body)
    }
    refuseUnmatched([...readers.values()])
    const read = [...readers.values()].map((reader) => reader.finish())
    const account = joinAccounts(read.map((each) => each.account))
    const evidence = evidenceDocument(mergeEvidence(read.flatMap(({ pieces }) => pieces)))
    io.out(rowsText(args.flag('json') ? { ...evidence, account } : evidence))
    io.err(closingLine(account))
    return 0
  },
}

/** What a file holds, or the newest of a page. Throws CommandRefused. */
export const newest = async (input: string, adaptor: FeedAdaptor | null, io: Io): Promise<Detected> =>
  adaptor ? { adaptor, bodies: await bodiesOf(input, adaptor, io) } : await detected(input, io)

/** The history of a Statuspage in place of its lists. Throws Usage for another feed. */
async function older(
  input: string,
  named: FeedAdaptor | null,
  request: Pick<HistoryRequest, 'since' | 'resume'>,
  io: Io,
): Promise<Detected> {
  const adaptor = named ?? (await search(input, io)).found.adaptor
  if (!['statuspage', 'statuspage-history'].includes(adaptor.id)) throw new Usage(`--since: wanted a Statuspage, got ${adaptor.title}`)
  const page = new URL('/', input)
  return { adaptor: statuspageHistory, bodies: [[page.href, await readHistory({ page, ...request }, io)]] }
}

/** Throws Usage for an unknown zone. */
function zoneOf(zone: string | undefined): { readonly zone?: string } {
  if (zone !== undefined && !isZone(zone)) throw new Usage(`--zone: wanted an IANA zone such as Europe/Berlin, got ${JSON.stringify(zone)}`)
  return zone === undefined ? {} : { zone }
}

export type Body = readonly [name: string, body: string]

/** A page's own address expands to the addresses of its feed. */
async function bodiesOf(input: string, adaptor: FeedAdaptor, io: Io): Promise<readonly Body[]> {
  if (!isUrl(input)) return [[input, readText(input, io)]]
  const page = new URL(input)
  return await read(page.pathname === '/' && page.search === '' ? adaptor.addresses(page) : [page], adaptor, io)
}

async function read(urls: readonly URL[], adaptor: FeedAdaptor, io: Io): Promise<readonly Body[]> {
  const bodies: Body[] = []
  for (const url of urls) bodies.push([url.href, decoded(await fetchBytes(url, io, adaptor.accepts))])
  return bodies
}

/** The first of the addresses, and those of the others that answer: not every page has its maintenance or its components. */
async function readMost([first, ...others]: readonly URL[], adaptor: FeedAdaptor, io: Io): Promise<readonly Body[]> {
  const bodies = first ? [...(await read([first], adaptor, io))] : []
  for (const url of others) {
    try {
      bodies.push(...(await read([url], adaptor, io)))
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error
      for (const line of error.lines) io.err(`${line}: left out`)
    }
  }
  return bodies
}

export interface Detected {
  readonly adaptor: FeedAdaptor
  readonly bodies: readonly Body[]
}

/** Without a format it is found out, and said on standard error. Throws CommandRefused with everything that was tried. */
async function detected(input: string, io: Io): Promise<Detected> {
  if (!isUrl(input)) {
    const body = readText(input, io)
    const adaptor = recognise(body)
    if (!adaptor) throw nothingKnown(input)
    io.err(`${input}: ${adaptor.title} (${adaptor.id})`)
    return { adaptor, bodies: [[input, body]] }
  }
  const { found, answers } = await search(input, io)
  const { adaptor, addresses } = found
  const asked = addresses.length === 1 ? answers.get(addresses[0]?.href ?? '') : undefined
  return { adaptor, bodies: asked ? [[addresses[0]?.href ?? '', asked.body]] : await readMost(addresses, adaptor, io) }
}

const nothingKnown = (input: string, lines: readonly string[] = []): CommandRefused =>
  new CommandRefused([...lines, `${input}: wanted a feed that is known, got none: name it with --format`])

/** What is behind an address, and what was answered on the way. Throws CommandRefused with everything that was tried. */
async function search(input: string, io: Io): Promise<{ readonly found: Found; readonly answers: ReadonlyMap<string, Answer> }> {
  const answers = new Map<string, Answer>()
  for (;;) {
    const step = detect(new URL(input), answers)
    if ('ask' in step) {
      answers.set(step.ask.href, await fetchAnswer(step.ask, io))
      continue
    }
    if ('nothing' in step) throw nothingKnown(input, step.nothing.map(inWords))
    io.err(foundInWords(step.found))
    return { found: step.found, answers }
  }
}
