/**
 * The data inside an Instatus page itself: what each component went through in the last 90 days, stretch by stretch. A stretch
 * without an end goes on until its incident was resolved; after that the component is as it was before.
 */
import type { State } from '../../evidence/model.ts'
import { DAY_MS, type Day, dateText, dayFrom } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Reading, ReadOptions } from '../adaptor.ts'
import { instant, isObject, name, word } from './body.ts'
import { maybePercent, type Official, type OfficialPart } from './official.ts'
import { ReadingBuilder } from './reading-builder.ts'
import { factsOf, idOf, instantOf, maybeInstant, objectsOf, type Row, RowError, type RowFields } from './row.ts'

/** Whether this is the data of a page, rather than an answer of its API. */
export const isPageData = (body: unknown): body is Row => isObject(body) && isObject(body.site) && isObject(body.componentsUptime)

/** Names are texts, or objects by language. */
const nameOf = (value: unknown): string | null => name(isObject(value) ? (value.default ?? value.en) : value)

/** `states` are the page's words for them. */
export function readPageData(page: Row, states: Readonly<Record<string, State>>, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const site = page.site as Row
  const stateOf = (value: unknown): State => {
    if (typeof value === 'string' && Object.hasOwn(states, value)) return states[value]!
    throw new RowError(`status: an unknown word, ${JSON.stringify(value)}`)
  }
  for (const row of objectsOf(site, 'components')) {
    const id = word(row.id)
    if (id === '') continue
    const state = typeof row.status === 'string' && Object.hasOwn(states, row.status) ? states[row.status]! : 'unknown'
    builder.component({ id, name: nameOf(row.name) ?? id }, state, row.isParent === true)
  }
  const notices = new Map<string, Row>()
  if (isObject(page.notices)) for (const row of Object.values(page.notices)) if (isObject(row)) notices.set(word(row.id), row)
  for (const row of objectsOf(page, 'activeIncidents')) notices.set(word(row.id), { ...notices.get(word(row.id)), ...row })
  for (const [ref, notice] of notices) {
    builder.noImpact(ref, 'operational')
    builder.vouch(instant(notice.resolved) ?? instant(notice.started))
  }
  for (const [id, uptime] of Object.entries(page.componentsUptime as Row)) {
    if (!isObject(uptime)) continue
    const path = `componentsUptime.${id}.outages`
    const component = builder.known(id) ?? { id, name: id }
    const fields: RowFields = {
      from: (row) => instantOf(row, 'from'),
      to: (row) => maybeInstant(row, 'to'),
      components: () => [component],
      state: (row) => stateOf(row.status),
    }
    for (const [index, row] of objectsOf(uptime, 'outages').entries()) {
      try {
        const ref = idOf(row, 'noticeId')
        const notice = notices.get(ref)
        const from = instantOf(row, 'from')
        const to = maybeInstant(row, 'to') ?? (notice ? maybeInstant(notice, 'resolved') : null)
        const state = stateOf(row.status)
        if (to !== null && to < from) throw new RowError('to: before from')
        if (state === 'up' || to === from) continue
        builder.span([component], { from, to, state, basis: 'component-impact' }, { ref, title: nameOf(notice?.name), ...lastWord(notice) })
      } catch (error) {
        if (!(error instanceof RowError)) throw error
        builder.reject(`${path}[${index}]`, error.message, factsOf(row, fields))
      }
    }
  }
  const title = nameOf(site.name)
  const said = officialOf(page, builder)
  return {
    ...(title !== null && { page: title }),
    ...builder.reading(notices.size, firstDay(page.startDate)),
    ...(said && { official: said }),
  }
}

/** The page's own uptimes over the days that it shows. */
function officialOf(page: Row, builder: ReadingBuilder): Official | null {
  const [from, to] = [dayOf(page.startDate), dayOf(page.endDate)]
  if (from === null || to === null || to < from) return null
  const over = { from: dateText(from), to: dateText(to), days: to - from + 1 }
  const parts = Object.entries(page.componentsUptime as Row).flatMap(([id, row]): readonly OfficialPart[] => {
    const percent = isObject(row) ? maybePercent(row, 'uptime') : null
    return percent === null ? [] : [{ id, name: builder.known(id)?.name ?? id, percent, over }]
  })
  return parts.length > 0 ? { weights: 'major-and-partial', parts } : null
}

/** When an open notice was last updated, where it says so. */
function lastWord(notice: Row | undefined): { readonly updatedAt?: EpochMs } {
  const times = [
    notice?.updatedAt,
    notice?.lastUpdatedAt,
    ...(isObject(notice) ? objectsOf(notice, 'updates').map((each) => each.started ?? each.createdAt) : []),
  ]
  const known = times.map(instant).filter((at) => at !== null)
  return known.length > 0 ? { updatedAt: Math.max(...known) } : {}
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** `Wed Dec 17 2025 00:00:00 GMT+0000 (…)` as a day; null for anything else. */
function dayOf(value: unknown): Day | null {
  const [, month = '', day, year] = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) \d\d:\d\d:\d\d GMT\+0000\b/.exec(word(value)) ?? []
  const place = MONTHS.indexOf(month)
  return month === '' || place % 3 !== 0 ? null : dayFrom(Number(year), place / 3 + 1, Number(day))
}

/** The start of the first day that the page speaks for. */
function firstDay(value: unknown): EpochMs | null {
  const day = dayOf(value)
  return day === null ? null : day * DAY_MS
}
