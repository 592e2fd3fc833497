/** Markdown pages of the project, their headings and their links. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const pageText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Paths of all files below a folder, from the root. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

/** Every page that is written for readers: those at the top, and those of the code's folders; cases have their own test. */
export const pages = (): readonly string[] => [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['shared', 'extension', 'widget', 'test'].flatMap(filesBelow).filter((path) => path.endsWith('.md') && !path.endsWith('/why.md')),
]

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '`code`')

/** Relative links of a page as paths from the root with their fragment. */
export function localLinks(path: string): readonly string[] {
  const targets = [...withoutCode(pageText(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => (target.startsWith('#') ? `${path}${target}` : join(dirname(path), target)))
}

/** GitHub's anchors of a page's headings. */
const anchors = (path: string): readonly string[] =>
  [...pageText(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Whether a link from the root leads to a file, and its fragment to a heading. */
export function leadsSomewhere(link: string): boolean {
  const [path, fragment] = link.split('#') as [string, string?]
  if (!existsSync(join(root, path))) return false
  return fragment === undefined || anchors(path).includes(fragment)
}
