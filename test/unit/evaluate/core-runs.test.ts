/** Units, runs and what they are cut by: R5, R6. */
import { describe, expect, it } from 'vitest'
import type { TimeMeasure } from '../../../shared/contract/model.ts'
import { evaluateWith } from '../../../shared/evaluate/evaluate-agreement.ts'
import { measureTime } from '../../../shared/evaluate/measures/time.ts'
import type { Context, DowntimeRun } from '../../../shared/evaluate/model/measured.ts'
import { NO_EVIDENCE, type Span } from '../../../shared/evidence/model.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { agreement, covers, FEED, HOUR, inLedger, june, MINUTE, reportOn, SECOND, type Setting, span, stand } from './stand.ts'

const OFFICE = { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } }

describe('units', () => {
  it.each<[string, TimeMeasure['unit'], Span[], number]>([
    // 5 June 10:00:30 to 10:03:20
    ['exactly', 'exact', [span('5 10:00:30', '5 10:03:20')], 170],
    ['whole minutes', { whole: 'PT1M' }, [span('5 10:00:30', '5 10:03:20')], 120],
    ['touched minutes', { touched: 'PT1M' }, [span('5 10:00:30', '5 10:03:20')], 240],
    ['59 s of a minute', { whole: 'PT1M' }, [span('5 10:00:00', '5 10:00:59')], 0],
    ['60 s of a minute', { whole: 'PT1M' }, [span('5 10:00:00', '5 10:01:00')], 60],
    ['60 s of two minutes', { whole: 'PT1M' }, [span('5 10:00:01', '5 10:01:01')], 0],
    ['1 s of a minute', { touched: 'PT1M' }, [span('5 10:00:59', '5 10:01:00')], 60],
    ['none of a minute', { touched: 'PT1M' }, [span('5 10:01:00', '5 10:01:00')], 0],
    ['a minute made of two incidents', { whole: 'PT1M' }, [span('5 10:00:00', '5 10:00:40'), span('5 10:00:40', '5 10:01:00')], 60],
    ['slots of five minutes', { touched: 'PT5M' }, [span('5 10:04:00', '5 10:06:00')], 600],
    ['the last slot is short', { touched: 'PT7H' }, [span('30 23:00:00', '30 23:00:01')], 6 * 3600],
    ['a whole short slot', { whole: 'PT7H' }, [span('30 18:00:00', '31')], 6 * 3600],
  ])('%s', (_what, unit, spans, seconds) => {
    // 720 h of June are 102 slots of 7 h and one of 6 h, from 30 June 18:00.
    expect(stand({ measure: unit === undefined ? {} : { unit }, evidence: { spans } }).time?.down).toBe(seconds * SECOND)
  })

  it('ask only for what is agreed', () => {
    // Open until 18:00: of the hour 17:30–18:30 the agreed half is down, so the grid hour 18:00 adds nothing.
    const setting = {
      contract: { calendars: { office: { weekly: { 'mon-fri': ['08:00-17:30'] } } } },
      objective: { during: 'office' },
      evidence: { spans: [span('5 17:00', '5 17:30')] },
    }
    // The hour from 17:00 has half an hour agreed, all of it down.
    expect(stand({ ...setting, measure: { unit: { whole: 'PT1H' } } }).time?.down).toBe(30 * MINUTE)
  })

  it('leave partial units to the ledger', () => {
    const found = stand({ measure: { unit: { whole: 'PT1M' } }, evidence: { spans: [span('5 10:00:30', '5 10:03:20')] } })
    expect(inLedger(found, 'counted')).toBe(120 * SECOND)
    expect(inLedger(found, 'below-minimum')).toBe(50 * SECOND)
    expect(found.ledger[0]).toMatchObject({ as: 'below-minimum', clause: 'objectives.uptime.measure.unit' })
  })

  it('count as down what was not seen of a touched unit, which then is not unknown', () => {
    // A quarter of the users, 10:00–10:10, nothing seen from then to 10:30: the half hour counts at a quarter, and all is known.
    const found = stand({
      measure: { unit: { touched: 'PT30M' }, affectedShare: true },
      evidence: { coverage: [covers('1', '5 10:10'), covers('5 10:30', '31')], spans: [span('5 10:00', '5 10:10', { share: '0.25' })] },
    })
    expect(found.time).toMatchObject({ down: 30 * MINUTE, weighted: '450000/1', unknown: 0 })
    expect(found.attained.low).toBe(found.attained.value)
  })

  it('count a unit that the present cuts only as far as it has come', () => {
    const at = span('5 10:02:30', '5').from
    const setting = { at, evidence: { spans: [span('5 10:00', '5 10:30')] } }
    expect(stand({ ...setting, measure: { unit: { whole: 'PT1M' } } }).time?.down).toBe(2 * MINUTE)
    expect(stand({ ...setting, measure: { unit: { touched: 'PT1M' } } }).time?.down).toBe(150 * SECOND)
  })
})

describe('shortest run', () => {
  it.each<[string, TimeMeasure['minRun'], TimeMeasure['countFrom'], number, number]>([
    // what              rule                 counts from   run, s  counted, s
    ['under', { atLeast: 'PT5M' }, undefined, 299, 0],
    ['exactly', { atLeast: 'PT5M' }, undefined, 300, 300],
    ['over', { atLeast: 'PT5M' }, undefined, 301, 301],
    ['under, strictly', { over: 'PT5M' }, undefined, 299, 0],
    ['exactly, strictly', { over: 'PT5M' }, undefined, 300, 0],
    ['over, strictly', { over: 'PT5M' }, undefined, 301, 301],
    ['exactly, beyond', { atLeast: 'PT5M' }, 'threshold', 300, 0],
    ['over, beyond', { atLeast: 'PT5M' }, 'threshold', 301, 1],
    ['from its start', { atLeast: 'PT5M' }, 'start', 420, 420],
  ])('%s', (_what, minRun, countFrom, seconds, counted) => {
    const found = stand({
      measure: { ...(minRun && { minRun }), ...(countFrom && { countFrom }) },
      evidence: { spans: [{ ...span('5', '5'), to: span('5', '5').from + seconds * SECOND }] },
    })
    expect(found.time?.down).toBe(counted * SECOND)
    expect(inLedger(found, 'below-minimum')).toBe((seconds - counted) * SECOND)
  })

  const ten = { minRun: { atLeast: 'PT10M' } }
  it.each<[string, Span[], number]>([
    ['touching spans are one run', [span('5 10:00', '5 10:06'), span('5 10:06', '5 10:12')], 12],
    ['a second apart they are two', [span('5 10:00', '5 10:06'), span('5 10:06:01', '5 10:12')], 0],
    ['partial and down join', [span('5 10:00', '5 10:06', { state: 'partial' }), span('5 10:06', '5 10:12')], 12],
    ['across the start of the period', [span('0 23:55', '1 00:05')], 5],
    ['across the end of the period', [span('30 23:55', '31 00:05')], 5],
    ['too short, across the start', [span('0 23:56', '1 00:05')], 0],
  ])('ten minutes: %s', (_what, spans, minutes) => {
    expect(stand({ measure: ten, at: Date.UTC(2026, 6, 2), evidence: { spans } }).time?.down).toBe(minutes * MINUTE)
  })

  it('is measured before service hours cut it', () => {
    // Friday 17:55–18:10 with hours until 18:00: a run of 15 min of which 5 are agreed.
    const found = stand({
      contract: { calendars: OFFICE },
      objective: { during: 'office' },
      measure: ten,
      evidence: { spans: [span('5 17:55', '5 18:10')] },
    })
    expect(found.time?.down).toBe(5 * MINUTE)
    expect(inLedger(found, 'outside-hours')).toBe(10 * MINUTE)
  })

  it('is measured before exclusions cut it', () => {
    // 12 min, of which maintenance takes 8: the run was long enough, so 4 count.
    const found = stand({
      contract: { exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance' }] },
      measure: ten,
      evidence: {
        spans: [span('5 10:00', '5 10:12')],
        maintenance: [
          { id: 'm', services: ['api'], from: span('5 10:00', '5').from, to: span('5 10:08', '5').from, source: span('5', '5').source },
        ],
      },
    })
    expect(found.time).toMatchObject({ down: 4 * MINUTE, excluded: 8 * MINUTE })
  })

  it.each<[string, Span[], number]>([
    // Touched minutes 23:55 to 00:05 are ten, though the spans lie apart.
    ['across the start', [span('0 23:55:10', '0 23:59:20'), span('1 00:00:30', '1 00:04:10')], 5],
    ['a minute less across the start', [span('0 23:56:10', '0 23:59:20'), span('1 00:00:30', '1 00:04:10')], 0],
    ['across the end', [span('30 23:55:10', '30 23:59:20'), span('31 00:00:30', '31 00:04:10')], 5],
    ['a minute less across the end', [span('30 23:55:10', '30 23:59:20'), span('31 00:00:30', '31 00:03:10')], 0],
    ['a minute apart at the start', [span('0 23:54:10', '0 23:58:20'), span('1 00:00:30', '1 00:05:10')], 0],
  ])('joins touched minutes %s', (_what, spans, minutes) => {
    const found = stand({ at: Date.UTC(2026, 6, 2), measure: { ...ten, unit: { touched: 'PT1M' } }, evidence: { spans } })
    expect(found.time?.down).toBe(minutes * MINUTE)
  })

  it('is measured after units', () => {
    // 10:00:30–10:09:30 touches ten minutes.
    const spans = [span('5 10:00:30', '5 10:09:30')]
    expect(stand({ measure: { ...ten, unit: { touched: 'PT1M' } }, evidence: { spans } }).time?.down).toBe(10 * MINUTE)
    expect(stand({ measure: { ...ten, unit: { whole: 'PT1M' } }, evidence: { spans } }).time?.down).toBe(0)
  })
})

describe('service hours', () => {
  const setting = { contract: { calendars: OFFICE }, objective: { during: 'office', target: '99' } }

  it('make the agreed time: 22 working days of ten hours in June', () => {
    const found = stand(setting)
    expect(found.time).toMatchObject({ agreed: 220 * HOUR, base: 220 * HOUR, up: 220 * HOUR })
    // 1 % of 220 h.
    expect(found.budget?.total).toBe(7_920_000)
  })

  it('leave the night out', () => {
    // Friday 16:00 to Monday 9:00: 2 h and 1 h count.
    const found = stand({ ...setting, evidence: { spans: [span('5 16:00', '8 09:00')] } })
    expect(found.time).toMatchObject({ down: 3 * HOUR, up: 217 * HOUR })
    expect(inLedger(found, 'outside-hours')).toBe(62 * HOUR)
    expect(found.verdict).toBe('breached')
  })

  it('is not in force where no time of the period is agreed', () => {
    const found = stand({ contract: { calendars: { never: { weekly: {} } } }, objective: { during: 'never' } })
    expect(found).toMatchObject({ verdict: 'not-in-force', time: null, attained: { value: null } })
  })

  it('are said in the answer for every objective by itself', () => {
    const report = reportOn({
      contract: {
        calendars: OFFICE,
        objectives: [
          { id: 'prime', services: ['api'], target: '99.9', during: 'office', measure: { by: 'time' } },
          { id: 'always', services: ['api'], target: '99', measure: { by: 'time' } },
        ],
      },
    })
    expect(report.objectives.map(({ id, time }) => [id, time?.agreed])).toEqual([
      ['prime', 220 * HOUR],
      ['always', 720 * HOUR],
    ])
  })
})

describe('the runs that credits and claims get', () => {
  const runs = (setting: Setting): readonly DowntimeRun[] => {
    let told: readonly DowntimeRun[] = []
    const measure = (context: Context) => {
      const measured = measureTime(context)
      told = measured.runs
      return measured
    }
    const evidence = { ...NO_EVIDENCE, coverage: [covers('-60', '90')], ...setting.evidence }
    const options = { at: setting.at ?? Date.UTC(2026, 6, 2), period: '2026-06', zones: temporalZones }
    evaluateWith({ measures: { time: measure } }, [agreement(setting)], evidence, options)
    return told
  }

  it('whole, with what counts of each in the period', () => {
    const [first, second, ...more] = runs({ evidence: { spans: [span('0 23:50', '1 00:10'), span('5 10:00', '5 11:00')] } })
    expect(first).toMatchObject({ from: june('0 23:50'), to: june('1 00:10'), down: 10 * MINUTE })
    expect(second).toMatchObject({ from: june('5 10:00'), to: june('5 11:00'), down: HOUR })
    expect(more).toEqual([])
  })

  it('not at all where nothing of them counts', () => {
    const maintenance = [{ id: 'm', services: ['api'], from: june('5 09:00'), to: june('5 12:00'), source: FEED }]
    const spans = [span('0 22:00', '0 23:00'), span('0 23:50', '1'), span('5 10:00', '5 11:00'), span('31', '31 01:00')]
    expect(
      runs({ contract: { exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance' }] }, evidence: { spans, maintenance } }),
    ).toEqual([])
  })

  it('with their weight', () => {
    const [run] = runs({
      measure: { weights: { partial: '0.5' } } as Partial<TimeMeasure>,
      evidence: { spans: [span('5 10:00', '5 10:20', { state: 'partial' }), span('5 10:20', '5 10:30')] },
    })
    // 20 min at a half and 10 at one.
    expect(run).toMatchObject({ down: 30 * MINUTE, weighted: { n: BigInt(20 * MINUTE), d: 1n } })
  })
})
