/** JSX components without hooks as text of HTML or SVG: every text and attribute escaped, nothing else let in. */
import type { ComponentChildren, VNode } from 'preact'

const VOID = /^(?:br|hr|img|input|link|meta)$/

/** Throws TypeError for a style: markup made here needs none, so that a policy without 'unsafe-inline' shows it whole. */
export function markup(node: ComponentChildren): string {
  if (Array.isArray(node)) return node.map(markup).join('')
  if (node == null || typeof node === 'boolean') return ''
  if (typeof node !== 'object') return escaped(String(node))
  const { type, props } = node as VNode<Record<string, unknown>>
  if (typeof type === 'function') return markup((type as (props: unknown) => ComponentChildren)(props))
  const attributes = Object.entries(props).map(([name, value]) => attribute(name, value))
  const open = `<${type}${attributes.join('')}`
  if (VOID.test(type)) return `${open}>`
  return `${open}>${markup(props.children as ComponentChildren)}</${type}>`
}

function attribute(name: string, value: unknown): string {
  if (name === 'children' || name === 'key' || value === false || value == null) return ''
  if (name === 'style') throw new TypeError('markup for pages without script carries no style')
  return value === true ? ` ${name}${name.startsWith('aria-') ? '="true"' : ''}` : ` ${name}="${escaped(String(value))}"`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
