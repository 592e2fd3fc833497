/** RSS and Atom as rows of text: only elements that are named, no markup, no entities of a document's own, no addresses opened. */
import { Parser } from 'htmlparser2'
import { FeedError } from '../feed-error.ts'
import { describeBody, withinSize } from './body.ts'

export interface Item {
  /** Texts by the name of their element, in the order they stand. */
  readonly texts: Readonly<Record<string, readonly string[]>>
}

export interface Channel {
  readonly texts: Readonly<Record<string, readonly string[]>>
  readonly items: readonly Item[]
}

type Texts = Record<string, string[]>

/** What the documents are called, and their rows. */
const ROWS: Readonly<Record<string, { readonly row: string; readonly channel: string }>> = {
  rss: { row: 'item', channel: 'channel' },
  feed: { row: 'entry', channel: 'feed' },
}

/** The channel of an RSS 2.0 document. Throws FeedError for anything else, also for one that is cut off. */
export const rssChannel = (feed: string, body: string): Channel => channelOf(feed, body, ['rss'])

/** The same, of an RSS 2.0 or Atom document. An Atom link is the text of its address, if it leads to the page. */
export function channelOf(feed: string, body: string, roots: readonly string[] = ['rss', 'feed']): Channel {
  withinSize(feed, body)
  const open: string[] = []
  const channel: Texts = {}
  const items: { texts: Texts }[] = []
  let text = ''
  let root: string | null = null
  let isWhole = false
  const shape = (): (typeof ROWS)[string] | undefined => (root === null || !roots.includes(root) ? undefined : ROWS[root])
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (open.length === 0) root = Object.hasOwn(ROWS, tag) ? tag : ''
        open.push(tag)
        if (tag === shape()?.row) items.push({ texts: {} })
        text = tag === 'link' && (attributes.rel ?? 'alternate') === 'alternate' ? (attributes.href ?? '') : ''
      },
      ontext: (piece) => {
        text += piece
      },
      onclosetag: (tag, implied) => {
        open.pop()
        // A document that ends in the middle has its elements closed by the parser.
        if (open.length === 0 && tag === root) isWhole = !implied
        const parent = open.at(-1)
        if (parent !== undefined && parent === shape()?.row) push(items.at(-1)!.texts, tag, text)
        else if (parent === shape()?.channel && tag !== shape()?.row) push(channel, tag, text)
        text = ''
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(body)
  parser.end()
  if (!shape() || !isWhole)
    throw new FeedError(
      feed,
      'not-xml',
      '',
      `wanted a whole ${roots.includes('feed') ? 'RSS or Atom' : 'RSS'} document, got ${describeBody(body)}`,
    )
  return { texts: channel, items }
}

function push(texts: Texts, tag: string, text: string): void {
  if (!Object.hasOwn(texts, tag)) texts[tag] = []
  texts[tag]!.push(text.trim())
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** Hours east of UTC; only names that mean one thing in a status feed. */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}
const RFC_822 = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (?:([+-])(\d{2})(\d{2})|([A-Z]{1,3}))$/

/** A date of RFC 822, such as `Fri, 31 Jul 2026 00:12:00 Z`; null for anything else. */
export function rfc822(text: string | undefined): number | null {
  const found = RFC_822.exec(text ?? '')
  if (!found) return null
  const [, day, month, year, hour, minute, second = '0', sign, hours, minutes, zone] = found
  const at = MONTHS.indexOf(month ?? '')
  const offset = zone === undefined ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : (ZONES[zone] ?? Number.NaN) * 60
  const ms = Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second)) - offset * 60_000
  const isReal =
    at >= 0 &&
    Number(day) >= 1 &&
    Number(day) <= new Date(Date.UTC(Number(year), at + 1, 0)).getUTCDate() &&
    Number(hour) < 24 &&
    Number(minute) < 60
  return isReal && Number.isFinite(ms) && ms >= 0 && ms < 7_258_118_400_000 ? ms : null
}
