/** Takes from preact the one place that turns text into markup: no page here uses it, and stores refuse code that could. */
import type { Plugin } from 'vite'

const ASSIGNMENT = /\(\w+\.innerHTML=\w+\.__html\)/

/** Fails the build where preact no longer has the place as it is known, so that an update is looked at. */
export const withoutMarkup = (): Plugin => ({
  name: 'standing:without-markup',
  transform(code, id) {
    if (!/\/preact\/dist\/preact\.m?js$/.test(id.split('?')[0] as string)) return null
    if (!ASSIGNMENT.test(code)) throw new Error(`${id} has no ${ASSIGNMENT.source} any more: look at how preact sets markup now`)
    return { code: code.replace(ASSIGNMENT, '(0)'), map: null }
  },
})
