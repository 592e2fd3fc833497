/**
 * The reader's and the comparison's own words by language: the four questions about a snapshot, what stands around its figures,
 * where two of them part. Apart from the locales, because a widget shows none of it. Every argument is finished text.
 */
import { readerAr } from './reader-ar.ts'
import { readerDe } from './reader-de.ts'
import { readerEn } from './reader-en.ts'
import type { ReaderWords } from './reader-words.ts'

/** By the locale's tag; English where a language has none. */
export const readerWords = (tag: string): ReaderWords =>
  (({ en: readerEn, de: readerDe, ar: readerAr }) as Readonly<Record<string, ReaderWords>>)[tag] ?? readerEn
