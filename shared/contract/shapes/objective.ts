/** Objectives and exclusions. */
import { below, type Path } from '../../base/path.ts'
import { cmp, decimal } from '../../base/rational.ts'
import { choose, type Fields, type Findings, flag, isText, list, oneOf, type Shape } from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { when } from './facts.ts'
import { amount, calendarName, countShape, durationShape, id, reference, sentenceShape, someCount, target } from './leaves.ts'
import { burn, INSTEAD, measure } from './measure.ts'
import { period } from './time-shapes.ts'

const references: Shape = list(reference)

const REMEDIES = 'remedies: [ID], ids of remedies that the agreement lists'

/** The field of a measure that is its target (R14). */
const OWN_TARGET: Readonly<Record<string, string>> = {
  latency: 'percentile',
  rate: 'share',
  tickets: 'attainment',
  deliveries: 'attainment',
}
const NEEDS_TARGET = ['time', 'slots', 'requests', 'apdex']

export const objective: Shape = object(
  {
    id,
    name: sentenceShape,
    intent: sentenceShape,
    services: list(reference, 1),
    each: oneOf('service'),
    target,
    strict: flag,
    during: calendarName,
    when,
    period,
    measure,
    exclude: references,
    remedies: references,
    burn,
    stack: oneOf('sum', 'max', 'choose'),
    settles: durationShape,
    plan: reference,
    clause: sentenceShape,
    binding: oneOf('guarantee', 'target'),
    unstated: list(oneOf('target'), 1, 1),
  },
  {
    required: ['id', 'services', 'measure'],
    check: targetFits,
    decides: true,
    instead: { ...INSTEAD, remedy: REMEDIES, credit: REMEDIES, credits: REMEDIES },
    schema: { allOf: [needsTargetSchema()] },
  },
)

function needsTargetSchema(): object {
  const by = { properties: { measure: { properties: { by: { enum: NEEDS_TARGET } }, required: ['by'] } } }
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  return { if: by, then: { anyOf: [{ required: ['target'] }, { required: ['unstated'] }] } }
}

/** A target is needed where the measure has none of its own, equal where it has, and out of place where misses decide. */
function targetFits(value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  const measured = value.measure as Fields | undefined
  const by = measured?.by
  if ('each' in raw && measured) eachFits(measured, path, findings)
  if (!measured || typeof by !== 'string') return
  const weights = ((measured.combine as Fields | undefined)?.weights ?? null) as Fields | null
  for (const service of weights === null ? [] : ((value.services ?? []) as readonly string[])) {
    if (!Object.hasOwn(weights!, service))
      findings.problem(
        below(below(below(below(path, 'measure'), 'combine'), 'weights'), service),
        'a weight for each service of the objective',
        undefined,
      )
  }
  const place = below(path, 'target')
  if (value.target === undefined) {
    if (NEEDS_TARGET.includes(by) && !('target' in raw) && !('unstated' in raw)) findings.problem(place, target.wanted, undefined)
    return
  }
  const text = value.target as string
  if ('unstated' in raw) findings.problem(below(path, 'unstated'), 'nothing unstated beside a target', value.unstated)
  if ('missesAllowed' in measured) findings.problem(place, 'no target where missesAllowed decides', text)
  if (by === 'duration') findings.problem(place, 'no target: a duration has no percentage', text)
  if (by === 'count') findings.problem(place, 'no target: measure.atMost is the promise', text)
  const field = OWN_TARGET[by]
  const own = field === undefined ? undefined : measured[field]
  if (typeof own === 'string' && cmp(decimal(own), decimal(text)) !== 0)
    findings.problem(place, `the ${field} of its measure (${own})`, text)
}

/** A figure for each service leaves nothing to combine; deliveries and rates by group belong to no service. */
function eachFits(measured: Fields, path: Path | null, findings: Findings): void {
  const place = below(path, 'measure')
  if ('combine' in measured) findings.problem(below(place, 'combine'), 'no combine beside each: service', measured.combine)
  if (measured.by === 'deliveries') findings.problem(below(path, 'each'), 'no each: a delivery belongs to no service', 'service')
}

export const CATEGORIES = [
  'scheduled-maintenance',
  'emergency-maintenance',
  'force-majeure',
  'customer-fault',
  'customer-network',
  'third-party',
  'beta',
  'quota',
  'suspension',
  'security-test',
  'unsupported-version',
  'dos',
  'other',
]

const notice: Shape = choose(
  'a duration such as PT48H, {businessDays: 5} or {days: 5}',
  { when: isText, shape: durationShape },
  {
    when: () => true,
    shape: object({ businessDays: someCount, days: someCount, calendar: calendarName }, { exactlyOne: ['businessDays', 'days'] }),
  },
)

const WINDOWS = 'windows: 1, so many windows of maintenance'

/** R19. */
export const exclusion: Shape = object(
  {
    id,
    category: oneOf(...CATEGORIES),
    name: sentenceShape,
    notice,
    within: calendarName,
    budget: object(
      { hours: amount, windows: countShape, per: oneOf('year', 'quarter', 'month', 'period'), excess: oneOf('counts', 'excluded') },
      {
        required: ['per'],
        exactlyOne: ['hours', 'windows'],
        instead: { times: WINDOWS, count: WINDOWS, number: WINDOWS, maintenances: WINDOWS },
      },
    ),
    removes: oneOf('downtime', 'both'),
    standing: flag,
    clause: sentenceShape,
  },
  { required: ['id', 'category'], check: standsWithin },
)

/** A standing exclusion is effective in hours of its own: without them it would take everything. */
function standsWithin(value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if (value.standing === true && !('within' in raw))
    findings.problem(below(path, 'within'), 'the calendar of a standing exclusion', undefined)
}
