/** A worked period, or more, of each of the second half's agreements that rest on the provider's own text (worked-june.ts). */
import { describe } from 'vitest'
import { page } from './worked.ts'
import { AT, ask, down, downSeconds, FROM, minutes, minutesTold, months, n, paying, type Row, rates, runs, works } from './worked-june.ts'

const SOFTWARE: readonly Row[] = [
  // 44 of 43,200 minutes: 10,789 / 108 = 99.898…; five in a hundred is not more than 5 %
  [
    '44 min at 6 % by its own count',
    ask('atlassian-cloud', 'premium', minutesTold('covered', n(44, [100, 6])), { plan: 'premium' }),
    { exact: '10789/108', verdict: 'breached', credit: '10', lastDay: '2026-07-15' },
  ],
  [
    '44 min at exactly 5 %',
    ask('atlassian-cloud', 'premium', minutesTold('covered', n(44, [100, 5])), { plan: 'premium' }),
    { exact: '100/1', verdict: 'met', credit: 'none' },
  ],
  // 43,178 / 432 = 99.949…: the tier that only Enterprise has
  [
    '22 min',
    ask('atlassian-cloud', 'enterprise', minutesTold('covered', n(22, [100, 6])), { plan: 'enterprise' }),
    { exact: '21589/216', verdict: 'breached', credit: '5', lastDay: '2026-07-15' },
  ],
  [
    '44 min',
    ask('atlassian-cloud', 'enterprise', minutesTold('covered', n(44, [100, 6])), { plan: 'enterprise' }),
    { exact: '10789/108', verdict: 'breached', credit: '10', lastDay: '2026-07-15' },
  ],
  // the second quarter has 91 days = 131,040 min, a ten-thousandth of it 13.1: 131,026 / 1,310.4; ten times 14 min at a dollar
  [
    '14 min in a quarter',
    { ...paying(ask('slack', 'uptime', months('slack', ['2026-04', 14])), '131040.00'), period: '2026-Q2' },
    { exact: '46795/468', verdict: 'breached', amount: '140.00' },
  ],
  // 13 min: 131,027 / 1,310.4
  [
    '13 min in a quarter',
    { ...ask('slack', 'uptime', months('slack', ['2026-04', 13])), period: '2026-Q2' },
    { exact: '50395/504', verdict: 'met', credit: 'none' },
  ],
  [
    '22 min',
    ask('twilio-api', 'standard', down('api', 22), { plan: 'standard' }),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  [
    '5 min in a month with an edition',
    ask('twilio-api', 'edition', down('api', 5), { plan: 'edition' }),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  [
    '22 min',
    ask('sendgrid-api', 'availability', down('mail-send', 22), { edition: 'none' }),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  [
    '5 min with an edition',
    ask('sendgrid-api', 'availability-edition', down('mail-send', 5), { edition: 'enterprise' }),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  [
    'one minute a request a second too slow',
    ask('sendgrid-api', 'rate-americas', rates('mail-send', 'accepted-per-second', '15000', 1, '14999'), {
      package: 'gold',
      origin: 'americas',
      enoughConnections: true,
    }),
    { exact: '43199/432', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  // five business days after Tuesday 2 June: 3, 4, 5, 8, 9
  [
    '5 min',
    ask('auth0', 'availability', down('authentication', 5)),
    { exact: '43195/432', verdict: 'breached', credit: '5', lastDay: '2026-06-09' },
  ],
  // a five-hundredth of May are 89.28 min, of June 86.4: 43,113 / 432
  [
    '90 min in May, 87 in June',
    ask('datadog', 'availability', months('platform', ['2026-05', 90], ['2026-06', 87])),
    { exact: '14371/144', verdict: 'breached', credit: 'due' },
  ],
  [
    '89 min in May, 87 in June',
    ask('datadog', 'availability', months('platform', ['2026-05', 89], ['2026-06', 87])),
    { exact: '14371/144', verdict: 'breached', credit: 'none' },
  ],
  // 1.5 % of May are 669.6 min, of June 648: 42,551 / 432 = 98.497…
  [
    '670 min in May, 649 in June',
    ask('newrelic', 'availability', months('interface', ['2026-05', 670], ['2026-06', 649]), { plan: 'pro' }),
    { exact: '42551/432', verdict: 'breached', credit: 'due' },
  ],
  // 3.5 % of June are 1,512 min, exactly 96.5; May was fine
  [
    '1,513 min in June',
    ask('newrelic', 'availability', months('interface', ['2026-05', 0], ['2026-06', 1513]), { plan: 'enterprise' }),
    { exact: '41687/432', verdict: 'breached', credit: 'due' },
  ],
  [
    '1,512 min in June',
    ask('newrelic', 'availability', months('interface', ['2026-05', 0], ['2026-06', 1512]), { plan: 'enterprise' }),
    { exact: '193/2', verdict: 'breached', credit: 'no-band' },
  ],
  [
    '11 of 10,000 notifications',
    ask('pagerduty', 'delivery', minutesTold('notifications', [[10_000, 11]])),
    { exact: '9989/100', verdict: 'breached', credit: 'not-computable', lastDay: '2026-07-15' },
  ],
  ['44 min', ask('pagerduty', 'availability', down('platform', 44)), { exact: '10789/108', verdict: 'breached', credit: 'not-computable' }],
  [
    '29 min twice',
    ask('pagerduty', 'availability', runs('platform', ['2026-06-02T00:00:00Z', 29], ['2026-06-03T00:00:00Z', 29])),
    { exact: '100/1', verdict: 'met' },
  ],
  // a day of 3,000 in 30
  [
    '44 min at exactly 1 %',
    paying(ask('snowflake', 'hardly-any-errors', minutes('queries', n(44, [100, 1]))), '3000.00'),
    { exact: '10789/108', verdict: 'breached', credit: '1 days', amount: '100.00', lastDay: '2026-07-21' },
  ],
  [
    '5 min at exactly 10 %',
    ask('snowflake', 'few-errors', minutes('queries', n(5, [100, 10]))),
    { exact: '43195/432', verdict: 'breached', credit: 'none' },
  ],
]

const M10 = { tier: 10, hoursUp: 24 }
const gold = { plan: 'gold' }

const INFRASTRUCTURE: readonly Row[] = [
  // 0.005 % are 2.16 min; a day to tell, then the end of July
  [
    '3 min',
    ask('mongodb-atlas', 'uptime', down('cluster', 3), M10),
    { exact: '14399/144', verdict: 'breached', credit: '10', notice: '2026-06-03T00:00:00.000Z', lastDay: '2026-07-31' },
  ],
  [
    '170 s over two whole minutes',
    ask('mongodb-atlas', 'uptime', page('cluster', FROM, AT, ['2026-06-02T00:00:30Z', '2026-06-02T00:03:20Z']), M10),
    { exact: '21599/216', verdict: 'met', credit: 'none' },
  ],
  // 5 % are 2,160 min: of the three tiers that fit the lowest is taken
  ['2,161 min', ask('mongodb-atlas', 'uptime', down('cluster', 2161), M10), { exact: '41039/432', verdict: 'breached', credit: '100' }],
  ['2,160 min', ask('mongodb-atlas', 'uptime', down('cluster', 2160), M10), { exact: '95/1', verdict: 'breached', credit: '25' }],
  // 27 min hold five whole stretches: 43,175 / 432
  ['27 min', ask('mongodb-data-federation', 'uptime', down('federation', 27)), { exact: '43175/432', verdict: 'breached', credit: '10' }],
  [
    '5 min',
    ask('fastly-network', 'availability', down('network', 5), gold),
    { exact: '43195/432', verdict: 'breached', credit: '5', lastDay: '2026-07-30' },
  ],
  ['a minute', ask('fastly-network', 'availability', down('network', 1), gold), { exact: '43199/432', verdict: 'breached', credit: '1' }],
  // 7.2 hours are 432 min
  [
    '433 min in a month',
    ask('fastly-network', 'term', months('network', ['2026-04', 0], ['2026-06', 433]), { plan: 'term' }),
    { exact: '42767/432', verdict: 'breached', credit: 'due', lastDay: '2026-07-30' },
  ],
  [
    '432 min in a month',
    ask('fastly-network', 'term', months('network', ['2026-04', 0], ['2026-06', 432]), { plan: 'term' }),
    { exact: '99/1', verdict: 'breached', credit: 'no-band' },
  ],
  [
    '44 min in each of three months',
    ask('fastly-network', 'term', months('network', ['2026-04', 44], ['2026-05', 44], ['2026-06', 44]), { plan: 'term' }),
    { exact: '10789/108', verdict: 'breached', credit: 'due' },
  ],
  [
    '43 min in one of three months',
    ask('fastly-network', 'term', months('network', ['2026-04', 44], ['2026-05', 43], ['2026-06', 44]), { plan: 'term' }),
    { exact: '10789/108', verdict: 'breached', credit: 'no-band' },
  ],
  // one whole stretch of five minutes at a dollar a minute; three months from the end of June
  [
    '9 min',
    paying(ask('digitalocean-droplet', 'uptime', down('droplet', 9)), '43200.00'),
    { exact: '43195/432', verdict: 'breached', amount: '5.00', lastDay: '2026-09-30' },
  ],
  [
    '22 min',
    ask('digitalocean-app-platform', 'uptime', down('component', 22)),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-08-31' },
  ],
  [
    '433 min of the portal',
    ask('digitalocean-marketplace', 'portal', down('portal', 433)),
    { exact: '42767/432', verdict: 'breached', credit: 'none' },
  ],
  [
    '5 min',
    paying(ask('linode-compute', 'uptime', down('compute', 5)), '43200.00'),
    { exact: '43195/432', verdict: 'breached', amount: '5.00' },
  ],
  ['44 min', ask('openai-scale-tier', 'uptime', down('api', 44)), { exact: '10789/108', verdict: 'breached', credit: 'none' }],
  // a hundredth of the minutes are 432; 25 is not over 25
  [
    '433 min at exactly the floor',
    ask('openai-scale-tier', 'speed-25', rates('api', 'tokens-per-second', '25.001', 433, '25'), { floor: 25 }),
    { exact: '42767/432', verdict: 'breached' },
  ],
  [
    '432 min at exactly the floor',
    ask('openai-scale-tier', 'speed-25', rates('api', 'tokens-per-second', '25.001', 432, '25'), { floor: 25 }),
    { exact: '99/1', verdict: 'met' },
  ],
  ['5 min, of no known promise', ask('confluent-legacy', 'uptime', down('cluster', 5)), { exact: '43195/432', verdict: 'needs-review' }],
  // 0.05 % of May are 22.32 min, of June 21.6
  [
    '23 min in May, 22 in June',
    paying(ask('hubspot', 'uptime', months('subscription', ['2026-05', 23], ['2026-06', 22])), '43200.00'),
    { exact: '21589/216', verdict: 'breached', amount: '22.00', lastDay: '2026-07-20' },
  ],
  [
    '22 min in June alone',
    paying(ask('hubspot', 'uptime', months('subscription', ['2026-05', 22], ['2026-06', 22])), '43200.00'),
    { exact: '21589/216', verdict: 'breached', credit: 'none' },
  ],
]

const PUBLIC = { environment: 'highly-available-public' }
const TWO_HOSTS = { hosts: 2, highAvailability: true }
/** An interruption of 15 h on 2 July. */
const JULY = page('server', '2026-07-01T00:00:00Z', '2026-08-01T00:00:00Z', ['2026-07-02T00:00:00Z', '2026-07-02T15:00:00Z'])

const OTHERS: readonly Row[] = [
  // sixty days after 30 June: 31 of July, 29 of August
  [
    '5 min',
    ask('ibm-cloud', 'public', down('platform', 5), PUBLIC),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-08-29' },
  ],
  [
    '433 min elsewhere',
    ask('ibm-cloud', 'other', down('platform', 433), { environment: 'dedicated' }),
    { exact: '42767/432', verdict: 'breached', credit: '25', lastDay: '2026-08-29' },
  ],
  ['5 min, of no known promise', ask('oracle-oci', 'availability', down('data-plane', 5)), { exact: '43195/432', verdict: 'needs-review' }],
  ['44 min', ask('hetzner-cloud', 'availability', down('server', 44)), { exact: '10789/108', verdict: 'breached', credit: 'none' }],
  // 0.3 % are 129.6 min
  [
    '130 min',
    ask('ovh-us-baremetal', 'network', down('network', 130), TWO_HOSTS),
    { exact: '21535/216', verdict: 'breached', credit: 'not-computable' },
  ],
  [
    '130 min of a single host',
    ask('ovh-us-baremetal', 'hosts', down('hosts', 130), { ...TWO_HOSTS, hosts: 1 }),
    { exact: null, verdict: 'not-in-force' },
  ],
  // only the six minutes count: 43,194 / 432; fifty times six at a dollar a minute; put right on 2 June
  [
    '6 min, and 5 min',
    paying(ask('upcloud-legacy', 'uptime', runs('server', ['2026-06-02T00:00:00Z', 6], ['2026-06-03T00:00:00Z', 5])), '43200.00'),
    { exact: '7199/72', verdict: 'breached', amount: '300.00', lastDay: '2026-06-17' },
  ],
  // July has 44,640 min; fifty times 900 at a dollar are 45,000, thirty of its 31 days 43,200; (44,640 − 900) / 446.4
  [
    '15 h, more than thirty days are worth',
    { ...paying(ask('upcloud-legacy', 'uptime', JULY), '44640.00'), period: '2026-07', at: '2026-08-01T00:00:00Z' },
    { exact: '6075/62', verdict: 'breached', amount: '43200.00', lastDay: '2026-07-17' },
  ],
  // a thousandth of 2,592,000 s are 2,592
  [
    '2,593 s',
    ask('starlink-priority', 'availability', downSeconds('kit', 2593)),
    { exact: '2589407/25920', verdict: 'breached', credit: '20', lastDay: '2026-06-16' },
  ],
  [
    '2,592 s, exactly 99.9',
    ask('starlink-priority', 'availability', downSeconds('kit', 2592)),
    { exact: '999/10', verdict: 'met', credit: 'none' },
  ],
  ['59 s', ask('starlink-priority', 'availability', downSeconds('kit', 59)), { exact: '100/1', verdict: 'met' }],
  ['60 s', ask('starlink-priority', 'availability', downSeconds('kit', 60)), { exact: '43199/432', verdict: 'met' }],
  // 99.8518… rounds to 99.9, 99.8495… to 99.8
  ['64 min', ask('datastax-astra', 'availability', down('database', 64), { hoursUp: 24 }), { exact: '2696/27', verdict: 'met' }],
  [
    '65 min',
    ask('datastax-astra', 'availability', down('database', 65), { hoursUp: 24 }),
    { exact: '43135/432', verdict: 'breached', credit: 'not-computable' },
  ],
  // eleven minutes of one and eleven others of another of its four
  [
    '11 min without data taken in, 11 without automation',
    ask('dynatrace', 'enterprise', fourServices(), { plan: 'enterprise' }),
    { exact: '21589/216', verdict: 'breached', credit: 'not-computable' },
  ],
  [
    'the same by the other plan',
    ask('dynatrace', 'standard', fourServices(), { plan: 'standard' }),
    { exact: '21589/216', verdict: 'met' },
  ],
  // 43,170 / 432 = 99.930…: below what is guaranteed, above the first tier
  [
    '30 min',
    ask('zitadel', 'guaranteed-9995', down('core', 30), { plan: 'guaranteed-9995' }),
    { exact: '7195/72', verdict: 'breached', credit: 'no-band' },
  ],
  [
    '44 min',
    ask('zitadel', 'guaranteed-9995', down('core', 44), { plan: 'guaranteed-9995' }),
    { exact: '10789/108', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  [
    '44 min, guaranteed less',
    ask('zitadel', 'guaranteed-999', down('core', 44), { plan: 'guaranteed-999' }),
    { exact: '10789/108', verdict: 'breached', credit: 'no-band' },
  ],
  [
    '433 min',
    ask('zitadel', 'guaranteed-995', down('core', 433), { plan: 'guaranteed-995' }),
    { exact: '42767/432', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  [
    '44 min, to one in breach',
    ask('zitadel', 'guaranteed-999', down('core', 44), { plan: 'guaranteed-999', inBreach: true }),
    { exact: null, verdict: 'not-in-force' },
  ],
  [
    '44 min',
    ask('zendesk', 'availability', down('service', 44), { plan: 'premier' }),
    { exact: '10789/108', verdict: 'breached', credit: 'not-computable', lastDay: '2026-08-29' },
  ],
  // 0.025 % are 10.8 min; what less than 99.0 pays is not known
  ['11 min', ask('alibaba-ecs', 'ecs', down('ecs', 11)), { exact: '43189/432', verdict: 'breached', credit: '10' }],
  ['433 min', ask('alibaba-ecs', 'ecs', down('ecs', 433)), { exact: '42767/432', verdict: 'breached', credit: 'no-band' }],
]

function fourServices() {
  const all = ['ingest', 'access', 'automation', 'retention'].map((service) =>
    service === 'ingest'
      ? runs(service, ['2026-06-02T00:00:00Z', 11])
      : service === 'automation'
        ? runs(service, ['2026-06-02T00:11:00Z', 11])
        : runs(service),
  )
  return { coverage: all.flatMap(({ coverage }) => coverage), spans: all.flatMap(({ spans }) => spans) }
}

describe.each([
  ['software', SOFTWARE],
  ['infrastructure', INFRASTRUCTURE],
  ['others', OTHERS],
])('%s', (_kind, rows) => works(rows))
