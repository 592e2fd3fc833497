/**
 * Makes one tree of nodes like another while keeping what is the same, so that a page that asks again every few minutes keeps
 * its reader's focus, selection and open disclosures. Nodes match by place, name and `data-k`.
 */

/** Makes the children of `into` those of `from`; `from` is used up. */
export function morph(into: Node, from: Node): void {
  let old = into.firstChild
  for (const made of [...from.childNodes]) {
    if (old && same(old, made)) {
      const next: ChildNode | null = old.nextSibling
      patch(old, made)
      old = next
    } else into.insertBefore(made, old)
  }
  while (old) {
    const next: ChildNode | null = old.nextSibling
    old.remove()
    old = next
  }
}

const key = (node: Node) => (node instanceof Element ? node.getAttribute('data-k') : null)
const same = (a: Node, b: Node) => a.nodeName === b.nodeName && key(a) === key(b)

function patch(old: Node, made: Node): void {
  if (!(old instanceof Element) || !(made instanceof Element)) {
    if (old.nodeValue !== made.nodeValue) old.nodeValue = made.nodeValue
    return
  }
  for (const { name } of [...old.attributes]) {
    // Whether a disclosure is open is its reader's business.
    if (name !== 'open' && name !== 'style' && !made.hasAttribute(name)) old.removeAttribute(name)
  }
  for (const { name, value } of made.attributes) if (name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value)
  const [before, after] = [(old as HTMLElement).style, (made as HTMLElement).style]
  if (before.cssText !== after.cssText) before.cssText = after.cssText
  morph(old, made)
}
