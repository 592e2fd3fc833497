/** Text, file or address to what is shown. A file from disk has no way to send anything; the extension's page asks one site, when it may. */

import type { Locale } from '../../shared/i18n/locale.ts'
import { readerWords } from '../../shared/i18n/reader.ts'
import { isVouched, type Parties } from '../../shared/signing/trust.ts'
import { examine } from '../../shared/snapshot/four-answers.ts'
import { fromLink, isLink } from '../../shared/snapshot/link.ts'
import { type OpenedSnapshot, shownOf } from '../../shared/snapshot/opened-snapshot.ts'
import { readSnapshot, SNAPSHOT_LIMITS } from '../../shared/snapshot/read-snapshot.ts'
import type { Host, Published, Site } from '../../shared/snapshot/reader-host.ts'
import { temporalZones } from '../../shared/time/zones.ts'

export const readerHost = (): Host | undefined => globalThis.standingReader

export type Opening =
  | {
      readonly shown: OpenedSnapshot
      readonly took: number
      /** What was opened, so that it can be looked at again with more keys known. */
      readonly text: string
      readonly site: Site | null
    }
  /** Why it could not be read, one line each. */
  | { readonly refused: readonly string[] }

/** `text` is a snapshot, or an address that carries one. Never rejects. */
export async function openText(text: string, wellKnown: Published | null = null): Promise<Opening> {
  const given = text.trim()
  let body = given
  try {
    if (!given.startsWith('{') && isLink(given)) body = await fromLink(given)
  } catch (error) {
    return { refused: [(error as Error).message] }
  }
  const pins =
    (await readerHost()
      ?.pins()
      .catch(() => [])) ?? []
  const started = performance.now()
  const agreement = await ownCopy(body)
  const known = { pins, ...(wellKnown && { wellKnown }), ...(agreement && { agreement }) }
  const examined = await examine(body, { subtle: globalThis.crypto?.subtle, zones: temporalZones, known })
  const took = performance.now() - started
  const shown = shownOf(examined, body.length)
  if (!shown) return { refused: examined.problems.map(({ path, wanted, got }) => `${path || 'the file'}: wanted ${wanted}, got ${got}`) }
  const stranger = examined.trust !== null && !isVouched(examined.trust) && wellKnown === null
  const site = stranger ? await siteOf(shown) : null
  const published = site?.granted
    ? await readerHost()
        ?.published(site)
        .catch(() => null)
    : null
  return published ? openText(body, published) : { shown, took, text: body, site }
}

/** The parties by the reader's own copy of the agreement, null where it has none. The text is looked at whole further on. */
async function ownCopy(text: string): Promise<Parties | null> {
  const own = readerHost()
  if (!own) return null
  const { opened } = readSnapshot(text)
  return opened ? own.agreement(opened.document.contract.id).catch(() => null) : null
}

async function siteOf({ contract }: OpenedSnapshot): Promise<Site | null> {
  return (
    (await readerHost()
      ?.site(contract.id, contract.monitoring?.publishedAt ?? null)
      .catch(() => null)) ?? null
  )
}

export async function openFile(file: File, locale: Locale): Promise<Opening> {
  if (file.size > SNAPSHOT_LIMITS.size) return { refused: [readerWords(locale.tag).page.tooLarge(file.name)] }
  return openText(await file.text())
}
