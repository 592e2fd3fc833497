/** Support, deliverables, escalation, restrictions and the chain behind a promise (R28 to R30). */
import { below, type Path } from '../../base/path.ts'
import { choose, type Fields, type Findings, has, integer, list, named, oneOf, type Shape, text, words } from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { isRecurrenceText } from '../recurrence-text.ts'
import { when } from './facts.ts'
import { calendarName, dateOrInstant, elapsed, id, nameShape, reference, sentenceShape, someElapsed, target } from './leaves.ts'
import { CLOCKS, TICKET_EVENTS } from './measure.ts'
import { refuseReversed, stretch, within } from './time-shapes.ts'

const clockStart: Shape = oneOf('submitted', 'priority-set', 'verified')

/** R61. */
const timeOfDay: Shape = text('a time of day such as 16:00', (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), {
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
})
const receivedOutside: Shape = oneOf('next-opening')

/** R46. */
const clockTarget: Shape = named('clockTarget', 'how long a clock may run', () =>
  choose(
    'a duration such as PT4H, or {businessDays: 1}',
    { when: has('businessDays'), shape: object({ businessDays: integer(0, 1000), by: timeOfDay }, { required: ['businessDays'] }) },
    { when: () => true, shape: someElapsed },
  ),
)

const severity: Shape = object(
  {
    id,
    name: sentenceShape,
    calendar: calendarName,
    response: clockTarget,
    update: clockTarget,
    'next-reply': clockTarget,
    resolution: clockTarget,
    fulfilment: clockTarget,
    clockStart,
    cutOff: timeOfDay,
    receivedOutside,
  },
  { required: ['id'] },
)

export const support: Shape = object({
  severities: list(severity),
  requests: list(severity),
  clockStart,
  pauseOn: list(oneOf(...TICKET_EVENTS)),
  reopened: oneOf('continue', 'restart'),
  reclassified: oneOf('restart', 'from-opening'),
  cutOff: timeOfDay,
  receivedOutside,
  stops: object(Object.fromEntries(CLOCKS.map((clock) => [clock, list(oneOf(...TICKET_EVENTS), 1, TICKET_EVENTS.length)]))),
})

const schedule: Shape = text('a recurrence, hourly at most, such as RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', isRecurrenceText, {
  pattern: '^(RRULE:)?[A-Z]+=',
})

const ITEMS = 'due: item, with each item in the evidence: deliveries: [{deliverable, due, deliveredAt}]'
const DUES = ['schedule', 'after', 'due']

function saysWhenDue(_value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  const given = DUES.filter((field) => field in raw)
  if (given.length === 0)
    findings.problem(below(path, 'due'), 'due: item where each delivery has a due time of its own, else a schedule or after', undefined)
  if (given.length > 1) findings.problem(below(path, given[1]!), `only one of ${DUES.join(', ')}`, words(given.join(' and ')))
}

export const deliverable: Shape = object(
  {
    id,
    name: sentenceShape,
    schedule,
    due: oneOf('item'),
    from: dateOrInstant,
    grace: elapsed,
    calendar: calendarName,
    after: object({ event: oneOf('incident-resolved'), within }, { required: ['event', 'within'] }),
  },
  {
    required: ['id'],
    decides: true,
    instead: { items: ITEMS },
    check: saysWhenDue,
    schema: { allOf: [{ oneOf: DUES.map((name) => ({ required: [name] })) }] },
  },
)

const OF =
  /^(incident-start|incident-end|breach|at-risk|(response|update|next-reply|resolution|fulfilment)-(due|missed)|delivery-(due|missed)|budget-spent-\d{1,3})$/

const escalationStep: Shape = object(
  {
    id,
    after: elapsed,
    before: elapsed,
    of: text(
      'incident-start, incident-end, breach, at-risk, response-due, response-missed (so too update, next-reply, resolution, fulfilment, delivery), or budget-spent-80',
      (value) => OF.test(value),
      { pattern: OF.source },
    ),
    to: nameShape,
    severities: list(reference, 1),
  },
  { required: ['of', 'to'], exactlyOne: ['after', 'before'] },
)
export const escalation: Shape = list(escalationStep)

export const restriction: Shape = object(
  { id, when, effect: oneOf('suspends', 'voids'), ...stretch },
  { required: ['id', 'effect'], check: refuseReversed },
)

/** R30. */
export const dependency: Shape = named('dependency', 'a dependency', () =>
  choose(
    'a dependency: {contract, target or both, combine: series} or {combine: parallel, of: […]}',
    { when: has('of'), shape: object({ combine: oneOf('parallel'), of: list(dependency, 1, 100) }, { required: ['combine', 'of'] }) },
    {
      when: has('combine'),
      shape: object(
        { contract: reference, objective: reference, target, combine: oneOf('series') },
        { required: ['combine'], anyOf: ['contract', 'target'] },
      ),
    },
  ),
)
