export interface Case {
  readonly id: string
  readonly level: number
  readonly expected: Readonly<Record<string, unknown>>
}
export const LEVELS: readonly string[]
export function casesOf(folder: string): readonly Case[]
export function differences(one: Pick<Case, 'expected'>, answer: unknown): readonly string[]
