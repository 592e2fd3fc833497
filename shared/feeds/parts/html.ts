/** Reads the feeds that a status page for people announces: the links in its head, and nothing else. */
import { Parser } from 'htmlparser2'

/** Whether a text is a page for people rather than data. */
export const isHtml = (body: string): boolean =>
  /^\ufeff?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(body.slice(0, 4000))

const TYPES: readonly string[] = [
  'application/atom+xml',
  'application/rss+xml',
  'text/calendar',
  'application/feed+json',
  'application/json',
]
const MOST_LINKS = 8
/** Characters: links stand in the head. */
const HEAD = 500_000

/** The addresses of feeds that a page links to, in its order; Atom and RSS before the others. */
export function alternatesIn(html: string, page: URL): readonly URL[] {
  const links: { readonly rank: number; readonly url: URL }[] = []
  const parser = new Parser({
    onopentag: (tag, { rel = '', type = '', href }) => {
      if (tag !== 'link' || !href || !rel.toLowerCase().split(/\s+/).includes('alternate')) return
      const rank = TYPES.indexOf(type.toLowerCase().split(';')[0]?.trim() ?? '')
      const url = URL.canParse(href, page) ? new URL(href, page) : null
      if (rank < 0 || !url || !/^https?:$/.test(url.protocol) || links.some((each) => each.url.href === url.href)) return
      links.push({ rank, url })
    },
  })
  parser.write(html.slice(0, HEAD))
  parser.end()
  return links
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_LINKS)
    .map(({ url }) => url)
}
