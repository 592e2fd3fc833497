/** What the snapshot reader may request from the extension it is a page of; a file from disk has no extension. Types only. */
import type { KnownKey, Parties, Pin } from '../signing/trust.ts'

/** The keys that a site publishes. */
export type Published = NonNullable<KnownKey['wellKnown']>

declare global {
  var standingReader: Host | undefined
}

/** The extension, where this is one of its pages: it knows keys, and can keep one. Nothing of the kind in a file from disk. */
export interface Host {
  /** Of the browser's own words. */
  readonly language: string
  readonly pins: () => Promise<readonly Pin[]>
  /** Who signs by its own copy of the agreement; null where it follows none of that id. */
  readonly agreement: (contract: string) => Promise<Parties | null>
  readonly remember: (name: string, thumbprint: string) => Promise<void>
  /** A snapshot of its own evidence for the same agreement and period at the same instant; null where it does not follow the agreement. */
  readonly mine: (contract: string, period: string, at: number) => Promise<string | null>
  /** Where the provider's keys would be published, and whether that site may be asked already; null where nobody says. */
  readonly site: (contract: string, publishedAt: string | null) => Promise<Site | null>
  /** Asks that site, and first for leave where there is none. Rejects with the reason in words. */
  readonly published: (site: Site) => Promise<Published>
}
export interface Site {
  /** `https://status.acme.example`. */
  readonly origin: string
  readonly granted: boolean
}
