/** Bringing in a file: how it will be read is shown and asked for first; only "Import" keeps anything. */
import { useRef, useState } from 'preact/hooks'
import type { Contract } from '../../shared/agreement/model.ts'
import { ImportError, LARGEST_TABLE } from '../../shared/evidence/import/table.ts'
import type { Wall } from '../../shared/words/dates.ts'
import { ask } from '../page/ask.ts'
import { t } from '../page/i18n.ts'
import { errorWords, troubleWords } from '../page/trouble.ts'
import { ImportForm } from './ImportForm.tsx'
import { componentsOf, type Draft, draftOf, textOf } from './import-draft.ts'

export function Import({ agreement, contract, wall }: { agreement: string; contract: Contract; wall: Wall }) {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly words: string } | null>(null)
  const open = async (file: File): Promise<void> => {
    setSaid(null)
    try {
      // Four bytes a letter at most: what is larger would be refused once it is read.
      if (file.size > 4 * LARGEST_TABLE) throw new ImportError(`${file.size} B`)
      const text = textOf(new Uint8Array(await file.arrayBuffer()))
      setDraft(draftOf(file.name, text, Math.min(file.lastModified, Date.now()), contract))
    } catch (error) {
      setDraft(null)
      setSaid({ ok: false, words: error instanceof ImportError ? troubleWords('bad-file', error.message) : errorWords(error) })
    }
  }
  const keep = async (kept: Draft): Promise<void> => {
    setSaid(null)
    const { name, text, made, mapping } = kept
    try {
      const { taken, already } = await ask('import/add', { agreement, name, text, mapping, components: componentsOf(kept), made })
      setDraft(null)
      setSaid({ ok: true, words: already ? t('importAlready') : t('importDone', taken, `\u2068${name}\u2069`) })
    } catch (error) {
      setSaid({ ok: false, words: errorWords(error) })
    }
  }
  return (
    <>
      <div class="bd">
        <input
          ref={input}
          type="file"
          class="vh"
          tabIndex={-1}
          aria-hidden="true"
          data-import=""
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            event.currentTarget.value = ''
            if (file) void open(file)
          }}
        />
        <button type="button" class="link s" onClick={() => input.current?.click()}>
          {t('importOpen')}
        </button>
        {said && (
          <p class={said.ok ? 's' : 's note'} role={said.ok ? 'status' : 'alert'}>
            {said.words}
          </p>
        )}
      </div>
      {draft && (
        <ImportForm
          draft={draft}
          contract={contract}
          wall={wall}
          onDraft={setDraft}
          onKeep={() => keep(draft)}
          onCancel={() => {
            setDraft(null)
            setSaid(null)
          }}
        />
      )}
    </>
  )
}
