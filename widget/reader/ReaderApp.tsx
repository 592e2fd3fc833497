/** The reader: nothing open, a snapshot, or two beside each other. */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { Locale } from '../../shared/i18n/locale.ts'
import { readerWords } from '../../shared/i18n/reader.ts'
import type { PageWords } from '../../shared/i18n/reader-words.ts'
import { isLink } from '../../shared/snapshot/link.ts'
import type { Published } from '../../shared/snapshot/reader-host.ts'
import { type Opening, openFile, openText, readerHost } from './open-input.ts'
import { ReaderPage } from './Page.tsx'
import { ReaderRefusal } from './ReaderRefusal.tsx'
import { LANGUAGES, readerLocale, setReaderLanguage, wishOf } from './reader-language.ts'

type Good = Extract<Opening, { shown: unknown }>

export function ReaderApp({ language }: { language: Locale }) {
  const [locale, setLocale] = useState(language)
  const [first, setFirst] = useState<Good | null>(null)
  const [second, setSecond] = useState<Good | null>(null)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [over, setOver] = useState(false)
  const say = readerWords(locale.tag).page
  useLayoutEffect(() => setReaderLanguage(locale), [locale])

  const take = async (opening: Promise<Opening>, beside: boolean): Promise<void> => {
    const answer = await opening
    if ('refused' in answer) return setRefused(answer.refused)
    setRefused([])
    if (beside) setSecond(answer)
    else {
      setFirst(answer)
      setSecond(null)
    }
  }
  const takeFiles = (files: FileList | null | undefined, beside: boolean): void => {
    const [one, other] = [...(files ?? [])]
    if (one) void take(openFile(one, locale), beside).then(() => other && take(openFile(other, locale), true))
  }

  useEffect(() => {
    const look = (): void => {
      const wish = wishOf(location)
      if (wish !== null) setLocale(readerLocale([wish]))
      if (isLink(location.hash)) void take(openText(location.hash), false)
    }
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])

  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (): void => setOver(false)
    const onDrop = (event: DragEvent): void => {
      event.preventDefault()
      setOver(false)
      takeFiles(event.dataTransfer?.files, first !== null)
    }
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [first, locale])

  const languages = <Languages label={say.language} locale={locale} set={setLocale} />
  if (!first)
    return (
      <Start
        say={say}
        languages={languages}
        refused={refused}
        over={over}
        takeFiles={(files) => takeFiles(files, false)}
        takeText={(text) => take(openText(text), false)}
      />
    )
  return (
    <ReaderPage
      first={first}
      second={second}
      refused={refused}
      locale={locale}
      languages={languages}
      again={async (published: Published) => {
        const answer = await openText(first.text, published)
        if ('shown' in answer) setFirst(answer)
      }}
      pick={
        <>
          <FileButton label={say.another} take={(files) => takeFiles(files, false)} />
          {readerHost() && (
            <button type="button" class="btn" onClick={() => void take(openMine(first, say), true)}>
              {say.compareMine}
            </button>
          )}
          <FileButton label={second ? say.compareAnother : say.compare} take={(files) => takeFiles(files, true)} />
        </>
      }
    />
  )
}

/** One's own evidence, judged at the instant that the snapshot was: what came later would be no difference between the two. */
async function openMine({ shown: { document, at } }: Good, say: PageWords): Promise<Opening> {
  try {
    const own = await readerHost()?.mine(document.contract.id, document.period, at)
    return own ? await openText(own) : { refused: [say.notTracked] }
  } catch (error) {
    return { refused: [(error as Error).message] }
  }
}

export function FileButton({
  label,
  take,
  primary = false,
}: {
  label: ComponentChildren
  take: (files: FileList | null) => void
  primary?: boolean
}) {
  return (
    <label class={primary ? 'btn primary tall' : 'btn'}>
      {label}
      <input
        type="file"
        accept=".json,application/json"
        multiple
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}

function Languages({ label, locale, set }: { label: string; locale: Locale; set: (locale: Locale) => void }) {
  return (
    <select class="btn" aria-label={label} value={locale.tag} onChange={(event) => set(readerLocale([event.currentTarget.value]))}>
      {LANGUAGES.map(([{ tag }, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}

function Start({
  say,
  languages,
  refused,
  over,
  takeFiles,
  takeText,
}: {
  say: PageWords
  languages: ComponentChildren
  refused: readonly string[]
  over: boolean
  takeFiles: (files: FileList | null) => void
  takeText: (text: string) => void
}) {
  return (
    <main class={over ? 'drop over' : 'drop'}>
      <div class="area">
        <h1>{say.title}</h1>
        <p class="muted">{say.about}</p>
        <FileButton primary label={say.open} take={takeFiles} />
        <p class="s muted">{say.drop}</p>
        <input
          type="text"
          dir="ltr"
          aria-label={say.link}
          placeholder="https://…#s=…"
          onInput={(event) => isLink(event.currentTarget.value) && takeText(event.currentTarget.value)}
        />
      </div>
      <ReaderRefusal lines={refused} say={say} />
      {languages}
    </main>
  )
}
