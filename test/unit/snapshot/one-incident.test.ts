import { describe, expect, it } from 'vitest'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { examine } from '../../../shared/snapshot/four-answers.ts'
import { fromLink, linkTo } from '../../../shared/snapshot/link.ts'
import { focusedObjective, focusOn, isFocused, isIncident, OTHERS, refocused, wordsOnlyOf } from '../../../shared/snapshot/one-incident.ts'
import { firstOf, namedReports, shownOf } from '../../../shared/snapshot/opened-snapshot.ts'
import { readSnapshotValue } from '../../../shared/snapshot/read-snapshot.ts'
import { redactInput } from '../../../shared/snapshot/redact-input.ts'
import { smallForm } from '../../../shared/snapshot/small-form.ts'
import { BOTH, contract, snapshotOf } from '../../browser/snapshot-sample.ts'

const at = (text: string): number => Date.parse(`2026-10-${text}Z`)
// The outage of 13 October as both saw it, from 11:16; the probe alone saw it from 11:02.
const entry = snapshotOf(BOTH, 'Globex').report.objectives[0]!.ledger.find(
  ({ from, as }) => from === at('13T11:16:00') && as === 'counted',
)!
const focus = focusOn('api', entry)
const ticket = (id: string, day: string) => ({
  id,
  type: 'incident',
  severity: 'p1',
  title: `about ${day}`,
  events: [
    { at: `2026-10-${day}T09:00:00Z`, kind: 'opened', by: 'customer' },
    { at: `2026-10-${day}T12:00:00Z`, kind: 'closed', by: 'customer' },
  ],
})
const more = readEvidenceValue({
  format: 'standing/evidence@1',
  tickets: [ticket('one', '06'), ticket('two', '13')],
  declarations: [
    {
      id: 'd',
      clause: 'awareness',
      services: ['api'],
      from: '2026-10-06T05:20:00Z',
      to: '2026-10-06T06:00:00Z',
      by: 'customer',
      at: '2026-10-06T06:00:00Z',
      reason: 'secret',
    },
  ],
}).evidence!
const evidence = { ...BOTH, tickets: more.tickets, declarations: more.declarations }
const told = wordsOnlyOf(evidence, entry.from, entry.to)
const whole = snapshotOf(evidence, 'Globex')
const one = snapshotOf(told, 'Globex', { focus, redacted: [OTHERS] })

describe('a snapshot of one incident', () => {
  it('has every figure of the period as it was, to the ms', () => {
    const figures = (snapshot: typeof whole) => snapshot.report.objectives.map(({ ledger: _, ...rest }) => rest)
    expect(figures(one)).toEqual(figures(whole))
    const times = (snapshot: typeof whole) => snapshot.report.objectives[0]!.ledger.map(({ title: _, ...rest }) => rest)
    expect(times(one)).toEqual(times(whole))
    // 7 min 40 s + 41 min + 14 min: of the whole month, not of the incident.
    expect(one.report.objectives[0]?.time?.down).toBe(3_760_000)
  })
  it('says nothing of other incidents, and all of its own', () => {
    const text = JSON.stringify(one)
    for (const word of ['API errors', 'about 06', 'secret']) expect(text).not.toContain(word)
    for (const word of ['<img src=x onerror=alert(1)>', 'about 13']) expect(text).toContain(word)
    expect(JSON.stringify(whole)).toContain('API errors')
    expect(one.redacted).toEqual(['others'])
  })
  it('takes away words of what ends when it begins, and of what begins when it ends', () => {
    const row = (from: number, to: number) => ({ ...BOTH.spans[0]!, from, to, title: 'x' })
    const rows = [row(0, 999), row(0, 1000), row(0, 1001), row(2000, 3000), row(1999, 3000)]
    const left = wordsOnlyOf({ ...BOTH, spans: rows }, 1000, 2000).spans.map(({ title }) => title !== undefined)
    // Half-open: what ends at 1000 does not touch 1000 to 2000.
    expect(left).toEqual([false, false, true, false, true])
  })
  it('is the same in a link', async () => {
    const opened = readSnapshotValue(JSON.parse(await fromLink(await linkTo('', smallForm(one)!)))).opened
    expect(opened?.document.focus).toEqual(focus)
    expect(opened?.document.redacted).toEqual(['others'])
  })
  it('opens with its own entry marked, on its own objective', async () => {
    const shown = shownOf(await examine(JSON.stringify(one), { subtle: crypto.subtle }), 1)!
    expect(shown.examined.recomputed?.state).toBe('same')
    const [report] = shown.report!.objectives
    expect(report!.ledger.filter((each) => isFocused(focus, report!, each)).map(({ from, to }) => [from, to])).toEqual([
      [entry.from, entry.to],
    ])
    expect(firstOf(shown, namedReports(shown))).toBe(0)
  })
  it.each([
    ['another objective', { ...focus, objective: 'other' }],
    ['a time in which nothing happened', { ...focus, from: '2026-10-02T00:00:00Z', to: '2026-10-03T00:00:00Z' }],
    ['a ms less than the entry', { ...focus, from: '2026-10-13T11:16:00.001Z' }],
  ])('of %s is not made', (_what, wrong) => {
    expect(() => snapshotOf(told, 'Globex', { focus: wrong })).toThrow(/focus: wanted an entry of the ledger/)
  })
  it.each([
    ['no object', 7],
    ['no objective', { from: focus.from, to: focus.to }],
    ['no instant', { ...focus, from: 'yesterday' }],
    ['its end before its begin', { ...focus, from: focus.to, to: focus.from }],
  ])('with a focus that has %s is refused', (_what, wrong) => {
    expect(readSnapshotValue({ ...one, focus: wrong }).problems.map(({ path }) => path)).toEqual(['focus'])
  })
  it('still points at its objective when names were taken out of ids', () => {
    const named = { ...contract, objectives: contract.objectives.map((each) => ({ ...each, id: 'globex-api' })) }
    const left = redactInput([named], told, ['names'])
    expect(left.contracts[0]?.objectives[0]?.id).toBe('customer-api')
    const moved = refocused({ ...focus, objective: 'globex-api' }, [named], left.contracts)
    expect(moved.objective).toBe('customer-api')
    const made = snapshotOf(left.evidence, 'Globex', { contracts: left.contracts, focus: moved })
    expect(focusedObjective(moved, made.report)).toBe(0)
  })
  it('is of what happened, not of how time is counted', () => {
    expect((['counted', 'excluded', 'weightless', 'below-minimum', 'unattributed'] as const).filter((as) => !isIncident({ as }))).toEqual(
      [],
    )
    expect((['unknown', 'outside-hours', 'suspended', 'superseded'] as const).filter((as) => isIncident({ as }))).toEqual([])
  })
})
