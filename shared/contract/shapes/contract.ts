/** The whole agreement, `standing/contract@1`. */
import { below, type Path } from '../../base/path.ts'
import { anything, type Fields, type Findings, list, map, oneOf, type Shape, text } from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { facts, when } from './facts.ts'
import {
  date,
  dateOrInstant,
  hostShape,
  id,
  money,
  moneyShape,
  nameShape,
  party,
  reference,
  sentenceShape,
  someDuration,
  url,
  version,
  zone,
} from './leaves.ts'
import { INSTEAD } from './measure.ts'
import { exclusion, objective } from './objective.ts'
import { remedy } from './remedy.ts'
import { deliverable, dependency, escalation, restriction, support } from './support.ts'
import { billing, calendar, period, refuseReversed, stretch, term, unit } from './time-shapes.ts'

export const FORMAT = 'standing/contract@1'

const contact: Shape = object(
  { id, name: sentenceShape, email: sentenceShape, url, hours: nameShape, phone: sentenceShape },
  { required: ['id', 'name'] },
)
const partyInfo: Shape = object({ name: sentenceShape, contacts: list(contact), keys: list(anything) }, { required: ['name'] })

const service: Shape = object(
  {
    id,
    name: sentenceShape,
    description: sentenceShape,
    includes: list(sentenceShape),
    excludes: list(sentenceShape),
    hosts: list(hostShape),
    alive: object(stretch, { check: refuseReversed }),
  },
  { required: ['id', 'name'], decides: true, instead: INSTEAD },
)

/** Where a catalogue entry comes from and how far it was verified. */
const source: Shape = object(
  {
    title: sentenceShape,
    url,
    date: sentenceShape,
    verification: oneOf('primary', 'primary-partial', 'copy', 'historic', 'secondary'),
    attribution: sentenceShape,
    notes: list(sentenceShape),
  },
  { required: ['verification'] },
)

const plan: Shape = object(
  { id, name: sentenceShape, price: object({ ...money, per: unit }, { required: ['amount', 'currency', 'per'] }) },
  { required: ['id'] },
)

/** What an agreement without `basedOn` must say itself (R35). */
export const OWN = ['zone', 'period', 'services', 'objectives'] as const

export const contract: Shape = object(
  {
    format: oneOf(FORMAT),
    id,
    title: sentenceShape,
    kind: oneOf('sla', 'ola', 'underpinning'),
    scope: oneOf('service', 'customer', 'corporate'),
    basedOn: list(reference, 0, 100),
    omit: list(reference),
    text: object({ version, url, effective: dateOrInstant, checked: date }),
    source,
    state: oneOf('draft', 'proposed', 'in-force', 'suspended', 'expired', 'void'),
    term,
    zone,
    period,
    billing,
    parties: object({ provider: partyInfo, customer: partyInfo }),
    groups: list(object({ id, name: sentenceShape, party }, { required: ['id', 'name'] })),
    roles: map(nameShape, reference),
    responsibilities: list(object({ party, duty: sentenceShape, condition: when }, { required: ['party', 'duty'] })),
    plans: list(plan),
    impact: object({ perHour: moneyShape }, { required: ['perHour'] }),
    services: list(service),
    calendars: map(nameShape, calendar),
    facts,
    objectives: list(objective),
    exclusions: list(exclusion),
    remedies: list(remedy),
    support,
    deliverables: list(deliverable),
    reviews: object({ audiences: list(sentenceShape), agenda: list(sentenceShape), every: someDuration }),
    escalation,
    problemProcedure: object({
      steps: list(sentenceShape),
      report: object({ method: sentenceShape, url, evidence: list(sentenceShape) }),
    }),
    monitoring: object({ measuredBy: text('text', (value) => value.trim() !== ''), statistics: sentenceShape, publishedAt: sentenceShape }),
    restrictions: list(restriction),
    dependsOn: list(dependency, 0, 100),
  },
  {
    required: ['format', 'id', 'title'],
    check: saysItself,
    wanted: `an agreement, format: ${FORMAT}`,
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    schema: { if: { not: { required: ['basedOn'] } }, then: { required: [...OWN] } },
  },
)

const MISSING: Readonly<Record<(typeof OWN)[number], string>> = {
  zone: zone.wanted,
  period: 'a period such as {every: month}',
  services: 'a list of services',
  objectives: 'a list of objectives',
}

function saysItself(_value: Fields, path: Path | null, findings: Findings, raw: Fields): void {
  if (!('basedOn' in raw)) refuseMissing(raw, path, findings)
}

/** Problems for what an agreement has to say once it has inherited (R35). */
export function refuseMissing(document: Fields, path: Path | null, findings: Findings): void {
  for (const field of OWN) if (!(field in document)) findings.problem(below(path, field), MISSING[field], undefined)
}
