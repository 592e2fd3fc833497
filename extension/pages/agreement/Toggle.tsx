/** Between a chart and its table. */
import { locale, t } from '../common/i18n.ts'

export function Toggle({ on, set, of }: { on: boolean; set: (on: boolean) => void; of: string }) {
  return (
    <button type="button" class="link s" aria-pressed={on} aria-controls={on ? of : undefined} onClick={() => set(!on)}>
      {on ? t('showAsChart') : locale.say.showAsTable}
    </button>
  )
}
