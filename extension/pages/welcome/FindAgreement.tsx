/** The first question: a search over the agreements that come along, or a status page's address. A combobox with its list. */
import { useState } from 'preact/hooks'
import type { Listing } from '../../../shared/contract/listing.ts'
import { targetWords } from '../../../shared/i18n/number-words.ts'
import { isReadable } from '../../model/provider-hosts.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { Icon } from '../common/icons.tsx'
import { checkedWords, periodWords } from './agreement-words.ts'

export type FoundAgreement = { readonly kind: 'agreement'; readonly listing: Listing } | { readonly kind: 'page'; readonly page: string }

export interface FindProps {
  readonly known: readonly Listing[]
  readonly text: string
  readonly onText: (text: string) => void
  readonly onChoose: (found: FoundAgreement) => void
}

/** How many are shown at once: the list scrolls, but a hundred are too many to read. */
const SHOWN = 30

/** Whether text could be an address: a host with a dot, or a scheme. */
export const looksLikeAddress = (text: string): boolean => /^https?:\/\/\S+$|^[^\s.]+(\.[^\s.]+)+$/i.test(text.trim())

export function choices(known: readonly Listing[], text: string): FoundAgreement[] {
  const needle = text.trim().toLowerCase()
  const found = known.filter(({ title, provider, id }) => `${title} ${provider} ${id}`.toLowerCase().includes(needle))
  const page: FoundAgreement[] = looksLikeAddress(text) ? [{ kind: 'page', page: text.trim() }] : []
  return [...page, ...found.slice(0, SHOWN).map((listing): FoundAgreement => ({ kind: 'agreement', listing }))]
}

export function Find({ known, text, onText, onChoose }: FindProps) {
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState(false)
  const list = choices(known, text)
  const current = Math.min(at, list.length - 1)
  const choose = (choice: FoundAgreement | undefined): void => {
    if (!choice) return
    setOpen(false)
    onChoose(choice)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      setOpen(true)
      setAt(open ? Math.max(0, Math.min(list.length - 1, current + step)) : current)
      event.preventDefault()
    } else if (event.key === 'Enter') choose(list[Math.max(0, current)])
    else if (event.key === 'Escape') setOpen(false)
  }
  return (
    <div>
      <div class="find">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={t('findLabel')}
          aria-expanded={open && list.length > 0}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={open && current >= 0 ? `found-${current}` : undefined}
          placeholder={t('findPlaceholder')}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => {
            onText(event.currentTarget.value)
            setAt(0)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        <small class="s muted nw">{tn('agreements', known.length)}</small>
      </div>
      <div class="card res" role="listbox" id="found" aria-label={t('findLabel')} hidden={!open || list.length === 0}>
        {list.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox moves through the list by aria-activedescendant
          <div
            key={choice.kind === 'page' ? 'page' : choice.listing.id}
            id={`found-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            {choice.kind === 'page' ? <PageOption page={choice.page} /> : <AgreementOption listing={choice.listing} />}
          </div>
        ))}
      </div>
    </div>
  )
}

function PageOption({ page }: { page: string }) {
  return (
    <>
      <span class="med clip">
        <bdi>{page}</bdi>
      </span>
      <span>{t('usePage')}</span>
      <small>{t('usePageHow')}</small>
      <small />
    </>
  )
}

function AgreementOption({ listing }: { listing: Listing }) {
  const { title, target, plans = [], provider, page, verification, date } = listing
  const isKnown = isReadable({
    parties: { provider: { name: provider } },
    ...(page !== undefined && { monitoring: { publishedAt: page } }),
  })
  return (
    <>
      <span class="med clip">{title}</span>
      <span class="nw">{target === undefined ? '' : t('aPeriod', targetWords(target, locale), periodWords(listing))}</span>
      <small>
        {[...(plans.length > 1 ? [tn('plans', plans.length)] : []), t(isKnown ? 'noPermissionNeeded' : 'statusPageNext')].join(
          locale.comma,
        )}
      </small>
      <small>{checkedWords({ source: { verification, date } })}</small>
    </>
  )
}
