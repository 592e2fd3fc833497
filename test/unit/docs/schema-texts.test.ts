/** Every property of every published schema has a description and a valid example. */
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { descriptionKey, visitProperties } from '../../../shared/base/describe-schema.ts'
import { DESCRIPTIONS } from '../../../shared/contract/shapes/descriptions.ts'
import { schemas } from './schemas.ts'

interface Property {
  readonly path: string
  readonly schema: Readonly<Record<string, unknown>>
}

function propertiesOf(schema: Readonly<Record<string, unknown>>): readonly Property[] {
  const found: Property[] = []
  visitProperties(schema, ({ path, schema: property }) => void found.push({ path: path.join('.'), schema: property }))
  return found
}

type Forms = readonly [Property, ...Property[]]

function byPath(properties: readonly Property[]): readonly Forms[] {
  const forms = new Map<string, [Property, ...Property[]]>()
  for (const property of properties) {
    const known = forms.get(property.path)
    if (known) known.push(property)
    else forms.set(property.path, [property])
  }
  return [...forms.values()]
}

describe.each(schemas)('$name', ({ schema }) => {
  const properties = propertiesOf(schema)

  it('has a description of every property', () => {
    expect(properties.length).toBeGreaterThan(5)
    const silent = properties.filter(({ schema: { description } }) => typeof description !== 'string' || !/^\S.*[.:]$/s.test(description))
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  it('shows an example of every property, which it takes', () => {
    const ajv = new Ajv({ strict: false })
    const takes = (property: Property, example: unknown) => ajv.compile({ ...property.schema, $defs: schema.$defs ?? {} })(example)
    const wrong = byPath(properties).filter(([{ schema: first }, ...others]) => {
      const examples = first.examples as readonly unknown[] | undefined
      // One of the forms that a property may have takes it.
      return (
        !examples?.length || !examples.every((example) => [{ path: '', schema: first }, ...others].some((form) => takes(form, example)))
      )
    })
    expect(
      wrong.map(
        ([
          {
            path,
            schema: { examples },
          },
        ]) => `${path} ${JSON.stringify(examples)}`,
      ),
    ).toEqual([])
  })

  it('has an https address as its id', () => expect(schema.$id).toMatch(/^https:\/\/\S+\.schema\.json$/))
})

it('has no description of an agreement’s property that does not exist', () => {
  const { schema } = schemas.find(({ name }) => name === 'contract')!
  const used = new Set(propertiesOf(schema).map(({ path }) => descriptionKey(path.split('.'), DESCRIPTIONS)))
  expect(Object.keys(DESCRIPTIONS).filter((key) => !used.has(key))).toEqual([])
})
