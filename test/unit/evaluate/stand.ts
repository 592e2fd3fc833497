/** One objective by time in June 2026, UTC, with just what a row of a table is about. Times are `d hh:mm[:ss]` of June. */
import type { Contract, Objective } from '../../../shared/contract/model.ts'
import { assumeTimeDefaults } from '../../../shared/evaluate/downtime/time-assumptions.ts'
import { evaluateWith } from '../../../shared/evaluate/evaluate-agreement.ts'
import { measureTime } from '../../../shared/evaluate/measures/time.ts'
import type { LedgerClass, ObjectiveReport, Report } from '../../../shared/evaluate/model/report.ts'
import { type Coverage, type Evidence, NO_EVIDENCE, type Source, type Span, type State } from '../../../shared/evidence/model.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const JUNE = Date.UTC(2026, 5, 1)
export const JULY = Date.UTC(2026, 6, 1)

/** `10 12:30` is 10 June 12:30 UTC; days may lie outside of June (`0` is 31 May, `31` 1 July). */
export function june(text: string): number {
  const [day, clock = '00:00'] = text.split(' ') as [string, string?]
  const [hours, minutes, seconds = 0] = clock.split(':').map(Number) as [number, number, number?]
  return JUNE + (Number(day) - 1) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND
}

export const FEED: Source = { kind: 'feed', id: 'acme', party: 'provider' }
export const PROBE: Source = { kind: 'probe', id: 'home', party: 'customer' }

export function span(from: string, to: string | null, more: Partial<Span> = {}): Span {
  return { service: 'api', from: june(from), to: to === null ? null : june(to), state: 'down' as State, source: FEED, ...more }
}

export function covers(from: string, to: string | null, more: Partial<Coverage> = {}): Coverage {
  return { service: 'api', source: FEED, from: june(from), to: to === null ? null : june(to), ...more }
}

export interface Setting {
  readonly contract?: Partial<Contract>
  readonly objective?: Partial<Objective>
  readonly measure?: Partial<Objective['measure']>
  readonly evidence?: Partial<Evidence>
  readonly at?: number
  readonly knownAt?: number
  readonly period?: string
}

export function agreement({ contract, objective, measure }: Setting = {}): Contract {
  return {
    format: 'standing/contract@1',
    id: 'acme',
    title: 'Acme',
    zone: 'UTC',
    period: { every: 'month' },
    services: [
      { id: 'api', name: 'API' },
      { id: 'web', name: 'Web' },
    ],
    objectives: [
      { id: 'uptime', services: ['api'], target: '99.9', ...objective, measure: { by: 'time', ...measure } as Objective['measure'] },
    ],
    ...contract,
  }
}

/** A whole report; without coverage of its own, the feed sees all of June and its neighbours. */
export function reportOn(setting: Setting): Report {
  const evidence: Evidence = { ...NO_EVIDENCE, coverage: [covers('-60', '90')], ...setting.evidence }
  return evaluateWith({ measures: { time: measureTime }, defaults: assumeTimeDefaults }, [agreement(setting)], evidence, {
    at: setting.at ?? JULY,
    period: setting.period ?? '2026-06',
    zones: temporalZones,
    ...(setting.knownAt !== undefined && { knownAt: setting.knownAt }),
  })
}

export const stand = (setting: Setting): ObjectiveReport => reportOn(setting).objectives[0] as ObjectiveReport

/** Ms in the ledger's entries of a class. */
export const inLedger = ({ ledger }: ObjectiveReport, as: LedgerClass): number =>
  ledger.filter((entry) => entry.as === as).reduce((sum, { from, to }) => sum + to - from, 0)
