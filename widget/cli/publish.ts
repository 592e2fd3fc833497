/** `standing publish`: an agreement and its evidence as the feed that widgets and extensions read. */

import { deflateSync } from 'node:zlib'
import { parseJson } from '../../shared/base/json.ts'
import { DocumentError, problemLine } from '../../shared/base/problem.ts'
import { objectiveKey } from '../../shared/contract/each-service.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import type { Report } from '../../shared/evaluate/model/report.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { type FeedDocument, makeFeed } from '../../shared/published/feed.ts'
import { type Feed, readFeed } from '../../shared/published/read-feed.ts'
import { sealDocument } from '../../shared/signing/seal.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { elapsedMs } from '../../shared/time/iso-duration.ts'
import { zonesFrom } from '../../shared/time/tables.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { Attempts } from './all-problems.ts'
import { type Args, mapOf } from './arguments.ts'
import type { Command } from './command.ts'
import { CommandRefused, type Io, Usage } from './io.ts'
import { readKeyFile } from './key-file.ts'
import { adaptorOf, loadContracts, loadEvidence, readText } from './load-files.ts'
import { runEvaluator } from './run-evaluator.ts'

/** Bytes deflated; above, a page on a slow link waits for the feed. */
const LARGE = 20_000

export const publish: Command = {
  name: 'publish',
  words: '--contract FILE … --evidence FILE …',
  about: 'Create the public feed for the widget and browser extensions',
  options: [
    { name: 'contract', kind: 'list', value: 'FILE …', about: 'Agreement files; only the public part is published' },
    { name: 'evidence', kind: 'list', value: 'FILE …', about: 'Evidence files; with --format also responses of that feed' },
    { name: 'out', kind: 'text', value: 'FILE', about: 'Output file (default: standard output)' },
    { name: 'at', kind: 'text', value: 'T', about: 'Time the feed describes (default: now)' },
    { name: 'valid-for', kind: 'text', value: 'DURATION', about: 'Time until the feed counts as out of date (default: PT5M)' },
    {
      name: 'private-key',
      kind: 'text',
      value: 'FILE',
      about: 'Ed25519 key that signs the feed, see “standing help key” (default: unsigned)',
    },
    { name: 'previous', kind: 'text', value: 'FILE', about: 'Previous feed; the new one refers to it by hash' },
    { name: 'format', kind: 'text', value: 'NAME', about: 'Feed format of the evidence files, such as statuspage' },
    { name: 'map', kind: 'list', value: 'COMPONENT=SERVICE …', about: 'With --format: components that are services of the agreement' },
  ],
  run: async (args, io) => {
    args.none()
    const at = args.instant('at') ?? io.now()
    const validFor = lengthOf(args)
    const [contracts, evidence, predecessor] = inputs(args, io, at)
    const whole = runEvaluator(contracts, evidence, { at, period: 'all' })
    const versions = contracts.filter((contract) => contract.id === whole.contract.id)
    const { evaluator, tzdb } = whole
    const options = { at, validFor, zones: temporalZones, evaluator, tzdb, ...(predecessor && { predecessor }) }
    const key = args.text('private-key')
    const made = makeFeed(versions, evidence, options)
    const feed = key === undefined ? made : await sealDocument(made, await readKeyFile(key, io), globalThis.crypto.subtle)
    const text = `${JSON.stringify(feed)}\n`
    for (const line of remarks(text, feed, whole)) io.err(line)
    const out = args.text('out')
    if (out === undefined) io.out(text)
    else io.writeFile(out, text)
    return 0
  },
}

function lengthOf(args: Args): number {
  const text = args.text('valid-for') ?? 'PT5M'
  try {
    return elapsedMs(text)
  } catch {
    throw new Usage(`--valid-for: wanted a duration such as PT5M, got ${JSON.stringify(text)}`)
  }
}

function inputs(args: Args, io: Io, at: EpochMs): readonly [readonly Contract[], Evidence, object | undefined] {
  const format = args.text('format')
  const adaptor = format === undefined ? null : adaptorOf(format)
  const feed = adaptor && { adaptor, map: mapOf(args.list('map')), observedAt: at, fetched: args.flag('observed-at'), source: adaptor.id }
  const [contractFiles, evidenceFiles, previous] = [args.some('contract'), args.some('evidence'), args.text('previous')]
  const attempts = new Attempts()
  const contracts = attempts.try(() => loadContracts(contractFiles, io))
  const evidence = attempts.try(() => loadEvidence(evidenceFiles, io, feed))
  const before = previous === undefined ? undefined : attempts.try(() => previousFeed(previous, io))
  attempts.done()
  return [contracts!, evidence!, before]
}

/** The document as it was served: its hash is over what was in it, also what this version does not know. */
function previousFeed(path: string, io: Io): object {
  try {
    const value = parseJson(readText(path, io))
    if (typeof value === 'object' && value !== null && 'format' in value && String(value.format).startsWith('standing/feed@')) return value
    throw new CommandRefused([problemLine(path, { path: 'format', wanted: 'a feed, standing/feed@1', got: 'something else' })])
  } catch (error) {
    if (error instanceof DocumentError) throw new CommandRefused(error.problems.map((problem) => problemLine(path, problem)))
    throw error
  }
}

/** What the publisher should know: its size, and every verdict that a reader of the feed would not come to. */
function remarks(text: string, feed: FeedDocument, whole: Report): readonly string[] {
  const bytes = deflateSync(text, { level: 9 }).length
  const size = `standing: the feed is ${text.length} bytes, ${bytes} compressed`
  const read = readFeed(text)
  return [
    bytes > LARGE ? `${size}: more than ${LARGE}, which a page on a slow link waits for` : size,
    ...hidden(feed, whole),
    ...publishedDifferences(read, whole).map((line) => `standing: ${line}`),
  ]
}

function hidden(feed: FeedDocument, whole: Report): readonly string[] {
  const told = new Set(feed.contract.objectives.map((objective) => objective.id))
  const kept = [...new Set(whole.objectives.map((objective) => objective.id))].filter((id) => !told.has(id))
  return kept.length === 0 ? [] : [`standing: not told, because they rest on a customer's tickets: ${kept.join(', ')}`]
}

/** Verdicts of the periods carried that differ when they are computed from the feed alone. */
export function publishedDifferences(feed: Feed, whole: Report): readonly string[] {
  if (whole.objectives.length === 0) return []
  const own = evaluate(feed.contracts, feed.evidence, { at: feed.at, zones: zonesFrom(feed.zones), period: 'all' })
  const byPlace = new Map(own.objectives.map((each) => [`${objectiveKey(each)} ${each.period.label}`, each]))
  const told = new Set(feed.contracts.flatMap((contract) => contract.objectives.map((objective) => objective.id)))
  return whole.objectives.flatMap((each) => {
    if (each.period.from < feed.since || !told.has(each.id)) return []
    const place = `${objectiveKey(each)} ${each.period.label}`
    const seen = byPlace.get(place)?.verdict ?? 'nothing'
    return seen === each.verdict ? [] : [`${place}: ${each.verdict}, but a reader of the feed comes to ${seen}`]
  })
}
