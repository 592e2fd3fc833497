/**
 * JSX straight to DOM nodes, in place of preact in the widget's build: the components of shared/ui need neither state nor a
 * virtual tree. Text becomes text nodes and nothing becomes markup; styles go through the CSSOM, so that a policy without
 * 'unsafe-inline' has nothing to refuse.
 */
type Props = Readonly<Record<string, unknown>> & { readonly children?: unknown }
type Component = (props: Props) => unknown

const SVG = 'http://www.w3.org/2000/svg'
const DRAWN = /^(svg|path|g|circle|line|rect|text)$/

/** Makes a node of a tag or calls a component; the key is not used: morph.ts matches by place and `data-k`. */
export function jsx(type: string | Component, props: Props): unknown {
  if (typeof type === 'function') return type(props)
  const element = DRAWN.test(type) ? document.createElementNS(SVG, type) : document.createElement(type)
  for (const name in props) {
    const value = props[name]
    if (name === 'children') append(element, value)
    else if (name === 'style')
      for (const [key, text] of Object.entries(value as Record<string, string>)) element.style.setProperty(key, text)
    else if (value !== false && value != null) element.setAttribute(name, value === true && !name.startsWith('aria') ? '' : String(value))
  }
  return element
}
export { jsx as jsxs }

export const Fragment = (props: Props): unknown => props.children

function append(parent: Node, child: unknown): void {
  if (Array.isArray(child)) for (const one of child) append(parent, one)
  else if (child instanceof Node) parent.appendChild(child)
  else if (child != null && typeof child !== 'boolean') parent.appendChild(document.createTextNode(String(child)))
}
