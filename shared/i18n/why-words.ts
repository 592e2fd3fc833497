/**
 * Why a figure is what it is, for every measure: the arithmetic in one line, and the tickets and deliveries that decided,
 * missed ones first. Apart from the locales, because a widget shows neither.
 */
import type { DeliveryReport, EpochMs, ObjectiveReport, TicketReport } from '../evaluate/model/report.ts'
import { sumWords } from './breakdown-words.ts'
import type { Locale } from './locale.ts'
import { durationWords, numberText } from './number-words.ts'
import { amountWords, attainedWords } from './verdict-words.ts'

interface WhyWords {
  readonly inTime: (met: string, all: string, share: string) => string
  readonly good: (good: string, all: string, share: string) => string
  readonly intervals: (good: string, all: string, share: string) => string
  readonly open: (n: string) => string
  readonly unknown: (n: string) => string
  readonly atMost: (figure: string, most: string) => string
  readonly from: (figure: string, tickets: string) => string
  readonly states: Readonly<Record<TicketReport['state'] | DeliveryReport['state'], string>>
  readonly lateBy: (time: string) => string
  readonly heads: { readonly item: string; readonly due: string; readonly done: string; readonly elapsed: string; readonly state: string }
}

const WORDS: Readonly<Record<string, WhyWords>> = {
  en: {
    inTime: (met, all, share) => `${met} of ${all} in time = ${share}`,
    good: (good, all, share) => `${good} of ${all} requests good = ${share}`,
    intervals: (good, all, share) => `${good} of ${all} intervals good = ${share}`,
    open: (n) => `${n} still open`,
    unknown: (n) => `${n} not measured`,
    atMost: (figure, most) => `${figure}, at most ${most}`,
    from: (figure, tickets) => `${figure} from ${tickets}`,
    states: {
      met: 'in time',
      missed: 'missed',
      running: 'running',
      paused: 'on hold',
      'not-started': 'not started',
      open: 'open',
      unknown: 'no data',
    },
    lateBy: (time) => `${time} late`,
    heads: { item: 'Item', due: 'Due', done: 'Done', elapsed: 'Elapsed', state: 'State' },
  },
  de: {
    inTime: (met, all, share) => `${met} von ${all} rechtzeitig = ${share}`,
    good: (good, all, share) => `${good} von ${all} Anfragen gut = ${share}`,
    intervals: (good, all, share) => `${good} von ${all} Zeitabschnitten gut = ${share}`,
    open: (n) => `${n} noch offen`,
    unknown: (n) => `${n} nicht gemessen`,
    atMost: (figure, most) => `${figure}, höchstens ${most}`,
    from: (figure, tickets) => `${figure} aus ${tickets}`,
    states: {
      met: 'rechtzeitig',
      missed: 'verpasst',
      running: 'läuft',
      paused: 'angehalten',
      'not-started': 'nicht begonnen',
      open: 'offen',
      unknown: 'keine Daten',
    },
    lateBy: (time) => `${time} zu spät`,
    heads: { item: 'Posten', due: 'Fällig', done: 'Erledigt', elapsed: 'Verstrichen', state: 'Stand' },
  },
  ar: {
    inTime: (met, all, share) => `${met} من ${all} في الموعد = ${share}`,
    good: (good, all, share) => `${good} من ${all} طلبات سليمة = ${share}`,
    intervals: (good, all, share) => `${good} من ${all} فترات سليمة = ${share}`,
    open: (n) => `ما زال مفتوحًا: ${n}`,
    unknown: (n) => `بلا قياس: ${n}`,
    atMost: (figure, most) => `${figure}، والحد الأقصى ${most}`,
    from: (figure, tickets) => `${figure} من ${tickets}`,
    states: {
      met: 'في الموعد',
      missed: 'فائت',
      running: 'جارٍ',
      paused: 'معلّق',
      'not-started': 'لم يبدأ',
      open: 'مفتوح',
      unknown: 'لا بيانات',
    },
    lateBy: (time) => `متأخر ${time}`,
    heads: { item: 'البند', due: 'الاستحقاق', done: 'الإنجاز', elapsed: 'المنقضي', state: 'الحالة' },
  },
}

export const whyWords = (locale: Locale): WhyWords => WORDS[locale.tag] ?? WORDS.en!

/** `19 of 20 in time = 95.000 %`; "No data" where nothing of the period was measured. */
export function arithmeticWords(report: ObjectiveReport, locale: Locale): string {
  const { attained, budget, counts, tickets, why, verdict } = report
  const say = whyWords(locale)
  const number = (n: number): string => numberText(String(n), locale)
  if (verdict === 'cannot-tell' && why === 'no-data') return locale.noData
  const share = attainedWords(report, locale)
  if (attained.unit === 'number') return budget ? say.atMost(amountWords(budget.spent, budget.unit, locale), number(budget.total)) : share
  if (attained.unit === 'ms')
    return say.from(share, locale.counts.tickets(number(tickets?.filter(({ done }) => done !== null).length ?? 0)))
  const more = (...parts: readonly (string | false)[]): string => parts.filter((part) => part !== false).join(locale.comma)
  if (counts && 'met' in counts) {
    const { met, missed, open, total } = counts
    const unknown = total - met - missed - open
    if (met + missed === 0)
      return more(
        open > 0 ? say.open(number(open)) : locale.counts[tickets ? 'tickets' : 'deliveries'](number(0)),
        unknown > 0 && say.unknown(number(unknown)),
      )
    return more(
      say.inTime(number(met), number(met + missed), share),
      open > 0 && say.open(number(open)),
      unknown > 0 && say.unknown(number(unknown)),
    )
  }
  if (counts && 'good' in counts) return say.good(number(counts.good), number(counts.total), share)
  if (counts) {
    const { total, down, unknown } = counts
    return more(say.intervals(number(total - down - unknown), number(total - unknown), share), unknown > 0 && say.unknown(number(unknown)))
  }
  return sumWords(report, locale) ?? share
}

export interface WhyItem {
  readonly name: string
  readonly due: EpochMs | null
  readonly done: EpochMs | null
  readonly elapsed: string
  readonly state: string
  readonly isMissed: boolean
}

/** Tickets and deliveries: missed first, then those still open, the latest due first. */
export function whyItems(report: ObjectiveReport, at: EpochMs, locale: Locale): readonly WhyItem[] {
  const say = whyWords(locale)
  const order: readonly string[] = ['missed', 'running', 'paused', 'open', 'unknown', 'not-started', 'met']
  const late = (state: string, last: EpochMs | null, done: EpochMs | null): string => {
    const by = last === null ? 0 : (done ?? at) - last
    return state === 'missed' && by > 0 ? `${locale.comma}${say.lateBy(durationWords(by, locale, 2))}` : ''
  }
  const items = [
    ...(report.tickets ?? []).map(({ id, clock, due, done, elapsed, state }) => ({
      raw: state,
      item: {
        name: `${id} (${clock})`,
        due,
        done,
        elapsed: durationWords(elapsed, locale, 2),
        state: say.states[state] + late(state, due, done),
        isMissed: state === 'missed',
      },
    })),
    ...(report.deliveries ?? []).map(({ deliverable, due, last, deliveredAt, state }) => ({
      raw: state,
      item: {
        name: deliverable,
        due,
        done: deliveredAt,
        elapsed: '',
        state: say.states[state] + late(state, last, deliveredAt),
        isMissed: state === 'missed',
      },
    })),
  ]
  return items.sort((a, b) => order.indexOf(a.raw) - order.indexOf(b.raw) || (b.item.due ?? 0) - (a.item.due ?? 0)).map(({ item }) => item)
}
