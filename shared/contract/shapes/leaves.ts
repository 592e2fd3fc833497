/** The smallest parts of an agreement: ids, texts, dates, durations, decimals, money. */
import type { Path } from '../../base/path.ts'
import { cmp, decimal, isDecimal, type Rational } from '../../base/rational.ts'
import {
  choose,
  type Findings,
  integer,
  isNumber,
  isText,
  type JsonSchema,
  meaning,
  named,
  oneOf,
  type Shape,
  text,
} from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { SourceNumber } from '../../base/source-number.ts'
import { isDate } from '../../time/dates.ts'
import { isInstant } from '../../time/instant.ts'
import { isDuration, parseDuration } from '../../time/iso-duration.ts'
import { isZone } from '../../time/zones.ts'
import { CURRENCIES } from '../currencies.ts'
import { meantCalendar, meantCurrency, meantDate, meantDecimal, meantDuration } from './near-misses.ts'

/** A leaf that stands once in the schema, under its own name. */
const shared = (title: string, shape: Shape): Shape => named(title, shape.wanted, () => shape)

const ID = /^[a-z0-9-]{1,80}$/
export const id: Shape = shared(
  'id',
  text('an id of a-z, 0-9 and -', (value) => ID.test(value) && !(value in {}), { pattern: ID.source }),
)

/** The id of something named elsewhere in the agreement; references.ts finds out whether it is there. */
export const reference: Shape = shared(
  'reference',
  text('an id', (value) => ID.test(value), { pattern: ID.source }),
)

/** A name of the document's own choosing: a calendar, a fact, a role. */
const NAME = /^[\w.-]{1,80}$/
export const nameShape: Shape = shared(
  'name',
  text('a name', (value) => NAME.test(value), { pattern: NAME.source }),
)

/** The name of a calendar of the agreement, or `always`. */
export const calendarName: Shape = shared(
  'calendarName',
  text('the name of a calendar, or always', (value) => NAME.test(value), { pattern: NAME.source }, meantCalendar),
)

const MOST_TEXT = 10_000
/** Control characters, and marks that reverse the reading order of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e]/
const isSentence = (value: string): boolean => value.trim() !== '' && value.length <= MOST_TEXT && !INVISIBLE.test(value)

export const sentenceShape: Shape = shared(
  'sentence',
  text('text (no control characters)', isSentence, { pattern: '\\S', maxLength: MOST_TEXT }),
)

/** A version such as 1.0 may stand without quotes in YAML. */
export const version: Shape = {
  ...sentenceShape,
  read: (value, path, findings) => sentenceShape.read(value instanceof SourceNumber ? value.source : value, path, findings),
}

export const zone: Shape = shared('zone', text('an IANA time zone such as Europe/Berlin', isZone))
export const url: Shape = shared('url', text('an http or https address', isWebAddress, { pattern: '^https?://' }))
export const hostShape: Shape = shared(
  'host',
  text('a host name', (value) => /^(\*\.)?[a-z0-9.-]{1,253}(:\d{1,5})?$/i.test(value)),
)

function isWebAddress(value: string): boolean {
  return value.length <= 2000 && /^https?:\/\//.test(value) && URL.canParse(value)
}

export const date: Shape = shared('date', text('a date such as 2026-03-31', isDate, { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, meantDate))
export const dateOrInstant: Shape = shared(
  'dateOrInstant',
  text(
    'a date such as 2026-03-31, or an instant with its offset',
    (value) => isDate(value) || isInstant(value),
    { pattern: '^\\d{4}-\\d{2}-\\d{2}(T.+)?$' },
    meantDate,
  ),
)

const CENTURY_DAYS = 36_525
const DAY_MS = 86_400_000
const DURATION_PATTERN =
  '^P(?=.)(\\d{1,9}Y)?(\\d{1,9}M)?(\\d{1,9}W)?(\\d{1,9}D)?(T(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,3})?S)?)?$'
const ELAPSED_PATTERN = '^P(?=.)(\\d{1,9}W)?(\\d{1,9}D)?(T(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,3})?S)?)?$'

/** Days of a duration, roughly: enough to refuse what is no length of an agreement. */
function roughDays(value: string): number {
  const { years, months, weeks, days, ms } = parseDuration(value)
  return years * 365.25 + months * 30.4375 + weeks * 7 + days + ms / DAY_MS
}

function durationIn(wanted: string, pattern: string, least: number): Shape {
  const form = new RegExp(pattern)
  const fits = (value: string): boolean => {
    if (!form.test(value) || !isDuration(value)) return false
    const days = roughDays(value)
    return days >= least && days <= CENTURY_DAYS
  }
  return text(wanted, fits, { pattern }, (value) => ifFits(meantDuration(value), fits))
}

/** A suggestion that would be refused in its turn is none. */
const ifFits = (meant: string | undefined, fits: (value: string) => boolean): string | undefined =>
  meant !== undefined && fits(meant) ? meant : undefined

/** Years and months allowed; at most 100 years. */
export const durationShape: Shape = shared(
  'duration',
  durationIn('a duration of at most 100 years, such as P30D or P1Y', DURATION_PATTERN, 0),
)
export const someDuration: Shape = shared(
  'someDuration',
  durationIn('a duration above zero and of at most 100 years, such as P30D', DURATION_PATTERN, Number.MIN_VALUE),
)
/** Of a fixed length: weeks, days of 24 hours, hours, minutes, seconds. */
export const elapsed: Shape = shared(
  'elapsed',
  durationIn('a duration in weeks, days, hours, minutes or seconds, such as PT5M', ELAPSED_PATTERN, 0),
)
export const someElapsed: Shape = shared(
  'someElapsed',
  durationIn('a duration above zero in weeks, days, hours, minutes or seconds, such as PT5M', ELAPSED_PATTERN, Number.MIN_VALUE),
)

export interface RangeShape {
  readonly above?: string
  readonly from?: string
  readonly to?: string
}

/** Decimal text (R34). A JSON number is refused, because it has been a float already; a YAML number is its source text. */
export function decimalIn(wanted: string, range: RangeShape, schema: JsonSchema): Shape {
  const bounds = { above: exact(range.above), from: exact(range.from), to: exact(range.to) }
  return {
    wanted,
    schema: () => ({ type: 'string', description: wanted, ...schema }),
    read: (value, path, findings) => {
      if (typeof value === 'number') return findings.problem(path, `${wanted}, in quotes`, value)
      const source = value instanceof SourceNumber ? value.source : value
      if (typeof source !== 'string' || !isDecimal(source)) return findings.problem(path, meaning(wanted, value, meantDecimal), value)
      const number = decimal(source)
      const inside =
        (!bounds.above || cmp(number, bounds.above) > 0) &&
        (!bounds.from || cmp(number, bounds.from) >= 0) &&
        (!bounds.to || cmp(number, bounds.to) <= 0)
      return inside ? source : findings.problem(path, wanted, value)
    },
  }
}

const exact = (value: string | undefined): Rational | undefined => (value === undefined ? undefined : decimal(value))

const POSITIVE = '^\\d{1,15}(\\.\\d{1,15})?$'
const PERCENT = '^(0*100(\\.0{1,15})?|0*\\d{1,2}(\\.\\d{1,15})?)$'
const NOT_ZERO = '(?!0*(\\.0*)?$)'

export const amount: Shape = shared('amount', decimalIn('a decimal of 0 or more such as "1200.00"', { from: '0' }, { pattern: POSITIVE }))
export const amountAboveZero: Shape = shared(
  'amountAboveZero',
  decimalIn('a decimal above 0', { above: '0' }, { pattern: POSITIVE.replace('^', `^${NOT_ZERO}`) }),
)
/** 0 to 100. */
export const percent: Shape = shared(
  'percent',
  decimalIn('a percentage from 0 to 100 such as "99.9"', { from: '0', to: '100' }, { pattern: PERCENT }),
)
/** 0 < target ≤ 100 (R34). */
export const target: Shape = shared(
  'target',
  decimalIn(
    'a percentage above 0 and at most 100 such as "99.9"',
    { above: '0', to: '100' },
    { pattern: PERCENT.replace('^', `^${NOT_ZERO}`) },
  ),
)

const shareText = decimalIn(
  'a share from 0 to 1 such as "0.5"',
  { from: '0', to: '1' },
  { pattern: '^(0+(\\.\\d{1,15})?|0*1(\\.0{1,15})?)$' },
)
/** Decimal text from 0 to 1, or the whole numbers 0 and 1 (R34). */
export const shareShape: Shape = shared(
  'share',
  choose(
    shareText.wanted,
    { when: (raw) => raw === 0 || raw === 1 || isText(raw) || raw instanceof SourceNumber, shape: { ...shareText, read: readShare } },
    { when: () => false, shape: integer(0, 1) },
  ),
)

function readShare(value: unknown, path: Path | null, findings: Findings): unknown {
  if (value === 0 || value === 1) return value
  return value instanceof SourceNumber && (value.source === '0' || value.source === '1')
    ? value.value
    : shareText.read(value, path, findings)
}

/** A count that may also be written as decimal text. */
export const countOrDecimal: Shape = choose(
  'a whole number or decimal text',
  {
    when: (raw) => isNumber(raw) && Number.isInteger(raw instanceof SourceNumber ? raw.value : raw),
    shape: integer(0, Number.MAX_SAFE_INTEGER),
  },
  { when: () => true, shape: amount },
)

export const currency: Shape = shared(
  'currency',
  text('a currency of ISO 4217 such as EUR', (value) => CURRENCIES.has(value), { pattern: '^[A-Z]{3}$' }, meantCurrency),
)
export const money = { amount, currency } as const
export const moneyShape: Shape = object(money, { required: ['amount', 'currency'] })

export const party: Shape = oneOf('provider', 'customer')
export const countShape: Shape = integer(0, Number.MAX_SAFE_INTEGER)
export const someCount: Shape = integer(1, Number.MAX_SAFE_INTEGER)
