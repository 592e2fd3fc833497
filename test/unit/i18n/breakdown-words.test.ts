/** How a clause of the ledger is called. */
import { expect, it } from 'vitest'
import type { Contract } from '../../../shared/contract/model.ts'
import { clauseWords } from '../../../shared/i18n/breakdown-words.ts'
import { changed, small } from '../contract/documents.ts'

const contract = {
  ...changed(small(), 'objectives[0].name', 'Availability'),
  exclusions: [{ id: 'night-work', category: 'scheduled-maintenance', clause: '4.1' }],
  calendars: { 'office-hours': { weekly: { 'mon-fri': ['08:00-18:00'] } } },
} as unknown as Contract

it.each([
  ['exclusions.night-work', '4.1'],
  ['objectives.uptime', 'Availability'],
  ['remedies.credit', 'credit'],
  ['calendars.office-hours', 'office hours'],
  ['term', 'term'],
])('%s is %s', (clause, words) => {
  expect(clauseWords(clause, contract)).toBe(words)
})
