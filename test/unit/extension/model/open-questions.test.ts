import { describe, expect, it } from 'vitest'
import { incidentQuestions } from '../../../../extension/model/open-questions.ts'
import { answerTo } from '../../../../extension/sources/incident-answer.ts'
import type { Contract } from '../../../../shared/contract/model.ts'
import { knownEvidence } from '../../../../shared/evidence/known-at.ts'
import { type Attribution, type Evidence, NO_EVIDENCE, type Span } from '../../../../shared/evidence/model.ts'

const source = { kind: 'feed', id: 'acme', party: 'provider' } as const
const span = (ref: string, over: Partial<Span> = {}): Span =>
  ({ service: null, source, from: 1000, to: 2000, state: 'down', ref, ...over }) as Span
const evidence = (spans: readonly Span[], attributions: readonly Attribution[] = []): Evidence => ({ ...NO_EVIDENCE, spans, attributions })
const contract = { services: [{ id: 'api', name: 'API' }] } as unknown as Contract
const answered = (ref: string, at: number, over: Partial<Attribution> = {}): Attribution => ({
  ref,
  source,
  services: ['api'],
  by: 'customer',
  at,
  ...over,
})

describe('incidents that name no component', () => {
  it.each([
    ['is asked about', span('i'), ['i']],
    ['is not, where it names a service', span('i', { service: 'api' }), []],
    ['is not, where it is maintenance', span('i', { state: 'maintenance' }), []],
    ['is not, where all was up', span('i', { state: 'up' }), []],
    ['is not, once it was withdrawn', span('i', { void: true }), []],
  ])('%s', (_what, given, refs) => expect(incidentQuestions(evidence([given])).map(({ ref }) => ref)).toEqual(refs))

  it('are asked newest first, those without an answer before the others', () => {
    const spans = [span('a', { from: 1 }), span('b', { from: 2 }), span('c', { from: 3 })]
    const questions = incidentQuestions(evidence(spans, [answered('c', 10)]))
    expect(questions.map(({ ref, answer }) => [ref, answer?.services ?? null])).toEqual([
      ['b', null],
      ['a', null],
      ['c', ['api']],
    ])
  })
  it('are asked again once the answer is withdrawn, and the last of several answers counts', () => {
    const withdrawn = [answered('a', 20, { void: true, services: [] }), answered('a', 10)]
    expect(incidentQuestions(evidence([span('a')], withdrawn))[0]!.answer).toBeNull()
    expect(incidentQuestions(evidence([span('a')], [answered('a', 30, { services: [] }), ...withdrawn]))[0]!.answer!.services).toEqual([])
  })
})

describe('an answer', () => {
  const given = evidence([span('a')])
  const ask = { ref: 'a', source: 'feed:acme', services: ['api'], reason: ' seen in our logs ' }
  it('becomes evidence', () =>
    expect(answerTo(contract, given, ask, 5)).toEqual({
      ref: 'a',
      source,
      services: ['api'],
      by: 'customer',
      at: 5,
      reason: 'seen in our logs',
    }))
  it('of null withdraws the one before', () =>
    expect(answerTo(contract, given, { ...ask, services: null }, 5)).toMatchObject({ void: true, services: [] }))
  it.each([
    ['a service that the agreement does not have', { ...ask, services: ['other'] }],
    ['an incident that is not there', { ...ask, ref: 'b' }],
    ['a source that did not report it', { ...ask, source: 'feed:other' }],
  ])('about %s is refused', (_what, wrong) => expect(() => answerTo(contract, given, wrong, 5)).toThrow())

  const servicesAfter = (answers: readonly Attribution[]) =>
    knownEvidence(evidence([span('a')], answers), 9000).evidence.spans.map(({ service }) => service)
  it.each([
    ['no answer leaves it without a service', [], [null]],
    ['a service is its service from then on', [answered('a', 10)], ['api']],
    ['none takes it out', [answered('a', 10, { services: [] })], []],
    ['a withdrawn answer leaves it without a service', [answered('a', 10), answered('a', 11, { services: [], void: true })], [null]],
  ])('%s', (_what, answers, services) => expect(servicesAfter(answers)).toEqual(services))
})
