/**
 * What holds an agreement together: every id is there once, every reference finds what it names, calendars do not go in
 * circles. Works on a document that has been read, possibly with problems, so every part may be missing.
 */
import { nearest } from '../base/nearest.ts'
import { below, type Path, ROOT } from '../base/path.ts'
import { type Fields, type Findings, isFields, meaning, type Suggest } from '../base/shape.ts'
import { meantCalendar } from './shapes/near-misses.ts'

interface Entry {
  readonly value: Fields
  readonly path: Path
}

/** The objects of a list field, with their paths. */
function entries(holder: Fields | undefined, field: string, path: Path | null = ROOT): readonly Entry[] {
  const list = holder?.[field]
  if (!Array.isArray(list)) return []
  const place = below(path, field)
  return list.flatMap((value, index) => (isFields(value) ? [{ value, path: below(place, index) }] : []))
}

const part = (holder: Fields | undefined, field: string): Fields | undefined => {
  const value = holder?.[field]
  return isFields(value) ? value : undefined
}

const ids = (list: readonly Entry[]): readonly string[] => list.flatMap(({ value }) => (typeof value.id === 'string' ? [value.id] : []))

/** Lists whose entries have ids of their own. */
const CLAUSES = ['groups', 'plans', 'services', 'objectives', 'exclusions', 'remedies', 'deliverables', 'escalation', 'restrictions']

/** Problems at the later of two equal ids. */
export function refuseRepeats(document: Fields, findings: Findings): void {
  for (const field of CLAUSES) each(entries(document, field), findings)
  const support = part(document, 'support')
  each(entries(support, 'severities', below(ROOT, 'support')), findings)
  each(entries(support, 'requests', below(ROOT, 'support')), findings)
  each(contacts(document), findings)
  for (const { value, path } of entries(document, 'remedies')) {
    each(entries(part(value, 'claim'), 'steps', below(path, 'claim')), findings)
  }
}

function each(list: readonly Entry[], findings: Findings): void {
  const seen = new Set<unknown>()
  for (const { value, path } of list) {
    if (value.id !== undefined && seen.has(value.id)) findings.problem(below(path, 'id'), 'an id that is not given twice', value.id)
    seen.add(value.id)
  }
}

function contacts(document: Fields): readonly Entry[] {
  const parties = part(document, 'parties')
  return ['provider', 'customer'].flatMap((side) => entries(part(parties, side), 'contacts', below(below(ROOT, 'parties'), side)))
}

/** Problems at references to what the agreement does not have, and at calendars made of themselves. */
export function refuseLooseEnds(document: Fields, findings: Findings): void {
  const support = part(document, 'support')
  const calendars = part(document, 'calendars') ?? {}
  const severities = ids(entries(support, 'severities'))
  const requests = ids(entries(support, 'requests'))
  const reachable = [...ids(contacts(document)), ...ids(entries(document, 'groups'))]
  const roles = part(document, 'roles') ?? {}
  const find = new Finder(findings, {
    service: ids(entries(document, 'services')),
    calendar: ['always', ...Object.keys(calendars)],
    exclusion: ids(entries(document, 'exclusions')),
    remedy: ids(entries(document, 'remedies')),
    plan: ids(entries(document, 'plans')),
    severity: severities,
    request: requests,
    deliverable: ids(entries(document, 'deliverables')),
    group: ids(entries(document, 'groups')),
    'contact or group': reachable,
    'contact, group or role': [...reachable, ...Object.keys(roles)],
  })

  for (const entry of entries(document, 'objectives')) objective(entry, find, 'groups' in document)
  for (const { value, path } of entries(document, 'exclusions')) {
    find.one('calendar', value, 'within', path)
    find.one('calendar', part(value, 'notice'), 'calendar', below(path, 'notice'))
  }
  for (const { value, path } of entries(document, 'remedies')) {
    for (const step of entries(part(value, 'claim'), 'steps', below(path, 'claim'))) workdays(step.value, step.path, find)
  }
  for (const field of ['severities', 'requests']) {
    for (const { value, path } of entries(support, field, below(ROOT, 'support'))) find.one('calendar', value, 'calendar', path)
  }
  for (const { value, path } of contacts(document)) find.one('calendar', value, 'hours', path)
  for (const entry of entries(document, 'deliverables')) deliverable(entry, document, find, findings)
  for (const role of Object.keys(roles)) find.one('contact or group', roles, role, below(ROOT, 'roles'))
  for (const { value, path } of entries(document, 'escalation')) {
    find.one('contact, group or role', value, 'to', path)
    find.many('severity', value, 'severities', path)
  }
  refuseCircles(calendars, find, findings)
}

function objective({ value, path }: Entry, find: Finder, hasGroups: boolean): void {
  find.many('service', value, 'services', path)
  find.one('calendar', value, 'during', path)
  find.many('exclusion', value, 'exclude', path)
  find.many('remedy', value, 'remedies', path)
  find.one('plan', value, 'plan', path)
  const measure = part(value, 'measure')
  const place = below(path, 'measure')
  find.many(measure?.clock === 'fulfilment' ? 'request' : 'severity', measure, 'severities', place)
  if (hasGroups) find.one('group', measure, 'group', place)
  find.many('deliverable', measure, 'deliverables', place)
  find.one('calendar', part(measure, 'clock'), 'calendar', below(place, 'clock'))
}

function deliverable({ value, path }: Entry, document: Fields, find: Finder, findings: Findings): void {
  find.one('calendar', value, 'calendar', path)
  const after = part(value, 'after')
  if (after) workdays(after, below(path, 'after'), find)
  // A recurrence has to start somewhere (R29).
  if ('schedule' in value && !('from' in value) && !('from' in (part(document, 'term') ?? {}))) {
    findings.problem(below(path, 'from'), 'a date the schedule starts on, here or as term.from', undefined)
  }
}

const workdays = (holder: Fields, path: Path, find: Finder): void =>
  find.one('calendar', part(holder, 'within'), 'calendar', below(path, 'within'))

class Finder {
  private readonly known = new Map<string, ReadonlySet<string>>()
  private readonly findings: Findings

  constructor(findings: Findings, known: Readonly<Record<string, readonly string[]>>) {
    this.findings = findings
    for (const [kind, names] of Object.entries(known)) this.known.set(kind, new Set(names))
  }

  one(kind: string, holder: Fields | undefined, field: string, path: Path | null): void {
    this.name(kind, holder?.[field], below(path, field))
  }

  name(kind: string, name: unknown, path: Path): void {
    if (typeof name !== 'string' || this.known.get(kind)!.has(name)) return
    const wanted = `the ${kind === 'calendar' ? 'name' : 'id'} of ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} of this agreement`
    const suggest: Suggest = (text) => nearest(text, [...this.known.get(kind)!]) ?? (kind === 'calendar' ? meantCalendar(text) : undefined)
    this.findings.problem(path, meaning(wanted, name, suggest), name)
  }

  /** A list of references; one given twice is refused as well. */
  many(kind: string, holder: Fields | undefined, field: string, path: Path | null): void {
    const names = holder?.[field]
    if (!Array.isArray(names)) return
    const place = below(path, field)
    const seen = new Set<unknown>()
    names.forEach((name, index) => {
      if (name === undefined) return
      if (seen.has(name)) this.findings.problem(below(place, index), 'each only once', name)
      else this.name(kind, name, below(place, index))
      seen.add(name)
    })
  }
}

/** The names a calendar is made of, each with its path. */
function madeOf(rule: Fields, path: Path): readonly { readonly name: string; readonly path: Path }[] {
  if (typeof rule.not === 'string') return [{ name: rule.not, path: below(path, 'not') }]
  return ['union', 'intersect'].flatMap((field) => {
    const names = rule[field]
    if (!Array.isArray(names)) return []
    return names.flatMap((name, index) => (typeof name === 'string' ? [{ name, path: below(below(path, field), index) }] : []))
  })
}

function refuseCircles(calendars: Fields, find: Finder, findings: Findings): void {
  const root = below(ROOT, 'calendars')
  if ('always' in calendars) findings.problem(below(root, 'always'), 'another name: always is built in', 'always')
  const open = new Set<string>()
  const done = new Set<string>()
  const walk = (name: string): void => {
    const rule = part(calendars, name)
    if (!rule || done.has(name)) return
    open.add(name)
    for (const next of madeOf(rule, below(root, name))) {
      find.name('calendar', next.name, next.path)
      if (open.has(next.name)) findings.problem(next.path, 'a calendar that is not made of this one', next.name)
      else walk(next.name)
    }
    open.delete(name)
    done.add(name)
  }
  for (const name of Object.keys(calendars)) walk(name)
}
