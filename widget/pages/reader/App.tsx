/** The reader: nothing open, a snapshot, or two beside each other. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { isLink } from '../../../shared/snapshot/link.ts'
import { host, type Opening, openFile, openText } from './open.ts'
import { Page } from './Page.tsx'

type Good = Extract<Opening, { shown: unknown }>

export function App() {
  const [first, setFirst] = useState<Good | null>(null)
  const [second, setSecond] = useState<Good | null>(null)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [over, setOver] = useState(false)

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
    if (one) void take(openFile(one), beside).then(() => other && take(openFile(other), true))
  }

  useEffect(() => {
    const look = (): void => {
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
  }, [first])

  if (!first)
    return (
      <Start
        refused={refused}
        over={over}
        takeFiles={(files) => takeFiles(files, false)}
        takeText={(text) => take(openText(text), false)}
      />
    )
  return (
    <Page
      first={first}
      second={second}
      refused={refused}
      pick={
        <>
          <FileButton label="Open another" take={(files) => takeFiles(files, false)} />
          {host() && (
            <button type="button" class="btn" onClick={() => void take(openMine(first), true)}>
              Compare with my evidence
            </button>
          )}
          <FileButton label={second ? 'Compare with another' : 'Compare'} take={(files) => takeFiles(files, true)} />
        </>
      }
    />
  )
}

async function openMine({ shown: { document } }: Good): Promise<Opening> {
  try {
    const own = await host()?.mine(document.contract.id, document.period)
    return own
      ? await openText(own)
      : { refused: ['This agreement is not followed here, so that there is nothing of your own to compare with.'] }
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

function Start({
  refused,
  over,
  takeFiles,
  takeText,
}: {
  refused: readonly string[]
  over: boolean
  takeFiles: (files: FileList | null) => void
  takeText: (text: string) => void
}) {
  return (
    <main class={over ? 'drop over' : 'drop'}>
      <div class="area">
        <h1>Snapshot reader</h1>
        <p class="muted">
          What an agreement promised, what happened, who says so, and whether it was checked. Works offline; nothing you open here is sent
          anywhere.
        </p>
        <FileButton primary label="Open a snapshot" take={takeFiles} />
        <p class="s muted">or drop a .standing.json file here, two to compare them, or paste a link:</p>
        <input
          type="text"
          aria-label="Link with a snapshot"
          placeholder="https://…#s=…"
          onInput={(event) => isLink(event.currentTarget.value) && takeText(event.currentTarget.value)}
        />
      </div>
      <Refused lines={refused} />
    </main>
  )
}

export function Refused({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div class="note" role="alert" data-v="breach">
      <p>
        <b>This could not be opened.</b> Nothing of it is shown.
      </p>
      <ul class="problems">
        {lines.slice(0, 12).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > 12 && <p class="muted">+ {lines.length - 12}</p>}
    </div>
  )
}
