/**
 * One self-contained HTML file out of a built page: script and style inside, and a policy that allows these two by their hashes
 * and nothing else, so that whatever a snapshot carries can't run, load or send anything.
 */
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export const singleFile = (name: string): Plugin => ({
  name: 'standing:single-file',
  // Last of all: vite's list of licences is made of the script that is taken out of the bundle here.
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const all = Object.values(bundle).filter((one) => !one.fileName.endsWith('.md'))
      const page = all.find((one) => one.type === 'asset' && one.fileName.endsWith('.html'))
      const script = all.filter((one) => one.type === 'chunk')
      const style = all.filter((one) => one.type === 'asset' && one.fileName.endsWith('.css'))
      if (page?.type !== 'asset' || script.length !== 1 || style.length !== 1)
        throw new Error(`wanted one page, script and style, got ${all.map((one) => one.fileName).join(', ')}`)
      // Neither may end its element early.
      const code = (script[0] as { code: string }).code
        .replace(/<\/(script)/gi, '<\\/$1')
        .replace(/<!--/g, '<\\!--')
        .trim()
      const css = String((style[0] as { source: string | Uint8Array }).source).trim()
      const policy = [
        "default-src 'none'",
        `script-src ${hash(code)}`,
        `style-src ${hash(css)}`,
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ].join('; ')
      const html = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, '')
        .replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n    <style>${css}</style>`)
        .replace(
          '<meta charset="utf-8" />',
          () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
        )
        .replace('</body>', () => `<script type="module">${code}</script>\n  </body>`)
      for (const one of all) delete bundle[one.fileName]
      this.emitFile({ type: 'asset', fileName: name, source: html })
    },
  },
})
