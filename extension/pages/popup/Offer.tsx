/** What the page in the tab publishes of itself: tracked as a source of its own, or as one more for the agreement of this tab. */

import type { Summary } from '../../store/summary.ts'
import { t } from '../common/i18n.ts'

export function Offer({ address, here, go }: { address: string; here: Summary | null; go: (path: string) => void }) {
  const source = encodeURIComponent(address)
  return (
    <section class="card offer" aria-labelledby="offered">
      <h2 id="offered">{t('offered')}</h2>
      <p class="s muted">{t('offeredHow')}</p>
      <div class="row wrap">
        {here && (
          <button
            type="button"
            class="btn primary"
            onClick={() => go(`pages/dashboard/index.html?source=${source}#${encodeURIComponent(here.agreement)}`)}
          >
            <span class="clip">{t('offeredAdd', here.title)}</span>
          </button>
        )}
        <button type="button" class={here ? 'btn' : 'btn primary'} onClick={() => go(`pages/welcome/index.html?page=${source}`)}>
          {t('offeredTrack')}
        </button>
      </div>
    </section>
  )
}
