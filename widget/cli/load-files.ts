/** Files named on the command line as agreements and evidence. Every problem of every file is reported before anything is done. */

import { DocumentError, problemLine } from '../../shared/base/problem.ts'
import { parseYaml } from '../../shared/base/yaml.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { documentKind, readContract } from '../../shared/contract/read-contract.ts'
import { inheritAll } from '../../shared/contract/text-versions.ts'
import { mergeEvidence } from '../../shared/evidence/merge-evidence.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { readEvidence, readEvidenceValue } from '../../shared/evidence/read-evidence.ts'
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { ADAPTORS, adaptorNamed } from '../../shared/feeds/index.ts'
import { Attempts } from './all-problems.ts'
import { CommandRefused, type Io, Usage } from './io.ts'
import { mainFirst } from './main-contract.ts'
import { type FeedInputOptions, FeedReader, refuseUnmatched } from './read-responses.ts'

/** The text of a file. Throws Refused. */
export function readText(path: string, io: Io): string {
  try {
    return io.readFile(path)
  } catch (error) {
    throw new CommandRefused([`${path}: wanted a file that can be read, got ${(error as NodeJS.ErrnoException).code ?? 'an error'}`])
  }
}

/**
 * The agreements, with what they inherit from each other, the one that is asked about first. Fields that are not known are warnings
 * on standard error, or with `strict` problems (R35). Throws Refused.
 */
export function loadContracts(paths: readonly string[], io: Io, strict = false): readonly Contract[] {
  const attempts = new Attempts()
  const read: { path: string; contract: Contract }[] = []
  for (const path of paths) {
    const { contract, problems, warnings } = attempts.try(() => readContract(readText(path, io), documentKind(path))) ?? NOTHING
    attempts.note(problems.map((problem) => problemLine(path, problem)))
    if (strict) attempts.note(warnings.map((warning) => problemLine(path, warning)))
    else for (const warning of warnings) io.err(`${problemLine(path, warning)} (warning)`)
    if (contract) read.push({ path, contract })
  }
  attempts.done()
  const ordered = mainFirst(read, ({ contract }) => contract)
  const whole = inheritAll(ordered.map(({ contract }) => contract)).map(({ contract: inherited, problems }, index) => {
    const { path, contract } = ordered[index]!
    attempts.note(problems.map((problem) => problemLine(path, problem)))
    return inherited ?? contract
  })
  attempts.done()
  return whole
}

const NOTHING = { contract: null, problems: [], warnings: [] }

/** All evidence files as one; with `feed`, files that are no evidence are read as responses of that feed. Throws Refused. */
export function loadEvidence(paths: readonly string[], io: Io, feed: FeedInputOptions | null): Evidence {
  const attempts = new Attempts()
  const reader = feed && new FeedReader(feed, io)
  const pieces = paths.flatMap((path) => attempts.try(() => evidenceOf(path, io, reader)) ?? [])
  attempts.done()
  if (reader === null) return mergeEvidence(pieces)
  refuseUnmatched([reader])
  return mergeEvidence([...pieces, ...reader.finish().pieces])
}

function evidenceOf(path: string, io: Io, feed: FeedReader | null): readonly Evidence[] {
  const text = readText(path, io)
  if (feed && !text.slice(0, 4000).includes('standing/evidence@')) {
    feed.add(path, text)
    return []
  }
  const { evidence, problems } = /\.ya?ml$/i.test(path) ? yamlEvidence(text) : readEvidence(text)
  if (!evidence) throw new CommandRefused(problems.map((problem) => problemLine(path, problem)))
  return [evidence]
}

function yamlEvidence(text: string): ReturnType<typeof readEvidence> {
  try {
    return readEvidenceValue(parseYaml(text))
  } catch (error) {
    if (error instanceof DocumentError) return { evidence: null, problems: error.problems }
    throw error
  }
}

/** Throws Usage for an unknown adaptor. */
export function adaptorOf(name: string): FeedAdaptor {
  const adaptor = adaptorNamed(name)
  if (adaptor) return adaptor
  throw new Usage(`--format: wanted one of ${ADAPTORS.map((each) => each.id).join(', ')}, got ${JSON.stringify(name)}`)
}
