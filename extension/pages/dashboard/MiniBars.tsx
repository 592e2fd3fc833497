/** Thirty days of one objective in a row of the overview. Evaluated once it can be seen, so that the list paints first. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { toLocal } from '../../../shared/time/zone.ts'
import { DayBars } from '../../../shared/ui/bars.tsx'
import { dayGroups } from '../../../shared/ui/day-geometry.ts'
import { type AgreementEvaluation, dayBounds, evaluateAgreement } from '../../model/agreement-evaluation.ts'
import { store } from '../../store/open-store.ts'
import { locale, t } from '../common/i18n.ts'

const DAYS = 30

export function MiniBars({ id, objective, at }: { id: string; objective: string; at: number }) {
  const [evaluation, set] = useState<AgreementEvaluation | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let left = false
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return
      observer.disconnect()
      store()
        .then((db) => evaluateAgreement(db, id, at))
        .then((next) => !left && set(next), console.error)
    })
    if (box.current) observer.observe(box.current)
    return () => {
      left = true
      observer.disconnect()
    }
  }, [id, at])
  const found = evaluation?.objectives.find((each) => each.key === objective)
  return (
    <div class="mini" ref={box}>
      {evaluation && found && (
        <DayBars
          groups={dayGroups(found.periods, dayBounds(evaluation.zone, evaluation.at, DAYS))}
          name={t('colDays')}
          contract={evaluation.agreement.contract}
          locale={locale}
          wall={(ms) => toLocal(evaluation.zone, ms)}
          labels="none"
        />
      )}
    </div>
  )
}
