/** The JSON Schema of `standing/report@1` (types in model/report.ts), for those who read reports in other languages. */
import {
  COUNT,
  DATE,
  DECIMAL,
  DIALECT,
  FIGURE,
  FLAG,
  FRACTION,
  oneWord,
  orNull,
  property,
  record,
  SHA256,
  schemaAddress,
  schemaListOf,
  TEXT,
  WHOLE,
} from '../base/schema-parts.ts'
import type { JsonSchema } from '../base/shape.ts'

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const MARCH_4 = 1_772_611_200_000

const reason: JsonSchema = record({
  code: property('Code that every language has a text for.', 'no-counts', TEXT),
  params: property('Values that the text names.', { service: 'api' }, { type: 'object', additionalProperties: TEXT }),
  why: property('The reason in English.', 'no source counts requests of api', TEXT),
})

const period: JsonSchema = record({
  from: property('First instant, in ms since 1970.', 1_772_319_600_000, COUNT),
  to: property('First instant after it.', 1_774_994_400_000, COUNT),
  label: property('Label of the period (R10).', '2026-03', TEXT),
  complete: property('Whether the instant of evaluation is at or after its end.', true, FLAG),
})

const attained: JsonSchema = record(
  {
    value: property(
      'Percentage of the known time, floored to nine decimals; null where nothing is known (R11).',
      '99.842979',
      orNull(FIGURE),
    ),
    exact: property('The same as a fraction.', '222550/2229', orNull(FRACTION)),
    low: property('With all unknown time down (R11).', '99.71', orNull(FIGURE)),
    high: property('With all unknown time up (R11).', '99.93', orNull(FIGURE)),
    lowExact: property('Low as a fraction.', '9971/100', orNull(FRACTION)),
    highExact: property('High as a fraction.', '9993/100', orNull(FRACTION)),
    rounded: property('The figure that was compared, where the agreement rounds (R13).', '99.84', FIGURE),
    unit: property(
      'Absent: percent. An aggregate of durations is in whole ms (R28); a count and the mean of a metric are plain numbers.',
      'ms',
      oneWord('ms', 'number'),
    ),
  },
  ['rounded', 'unit'],
)

const time: JsonSchema = record({
  agreed: property('Agreed time of the period in ms (R1).', 2_674_800_000, WHOLE),
  up: property('Up.', 2_670_600_000, WHOLE),
  down: property('Down, as clock time (R7).', 4_200_000, WHOLE),
  excluded: property('Taken by exclusions (R19).', 7_200_000, WHOLE),
  unknown: property('Not measured (R2).', 0, WHOLE),
  remaining: property('Not yet over.', 0, WHOLE),
  base: property('The denominator (R1).', 2_674_800_000, WHOLE),
  weighted: property('Downtime by its weights, as a fraction of ms (R7).', '4200000/1', FRACTION),
  disputed: property('Time of which sources disagree (R4).', 0, WHOLE),
})

const counts: JsonSchema = {
  anyOf: [
    record({
      total: property('Slots.', 8640, COUNT),
      down: property('Slots that are down (R16).', 3, COUNT),
      empty: property('Slots without requests.', 12, COUNT),
      unknown: property('Slots that were not measured.', 0, COUNT),
    }),
    record({
      total: property('Requests.', 100_000, COUNT),
      good: property('Requests that were good (R16, R17).', 99_950, COUNT),
      bad: property('Requests that were not.', 50, COUNT),
    }),
    record({
      total: property('Tickets or deliveries.', 20, COUNT),
      met: property('In time (R28, R29).', 19, COUNT),
      missed: property('Late.', 1, COUNT),
      open: property('Not decided yet.', 0, COUNT),
    }),
  ],
}

const budget: JsonSchema = record({
  total: property('What the period allows, rounded down (R7).', 2_674_800, WHOLE),
  spent: property('What was used, rounded up.', 4_200_000, WHOLE),
  left: property('The difference; may be negative.', -1_525_200, WHOLE),
  unit: property('What is counted.', 'ms', oneWord('ms', 'requests', 'slots', 'tickets', 'deliveries', 'outages', 'windows')),
})

const burnRule: JsonSchema = record({
  spend: property('Percentage of the budget (R15).', '2', DECIMAL),
  long: property('The long window in ms.', 3_600_000, WHOLE),
  short: property('The short window, a twelfth of it.', 300_000, WHOLE),
  factor: property('Burn rate at which the rule fires.', '72/5', FRACTION),
  reachable: property('Whether the rate can be reached at all.', true, FLAG),
  firing: property('Whether it fires.', false, FLAG),
})

const burn: JsonSchema = record({
  rate: property('Share of the budget spent by share of time elapsed; null with a budget of zero (R15).', '3/2', orNull(FRACTION)),
  exhaustedAt: property('When the budget runs out at this rate, in ms; null where not before the end.', MARCH_4, orNull(COUNT)),
  rules: property('Burn rules.', [], schemaListOf(burnRule)),
})

const creditState = oneWord('none', 'due', 'below-minimum', 'no-band', 'not-computable', 'cannot-tell', 'choose-one', 'provisional', 'void')
const sums = {
  percent: property('As a percentage.', '10', orNull(DECIMAL)),
  amount: property('As money, with the digits of its currency (R22).', '120.00', orNull(DECIMAL)),
  currency: property('Currency of ISO 4217.', 'EUR', orNull(TEXT)),
  days: property('As days.', '3', orNull(DECIMAL)),
}

const credit: JsonSchema = record(
  {
    state: property('Whether a credit is due (R20).', 'due', creditState),
    ...sums,
    amountExact: property('The amount before rounding.', '120/1', orNull(FRACTION)),
    remedy: property('Id of the remedy.', 'credit', orNull(TEXT)),
    computed: property('Before caps and minimum (R23).', '120/1', orNull(TEXT)),
  },
  ['amountExact', 'computed'],
)

const remedy: JsonSchema = record(
  {
    id: property('Id of the remedy (R24).', 'credit', TEXT),
    kind: property('Its kind (R21).', 'percent', TEXT),
    state: property('Whether it is due.', 'due', creditState),
    ...sums,
    amountExact: property('The amount before rounding.', '120/1', orNull(FRACTION)),
    computed: property('Before caps and minimum (R23).', '120/1', orNull(TEXT)),
    caps: property('Places of the caps that limited it.', [0], schemaListOf(COUNT)),
    reason: property(
      'Why it cannot be computed.',
      { code: 'formula-in-words', params: { formula: 'fee × 2' }, why: 'the agreement gives the credit as a formula in words: fee × 2' },
      reason,
    ),
  },
  ['reason'],
)

const stepState = oneWord('too-early', 'open', 'due-soon', 'missed', 'done', 'void', 'cannot-tell')
const claim: JsonSchema = record({
  state: property('State of the first step that is not done (R27).', 'open', { anyOf: [oneWord('none'), stepState] }),
  steps: property(
    'Steps of the claim (R26, R27).',
    [{ id: 'claim', by: 1_777_586_400_000, lastDay: '2026-04-30', state: 'open' }],
    schemaListOf(
      record(
        {
          id: property('Id of the step.', 'claim', TEXT),
          by: property('First instant at which it is too late, in ms.', 1_777_586_400_000, orNull(COUNT)),
          lastDay: property('Local date of the last moment; null for steps in hours.', '2026-04-30', orNull(DATE)),
          state: property('Where the step is.', 'open', stepState),
          remedy: property('Id of the remedy it belongs to.', 'credit', TEXT),
        },
        ['remedy'],
      ),
    ),
  ),
})

const TICKET_CREDIT = {
  ...{ id: 'credit', kind: 'percent', state: 'due', percent: '10', amount: null, amountExact: null },
  ...{ currency: null, days: null, computed: null, caps: [] },
}

const delivery: JsonSchema = record({
  deliverable: property('Id of the deliverable.', 'weekly-report', TEXT),
  due: property('When it is due, in ms.', MARCH_4, COUNT),
  last: property('The last instant that is on time: due with its grace.', MARCH_4, COUNT),
  deliveredAt: property('When it was delivered.', MARCH_4, orNull(COUNT)),
  state: property('Whether it was on time; unknown where nobody says.', 'met', oneWord('met', 'missed', 'open', 'unknown')),
})

const ticket: JsonSchema = record(
  {
    id: property('Id of the ticket.', 't1', TEXT),
    severity: property('Its severity.', 'p1', TEXT),
    clock: property('Which clock (R28).', 'response', TEXT),
    start: property('When the clock started, in ms.', MARCH_4, orNull(COUNT)),
    due: property('When it is due; null on hold.', MARCH_4, orNull(COUNT)),
    done: property('When it stopped.', MARCH_4, orNull(COUNT)),
    elapsed: property('Time elapsed in the clock’s calendar, in ms.', 1_800_000, WHOLE),
    wall: property('Time by the clock on the wall.', 1_800_000, WHOLE),
    state: property('Whether it is in time.', 'met', oneWord('met', 'missed', 'running', 'paused', 'not-started')),
    groups: property('Elapsed time by group.', { 'network-ops': 1_800_000 }, { type: 'object', additionalProperties: WHOLE }),
    credit: property('Credit of this ticket alone (R28).', TICKET_CREDIT, { $ref: '#/$defs/remedy' }),
  },
  ['groups', 'credit'],
)

const ledgerEntry: JsonSchema = record(
  {
    from: property('First instant, in ms.', MARCH_4, WHOLE),
    to: property('First instant after it.', MARCH_4 + 2_400_000, WHOLE),
    as: property(
      'What it was taken as (R36).',
      'counted',
      oneWord(
        ...['counted', 'excluded', 'below-minimum', 'outside-hours', 'suspended', 'weightless', 'unknown', 'superseded', 'unattributed'],
        'doubtful',
      ),
    ),
    clause: property('The clause that decided.', 'objectives.uptime', TEXT),
    sources: property('Who reported it.', ['feed:acme'], schemaListOf(TEXT)),
    title: property('Title of the incident.', 'Database outage', TEXT),
    disputed: property('Whether another source says up.', true, FLAG),
    weight: property('Its weight, where not one (R7).', '1/2', TEXT),
    refs: property('References of the incident at its sources.', ['inc-1'], schemaListOf(TEXT)),
    service: property('Service it is about.', 'api', TEXT),
    was: property(
      'What a superseded version said (R3).',
      { from: MARCH_4, to: null },
      record({
        from: property('First instant.', MARCH_4, WHOLE),
        to: property('First instant after it; null while open.', null, orNull(WHOLE)),
      }),
    ),
  },
  ['title', 'disputed', 'weight', 'refs', 'service', 'was'],
)

const chain: JsonSchema = record(
  {
    ceiling: property('What the agreements behind this one allow at most, in percent (R30).', '99.8001', FIGURE),
    exact: property('The same as a fraction.', '998001/10000', FRACTION),
    assumes: property('That their outages are independent.', 'independence', oneWord('independence')),
    carries: property('Whether the target is within the ceiling.', false, FLAG),
    measured: property(
      'What the chain achieved, where evidence is given.',
      { value: '99.9', exact: '999/10', low: '99.9', high: '99.9', lowExact: '999/10', highExact: '999/10' },
      attained,
    ),
  },
  ['measured'],
)

const VERDICTS = ['met', 'breached', 'on-track', 'at-risk', 'cannot-tell', 'not-computable', 'needs-review', 'not-in-force']
const OPTIONAL = ['each', 'strict', 'reason', 'why', 'counts', 'burn', 'tickets', 'deliveries', 'chain']

const objective: JsonSchema = record(
  {
    id: property('Id of the objective.', 'uptime', TEXT),
    each: property(
      'Whether the objective is judged for each of its services by itself, one entry a service (R32).',
      'service',
      oneWord('service'),
    ),
    services: property('Ids of its services.', ['api'], schemaListOf(TEXT)),
    period: property(
      'The period that is judged.',
      { from: 1_772_319_600_000, to: 1_774_994_400_000, label: '2026-03', complete: true },
      period,
    ),
    target: property('Percentage to reach; null where the measure has none (R14).', '99.9', orNull(DECIMAL)),
    strict: property('Whether the figure has to be above the target.', true, FLAG),
    attained: property(
      'What was achieved (R11).',
      { value: '99.9', exact: '999/10', low: '99.9', high: '99.9', lowExact: '999/10', highExact: '999/10' },
      attained,
    ),
    verdict: property('The verdict (R11, R15).', 'breached', oneWord(...VERDICTS)),
    reason: property('Why there is no clear verdict.', { code: 'no-counts', params: {}, why: 'no source counts requests' }, reason),
    why: property('What keeps it undecided (R11).', 'no-data', oneWord('no-data', 'partly-measured', 'doubtful')),
    basis: property(
      'Whether what was promised was measured, or something near to it (R12).',
      'contractual',
      oneWord('contractual', 'estimate'),
    ),
    settles: property('When the evidence is unlikely to change any more, in ms (R12).', 1_780_178_400_000, WHOLE),
    provisional: property('Whether the verdict is closed and not settled yet (R12).', false, FLAG),
    time: property('Agreed time by class; null where the measure is not over time (R1).', null, orNull(time)),
    counts: property('Slots, requests, tickets or deliveries (R16).', { total: 20, met: 19, missed: 1, open: 0 }, counts),
    budget: property('The error budget; null where there is none (R7).', { total: 10, spent: 2, left: 8, unit: 'ms' }, orNull(budget)),
    burn: property('How fast the budget is spent (R15).', { rate: '3/2', exhaustedAt: null, rules: [] }, burn),
    credit: property(
      'The credit (R20, R24).',
      { state: 'due', percent: '10', amount: '120.00', currency: 'EUR', days: null, remedy: 'credit' },
      credit,
    ),
    remedies: property('Each remedy by itself (R24).', [], schemaListOf({ $ref: '#/$defs/remedy' })),
    claim: property('Whether the credit can be claimed (R27).', { state: 'none', steps: [] }, claim),
    tickets: property('Tickets of the measure (R28).', [], schemaListOf(ticket)),
    deliveries: property('Deliveries that were owed in the period (R29).', [], schemaListOf(delivery)),
    chain: property('Dependencies (R30).', { ceiling: '99.9', exact: '999/10', assumes: 'independence', carries: true }, chain),
    ledger: property('Every stretch that was not up (R36).', [], schemaListOf(ledgerEntry)),
  },
  OPTIONAL,
)

const creditSum: JsonSchema = record({
  period: property('Label of the period.', '2026-03', TEXT),
  remedy: property('Id of the remedy.', 'credit', TEXT),
  ...sums,
  caps: property('Places of the caps that limited it (R23).', [0], schemaListOf(COUNT)),
})

const escalation: JsonSchema = record({
  step: property('Id of the step (R28b).', 'first', TEXT),
  to: property('Role to notify.', 'duty-manager', TEXT),
  contact: property('Name of the contact; null where the role has none.', 'Duty manager', orNull(TEXT)),
  due: property('When, in ms; null while a clock is on hold.', MARCH_4, orNull(WHOLE)),
  of: property('What it counts from.', 'incident-start', TEXT),
  ref: property('Ticket, incident or objective that it is about.', 't1', TEXT),
  state: property('Where the step is.', 'waiting', oneWord('waiting', 'due', 'passed')),
})

const assumption: JsonSchema = record({
  path: property('Field that the agreement leaves out.', 'objectives[0].measure.authority', TEXT),
  used: property('What was used instead.', 'either', TEXT),
  code: property('Code that every language has a text for.', 'authority', TEXT),
  params: property('Values that the text names.', {}, { type: 'object', additionalProperties: TEXT }),
  why: property('Why, in English.', 'the agreement does not say whose measurement counts', TEXT),
})

const headline: JsonSchema = record({
  verdict: property('The verdict that speaks for the agreement.', 'breached', oneWord(...VERDICTS)),
  objective: property('Id of the objective it is of; null where none has data.', 'uptime', orNull(TEXT)),
  noData: property('Ids of the objectives of which nothing was measured.', ['support'], schemaListOf(TEXT)),
})

const unusedEvidence: JsonSchema = record({
  list: property('List of the evidence.', 'spans', TEXT),
  ref: property('The first of the rows.', 'inc-1', TEXT),
  n: property('How many rows.', 3, COUNT),
  code: property('Code that every language has a text for.', 'unknown-service', TEXT),
  params: property('Values that the text names.', { service: 'ap' }, { type: 'object', additionalProperties: TEXT }),
  why: property('Why, in English.', 'the agreement has no service ap', TEXT),
})

/** The report itself, without the head of a schema. */
export const report: JsonSchema = record({
  format: property('The format and its version.', 'standing/report@1', oneWord('standing/report@1')),
  contract: property(
    'The agreement.',
    { id: 'shop-api', version: null, sha256: HASH },
    record({
      id: property('Its id.', 'shop-api', TEXT),
      version: property('Version of its text.', '2026-02', orNull(TEXT)),
      sha256: property('SHA-256 of its canonical form after inheritance (R36).', HASH, SHA256),
    }),
  ),
  evaluator: property('Version of the evaluator.', '0.1.0', TEXT),
  tzdb: property('SHA-256 of the clock changes that were used.', HASH, SHA256),
  evidence: property('The evidence.', { sha256: HASH }, record({ sha256: property('SHA-256 of its canonical form.', HASH, SHA256) })),
  at: property('Instant of evaluation, in ms since 1970.', MARCH_4, COUNT),
  knownAt: property('With which instant’s knowledge (R2).', MARCH_4, COUNT),
  zone: property('Zone of the agreement.', 'Europe/Berlin', TEXT),
  objectives: property('Every objective in every period asked for.', [], schemaListOf(objective)),
  credits: property('Credits by period and remedy, after caps (R23).', [], schemaListOf(creditSum)),
  escalations: property('Steps of the escalation (R28b).', [], schemaListOf(escalation)),
  headline: property('The worst objective among those with data (R57).', { verdict: 'met', objective: 'uptime', noData: [] }, headline),
  unused: property('Evidence that no objective could use (R59).', [], schemaListOf(unusedEvidence)),
  assumptions: property('Defaults that were used because the agreement is silent (R36).', [], schemaListOf(assumption)),
})

export const reportSchema = (): JsonSchema => ({
  $schema: DIALECT,
  $id: schemaAddress('report'),
  title: 'standing/report@1',
  description: 'What the evaluator answers. Instants and lengths are whole milliseconds, figures are decimal text, fractions n/d.',
  ...report,
  $defs: { remedy },
})
