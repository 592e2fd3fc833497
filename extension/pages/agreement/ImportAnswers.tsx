/** Questions that a file leaves open, and the meaning of its words: asked where unknown, shown where guessed. */
import type { Contract } from '../../../shared/contract/model.ts'
import type { Question } from '../../../shared/evidence/import/cells.ts'
import { valuesIn, wordsIn } from '../../../shared/evidence/import/guess.ts'
import { type Mapping, RESULT_WORDS, type ResultWord, STATE_WORDS, type StateWord } from '../../../shared/evidence/import/mapping.ts'
import type { Preview } from '../../../shared/evidence/import/preview.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import { elapsedMs } from '../../../shared/time/iso-duration.ts'
import { locale, type MessageKey, t } from '../common/i18n.ts'
import { Choice } from './Choice.tsx'
import { ImportTicketWords } from './ImportTicketWords.tsx'
import { ImportWords as Words } from './ImportWords.tsx'
import type { Draft } from './import-draft.ts'

const STATES: Readonly<Record<StateWord, MessageKey>> = {
  up: 'stateUp',
  degraded: 'stateDegraded',
  partial: 'statePartial',
  down: 'stateDown',
  maintenance: 'stateMaintenance',
  watched: 'stateMonitored',
  skip: 'stateSkip',
}
const RESULTS: Readonly<Record<ResultWord, MessageKey>> = { ok: 'resultOk', failed: 'resultFailed', skip: 'stateSkip' }
const UNITS = [
  ['ms', 'unitMs'],
  ['s', 'unitS'],
  ['min', 'unitMin'],
  ['h', 'unitH'],
] as const
const EVERY = ['PT10S', 'PT30S', 'PT1M', 'PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT1H']

export interface AnswersProps {
  readonly draft: Draft
  readonly seen: Preview
  readonly contract: Contract
  readonly onDraft: (draft: Draft) => void
  readonly change: (part: Partial<Mapping>) => void
}

export function ImportAnswers({ draft, seen, contract, onDraft, change }: AnswersProps) {
  const { table, mapping, links } = draft
  const { columns } = mapping
  const asks = (about: Question['about']): boolean => seen.questions.some((question) => question.about === about)
  const example = (about: 'zone' | 'order' | 'unit'): Extract<Question, { readonly example: string }> | undefined =>
    seen.questions.find((question): question is Extract<Question, { readonly example: string }> => question.about === about)
  const pick = (list: readonly (readonly [string, string])[], chosen: unknown): (readonly [string, string])[] =>
    chosen === undefined ? [['', t('importPick')], ...list] : [...list]
  const states = STATE_WORDS.map((word) => [word, t(STATES[word])] as const)
  const results = RESULT_WORDS.map((word) => [word, t(RESULTS[word])] as const)
  const services = contract.services.map(({ id, name }) => [id, name] as const)
  const deliverables = (contract.deliverables ?? []).map(({ id, name }) => [id, name ?? id] as const)
  const abbreviations = [
    ...new Set([
      ...Object.keys(mapping.zones ?? {}),
      ...seen.questions.flatMap((each) => (each.about === 'abbreviation' ? each.words : [])),
    ]),
  ]
  const severities = contract.support?.severities ?? []
  const [zone, order, unit] = [example('zone'), example('order'), example('unit')]
  const missing = mapping.results?.[''] !== undefined || seen.questions.some((each) => each.about === 'results' && each.words.includes(''))
  return (
    <>
      <div class="grid">
        {columns.service === undefined && mapping.kind !== 'deliveries' && (
          <Choice
            label={t('importAllService')}
            asked={asks('service')}
            value={mapping.service ?? ''}
            options={pick(services, mapping.service)}
            onValue={(service) => change({ service })}
          />
        )}
        {mapping.kind === 'spans' && columns.state === undefined && (
          <Choice
            label={t('importAllState')}
            asked={asks('state')}
            value={mapping.state ?? ''}
            options={pick(states, mapping.state)}
            onValue={(state) => change({ state: state as StateWord })}
          />
        )}
        {mapping.kind === 'tickets' && columns.priority === undefined && (
          <Choice
            label={t('fieldPriority')}
            asked={asks('priority')}
            value={mapping.priorities?.[''] ?? ''}
            options={pick(
              severities.map(({ id, name }) => [id, name ?? id] as const),
              mapping.priorities?.[''],
            )}
            onValue={(severity) => change({ priorities: { ...mapping.priorities, '': severity } })}
          />
        )}
        {mapping.kind === 'deliveries' && columns.deliverable === undefined && (
          <Choice
            label={t('importAllDeliverable')}
            asked={asks('deliverable')}
            value={mapping.deliverable ?? ''}
            options={pick(deliverables, mapping.deliverable)}
            onValue={(deliverable) => change({ deliverable })}
          />
        )}
        {(zone || mapping.zone !== undefined) && (
          <Choice
            label={t('importZone', zone?.example ?? '09:30')}
            asked={zone !== undefined}
            value={mapping.zone ?? ''}
            options={pick(zonesOf(contract), mapping.zone)}
            onValue={(each) => change({ zone: each })}
          />
        )}
        {(order || mapping.order !== undefined) && (
          <Choice
            label={order?.both ? t('importOrderBoth', order.example) : t('importOrder', order?.example ?? '03/04/2026')}
            asked={order !== undefined}
            value={mapping.order ?? ''}
            options={pick(
              [
                ['day-first', t('importDayFirst')],
                ['month-first', t('importMonthFirst')],
              ],
              mapping.order,
            )}
            onValue={(each) => change({ order: each as 'day-first' | 'month-first' })}
          />
        )}
        {(unit || mapping.unit !== undefined) && (
          <Choice
            label={t('importUnit', unit?.example ?? '90')}
            asked={unit !== undefined}
            value={mapping.unit ?? ''}
            options={pick(
              UNITS.map(([each, word]) => [each, t(word)] as const),
              mapping.unit,
            )}
            onValue={(each) => change({ unit: each as (typeof UNITS)[number][0] })}
          />
        )}
        {(asks('every') || mapping.every !== undefined) && (
          <Choice
            label={t('importEvery')}
            asked={asks('every')}
            value={mapping.every ?? ''}
            options={pick(
              EVERY.map((each) => [each, durationWords(elapsedMs(each), locale)] as const),
              mapping.every,
            )}
            onValue={(every) => change({ every })}
          />
        )}
      </div>
      {columns.service !== undefined && (
        <Words
          legend={t('importServices', columns.service)}
          words={Object.keys(links)}
          of={(name) => links[name] ?? ''}
          options={[['', t('notMapped')], ...services]}
          onWord={(name, service) => onDraft({ ...draft, links: { ...links, [name]: service } })}
        />
      )}
      {mapping.kind === 'spans' && columns.state !== undefined && (
        <Words
          legend={t('importValues', columns.state)}
          words={wordsIn(table, columns.state)}
          of={(word) => mapping.states?.[word]}
          options={states}
          onWord={(word, state) => change({ states: { ...mapping.states, [word]: state as StateWord } })}
        />
      )}
      {mapping.kind === 'checks' && (columns.result !== undefined || missing) && (
        <Words
          legend={t('importValues', columns.result ?? columns.latency ?? '')}
          words={columns.result === undefined ? [''] : wordsIn(table, columns.result)}
          of={(word) => mapping.results?.[word]}
          options={results}
          onWord={(word, result) => change({ results: { ...mapping.results, [word]: result as ResultWord } })}
        />
      )}
      {mapping.kind === 'tickets' && columns.priority !== undefined && severities.length > 0 && (
        <Words
          legend={t('importPriorities', columns.priority)}
          words={valuesIn(table, columns.priority)}
          of={(word) => mapping.priorities?.[word] ?? ''}
          options={[['', t('importSame')], ...severities.map(({ id, name }) => [id, name ?? id] as const)]}
          onWord={(word, severity) => change({ priorities: without(mapping.priorities, word, severity) })}
        />
      )}
      {abbreviations.length > 0 && (
        <Words
          legend={t('importAbbreviations', columns.from ?? columns.opened ?? columns.at ?? columns.due ?? '')}
          words={abbreviations}
          of={(word) => mapping.zones?.[word]}
          options={zonesOf(contract)}
          onWord={(word, zone) => change({ zones: { ...mapping.zones, [word]: zone } })}
        />
      )}
      {mapping.kind === 'tickets' && <ImportTicketWords draft={draft} change={change} />}
      {mapping.kind === 'deliveries' && columns.deliverable !== undefined && (
        <Words
          legend={t('importDeliverables', columns.deliverable)}
          words={valuesIn(table, columns.deliverable)}
          of={(word) => mapping.deliverables?.[word] ?? deliverables.find(([id]) => id === word)?.[0]}
          options={deliverables}
          onWord={(word, id) => change({ deliverables: { ...mapping.deliverables, [word]: id } })}
        />
      )}
    </>
  )
}

/** A word that stays as it is is not named. */
function without(all: Mapping['priorities'], word: string, severity: string): Record<string, string> {
  const { [word]: _, ...others } = all ?? {}
  return severity === '' ? others : { ...others, [word]: severity }
}

/** The agreement's clock, this computer's, UTC, then every other. */
function zonesOf({ zone }: Contract): (readonly [string, string])[] {
  const first = [...new Set([zone, Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC'])]
  const rest = Intl.supportedValuesOf('timeZone').filter((each) => !first.includes(each))
  return [...first, ...rest].map((each) => [each, each] as const)
}
