/** Permission to read one host: asked for in answer to a click, or looked up. */
import browser from 'webextension-polyfill'
import { hostPattern } from '../../model/host-pattern.ts'

/** Asks the person. Browsers allow that only while a click is being answered, before anything is waited for. */
export const allowHost = (address: string | URL): Promise<boolean> => browser.permissions.request({ origins: [hostPattern(address)] })

export const isHostAllowed = (address: string | URL): Promise<boolean> => browser.permissions.contains({ origins: [hostPattern(address)] })
