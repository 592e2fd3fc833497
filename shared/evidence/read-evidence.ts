/**
 * Reads an evidence file, `standing/evidence@1`: JSON text in, `Evidence` out, all problems at once with their paths
 * (R33, R34, R35). Only `format` is required; fields this version does not know are listed as unread, a newer major version is refused.
 * Whether the services named exist is the agreement's business: spans of others are ignored there.
 */

import { isObject } from '../base/is-object.ts'
import { parseJson } from '../base/json.ts'
import { DocumentError, type Problem } from '../base/problem.ts'
import { EvidenceRow } from './evidence-row.ts'
import type { Attribution, Coverage, Evidence, ItemCoverage, Lifetime, Span } from './model.ts'
import { claim, declaration, delivery, maintenance, ticket } from './read-events.ts'
import { checkSeries, requestCount, sample } from './read-measured.ts'
import { source } from './source.ts'
import { unreadFields } from './unread.ts'

export const EVIDENCE_FORMAT = 'standing/evidence@1'

/** A year of one-minute checks of one service is about 30 MB as text. */
export const EVIDENCE_LIMITS = { size: 64_000_000, depth: 32 } as const

export interface EvidenceRead {
  /** null where there is a problem. */
  readonly evidence: Evidence | null
  readonly problems: readonly Problem[]
}

/** Reads JSON text. Never throws for what is in the text. */
export function readEvidence(text: string): EvidenceRead {
  try {
    return readEvidenceValue(parseJson(text, EVIDENCE_LIMITS))
  } catch (error) {
    if (error instanceof DocumentError) return { evidence: null, problems: error.problems }
    throw error
  }
}

/** Reads what a parser of JSON or YAML returned. */
export function readEvidenceValue(value: unknown): EvidenceRead {
  const problems: Problem[] = []
  if (!isObject(value)) {
    new EvidenceRow({}, problems).problem('', `an object with format: ${EVIDENCE_FORMAT}`, value)
    return { evidence: null, problems }
  }
  const top = new EvidenceRow(value, problems)
  if (!formatFits(top, value.format)) return { evidence: null, problems }
  const observer = top.inner('observer')
  const name = observer?.maybeText('name')
  const tool = observer?.maybeText('tool')
  const unread = unreadFields(value)
  const covered = top.list('coverage', coverage)
  const evidence: Evidence = {
    ...(observer && { observer: { ...(name !== undefined && { name }), ...(tool !== undefined && { tool }) } }),
    spans: top.list('spans', span),
    coverage: covered.flatMap((each) => ('of' in each ? [] : [each])),
    itemCoverage: covered.flatMap((each) => ('of' in each ? [each] : [])),
    attributions: top.list('attributions', attribution),
    checks: top.list('checks', checkSeries),
    requests: top.list('requests', requestCount),
    samples: top.list('samples', sample),
    maintenance: top.list('maintenance', maintenance),
    tickets: top.list('tickets', ticket),
    deliveries: top.list('deliveries', delivery),
    declarations: top.list('declarations', declaration),
    claims: top.list('claims', claim),
    lifetimes: top.list('lifetimes', lifetime),
    ...(unread.length > 0 && { unread }),
  }
  for (const key of ['spans', 'maintenance'] as const) unique(top, key, evidence[key])
  for (const key of ['tickets', 'declarations', 'claims'] as const) unique(top, key, evidence[key])
  return problems.length > 0 ? { evidence: null, problems } : { evidence, problems }
}

function formatFits(top: EvidenceRow, format: unknown): boolean {
  if (format === EVIDENCE_FORMAT) return true
  const major = typeof format === 'string' ? /^standing\/evidence@(\d{1,9})$/.exec(format)?.[1] : undefined
  const wanted = major && Number(major) > 1 ? `${EVIDENCE_FORMAT}: this file is of a newer version, update to read it` : EVIDENCE_FORMAT
  top.problem('format', wanted)
  return false
}

/** One id twice is a mistake, except as versions that were seen at different times (R3). The later one is named (R33). */
function unique(top: EvidenceRow, key: string, rows: readonly { readonly id?: string; readonly observedAt?: number }[]): void {
  const seen = new Set<string>()
  rows.forEach((row, index) => {
    if (row.id === undefined) return
    const version = row.observedAt === undefined ? row.id : `${row.id} ${row.observedAt}`
    if (seen.has(version)) top.problem(`${key}[${index}].id`, 'an id that no earlier entry has', row.id)
    seen.add(version)
  })
}

const STATES = ['up', 'degraded', 'partial', 'down', 'maintenance'] as const
const BASES = ['component-transition', 'component-impact', 'check', 'daily-bucket', 'incident-window', 'prose', 'page-only'] as const

function span(row: EvidenceRow): Span {
  const from = row.instant('from')
  const to = row.instantOrNull('to')
  row.ordered(from, to)
  const out: { -readonly [K in keyof Span]: Span[K] } = {
    service: row.raw('service') === null ? null : row.text('service', 'the id of a service, or null where the incident names none'),
    from,
    to,
    state: row.oneOf('state', STATES),
    source: source(row),
  }
  const id = row.maybeText('id')
  const ref = row.maybeText('ref')
  const observedAt = row.maybeInstant('observedAt')
  const title = row.maybeText('title')
  const category = row.maybeText('category')
  const basis = row.maybeOneOf('basis', BASES)
  if (id !== undefined) out.id = id
  if (ref !== undefined) out.ref = ref
  if (observedAt !== undefined) out.observedAt = observedAt
  if (row.maybeFlag('void')) out.void = true
  if (title !== undefined) out.title = title
  if (category !== undefined) out.category = category
  if (row.has('share')) out.share = row.share('share')
  if (basis !== undefined) out.basis = basis
  const uncertain = row.inner('uncertain')
  if (uncertain) out.uncertain = uncertain.closed()
  return out
}

const ITEMS = ['tickets', 'deliveries', 'requests'] as const

function coverage(row: EvidenceRow): Coverage | ItemCoverage {
  const observedAt = row.maybeInstant('observedAt')
  const rest = { source: source(row), ...row.open(), ...(observedAt !== undefined && { observedAt }) }
  if (!row.has('of')) return { service: row.text('service'), ...rest }
  const service = row.maybeText('service')
  return { of: row.oneOf('of', ITEMS), ...(service !== undefined && { service }), ...rest }
}

function attribution(row: EvidenceRow): Attribution {
  const reason = row.maybeText('reason')
  return {
    ref: row.text('ref'),
    source: source(row),
    services: row.texts('services'),
    by: row.text('by'),
    at: row.instant('at'),
    ...(reason !== undefined && { reason }),
    ...(row.maybeFlag('void') && { void: true }),
  }
}

function lifetime(row: EvidenceRow): Lifetime {
  return { service: row.text('service'), ...row.open() }
}
