/**
 * What real agreements force a format to say, each said in it and read without a problem or a warning. The agreements meant are
 * named by their id in the catalogue. What the evaluator makes of them is tested where it is worked out.
 */
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { small } from './documents.ts'

/** An objective of its own: what differs from a promise of 99.9 by time. */
const objective = (text: string) => `objectives: [{ id: o, services: [api], target: "99.9", measure: { by: time }, ${text} }]`
const own = (text: string) => `objectives: [{ id: o, services: [api], ${text} }]`
const measured = (text: string) => `objectives: [{ id: o, services: [api], target: "99.9", measure: { ${text} } }]`
const remedy = (text: string) => `remedies: [{ id: r, ${text} }]`
const claim = (...steps: string[]) => remedy(`kind: percent, credit: "10", claim: { steps: [${steps.join(', ')}] }`)

const NEEDS: Readonly<Record<string, readonly (readonly [need: string, text: string])[]>> = {
  'parties, versions, who is meant': [
    ['a version and the day it came into force (github-online-2026)', 'text: { version: "2026-06", effective: 2026-06-01 }'],
    [
      'a plan that has a promise, by month (twilio-api)',
      `facts: { edition: [{ until: 2026-03-01, value: basic }, { from: 2026-03-01, value: enterprise }] }\n${objective('when: { edition: enterprise }')}`,
    ],
    ['a least size of what is promised for (mongodb-atlas)', objective('when: { size: { atLeast: 10 }, hoursUp: { atLeast: "24" } }')],
    [
      'a promise on redundancy, which comes and goes (azure-vm-zones)',
      `facts: { zones: [{ from: 2026-01-01, value: 2 }] }\n${objective('when: { zones: { atLeast: 2 } }')}`,
    ],
    ['the lowest promise of several parts (azure-vm-single)', objective('when: { disks: { includes: premium, lacks: hdd } }')],
    ['bills that are paid (zitadel)', 'facts: { paid: true }\nrestrictions: [{ id: unpaid, when: { paid: false }, effect: voids }]'],
    ['no promise without a fee (gcp-gke)', 'restrictions: [{ id: free, when: { fee: none }, effect: voids }]'],
    [
      'time that a duty neglected suspends',
      'restrictions: [{ id: unpaid, when: { paid: false }, effect: suspends, from: 2026-03-01, until: 2026-04-01 }]',
    ],
  ],
  periods: [
    ['a calendar month, quarter, year', 'period: { every: quarter }'],
    [
      'a billing cycle with its day (starlink-priority)',
      'period: { every: month, anchor: { day: 12 } }\nbilling: { every: month, anchor: { day: 12 } }',
    ],
    ['a fiscal quarter (github-premium-support)', 'period: { every: quarter, anchor: { month: 2 } }'],
    ['the year before a claim (aws-ec2-2008)', 'period: { lookback: P365D, endsAt: claim }'],
    ['the thirty days up to an incident', 'period: { lookback: P30D, endsAt: incident-start }'],
    ['a month of thirty days (safespring)', 'period: { every: P30D, from: 2026-01-01 }'],
    ['a zone of its own (atlassian-cloud)', 'zone: Asia/Kolkata'],
    [
      'a resource that lives for part of it (alibaba-ecs)',
      'period: { every: month, denominator: alive }\nservices: [{ id: api, name: A, alive: { from: 2026-03-10 } }]',
    ],
    ['two months in a row (datadog)', remedy('kind: termination, history: { consecutivePeriods: 2 }')],
    ['three failures within half a year', remedy('kind: termination, history: { count: 3, window: P6M }')],
  ],
  measurement: [
    ['minutes, whole or touched', measured('by: time, unit: { touched: PT1M }')],
    [
      'seconds, from the first once a minute is full (starlink-priority)',
      measured('by: time, unit: { whole: PT1S }, minRun: { atLeast: PT60S }, countFrom: start'),
    ],
    ['more than an hour in a row (notion)', measured('by: time, minRun: { over: PT1H }, countFrom: threshold')],
    ['stretches of five minutes (digitalocean-droplet)', measured('by: slots, slot: PT5M, downWhen: { downtime: { atLeast: PT5M } }')],
    ['the mean of their error rates (aws-s3-standard)', measured('by: slots, slot: PT5M, aggregate: mean, empty: available')],
    ['a ratio over the whole period (azure-functions-consumption)', measured('by: requests')],
    ['an error rate above an edge, or at it (gitlab-saas)', measured('by: slots, slot: PT1M, downWhen: { errorRate: { atLeast: "5" } }')],
    [
      'a least number of requests, ten minutes in a row (gcp-vertex-search-commerce)',
      measured('by: slots, slot: PT1M, downWhen: { errorRate: { over: "10" } }, minRequests: 2000, minRun: { atLeast: PT10M }'),
    ],
    ['all instances, any function (gcp-gce, dynatrace)', measured('by: time, combine: all')],
    [
      'requests scored (gitlab-dedicated-apdex)',
      measured('by: apdex, bands: [{ within: PT1S, score: 1 }, { within: PT10S, score: "0.5" }]'),
    ],
    ['the share of visitors affected (cloudflare-enterprise)', measured('by: time, affectedShare: true')],
    ['a pool of resources (azure-sql)', measured('by: time, combine: pool')],
    [
      'several promises that all hold (oracle-oci)',
      'objectives: [{ id: a, services: [api], target: "99.9", measure: { by: time } }, { id: b, services: [api], target: "99", measure: { by: requests } }]',
    ],
    ['throughput (sendgrid-api)', own('measure: { by: rate, metric: messages, slot: PT1S, atLeast: "15000", share: "99" }')],
    ['a percentile of latency (openai-scale-tier)', own('strict: true, measure: { by: latency, percentile: "99", atMost: PT0.5S }')],
    ['a time to replace (ibm-hardware)', own('measure: { by: duration, clock: { from: verified, to: resolved } }')],
    ['whose figure wins (atlassian-cloud, twilio-api)', measured('by: time, authority: { order: ["feed:third", provider, customer] }')],
    ['downtime from its report on (ibm-saas)', measured('by: time, startsAt: awareness')],
    ['slowness that counts half', measured('by: time, weights: { down: 1, partial: "0.5", degraded: "0.3" }')],
    ['a rounding that is stated (datastax-astra)', measured('by: time, round: { decimals: 2, mode: half-up }')],
  ],
  exclusions: [
    [
      'every category',
      `exclusions: [${['scheduled-maintenance', 'emergency-maintenance', 'force-majeure', 'customer-fault', 'customer-network', 'third-party', 'beta', 'quota', 'suspension', 'security-test', 'unsupported-version', 'dos', 'other'].map((each) => `{ id: ${each}, category: ${each} }`).join(', ')}]`,
    ],
    [
      'notice in hours, days, business days (slack, google-gmail-isp)',
      'exclusions: [{ id: a, category: scheduled-maintenance, notice: PT24H }, { id: b, category: scheduled-maintenance, notice: { days: 5 } }, { id: c, category: scheduled-maintenance, notice: { businessDays: 1 } }]',
    ],
    [
      'ten hours a year, one a quarter (slack, datastax-astra)',
      'exclusions: [{ id: a, category: emergency-maintenance, notice: PT48H, budget: { hours: "1", per: quarter, excess: counts } }]',
    ],
    ['time that leaves both counts (cloudflare-business)', 'exclusions: [{ id: a, category: other, removes: both }]'],
    [
      'service hours without weekends and holidays (notion)',
      `calendars: { work: { weekly: { mon-fri: ["00:00-24:00"] }, dates: { "2026-12-25": [] } } }\n${objective('during: work')}`,
    ],
    ['a duty of the customer (gcp-gcs)', 'responsibilities: [{ party: customer, duty: Backs off, condition: { backsOff: true } }]'],
  ],
  remedies: [
    [
      'edges that belong to a band or not, gaps, overlaps (github-enterprise-legacy, mongodb-atlas)',
      remedy(
        'kind: percent, bands: [{ atMost: "99.9", above: "99.0", credit: "10" }, { below: "99.0", credit: "25" }, { below: "99.5", credit: "15" }]',
      ),
    ],
    [
      'a ladder by length of outage (fastly-network)',
      remedy('kind: percent, on: downtime, bands: [{ over: PT1H, atMost: PT4H, credit: "10" }, { over: PT4H, credit: "25" }]'),
    ],
    ['a ladder for each ticket (ibm-hardware)', remedy('kind: percent, on: elapsed, bands: [{ over: PT2H, credit: "20" }]')],
    [
      'days added to the term, with their most (google-workspace)',
      remedy('kind: days, bands: [{ below: "99.9", credit: "3" }], caps: [{ days: 15 }]'),
    ],
    ['a multiple of the fee for the downtime (slack)', remedy('kind: multiple, multiple: { times: "10", of: fee-for-downtime }')],
    [
      'fifty times for each interruption over five minutes (upcloud-legacy)',
      remedy(
        'kind: multiple, multiple: { times: "50", of: fee-for-downtime }, each: interruption, minRun: { over: PT5M }, caps: [{ percent: "100", of: period-fee }]',
      ),
    ],
    [
      'lost time at a rate (digitalocean-droplet)',
      remedy('kind: lostTime, lostTime: { rate: { amount: "0.00744", currency: USD, per: PT1H } }'),
    ],
    [
      'blocks, with a least and a daily most (onelogin, notion)',
      remedy('kind: perBlock, perBlock: { block: PT30M, credit: "5", partial: dropped, minRun: PT15M, perDay: 1 }'),
    ],
    [
      'more for each step below the last (8x8, sap-cloud)',
      remedy('kind: percent, bands: [{ below: "99.7", credit: "2", plus: { credit: "2", per: "1", below: "99.7", partial: linear } }]'),
    ],
    [
      'the greater of a share and what was lost (coupa)',
      remedy('kind: percent, bands: [{ below: "99.8", credit: { greaterOf: ["5", unavailability] } }]'),
    ],
    [
      'more with each failure (workday)',
      remedy('kind: percent, on: failures, bands: [{ atLeast: "1", credit: "10" }, { atLeast: "2", credit: "20" }]'),
    ],
    ['none at all (digitalocean-marketplace)', remedy('kind: none')],
    ['a formula that nobody computes (algolia)', remedy('kind: formula, formula: A hundred times the fee for the hour')],
    [
      'the fee of the month before, without what is paid once (cloudflare-enterprise)',
      remedy(
        'kind: percent, credit: "10", base: { amount: "100.00", currency: EUR, per: month, of: preceding-period, covers: [api], excludes: one-time fees }',
      ),
    ],
    [
      'a fee that several units share (starlink-priority)',
      remedy('kind: percent, credit: "10", base: { amounts: { 2026-03: "90.00" }, currency: EUR, units: 3 }'),
    ],
    [
      'caps by period, by year, by worth (gcp-gce, github-online-2026)',
      remedy(
        'kind: percent, credit: "10", caps: [{ percent: "50", of: period-fee }, { percent: "100", of: fees, window: P1Y }, { worth: P90D }, { amount: "1000" }]',
      ),
    ],
    ['a least amount (aws-ec2-region)', remedy('kind: percent, credit: "10", minimum: { over: "1.00", currency: USD }')],
    [
      'one of several, by choice (aws-ec2-instance, azure-fhir)',
      `${remedy('kind: percent, credit: "10", exclusiveGroup: ec2')}\n${objective('remedies: [r], stack: choose')}`,
    ],
    ['credit without a claim (lever)', remedy('kind: percent, credit: "10", trigger: automatic')],
    [
      'a right to leave with time to use it (fastly-network)',
      remedy(
        'kind: termination, bands: [{ below: "98" }], history: { consecutivePeriods: 3 }, claim: { steps: [{ id: leave, within: { days: 30 }, after: period-end }] }',
      ),
    ],
  ],
  claims: [
    [
      'a day after awareness, then a second step (mongodb-atlas)',
      claim('{ id: notice, within: PT24H, after: awareness }', '{ id: claim, within: { days: 30 }, after: month-end }'),
    ],
    ['a day from the start (zscaler)', claim('{ id: notice, within: PT24H, after: incident-start }')],
    [
      'business days of a calendar (ibm-saas)',
      `calendars: { bank: { weekly: { mon-fri: ["09:00-17:00"] } } }\n${claim('{ id: claim, within: { businessDays: 3, calendar: bank }, after: correction }')}`,
    ],
    [
      'months, by either reading of a month (azure-fhir)',
      claim('{ id: claim, within: { months: 2, eom: sticky }, after: billing-cycle-end }'),
    ],
    [
      'billing cycles (aws-ec2-region)',
      claim('{ id: claim, within: { billingCycles: 2 }, after: incident-end, evidence: [request logs, dates] }'),
    ],
    [
      'from eligibility, an invoice, a quarter (gcp-gce)',
      claim(
        '{ id: a, within: { days: 60 }, after: eligibility }',
        '{ id: b, within: { days: 14 }, after: invoice }',
        '{ id: c, within: { days: 30 }, after: quarter-end, opens: period-end }',
      ),
    ],
  ],
  support: [
    [
      'severity by plan, each with its hours, its start and its updates (fastly-support, aws-support)',
      `calendars: { work: { weekly: { mon-fri: ["09:00-17:00"] } } }
support: { clockStart: priority-set, pauseOn: [waiting-on-customer], reclassified: restart, reopened: continue, severities: [{ id: s1, calendar: always, response: PT15M, update: PT2H, resolution: PT4H }, { id: s2, calendar: work, response: PT8H, clockStart: verified }] }
${own('binding: guarantee, measure: { by: tickets, clock: response, attainment: "95", severities: [s1] }')}`,
    ],
    ['more than four misses (github-premium-support)', own('measure: { by: tickets, clock: response, missesAllowed: 4 }')],
    [
      'a day that is a holiday in all of three countries only (fastly-support)',
      `calendars: { a: { zone: America/New_York, weekly: { mon-fri: ["09:00-17:00"] } }, b: { zone: Europe/London, weekly: { mon-fri: ["09:00-17:00"] } }, c: { union: [a, b] }, d: { intersect: [a, b] }, e: { not: c } }`,
    ],
    ['a promise nobody pays for (aws-support)', own('binding: target, measure: { by: tickets, clock: update, attainment: "100" }')],
  ],
}

describe.each(Object.entries(NEEDS))('%s', (_area, needs) => {
  it.each(needs)('%s', (_need, text) => {
    const { problems, warnings } = readContractValue({ ...small(), ...(parse(text) as object) })
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
  })
})
