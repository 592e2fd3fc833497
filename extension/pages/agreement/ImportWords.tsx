/** What each word of a column means: one choice a word. */
import { t, tn } from '../common/i18n.ts'
import { Choice } from './Choice.tsx'

/** The longest list of words that a person can be asked to go through. */
const MOST_WORDS = 60

export function ImportWords({
  legend,
  words,
  of,
  options,
  onWord,
}: {
  legend: string
  words: readonly string[]
  of: (word: string) => string | undefined
  options: readonly (readonly [string, string])[]
  onWord: (word: string, meaning: string) => void
}) {
  return (
    <fieldset>
      <legend class="cap">{legend}</legend>
      <div class="words">
        {words.slice(0, MOST_WORDS).map((word) => {
          const meaning = of(word)
          return (
            <Choice
              key={word}
              label={word === '' ? t('importEmpty') : word}
              asked={meaning === undefined}
              value={meaning ?? ''}
              options={meaning === undefined ? [['', t('importPick')], ...options] : options}
              onValue={(next) => onWord(word, next)}
            />
          )
        })}
      </div>
      {words.length > MOST_WORDS && <p class="s muted">{tn('andMore', words.length - MOST_WORDS)}</p>}
    </fieldset>
  )
}
