/** A file among the sources of an agreement: what was taken from it, for what time it speaks, and how to take it out again. */
import { dayText, instantText, spanText, type Wall } from '../../../shared/i18n/date-words.ts'
import type { Imported, SourceRecord } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { locale, t } from '../common/i18n.ts'
import { here } from '../common/live.ts'

export function ImportedRow({
  agreement,
  source,
  imported,
  wall,
  now,
}: {
  agreement: string
  source: SourceRecord
  imported: Imported
  wall: Wall
  now: number
}) {
  const [from, to] = source.state.covered
  return (
    <>
      <div class="row sp">
        <span class="med clip">
          <bdi>{source.title}</bdi>
        </span>
        <span class="s muted nw">
          {imported.range && `${dayText(imported.range.from, wall, locale, now)} – ${dayText(imported.range.to, wall, locale, now)}`}
        </span>
      </div>
      <p class="s muted">
        {t('importedRow', imported.taken, imported.rows, instantText(imported.at, here, locale, now))}
        {from !== undefined && to !== undefined ? `, ${t('importedCovers', spanText(from, to, wall, locale))}` : ''}
      </p>
      <button type="button" class="link s" onClick={() => void ask('source/drop', { agreement, source: source.id })}>
        {t('importedRemove')}
      </button>
    </>
  )
}
