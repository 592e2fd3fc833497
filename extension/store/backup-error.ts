/** Why a saved copy can't be brought back. Apart from backup.ts, so that pages that only name it do not carry it. */

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
