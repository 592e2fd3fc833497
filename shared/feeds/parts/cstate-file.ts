/** One issue of cState as the Markdown file that it is written in: its front matter as a row of `issues/index.json`. */
import { DocumentError } from '../../base/problem.ts'
import { parseYaml } from '../../base/yaml.ts'
import { isObject, word } from './body.ts'
import type { Row } from './row.ts'

const FILE = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/

/** Whether a text has front matter with a severity and a date, broken or not. */
export function isIssueFile(text: string): boolean {
  const front = FILE.exec(text)?.[1]
  return front !== undefined && /^severity:/m.test(front) && /^date:/m.test(front)
}

/** The issue, or why it cannot be used. The file's own name is not in it: an issue goes by its date and title. */
export function issueIn(text: string): { readonly row: Row } | { readonly reason: string } {
  try {
    const front = parseYaml(FILE.exec(text)?.[1] ?? '')
    if (!isObject(front)) return { reason: 'not fields by name' }
    const { title, date, severity, resolved, resolvedWhen, affected, informational } = front
    const filename = `${word(date)} ${word(title)}`.trim()
    return {
      row: {
        filename,
        title,
        createdAt: date,
        severity,
        resolved,
        resolvedAt: resolvedWhen,
        affected,
        informational,
        body: text.replace(FILE, ''),
      },
    }
  } catch (error) {
    if (error instanceof DocumentError) return { reason: 'not YAML' }
    throw error
  }
}
