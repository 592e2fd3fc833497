/**
 * Calendars of maintenance (iCalendar, RFC 5545), also as network carriers send them (X-MAINTNOTE): announced windows and
 * nothing else. A window that is cancelled or tentative is none. Times need a zone: UTC, one that is known by its name, or one
 * that the calendar defines. What repeats is written out for a year and a bit around the reading.
 */
import ICAL from 'ical.js'
import { END_OF_TIME } from '../time/instant.ts'
import type { EpochMs } from '../time/intervals.ts'
import { toInstant } from '../time/zone.ts'
import { isZone, temporalZones } from '../time/zones.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, name, withinSize } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { RowError, type RowFacts } from './parts/row.ts'
import { zoneNamed } from './parts/zone-names.ts'

const ID = 'ical'
const DAY = 86_400_000
const AROUND = 400 * DAY
/** A rule is followed from its start, which may be decades back. */
const MOST_STEPS = 20_000
const MOST_WINDOWS = 1000

export const ical: FeedAdaptor = {
  id: ID,
  title: 'iCalendar',
  known: 'documentation',
  cors: false,
  addresses: (page) => (/\.ics$/i.test(page.pathname) ? [page] : ['/maintenance.ics', '/history.ics'].map((path) => new URL(path, page))),
  accepts: ['text/calendar'],
  recognises: (body) => typeof body === 'string' && /^\ufeff?\s*BEGIN:VCALENDAR\r?\n/i.test(body),
  read: (body, options) => {
    withinSize(ID, body)
    return readCalendar(calendarIn(body), options)
  },
}

function calendarIn(body: string): ICAL.Component {
  const wrong = (cause?: unknown): FeedError =>
    new FeedError(ID, 'wrong-shape', '', `wanted a whole calendar, got ${describeBody(body)}`, cause === undefined ? {} : { cause })
  // The parser would take what came before a cut for all there is.
  if (!ical.recognises(body) || !/END:VCALENDAR\s*$/i.test(body)) throw wrong()
  try {
    const parsed: unknown = ICAL.parse(body.replace(/^\ufeff/, '').trim())
    if (!Array.isArray(parsed) || parsed[0] !== 'vcalendar') throw wrong()
    return new ICAL.Component(parsed)
  } catch (error) {
    throw error instanceof FeedError ? error : wrong(error)
  }
}

function readCalendar(calendar: ICAL.Component, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const zones = calendar.getAllSubcomponents('vtimezone')
  const events = calendar.getAllSubcomponents('vevent')
  const masters = new Set(events.filter((event) => !event.hasProperty('recurrence-id')).map((event) => textOf(event, 'uid')))
  events.forEach((event, index) => {
    // Exceptions of a series come with the series.
    if (event.hasProperty('recurrence-id') && masters.has(textOf(event, 'uid'))) return
    try {
      readEvent(event, zones, builder, options)
    } catch (error) {
      const reason = error instanceof RowError ? error.message : 'not as RFC 5545 has it'
      builder.reject(`VEVENT[${index}]`, reason, looseFacts(event))
    }
  })
  builder.note('a calendar announces work; it does not say whether the work took place')
  const page = name(calendar.getFirstPropertyValue('x-wr-calname'))
  return { ...(page !== null && { page }), ...builder.reading(events.length, null) }
}

/** The clocks furthest ahead of and behind UTC. */
const [EAST, WEST] = [14 * 3_600_000, 12 * 3_600_000]

/** What can be read of an event whose times can't: within the clocks of the world, it announces work of that time. */
function looseFacts(event: ICAL.Component): RowFacts {
  const uid = name(textOf(event, 'uid'))
  const [start, end] = ['dtstart', 'dtend'].map((key) => localOf(event, key))
  return {
    ...(uid !== null && { ref: uid }),
    ...(start != null && { from: start - EAST, to: Math.max(start, end ?? start + DAY) + WEST }),
    components: componentsOf(event),
    state: 'maintenance',
  }
}

function localOf(event: ICAL.Component, key: string): EpochMs | null {
  const time = decodedValue(event, key)
  if (!(time instanceof ICAL.Time)) return null
  const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  return Number.isFinite(local) && local > EAST && local < END_OF_TIME - DAY ? local : null
}

/** null also for a value that ical.js can't decode: it throws when it is asked for. */
function decodedValue(event: ICAL.Component, key: string): unknown {
  try {
    return event.getFirstPropertyValue(key)
  } catch {
    return null
  }
}

const textOf = (event: ICAL.Component, key: string): string => {
  const value = decodedValue(event, key)
  return typeof value === 'string' ? value : ''
}

function readEvent(component: ICAL.Component, zones: readonly ICAL.Component[], builder: ReadingBuilder, options: ReadOptions): void {
  const uid = name(textOf(component, 'uid'))
  if (uid === null) throw new RowError('UID: missing')
  const event = new ICAL.Event(component)
  const title = name(textOf(component, 'summary'))
  const clock = new Clock(component, zones, options.zone)
  const announcedAt = announced(component, clock)
  const add = (item: ICAL.Event, from: EpochMs, to: EpochMs, ref: string): void => {
    if (to < from) throw new RowError('DTEND: before DTSTART')
    builder.noImpact(ref, 'cancelled')
    if (!stands(item.component)) return
    const window = { from, to, ...(announcedAt !== null && { announcedAt }) }
    builder.maintenance(componentsOf(item.component), window, { ref, title: name(textOf(item.component, 'summary')) ?? title })
  }
  if (!event.isRecurring()) {
    add(event, clock.at(event.startDate), clock.at(event.endDate), uid)
    return
  }
  if (component.getAllProperties('rrule').some((rule) => /FREQ=(SECONDLY|MINUTELY|HOURLY)/i.test(String(rule.getFirstValue()))))
    throw new RowError('RRULE: more often than daily')
  const series = event.iterator()
  let windows = 0
  for (let step = 0; step < MOST_STEPS && windows < MOST_WINDOWS; step++) {
    const next = series.next()
    if (!next) return
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    const own = item === event ? clock : new Clock(item.component, zones, options.zone)
    const from = own.at(startDate)
    if (from > options.observedAt + AROUND) return
    if (from < options.observedAt - AROUND) continue
    windows++
    add(item, from, own.at(endDate), `${uid} ${new Date(clock.at(next)).toISOString()}`)
  }
  builder.note(`${uid}: repeats too often to be listed in full`)
}

/** Whether the window is announced: neither cancelled nor only thought of. */
function stands(event: ICAL.Component): boolean {
  const words = [textOf(event, 'status'), textOf(event, 'x-maintnote-status')].map((word) => word.toUpperCase())
  return !words.some((word) => word === 'CANCELLED' || word === 'TENTATIVE')
}

/** What the window concerns: the circuits of a carrier, else the categories. */
function componentsOf(event: ICAL.Component): readonly ComponentRef[] {
  const values = (key: string): string[] =>
    event.getAllProperties(key).flatMap((property) => (property.getValues() as readonly unknown[]).flatMap((value) => name(value) ?? []))
  const objects = values('x-maintnote-object-id')
  const ids = objects.length > 0 ? objects : values('categories')
  return [...new Set(ids)].map((id) => ({ id, name: id }))
}

/** When this window was made known: a revised one was at its revision. DTSTAMP is often the time of the download. */
function announced(event: ICAL.Component, clock: Clock): EpochMs | null {
  const revised = Number(event.getFirstPropertyValue('sequence') ?? 0) > 0
  for (const key of revised ? ['last-modified'] : ['created', 'last-modified']) {
    const value: unknown = event.getFirstPropertyValue(key)
    if (value instanceof ICAL.Time) return clock.at(value)
  }
  return null
}

/** Turns the clock times of an event into instants. */
class Clock {
  private readonly zoneId: string | null
  private readonly own: ICAL.Timezone | null

  /** `zone` is the agreement's: what has none of its own is in local time. */
  constructor(event: ICAL.Component, zones: readonly ICAL.Component[], zone: string | undefined) {
    const parent = event.parent
    const tzid = event.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? parent?.getFirstPropertyValue('x-wr-timezone')
    const defined = zones.find((each) => each.getFirstPropertyValue('tzid') === tzid)
    const known = typeof tzid === 'string' ? zoneNamed(tzid) : (zone ?? null)
    // A calendar's own definition of a name is what its times were written by.
    this.zoneId = defined && typeof tzid === 'string' && !isZone(tzid) ? null : known
    this.own = defined ? new ICAL.Timezone(defined) : null
    if (defined?.getAllSubcomponents().some(oftenIn)) throw new RowError('VTIMEZONE: changes more often than daily')
  }

  /** Throws RowError for a time whose zone nobody knows. */
  at(time: ICAL.Time): EpochMs {
    const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
    if (!Number.isFinite(local) || local < DAY || local > END_OF_TIME - DAY) throw new RowError('DTSTART or DTEND: not a time')
    if (time.zone === ICAL.Timezone.utcTimezone) return local
    if (this.zoneId !== null) return toInstant(temporalZones(this.zoneId), local)
    if (this.own) return local - this.own.utcOffset(time) * 1000
    throw new RowError('DTSTART: a time without a known zone')
  }
}

const oftenIn = (part: ICAL.Component): boolean =>
  part.getAllProperties('rrule').some((rule) => !/FREQ=(YEARLY|MONTHLY)/i.test(String(rule.getFirstValue())))
