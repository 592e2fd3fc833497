/** Remedies, their ladders, bases, caps and claims (R20 to R27). */
import { below, type Path } from '../../base/path.ts'
import { cmp, decimal, isDecimal, type Rational, rat } from '../../base/rational.ts'
import { anything, choose, type Fields, type Findings, has, list, map, oneOf, type Shape, text, words } from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import {
  amount,
  amountAboveZero,
  countOrDecimal,
  currency,
  elapsed,
  id,
  money,
  nameShape,
  percent,
  sentenceShape,
  someCount,
  someDuration,
  someElapsed,
  url,
} from './leaves.ts'
import { minRunEdge } from './measure.ts'
import { within } from './time-shapes.ts'

const isDurationText = (raw: unknown): boolean => typeof raw === 'string' && /^P/.test(raw)

const edge: Shape = choose(
  'a decimal in quotes such as "99.9", or a duration such as PT4H',
  { when: isDurationText, shape: elapsed },
  { when: () => true, shape: amount },
)

const greaterOf: Shape = object(
  {
    greaterOf: list(
      choose(
        'a decimal or unavailability',
        { when: (raw) => raw === 'unavailability', shape: oneOf('unavailability') },
        { when: () => true, shape: amount },
      ),
      1,
      20,
    ),
  },
  { required: ['greaterOf'] },
)

const band: Shape = object(
  {
    below: edge,
    atMost: edge,
    atLeast: edge,
    above: edge,
    over: edge,
    credit: choose(
      'a decimal in quotes, or {greaterOf: […]}',
      { when: has('greaterOf'), shape: greaterOf },
      { when: () => true, shape: amount },
    ),
    plus: object(
      { credit: amount, per: edge, below: percent, over: elapsed, partial: oneOf('dropped', 'counts', 'linear') },
      { required: ['credit', 'per'] },
    ),
  },
  {
    atMostOne: [
      ['below', 'atMost'],
      ['atLeast', 'above', 'over'],
    ],
    wanted: 'a band such as {below: "99.9", atLeast: "99.0", credit: "10"}',
  },
)

const rate: Shape = object({ ...money, per: someElapsed }, { required: ['amount', 'currency', 'per'] })

/** R21: what the fee comes to an hour, by the hours that the text divides it by. */
const derivedRate: Shape = object({ fee: oneOf('base'), hours: amountAboveZero }, { required: ['fee', 'hours'] })

const anyRate: Shape = choose(
  'a rate: {amount, currency, per}, or {fee: base, hours: "730"}',
  { when: (raw) => has('fee')(raw) || has('hours')(raw), shape: derivedRate },
  { when: () => true, shape: rate },
)

const IN_EACH = 'above and within: {above: "99.9", within: 2} earns it back by 99.9 % in each of the next two periods'
/** R64. */
const earnBack: Shape = object(
  { above: percent, within: someCount },
  { required: ['above', 'within'], instead: { consecutiveMet: IN_EACH, consecutivePeriods: IN_EACH, periods: IN_EACH } },
)

const base: Shape = object(
  {
    amount,
    currency,
    per: oneOf('period', 'month', 'quarter', 'year'),
    amounts: map(
      text('a period such as 2026-03', (label) => /^[\w/-]{1,40}$/.test(label)),
      amount,
    ),
    of: oneOf('period', 'preceding-period'),
    units: someCount,
    prorate: oneOf('none', 'days'),
    covers: list(sentenceShape),
    excludes: sentenceShape,
  },
  { check: needsCurrency, schema: { dependentRequired: { amount: ['currency'], amounts: ['currency'] } } },
)

function needsCurrency(_value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if (('amount' in raw || 'amounts' in raw) && !('currency' in raw)) {
    findings.problem(below(path, 'currency'), currency.wanted, undefined)
  }
}

const window = { window: someDuration } as const
const cap: Shape = choose(
  'a cap: {percent, of: period-fee or fees}, {amount}, {days} or {worth: P90D}',
  {
    when: has('percent'),
    shape: object(
      { percent: amount, of: oneOf('period-fee', 'fees'), each: oneOf('interruption'), ...window },
      { required: ['percent', 'of'] },
    ),
  },
  { when: has('amount'), shape: object({ amount, ...window }, { required: ['amount'] }) },
  { when: has('days'), shape: object({ days: countOrDecimal, ...window }, { required: ['days'] }) },
  { when: has('worth'), shape: object({ worth: someDuration, each: oneOf('interruption'), ...window }, { required: ['worth'] }) },
)

const ANCHORS = [
  'incident-start',
  'incident-end',
  'awareness',
  'eligibility',
  'period-end',
  'month-end',
  'quarter-end',
  'year-end',
  'billing-cycle-end',
  'invoice',
  'correction',
]

const step: Shape = object(
  { id, within, after: oneOf(...ANCHORS), opens: oneOf('anchor', 'period-end'), evidence: list(sentenceShape) },
  { required: ['id', 'within', 'after'] },
)

/** R26, R27. */
const claim: Shape = object({ steps: list(step, 1, 100), method: sentenceShape, url }, { required: ['steps'] })

const history: Shape = choose(
  '{consecutivePeriods: n} or {count: n, window: P6M}',
  { when: has('consecutivePeriods'), shape: object({ consecutivePeriods: someCount }, { required: ['consecutivePeriods'] }) },
  { when: has('count'), shape: object({ count: someCount, window: someDuration }, { required: ['count', 'window'] }) },
)

const BEYOND = 'on: downtime with bands: [{over: PT21M36S, plus: {credit, per: PT1H, partial: counts}}], which pays for time beyond an edge'

const KINDS = ['percent', 'days', 'multiple', 'amount', 'perBlock', 'lostTime', 'termination', 'none', 'formula']

export const remedy: Shape = object(
  {
    id,
    name: sentenceShape,
    kind: oneOf(...KINDS),
    on: oneOf('attained', 'downtime', 'longest-run', 'elapsed', 'failures'),
    bands: list(band, 1, 1000),
    credit: amount,
    currency,
    base,
    caps: list(cap, 0, 100),
    minimum: object({ over: amount, atLeast: amount, currency }, { exactlyOne: ['over', 'atLeast'] }),
    trigger: oneOf('request', 'automatic'),
    exclusiveGroup: nameShape,
    stack: oneOf('sum', 'max', 'choose'),
    rounding: oneOf('half-up', 'floor', 'up'),
    earnBack,
    history,
    multiple: object({ times: amount, of: oneOf('fee-for-downtime'), rate: anyRate }, { required: ['times', 'of'] }),
    each: oneOf('interruption'),
    minRun: minRunEdge,
    lostTime: object({ rate }, { required: ['rate'] }),
    perBlock: object(
      {
        block: someElapsed,
        credit: amount,
        partial: oneOf('dropped', 'counts'),
        minRun: minRunEdge,
        perDay: countOrDecimal,
      },
      {
        required: ['block', 'credit'],
        instead: { beyond: BEYOND, over: BEYOND, after: BEYOND, allowance: BEYOND },
      },
    ),
    formula: sentenceShape,
    claim,
    settlement: anything,
    clause: sentenceShape,
  },
  { required: ['id', 'kind'], check: remedyFits },
)

/** What each kind cannot do without (R21). */
function remedyFits(value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  const kind = value.kind
  const missing = (field: string, wanted: string) => {
    if (!(field in raw)) findings.problem(below(path, field), wanted, undefined)
  }
  if (kind === 'multiple') missing('multiple', 'times and of')
  if (kind === 'perBlock') missing('perBlock', 'block and credit')
  if (kind === 'lostTime') missing('lostTime', 'a rate')
  if (kind === 'formula') missing('formula', 'the formula in words')
  if (pays(kind)) {
    if (!('bands' in raw) && !('credit' in raw)) findings.problem(below(path, 'bands'), 'bands, or a flat credit', undefined)
  }
  if (kind === 'amount' && !('currency' in raw) && !has('currency')(raw.base)) {
    findings.problem(below(path, 'currency'), currency.wanted, undefined)
  }
  if (kind === 'termination' && 'credit' in value)
    findings.problem(below(path, 'credit'), 'no credit: termination pays nothing', value.credit)
  const derived = (value.multiple as Fields | undefined)?.rate as Fields | undefined
  if (derived?.fee === 'base' && !has('amount')(raw.base) && !has('amounts')(raw.base))
    findings.problem(below(path, 'base'), 'a fee, {amount, currency, per}: multiple.rate is derived from it', raw.base)
  const bands = Array.isArray(value.bands) ? (value.bands as readonly (Fields | undefined)[]) : []
  bands.forEach((each, index) => {
    const place = below(below(path, 'bands'), index)
    const given = (raw.bands as readonly unknown[])[index]
    if (each) bandFits(each, given, value, place, findings)
    if (each && pays(kind) && !has('credit')(given) && !has('plus')(given)) {
      findings.problem(below(place, 'credit'), 'a decimal in quotes such as "10"', undefined)
    }
  })
}

const pays = (kind: unknown): boolean => kind === 'percent' || kind === 'days' || kind === 'amount'

const EDGES = ['below', 'atMost', 'atLeast', 'above', 'over'] as const
const UPPER = ['below', 'atMost'] as const
const LOWER = ['atLeast', 'above', 'over'] as const

function bandFits(band: Fields, raw: unknown, remedy: Fields, path: Path | null, findings: Findings): void {
  const durations = remedy.on === 'downtime' || remedy.on === 'longest-run' || remedy.on === 'elapsed'
  if (!EDGES.some((field) => has(field)(raw))) {
    findings.problem(path, 'an edge of the band: one of below, atMost, atLeast, above or over', words('a band without an edge'))
  }
  let mixed = false
  for (const field of EDGES) {
    const value = band[field]
    if (typeof value !== 'string' || isDurationText(value) === durations) continue
    mixed = true
    findings.problem(below(path, field), durations ? 'a duration such as PT4H' : 'a decimal in quotes such as "99.9"', value)
  }
  if (!mixed) edgesInOrder(band, path, findings)
  if (remedy.kind === 'termination' && 'credit' in band) {
    findings.problem(below(path, 'credit'), 'no credit: termination pays nothing', band.credit)
  }
}

/** A band of no width at all never pays; equal edges are one point where both belong to the band. */
function edgesInOrder(band: Fields, path: Path | null, findings: Findings): void {
  const upper = UPPER.find((field) => typeof band[field] === 'string')
  const lower = LOWER.find((field) => typeof band[field] === 'string')
  if (!upper || !lower) return
  const order = cmp(sizeOf(band[lower] as string), sizeOf(band[upper] as string))
  if (order < 0 || (order === 0 && upper === 'atMost' && lower === 'atLeast')) return
  findings.problem(below(path, upper), `more than ${lower} (${band[lower]})`, band[upper])
}

const sizeOf = (edge: string): Rational => (isDecimal(edge) ? decimal(edge) : rat(elapsedMs(edge)))
