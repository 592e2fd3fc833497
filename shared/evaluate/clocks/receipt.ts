/** When a ticket counts as received (R61): what comes after the cut-off, or outside of hours, may count from the next opening. */
import type { Severity, Support } from '../../contract/model.ts'
import { DAY_MS, dayOf, startOfDay } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { toLocal } from '../../time/zone.ts'
import type { Context } from '../model/measured.ts'
import { WEEKDAYS } from '../periods/calendar-hours.ts'
import type { ServiceHours } from '../periods/service-hours.ts'
import { minuteOfDay } from './clock-target.ts'

/** What stands in the severity goes before what stands in `support` for all. */
export function receivedAt(
  { zone }: Pick<Context, 'zone'>,
  hoursOf: (name: string) => ServiceHours,
  support: Support,
  severity: Severity | undefined,
  at: EpochMs,
): EpochMs {
  const cutOff = severity?.cutOff ?? support.cutOff
  const outside = severity?.receivedOutside ?? support.receivedOutside
  if (cutOff === undefined && outside === undefined) return at
  const hours = hoursOf(severity?.calendar ?? WEEKDAYS)
  const sinceMidnight = (((toLocal(zone, at) % DAY_MS) + DAY_MS) % DAY_MS) / 60_000
  if (cutOff !== undefined && sinceMidnight > minuteOfDay(cutOff)) return nextOpening(hours, startOfDay(dayOf(at, zone) + 1, zone))
  return outside === undefined ? at : nextOpening(hours, at)
}

/** The first open instant not before t; t itself where the calendar never opens. */
function nextOpening(hours: ServiceHours, t: EpochMs): EpochMs {
  const first = hours.due(t, 1)
  return first === null ? t : first - 1
}
