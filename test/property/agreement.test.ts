/**
 * 20,000 broken agreements: each is answered with a path and a reason, none with a throw, none slowly. An agreement is
 * broken in ways of which it is known that they are refused, one to three at a time, by a seeded generator.
 */
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { inherit } from '../../shared/contract/inheritance.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { readContract } from '../../shared/contract/read-contract.ts'
import { changed, full, type Plain } from '../unit/contract/documents.ts'

/** mulberry32: small, seeded, good enough to choose with. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Place {
  readonly path: string
  readonly value: unknown
}

/** Every value of the full agreement whose type cannot be another: where any type does (facts, conditions, keys) it is left out. */
function places(value: unknown, path = ''): Place[] {
  const inner = Array.isArray(value)
    ? value.flatMap((entry, index) => places(entry, `${path}[${index}]`))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, entry]) => places(entry, path ? `${path}.${key}` : key))
      : []
  const free = /^facts|\.when|\.condition|\.keys|^x-|^$/.test(path)
  return free ? inner : [{ path, value }, ...inner]
}

const DOCUMENT = full()
const PLACES = places(DOCUMENT)
const REFERENCES = PLACES.filter(({ path }) =>
  /(services|exclude|remedies|severities|deliverables)\[\d+\]$|\.(during|within|calendar|to|plan|not)$/.test(path),
).filter(
  ({ path, value }) =>
    typeof value === 'string' && !/^remedies|^deliverables\[\d\]$|claim|clock\.to|^(exclusions|support).*notice/.test(path),
)

/** Values of every type, none of which means anything here. */
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  string: [7, -1.5, 1e300, true, null, [], {}, ['a'], { a: 1 }, '', ' ', '\u0000', '\u202e', 'x'.repeat(20_000), [[[[]]]]],
  number: ['many', -1, 1.5, 2 ** 60, true, null, [], {}],
  boolean: ['yes', 1, null, [], {}],
  list: ['a', 1, true, null, {}, { 0: 'a' }, Array(6000).fill('zz zz'), [null], [[[]]]],
  object: ['a', 1, true, null, [], [{}]],
}

const DEEP = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
const kind = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value)

type Break = (document: Plain, next: () => number) => { readonly document: Plain; readonly what: string }
const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)] as T

const setTo = (path: string, value: unknown, document: Plain) => ({
  document: changed(document, path, value),
  what: `${path} = ${JSON.stringify(value)?.slice(0, 60)}`,
})

const BREAKS: readonly Break[] = [
  // a value of the wrong type, or text that is none
  (document, next) => {
    const { path, value } = pick(PLACES, next)
    const wrong = pick(WRONG[kind(value === null ? {} : value) === 'object' ? 'object' : (kind(value) as string)]!, next)
    return setTo(path, wrong, document)
  },
  // a reference to nothing
  (document, next) => setTo(pick(REFERENCES, next).path, 'nowhere', document),
  // time that runs backwards
  (document, next) =>
    setTo(pick(['term.until', 'restrictions[0].until'], next), pick(['1970-01-01', '2025-12-01T00:00:00+14:00'], next), document),
  (document) => setTo('services[0].alive', { from: '2026-02-01', until: '2026-01-31' }, document),
  // bands of no width
  (document, next) => setTo('remedies[0].bands[1].below', pick(['95.0', '94', '0'], next), document),
  (document, next) => setTo('remedies[1].bands[0].atMost', pick(['PT4H', 'PT0S', 'P1M', '5'], next), document),
  // calendars in a circle
  (document, next) => setTo(pick(['calendars.office', 'calendars.abroad'], next), { union: [pick(['both', 'common'], next)] }, document),
  // absurd lengths
  (document, next) =>
    setTo(
      pick(
        [
          'objectives[1].measure.slot',
          'support.severities[0].response',
          'period.every',
          'term.renews',
          'objectives[0].measure.minRun.atLeast',
        ],
        next,
      ),
      pick(['P101Y', 'P999999999D', 'PT999999999H', 'PT-5M', '-P1D', 'PT', 'P1.5D'], next),
      document,
    ),
  // names every object has
  (document, next) =>
    setTo(`calendars.${pick(['constructor', 'toString', 'hasOwnProperty', 'valueOf'], next)}`, { not: 'office' }, document),
  (document, next) =>
    setTo(pick(['services[0].id', 'objectives[0].id', 'id'], next), pick(['constructor', '__proto__', 'a b', 'É'], next), document),
  // ids twice
  (document) => ({
    document: { ...document, services: [...(document.services as unknown[]), { id: 'api', name: 'Again' }] },
    what: 'a service twice',
  }),
  // deep and long
  (document, next) =>
    setTo(
      pick(['objectives', 'parties.provider.keys', 'x-note', 'services[0].includes'], next),
      DEEP(70 + Math.floor(next() * 500)),
      document,
    ),
  (document, next) =>
    setTo(pick(['services', 'objectives', 'escalation', 'exclusions'], next), Array(5001 + Math.floor(next() * 5000)).fill({}), document),
  (document, next) => setTo('remedies[0].bands', Array(1 + Math.floor(next() * 900)).fill({ below: 'P1M', credit: -1 }), document),
  // parts missing
  (document, next) =>
    setTo(
      pick(['title', 'zone', 'services', 'objectives[0].measure', 'objectives[0].target', 'remedies[0].kind', 'format'], next),
      undefined,
      document,
    ),
  // figures that are none
  (document, next) =>
    setTo(
      pick(['objectives[0].target', 'remedies[0].bands[0].below', 'remedies[0].base.amount', 'exclusions[0].budget.hours'], next),
      pick(['1e2', '99,9', '0x63', '٩٩', '1234567890123456', '1.1234567890123456', '-0.1', ' 99', 'Infinity', 99.9], next),
      document,
    ),
]

/** Time this process has worked, so that a busy machine does not count as slowness. */
const workMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Short forms that mean what they say: `confirm: 1` is one failure. */
const SHORT_FORM = /^objectives\[0\]\.measure\.(confirm|round) = 1$/

const RUNS = 20_000
const HANG_MS = 2000

it(`answers ${RUNS} broken agreements with a path and a reason, none with a throw`, { timeout: 600_000 }, () => {
  const next = random(20261122)
  let slowest = { ms: 0, what: '' }
  let slow = 0
  let all = 0
  for (let run = 0; run < RUNS; run++) {
    let document: Plain = DOCUMENT
    const done: string[] = []
    for (let more = 1 + Math.floor(next() * 3); more > 0; more--) {
      try {
        const broken = pick(BREAKS, next)(document, next)
        document = broken.document
        done.push(broken.what)
      } catch {
        // What was to be changed is gone already, by the break before it.
      }
    }
    const text = JSON.stringify(document)
    const before = workMs()
    const { contract, problems } = readContract(text, 'json')
    const ms = workMs() - before
    all += ms
    if (ms > 50) slow++
    if (ms > slowest.ms) slowest = { ms, what: done.join('; ') }
    if (done.every((what) => SHORT_FORM.test(what))) continue
    if (contract !== null || problems.length === 0) expect.fail(`taken: ${done.join('; ')}`)
    for (const { wanted, got } of problems) if (!wanted || !got) expect.fail(`no reason: ${done.join('; ')}`)
    if (problems.some(({ path }) => path.includes('undefined'))) expect.fail(`no path: ${done.join('; ')}`)
  }
  console.log(
    `slowest of ${RUNS}: ${slowest.ms.toFixed(1)} ms (${slowest.what.slice(0, 100)}); ${slow} over 50 ms; ${(all / RUNS).toFixed(2)} ms on average`,
  )
  expect(slowest.ms).toBeLessThan(HANG_MS)
})

it('answers broken YAML as well: cut short, or with characters changed', { timeout: 600_000 }, () => {
  const next = random(7)
  const text = stringify(DOCUMENT)
  const marks = [
    '{',
    '}',
    '[',
    ']',
    ':',
    '-',
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    '"',
    "'",
    '\t',
    '\n',
    '#',
    ',',
    '?',
    '\u0000',
    'é',
    '0',
  ]
  let slowest = 0
  for (let run = 0; run < 1000; run++) {
    const at = Math.floor(next() * text.length)
    const broken = next() < 0.3 ? text.slice(0, at) : text.slice(0, at) + pick(marks, next) + text.slice(at + 1)
    const before = workMs()
    const { contract, problems } = readContract(broken, 'yaml')
    slowest = Math.max(slowest, workMs() - before)
    if ((contract === null) !== problems.length > 0)
      expect.fail(`neither an agreement nor a problem: ${JSON.stringify(broken.slice(at - 20, at + 20))}`)
    if (problems.some(({ wanted, got }) => !wanted || !got)) expect.fail('a problem without a reason')
  }
  console.log(`slowest of 1000 broken YAML texts: ${slowest.toFixed(1)} ms`)
  expect(slowest).toBeLessThan(HANG_MS)
})

it('answers random webs of inheritance, circles and all', () => {
  const next = random(11)
  for (let run = 0; run < 500; run++) {
    const size = 2 + Math.floor(next() * 30)
    const name = () => `a${Math.floor(next() * (size + 1))}`
    const web = new Map(
      Array.from({ length: size }, (_, i) => {
        const child = {
          format: 'standing/contract@1',
          id: `a${i}`,
          title: 'A',
          basedOn: Array.from({ length: Math.floor(next() * 4) }, name),
          omit: next() < 0.2 ? ['x'] : [],
        }
        return [child.id, (i === 0 || next() < 0.5 ? child : { ...DOCUMENT, id: `a${i}` }) as unknown as Contract]
      }),
    )
    const { contract, problems } = inherit(web.get('a0')!, web)
    expect(contract === null).toBe(problems.length > 0)
    for (const { path, wanted, got } of problems) expect([path, wanted, got].every((text) => text !== '')).toBe(true)
  }
})
