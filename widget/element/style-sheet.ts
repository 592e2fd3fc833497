/** The widget's style as one constructed sheet a document: no style element and no style attribute for a policy to refuse. */
import tokens from '../../shared/ui/tokens.css?inline'
import view from '../../shared/ui/ui.css?inline'
import own from './element.css?inline'

let sheet: CSSStyleSheet | undefined

/** Made on first use, so that importing the element does nothing. */
export function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(tokens + view + own)
  }
  return sheet
}
