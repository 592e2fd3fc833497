/** Text, file or address to what is shown. Nothing leaves this page: it has no way to. */
import { examine } from '../../../shared/snapshot/examine.ts'
import { fromLink, isLink } from '../../../shared/snapshot/link.ts'
import { SNAPSHOT_LIMITS } from '../../../shared/snapshot/open.ts'
import { type Shown, shownOf } from '../../../shared/snapshot/shown.ts'
import type { Pin } from '../../../shared/snapshot/trust.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

/** The extension, where this is one of its pages: it knows keys, and can keep one. Nothing of the kind in a file from disk. */
export interface Host {
  readonly pins: () => Promise<readonly Pin[]>
  readonly remember: (name: string, thumbprint: string) => Promise<void>
  /** A snapshot of its own evidence for the same agreement and period; null where it does not follow the agreement. */
  readonly mine: (contract: string, period: string) => Promise<string | null>
}
export const host = (): Host | undefined => (globalThis as { standingReader?: Host }).standingReader

export type Opening =
  | { readonly shown: Shown; readonly took: number }
  /** Why it could not be read, one line each. */
  | { readonly refused: readonly string[] }

/** `text` is a snapshot, or an address that carries one. Never rejects. */
export async function openText(text: string): Promise<Opening> {
  const given = text.trim()
  let body = given
  try {
    if (!given.startsWith('{') && isLink(given)) body = await fromLink(given)
  } catch (error) {
    return { refused: [(error as Error).message] }
  }
  const pins =
    (await host()
      ?.pins()
      .catch(() => [])) ?? []
  const started = performance.now()
  const examined = await examine(body, { subtle: globalThis.crypto?.subtle, zones: temporalZones, known: { pins } })
  const took = performance.now() - started
  const shown = shownOf(examined, body.length)
  if (shown) return { shown, took }
  return { refused: examined.problems.map(({ path, wanted, got }) => `${path || 'the file'}: wanted ${wanted}, got ${got}`) }
}

export async function openFile(file: File): Promise<Opening> {
  if (file.size > SNAPSHOT_LIMITS.size) return { refused: [`${file.name} is larger than a snapshot can be`] }
  return openText(await file.text())
}
