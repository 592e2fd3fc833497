/**
 * Whatever a server sends, an adaptor answers with a reading or with FeedError, and a reading holds only what the evaluator
 * can take: times that run forward, states that exist, coverage that ends by the reading, an account that adds up.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvidence } from '../../shared/evidence/read-evidence.ts'
import { evidenceDocument } from '../../shared/evidence/write-evidence.ts'
import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { ADAPTORS } from '../../shared/feeds/index.ts'
import { fixture } from '../unit/feeds/fixture.ts'

const NOON = Date.UTC(2026, 5, 10, 12)
const RUNS = 500

function read(adaptor: FeedAdaptor, body: string): Reading | FeedError {
  try {
    return adaptor.read(body, { observedAt: NOON, source: 'x' })
  } catch (error) {
    if (error instanceof FeedError) return error
    throw error
  }
}

function sound(reading: Reading | FeedError): void {
  if (reading instanceof FeedError) return
  const { evidence, rejected, account } = reading
  // The reader of evidence files refuses reversed times, unknown states, far futures and empty names.
  expect(readEvidence(JSON.stringify(evidenceDocument(evidence))).problems).toEqual([])
  for (const { from, to } of evidence.coverage) expect(to === null || to >= from).toBe(true)
  // What a row that can't be used leaves in doubt (R51) has tables of its own; here: no row is dropped in silence (R58).
  const { read, rows, ...parts } = account
  expect(account.rejected).toBe(rejected.length)
  expect(Object.values(parts).reduce((sum, each) => sum + each, 0)).toBe(read)
  expect(rows).toHaveLength(read)
  for (const { to } of evidence.coverage) expect(to === null || to <= NOON).toBe(true)
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e300,
    [],
    {},
    true,
    'x',
    '2026-02-30T00:00:00Z',
    '9999-01-01T00:00:00Z',
    '__proto__',
    '\u202e<b>',
    [null],
    [[]],
  ),
  fc.jsonValue(),
)

/** Every place in a value, as paths of keys. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  Object.defineProperty(copy, key, {
    value: replaced((value as Record<string, unknown>)[key], rest, by),
    enumerable: true,
    configurable: true,
  })
  return copy
}

describe.each(ADAPTORS)('feed adaptor $id', (adaptor) => {
  const body = fixture(adaptor.id)

  it('reads the response kept for it, and says something', () => {
    const reading = read(adaptor, body)
    sound(reading)
    expect(reading).toMatchObject({ rejected: [] })
    expect((reading as Reading).events).toBeGreaterThan(0)
    const { spans, maintenance, checks } = (reading as Reading).evidence
    expect(spans.length + maintenance.length + checks.length).toBeGreaterThan(0)
  })

  it('is the one that recognises it', () => {
    const value: unknown = body.startsWith('{') || body.startsWith('[') ? JSON.parse(body) : body
    expect(ADAPTORS.filter((each) => each.recognises(value)).map((each) => each.id)).toEqual([adaptor.id])
  })

  it('stays sound with anything in any place', () => {
    if (!/^[[{]/.test(body)) return
    const value: unknown = JSON.parse(body)
    const places = placesIn(value)
    fc.assert(
      fc.property(fc.constantFrom(...places), odd, (place, by) => sound(read(adaptor, JSON.stringify(replaced(value, place, by)) ?? ''))),
      { numRuns: RUNS },
    )
  })

  it('stays sound when the text is cut or changed', () => {
    fc.assert(
      fc.property(fc.nat(body.length), fc.nat(6), fc.string({ maxLength: 6 }), (at, length, by) =>
        sound(read(adaptor, body.slice(0, at) + by + body.slice(at + length))),
      ),
      { numRuns: RUNS },
    )
  })
})
