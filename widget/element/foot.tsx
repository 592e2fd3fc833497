/** Under every view: how old the data is, how far it could be checked, and "how is this counted?". */
import type { ComponentChildren } from 'preact'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { dayText, instantText } from '../../shared/i18n/date-words.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { durationWords } from '../../shared/i18n/number-words.ts'
import type { SealState } from './objective-view.ts'
import type { ViewProps } from './view-props.ts'

export function Foot({
  standing,
  locale,
  now,
  stale,
  wait,
  times,
  zoneName,
  open,
  report,
  why,
}: ViewProps & { report?: ObjectiveReport; why: () => ComponentChildren }) {
  const { say } = locale
  const { wall, facts, contract } = standing
  const asOf = instantText(facts.at, times, locale, now)
  const words = [
    stale
      ? wait === null
        ? null
        : say.nextUpdate(durationWords(Math.max(1_000, wait), locale, 1))
      : say.asOf(zoneName === contract.zone ? asOf : `${asOf} (${zoneName})`, ageWords(now - facts.at, locale)),
    report?.provisional && report.period.complete ? say.provisionalUntil(dayText(report.settles, wall, locale, facts.at)) : null,
    report?.basis === 'estimate' ? say.estimate : null,
    sealWords(facts.seal, locale),
  ].filter((text) => text)
  return (
    <div class="foot" part="foot">
      <span title={instantText(facts.at, times, locale)}>{words.join(' · ')}</span>
      <details class="how">
        <summary>{say.howCounted}</summary>
        <div class="why">{open && why()}</div>
      </details>
    </div>
  )
}

/** Whole minutes once there is one, whole days once there is one; a clock that is behind reads "just now". */
export const ageWords = (ms: number, locale: Locale): string =>
  ms < 60_000 ? locale.say.justNow : locale.say.ageOld(durationWords(ms - (ms % 60_000), locale, ms < 86_400_000 ? 2 : 1))

export function sealWords(seal: SealState, locale: Locale): string | null {
  const { say } = locale
  if (seal === 'checked') return say.signatureVerified
  if (seal === 'unknown-key') return say.signedUnknownKey
  return seal === 'cannot-check' ? say.signatureUnchecked : null
}
