/** The conformance cases with their levels, and how an answer is compared with what is expected. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** In the order in which an implementer meets them; each needs those before it. */
export const LEVELS = ['time', 'requests', 'credits and claims', 'support and deliveries', 'several agreements', 'refusals']

const REQUESTS = ['slots', 'requests', 'latency', 'rate', 'apdex']
const SUPPORT = ['tickets', 'deliveries', 'duration', 'count']

/** `{id, level, expected}` of every case, by name. */
export function casesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((id) => {
      const expected = JSON.parse(readFileSync(join(folder, id, 'expected.json'), 'utf8'))
      return { id, expected, level: levelOf(join(folder, id), expected) }
    })
}

/** What a case needs, by its agreement: the highest level counts. */
function levelOf(folder, expected) {
  if (expected.exit === 1) return 6
  if (existsSync(join(folder, 'contract-2.yaml'))) return 5
  const contract = parse(readFileSync(join(folder, 'contract.yaml'), 'utf8'), { logLevel: 'silent' })
  if (contract.dependsOn || contract.basedOn) return 5
  const kinds = (contract.objectives ?? []).map(({ measure }) => measure?.by ?? measure)
  if (contract.support || contract.escalation || kinds.some((kind) => SUPPORT.includes(kind))) return 4
  if (contract.remedies) return 3
  return kinds.some((kind) => REQUESTS.includes(kind)) ? 2 : 1
}

/** Where an answer is not what is expected: objects may have more fields, lists have to be the same length. */
export function differences({ expected }, answer) {
  if (!answer) return ['wanted an answer, got none']
  if (expected.exit !== 1)
    return answer.exit === 0 ? differ(expected, answer.report, '') : [`wanted a report, got ${JSON.stringify(answer)}`]
  const errors = (answer.errors ?? []).map((line) => line.replace(/^[^:]*(:\d+:\d+)?: /, ''))
  if (errors.length !== expected.errors.length) return [`wanted ${expected.errors.length} errors, got ${JSON.stringify(errors)}`]
  return expected.errors
    .filter((start) => !errors.some((line) => line.startsWith(start)))
    .map((start) => `wanted an error that begins ${start}`)
}

function differ(wanted, got, path) {
  if (typeof wanted !== 'object' || wanted === null)
    return wanted === got ? [] : [`${path}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`]
  if (typeof got !== 'object' || got === null || Array.isArray(wanted) !== Array.isArray(got))
    return [`${path}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`]
  if (Array.isArray(wanted) && wanted.length !== got.length) return [`${path}: wanted ${wanted.length} entries, got ${got.length}`]
  return Object.entries(wanted).flatMap(([key, part]) =>
    differ(part, got[key], Array.isArray(wanted) ? `${path}[${key}]` : path ? `${path}.${key}` : key),
  )
}
