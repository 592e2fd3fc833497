/** What a PDF says and how: its words without spaces, page by page, their ink, and how far they reach. */
import Parser from 'pdf2json'

export interface Paper {
  /** Words of each page in their order, without spaces; ligatures taken apart. */
  readonly pages: readonly string[]
  /** Colours of all text, `#000000` for black. */
  readonly inks: ReadonlySet<string>
  /** The rightmost and lowest place at which text begins, as a share of the page. */
  readonly reach: { readonly x: number; readonly y: number }
}

export function readPaper(pdf: Buffer): Promise<Paper> {
  return new Promise((resolve, reject) => {
    const parser = new Parser()
    parser.on('pdfParser_dataError', reject)
    parser.on('pdfParser_dataReady', ({ Pages }) => {
      const texts = Pages.flatMap((page) => page.Texts.map((text) => ({ ...text, page })))
      resolve({
        pages: Pages.map(({ Texts }) => plain(Texts.flatMap(({ R }) => R.map(({ T }) => decoded(T))).join(''))),
        inks: new Set(texts.map(({ oc, clr }) => oc ?? (clr === 0 ? '#000000' : `colour ${clr}`))),
        reach: { x: Math.max(...texts.map(({ x, page }) => x / page.Width)), y: Math.max(...texts.map(({ y, page }) => y / page.Height)) },
      })
    })
    // Without its remarks on what it draws no picture of.
    parser.parseBuffer(pdf, -1)
  })
}

export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** Older ones write percent signs of the text as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
