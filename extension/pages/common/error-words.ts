/** Why something could not be read or done, in words a person can act on. */
import { RequestRefused } from '../../messages.ts'
import { BackupError } from '../../store/backup-error.ts'
import type { Trouble } from '../../store/store-schema.ts'
import { type MessageKey, t, tn } from './i18n.ts'

/** Why an uptime check observed nothing, where a person can do something about it. */
const UNOBSERVED: Readonly<Record<string, MessageKey>> = { 'too-long': 'checkTooLong' }

const WORDS: Readonly<Record<Exclude<Trouble | RequestRefused['refusal'], 'many-series'>, MessageKey>> = {
  'not-json': 'errorNotAFeed',
  'not-xml': 'errorNotAFeed',
  'wrong-shape': 'errorNotAFeed',
  'too-large': 'errorTooLarge',
  'too-deep': 'errorNotAFeed',
  'wrong-encoding': 'errorNotAFeed',
  'wrong-type': 'errorNotAFeed',
  offline: 'errorOffline',
  unreachable: 'errorUnreachable',
  timeout: 'errorTimeout',
  status: 'errorStatus',
  moved: 'errorMoved',
  emptied: 'errorEmptied',
  clock: 'errorClock',
  'not-an-address': 'errorAddress',
  'no-feed': 'errorNoFeed',
  'no-series': 'errorNoSamples',
  'bad-query': 'errorQuery',
  'bad-check': 'errorCheckSettings',
  'bad-agreement': 'errorAgreement',
  'bad-file': 'errorFile',
  'unknown-id': 'errorGone',
  'no-permission': 'errorPermission',
  unobserved: 'errorNoMeasurements',
  'bad-copy': 'errorBackup',
  'newer-copy': 'errorBackupNewer',
  'wrong-passphrase': 'errorPassphrase',
  'bad-key': 'errorKeyFile',
  'bad-keys': 'errorKeyList',
  failed: 'errorUnexpected',
}

export const troubleWords = (kind: keyof typeof WORDS | 'many-series', detail: string): string =>
  kind === 'many-series' ? tn('errorManySeries', Number(detail)) : t((kind === 'unobserved' && UNOBSERVED[detail]) || WORDS[kind], detail)

export function errorWords(error: unknown): string {
  if (error instanceof RequestRefused) return troubleWords(error.refusal, error.message)
  if (error instanceof BackupError) return troubleWords(error.problem === 'too-new' ? 'newer-copy' : 'bad-copy', error.message)
  return t('errorUnexpected', error instanceof Error ? error.message : String(error))
}
