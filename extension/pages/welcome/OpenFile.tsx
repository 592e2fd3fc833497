/** Opens an agreement from a file. What is wrong with it is shown place by place, all at once; nothing is kept. */
import { useRef, useState } from 'preact/hooks'
import type { Problem } from '../../../shared/base/problem.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'
import type { Loaded } from '../common/bundled-agreements.ts'
import { t, tn } from '../common/i18n.ts'

/** A megabyte of text is more agreement than anybody writes. */
const LARGEST = 1_000_000
const SHOWN = 20

export const fileKind = (name: string): 'yaml' | 'json' => (/\.json$/i.test(name) ? 'json' : 'yaml')

interface Outcome {
  readonly name: string
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

export function OpenFile({ onLoaded }: { onLoaded: (loaded: Loaded) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const open = async (file: File): Promise<void> => {
    if (file.size > LARGEST) {
      setOutcome({ name: file.name, problems: [{ path: '', wanted: `${LARGEST} B`, got: `${file.size} B` }], warnings: [] })
      return
    }
    const text = await file.text()
    const kind = fileKind(file.name)
    const { contract, problems, warnings } = readContract(text, kind)
    setOutcome({ name: file.name, problems, warnings })
    if (contract) onLoaded({ id: contract.id, text, kind, file: file.name, contract })
  }
  return (
    <div class="file">
      <input
        ref={input}
        type="file"
        id="file"
        class="vh"
        tabIndex={-1}
        aria-hidden="true"
        accept=".yaml,.yml,.json,application/json,application/yaml"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void open(file)
        }}
      />
      <button type="button" class="link s" onClick={() => input.current?.click()}>
        {t('openFile')}
      </button>
      {outcome && outcome.problems.length > 0 && (
        <div class="note problem" role="alert">
          <p class="med">{tn('fileErrors', outcome.problems.length)}</p>
          <Problems list={outcome.problems} />
        </div>
      )}
      {outcome && outcome.problems.length === 0 && outcome.warnings.length > 0 && (
        <details class="problem">
          <summary class="s muted">{tn('unknownFields', outcome.warnings.length)}</summary>
          <Problems list={outcome.warnings} />
        </details>
      )}
    </div>
  )
}

function Problems({ list }: { list: readonly Problem[] }) {
  return (
    <ul class="problems">
      {list.slice(0, SHOWN).map(({ path, wanted, got, line, column }) => (
        <li key={`${path} ${wanted}`}>
          <bdi class="path">
            {line === undefined ? '' : `${line}:${column} `}
            {path || t('wholeFile')}
          </bdi>{' '}
          {t('expectedFound', wanted, got)}
        </li>
      ))}
      {list.length > SHOWN && <li class="muted">{tn('andMore', list.length - SHOWN)}</li>}
    </ul>
  )
}
