/** What is known of a customer, and conditions over it (R31). */

import { isDecimal } from '../../base/rational.ts'
import { choose, isFields, isList, isNumber, list, map, named, type Shape } from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { SourceNumber } from '../../base/source-number.ts'
import { nameShape } from './leaves.ts'
import { refuseReversed, stretch } from './time-shapes.ts'

const SCALARS = ['string', 'number', 'boolean']

const scalar: Shape = {
  wanted: 'text, a number, true or false',
  schema: () => ({ type: SCALARS }),
  read: (value, path, findings) => {
    if (value instanceof SourceNumber) return value.value
    const fits = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    return fits ? value : findings.problem(path, scalar.wanted, value)
  },
}

const scalars = list(scalar)

const factValue: Shape = {
  wanted: 'text, a number, true, false, null or a list of these',
  schema: () => ({ anyOf: [{ type: [...SCALARS, 'null'] }, { type: 'array', items: { type: SCALARS } }] }),
  read: (value, path, findings) => {
    if (value === null) return null
    return isList(value) ? scalars.read(value, path, findings) : scalar.read(value, path, findings)
  },
}

const datedFact: Shape = object({ ...stretch, value: factValue }, { required: ['value'], check: refuseReversed })
const isDated = (raw: unknown): boolean => Array.isArray(raw) && raw.some(isFields)

export const facts: Shape = map(
  nameShape,
  choose(
    `${factValue.wanted}, or a list of {from, until, value}`,
    { when: isDated, shape: list(datedFact, 1, 1000) },
    { when: () => true, shape: factValue },
  ),
)

const bound: Shape = {
  wanted: 'a number or decimal text',
  schema: () => ({ type: ['string', 'number'], pattern: '^-?\\d{1,15}(\\.\\d{1,15})?$' }),
  read: (value, path, findings) => {
    const source = value instanceof SourceNumber ? value.source : value
    return isNumber(source) || (typeof source === 'string' && isDecimal(source)) ? source : findings.problem(path, bound.wanted, value)
  },
}

const operators = { atLeast: bound, atMost: bound, above: bound, below: bound, not: factValue, includes: scalar, lacks: scalar } as const

const test: Shape = choose(
  'a value, a list of values, or an object with atLeast, atMost, above, below, not, includes or lacks',
  { when: isList, shape: list(scalar, 1) },
  { when: isFields, shape: object(operators, { anyOf: Object.keys(operators) }) },
  { when: () => true, shape: scalar },
)

/** All of these must hold. */
export const when: Shape = named('when', 'conditions over facts', () => map(nameShape, test))
