/** Imports a file: how it will be read is shown and asked for first; only "Import" keeps anything. */
import { useRef, useState } from 'preact/hooks'
import type { Contract } from '../../../shared/contract/model.ts'
import type { Wall } from '../../../shared/i18n/date-words.ts'
import { ask } from '../common/ask.ts'
import { errorWords, troubleWords } from '../common/error-words.ts'
import { t, tn } from '../common/i18n.ts'
import type { Draft } from './import-draft.ts'

/** The code that reads tables is loaded with the first file: most people never import one. */
const tools = async () => ({ ...(await import('./import-draft.ts')), ...(await import('./ImportForm.tsx')) })
type Tools = Awaited<ReturnType<typeof tools>>

export function Import({ agreement, contract, wall }: { agreement: string; contract: Contract; wall: Wall }) {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [kit, setKit] = useState<Tools | null>(null)
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly words: string } | null>(null)
  const open = async (file: File): Promise<void> => {
    setSaid(null)
    const loaded = kit ?? (await tools())
    setKit(loaded)
    try {
      if (file.size > loaded.LARGEST_FILE) return setSaid({ ok: false, words: troubleWords('too-large', `${file.size} B`) })
      const text = loaded.decodeText(new Uint8Array(await file.arrayBuffer()))
      setDraft(loaded.draftOf(file.name, text, Math.min(file.lastModified, Date.now()), contract))
    } catch (error) {
      setDraft(null)
      setSaid({ ok: false, words: loaded.isRefused(error) ? troubleWords('bad-file', error.message) : errorWords(error) })
    }
  }
  const keep = async (kept: Draft, { componentsOf }: Tools): Promise<void> => {
    setSaid(null)
    const { name, text, made, mapping } = kept
    try {
      const { taken, updated, already } = await ask('import/add', { agreement, name, text, mapping, components: componentsOf(kept), made })
      setDraft(null)
      setSaid({ ok: true, words: already ? t('importAlready') : doneWords(taken, updated, name) })
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
      {draft && kit && (
        <kit.ImportForm
          draft={draft}
          contract={contract}
          wall={wall}
          onDraft={setDraft}
          onKeep={() => keep(draft, kit)}
          onCancel={() => {
            setDraft(null)
            setSaid(null)
          }}
        />
      )}
    </>
  )
}

function doneWords(taken: number, updated: number, name: string): string {
  const done = t('importDone', taken, `\u2068${name}\u2069`)
  return updated > 0 ? `${done} ${tn('importUpdated', updated)}` : done
}
