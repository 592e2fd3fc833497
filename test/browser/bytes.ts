/** The script a page of the extension loads before it can paint: its entry with everything that imports statically, gzipped. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { dist } from './launch.ts'

export function pageScripts(page: string): { readonly files: readonly string[]; readonly gzip: number } {
  const root = dist('chrome')
  const html = readFileSync(join(root, 'pages', page, 'index.html'), 'utf8')
  const queue = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map((match) => join(root, match[1] as string))
  const files = new Set<string>()
  for (let file = queue.shift(); file; file = queue.shift()) {
    if (files.has(file)) continue
    files.add(file)
    const code = readFileSync(file, 'utf8')
    for (const match of code.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g)) queue.push(join(dirname(file), match[1] as string))
  }
  return { files: [...files], gzip: [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) }
}
