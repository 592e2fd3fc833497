/** Why a backup can't be restored. Separate from backup.ts, so that pages that only name it do not include it. */

export type BackupProblem = 'not-a-backup' | 'damaged' | 'too-new' | 'wrong-record'

export class BackupError extends Error {
  override readonly name = 'BackupError'
  constructor(
    readonly problem: BackupProblem,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options)
  }
}
