import { describe, expect, it } from 'vitest'
import { isRecurrenceText } from '../../../shared/contract/recurrence-text.ts'

const hours = (n: number): string => Array.from({ length: n }, (_, hour) => hour).join(',')

describe('how fine a recurrence may be', () => {
  it.each([
    ['hourly', 'RRULE:FREQ=HOURLY', true],
    ['hourly at half past', 'RRULE:FREQ=HOURLY;BYMINUTE=30', true],
    ['twice an hour', 'RRULE:FREQ=HOURLY;BYMINUTE=0,30', false],
    // 24 × 1 a day; 12 × 2 = 24; 12 × 3 = 36.
    ['24 times of a day', `RRULE:FREQ=DAILY;BYHOUR=${hours(24)}`, true],
    ['12 hours twice', `RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=${hours(12)};BYMINUTE=0,30`, true],
    ['12 hours three times', `RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=${hours(12)};BYMINUTE=0,20,40`, false],
    ['a minute named twice', `RRULE:FREQ=DAILY;BYHOUR=${hours(24)};BYMINUTE=0,00`, true],
    [
      'six seconds of eleven minutes of each hour',
      `RRULE:FREQ=DAILY;BYHOUR=${hours(24)};BYMINUTE=${hours(11)};BYSECOND=0,1,2,3,4,5`,
      false,
    ],
  ])('%s', (_what, text, good) => {
    expect(isRecurrenceText(text)).toBe(good)
  })
})
