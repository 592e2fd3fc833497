/** What a browser is shown in W4: the widget, an ideal hand-written element that judges nothing, and a blank page. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Ninety days as bars in shadow DOM, from a ready-made list: the least that such an element can do. */
export const IDEAL = `class B extends HTMLElement{async connectedCallback(){const d=await(await fetch(this.getAttribute('src'))).json();
const r=this.attachShadow({mode:'open'});const s=new CSSStyleSheet();s.replaceSync(':host{display:block;font:14px system-ui}ol{display:flex;gap:1px;height:32px;margin:0;padding:0;list-style:none}li{flex:1;background:#2a9d8f}.x{background:#d62828}');
r.adoptedStyleSheets=[s];const p=document.createElement('p');p.textContent=d.name+' '+d.value;const o=document.createElement('ol');
for(const x of d.days){const l=document.createElement('li');if(x)l.className='x';o.append(l)}r.append(p,o);dispatchEvent(new Event('shown'))}}customElements.define('ideal-bars',B)`

const IDEAL_DATA = JSON.stringify({ name: 'API', value: '99.891 %', days: Array.from({ length: 90 }, (_, i) => (i % 11 === 0 ? 1 : 0)) })

/** Notes when the frame after the content is done, in ms since the navigation began. */
const CLOCK = `const done=()=>requestAnimationFrame(()=>setTimeout(()=>{window.frame??=performance.now()}));addEventListener('shown',done);addEventListener('sla-standing-read',done)`

export interface Served {
  readonly origin: string
  readonly close: () => void
}

export async function serveBench(widget: string, feed: string): Promise<Served> {
  const page = (body: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><script>${CLOCK}</script>${body}</html>`
  // The tag as the configurator writes it: the feed comes beside the script, not after it.
  const tag = (attributes: string) =>
    `<link rel="preload" href="/feed.json" as="fetch" crossorigin><script type="module" src="/standing.js"></script><sla-standing src="/feed.json" ${attributes}>…</sla-standing>`
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/blank': ['text/html', page(`<p>Nothing</p><script>addEventListener('load',done)</script>`)],
    '/ideal': ['text/html', page('<script type="module" src="/ideal.js"></script><ideal-bars src="/ideal.json"></ideal-bars>')],
    '/card': ['text/html', page(tag('style="min-block-size:320px"'))],
    '/bars': ['text/html', page(tag('view="bars" style="min-block-size:480px"'))],
    '/ideal.js': ['text/javascript', IDEAL],
    '/ideal.json': ['application/json', IDEAL_DATA],
    '/standing.js': ['text/javascript', widget],
    '/feed.json': ['application/json', feed],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
