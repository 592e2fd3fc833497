/** What the words of a table of tickets mean: statuses, types, and who opened. */
import { wordsIn } from '../../../shared/evidence/import/guess.ts'
import { type Mapping, STATUS_WORDS, type StatusWord, TYPE_WORDS, type TypeWord } from '../../../shared/evidence/import/mapping.ts'
import type { Party } from '../../../shared/evidence/model.ts'
import { type MessageKey, t } from '../common/i18n.ts'
import { ImportWords } from './ImportWords.tsx'
import type { Draft } from './import-draft.ts'

const STATUSES: Readonly<Record<StatusWord, MessageKey>> = {
  open: 'statusOpen',
  'on-hold': 'statusOnHold',
  resolved: 'statusResolved',
  closed: 'statusClosed',
  skip: 'stateSkip',
}
const TYPES: Readonly<Record<TypeWord, MessageKey>> = { incident: 'typeIncident', request: 'typeRequest', skip: 'stateSkip' }
const OPENERS: Readonly<Record<Party, MessageKey>> = { customer: 'openerCustomer', provider: 'openerProvider' }

export function ImportTicketWords({ draft, change }: { draft: Draft; change: (part: Partial<Mapping>) => void }) {
  const { table, mapping } = draft
  const { status, type, openedBy } = mapping.columns
  return (
    <>
      {status !== undefined && (
        <ImportWords
          legend={t('importValues', status)}
          words={wordsIn(table, status)}
          of={(word) => mapping.statuses?.[word]}
          options={STATUS_WORDS.map((word) => [word, t(STATUSES[word])] as const)}
          onWord={(word, meaning) => change({ statuses: { ...mapping.statuses, [word]: meaning as StatusWord } })}
        />
      )}
      {type !== undefined && (
        <ImportWords
          legend={t('importValues', type)}
          words={wordsIn(table, type)}
          of={(word) => mapping.types?.[word]}
          options={TYPE_WORDS.map((word) => [word, t(TYPES[word])] as const)}
          onWord={(word, meaning) => change({ types: { ...mapping.types, [word]: meaning as TypeWord } })}
        />
      )}
      {openedBy !== undefined && (
        <ImportWords
          legend={t('importValues', openedBy)}
          words={wordsIn(table, openedBy)}
          of={(word) => mapping.openers?.[word]}
          options={(['customer', 'provider'] as const).map((party) => [party, t(OPENERS[party])] as const)}
          onWord={(word, party) => change({ openers: { ...mapping.openers, [word]: party as Party } })}
        />
      )}
    </>
  )
}
