/** `standing badge` and `standing html`: a feed as a file that needs no script. As old as the feed, and says so. */
import { h } from 'preact'
import { judgedObjectives, objectiveKey, objectiveName } from '../../shared/contract/each-service.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { ar } from '../../shared/i18n/ar.ts'
import { de } from '../../shared/i18n/de.ts'
import { en } from '../../shared/i18n/en.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { type Feed, FeedRefused, readFeed } from '../../shared/published/read-feed.ts'
import { dayOf, startOfDay } from '../../shared/time/dates.ts'
import { zonesFrom } from '../../shared/time/tables.ts'
import { toLocal } from '../../shared/time/zone.ts'
import { BadgeSvg } from '../../shared/ui/badge.tsx'
import { dayGroups } from '../../shared/ui/day-geometry.ts'
import fit from '../../shared/ui/static.css?inline'
import { StaticCard } from '../../shared/ui/static.tsx'
import tokens from '../../shared/ui/tokens.css?inline'
import view from '../../shared/ui/ui.css?inline'
import type { Args, Option } from './arguments.ts'
import type { Command } from './command.ts'
import { CommandRefused, type Io, Usage } from './io.ts'
import { readText } from './load-files.ts'
import { markup } from './markup.ts'

const LOCALES: readonly Locale[] = [en, de, ar]
const DAYS = 90

const OPTIONS: readonly Option[] = [
  { name: 'feed', kind: 'text', value: 'FILE', about: 'Feed created by “standing publish”' },
  { name: 'objective', kind: 'text', value: 'ID', about: 'Objective (default: the first)' },
  { name: 'locale', kind: 'text', value: 'en|de|ar', about: 'Language (default: en)' },
  { name: 'out', kind: 'text', value: 'FILE', about: 'Output file (default: standard output)' },
]

export const badge: Command = {
  name: 'badge',
  words: '--feed FILE',
  about: 'Create an SVG badge with target and achieved value',
  options: OPTIONS,
  run: (args, io) => {
    args.none()
    const { name, reports, locale } = still(args, io)
    return say(args, io, markup(h(BadgeSvg, { name, report: reports.at(-1)!, locale })))
  },
}

export const html: Command = {
  name: 'html',
  words: '--feed FILE | --sheet',
  about: 'Create a static HTML status card; --sheet prints its CSS',
  options: [...OPTIONS, { name: 'sheet', kind: 'flag', value: '', about: 'Print the CSS only' }],
  run: (args, io) => {
    args.none()
    if (args.flag('sheet')) return say(args, io, tokens + view + fit)
    const { feed, contract, name, reports, locale } = still(args, io)
    const zone = zonesFrom(feed.zones)(contract.zone)
    const today = dayOf(feed.at, zone)
    const bounds = Array.from({ length: DAYS + 1 }, (_, i) => startOfDay(today - DAYS + 1 + i, zone))
    const wall = (at: number) => toLocal(zone, at)
    const groups = dayGroups(reports, bounds)
    return say(args, io, markup(h(StaticCard, { name, reports, groups, contract, at: feed.at, locale, wall, zone: contract.zone })))
  },
}

interface Still {
  readonly feed: Feed
  readonly contract: Contract
  readonly name: string
  readonly reports: readonly ObjectiveReport[]
  readonly locale: Locale
}

function still(args: Args, io: Io): Still {
  const [file, wanted, tag] = [args.text('feed'), args.text('objective'), args.text('locale') ?? 'en']
  if (file === undefined) throw new Usage('Missing option --feed')
  const locale = LOCALES.find((one) => one.tag === tag)
  if (!locale) throw new Usage(`--locale: wanted ${LOCALES.map((one) => one.tag).join(', ')}, got ${JSON.stringify(tag)}`)
  const feed = feedOf(file, io)
  const contract = feed.contracts.at(-1)!
  const judged = judgedObjectives(contract)
  const objective = wanted === undefined ? judged[0] : judged.find((each) => each.id === wanted || objectiveKey(each) === wanted)
  if (!objective)
    throw new CommandRefused([
      `${file}: contract.objectives: wanted ${wanted ?? 'one'}, got ${judged.map(objectiveKey).join(', ') || 'none'}`,
    ])
  const report = evaluate(feed.contracts, feed.evidence, { at: feed.at, zones: zonesFrom(feed.zones), period: 'all' })
  const reports = report.objectives.filter((each) => objectiveKey(each) === objectiveKey(objective))
  if (reports.length === 0) throw new CommandRefused([`${file}: evidence: wanted a period of ${objectiveKey(objective)}, got none`])
  return { feed, contract, name: objectiveName(contract, objective), reports, locale }
}

function feedOf(file: string, io: Io): Feed {
  try {
    return readFeed(readText(file, io))
  } catch (error) {
    if (error instanceof FeedRefused) throw new CommandRefused([`${file}: ${error.message}`])
    throw error
  }
}

function say(args: Args, io: Io, text: string): number {
  const out = args.text('out')
  if (out === undefined) io.out(`${text}\n`)
  else io.writeFile(out, `${text}\n`)
  return 0
}
