/**
 * Every reason that a report gives, by its code, in English: why a default was used, why there is no figure or no credit. The
 * names in braces are the reason's parameters. Screens show the reader's own language by code and parameters; the English
 * text stands beside them in the report for people who read JSON. The other languages are in shared/i18n/reasons-….ts.
 */
import type { Reason } from './report.ts'

export const REASONS = {
  'authority-unstated': 'the agreement does not say whose measurements are used',
  'awareness-unrecorded': 'nobody recorded when the customer noticed the incident',
  'band-undecided': 'time without data could move it into another band',
  'base-per-unstated': 'the agreement does not say what the fee is paid for',
  'billing-unstated': 'the agreement has no billing cycle; calendar months are used',
  'block-partial-unstated': 'the agreement does not say whether a block that has begun counts',
  'block-runs-unstated': 'the agreement does not look at single interruptions',
  'breach-undecided': 'whether it was breached is undecided',
  'business-days-unstated': 'the agreement does not say which days are business days',
  'calendar-never-opens': 'the calendar {calendar} is not open on enough days',
  'clock-calendar-unstated': 'the agreement does not say in which hours the clock runs',
  'clock-start-unstated': 'the agreement does not say what starts a clock',
  'combine-unstated': 'the agreement does not say how its services are combined',
  'condition-false': 'its condition does not hold',
  'count-from-unstated': 'the agreement does not say from when a long enough outage counts',
  'count-over-agreed-time': 'a count of requests reaches over the end of agreed time; count by shorter times, such as an hour',
  'count-over-period':
    'the count of requests from {from} to {to} reaches over the end of the period; count by shorter times, such as a day',
  'count-over-slot': 'a count of requests reaches over the end of a slot; count by times as long as a slot',
  'coverage-too-small': 'less than {minCoverage} % of the agreed time was measured',
  'credit-undecided': 'time without data could change the credit',
  'credit-unnamed': 'neither the band nor the remedy names a credit',
  'deliverables-unnamed': 'the agreement names no deliverables',
  'denominator-unstated': 'the agreement does not say how time outside its term or the life of a service counts',
  'dependency-objective-unstated': 'the agreement does not say which objective it depends on',
  'dependency-target-unknown': 'the target of {contract} is not known',
  'dependency-target-unstated': 'the target of a dependency is not known',
  'down-when-unstated': 'the agreement does not say when a slot is down',
  'due-dates-unclear': 'when the deliveries are due can not be worked out from the schedule',
  'earlier-period-unmeasured': 'there is no data for an earlier period that decides',
  'eligibility-unstated': 'the agreement does not say when a credit is first due; that its period has ended is certain',
  'empty-unstated': 'the agreement does not say how a slot without requests counts',
  'eom-unstated': 'the agreement does not say whether months from the last day of a month end on a last day',
  'estimated-from-checks': 'no source counts the requests of all users',
  'estimated-from-incidents': 'no source counts requests, so the service counts as down while incidents say so: an estimate',
  'excess-unstated': 'the agreement does not say how time beyond the budget of an exclusion counts',
  'exclude-unstated': 'the objective does not say which exclusions apply to it',
  'fact-missing': 'a fact is unknown',
  'fact-unknown': 'fact {fact} is not known',
  'failed-unstated': 'the agreement does not say whether failed requests are slow',
  'fee-before-unknown': 'no fee is known for the period before',
  'fee-per-mismatch':
    'a fee by {per} says nothing of a period that is not made of months; write the fee of one period, with per: period or in amounts',
  'fee-unknown': 'no fee is known for {period}',
  'fees-missing': 'the fee of some periods of the window is not known',
  'formula-in-words': 'the agreement gives the credit as a formula in words: {formula}',
  'invoice-date-unknown': 'the date of the invoice is not known; the cycle that it bills ends no later',
  'items-given-are-all': 'no source says that these were all; those given are taken to be all there were',
  'latency-unmeasured': 'no source says how long requests took',
  'measure-unknown': 'there is no measure by {by}',
  'no-agreed-time': 'no time of the period is agreed',
  'no-figure': 'there is no figure',
  'no-time-to-multiply': 'the measure has no time to multiply',
  'no-time-to-pay-for': 'the measure has no time to pay for',
  'not-often-enough': 'it has not happened often enough',
  'notice-calendar-unstated': 'the agreement names no calendar for its business days',
  'opens-unstated': 'the agreement does not say from when it may be claimed',
  'outside-term': 'the period is outside the term',
  'pause-unstated': 'the agreement does not say that a clock is on hold while the provider waits',
  'pays-nothing': 'what applies pays nothing',
  'period-unmeasured': 'there is no data for the period',
  'plus-partial-unstated': 'the agreement does not say whether a step that has begun counts',
  'prorate-unstated': 'the agreement does not say whether the fee of a period partly outside its term is prorated',
  'rate-unstated': 'the agreement does not say which rate is promised',
  'reclassified-unstated': 'the agreement does not say what another severity does to a clock',
  'remedy-incomplete': 'the remedy has no {field}',
  'removes-unstated': 'the agreement does not say that excluded time leaves the agreed time',
  'reopened-unstated': 'the agreement does not say what reopening a ticket does to its clock',
  'requests-uncounted': 'no source counts the requests of {service}',
  'restriction-suspends': 'restriction {restriction} suspends it',
  'restriction-unknown': 'whether restriction {restriction} holds is not known',
  'restriction-voids': 'restriction {restriction} voids it',
  'round-mode-unstated': 'the agreement does not say how figures are rounded',
  'round-unstated': 'the agreement does not say that figures are rounded',
  'rounding-unstated': 'the agreement does not say how amounts are rounded',
  'sample-over-slot': 'a sample reaches over the end of a slot; measure by times that fit into one',
  'samples-missing': 'no source gives samples of {metric} for {service}',
  'stack-unstated': 'the agreement does not say whether its remedies add up',
  'state-draft': 'the agreement is a draft',
  'state-expired': 'the agreement is expired',
  'state-proposed': 'the agreement is only proposed',
  'state-suspended': 'the agreement is suspended',
  'state-void': 'the agreement is void',
  'slot-unstated': 'the agreement does not say by which slots the mean is taken',
  'stops-unstated': 'the agreement does not say which events stop a clock',
  'target-unstated': 'which figure is promised is not known',
  'term-start-unstated': 'the agreement does not say when its term began',
  'too-little-data': 'there is too little data',
  'unattributed-unstated': 'the agreement does not say how an incident counts that is not assigned to a service',
  'standing-unstated':
    'the exclusion takes effect only where it was announced or declared, and nothing was; write standing: true where it needs no announcement',
  'unused-answer': 'no incident has this reference, so the answer to it is not used',
  'unused-clause': 'clause {name} is not in the agreement',
  'unused-clause-near': 'clause {name} is not in the agreement; did you mean {near}?',
  'unused-deliverable': 'deliverable {name} is not in the agreement',
  'unused-deliverable-near': 'deliverable {name} is not in the agreement; did you mean {near}?',
  'unused-field': 'field {name} is not known',
  'unused-field-near': 'field {name} is not known; did you mean {near}?',
  'unused-list': 'list {name} is not known',
  'unused-list-near': 'list {name} is not known; did you mean {near}?',
  'unused-metric': 'no objective measures {name}',
  'unused-metric-near': 'no objective measures {name}; did you mean {near}?',
  'unused-objective': 'objective {name} is not in the agreement',
  'unused-objective-near': 'objective {name} is not in the agreement; did you mean {near}?',
  'unused-service': 'service {name} is not in the agreement',
  'unused-service-near': 'service {name} is not in the agreement; did you mean {near}?',
  'unused-severity': 'severity {name} is not in the agreement',
  'unused-severity-near': 'severity {name} is not in the agreement; did you mean {near}?',
  'unused-unopened': 'the ticket has no event that opened it',
  'unit-end-differs': 'the {unit} of the agreement ends on {own}, that of the calendar on {calendar}; the earlier date is used',
  'unit-unstated': 'the agreement names no unit of downtime',
  'unknown-decides': 'time without data could decide it',
  'unknown-unstated': 'the agreement does not say how time without data counts',
  'weights-unstated': 'the agreement does not say which states are down',
} as const

export type ReasonCode = keyof typeof REASONS

/** One text for every code: a language. */
export type ReasonTexts = Readonly<Record<ReasonCode, string>>

/** The parameters that a text names. */
type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never
type Params<Code extends ReasonCode> = Named<(typeof REASONS)[Code]>

/** The codes that need no parameters. */
export type PlainCode = { [Code in ReasonCode]: [Params<Code>] extends [never] ? Code : never }[ReasonCode]

/** A reason with its English text. */
export function reason<Code extends PlainCode>(code: Code): Reason
export function reason<Code extends ReasonCode>(code: Code, params: Readonly<Record<Params<Code>, string>>): Reason
export function reason(code: ReasonCode, params: Readonly<Record<string, string>> = {}): Reason {
  return { code, params, why: REASONS[code].replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '') }
}
