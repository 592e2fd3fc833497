/** What build.mjs offers to tests. */
export const MODES: readonly string[]
export function build(modes?: readonly string[], say?: (line: string) => void): Promise<void>
