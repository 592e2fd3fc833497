/** Why a response is not the feed it should be. */
export type FeedProblem = 'not-json' | 'not-xml' | 'wrong-shape' | 'too-large' | 'too-deep' | 'wrong-encoding'

/** A response that cannot be used at all. RowError rows inside a good response are `Reading.rejected`. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
  constructor(
    readonly feed: string,
    readonly problem: FeedProblem,
    /** JSON path, empty for the whole response. */
    readonly path: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${feed}: ${path ? `${path}: ` : ''}${detail}`, options)
  }
}
