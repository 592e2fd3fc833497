/** The forms of a measure (R4 to R18, R28, R29). */
import { below, type Path } from '../../base/path.ts'
import {
  choose,
  type Fields,
  type Findings,
  flag,
  integer,
  isNumber,
  isText,
  list,
  map,
  named,
  oneOf,
  type Shape,
  shorthand,
  tagged,
  text,
} from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import {
  amount,
  amountAboveZero,
  calendarName,
  countShape,
  elapsed,
  nameShape,
  percent,
  reference,
  shareShape,
  someElapsed,
  target,
} from './leaves.ts'

const AUTHORITY = /^(provider|customer|feed|probe|traffic|manual|metrics|(feed|probe|traffic|manual|metrics):.{1,200})$/
const speaker: Shape = text('provider, customer, or a source such as feed:acme', (value) => AUTHORITY.test(value), {
  pattern: AUTHORITY.source,
})

const authority: Shape = named('authority', 'whose word counts', () =>
  choose(
    'provider, customer, either, both or {order: [SOURCES]}',
    { when: isText, shape: oneOf('provider', 'customer', 'either', 'both') },
    { when: () => true, shape: object({ order: list(speaker, 1, 100) }, { required: ['order'] }) },
  ),
)

/** `round: 2` for `{decimals: 2}`. */
const roundRule: Shape = shorthand(
  object({ decimals: integer(0, 15), mode: oneOf('half-up', 'floor') }, { required: ['decimals'] }),
  integer(0, 15),
  isNumber,
  (decimals) => ({ decimals }),
)
/** `confirm: 3` for `{failures: 3}`. */
const confirmRule: Shape = shorthand(
  object({ failures: integer(1, 10_000) }, { required: ['failures'] }),
  integer(1, 10_000),
  isNumber,
  (failures) => ({ failures }),
)

const WEIGHTS = 'combine: {weights: {SERVICE: "3", …}} in the measure of the objective'

const common = {
  unknown: oneOf('bounds', 'excluded', 'up', 'down'),
  minCoverage: percent,
  authority,
  round: roundRule,
  denominator: oneOf('full', 'alive'),
  unattributed: oneOf('counts', 'ignored', 'ask'),
  combine: oneOf('any', 'all', 'average', 'pool'),
  weights: object({ down: shareShape, partial: shareShape, degraded: shareShape, maintenance: shareShape }),
  affectedShare: flag,
  confirm: confirmRule,
} as const

/** A length that must be exceeded, or reached. */
export const durationEdge: Shape = object({ over: elapsed, atLeast: elapsed }, { exactlyOne: ['over', 'atLeast'] })
/** A shortest length: `PT5M` for `{atLeast: PT5M}`. */
export const minRunEdge: Shape = shorthand(durationEdge, elapsed, isText, (atLeast) => ({ atLeast }))
const percentEdge: Shape = object({ over: percent, atLeast: percent }, { exactlyOne: ['over', 'atLeast'] })
const empty: Shape = oneOf('available', 'excluded', 'down')
const references: Shape = list(reference, 1)

const FIXED = 'hours: "720", or perDay: PT24H for each day of the period'
/** What services weigh is said where they are combined. */
export const INSTEAD = { weight: WEIGHTS, weights: WEIGHTS }

/** A denominator that the text fixes: 720 hours a month, or 24 hours for each day. */
const fixed: Shape = object(
  { hours: amountAboveZero, perDay: someElapsed },
  { exactlyOne: ['hours', 'perDay'], instead: { fixed: FIXED, minutes: FIXED, days: FIXED, total: FIXED } },
)
const weighted: Shape = object({ weights: map(reference, amountAboveZero) }, { required: ['weights'] })

const time: Shape = object({
  ...common,
  denominator: choose(
    'full, alive, {hours: "720"} or {perDay: PT24H}',
    { when: isText, shape: common.denominator },
    { when: () => true, shape: fixed },
  ),
  combine: choose(
    'any, all, average, pool or {weights: {SERVICE: "3"}}',
    { when: isText, shape: common.combine },
    { when: () => true, shape: weighted },
  ),
  by: oneOf('time'),
  unit: choose(
    'exact, {whole: PT1M} or {touched: PT1M}',
    { when: isText, shape: oneOf('exact') },
    { when: () => true, shape: object({ whole: someElapsed, touched: someElapsed }, { exactlyOne: ['whole', 'touched'] }) },
  ),
  minRun: minRunEdge,
  countFrom: oneOf('start', 'threshold'),
  startsAt: oneOf('outage', 'awareness'),
})

const slots: Shape = object(
  {
    ...common,
    by: oneOf('slots'),
    slot: someElapsed,
    downWhen: object({ errorRate: percentEdge, downtime: durationEdge }, { exactlyOne: ['errorRate', 'downtime'] }),
    minRequests: countShape,
    minRun: minRunEdge,
    countFrom: oneOf('start', 'threshold'),
    empty,
    aggregate: oneOf('share', 'mean'),
  },
  {
    required: ['slot'],
    check: needsDownWhen,
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    schema: { if: { not: { properties: { aggregate: { const: 'mean' } }, required: ['aggregate'] } }, then: { required: ['downWhen'] } },
  },
)

/** A mean of error rates has no slot that is down; every other ratio of slots needs to know which are. */
function needsDownWhen(_value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if (raw.aggregate === 'mean' || 'downWhen' in raw) return
  findings.problem(below(path, 'downWhen'), 'when a slot is down, such as {errorRate: {over: "5"}}', undefined)
}

const requests: Shape = object({ ...common, by: oneOf('requests'), empty })

const latency: Shape = object(
  { ...common, by: oneOf('latency'), percentile: target, atMost: someElapsed, failed: oneOf('excluded', 'slow') },
  { required: ['percentile', 'atMost'] },
)

const rate: Shape = object(
  {
    ...common,
    by: oneOf('rate'),
    metric: nameShape,
    slot: someElapsed,
    over: amount,
    atLeast: amount,
    atMost: amount,
    below: amount,
    share: target,
    aggregate: oneOf('mean'),
  },
  {
    required: ['metric'],
    exactlyOne: ['over', 'atLeast', 'atMost', 'below'],
    check: shareOrMean,
    schema: { oneOf: [{ required: ['slot', 'share'] }, { required: ['aggregate'] }] },
  },
)

/** A share is of slots, which need a length; a mean falls back on one. */
function shareOrMean(_value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if ('share' in raw && 'aggregate' in raw) findings.problem(below(path, 'share'), 'no share where the mean decides', raw.share)
  if (!('slot' in raw) && !('aggregate' in raw)) findings.problem(below(path, 'slot'), someElapsed.wanted, undefined)
  if (!('share' in raw) && !('aggregate' in raw))
    findings.problem(below(path, 'share'), 'a percentage of slots, or aggregate: mean', undefined)
}

const count: Shape = object(
  { ...common, by: oneOf('count'), of: oneOf('outages', 'maintenance'), atMost: countShape, minRun: minRunEdge },
  { required: ['of', 'atMost'], check: onlyOutagesHaveLength },
)

function onlyOutagesHaveLength(value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if (value.of === 'maintenance' && 'minRun' in raw)
    findings.problem(below(path, 'minRun'), 'no minRun: maintenance windows count whatever their length', raw.minRun)
}

const apdex: Shape = object(
  {
    ...common,
    by: oneOf('apdex'),
    bands: list(object({ within: someElapsed, score: shareShape }, { required: ['within', 'score'] }), 1, 100),
  },
  { required: ['bands'], check: bandsAscend },
)

function bandsAscend(value: Fields, path: Path | null, findings: Findings): void {
  const bands = (value.bands ?? []) as readonly (Fields | undefined)[]
  bands.forEach((band, index) => {
    const before = bands[index - 1]?.within
    if (typeof before !== 'string' || typeof band?.within !== 'string') return
    if (elapsedMs(band.within) > elapsedMs(before)) return
    findings.problem(below(below(below(path, 'bands'), index), 'within'), `more than the band before it (${before})`, band.within)
  })
}

const misses = { attainment: target, missesAllowed: countShape } as const

export const CLOCKS = ['response', 'update', 'next-reply', 'resolution', 'fulfilment']

const tickets: Shape = object(
  {
    ...common,
    ...misses,
    by: oneOf('tickets'),
    clock: oneOf(...CLOCKS, 'held'),
    clocks: list(oneOf(...CLOCKS), 1, CLOCKS.length),
    severities: references,
    group: reference,
    atMost: someElapsed,
  },
  { exactlyOne: ['attainment', 'missesAllowed'], check: clockFits },
)

/** One clock or several pooled; `held` is of one group and has its own length (R63). */
function clockFits(value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if (!('clock' in raw) && !('clocks' in raw)) findings.problem(below(path, 'clock'), `one of ${[...CLOCKS, 'held'].join(', ')}`, undefined)
  if ('clock' in raw && 'clocks' in raw) findings.problem(below(path, 'clocks'), 'only one of clock, clocks', raw.clocks)
  for (const field of ['group', 'atMost']) {
    const isHeld = value.clock === 'held'
    if (isHeld && !(field in raw))
      findings.problem(below(path, field), field === 'group' ? 'the group that holds the ticket' : 'a length such as PT2H', undefined)
    if (!isHeld && field in raw) findings.problem(below(path, field), `no ${field} unless the clock is held`, raw[field])
  }
}

const deliveries: Shape = object(
  { ...common, ...misses, by: oneOf('deliveries'), deliverables: references },
  { exactlyOne: ['attainment', 'missesAllowed'] },
)

export const TICKET_EVENTS = [
  'opened',
  'priority-set',
  'verified',
  'responded',
  'messaged',
  'updated',
  'waiting-on-customer',
  'resumed',
  'handed-over',
  'reclassified',
  'resolved',
  'reopened',
  'closed',
]

const duration: Shape = object(
  {
    ...common,
    by: oneOf('duration'),
    clock: object({ from: oneOf(...TICKET_EVENTS), to: oneOf(...TICKET_EVENTS), calendar: calendarName }, { required: ['from', 'to'] }),
    severities: references,
    atMost: someElapsed,
    aggregate: oneOf('mean', 'max', 'sum'),
  },
  { required: ['clock'], check: aggregateHasLimit },
)

function aggregateHasLimit(_value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if ('aggregate' in raw && !('atMost' in raw))
    findings.problem(below(path, 'atMost'), 'the longest that is promised, such as PT4H', undefined)
}

const MEASURES = { time, slots, requests, latency, rate, apdex, tickets, deliveries, duration, count }

/** `measure: time` for `{by: time}`. */
export const measure: Shape = shorthand(tagged('by', MEASURES), oneOf(...Object.keys(MEASURES)), isText, (by) => ({ by }))

/** Burn rules (R15). */
export const burn: Shape = list(object({ spend: target, in: someElapsed }, { required: ['spend', 'in'] }), 0, 100)
