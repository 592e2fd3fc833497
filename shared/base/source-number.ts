/** A number as it stands in a source: `source` is exact, `value` is what a float makes of it. */
export class SourceNumber {
  readonly source: string
  readonly value: number
  constructor(source: string, value: number) {
    this.source = source
    this.value = value
  }
}
