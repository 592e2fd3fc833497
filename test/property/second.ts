/**
 * The rules of `{by: time}` a second time, minute by minute: slow, obvious, and sharing no code with the evaluator (types
 * apart). All evidence must lie on whole minutes. Every quantity is a count of minutes, weights are 256ths of one.
 */
import { Temporal } from 'temporal-polyfill'
import type { Contract, Exclusion, Objective, TimeMeasure } from '../../shared/contract/model.ts'
import type { Evidence, Source, Span, State } from '../../shared/evidence/model.ts'

const MINUTE = 60_000
/** One minute at full weight: weights come in quarters or shares in 64ths, so their products are whole. */
const FULL = 256

export interface Second {
  agreed: number
  up: number
  down: number
  excluded: number
  unknown: number
  remaining: number
  base: number
  /** In 256ths of a minute. */
  weighted: number
  disputed: number
  /** [bad, of] in 256ths; null where there is nothing to take a share of. */
  value: [number, number] | null
  low: [number, number] | null
  high: [number, number] | null
  /** The same with what remains as up. */
  best: { low: [number, number] | null; high: [number, number] | null }
}

interface Frame {
  from: number
  to: number
}

/** All periods of the objective from the first minute of evidence, in order of time; the last one is answered. */
export function secondOpinion(contract: Contract, evidence: Evidence, at: number, periods: readonly Frame[]): Second {
  const objective = contract.objectives[0] as Objective
  const world = new World(contract, objective, evidence, at, periods)
  const used = new Map<string, number>()
  // Earlier periods matter only for what they use up.
  for (const period of periods.slice(0, -1)) if (contract.exclusions?.length) world.pass(period, null, used)
  const period = periods[periods.length - 1]!
  // Exclusions of the darkest case start from the same budgets: those were used up by what was seen.
  const { counts, unknown } = world.pass(period, null, new Map(used))
  const { counts: dark } = world.pass(period, unknown, used)

  const policy = (objective.measure as TimeMeasure).unknown ?? 'bounds'
  const base = (counts.passed - counts.emptied - (policy === 'excluded' ? counts.unknown : 0)) * FULL
  const whole = base + counts.remaining * FULL
  const of = (bad: number, all: number): [number, number] | null => (all > 0 ? [bad, all] : null)
  const high = policy === 'down' ? dark.weighted : counts.weighted
  const low = policy === 'bounds' || policy === 'down' ? dark.weighted : counts.weighted
  return {
    agreed: counts.agreed,
    up: counts.agreed - counts.down - counts.excluded - counts.unknown - counts.remaining,
    down: counts.down,
    excluded: counts.excluded,
    unknown: counts.unknown,
    remaining: counts.remaining,
    base: base / FULL,
    weighted: counts.weighted,
    disputed: counts.disputed,
    value: policy === 'bounds' ? of(counts.weighted, base - counts.unknown * FULL) : of(high, base),
    low: of(low, base),
    high: of(high, base),
    best: { low: of(low, whole), high: of(high, whole) },
  }
}

const RANK: readonly State[] = ['up', 'maintenance', 'degraded', 'partial', 'down']

class World {
  private readonly contract: Contract
  private readonly objective: Objective
  private readonly measure: TimeMeasure
  private readonly evidence: Evidence
  private readonly at: number
  private period: Frame
  private readonly clauses: readonly Exclusion[]
  private readonly start: number
  private readonly end: number
  private readonly words: readonly Word[]
  private readonly lives: readonly Uint8Array[]
  private readonly windows: readonly (readonly Uint8Array[])[]
  private readonly hours: Uint8Array

  constructor(contract: Contract, objective: Objective, evidence: Evidence, at: number, periods: readonly Frame[]) {
    this.contract = contract
    this.objective = objective
    this.measure = objective.measure as TimeMeasure
    this.evidence = evidence
    this.at = at
    this.period = periods[0]!
    this.clauses = (contract.exclusions ?? []).filter(({ id }) => objective.exclude === undefined || objective.exclude.includes(id))
    // Space on either side for runs that cross the ends.
    const times = [...evidence.spans, ...evidence.coverage].flatMap(({ from, to }) => [from, to ?? at])
    this.start = Math.min(...periods.map(({ from }) => from), ...times) - 180 * MINUTE
    this.end = Math.max(...periods.map(({ to }) => to), at, ...times) + 180 * MINUTE
    this.words = objective.services.map((service) => this.word(service))
    this.lives = objective.services.map((service) => this.live(service))
    this.windows = this.clauses.map((clause) => objective.services.map((service) => this.window(clause, service)))
    this.hours = this.open(objective.during)
  }

  private minutes(): number {
    return (this.end - this.start) / MINUTE
  }

  private each(from: number, to: number, f: (i: number) => void): void {
    for (let t = Math.max(from, this.start); t < Math.min(to, this.end); t += MINUTE) f((t - this.start) / MINUTE)
  }

  /**
   * @param darkened minutes that are to be taken as down
   * @param used minutes taken so far by clause and budget; more is added to it
   */
  pass(period: Frame, darkened: Uint8Array | null, used: Map<string, number>) {
    this.period = period
    const { objective, measure, at, words, lives, windows, hours: open } = this
    const n = this.minutes()
    const services = objective.services
    const alive = (measure.denominator ?? this.contract.period.denominator ?? 'full') === 'alive'
    const agreed = new Uint8Array(n)
    for (let i = 0; i < n; i++) agreed[i] = open[i] && (!alive || lives.some((live) => live[i])) ? 1 : 0
    const inPeriod = new Uint8Array(n)
    this.each(period.from, period.to, (i) => {
      inPeriod[i] = 1
    })
    const past = new Uint8Array(n)
    this.each(this.start, at, (i) => {
      past[i] = 1
    })

    // One word for all services: a weight, −1 unknown, −2 none of them there.
    const all = new Int16Array(n)
    for (let i = 0; i < n; i++) {
      const said = services.map((_, s) => (lives[s]![i] ? words[s]!.heard[i]! : alive ? -2 : 0)).filter((word) => word !== -2)
      all[i] = together(said, measure.combine === 'all')
    }
    // The same with every doubt as bad as it may have been (R50).
    const dark = new Int16Array(n)
    for (let i = 0; i < n; i++) {
      const said = services.map((_, s) => (lives[s]![i] ? words[s]!.dark[i]! : alive ? -2 : 0)).filter((word) => word !== -2)
      dark[i] = together(said, measure.combine === 'all')
    }
    if (darkened) {
      for (let i = 0; i < n; i++) {
        if (all[i]! > 0) all[i] = Math.max(all[i]!, dark[i]!)
        else if (darkened[i]) all[i] = all[i] === -1 || dark[i] === -1 ? Math.max(this.weight('down'), dark[i]!) : dark[i]!
      }
    } else for (let i = 0; i < n; i++) if (all[i] === 0 && dark[i] !== 0) all[i] = -1
    const raw = new Int16Array(n)
    for (let i = 0; i < n; i++) raw[i] = past[i] && all[i]! > 0 ? all[i]! : 0

    const down = this.longEnough(this.units(raw, agreed))

    const counts = { agreed: 0, passed: 0, down: 0, weighted: 0, excluded: 0, emptied: 0, unknown: 0, remaining: 0, disputed: 0 }
    const unknown = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      if (!agreed[i] || !inPeriod[i]) continue
      counts.agreed++
      if (!past[i]) {
        counts.remaining++
        continue
      }
      counts.passed++
      if (words.some((word) => word.disputed[i])) counts.disputed++
      const isDown = down[i]! > 0
      const isUnknown = !isDown && all[i] === -1
      const taker = this.taker(i, windows, words, lives, alive, isDown || isUnknown, used)
      if (taker !== null) {
        counts.excluded++
        if (taker) counts.emptied++
      } else if (isDown) {
        counts.down++
        counts.weighted += down[i]!
      } else if (isUnknown) {
        counts.unknown++
        unknown[i] = 1
      }
    }
    return { counts, unknown }
  }

  /** Which clause takes the minute: true where it leaves the agreed time, false where it is only excused, null for none. */
  private taker(
    i: number,
    windows: readonly (readonly Uint8Array[])[],
    words: readonly Word[],
    lives: readonly Uint8Array[],
    alive: boolean,
    liable: boolean,
    used: Map<string, number>,
  ): boolean | null {
    const services = words.map((_, s) => s)
    const anyClause = (s: number) => windows.some((own) => own[s]![i])
    const troubled = (s: number) => {
      const word = lives[s]![i] ? words[s]!.heard[i]! : alive ? -2 : 0
      const may = lives[s]![i] ? words[s]!.dark[i]! : 0
      return word > 0 || word === -1 || (word === 0 && may !== 0)
    }
    const excusable =
      services.length === 1 || this.measure.combine === 'all'
        ? services.some(anyClause)
        : services.every((s) => !troubled(s) || anyClause(s))
    for (const [c, clause] of this.clauses.entries()) {
      const own = windows[c]!
      const empties = clause.removes === 'both' && services.every((s) => own[s]![i])
      const excuses = liable && excusable && services.some((s) => own[s]![i])
      if (!empties && !excuses) continue
      if (clause.budget && clause.budget.excess !== 'excluded') {
        const key = `${clause.id} ${this.budgetName(i, clause.budget.per)}`
        const left = Math.floor(Number(clause.budget.hours) * 60) - (used.get(key) ?? 0)
        if (left <= 0) continue
        used.set(key, (used.get(key) ?? 0) + 1)
      }
      return empties
    }
    return null
  }

  private budgetName(i: number, per: 'year' | 'quarter' | 'month' | 'period'): string {
    if (per === 'period') return `${this.period.from}`
    const { year, month } = this.local(this.start + i * MINUTE)
    return per === 'year' ? `${year}` : per === 'month' ? `${year}-${month}` : `${year} Q${Math.ceil(month / 3)}`
  }

  private local(t: number) {
    return Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(this.contract.zone)
  }

  private weight(state: State, share?: string): number {
    if (state === 'up') return 0
    const given = this.measure.weights?.[state]
    const excused = this.clauses.some(({ category }) => category === 'scheduled-maintenance' || category === 'emergency-maintenance')
    const otherwise = state === 'down' || state === 'partial' || (state === 'maintenance' && excused) ? 1 : 0
    const weight = given === undefined ? otherwise : Number(given)
    return weight * (this.measure.affectedShare && share !== undefined ? Number(share) : 1) * FULL
  }

  /** The state that counts for a service in each minute: a weight, or −1. */
  private word(service: string): Word {
    const { evidence, at, measure } = this
    const n = this.minutes()
    const sources = new Map<string, Said>()
    const of = (source: Source) => {
      const key = `${source.kind}:${source.id}:${source.party}`
      if (!sources.has(key)) {
        const empty = () => ({ state: new Int8Array(n).fill(-1), weight: new Int16Array(n).fill(-1) })
        sources.set(key, { source, ...empty(), may: empty() })
      }
      return sources.get(key)!
    }
    for (const each of evidence.coverage) {
      if (each.service !== service) continue
      const said = of(each.source)
      this.each(each.from, Math.min(each.to ?? at, at), (i) => {
        said.state[i] = Math.max(said.state[i]!, 0)
        said.weight[i] = Math.max(said.weight[i]!, 0)
      })
    }
    for (const span of this.speaking()) {
      const asked = span.service === null && (measure.unattributed ?? 'ask') === 'ask'
      if (span.service !== service && !asked && !(span.service === null && measure.unattributed === 'counts')) continue
      if (asked && (span.state === 'up' || !this.speaksFor(span.source, service))) continue
      const said = of(span.source)
      const rank = RANK.indexOf(span.state)
      const weight = this.weight(span.state, span.share)
      const say = (on: { state: Int8Array; weight: Int16Array }, from: number, to: number) =>
        this.each(from, Math.min(to, at), (i) => {
          if (rank > on.state[i]!) {
            on.state[i] = rank
            on.weight[i] = weight
          } else if (rank === on.state[i]!) on.weight[i] = Math.max(on.weight[i]!, weight)
        })
      const end = this.endOf(span)
      const bounds = span.uncertain ?? { from: span.from, to: end }
      if (asked) say(said.may, Math.min(bounds.from, span.from), Math.max(bounds.to, end))
      else {
        say(said, span.from, end)
        say(said.may, bounds.from, span.from)
        say(said.may, end, bounds.to)
      }
    }
    const voices = [...sources.values()]
    const heard = new Int16Array(n)
    const dark = new Int16Array(n)
    const best = voices.map((voice) => ({
      source: voice.source,
      weight: voice.weight.map((w, i) => (voice.may.weight[i]! > 0 ? Math.max(w, 0) : w)),
    }))
    const worst = voices.map((voice) => ({
      source: voice.source,
      weight: voice.weight.map((w, i) => (voice.may.weight[i]! > 0 ? Math.max(w, voice.may.weight[i]!) : w)),
    }))
    const disputed = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      const said = voices.map(({ weight }) => weight[i]!)
      if (said.some((weight) => weight > 0) && said.some((weight) => weight === 0)) disputed[i] = 1
      heard[i] = this.authority(best, i)
      dark[i] = this.authority(worst, i)
    }
    return { heard, dark, disputed }
  }

  private authority(voices: readonly { source: Source; weight: Int16Array }[], i: number): number {
    const { authority = 'either' } = this.measure
    const loudest = (admitted: (source: Source) => boolean) =>
      Math.max(-1, ...voices.filter(({ source }) => admitted(source)).map(({ weight }) => weight[i]!))
    if (typeof authority === 'object') {
      for (const name of authority.order) {
        const said = loudest((source) => source.party === name || `${source.kind}:${source.id}` === name)
        if (said >= 0) return said
      }
      return -1
    }
    if (authority === 'either') return loudest(() => true)
    const provider = loudest((source) => source.party === 'provider')
    const customer = loudest((source) => source.party === 'customer')
    if (authority === 'provider') return provider
    if (authority === 'customer') return customer
    if (provider < 0) return customer
    if (customer < 0) return provider
    return Math.min(provider, customer)
  }

  /** A source that speaks for no service at all may mean any. */
  private speaksFor(source: Source, service: string): boolean {
    const own = [
      ...this.evidence.coverage.filter(({ from }) => from < this.at),
      ...this.speaking().filter(({ from }) => from < this.at),
    ].filter((each) => each.service !== null && each.source.kind === source.kind && each.source.id === source.id)
    return own.length === 0 || own.some((each) => each.service === service)
  }

  /** R3: of the versions of one thing the latest, unless it is withdrawn. */
  private speaking(): readonly Span[] {
    const known = this.evidence.spans
    return known.filter((span) => {
      if (span.void) return false
      if (span.ref === undefined) return true
      return !known.some(
        (other) =>
          other.ref === span.ref &&
          other.service === span.service &&
          other.source.kind === span.source.kind &&
          other.source.id === span.source.id &&
          (other.observedAt ?? -1) > (span.observedAt ?? -1),
      )
    })
  }

  private endOf(span: Span): number {
    if (span.to !== null) return span.to
    const readings = this.evidence.coverage.filter(
      ({ source, from }) => source.kind === span.source.kind && source.id === span.source.id && from < this.at,
    )
    // What the source read of this very service; where that is nothing, its last reading of anything.
    const own = readings.filter(({ service }) => service === span.service)
    const ends = (own.length > 0 ? own : readings).map(({ to }) => Math.min(to ?? this.at, this.at))
    return ends.length > 0 ? Math.max(...ends) : this.at
  }

  /** Minutes inside term and life. */
  private live(service: string): Uint8Array {
    const out = new Uint8Array(this.minutes())
    const { term } = this.contract
    const from = term?.from === undefined ? this.start : instantOf(term.from, this.contract.zone)
    const until = term?.until === undefined ? this.end : instantOf(term.until, this.contract.zone)
    const lifetimes = this.evidence.lifetimes.filter((each) => each.service === service)
    const stretches = lifetimes.length > 0 ? lifetimes : [{ from: this.start, to: this.end }]
    for (const life of stretches) {
      this.each(Math.max(from, life.from), Math.min(until, life.to ?? this.end), (i) => {
        out[i] = 1
      })
    }
    return out
  }

  /** Minutes at which a calendar is open, window by window, local time by local time. */
  private open(name: string | undefined): Uint8Array {
    const out = new Uint8Array(this.minutes())
    if (name === undefined || name === 'always') return out.fill(1)
    const rule = this.contract.calendars![name]!
    if (!('weekly' in rule)) throw new Error('only weekly hours here')
    const { zone } = this.contract
    let day = Temporal.Instant.fromEpochMilliseconds(this.start).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 })
    const last = Temporal.Instant.fromEpochMilliseconds(this.end).toZonedDateTimeISO(zone).toPlainDate()
    for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
      const key = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][day.dayOfWeek - 1]!
      for (const window of rule.weekly[key] ?? []) {
        const [opens, closes] = window.split('-') as [string, string]
        this.each(localInstant(day, opens, zone), localInstant(closes > opens ? day : day.add({ days: 1 }), closes, zone), (i) => {
          out[i] = 1
        })
      }
    }
    return out
  }

  private window(clause: Exclusion, service: string): Uint8Array {
    const out = new Uint8Array(this.minutes())
    const within = this.open(clause.within)
    const mark = (from: number, to: number) =>
      this.each(from, Math.min(to, this.at), (i) => {
        if (within[i]) out[i] = 1
      })
    for (const each of this.evidence.maintenance) {
      if (!each.services.includes(service) || (each.category ?? 'scheduled-maintenance') !== clause.category) continue
      if (clause.notice !== undefined) {
        if (each.announcedAt === undefined) continue
        if (each.from - each.announcedAt < Number(/^PT(\d+)H$/.exec(clause.notice as string)![1]) * 60 * MINUTE) continue
      }
      const actual = each.actual
      mark(Math.max(each.from, actual?.from ?? each.from), Math.min(each.to, actual ? (actual.to ?? this.at) : each.to))
    }
    for (const each of this.evidence.declarations) {
      if (each.clause !== clause.id || !each.services.includes(service)) continue
      if (each.retractedAt !== undefined) continue
      mark(each.from, each.to ?? this.at)
    }
    return out
  }

  /** R6, unit by unit from the period's first instant; beyond its ends the grid goes on from there. */
  private units(raw: Int16Array, agreed: Uint8Array): Int16Array {
    const { unit } = this.measure
    if (unit === undefined || unit === 'exact') return raw
    const isWhole = 'whole' in unit
    const size = Number(/^PT(\d+)M$/.exec(isWhole ? unit.whole : unit.touched)![1])
    const out = new Int16Array(raw.length)
    const first = (this.period.from - this.start) / MINUTE
    const end = (this.period.to - this.start) / MINUTE
    const one = (from: number, to: number) => {
      const own: number[] = []
      for (let i = Math.max(from, 0); i < Math.min(to, raw.length); i++) own.push(i)
      const asked = own.some((i) => agreed[i]) ? own.filter((i) => agreed[i]) : own
      if (asked.length === 0) return
      const counts = isWhole ? asked.every((i) => raw[i]! > 0) : asked.some((i) => raw[i]! > 0)
      if (!counts) return
      const most = Math.max(...asked.map((i) => raw[i]!))
      for (const i of own) out[i] = isWhole && raw[i]! > 0 ? raw[i]! : most
    }
    for (let from = first; from < end; from += size) one(from, Math.min(from + size, end))
    for (let from = first - size; from + size > 0; from -= size) one(from, from + size)
    for (let from = end; from < raw.length; from += size) one(from, from + size)
    return out
  }

  /** R5: a run is measured whole, whatever it is cut by later. */
  private longEnough(down: Int16Array): Int16Array {
    const { minRun, countFrom } = this.measure
    if (minRun === undefined) return down
    const minutes = Number(/^PT(\d+)M$/.exec((minRun.over ?? minRun.atLeast) as string)![1])
    const out = new Int16Array(down.length)
    for (let from = 0; from < down.length; ) {
      if (down[from] === 0) {
        from++
        continue
      }
      let to = from
      while (to < down.length && down[to]! > 0) to++
      const counts = minRun.over === undefined ? to - from >= minutes : to - from > minutes
      if (counts) for (let i = countFrom === 'threshold' ? from + minutes : from; i < to; i++) out[i] = down[i]!
      from = to
    }
    return out
  }
}

interface Said {
  source: Source
  state: Int8Array
  weight: Int16Array
  /** What it leaves doubtful. */
  may: { state: Int8Array; weight: Int16Array }
}

interface Word {
  heard: Int16Array
  /** Had every doubt been as bad as it may have been. */
  dark: Int16Array
  disputed: Uint8Array
}

/** Any down, or all down (R32). */
function together(said: readonly number[], all: boolean): number {
  if (said.length === 0) return -2
  const known = said.filter((word) => word >= 0)
  const isUnknown = known.length < said.length
  if (all) {
    if (known.some((word) => word === 0)) return 0
    return isUnknown ? -1 : Math.min(...known)
  }
  const most = Math.max(0, ...known)
  return most > 0 ? most : isUnknown ? -1 : 0
}

const instantOf = (date: string, zone: string): number => localInstant(Temporal.PlainDate.from(date), '00:00', zone)

/** A local time in a gap is the instant of the jump; a repeated one its first occurrence (R9). */
export function localInstant(day: Temporal.PlainDate, time: string, zone: string): number {
  const date = time === '24:00' ? day.add({ days: 1 }) : day
  const local = date.toPlainDateTime(Temporal.PlainTime.from(time === '24:00' ? '00:00' : time))
  const found = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(local)) return found.epochMilliseconds
  return found.getTimeZoneTransition('next')!.epochMilliseconds
}
