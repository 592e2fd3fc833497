import { describe, expect, it } from 'vitest'
import { decimal } from '../../../shared/base/rational.ts'
import { bandAt, bandOver, creditBands, edgeValue, type Scale, scaleOf } from '../../../shared/contract/credit-bands.ts'
import type { Band } from '../../../shared/contract/model.ts'

/** The credit paid at a value, `-` where no band holds it. */
function credit(bands: readonly Band[], value: string, scale: Scale = 'decimal'): unknown {
  return bandAt(creditBands(bands, scale), edgeValue(value, scale))?.band.credit ?? '-'
}

/** `below` / `atLeast` steps from the top down, the last without a floor: the usual shape. */
const steps = (...rows: readonly (readonly [below: string, credit: string])[]): Band[] =>
  rows.map(([below, paid], i) => {
    const next = rows[i + 1]
    return next ? { below, atLeast: next[0], credit: paid } : { below, credit: paid }
  })

describe('edges, each one under, exactly on and over', () => {
  it.each([
    [
      'below',
      { below: '99.9', credit: '10' },
      [
        ['99.899999999', '10'],
        ['99.9', '-'],
        ['99.900000001', '-'],
      ],
    ],
    [
      'atMost',
      { atMost: '99.9', credit: '10' },
      [
        ['99.899999999', '10'],
        ['99.9', '10'],
        ['99.900000001', '-'],
      ],
    ],
    [
      'atLeast',
      { below: '100', atLeast: '99', credit: '10' },
      [
        ['98.999999999', '-'],
        ['99', '10'],
        ['99.000000001', '10'],
      ],
    ],
    [
      'above',
      { below: '100', above: '99', credit: '10' },
      [
        ['98.999999999', '-'],
        ['99', '-'],
        ['99.000000001', '10'],
      ],
    ],
  ] as const)('%s', (_edge, band, rows) => {
    for (const [value, paid] of rows) expect([value, credit([band], value)]).toEqual([value, paid])
  })

  it.each([
    [
      'over 2 h',
      { over: 'PT2H', credit: '20' },
      [
        ['PT1H59M59.999S', '-'],
        ['PT2H', '-'],
        ['PT2H0.001S', '20'],
      ],
    ],
    [
      'at most 2 h',
      { atMost: 'PT2H', credit: '20' },
      [
        ['PT1H59M59.999S', '20'],
        ['PT2H', '20'],
        ['PT2H0.001S', '-'],
      ],
    ],
  ] as const)('in durations: %s', (_edge, band, rows) => {
    for (const [value, paid] of rows) expect([value, credit([band], value, 'duration')]).toEqual([value, paid])
  })
})

describe('order', () => {
  const overlapping: readonly Band[] = [
    { below: '99.995', atLeast: '99', credit: '10' },
    { below: '99', credit: '25' },
    { below: '95', credit: '100' },
  ]
  it.each([
    ['94.9', '100'], // below 95 and below 99: the lowest upper edge wins
    ['95', '25'],
    ['99', '10'],
    ['99.995', '-'],
  ])('the lowest upper edge is tried first: %s pays %s', (value, paid) => {
    expect(credit(overlapping, value)).toBe(paid)
    expect(credit([...overlapping].reverse(), value)).toBe(paid)
  })

  it('by its edge and not by what it pays: a lower edge that pays less is still tried first', () => {
    const bands: readonly Band[] = [
      { below: '99', credit: '25' },
      { below: '95', credit: '5' },
      { atLeast: '90', credit: '50' },
    ]
    // The band without an upper edge would hold 92 and 97 too; it is left with what the others do not hold.
    expect(['92', '97', '99'].map((value) => credit(bands, value))).toEqual(['5', '25', '50'])
    expect(['92', '97', '99'].map((value) => credit([...bands].reverse(), value))).toEqual(['5', '25', '50'])
  })

  it('below one percent too the larger credit goes first', () => {
    const bands: readonly Band[] = [
      { below: '99', credit: '0.5' },
      { below: '99', atLeast: '98', credit: '0.8' },
    ]
    expect(['98.5', '97'].map((value) => credit(bands, value))).toEqual(['0.8', '0.5'])
  })

  it('a credit of the greater of several counts as the largest that is a number', () => {
    const bands: readonly Band[] = [
      { below: '99', credit: '8' },
      { below: '99', atLeast: '98', credit: { greaterOf: ['unavailability', '10', '5'] } },
      { below: '99', atLeast: '97', credit: { greaterOf: ['9', 'unavailability'] } },
      { below: '99', atLeast: '96', credit: { greaterOf: ['unavailability'] } },
    ]
    // 10 > 9 > 8; of the last one nothing is known, and 8 holds all that it holds.
    expect(['98.5', '97.5', '96.5'].map((value) => credit(bands, value))).toEqual([bands[1]!.credit, bands[2]!.credit, '8'])
  })

  it('of equal upper edges the larger credit is tried first', () => {
    const bands = [
      { below: '99', credit: '5' },
      { below: '99', atLeast: '98', credit: '30' },
      { atMost: '99', credit: '10' },
    ]
    expect(credit(bands, '98.5')).toBe('30')
    expect(credit(bands, '97')).toBe('10')
    expect(credit(bands, '99')).toBe('10')
  })

  it('bands without an upper edge are tried last, larger credit first', () => {
    // Time to replace hardware: 20 % over 2 h, 40 % over 6 h, 60 % over 10 h.
    const bands = [
      { over: 'PT2H', credit: '20' },
      { over: 'PT6H', credit: '40' },
      { over: 'PT10H', credit: '60' },
    ]
    expect(['PT2H', 'PT6H', 'PT6H0.001S', 'PT30H'].map((value) => credit(bands, value, 'duration'))).toEqual(['-', '20', '40', '60'])
  })
})

/**
 * Ladders as published (record ids of the catalogue), with the figure just under, on and just over every edge.
 * `,` separates value and credit.
 */
describe('published ladders', () => {
  it.each([
    ['aws-ec2-region', steps(['99.99', '10'], ['99', '30'], ['95', '100']), '99.99 -, 99.989 10, 99 10, 98.999 30, 95 30, 94.999 100'],
    ['aws-ec2-instance', steps(['99.5', '10'], ['99', '30'], ['95', '100']), '99.5 -, 99.499 10, 99 10, 98.999 30, 95 30, 94.999 100'],
    ['aws-s3-standard', steps(['99.9', '10'], ['99', '25'], ['95', '100']), '99.9 -, 99.899 10, 99 10, 98.999 25, 95 25, 0 100'],
    ['aws-s3-ia', steps(['99', '10'], ['98', '25'], ['95', '100']), '99 -, 98.999 10, 98 10, 97.999 25, 94.999 100'],
    ['aws-rds-multi-az', steps(['99.95', '10'], ['99', '25'], ['95', '100']), '99.95 -, 99.949 10, 98.999 25, 94.999 100'],
    ['aws-arc', steps(['100', '10'], ['99.99', '30'], ['99.95', '100']), '100 -, 99.999 10, 99.99 10, 99.989 30, 99.949 100'],
    ['gcp-bigtable', steps(['99.999', '10'], ['99', '25'], ['95', '50']), '99.999 -, 99.9989 10, 98.999 25, 94.999 50'],
    ['google-workspace (days)', steps(['99.9', '3'], ['99', '7'], ['95', '15']), '99.9 -, 99.899 3, 98.999 7, 94.999 15'],
    ['azure-vm-zones', steps(['99.99', '10'], ['99', '25'], ['95', '100']), '99.99 -, 99.989 10, 98.999 25, 94.999 100'],
    ['azure-vm-single, standard HDD', steps(['95', '10'], ['92', '25'], ['90', '100']), '95 -, 94.999 10, 92 10, 91.999 25, 89.999 100'],
    ['azure-dns', steps(['100', '10'], ['99.99', '25'], ['99.5', '100']), '100 -, 99.999 10, 99.989 25, 99.499 100'],
    ['m365-powerbi-pro', steps(['99.9', '25'], ['99', '50'], ['95', '100']), '99.9 -, 99 25, 98.999 50, 94.999 100'],
    ['github-online-2026', steps(['99.9', '5'], ['99.5', '10'], ['99', '25']), '99.9 -, 99.5 5, 99.499 10, 99 10, 98.999 25'],
    ['gitlab-saas', steps(['99.9', '5'], ['99.5', '10']), '99.9 -, 99.5 5, 99.499 10'],
    ['auth0', steps(['99.99', '5'], ['99.9', '10'], ['99', '20'], ['95', '50']), '99.99 -, 99.9 5, 99.899 10, 98.999 20, 94.999 50'],
    [
      'fastly-network',
      steps(['100', '1'], ['99.99', '5'], ['99.9', '10'], ['99', '25'], ['98', '50']),
      '100 -, 99.99 1, 99.9 5, 99 10, 98 25, 97.999 50',
    ],
    ['ibm-cloud', steps(['99.99', '10'], ['99.9', '25']), '99.99 -, 99.9 10, 99.899 25'],
    ['digitalocean-app-platform', steps(['99.95', '10'], ['99', '30'], ['95', '100']), '99.95 -, 99 10, 95 30, 94.999 100'],
    ['gcp-interconnect', steps(['99.99', '10'], ['99', '25']), '99.99 -, 99 10, 98.999 25'],
    ['starlink-priority', steps(['99.9', '20']), '99.9 -, 99.899 20, 0 20'],
    // Breached between 99.9 and 99.95 pays nothing.
    [
      'zitadel, guaranteed 99.95',
      steps(['99.9', '10'], ['99.5', '25'], ['99', '50'], ['95', '50']),
      '99.95 -, 99.9 -, 99.899 10, 98.999 50',
    ],
    // Pays at exactly the promise, and nothing at exactly 99.0.
    [
      'github-enterprise-legacy',
      [
        { atMost: '99.9', above: '99', credit: '10' },
        { below: '99', credit: '25' },
      ],
      '99.901 -, 99.9 10, 99.001 10, 99 -, 98.999 25',
    ],
    // Printed to three digits, with holes between them.
    [
      '8x8',
      [
        { atMost: '99.998', atLeast: '99.90', credit: '5' },
        { atMost: '99.899', atLeast: '99.50', credit: '10' },
        { atMost: '99.499', atLeast: '99.00', credit: '30' },
      ],
      '99.9985 -, 99.998 5, 99.8995 -, 99.899 10, 99.4995 -, 99.499 30, 98.999 -',
    ],
  ] as const)('%s', (_id, bands: readonly Band[], expected) => {
    const values = expected.split(', ').map((pair) => pair.split(' ')[0]!)
    expect(values.map((value) => `${value} ${String(credit(bands, value))}`).join(', ')).toBe(expected)
  })
})

describe('what is known only within bounds', () => {
  const bands = steps(['99.9', '10'], ['99', '25'])
  const over = (low: string, high: string) => {
    const { rung, certain } = bandOver(creditBands(bands, 'decimal'), { low: decimal(low), high: decimal(high) })
    return certain ? (rung?.band.credit ?? '-') : 'cannot tell'
  }
  it.each([
    ['99.1', '99.8', '10'],
    ['99', '99.899', '10'],
    ['98.999', '99.5', 'cannot tell'],
    ['99.5', '99.9', 'cannot tell'],
    ['99.9', '100', '-'],
  ])('from %s to %s: %s', (low, high, paid) => expect(over(low, high)).toBe(paid))

  // From 99 to 99.9 no band holds either end, nor the middle, 99.45.
  it.each<[string, Band]>([
    ['between two edges', { below: '99.8', atLeast: '99.7', credit: '10' }],
    ['between two edges that it does not hold itself', { below: '99.8', above: '99.7', credit: '10' }],
    ['nothing but one value', { atMost: '99.7', atLeast: '99.7', credit: '10' }],
  ])('is uncertain where a band holds only %s inside of the range', (_what, band) => {
    const island = creditBands([band], 'decimal')
    expect(bandOver(island, { low: decimal('99'), high: decimal('99.9') })).toEqual({ rung: null, certain: false })
  })
})

it('reads edges as decimals for figures and counts, as durations for times', () => {
  expect([undefined, 'attained', 'failures', 'downtime', 'longest-run', 'elapsed'].map((on) => scaleOf(on as 'attained'))).toEqual([
    'decimal',
    'decimal',
    'decimal',
    'duration',
    'duration',
    'duration',
  ])
})
