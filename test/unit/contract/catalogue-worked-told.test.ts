/**
 * A worked period, or more, of each agreement of the catalogue that is only known from the data of SLA.directory
 * (worked-june.ts), and that every agreement of the second half has one.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../../shared/contract/catalogue.ts'
import { ask, down, downSeconds, months, paying, type Row, runs, works } from './worked-june.ts'

const PERCENT: readonly Row[] = [
  // 22 weekdays are 31,680 min; 61 of them down leave 31,619 / 316.8. Two half hours on one day earn once
  [
    '61 min on a Tuesday',
    ask('notion', 'uptime', down('notion', 61)),
    { exact: '158095/1584', verdict: 'breached', credit: '5', notice: '2026-06-05T00:00:00.000Z' },
  ],
  [
    'an hour, which is not over an hour',
    ask('notion', 'uptime', down('notion', 60)),
    { exact: '13175/132', verdict: 'breached', credit: 'no-band' },
  ],
  [
    '61 min on each of two days',
    ask('notion', 'uptime', runs('notion', ['2026-06-02T00:00:00Z', 61], ['2026-06-03T00:00:00Z', 61])),
    { exact: '78895/792', verdict: 'breached', credit: '10' },
  ],
  // Saturday 6 June
  [
    'two hours on a Saturday',
    ask('notion', 'uptime', runs('notion', ['2026-06-06T00:00:00Z', 120])),
    { exact: '100/1', verdict: 'met', credit: 'none' },
  ],
  // two full quarters of an hour; a twelfth of 12,000 is 1,000; thirty days after 2 June
  [
    '44 min',
    paying(ask('onelogin', 'uptime', down('identity', 44)), '12000.00'),
    { exact: '10789/108', verdict: 'breached', credit: '10', amount: '100.00', lastDay: '2026-07-02' },
  ],
  ['a minute', ask('8x8', 'uptime', down('service', 1)), { exact: '43199/432', verdict: 'breached', credit: '5', lastDay: '2026-07-02' }],
  // 2,592,000 s: 2,605 of them leave 99.8995…, between 99.899 and 99.90, where nothing is printed
  ['2,605 s', ask('8x8', 'uptime', downSeconds('service', 2605)), { exact: '517879/5184', verdict: 'breached', credit: 'no-band' }],
  // 98.798…: two full tenths below 99, twice 5 beside the 30
  ['519 min', ask('8x8', 'uptime', down('service', 519)), { exact: '14227/144', verdict: 'breached', credit: '40' }],
  // 95: forty tenths would be 230 %
  ['2,160 min', ask('8x8', 'uptime', down('service', 2160)), { exact: '95/1', verdict: 'breached', credit: '50' }],
  // 43,140 / 432; a day to tell, five business days after Tuesday 2 June
  [
    'an hour, and 59 min',
    ask('palo-alto', 'cortex', runs('cortex', ['2026-06-02T00:00:00Z', 60], ['2026-06-03T00:00:00Z', 59]), { daysSinceOnboarding: 60 }),
    { exact: '3595/36', verdict: 'breached', credit: '2', notice: '2026-06-03T00:00:00.000Z', lastDay: '2026-06-09' },
  ],
  [
    'an hour twice',
    ask('palo-alto', 'cortex', runs('cortex', ['2026-06-02T00:00:00Z', 60], ['2026-06-03T00:00:00Z', 60]), { daysSinceOnboarding: 60 }),
    { exact: '1795/18', verdict: 'breached', credit: '4' },
  ],
  [
    'an hour in the first 60 days',
    ask('palo-alto', 'cortex', down('cortex', 60), { daysSinceOnboarding: 59 }),
    { exact: null, verdict: 'not-in-force' },
  ],
  [
    'Prisma, of no known promise',
    ask('palo-alto', 'prisma', down('prisma', 5), { daysSinceOnboarding: 60 }),
    { exact: '43195/432', verdict: 'needs-review' },
  ],
  // 561.6 min are a full percent below 99.7; thirty business days of July and August, of which July has 23
  [
    '562 min',
    ask('sap-cloud', 'uptime', down('cloud', 562)),
    { exact: '21319/216', verdict: 'breached', credit: '2', lastDay: '2026-08-11' },
  ],
  ['561 min', ask('sap-cloud', 'uptime', down('cloud', 561)), { exact: '14213/144', verdict: 'breached', credit: 'no-band' }],
  // 0.2 % are 86.4 min; 12 % are 5,184
  [
    '87 min',
    ask('coupa', 'uptime', down('platform', 87)),
    { exact: '14371/144', verdict: 'breached', credit: '10', lastDay: '2026-07-30' },
  ],
  ['12 % of the month', ask('coupa', 'uptime', down('platform', 5184)), { exact: '88/1', verdict: 'breached', credit: '12' }],
  // a thousandth of May is 44.64 min, of April and of June 43.2
  [
    'the third miss in six months',
    ask('workday', 'uptime', months('service', ['2026-01', 0], ['2026-04', 44], ['2026-05', 45], ['2026-06', 44])),
    { exact: '10789/108', verdict: 'breached', credit: '20' },
  ],
  [
    'the first miss in six months',
    ask('workday', 'uptime', months('service', ['2025-12', 44], ['2026-06', 44])),
    { exact: '10789/108', verdict: 'breached', credit: 'none' },
  ],
  ['5 min', ask('vercel', 'uptime', down('service', 5)), { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-07-30' }],
  [
    '22 min',
    ask('elastic-cloud', 'uptime', down('deployment', 22)),
    { exact: '21589/216', verdict: 'breached', credit: '10', lastDay: '2026-06-12' },
  ],
  [
    '5 min',
    ask('confluent-2025', 'cluster-9999', down('cluster', 5), { plan: 'cluster-9999' }),
    { exact: '43195/432', verdict: 'breached', credit: '10', lastDay: '2026-07-05' },
  ],
  // between 99.0 and 99.5 the agreement states nothing
  [
    '217 min',
    ask('confluent-2025', 'cluster-995', down('cluster', 217), { plan: 'cluster-995' }),
    { exact: '42983/432', verdict: 'breached', credit: 'no-band' },
  ],
  [
    '44 min of noticeable slowness',
    ask('safespring', 'promised-999', slow(), { plan: 'promised-999' }),
    { exact: '10789/108', verdict: 'breached', credit: 'not-computable', lastDay: '2026-07-30' },
  ],
]

function slow() {
  const { coverage, spans } = down('service', 44)
  return { coverage, spans: spans.map((span) => ({ ...span, state: 'degraded' })) }
}

const DAYS_AND_FEES: readonly Row[] = [
  // a day from where it begins, then ten
  [
    'a minute',
    ask('zscaler', 'uptime', down('internet-access', 1)),
    { exact: '43199/432', verdict: 'breached', credit: 'not-computable', notice: '2026-06-03T00:00:00.000Z', lastDay: '2026-06-12' },
  ],
  // ten times 44 min at a dollar; at 9,000 / 432,000 a minute, 48 min are exactly the 10 that must be exceeded
  [
    '44 min',
    paying(ask('lever', 'uptime', down('service', 44)), '43200.00'),
    { exact: '10789/108', verdict: 'breached', amount: '440.00' },
  ],
  [
    '48 min, exactly 10 USD',
    paying(ask('lever', 'uptime', down('service', 48)), '900.00'),
    { exact: '899/9', verdict: 'breached', credit: 'below-minimum', amount: '0.00' },
  ],
  [
    '5 min',
    paying(ask('algolia', 'enterprise', down('search', 5), { plan: 'enterprise' }), '43200.00'),
    { exact: '43195/432', verdict: 'breached', amount: '500.00' },
  ],
  // a thousand times 300 at a dollar are 300,000, six fees 259,200
  [
    '300 min',
    paying(ask('algolia', 'premium', down('search', 300), { plan: 'premium' }), '43200.00'),
    { exact: '3575/36', verdict: 'breached', amount: '259200.00' },
  ],
  // 2.8 % of 43,200 min are 72,576 s: one day, and one for the full percent below 99
  ['97.2', ask('fullstory', 'uptime', downSeconds('service', 72_576)), { exact: '486/5', verdict: 'breached', credit: '2 days' }],
  ['exactly 99.0', ask('fullstory', 'uptime', down('service', 432)), { exact: '99/1', verdict: 'breached', credit: '1 days' }],
  // 89.997…: nine full percent below 99
  ['4,321 min', ask('fullstory', 'uptime', down('service', 4321)), { exact: '38879/432', verdict: 'breached', credit: '10 days' }],
  // the second quarter has 131,040 min
  [
    '5 min in a quarter',
    { ...ask('splunk', 'uptime', months('cloud', ['2026-04', 5])), period: '2026-Q2' },
    { exact: '655175/6552', verdict: 'breached', credit: 'not-computable', lastDay: '2026-07-05' },
  ],
  ['44 min', ask('greenhouse', 'recruiting', down('recruiting', 44)), { exact: '10789/108', verdict: 'breached', credit: 'no-band' }],
  ['217 min', ask('greenhouse', 'recruiting', down('recruiting', 217)), { exact: '42983/432', verdict: 'breached', credit: '5 days' }],
  ['44 min', ask('greenhouse', 'job-boards', down('job-boards', 44)), { exact: '10789/108', verdict: 'breached', credit: '5 days' }],
  // 2 % are 864 min; 3,600 / 12 × 7 / 30
  [
    '864 min, exactly 98.0',
    paying(ask('workable', 'uptime', down('service', 864)), '3600.00'),
    { exact: '98/1', verdict: 'breached', credit: '7 days', amount: '70.00' },
  ],
  ['865 min', ask('workable', 'uptime', down('service', 865)), { exact: '42335/432', verdict: 'breached', credit: '14 days' }],
]

describe.each([
  ['percent', PERCENT],
  ['days and fees', DAYS_AND_FEES],
])('%s', (_kind, rows) => works(rows))

it('works a period of every agreement of the catalogue', () => {
  const texts = ['', '-products', '-tickets', '-told'].map((part) =>
    readFileSync(new URL(`./catalogue-worked${part}.test.ts`, import.meta.url), 'utf8'),
  )
  expect(CATALOGUE).toHaveLength(101)
  expect(CATALOGUE.map(({ id }) => id).filter((id) => !texts.some((text) => text.includes(`'${id}'`)))).toEqual([])
})
