/** `standing calibrate`: the downtime that a page's incidents give beside the page's own figure, and the difference by cause. */
import type { Span, State } from '../../shared/evidence/model.ts'
import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { adaptorNamed } from '../../shared/feeds/index.ts'
import {
  CAUSES,
  type Calibration,
  type Cause,
  calibrate,
  incidentSpans,
  type SpansByState,
  windowDays,
} from '../../shared/feeds/parts/calibration.ts'
import { officialAt } from '../../shared/feeds/parts/official.ts'
import { durationWords, en, percentWords } from '../../shared/i18n/index.ts'
import { isoInZone } from '../../shared/time/instant.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { isZone, temporalZones } from '../../shared/time/zones.ts'
import type { Command } from './command.ts'
import { decoded, fetchBytes, isUrl } from './download-address.ts'
import { type Body, newest } from './ingest.ts'
import { CommandRefused, type Io, plainText, Usage } from './io.ts'
import { FeedReader } from './read-responses.ts'
import { type Cell, table } from './text-table.ts'

const STATES: readonly State[] = ['down', 'partial', 'degraded']

export const calibrateCommand: Command = {
  name: 'calibrate',
  words: 'FILE|URL …',
  about: 'Compare provider-reported uptime with its incidents, by cause of difference',
  options: [
    { name: 'counts', kind: 'text', value: 'STATES', about: 'States that count as downtime (default: down,partial)' },
    { name: 'zone', kind: 'text', value: 'ZONE', about: 'Time zone of the page’s days (default: UTC)' },
    { name: 'observed-at', kind: 'text', value: 'T', about: 'Time the responses were received (default: now)' },
    { name: 'json', kind: 'flag', value: '', about: 'Print the rows as JSON' },
  ],
  run: async (args, io) => {
    if (args.words.length === 0) throw new Usage('Missing argument FILE or URL')
    const counts = countsOf(args.text('counts') ?? 'down,partial')
    const zone = args.text('zone') ?? 'Etc/UTC'
    if (!isZone(zone)) throw new Usage(`--zone: wanted an IANA name such as Europe/Berlin, got ${JSON.stringify(zone)}`)
    const at = args.instant('observed-at') ?? io.now()
    const readings: Reading[] = []
    for (const input of args.words) readings.push(...(await readingsOf(input, at, io)))
    const rows = rowsOf(readings, { at, counts, zone })
    if (rows.length === 0) throw new CommandRefused([`${args.words.join(', ')}: wanted a page that gives an uptime of its own, got none`])
    if (args.flag('json')) io.out(`${JSON.stringify(rows)}\n`)
    else for (const line of lines(rows, zone, io)) io.out(`${plainText(line)}\n`)
    return 0
  },
}

function countsOf(text: string): SpansByState {
  const words = text.split(',').map((word) => word.trim())
  const unknown = words.find((word) => !STATES.includes(word as State))
  if (unknown !== undefined) throw new Usage(`--counts: wanted some of ${STATES.join(', ')}, got ${JSON.stringify(unknown)}`)
  return Object.fromEntries(words.map((word) => [word, 1]))
}

/** A page's incidents, and its own figure where that stands at another address. */
async function readingsOf(input: string, at: EpochMs, io: Io): Promise<readonly Reading[]> {
  const { adaptor, bodies } = await newest(input, null, io)
  const place = isUrl(input) ? officialAt(adaptor.id, bodies[0]?.[0] ?? input) : null
  const own = place && adaptorNamed(place.feed)
  const read = (of: FeedAdaptor, some: readonly Body[]): readonly Reading[] => {
    const reader = new FeedReader({ adaptor: of, map: undefined, observedAt: at, fetched: true, source: of.id }, io)
    for (const [name, body] of some) reader.add(name, body)
    return reader.finish().readings
  }
  const incidents = read(adaptor, bodies)
  if (!place || !own) return incidents
  return [...incidents, ...read(own, [[place.address.href, decoded(await fetchBytes(place.address, io, own.accepts))]])]
}

interface Given {
  readonly at: EpochMs
  readonly counts: SpansByState
  readonly zone: string
}

function rowsOf(readings: readonly Reading[], given: Given): readonly Calibration[] {
  const spans: readonly Span[] = incidentSpans(readings.flatMap(({ evidence }) => evidence.spans))
  const noImpact = new Set(readings.flatMap(({ account }) => account.rows.flatMap(({ ref, part }) => (part === 'noImpact' ? [ref] : []))))
  return readings.flatMap(({ official }) => (official ? calibrate(official, spans, { ...given, noImpact }) : []))
}

const HEADS: Readonly<Record<Cause, string>> = {
  weights: 'weights',
  spread: 'spread over components',
  window: 'window to "resolved"',
  'not-named': 'no component named',
  'no-impact': 'impact none',
  other: 'other',
}

function lines(rows: readonly Calibration[], zone: string, io: Io): readonly string[] {
  const cells = rows.map((row): readonly Cell[] => [
    { text: row.name },
    figure(row, row.oursMs, row.isEstimate ? ' (estimate)' : ''),
    figure(row, row.theirsMs, ''),
    signed(row.oursMs - row.theirsMs),
    ...CAUSES.map((cause) => signed(row.byCause[cause])),
  ])
  const { window } = rows[0]!
  const rules = temporalZones(zone)
  return [
    `${windowDays(window)} days, ${isoInZone(window.from, rules)} to ${isoInZone(window.to, rules)}`,
    '',
    ...table(
      ['component', 'by incidents', 'by the page', 'difference', ...CAUSES.map((cause) => HEADS[cause])],
      cells,
      io.columns,
      io.colour,
    ),
  ]
}

/** The share of the window that was no downtime, cut and never rounded up, with the downtime. */
function figure({ window }: Calibration, downMs: number, suffix: string): Cell {
  const whole = BigInt(window.to - window.from)
  const cut = whole === 0n ? 0n : ((whole - BigInt(downMs)) * 1_000_000n) / whole
  const text = `${cut / 10_000n}.${String(cut % 10_000n).padStart(4, '0')}`
  return { text: `${percentWords(text, en, 3)}, ${durationWords(downMs, en, 2)}${suffix}`, align: 'end' }
}

const signed = (ms: number): Cell => ({ text: ms === 0 ? '' : `${ms < 0 ? '−' : '+'}${durationWords(Math.abs(ms), en, 2)}`, align: 'end' })
