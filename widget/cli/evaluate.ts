/** `standing evaluate`: agreements and evidence in, the report out, as JSON or as a table. */
import { NO_EVIDENCE } from '../../shared/evidence/model.ts'
import { Attempts } from './all-problems.ts'
import { type Args, mapOf } from './arguments.ts'
import { batch } from './batch.ts'
import type { Command } from './command.ts'
import { type Io, Usage } from './io.ts'
import { adaptorOf, loadContracts, loadEvidence } from './load-files.ts'
import type { FeedInputOptions } from './read-responses.ts'
import { reportText } from './report-text.ts'
import { runEvaluator } from './run-evaluator.ts'

export const evaluateCommand: Command = {
  name: 'evaluate',
  words: '--contract FILE … --evidence FILE … | --batch DIR',
  about: 'Compare targets with achieved values; list credits and deadlines',
  options: [
    { name: 'contract', kind: 'list', value: 'FILE …', about: 'Agreement files, including versions and agreements it refers to' },
    { name: 'evidence', kind: 'list', value: 'FILE …', about: 'Evidence files; with --format also responses of that feed' },
    { name: 'at', kind: 'text', value: 'T', about: 'Evaluate as of this time (default: now)' },
    { name: 'known-at', kind: 'text', value: 'T', about: 'Use only data known by this time (default: all data given)' },
    {
      name: 'period',
      kind: 'text',
      value: 'P',
      about: 'Period: 2026-03, 2026-Q1, a local date, or all (default: the period containing --at)',
    },
    { name: 'json', kind: 'flag', value: '', about: 'Print the report as JSON' },
    {
      name: 'why',
      kind: 'flag',
      value: '',
      about: 'List what decided: downtime, exclusions, gaps, tickets and deliveries, and the arithmetic',
    },
    { name: 'format', kind: 'text', value: 'NAME', about: 'Feed format of the evidence files, such as statuspage' },
    { name: 'map', kind: 'list', value: 'COMPONENT=SERVICE …', about: 'With --format: components that are services of the agreement' },
    {
      name: 'observed-at',
      kind: 'text',
      value: 'T',
      about: 'With --format: time the response was received (default: newest time in it)',
    },
    {
      name: 'strict',
      kind: 'flag',
      value: '',
      about: 'Treat unknown fields of the agreement as errors, and exits 1 where evidence is not used',
    },
    {
      name: 'batch',
      kind: 'text',
      value: 'DIR',
      about: 'Evaluate each subfolder with contract.yaml, evidence.json and args.json; print one JSON line each',
    },
  ],
  run: (args, io) => {
    args.none()
    const folder = args.text('batch')
    if (folder !== undefined) return batch(folder, io)
    const report = reportOf(args, io)
    if (args.flag('json')) io.out(`${JSON.stringify(report.report)}\n`)
    else io.out(reportText(report.report, report.contract, { columns: io.columns, colour: io.colour, why: args.flag('why') }))
    return args.flag('strict') && report.report.unused.length > 0 ? 1 : 0
  },
}

function reportOf(args: Args, io: Io) {
  const contracts = args.some('contract')
  const evidence = args.some('evidence')
  const at = args.instant('at') ?? io.now()
  const knownAt = args.instant('known-at')
  const period = args.text('period')
  const feed = feedOf(args, Math.min(at, knownAt ?? at))
  const attempts = new Attempts()
  const agreements = attempts.try(() => loadContracts(contracts, io, args.flag('strict'))) ?? []
  const facts = attempts.try(() => loadEvidence(evidence, io, feed)) ?? NO_EVIDENCE
  attempts.done()
  const when = { at, ...(knownAt !== undefined && { knownAt }), ...(period !== undefined && { period }) }
  return { report: runEvaluator(agreements, facts, when), contract: agreements[0]! }
}

function feedOf(args: Args, at: number): FeedInputOptions | null {
  const format = args.text('format')
  if (format === undefined) {
    if (args.flag('map')) throw new Usage('--map needs --format')
    return null
  }
  const adaptor = adaptorOf(format)
  return {
    adaptor,
    map: mapOf(args.list('map')),
    observedAt: args.instant('observed-at') ?? at,
    fetched: args.flag('observed-at'),
    source: adaptor.id,
  }
}
