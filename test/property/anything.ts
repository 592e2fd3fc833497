/** Random agreements and evidence for the properties: two services, three sources, everything on whole minutes. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Contract, Exclusion, TimeMeasure } from '../../shared/contract/model.ts'
import { type Evidence, NO_EVIDENCE, type Source, type Span } from '../../shared/evidence/model.ts'
import { localInstant } from './second.ts'

export const MINUTE = 60_000
const DAY_MINUTES = 1440

/** Two days before each zone changes its clocks, skips a day or ends a year, and one date without. */
const PLACES = [
  { zone: 'Europe/Berlin', date: '2026-03-27' },
  { zone: 'Europe/Berlin', date: '2026-10-23' },
  { zone: 'America/New_York', date: '2026-03-06' },
  { zone: 'America/New_York', date: '2026-10-30' },
  { zone: 'Australia/Lord_Howe', date: '2026-04-03' },
  { zone: 'Australia/Lord_Howe', date: '2026-10-02' },
  { zone: 'Asia/Kolkata', date: '2026-05-30' },
  { zone: 'Pacific/Apia', date: '2011-12-27' },
  { zone: 'Pacific/Apia', date: '2011-12-29' },
  { zone: 'Pacific/Apia', date: '2026-12-30' },
]
/** Periods of a day; the third is asked about. */
const LENGTH_DAYS = 1
const ASKED = 2

export interface Case {
  readonly contract: Contract
  readonly evidence: Evidence
  readonly at: number
  readonly label: string
  readonly periods: readonly { readonly from: number; readonly to: number }[]
}

const SOURCES: readonly Source[] = [
  { kind: 'feed', id: 'acme', party: 'provider' },
  { kind: 'probe', id: 'home', party: 'customer' },
  { kind: 'manual', id: 'desk', party: 'customer' },
]
const source = fc.constantFrom(...SOURCES)
const service = fc.constantFrom('api', 'web')
const services = fc.constantFrom(['api'], ['web'], ['api', 'web'])
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const FROM = LENGTH_DAYS * ASKED * DAY_MINUTES
const TO = FROM + LENGTH_DAYS * DAY_MINUTES
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
/** Minutes after the first of the periods: mostly in the one asked about and at its edges. */
const minute = fc.oneof(
  fc.integer({ min: -300, max: TO + 300 }),
  fc.integer({ min: FROM - 60, max: TO + 60 }),
  fc.integer({ min: FROM - 15, max: FROM + 15 }),
  fc.integer({ min: FROM + 600, max: FROM + 800 }),
)
const length = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 60, max: 900 }), fc.integer({ min: 0, max: 4000 }))

const weight = fc.constantFrom('0', '0.25', '0.5', '1')
const measure: fc.Arbitrary<TimeMeasure> = fc
  .record({
    unit: fc.constantFrom<TimeMeasure['unit'][]>(
      undefined,
      'exact',
      { whole: 'PT5M' },
      { touched: 'PT5M' },
      { whole: 'PT7M' },
      { touched: 'PT30M' },
    ),
    minRun: fc.constantFrom<TimeMeasure['minRun'][]>(undefined, undefined, { atLeast: 'PT10M' }, { over: 'PT10M' }),
    countFrom: fc.constantFrom<TimeMeasure['countFrom'][]>(undefined, 'start', 'threshold'),
    unknown: fc.constantFrom<TimeMeasure['unknown'][]>(undefined, undefined, 'bounds', 'excluded', 'up', 'down'),
    authority: fc.constantFrom<TimeMeasure['authority'][]>(
      undefined,
      'either',
      'both',
      'provider',
      'customer',
      { order: ['feed:acme', 'customer'] },
      { order: ['customer', 'provider'] },
      { order: ['manual:desk'] },
    ),
    weights: maybe(
      fc.record({ down: fc.constantFrom('1', '0.5'), partial: weight, degraded: weight, maintenance: weight }, { requiredKeys: [] }),
    ),
    affectedShare: maybe(fc.boolean()),
    combine: fc.constantFrom<TimeMeasure['combine'][]>(undefined, 'any', 'all'),
    denominator: fc.constantFrom<TimeMeasure['denominator'][]>(undefined, 'full', 'alive'),
    unattributed: fc.constantFrom<TimeMeasure['unattributed'][]>(undefined, 'counts', 'ignored', 'ask'),
  })
  .map((fields) => ({ by: 'time', ...defined(fields) }) as TimeMeasure)

const exclusion = (id: string): fc.Arbitrary<Exclusion> =>
  fc
    .record({
      category: fc.constantFrom('scheduled-maintenance', 'scheduled-maintenance', 'emergency-maintenance', 'force-majeure'),
      notice: rarely(fc.constantFrom('PT24H', 'PT48H')),
      within: rarely(fc.constantFrom('night', 'office')),
      budget: maybe(
        fc.record({
          hours: fc.constantFrom('0.5', '2', '5.25'),
          per: fc.constantFrom('year' as const, 'quarter' as const, 'month' as const, 'period' as const),
          excess: fc.constantFrom('counts' as const, 'excluded' as const),
        }),
      ),
      removes: fc.constantFrom<Exclusion['removes'][]>(undefined, 'downtime', 'both'),
    })
    .map((fields) => ({ id, ...defined(fields) }) as Exclusion)

/** `t` turns minutes into instants. */
const evidence = (t: (minutes: number) => number): fc.Arbitrary<Evidence> =>
  fc
    .record({
      spans: fc.array(
        fc
          .record({
            service: fc.oneof({ weight: 8, arbitrary: service }, { weight: 1, arbitrary: fc.constant(null) }),
            source,
            start: minute,
            length,
            open: fc.integer({ min: 0, max: 9 }),
            state: fc.constantFrom('down', 'down', 'down', 'partial', 'degraded', 'maintenance', 'up'),
            share: maybe(fc.constantFrom('0.25', '0.5', '0.75')),
            doubt: rarely(fc.record({ before: fc.integer({ min: 0, max: 90 }), after: fc.integer({ min: 0, max: 90 }) })),
            version: maybe(fc.record({ ref: fc.constantFrom('a', 'b'), seen: fc.integer({ min: 0, max: 3 }), void: maybe(fc.boolean()) })),
          })
          .map(({ start, length: minutes, open, version, doubt, ...rest }) => {
            const { seen, ...named } = version ?? {}
            return defined({
              ...rest,
              from: t(start),
              to: open === 0 ? null : t(start + minutes),
              ...named,
              uncertain: doubt && { from: t(start - doubt.before), to: t(start + minutes + doubt.after) },
              observedAt: seen === undefined ? undefined : t(seen * DAY_MINUTES),
            }) as unknown as Span
          }),
        { minLength: 1, maxLength: 10 },
      ),
      coverage: fc.array(
        fc
          .record({
            service,
            source,
            start: minute,
            length: fc.oneof(length, fc.constant(9 * DAY_MINUTES)),
            open: fc.integer({ min: 0, max: 4 }),
          })
          .map(({ start, length: minutes, open, ...rest }) => ({ ...rest, from: t(start), to: open === 0 ? null : t(start + minutes) })),
        { maxLength: 6 },
      ),
      maintenance: fc.array(
        fc
          .record({
            services,
            source,
            start: minute,
            length,
            ahead: fc.option(fc.integer({ min: 1200, max: 4000 }), { nil: undefined, freq: 6 }),
            category: maybe(fc.constantFrom('scheduled-maintenance', 'emergency-maintenance')),
            actual: rarely(fc.record({ shift: fc.integer({ min: -60, max: 60 }), length: maybe(length) })),
            id: fc.uuid(),
          })
          .map(({ start, length: minutes, ahead, actual, ...rest }) =>
            defined({
              ...rest,
              from: t(start),
              to: t(start + minutes),
              announcedAt: ahead === undefined ? undefined : t(start - ahead),
              actual: actual && {
                from: t(start + actual.shift),
                to: actual.length === undefined ? null : t(start + actual.shift + actual.length),
              },
            }),
          ),
        { maxLength: 4 },
      ),
      declarations: fc.array(
        fc
          .record({
            services,
            clause: fc.constantFrom('one', 'two'),
            start: minute,
            length,
            made: minute,
            retracted: maybe(minute),
            open: fc.integer({ min: 0, max: 6 }),
            id: fc.uuid(),
          })
          .map(({ start, length: minutes, made, retracted, open, ...rest }) =>
            defined({
              ...rest,
              by: 'customer',
              reason: 'because',
              from: t(start),
              to: open === 0 ? null : t(start + minutes),
              at: t(made),
              retractedAt: retracted === undefined ? undefined : t(retracted),
            }),
          ),
        { maxLength: 3 },
      ),
      lifetimes: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.array(
            fc.record({ service, start: minute, length, open: fc.boolean() }).map(({ service: of, start, length: minutes, open }) => ({
              service: of,
              from: t(start),
              to: open ? null : t(start + minutes),
            })),
            { maxLength: 2 },
          ),
        },
      ),
    })
    .map((lists) => ({ ...NO_EVIDENCE, ...lists }) as unknown as Evidence)

export const anyCase: fc.Arbitrary<Case> = fc.constantFrom(...PLACES).chain(({ zone, date }) => {
  const first = Temporal.PlainDate.from(date)
  const start = (period: number) => localInstant(first.add({ days: LENGTH_DAYS * period }), '00:00', zone)
  const origin = start(0)
  const t = (minutes: number) => origin + minutes * MINUTE
  const periods = Array.from({ length: ASKED + 2 }, (_, i) => ({ from: start(i - 1), to: start(i) }))
  const windows = fc.constantFrom<(readonly string[])[]>(
    [],
    ['08:00-18:00'],
    ['01:00-03:00', '02:30-04:00'],
    ['00:00-24:00'],
    ['22:00-06:00'],
  )
  const weekly = fc.record(Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, windows])))
  return fc
    .record({
      services,
      measure,
      during: maybe(fc.constantFrom('office', 'night')),
      exclude: fc.constantFrom(undefined, undefined, undefined, [], ['one'], ['two', 'one']),
      office: weekly,
      night: weekly,
      exclusions: fc.tuple(fc.option(exclusion('one'), { nil: undefined, freq: 6 }), maybe(exclusion('two'))),
      term: maybe(fc.record({ from: maybe(fc.integer({ min: 0, max: 3 })), until: maybe(fc.integer({ min: 2, max: 4 })) })),
      evidence: evidence(t),
      at: fc.oneof(
        { weight: 5, arbitrary: fc.constant(TO + 500) },
        { weight: 3, arbitrary: fc.integer({ min: FROM + 600, max: TO + 30 }) },
        { weight: 1, arbitrary: minute },
      ),
      target: fc.constantFrom('99.9', '99', '95', '50', '100'),
    })
    .map((all) => {
      const day = (n: number) => first.add({ days: n }).toString()
      const term =
        all.term &&
        defined({
          from: all.term.from === undefined ? undefined : day(all.term.from),
          until: all.term.until === undefined ? undefined : day(all.term.until),
        })
      const contract = defined({
        format: 'standing/contract@1',
        id: 'random',
        title: 'Random',
        zone,
        period: { every: `P${LENGTH_DAYS}D`, from: date },
        term,
        services: [
          { id: 'api', name: 'API' },
          { id: 'web', name: 'Web' },
        ],
        calendars: { office: { weekly: all.office }, night: { weekly: all.night } },
        exclusions: all.exclusions.filter((each) => each !== undefined),
        objectives: [
          defined({
            id: 'uptime',
            services: all.services,
            target: all.target,
            during: all.during,
            exclude: all.exclude,
            measure: all.measure,
          }),
        ],
      }) as unknown as Contract
      return { contract, evidence: all.evidence, at: t(all.at), label: day(LENGTH_DAYS * ASKED), periods }
    })
})

/** Without the fields that are undefined. */
function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
