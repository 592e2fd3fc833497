/** Adding, editing and deleting agreements. What comes from a page is read again here: only the background decides what is stored. */

import { sha256Hex } from '../../shared/base/canonical.ts'
import { problemLine } from '../../shared/base/problem.ts'
import { inherit } from '../../shared/contract/inheritance.ts'
import { ofPlan } from '../../shared/contract/plan.ts'
import { readContract } from '../../shared/contract/read-contract.ts'
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { prometheus } from '../../shared/feeds/prometheus.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { type NewAgreement, type ProbeAsk, RequestRefused } from '../messages.ts'
import { NEW_STATE } from '../model/source-state.ts'
import { ReadTrouble } from '../sources/fetch-address.ts'
import { askServer, ManySeries, readSeries } from '../sources/metrics.ts'
import { olderFrom } from '../sources/older-history.ts'
import type { PollParts } from '../sources/poll-parts.ts'
import { look, pageAddress } from '../sources/source-preview.ts'
import { AS_EVER, isCheck } from '../store/check-settings.ts'
import { METRICS, PROBE } from '../store/source-kind.ts'
import type { AgreementRecord, MetricsQuery, SourceRecord } from '../store/store-schema.ts'

/** Five minutes: a status page's list is complete whenever it is read, so a shorter interval only reports sooner. */
const EVERY = 300_000
const HOUR = 3_600_000

/** The records of a new agreement. Throws Refused; nothing is written here. */
export async function prepare(
  parts: PollParts,
  ask: NewAgreement,
  others: readonly AgreementRecord[],
): Promise<{ agreement: AgreementRecord; sources: readonly SourceRecord[] }> {
  const read = readContract(ask.text, ask.kind)
  // The agreement it is based on must be tracked first: clauses are inherited from it.
  const known = new Map(others.map((each) => [each.id, each.contract]))
  const { contract, problems } = read.contract ? inherit(read.contract, known) : read
  if (!contract) throw new RequestRefused('bad-agreement', problems.map((problem) => problemLine(ask.kind, problem)).join('\n'))
  const now = parts.now()
  const source = ask.feed ? await newSource(parts, ask.feed.page, now) : null
  return {
    agreement: {
      id: contract.id,
      addedAt: now,
      text: { body: ask.text, kind: ask.kind },
      contract: ofPlan(contract, ask.plan),
      origin: ask.origin,
      plan: ask.plan,
      links: source && ask.feed ? [{ source: source.id, components: ask.feed.components }] : [],
    },
    sources: source ? [source] : [],
  }
}

/** A source for what is found at a page's address. Throws Refused. */
export async function newSource(parts: PollParts, page: string, now: EpochMs): Promise<SourceRecord> {
  const seen = await look(parts, page)
  return {
    id: sourceId(seen.address),
    title: seen.title,
    feed: seen.feed,
    page: pageAddress(page).href,
    address: seen.address,
    also: seen.also,
    every: EVERY,
    components: seen.components.map(({ id, name }) => ({ id, name })),
    state: { ...NEW_STATE, dueAt: now, ...(seen.feed === 'statuspage' && { older: olderFrom(now) }) },
  }
}

/** What a person chose for the checks of an address; throws Refused for what can't be chosen. */
export function probeSettings(ask: ProbeAsk): Pick<SourceRecord, 'expect' | 'check' | 'every'> {
  const { expect = '', every = 60_000, check = AS_EVER } = ask
  const { method, timeout, statuses, tries } = check
  const chosen = { method, timeout, statuses: statuses.trim(), tries }
  if (!isCheck(chosen, expect, every)) throw new RequestRefused('bad-check', chosen.statuses)
  return { ...(expect !== '' && { expect: expect.slice(0, 200) }), check: chosen, every }
}

/** An uptime check of one address. */
export function newProbe(address: URL, settings: ReturnType<typeof probeSettings>, now: EpochMs): SourceRecord {
  const own = settings.expect === undefined ? '' : `-${sha256Hex(settings.expect).slice(0, 8)}`
  return {
    id: `${PROBE}-${sourceId(address.href)}${own}`,
    ...settings,
    title: address.host + (address.pathname === '/' ? '' : address.pathname),
    feed: PROBE,
    page: address.href,
    address: address.href,
    also: [],
    components: [{ id: PROBE, name: address.host }],
    state: { ...NEW_STATE, dueAt: now },
  }
}

/** A server of metrics, asked each five minutes. The address may be that of the server, of its page or of a whole question. */
export function newMetrics(page: URL, query: MetricsQuery, now: EpochMs): SourceRecord {
  const base = `${page.origin}${page.pathname.replace(/\/(api\/v1\/\w*|graph|query|vmui)?\/?$/, '')}`
  const address = `${base}/api/v1/query_range`
  const own = sha256Hex(JSON.stringify([query.kind, query.query, query.failed ?? '', query.step])).slice(0, 8)
  return {
    id: `${METRICS}-${sourceId(base)}-${own}`,
    metrics: query,
    title: new URL(address).host,
    feed: prometheus.id,
    page: `${base}/`,
    address,
    also: [],
    every: EVERY,
    components: [{ id: METRICS, name: query.query.slice(0, 120) }],
    state: { ...NEW_STATE, dueAt: now },
  }
}

/** A question about the last hour. Throws Refused, in the server's words where it has any. */
export async function tryMetrics(parts: PollParts, { address, metrics }: SourceRecord): Promise<void> {
  if (!metrics) throw new RangeError('not a server of metrics')
  const to = Math.floor(parts.now() / metrics.step) * metrics.step
  const range = { from: to - Math.max(HOUR, 2 * metrics.step), to }
  try {
    const series = await readSeries(askServer(parts), address, metrics.query, range, metrics.step)
    if (metrics.failed !== undefined) await readSeries(askServer(parts), address, metrics.failed, range, metrics.step)
    if (!series) throw new RequestRefused('no-series', metrics.query)
  } catch (error) {
    if (error instanceof ReadTrouble) throw new RequestRefused(error.kind, error.message, { cause: error })
    if (error instanceof ManySeries) throw new RequestRefused('many-series', String(error.count), { cause: error })
    if (error instanceof FeedError && error.problem === 'wrong-shape')
      throw new RequestRefused('bad-query', error.message, { cause: error })
    if (error instanceof FeedError) throw new RequestRefused(error.problem, error.message, { cause: error })
    throw error
  }
}

/** One source per address, whoever reads it: `www.githubstatus.com` → `www-githubstatus-com`; another path makes another source. */
export function sourceId(address: string): string {
  const { host, pathname } = new URL(address)
  const own = pathname.replace(/\/api\/v2\/.*$/, '')
  return (host + own)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** A source that is read at another host from now on: its evidence stays its own. */
export function movedSource(source: SourceRecord, host: string, adaptors: readonly FeedAdaptor[], now: EpochMs): SourceRecord {
  const page = new URL(source.page)
  page.host = host
  const feed = adaptors.find(({ id }) => id === source.feed)
  if (!feed) throw new RequestRefused('no-feed', host)
  const there = (address: string): string => {
    const url = new URL(address)
    url.host = host
    return url.href
  }
  const state = { ...source.state, dueAt: now, etag: null, bodies: {} }
  return { ...source, page: page.href, address: there(source.address), also: source.also.map(there), state }
}
