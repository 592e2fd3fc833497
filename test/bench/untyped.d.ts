/** Packages measured against that come without types: what the benches use of them. */
declare module 'luxon' {
  export class DateTime {
    static fromMillis(ms: number, options: { zone: string }): DateTime
    static fromObject(parts: Record<string, number>, options: { zone: string }): DateTime
    toFormat(format: string): string
    toMillis(): number
    plus(parts: Record<string, number>): DateTime
    startOf(unit: string): DateTime
    readonly weekday: number
  }
}
