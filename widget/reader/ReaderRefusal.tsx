/** Why a document was refused, line by line. */
import type { PageWords } from '../../shared/i18n/reader-words.ts'

export function ReaderRefusal({ lines, say }: { lines: readonly string[]; say: PageWords }) {
  if (lines.length === 0) return null
  return (
    <div class="note" role="alert" data-v="breach">
      <p>
        <b>{say.refused}</b> {say.nothingShown}
      </p>
      <ul class="problems">
        {lines.slice(0, 12).map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
      {lines.length > 12 && <p class="muted">+ {lines.length - 12}</p>}
    </div>
  )
}
