/** Descriptions are for editors and documents: what a status page loads carries none. */
import { expect, it } from 'vitest'
import { DESCRIPTIONS } from '../../../shared/contract/shapes/descriptions.ts'
import { widgetScript } from '../../browser/widget-build.ts'

it('the widget carries no description of a property', async () => {
  const script = await widgetScript('widget')
  const texts = Object.values(DESCRIPTIONS).map(([text]) => text)
  expect(texts.length).toBeGreaterThan(200)
  expect(texts.filter((text) => text.length > 20 && script.includes(text))).toEqual([])
})
