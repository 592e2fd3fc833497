/** The first question: a search over the agreements that come along, or a status page's address. A combobox with its list. */
import { useState } from 'preact/hooks'
import { targetWords } from '../../shared/words/figures.ts'
import type { Loaded } from '../page/catalogue.ts'
import { locale, t, tn } from '../page/i18n.ts'
import { Icon } from '../page/icons.tsx'
import { pageOf } from '../store/known.ts'
import { checkedWords, periodWords } from './words.ts'

export type Choice = { readonly kind: 'agreement'; readonly loaded: Loaded } | { readonly kind: 'page'; readonly page: string }

export interface FindProps {
  readonly known: readonly Loaded[]
  readonly text: string
  readonly onText: (text: string) => void
  readonly onChoose: (choice: Choice) => void
}

/** How many are shown at once: the list scrolls, but nobody reads a hundred. */
const SHOWN = 30

/** Whether text could be an address: a host with a dot, or a scheme. */
export const looksLikeAddress = (text: string): boolean => /^https?:\/\/\S+$|^[^\s.]+(\.[^\s.]+)+$/i.test(text.trim())

export function choices(known: readonly Loaded[], text: string): Choice[] {
  const needle = text.trim().toLowerCase()
  const found = known.filter(({ contract, id }) =>
    `${contract.title} ${contract.parties?.provider?.name ?? ''} ${id}`.toLowerCase().includes(needle),
  )
  const page: Choice[] = looksLikeAddress(text) ? [{ kind: 'page', page: text.trim() }] : []
  return [...page, ...found.slice(0, SHOWN).map((loaded): Choice => ({ kind: 'agreement', loaded }))]
}

export function Find({ known, text, onText, onChoose }: FindProps) {
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState(false)
  const list = choices(known, text)
  const current = Math.min(at, list.length - 1)
  const choose = (choice: Choice | undefined): void => {
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
        <small class="s muted nw">{tn('agreementOne', 'agreementMany', known.length)}</small>
      </div>
      <div class="card res" role="listbox" id="found" aria-label={t('findLabel')} hidden={!open || list.length === 0}>
        {list.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox moves through the list by aria-activedescendant
          <div
            key={choice.kind === 'page' ? 'page' : choice.loaded.id}
            id={`found-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            {choice.kind === 'page' ? <PageOption page={choice.page} /> : <AgreementOption loaded={choice.loaded} />}
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
      <span>{t('readPage')}</span>
      <small>{t('readPageHow')}</small>
      <small />
    </>
  )
}

function AgreementOption({ loaded: { contract } }: { loaded: Loaded }) {
  const target = contract.objectives.find((objective) => objective.target !== undefined)?.target
  const plans = contract.plans?.length ?? 0
  return (
    <>
      <span class="med clip">{contract.title}</span>
      <span class="nw">{target === undefined ? '' : t('aPeriod', targetWords(target, locale), periodWords(contract))}</span>
      <small>{[...(plans > 1 ? [t('plans', plans)] : []), t(pageOf(contract) ? 'feedKnown' : 'feedUnknown')].join(', ')}</small>
      <small>{checkedWords(contract)}</small>
    </>
  )
}
