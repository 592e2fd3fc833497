/** A small and a full agreement, and a way to change one thing in them. Names of companies are those of examples. */
export type Plain = Record<string, unknown>

export const small = (): Plain => ({
  format: 'standing/contract@1',
  id: 'small',
  title: 'The least that is an agreement',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  services: [{ id: 'api', name: 'API' }],
  objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time' } }],
})

export const full = (): Plain => ({
  ...small(),
  id: 'full',
  title: 'One of everything',
  kind: 'sla',
  scope: 'customer',
  text: { version: '2026-06-01', url: 'https://acme.example/sla', effective: '2026-06-01', checked: '2026-11-01' },
  state: 'in-force',
  term: { from: '2026-01-01', until: '2027-01-01', renews: 'P1Y', cancelBy: { months: 3, before: 'until' }, reviewEvery: 'P3M' },
  billing: { every: 'month', anchor: { day: 12 } },
  parties: {
    provider: {
      name: 'Acme',
      contacts: [{ id: 'desk', name: 'Support desk', email: 'desk@acme.example', url: 'https://acme.example', hours: 'office' }],
      keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }],
    },
    customer: { name: 'Globex', contacts: [{ id: 'slm', name: 'Service manager' }] },
  },
  groups: [{ id: 'network-ops', name: 'Network operations', party: 'provider' }],
  roles: { serviceLevelManager: 'slm', engineeringAgent: 'network-ops' },
  responsibilities: [{ party: 'customer', duty: 'Backs off between attempts', condition: { backsOff: true } }],
  plans: [{ id: 'gold', price: { amount: '900.00', currency: 'EUR', per: 'month' } }],
  impact: { perHour: { amount: '2500.00', currency: 'EUR' } },
  services: [
    { id: 'api', name: 'REST API', includes: ['reading'], excludes: ['beta'], hosts: ['api.acme.example'], alive: { from: '2026-02-01' } },
    { id: 'web', name: 'Web' },
  ],
  calendars: {
    office: { weekly: { 'mon-fri': ['08:00-18:00'] }, dates: { '2026-12-25': [], '2026-12-24': ['08:00-12:00'] } },
    abroad: { zone: 'Asia/Kolkata', weekly: { 'mon,wed': ['22:00-06:00'], sat: ['00:00-24:00'] } },
    night: { not: 'office' },
    both: { union: ['office', 'abroad'] },
    common: { intersect: ['office', 'abroad'] },
  },
  facts: {
    edition: 'enterprise',
    zones: 2,
    feesPaid: true,
    plan: [{ from: '2026-01-01', until: '2026-06-01', value: 'gold' }],
    tags: ['a', 1],
  },
  objectives: [
    {
      id: 'uptime',
      name: 'Prime time',
      intent: 'Orders can be placed',
      services: ['api', 'web'],
      target: '99.9',
      strict: true,
      during: 'office',
      when: { edition: 'enterprise', zones: { atLeast: '2' }, region: ['a', 'b'] },
      period: { every: 'P30D', from: '2026-01-01' },
      measure: {
        by: 'time',
        unit: { whole: 'PT1M' },
        minRun: { atLeast: 'PT5M' },
        countFrom: 'threshold',
        weights: { down: 1, partial: '0.5', degraded: 0 },
        affectedShare: true,
        combine: 'any',
        confirm: { failures: 3 },
        unknown: 'bounds',
        minCoverage: '95',
        authority: { order: ['feed:acme', 'customer'] },
        round: { decimals: 2, mode: 'floor' },
        denominator: 'alive',
        unattributed: 'ask',
      },
      exclude: ['maintenance'],
      remedies: ['credit'],
      burn: [{ spend: '2', in: 'PT1H' }],
      stack: 'sum',
      settles: 'P30D',
      plan: 'gold',
    },
    {
      id: 'errors',
      services: ['api'],
      target: '99',
      measure: { by: 'slots', slot: 'PT5M', downWhen: { errorRate: { over: '5' } }, minRequests: 2000, empty: 'available' },
    },
    { id: 'mean', services: ['api'], target: '99', measure: { by: 'slots', slot: 'PT5M', aggregate: 'mean' } },
    { id: 'ratio', services: ['api'], target: '99', measure: { by: 'requests', empty: 'available' } },
    { id: 'slow', services: ['api'], target: '95.0', measure: { by: 'latency', percentile: '95', atMost: 'PT0.5S', failed: 'slow' } },
    { id: 'rate', services: ['api'], measure: { by: 'rate', metric: 'tokens', slot: 'PT1M', atLeast: '15000', share: '99' } },
    {
      id: 'apdex',
      services: ['api'],
      target: '94',
      measure: {
        by: 'apdex',
        bands: [
          { within: 'PT1S', score: '1' },
          { within: 'PT10S', score: '0.5' },
        ],
      },
    },
    { id: 'answers', services: ['api'], measure: { by: 'tickets', clock: 'response', attainment: '95', severities: ['p1'] } },
    { id: 'accounts', services: ['api'], measure: { by: 'tickets', clock: 'fulfilment', missesAllowed: 4, severities: ['new-user'] } },
    { id: 'reports', services: ['api'], measure: { by: 'deliveries', attainment: '98', deliverables: ['weekly-report'] } },
    { id: 'replace', services: ['api'], measure: { by: 'duration', clock: { from: 'verified', to: 'resolved', calendar: 'office' } } },
  ],
  exclusions: [
    {
      id: 'maintenance',
      category: 'scheduled-maintenance',
      notice: 'PT48H',
      within: 'night',
      budget: { hours: '10', per: 'year', excess: 'counts' },
      removes: 'downtime',
    },
    { id: 'emergency', category: 'emergency-maintenance', notice: { businessDays: 5, calendar: 'office' } },
  ],
  remedies: [
    {
      id: 'credit',
      kind: 'percent',
      bands: [
        { below: '95.0', credit: '100' },
        { below: '99.0', atLeast: '95.0', credit: '25' },
        { atMost: '99.9', above: '99.0', credit: { greaterOf: ['10', 'unavailability'] } },
      ],
      base: { amount: '1200.00', currency: 'EUR', per: 'month', covers: ['api'], excludes: 'one-time fees' },
      caps: [
        { percent: '50', of: 'period-fee' },
        { percent: '20', of: 'fees', window: 'P1Y' },
        { worth: 'P90D' },
        { days: 15 },
        { amount: '10' },
      ],
      minimum: { over: '1.00' },
      trigger: 'request',
      exclusiveGroup: 'one',
      history: { consecutivePeriods: 2 },
      rounding: 'floor',
      claim: {
        steps: [
          { id: 'notice', within: 'PT24H', after: 'awareness' },
          { id: 'claim', within: { billingCycles: 2 }, after: 'incident-end', evidence: ['dates and times'] },
          { id: 'late', within: { businessDays: 5, calendar: 'office' }, after: 'invoice', opens: 'anchor' },
        ],
        method: 'support-ticket',
        url: 'https://acme.example/claim',
      },
    },
    { id: 'long', kind: 'days', on: 'downtime', bands: [{ atMost: 'PT8H', over: 'PT4H', credit: '3' }] },
    { id: 'tenfold', kind: 'multiple', multiple: { times: '10', of: 'fee-for-downtime' }, each: 'interruption', minRun: { over: 'PT1H' } },
    {
      id: 'blocks',
      kind: 'perBlock',
      perBlock: { block: 'PT30M', credit: '5', partial: 'dropped', minRun: { atLeast: 'PT15M' }, perDay: 2 },
    },
    { id: 'hourly', kind: 'lostTime', lostTime: { rate: { amount: '0.05', currency: 'USD', per: 'PT1H' } } },
    { id: 'leave', kind: 'termination', history: { count: 3, window: 'P6M' } },
  ],
  support: {
    severities: [
      { id: 'p1', name: 'Production down', calendar: 'always', response: 'PT1H', update: 'PT2H', resolution: 'PT8H' },
      { id: 'p3', calendar: 'office', response: 'PT8H', clockStart: 'verified' },
    ],
    requests: [{ id: 'new-user', name: 'New account', calendar: 'office', fulfilment: 'PT16H' }],
    clockStart: 'submitted',
    pauseOn: ['waiting-on-customer'],
    reopened: 'continue',
    reclassified: 'restart',
  },
  deliverables: [
    { id: 'weekly-report', schedule: 'RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', from: '2026-01-05', grace: 'PT4H', calendar: 'office' },
    { id: 'root-cause', after: { event: 'incident-resolved', within: { businessDays: 5 } } },
  ],
  reviews: { audiences: ['it'], agenda: ['figures'], every: 'P3M' },
  escalation: [
    { after: 'PT30M', of: 'incident-start', to: 'desk' },
    { before: 'PT1H', of: 'response-due', to: 'slm', severities: ['p1'] },
    { after: 'PT0S', of: 'budget-spent-80', to: 'serviceLevelManager' },
  ],
  problemProcedure: { steps: ['Call the desk'], report: { method: 'ticket', url: 'https://acme.example/report', evidence: ['logs'] } },
  monitoring: { measuredBy: 'provider', statistics: 'monthly', publishedAt: 'https://status.acme.example' },
  restrictions: [{ id: 'unpaid', when: { feesPaid: false }, effect: 'suspends', from: '2026-03-01', until: '2026-04-01' }],
  dependsOn: [
    { contract: 'cloud-host', combine: 'series' },
    {
      combine: 'parallel',
      of: [
        { target: '99', combine: 'series' },
        { target: '99.5', combine: 'series' },
      ],
    },
  ],
  'x-note': { anything: ['goes', 1] },
})

/** A copy with the value at a path (`objectives[0].target`) changed; `undefined` takes the field away. What is not on the path is shared. */
export function changed(document: Plain, path: string, value: unknown): Plain {
  const copy = { ...document }
  const keys = path.match(/[^.[\]]+/g)!
  let holder: Record<string, unknown> = copy
  for (const key of keys.slice(0, -1)) {
    const inner = holder[key]
    if (typeof inner !== 'object' || inner === null) throw new TypeError(`nothing inside ${key} of ${path}`)
    const own = Array.isArray(inner) ? [...inner] : { ...inner }
    holder[key] = own
    holder = own as Record<string, unknown>
  }
  const last = keys.at(-1)!
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return copy
}
