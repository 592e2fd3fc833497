/** `standing ingest`: a status feed, from a file or an address, as evidence on standard output. */
import { mergeEvidence } from '../../shared/evidence/merge.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { evidenceDocument } from '../../shared/evidence/write.ts'
import { mapOf } from './args.ts'
import type { Command } from './command.ts'
import { FeedReader } from './feed.ts'
import { fetchBytes, isUrl } from './fetch.ts'
import { type Io, Usage } from './io.ts'
import { rowsText } from './json-text.ts'
import { adaptorOf, type FeedOptions, readText } from './load.ts'

export const ingest: Command = {
  name: 'ingest',
  words: '--format NAME FILE|URL …',
  about: 'reads a status feed and prints it as evidence',
  options: [
    { name: 'format', kind: 'text', value: 'NAME', about: 'the feed: statuspage, …; standing help lists them' },
    { name: 'observed-at', kind: 'text', value: 'T', about: 'when the response was received; default: now' },
    { name: 'map', kind: 'list', value: 'COMPONENT=SERVICE …', about: 'components, by id or name, that are services of the agreement' },
    {
      name: 'source',
      kind: 'text',
      value: 'ID',
      about: 'the name of the source in the evidence; default: the host, for a file the format',
    },
  ],
  run: async (args, io) => {
    const format = args.text('format')
    if (format === undefined) throw new Usage('--format is missing')
    const adaptor = adaptorOf(format)
    const map = mapOf(args.list('map').filter((word) => word.includes('=')))
    // A list option takes every word up to the next option: those without an equals sign are what is to be read.
    const inputs = [...args.words, ...args.list('map').filter((word) => !word.includes('='))]
    if (inputs.length === 0) throw new Usage('FILE or URL is missing')
    const observedAt = args.instant('observed-at') ?? io.now()
    const pieces: Evidence[] = []
    const readers = new Map<string, FeedReader>()
    for (const input of inputs) {
      const source = args.text('source') ?? (isUrl(input) ? new URL(input).host : adaptor.id)
      const feed: FeedOptions = { adaptor, map, observedAt, source }
      const reader = readers.get(source) ?? new FeedReader(feed, io)
      readers.set(source, reader)
      for (const [name, body] of await bodies(input, feed, io)) pieces.push(reader.read(name, body))
    }
    for (const reader of readers.values()) reader.done()
    io.out(rowsText(evidenceDocument(mergeEvidence(pieces))))
    return 0
  },
}

/** A page's own address stands for the addresses of its feed. */
async function bodies(input: string, feed: FeedOptions, io: Io): Promise<readonly (readonly [string, string])[]> {
  if (!isUrl(input)) return [[input, readText(input, io)]]
  const page = new URL(input)
  const urls = page.pathname === '/' && page.search === '' ? feed.adaptor.addresses(page) : [page]
  const read: [string, string][] = []
  for (const url of urls) read.push([url.href, decoded(await fetchBytes(url, io, feed.adaptor.accepts))])
  return read
}

/** UTF-8, or UTF-16 where a byte order mark says so. */
export function decoded(bytes: Uint8Array): string {
  const mark = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(mark).decode(bytes)
}
