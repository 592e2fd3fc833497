/** Why something could not be read or done, in words a person can act on. */
import { RequestRefused } from '../../messages.ts'
import { BackupError } from '../../store/backup-error.ts'
import type { Trouble } from '../../store/store-schema.ts'
import { type MessageKey, t } from './i18n.ts'

const WORDS: Readonly<Record<Trouble | RequestRefused['refusal'], MessageKey>> = {
  'not-json': 'troubleWrong',
  'not-xml': 'troubleWrong',
  'wrong-shape': 'troubleWrong',
  'too-large': 'troubleLarge',
  'too-deep': 'troubleWrong',
  'wrong-encoding': 'troubleWrong',
  'wrong-type': 'troubleWrong',
  offline: 'troubleOffline',
  unreachable: 'troubleUnreachable',
  timeout: 'troubleTimeout',
  status: 'troubleStatus',
  moved: 'troubleMoved',
  emptied: 'troubleEmptied',
  clock: 'troubleClock',
  'not-an-address': 'troubleAddress',
  'no-feed': 'troubleNoFeed',
  'no-series': 'troubleNoSeries',
  'many-series': 'troubleManySeries',
  'bad-query': 'troubleQuery',
  'bad-check': 'troubleCheck',
  'bad-agreement': 'troubleAgreement',
  'bad-file': 'troubleFile',
  'unknown-id': 'troubleGone',
  'no-permission': 'troublePermission',
  unobserved: 'troubleUnobserved',
  'bad-copy': 'troubleCopy',
  'newer-copy': 'troubleCopyNewer',
  'wrong-passphrase': 'troublePassphrase',
  'bad-key': 'troubleKey',
  'bad-keys': 'troubleKeys',
  failed: 'troubleFailed',
}

export const troubleWords = (kind: keyof typeof WORDS, detail: string): string => t(WORDS[kind], detail)

export function errorWords(error: unknown): string {
  if (error instanceof RequestRefused) return troubleWords(error.refusal, error.message)
  if (error instanceof BackupError) return troubleWords(error.problem === 'too-new' ? 'newer-copy' : 'bad-copy', error.message)
  return t('troubleFailed', error instanceof Error ? error.message : String(error))
}
