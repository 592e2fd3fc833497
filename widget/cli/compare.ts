/** `standing compare`: two snapshots, where they part and what makes the difference. */
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import {
  type Comparison,
  compareSnapshots as compared,
  type Maker,
  type Side,
  type SideEvidence,
} from '../../shared/snapshot/compare-snapshots.ts'
import { isoInZone } from '../../shared/time/instant.ts'
import { durationText } from '../../shared/time/iso-duration.ts'
import type { Command } from './command.ts'
import { CommandRefused, type Io, plainText, Usage } from './io.ts'
import { examineFile } from './snapshot-file.ts'

export const compareCommand: Command = {
  name: 'compare',
  words: 'FILE|LINK FILE|LINK',
  about: 'Compare two snapshots. Exits 0 if verdicts and credits are the same',
  options: [{ name: 'json', kind: 'flag', value: '', about: 'Print the comparison as JSON' }],
  run: async (args, io) => {
    const [first, second, ...more] = args.words
    if (first === undefined || second === undefined || more.length > 0) throw new Usage(`wanted two snapshots, got ${args.words.length}`)
    const [one, other] = [await sideOf(first, io), await sideOf(second, io)]
    const found = compared(one, other)
    if (args.flag('json')) io.out(`${JSON.stringify(found)}\n`)
    else for (const line of lines(found, one)) io.out(`${plainText(line)}\n`)
    return isSame(found) ? 0 : 1
  },
}

async function sideOf(path: string, io: Io): Promise<Side> {
  const { opened, recomputed } = await examineFile(path, io)
  if (!recomputed || recomputed.state === 'impossible')
    throw new CommandRefused([`standing: one of the two can't be computed: ${recomputed?.state === 'impossible' ? recomputed.reason : ''}`])
  return { opened: opened!, report: recomputed.report }
}

/** Equal answers to equal questions: nothing stands alone, and no verdict or credit differs. */
const isSame = ({ objectives, alone }: Comparison): boolean =>
  alone.one.length + alone.other.length === 0 &&
  objectives.every(({ one, other }) => one.verdict === other.verdict && creditOf(one) === creditOf(other))

function lines({ same, objectives, alone }: Comparison, { opened, report }: Side): readonly string[] {
  const zone = opened.document.zones.find(({ id }) => id === report.zone)!
  const words = Object.entries(same).map(([name, is]) => `${name} ${is ? 'the same' : 'different'}`)
  return [
    words.join(', '),
    ...objectives.flatMap(({ id, one, other, stretches, apart, makers, crossed }) => [
      '',
      `${id}, ${one.period.label}: ${figures(one)} | ${figures(other)}; apart by ${durationText(apart)}`,
      ...(crossed?.one ? [`  the first text with the second evidence: ${figures(crossed.one)}`] : []),
      ...(crossed?.other ? [`  the second text with the first evidence: ${figures(crossed.other)}`] : []),
      ...makers.map((maker) => `  ${makerWords(maker)}: ${durationText(maker.time)}`),
      ...stretches.map(
        (each) =>
          `  ${isoInZone(each.from, zone)} – ${isoInZone(each.to, zone)}  ${seen(each.one)} | ${seen(each.other)}  (${each.because})`,
      ),
    ]),
    ...alone.one.map((each) => `only in the first: ${each}`),
    ...alone.other.map((each) => `only in the second: ${each}`),
  ]
}

function makerWords({ because, what, side }: Maker): string {
  const whose = side === 'one' ? 'the first' : 'the second'
  if (because === 'clause') return `made by the clause ${what}`
  return because === 'unseen' ? `unseen in the evidence of ${whose}` : `said by ${what}, in the evidence of ${whose} only`
}

/** The exact figure: two sides may differ in the last digit alone. */
const figureOf = ({ attained: { value, unit } }: ObjectiveReport): string =>
  value === null ? '–' : unit === 'ms' ? durationText(Number(value)) : unit === 'number' ? value : `${value} %`

const figures = (report: ObjectiveReport): string =>
  `${report.verdict}, ${figureOf(report)}, ${report.time ? `${durationText(report.time.down)} down, ` : ''}${creditOf(report)}`

function creditOf({ credit }: ObjectiveReport): string {
  if (credit.state !== 'due') return `credit ${credit.state}`
  if (credit.amount !== null) return `credit ${credit.amount} ${credit.currency ?? ''}`.trimEnd()
  return credit.percent !== null ? `credit ${credit.percent} %` : `credit ${credit.days} d`
}

const seen = (what: SideEvidence | null): string => (what ? `${what.as} by ${what.clause} (${what.sources.join(', ') || 'nobody'})` : 'up')
