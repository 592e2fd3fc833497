/**
 * One worked period, or more, of each agreement of the catalogue (the first fifty): what happened, and what by its own text
 * follows. June 2026 has 30 days = 43,200 minutes = 8,640 stretches of five minutes = 720 hours; d minutes down leave
 * (43,200 − d) / 432 percent. Zones are UTC where nothing else is said.
 */
import { describe, expect, it } from 'vitest'
import type { FactValue } from '../../../shared/contract/model.ts'
import { page, type Question, requests, work } from './worked.ts'

const FROM = '2026-06-01T00:00:00Z'
const AT = '2026-07-05T00:00:00Z'
const MINUTE = 60_000

/** d minutes down on 2 June, a Tuesday, from midnight; a status page covers June and the days after. */
const down = (service: string, minutes: number) =>
  page(service, FROM, AT, ['2026-06-02T00:00:00Z', new Date(Date.parse('2026-06-02T00:00:00Z') + minutes * MINUTE).toISOString()])
const n = <T>(times: number, row: T): T[] => Array.from({ length: times }, () => row)
const counted = (service: string, slotMs: number, rows: readonly (readonly [number, number])[]) => requests(service, FROM, AT, slotMs, rows)
const total = (service: string, all: number, failed: number) => counted(service, MINUTE, [[all, failed]])

interface Expected {
  readonly exact: string | null
  readonly verdict: string
  /** Percent or days, or the state where neither is due. */
  readonly credit?: string
  readonly lastDay?: string
  readonly amount?: string
}

type Row = readonly [what: string, question: Omit<Question, 'at' | 'period'> & { at?: string; period?: string | null }, expected: Expected]
const ask = (id: string, objective: string, evidence: Question['evidence'], facts: Readonly<Record<string, FactValue>> = {}) => ({
  id,
  objective,
  evidence,
  facts,
})

const AWS: readonly Row[] = [
  // 43,195 / 432 = 99.988…, under 99.99 and not under 99.0. June is the cycle of the incident; July and August follow.
  [
    '5 min in two zones',
    ask('aws-ec2-region', 'region-uptime', down('compute', 5), { availabilityZones: 2 }),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  [
    'nothing known of the zones',
    ask('aws-ec2-region', 'region-uptime', down('compute', 5)),
    { exact: '43195/432', verdict: 'needs-review' },
  ],
  // 0.5 % of 43,200 min = 216 min
  [
    '216 min, exactly 99.5',
    ask('aws-ec2-instance', 'instance-uptime', down('instance', 216)),
    { exact: '199/2', verdict: 'met', credit: 'none' },
  ],
  [
    '217 min',
    ask('aws-ec2-instance', 'instance-uptime', down('instance', 217)),
    { exact: '42983/432', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  ['6 min of an hour', ask('aws-ec2-instance', 'clock-hours', down('instance', 6)), { exact: '100/1', verdict: 'met', credit: 'none' }],
  // one hour of 720: 719 / 7.2 percent; 720 USD × 1 h / 720 h
  [
    '7 min of an hour',
    { ...ask('aws-ec2-instance', 'clock-hours', down('instance', 7)), fee: { amount: '720.00', currency: 'USD' } },
    { exact: '3595/36', verdict: 'breached', amount: '1.00' },
  ],
  // 365 days = 105,120 stretches; 4 h 25 min = 53 of them; 105,067 / 1,051.2 percent
  [
    '53 stretches in a year',
    {
      ...ask(
        'aws-ec2-2008',
        'annual-uptime',
        page('region', '2025-07-01T00:00:00Z', '2026-07-01T00:00:00Z', ['2026-03-01T00:00:00Z', '2026-03-01T04:25:00Z']),
      ),
      at: '2026-07-01T00:00:00Z',
      period: null,
    },
    { exact: '525335/5256', verdict: 'breached', credit: 'not-computable' },
  ],
  // ten stretches of 8,640 without a single good request: 8,630 / 86.4
  [
    'ten stretches of errors',
    ask('aws-s3-standard', 'uptime', counted('s3', 5 * MINUTE, n(10, [100, 100]))),
    { exact: '21575/216', verdict: 'breached', credit: '10' },
  ],
  // the same ten stretches with one request each weigh as much; half of 20 stretches is ten
  [
    'half the requests of twenty',
    ask('aws-s3-standard', 'uptime', counted('s3', 5 * MINUTE, n(20, [2, 1]))),
    { exact: '21575/216', verdict: 'breached', credit: '10' },
  ],
  [
    '87 stretches of errors',
    ask('aws-s3-ia', 'uptime', counted('s3', 5 * MINUTE, n(87, [1, 1]))),
    { exact: '14255/144', verdict: 'breached', credit: '10' },
  ],
  [
    '22 min',
    ask('aws-rds-multi-az', 'uptime', down('database', 22), { multiAz: true }),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  [
    '217 min',
    ask('aws-rds-single', 'uptime', down('database', 217)),
    { exact: '42983/432', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  [
    'five stretches of errors',
    ask('aws-lambda', 'uptime', counted('lambda', 5 * MINUTE, n(5, [7, 7]))),
    { exact: '43175/432', verdict: 'breached', credit: 'not-computable' },
  ],
  // 432 min are exactly 99.0
  [
    '432 min',
    ask('aws-dax', 'multi-az', down('cluster', 432), { plan: 'multi-az' }),
    { exact: '99/1', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  [
    '433 min',
    ask('aws-dax', 'multi-az', down('cluster', 433), { plan: 'multi-az' }),
    { exact: '42767/432', verdict: 'breached', credit: '25', lastDay: '2026-08-31' },
  ],
  [
    '44 min in one zone',
    ask('aws-documentdb', 'single-az', down('cluster', 44), { plan: 'single-az' }),
    { exact: '10789/108', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  [
    '44 min in one zone, where several must be down',
    ask('aws-documentdb', 'multi-az', down('cluster', 44), { plan: 'single-az' }),
    { exact: null, verdict: 'not-in-force' },
  ],
  [
    '433 min, of which no tier was read',
    ask('aws-route53-resolver', 'single-az', down('endpoints', 433), { plan: 'single-az' }),
    { exact: '42767/432', verdict: 'breached', credit: 'no-band' },
  ],
  ['a minute', ask('aws-route53-hosted', 'always', down('dns', 1)), { exact: '43199/432', verdict: 'breached', credit: 'not-computable' }],
  ['4 min', ask('aws-arc', 'uptime', down('cluster', 4)), { exact: '10799/108', verdict: 'breached', credit: '10', lastDay: '2026-08-31' }],
  ['5 min', ask('aws-arc', 'uptime', down('cluster', 5)), { exact: '43195/432', verdict: 'breached', credit: '30', lastDay: '2026-08-31' }],
  [
    '44 min',
    ask('aws-compute-optimizer', 'uptime', down('optimizer', 44)),
    { exact: '10789/108', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  // 200 of a million: 99.98
  [
    '200 errors in a million',
    ask('aws-dynamodb', 'standard', total('tables', 1_000_000, 200), { plan: 'standard' }),
    { exact: '4999/50', verdict: 'breached', credit: '10' },
  ],
]

const GOOGLE: readonly Row[] = [
  [
    '5 min in two zones',
    ask('gcp-gce', 'premium-multi-zone', down('instances', 5), {
      networkTier: 'premium',
      deployment: 'multi-zone',
      lowerTargetRegion: false,
    }),
    { exact: '43195/432', verdict: 'breached', credit: '10' },
  ],
  // less than a minute does not count
  [
    '59 s',
    ask('gcp-gce', 'premium-load-balancing', page('load-balancing', FROM, AT, [FROM, '2026-06-01T00:00:59Z']), {
      networkTier: 'premium',
      lowerTargetRegion: false,
    }),
    { exact: '100/1', verdict: 'met', credit: 'none' },
  ],
  [
    '1,001 errors in a million',
    ask('gcp-gcs', 'standard', total('storage', 1_000_000, 1001), { plan: 'standard' }),
    { exact: '998999/10000', verdict: 'breached' },
  ],
  ['5 errors in 10,000, exactly 99.95', ask('gcp-run', 'uptime', total('run', 10_000, 5)), { exact: '1999/20', verdict: 'met' }],
  [
    '22 min',
    ask('gcp-gke', 'regional-control-plane', down('control-plane', 22), { plan: 'regional' }),
    { exact: '21589/216', verdict: 'breached' },
  ],
  [
    '101 errors in ten million',
    ask('gcp-bigtable', 'uptime', total('bigtable', 10_000_000, 101), { regions: 3, routing: 'multi-cluster' }),
    { exact: '9999899/100000', verdict: 'breached', credit: '10' },
  ],
  // 44 min in a row with 12 % errors count; nine in a row, and one of 1,999 requests, do not
  [
    '44 min in a row, nine elsewhere',
    ask(
      'gcp-vertex-search-commerce',
      'uptime',
      counted('search', MINUTE, [...n(44, [2000, 240] as const), [2000, 0], ...n(9, [2000, 2000] as const), [2000, 0], [1999, 1999]]),
    ),
    { exact: '10789/108', verdict: 'breached', credit: '10' },
  ],
  [
    '22 min of more than half',
    ask('gcp-kafka', 'uptime', counted('management', MINUTE, [...n(22, [1000, 501] as const), ...n(30, [1000, 500] as const)])),
    { exact: '21589/216', verdict: 'breached' },
  ],
  [
    '5 min',
    ask('gcp-interconnect', 'production', down('interconnect', 5), { plan: 'production' }),
    { exact: '43195/432', verdict: 'breached', credit: '10' },
  ],
  // more than 5 %: 51 of 1,000, not 50
  [
    '44 min above 5 %',
    ask('google-workspace', 'uptime', counted('workspace', MINUTE, [...n(44, [1000, 51] as const), ...n(60, [1000, 50] as const)])),
    { exact: '10789/108', verdict: 'breached', credit: '3 days' },
  ],
  [
    '44 min reported by a status page',
    ask('google-workspace', 'uptime', down('workspace', 44)),
    { exact: '10789/108', verdict: 'breached', credit: '3 days' },
  ],
  [
    '433 min',
    ask('google-cloud-identity', 'uptime', counted('identity', MINUTE, n(433, [100, 6]))),
    { exact: '42767/432', verdict: 'breached', credit: '7 days' },
  ],
  [
    '44 min in a row, nine elsewhere',
    ask('google-gmail-isp', 'uptime', counted('gmail', MINUTE, [...n(44, [100, 6] as const), [100, 0], ...n(9, [100, 6] as const)])),
    { exact: '10789/108', verdict: 'breached', credit: '10' },
  ],
]

const MICROSOFT: readonly Row[] = [
  // two months from 30 June: 30 August, the earlier reading
  [
    '5 min',
    ask('azure-vm-zones', 'uptime', down('machines', 5), { instances: 2, zones: 2 }),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  [
    '22 min',
    ask('azure-vm-avset', 'uptime', down('machines', 22), { instances: 2, sharedDisks: false }),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  // 5 % of 43,200 min = 2,160
  [
    '2,161 min with HDD',
    ask('azure-vm-single', 'standard-hdd', down('machine', 2161), { plan: 'standard-hdd' }),
    { exact: '41039/432', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  // half a minute and five whole ones: five
  [
    '5 whole minutes',
    ask('azure-sql', 'other', page('database', FROM, AT, ['2026-06-02T00:00:30Z', '2026-06-02T00:06:00Z']), { plan: 'other' }),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  // one hour of 720 with nothing but errors
  [
    'an hour of errors',
    ask('azure-storage-hot', 'writes', counted('writes', 60 * MINUTE, [[3, 3]])),
    { exact: '3595/36', verdict: 'breached', credit: '10' },
  ],
  // 15 of 720: 97.91…, under 98
  [
    '15 hours of errors',
    ask('azure-storage-cool', 'reads', counted('reads', 60 * MINUTE, n(15, [9, 9]))),
    { exact: '1175/12', verdict: 'breached', credit: '25' },
  ],
  [
    '44 min',
    ask('azure-lb', 'uptime', down('load-balancer', 44), { sku: 'standard', healthyMachines: 2 }),
    { exact: '10789/108', verdict: 'breached', credit: '25', lastDay: '2026-08-30' },
  ],
  [
    'a minute',
    ask('azure-dns', 'uptime', down('zone', 1)),
    { exact: '43199/432', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  [
    '6 of 10,000 executions',
    ask('azure-functions-consumption', 'uptime', total('functions', 10_000, 6)),
    { exact: '4997/50', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  [
    '22 min',
    ask('azure-functions-premium', 'uptime', down('app', 22)),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  [
    '11 of 1,000 transactions',
    ask('azure-fhir', 'uptime', total('fhir', 1000, 11)),
    { exact: '989/10', verdict: 'breached', credit: '25', lastDay: '2026-08-30' },
  ],
  // June in Shanghai begins at 16:00 UTC on 31 May
  [
    '44 min in the first hour of the month there',
    ask('azure-china-servicebus', 'uptime', page('relay', '2026-05-31T16:00:00Z', AT, ['2026-05-31T16:00:00Z', '2026-05-31T16:44:00Z'])),
    { exact: '10789/108', verdict: 'breached', credit: '10', lastDay: '2026-08-30' },
  ],
  // the month after that of the incident
  [
    '44 min',
    ask('m365-powerbi-pro', 'uptime', down('power-bi', 44)),
    { exact: '10789/108', verdict: 'breached', credit: '25', lastDay: '2026-07-31' },
  ],
]

const OTHERS: readonly Row[] = [
  // 60 min at a quarter of the visitors = 15 min: 43,185 / 432; 10 × 43,200 × 15 / 43,200. Five business days from Tuesday 2 June.
  [
    'an hour for a quarter of the visitors',
    { ...ask('cloudflare-enterprise', 'uptime', shared('network', 60, '0.25')), fee: { amount: '43200.00', currency: 'USD' } },
    { exact: '14395/144', verdict: 'breached', amount: '150.00', lastDay: '2026-06-09' },
  ],
  [
    'an hour for half of the visitors',
    { ...ask('cloudflare-business', 'uptime', shared('network', 60, '0.5')), fee: { amount: '43200.00', currency: 'USD' } },
    { exact: '7195/72', verdict: 'breached', amount: '30.00', lastDay: '2026-06-09' },
  ],
  // the 30 days before 1 July: 8,640 stretches, nine of them nothing but errors
  [
    'nine stretches of errors',
    { ...ask('cloudflare-queues', 'uptime', counted('queues', 5 * MINUTE, n(9, [1, 1]))), at: '2026-07-01T00:00:00Z', period: null },
    { exact: '4795/48', verdict: 'breached', credit: 'not-computable' },
  ],
  // Q1 2026 has 129,600 min: 180 are 99.861…; 1,296 are exactly 99.0, which the tiers leave out
  [
    '3 h in a quarter',
    {
      ...ask('github-enterprise-legacy', 'issues', quarter('issues', '2026-02-01T03:00:00Z')),
      at: '2026-04-10T00:00:00Z',
      period: '2026-Q1',
    },
    { exact: '3595/36', verdict: 'breached', credit: '10', lastDay: '2026-04-30' },
  ],
  [
    '21 h 36 min in a quarter',
    {
      ...ask('github-enterprise-legacy', 'issues', quarter('issues', '2026-02-01T21:36:00Z')),
      at: '2026-04-10T00:00:00Z',
      period: '2026-Q1',
    },
    { exact: '99/1', verdict: 'breached', credit: 'no-band' },
  ],
  // Q3 2026 has 132,480 min; 663 of them leave 131,817 / 1,324.8 percent, under 99.5
  [
    '663 min in a quarter',
    {
      ...ask(
        'github-online-2026',
        'actions',
        page('actions', '2026-07-01T00:00:00Z', '2026-10-05T00:00:00Z', ['2026-08-01T00:00:00Z', '2026-08-01T11:03:00Z']),
      ),
      at: '2026-10-05T00:00:00Z',
      period: '2026-Q3',
    },
    { exact: '219695/2208', verdict: 'breached', credit: '10', lastDay: '2026-10-30' },
  ],
  [
    '44 min at exactly 5 %',
    ask('gitlab-saas', 'uptime', counted('covered', MINUTE, n(44, [100, 5])), { plan: 'ultimate' }),
    { exact: '10789/108', verdict: 'breached', credit: '5', lastDay: '2026-07-30' },
  ],
  // (990 × 1 + 8 × 0.5 + 2 × 0) / 1,000
  ['990 quick, 8 slow, 2 failed', ask('gitlab-dedicated-apdex', 'availability', scored()), { exact: '497/5', verdict: 'breached' }],
]

function shared(service: string, minutes: number, share: string) {
  const { coverage, spans } = down(service, minutes)
  return { coverage, spans: spans.map((span) => ({ ...span, share })) }
}

function quarter(service: string, until: string) {
  return page(service, '2026-01-01T00:00:00Z', '2026-04-10T00:00:00Z', ['2026-02-01T00:00:00Z', until])
}

function scored() {
  const rows = total('dedicated', 1000, 2)
  const latency = [{ upTo: 'PT1S', count: 990 }, { upTo: 'PT10S', count: 8 }, { count: 0 }]
  return { ...rows, requests: rows.requests.map((row) => ({ ...row, latency })) }
}

describe.each([
  ['AWS', AWS],
  ['Google', GOOGLE],
  ['Microsoft', MICROSOFT],
  ['Cloudflare, GitHub, GitLab', OTHERS],
])('%s', (_provider, rows) => {
  it.each(rows.map(([what, question, expected]) => [`${question.id}: ${what}`, question, expected] as const))(
    '%s',
    (_name, question, expected) => {
      const { period = '2026-06', ...rest } = question
      const answer = work({ at: AT, ...rest, ...(period !== null && { period }) })
      const { credit, claim, attained, verdict } = answer
      const due = credit.days !== null ? `${credit.days} days` : credit.state === 'due' ? credit.percent : credit.state
      expect({
        exact: attained.exact,
        verdict,
        ...(expected.credit && { credit: due }),
        ...(expected.amount && { amount: credit.amount }),
        ...(expected.lastDay && { lastDay: claim.steps[0]?.lastDay }),
      }).toEqual(expected)
    },
  )
})

/** A ticket opened at 10:00 on Tuesday 2 June, its priority set then too, and answered after so many minutes. */
const ticket = (id: string, severity: string, minutes: number, day = '2026-06-02') => {
  const opened = Date.parse(`${day}T10:00:00Z`)
  return {
    id,
    severity,
    events: [
      { at: new Date(opened).toISOString(), kind: 'opened', by: 'customer', severity },
      { at: new Date(opened + MINUTE).toISOString(), kind: 'priority-set', by: 'provider', severity },
      { at: new Date(opened + minutes * MINUTE).toISOString(), kind: 'responded', by: 'provider' },
    ],
  }
}

describe('support', () => {
  it.each([
    // an hour to the minute, and a minute more; 24 h for guidance
    [
      'aws-support',
      'business',
      [ticket('a', 'production-down', 60), ticket('b', 'production-down', 61), ticket('c', 'guidance', 1440)],
      { total: 3, met: 2, missed: 1 },
      'breached',
    ],
    // ten hours of a business day from 10:00 Tuesday: 24 h end on Thursday at 14:00 (8 + 10 + 6), 52 h later
    [
      'aws-support',
      'developer',
      [ticket('a', 'developer-guidance', 52 * 60), ticket('b', 'developer-guidance', 52 * 60 + 1)],
      { total: 2, met: 1, missed: 1 },
      'breached',
    ],
    [
      'gcp-customer-care',
      'premium',
      [ticket('a', 'premium-p1', 15), ticket('b', 'premium-p2', 120)],
      { total: 2, met: 2, missed: 0 },
      'met',
    ],
    [
      'gcp-customer-care',
      'premium',
      [ticket('a', 'premium-p1', 16), ticket('b', 'premium-p2', 120)],
      { total: 2, met: 1, missed: 1 },
      'breached',
    ],
    // eight hours of eight from 10:00: until 10:00 the next day
    [
      'gcp-customer-care',
      'standard',
      [ticket('a', 'standard-p3', 1440), ticket('b', 'standard-p3', 1441)],
      { total: 2, met: 1, missed: 1 },
      'breached',
    ],
    ['azure-support', 'rapid', [ticket('a', 'a-rapid', 15)], { total: 1, met: 1, missed: 0 }, 'met'],
    ['azure-support', 'standard', [ticket('a', 'a', 61)], { total: 1, met: 0, missed: 1 }, 'breached'],
  ])('%s, %s', (id, plan, tickets, counts, verdict) => {
    const answer = work({ id, objective: plan, period: '2026-06', at: AT, facts: { plan }, evidence: { tickets } })
    expect(answer.counts).toMatchObject(counts)
    expect(answer.verdict).toBe(verdict)
  })

  // 31 minutes after the ticket was sent are 30 after its priority was set: in time. One more is a miss.
  it.each([
    [4, 'met', 'none', 'none'],
    [5, 'breached', 'due', 'open'],
  ])('github-premium-support: %i misses in the fiscal quarter', (misses, verdict, credit, claim) => {
    const tickets = [
      ticket('in-time', 'urgent', 31, '2026-03-02'),
      ...Array.from({ length: misses }, (_, i) => ticket(`t${i}`, 'urgent', 32, '2026-03-03')),
    ]
    const answer = work({
      id: 'github-premium-support',
      objective: 'first-response',
      period: '2026-02-01/2026-05-01',
      at: '2026-05-10T00:00:00Z',
      evidence: { tickets },
      fee: { amount: '1000.00', currency: 'USD' },
    })
    expect([answer.verdict, answer.credit.state, answer.claim.state]).toEqual([verdict, credit, claim])
    if (claim === 'open') expect([answer.credit.amount, answer.claim.steps[0]?.lastDay]).toEqual(['200.00', '2026-05-30'])
  })
})

it('works a period of every agreement of the first half', () => {
  const worked = new Set([AWS, GOOGLE, MICROSOFT, OTHERS].flatMap((rows) => rows.map(([, { id }]) => id)))
  for (const id of ['aws-support', 'gcp-customer-care', 'azure-support', 'github-premium-support']) worked.add(id)
  expect(worked.size).toBe(50)
})
