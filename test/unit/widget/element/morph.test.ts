// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { Fragment, jsx } from '../../../../widget/element/jsx-runtime.ts'
import { morph } from '../../../../widget/element/morph.ts'

const node = (drawn: unknown) => drawn as HTMLElement

describe('JSX as nodes', () => {
  it('sets attributes, leaves out what is false or absent, writes ARIA truths', () => {
    const made = node(jsx('p', { class: 'a', hidden: true, title: undefined, lang: null, 'aria-hidden': true, tabIndex: 0 }))
    expect(made.outerHTML.toLowerCase()).toBe('<p class="a" hidden="" aria-hidden="true" tabindex="0"></p>')
  })
  it('takes text as text', () => {
    const made = node(jsx('p', { children: ['<b>', 0, false, null, [true, 'x']] }))
    expect(made.textContent).toBe('<b>0x')
    expect(made.children).toHaveLength(0)
  })
  it('styles through the CSSOM, custom properties too', () => {
    const made = node(jsx('i', { style: { '--n': '30', 'block-size': '4px' } }))
    expect(made.style.getPropertyValue('--n')).toBe('30')
    expect(made.style.getPropertyValue('block-size')).toBe('4px')
  })
  it('draws SVG in its namespace, calls components, lets fragments dissolve', () => {
    const Part = ({ n }: { n: number }) => jsx('path', { d: `M${n}` })
    const made = node(
      jsx('svg', { children: jsx(Fragment as never, { children: [jsx(Part as never, { n: 1 }), jsx(Part as never, { n: 2 })] }) }),
    )
    expect([...made.children].map((one) => [one.namespaceURI, one.getAttribute('d')])).toEqual([
      ['http://www.w3.org/2000/svg', 'M1'],
      ['http://www.w3.org/2000/svg', 'M2'],
    ])
  })
})

describe('one tree made like another', () => {
  let root: HTMLElement
  const show = (...children: unknown[]) => {
    const made = document.createDocumentFragment()
    for (const child of children) made.append(child as Node)
    morph(root, made)
  }
  beforeEach(() => {
    root = document.createElement('div')
    document.body.replaceChildren(root)
  })

  it('keeps nodes, so that focus and selection stay', () => {
    show(jsx('button', { class: 'a', children: '1' }))
    const button = root.querySelector('button')!
    button.focus()
    show(jsx('button', { class: 'b', children: '2' }))
    expect(root.querySelector('button')).toBe(button)
    expect(document.activeElement).toBe(button)
    expect([button.className, button.textContent]).toEqual(['b', '2'])
  })
  it('takes away what is gone, attributes too, and adds what is new', () => {
    show(jsx('p', { title: 'x', children: 'a' }), jsx('p', { children: 'b' }))
    show(jsx('p', { children: 'a' }))
    expect(root.innerHTML).toBe('<p>a</p>')
    show(jsx('i', {}), jsx('p', { children: 'a' }))
    expect(root.innerHTML).toBe('<i></i><p>a</p>')
  })
  it('leaves a disclosure as its reader left it', () => {
    show(jsx('details', { children: jsx('summary', { children: 'why' }) }))
    root.querySelector('details')!.setAttribute('open', '')
    show(jsx('details', { children: jsx('summary', { children: 'why?' }) }))
    expect(root.querySelector('details')!.hasAttribute('open')).toBe(true)
  })
  it('does not take one strip for another', () => {
    show(jsx('div', { 'data-k': 'bars A' }))
    const first = root.firstChild
    show(jsx('div', { 'data-k': 'bars B' }))
    expect(root.firstChild).not.toBe(first)
    expect(root.children).toHaveLength(1)
  })
  it('updates styles without an attribute', () => {
    show(jsx('b', { style: { '--p': '10%' } }))
    const bar = root.firstChild as HTMLElement
    show(jsx('b', { style: { '--p': '20%' } }))
    expect(root.firstChild).toBe(bar)
    expect(bar.style.getPropertyValue('--p')).toBe('20%')
  })
})
