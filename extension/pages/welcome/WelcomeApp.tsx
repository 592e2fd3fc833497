/** The welcome page: whom do you rely on, which plan, where you stand. Nothing is stored until "Track" is pressed. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Contract } from '../../../shared/contract/model.ts'
import { ofPlan } from '../../../shared/contract/plan.ts'
import { periodText } from '../../../shared/i18n/date-words.ts'
import { Mark, VerdictWord } from '../../../shared/ui/marks.tsx'
import type { NewAgreement, SourcePreview } from '../../messages.ts'
import { linkByName } from '../../model/match-components.ts'
import { statusPageOf } from '../../model/provider-hosts.ts'
import { worst } from '../../store/summary.ts'
import { ask } from '../common/ask.ts'
import { CATALOGUE, type Loaded, load } from '../common/bundled-agreements.ts'
import { errorWords } from '../common/error-words.ts'
import { barredBy, HostPermission } from '../common/HostPermission.tsx'
import { locale, t, tn } from '../common/i18n.ts'
import { isUnusual, tellsWords } from '../common/preview-words.ts'
import { ChoosePlan, planOptions, targetOptions } from './ChoosePlan.tsx'
import { draftStanding, offeredContract, offeredLinks, pageContract, pageLinks, preselected } from './draft.ts'
import { Find, type FoundAgreement } from './FindAgreement.tsx'
import { OpenFile } from './OpenFile.tsx'
import { Result } from './Result.tsx'

type Choice = { readonly kind: 'agreement'; readonly loaded: Loaded } | { readonly kind: 'page'; readonly page: string }

export interface WelcomeProps {
  /** From the address bar: what to have chosen already. Nothing is kept without a click. */
  readonly start: { readonly agreement: string | null; readonly page: string | null }
  readonly onFollowed: (id: string) => void
}

export function WelcomeApp({ start, onFollowed }: WelcomeProps) {
  const [text, setText] = useState(start.agreement === null ? (start.page ?? '') : '')
  const [choice, setChoice] = useState<Choice | null>(
    start.agreement === null && start.page !== null ? { kind: 'page', page: start.page } : null,
  )
  const [promise, setPromise] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [given, setGiven] = useState<string | null>(start.page)
  const page = choice === null ? null : choice.kind === 'page' ? choice.page : (given ?? statusPageOf(choice.loaded.contract))
  const { look, failed, barred, waiting, again } = useLook(page)

  useEffect(() => {
    const named = CATALOGUE.find(({ id }) => id === start.agreement)
    if (named) found({ kind: 'agreement', listing: named })
  }, [])

  const found = (next: FoundAgreement): void => {
    if (next.kind === 'page') choose(next)
    else
      load(next.listing.id).then(
        (loaded) => choose({ kind: 'agreement', loaded }),
        (error) => setProblem(errorWords(error)),
      )
  }
  const choose = (next: Choice): void => {
    setChoice(next)
    setText(next.kind === 'page' ? next.page : next.loaded.contract.title)
    setPromise(next.kind === 'page' ? '99.9' : (next.loaded.contract.plans?.[0]?.id ?? null))
    setProblem(null)
    if (choice !== null) setGiven(null)
  }
  useEffect(() => {
    if (choice?.kind === 'page' && promise === null) setPromise('99.9')
  }, [choice])
  // Before anything is painted: what is ticked belongs to the page that was read.
  useLayoutEffect(() => {
    if (look)
      setChosen(
        choice?.kind === 'agreement' ? Object.keys(linkByName(choice.loaded.contract, look.components)) : preselected(look.components),
      )
  }, [look])

  const draft = useMemo(() => (choice ? draftOf(choice, look, page, promise, chosen) : null), [choice, look, promise, chosen])
  const standing = useMemo(() => (draft && look && page ? draftStanding(draft.contract, look, page, draft.links) : null), [draft])
  const options = choice?.kind === 'page' ? (look?.offered ? [] : targetOptions()) : choice ? planOptions(choice.loaded.contract) : []

  const follow = async (): Promise<void> => {
    if (!draft || !choice) return
    setBusy(true)
    setProblem(null)
    try {
      const feed = look && page ? { page, components: draft.links } : null
      const plan = choice.kind === 'agreement' ? promise : null
      onFollowed((await ask('agreement/add', { ...draft.source, plan, feed })).id)
    } catch (error) {
      setProblem(errorWords(error))
      setBusy(false)
    }
  }

  const now = standing && worst(standing)
  return (
    <main class="wz">
      <header data-v={now ? undefined : 'track'}>
        <Mark verdict={now?.verdict ?? 'on-track'} size={16} />
        <h1>{t('name')}</h1>
        <p>{t('noAccount')}</p>
      </header>
      <section class="st">
        <header>
          <h2>{t('chooseService')}</h2>
          <p>{t('chooseServiceHow')}</p>
        </header>
        <div>
          <Find known={CATALOGUE} text={text} onText={setText} onChoose={found} />
          <OpenFile onLoaded={(loaded) => choose({ kind: 'agreement', loaded })} />
          {choice?.kind === 'agreement' && (page === null || failed) && <PageField onPage={setGiven} />}
          {waiting && (
            <p class="problem wait" role="status">
              {t('loading', page ?? '')}
            </p>
          )}
          {failed && (
            <p class="note problem" role="alert">
              {failed}
            </p>
          )}
          {failed && barred !== null && <HostPermission origin={barred} onGiven={again} />}
          {look && !waiting && isUnusual(look) && <p class="note problem">{tellsWords(look)}</p>}
        </div>
      </section>
      {draft && (look || choice?.kind === 'agreement') && !waiting && (
        <section class="st">
          <header>
            <h2>{t(choice?.kind === 'page' ? 'whichTarget' : options.length > 0 ? 'whichPlan' : 'whichTarget')}</h2>
            <p>{t(options.length > 0 ? 'onlyQuestion' : 'oneObjective')}</p>
          </header>
          <ChoosePlan
            options={options}
            legend={t(choice?.kind === 'page' ? 'whichTarget' : 'whichPlan')}
            value={promise}
            onValue={setPromise}
            contract={draft.contract}
            look={look}
            chosen={chosen}
            onChosen={setChosen}
          />
        </section>
      )}
      {draft && (standing || (choice?.kind === 'agreement' && !waiting)) && (
        <section class="st">
          <header>
            <h2>{t('whereYouStand')}</h2>
            {standing && look && <p>{tn('basedOnIncidents', look.incidents, look.incidents, look.title)}</p>}
          </header>
          <div>
            {standing ? <Result standing={standing} /> : <p class="note">{t('noFeedKnown')}</p>}
            {problem && (
              <p class="note problem" role="alert">
                {problem}
              </p>
            )}
            <div class="end">
              <button
                type="button"
                class="btn primary tall"
                disabled={busy || draft.contract.services.length === 0}
                onClick={() => void follow()}
              >
                {t('track', draft.contract.title)}
              </button>
              {now && (
                <p class="row muted">
                  {t('soFar', periodText(now.period.label, locale))} <VerdictWord report={now} locale={locale} />
                </p>
              )}
            </div>
          </div>
        </section>
      )}
    </main>
  )
}

interface Draft {
  readonly contract: Contract
  readonly links: Readonly<Record<string, readonly string[]>>
  readonly source: {
    readonly text: string
    readonly kind: 'yaml' | 'json'
    readonly origin: NewAgreement['origin']
  }
}

/** What would be stored if "Track" were pressed now; null while it is unknown. */
function draftOf(
  choice: Choice,
  look: SourcePreview | null,
  page: string | null,
  promise: string | null,
  chosen: readonly string[],
): Draft | null {
  if (choice.kind === 'agreement') {
    const { contract, text, kind, file } = choice.loaded
    const all = look ? linkByName(contract, look.components) : {}
    const links = Object.fromEntries(Object.entries(all).filter(([id]) => chosen.includes(id)))
    return {
      contract: ofPlan(contract, promise),
      links,
      source: { text, kind, origin: file === null ? { kind: 'catalogue' } : { kind: 'file', name: file } },
    }
  }
  if (!look || page === null || promise === null) return null
  const address = new URL(look.address).origin
  const offered = offeredContract(look, look.address)
  if (offered) {
    const links = offeredLinks(offered, chosen)
    return { contract: offered, links, source: { text: JSON.stringify(offered), kind: 'json', origin: { kind: 'page', page } } }
  }
  const contract = pageContract(look, address, chosen, promise)
  return {
    contract,
    links: pageLinks(look, chosen),
    source: { text: JSON.stringify(contract), kind: 'json', origin: { kind: 'page', page } },
  }
}

/** Asks where the provider publishes its status, where that is unknown. */
function PageField({ onPage }: { onPage: (page: string) => void }) {
  const [text, setText] = useState('')
  return (
    <form
      class="find page"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) onPage(text.trim())
      }}
    >
      <input
        type="text"
        inputMode="url"
        aria-label={t('statusPageAddress')}
        placeholder={t('statusPageAddress')}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="btn">
        {t('loadPage')}
      </button>
    </form>
  )
}

interface Looked {
  readonly page: string | null
  readonly look: SourcePreview | null
  readonly failed: string | null
  /** The origin that needs permission; null where permission is not the problem. */
  readonly barred: string | null
}

/** One reading of a page, by the background. */
function useLook(page: string | null): Omit<Looked, 'page'> & { waiting: boolean; again: () => void } {
  const [state, set] = useState<Looked>({ page: null, look: null, failed: null, barred: null })
  const [times, setTimes] = useState(0)
  const wanted = useRef(page)
  wanted.current = page
  useEffect(() => {
    if (page === null) return
    ask('page/look', { page }).then(
      (look) => wanted.current === page && set({ page, look, failed: null, barred: null }),
      (error: unknown) => wanted.current === page && set({ page, look: null, failed: errorWords(error), barred: barredBy(error, page) }),
    )
  }, [page, times])
  const mine = state.page === page
  const again = (): void => {
    set({ page: null, look: null, failed: null, barred: null })
    setTimes(times + 1)
  }
  return {
    look: mine ? state.look : null,
    failed: mine ? state.failed : null,
    barred: mine ? state.barred : null,
    waiting: page !== null && !mine,
    again,
  }
}
