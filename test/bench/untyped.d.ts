/** Packages measured against that come without types: what the benches use of them. */
declare module 'luxon' {
  export class DateTime {
    static fromMillis(ms: number, options: { zone: string }): DateTime
    toFormat(format: string): string
    toMillis(): number
    plus(parts: Record<string, number>): DateTime
    set(parts: Record<string, number>): DateTime
    startOf(unit: string): DateTime
    readonly weekday: number
  }
  export class Interval {
    static fromDateTimes(start: DateTime, end: DateTime): Interval
    static merge(intervals: Interval[]): Interval[]
    readonly start: DateTime
    readonly end: DateTime
    intersection(other: Interval): Interval | null
    difference(...others: Interval[]): Interval[]
    length(): number
  }
}
declare module 'working-time-calculator' {
  export default class WorkingTimeCalculator {
    addWorkingHours(days: readonly number[], start: string, stop: string, zone: string): void
    excludeBetween(start: Date, end: Date): void
    calcMillisecondsBetween(start: Date, end: Date): number
  }
}
declare module 'moment-business-time' {
  interface WorkingMoment {
    valueOf(): number
    workingDiff(other: WorkingMoment, unit: string, exact: boolean): number
    addWorkingTime(count: number, unit: string): WorkingMoment
  }
  const moment: { (ms: number): WorkingMoment; updateLocale(name: string, settings: Record<string, unknown>): void }
  export default moment
}
