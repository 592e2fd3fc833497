/** How a file will be read: every guess can be changed, everything it leaves open is asked, and what would be kept is shown. */
import { useMemo, useState } from 'preact/hooks'
import type { Contract } from '../../../shared/contract/model.ts'
import { unusedDates } from '../../../shared/evidence/import/guess.ts'
import { KINDS, type Mapping } from '../../../shared/evidence/import/mapping.ts'
import { ImportError } from '../../../shared/evidence/import/table.ts'
import type { Wall } from '../../../shared/i18n/date-words.ts'
import { locale, t } from '../common/i18n.ts'
import { here } from '../common/live.ts'
import { ImportAnswers } from './ImportAnswers.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { type Draft, draftFields, ofKind, reread, seenIn, withChanges, withColumn } from './import-draft.ts'
import './import.css'
import { Choice } from './Choice.tsx'
import { IMPORT_FIELD_WORDS } from './import-field-words.ts'

const comma = locale.tag === 'ar' ? '، ' : ', '
const KIND_WORDS = { spans: 'importSpans', tickets: 'importTickets', checks: 'importChecks', deliveries: 'importDeliveries' } as const
const DELIMITERS = [
  [',', 'importComma'],
  [';', 'importSemicolon'],
  ['\t', 'importTab'],
  ['|', 'importBar'],
] as const

export interface FormProps {
  readonly draft: Draft
  readonly contract: Contract
  readonly wall: Wall
  readonly onDraft: (draft: Draft) => void
  readonly onKeep: () => Promise<void>
  readonly onCancel: () => void
}

export function ImportForm({ draft, contract, wall, onDraft, onKeep, onCancel }: FormProps) {
  const [busy, setBusy] = useState(false)
  const [odd, setOdd] = useState<string | null>(null)
  const seen = useMemo(() => seenIn(draft, Date.now()), [draft])
  const { table, mapping } = draft
  const change = (part: Partial<Mapping>): void => onDraft({ ...draft, mapping: { ...mapping, ...part } })
  const again = (options: { delimiter?: string; path?: string }): void => {
    try {
      onDraft(reread(draft, options, contract))
      setOdd(null)
    } catch (error) {
      if (!(error instanceof ImportError)) throw error
      setOdd(error.message)
    }
  }
  const asked = new Set(seen.questions.flatMap((question) => (question.about === 'column' ? question.fields : [])))
  const ready = seen.questions.length === 0 && seen.taken > 0 && !draft.kinds
  const unused = unusedDates(table, mapping)
  return (
    <form
      class="bd form import"
      aria-label={t('importOpen')}
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        void onKeep().finally(() => setBusy(false))
      }}
    >
      <p class="s muted">{t('importHow')}</p>
      <p class="med clip">
        <bdi>{draft.name}</bdi>
      </p>
      {draft.recipe && <p class="s">{t('importRecipe', `\u2068${draft.recipe}\u2069`)}</p>}
      <div class="grid">
        <Choice
          label={t('importKind')}
          asked={draft.kinds !== undefined}
          value={draft.kinds ? '' : mapping.kind}
          options={[...(draft.kinds ? [['', t('importPick')] as const] : []), ...KINDS.map((kind) => [kind, t(KIND_WORDS[kind])] as const)]}
          onValue={(kind) => onDraft(ofKind(draft, kind as Mapping['kind'], contract))}
        />
        {table.kind === 'csv' ? (
          <Choice
            label={t('importDelimiter')}
            value={table.delimiter}
            options={DELIMITERS.map(([mark, word]) => [mark, t(word)])}
            onValue={(delimiter) => again({ delimiter })}
          />
        ) : (
          table.paths.length > 1 && (
            <Choice
              label={t('importList')}
              value={table.path}
              options={table.paths.map((path) => [path, path || t('importWhole')])}
              onValue={(path) => again({ path })}
            />
          )
        )}
        <Choice
          label={t('importBy')}
          value={mapping.by ?? 'customer'}
          options={[
            ['customer', t('importByUs')],
            ['provider', t('importByThem')],
          ]}
          onValue={(by) => change({ by: by as 'customer' | 'provider' })}
        />
      </div>
      {odd && <p role="alert">{t('errorFile', odd)}</p>}
      <fieldset>
        <legend class="cap">{t('importColumns')}</legend>
        <div class="grid">
          {draftFields(mapping.kind).map((field) => (
            <Choice
              key={field}
              label={t(IMPORT_FIELD_WORDS[field])}
              asked={asked.has(field)}
              value={mapping.columns[field] ?? ''}
              options={[['', t('importNoColumn')], ...table.columns.map((column): [string, string] => [column, column])]}
              onValue={(column) => onDraft(withColumn(draft, field, column, contract))}
            />
          ))}
        </div>
        {unused.length > 0 && <p class="s note">{t('importUnused', unused.map((column) => `\u2068${column}\u2069`).join(comma))}</p>}
      </fieldset>
      <ImportAnswers draft={draft} seen={seen} contract={contract} onDraft={onDraft} change={change} />
      {seen.open > 0 && mapping.kind === 'spans' && (
        <Moment
          label={`${t('importUntil')}: ${seen.open}`}
          at={draft.made}
          onAt={(made) => onDraft({ ...draft, made: Math.min(made, Date.now()) })}
        />
      )}
      {mapping.kind === 'spans' && (
        <label class="row top">
          <input
            type="checkbox"
            checked={mapping.ends === 'next'}
            onChange={(event) => onDraft(withChanges(draft, event.currentTarget.checked))}
          />
          <span>{t('importChanges')}</span>
        </label>
      )}
      {mapping.kind !== 'checks' && (
        <Covers draft={draft} rejected={seen.rejected.length} change={change} range={seen.range} onDraft={onDraft} />
      )}
      <ImportPreview table={table} seen={seen} kind={mapping.kind} wall={wall} />
      <div class="row wrap">
        <button type="submit" class="btn primary" disabled={!ready || busy}>
          {t('importDo', seen.taken)}
        </button>
        <button type="button" class="btn ghost" onClick={onCancel}>
          {t('cancel')}
        </button>
        {!ready && (
          <span class="s muted">{t(seen.questions.length > 0 ? 'importAnswer' : seen.left > 0 ? 'importNone' : 'importAnswer')}</span>
        )}
      </div>
    </form>
  )
}

/** `2026-11-18T14:05` in the reader's own clock, as the field wants it. */
const fieldTime = (at: number): string => new Date(here(at)).toISOString().slice(0, 16)

function Moment({ label, at, onAt }: { label: string; at: number; onAt: (at: number) => void }) {
  return (
    <label>
      <span class="cap">{label}</span>
      <input
        type="datetime-local"
        class="field"
        required
        value={fieldTime(at)}
        onChange={(event) => {
          const given = new Date(event.currentTarget.value).getTime()
          if (Number.isFinite(given) && given >= 0) onAt(given)
        }}
      />
    </label>
  )
}

/** The period for which the file is complete: none, until a person says so. */
function Covers({
  draft,
  rejected,
  range,
  change,
  onDraft,
}: {
  draft: Draft
  rejected: number
  range: { readonly from: number; readonly to: number } | null
  change: (part: Partial<Mapping>) => void
  onDraft: (draft: Draft) => void
}) {
  const { covers } = draft.mapping
  const items = draft.mapping.kind !== 'spans'
  const say = (from: number, to: number): void => change({ covers: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } })
  const unsay = (): void => {
    const { covers: _, ...mapping } = draft.mapping
    onDraft({ ...draft, mapping })
  }
  if (rejected > 0) return <p class="s note">{t(items ? 'importRejectedItems' : 'importCoversNot')}</p>
  return (
    <fieldset>
      <label class="row top">
        <input
          type="checkbox"
          checked={covers !== undefined}
          onChange={(event) => (event.currentTarget.checked ? say(range?.from ?? draft.made, draft.made) : unsay())}
        />
        <span>{t(items ? 'importCoversItems' : 'importCovers')}</span>
      </label>
      {covers && (
        <div class="grid">
          <Moment label={t('importCoversFrom')} at={Date.parse(covers.from)} onAt={(from) => say(from, Date.parse(covers.to))} />
          <Moment label={t('importCoversTo')} at={Date.parse(covers.to)} onAt={(to) => say(Date.parse(covers.from), to)} />
        </div>
      )}
    </fieldset>
  )
}
