/** The four answers about a snapshot side by side, each with a sign, a word and a line of why. */

import type { Locale } from '../i18n/locale.ts'
import type { SnapshotAnswer, Tone } from '../i18n/snapshot-answers.ts'

const SIGNS: Readonly<Record<Tone, string>> = {
  good: 'm3 8.5 3.3 3.2L13 4.8',
  bad: 'M8 1.8 13 3.6v4c0 3.2-2.1 5.5-5 6.6-2.9-1.1-5-3.4-5-6.6v-4ZM6 6l4 4M10 6l-4 4',
  open: 'M1.9 8a6.1 6.1 0 1 0 12.2 0a6.1 6.1 0 1 0-12.2 0M6.1 6.35a1.95 1.95 0 1 1 2.75 1.8c-.55.25-.85.6-.85 1.2M8 11.4v.1',
}

export function Sign({ tone }: { tone: Tone }) {
  return (
    <svg
      class="sign"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width={tone === 'good' ? 1.8 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={SIGNS[tone]} />
    </svg>
  )
}

export function Answers({ answers, label, locale }: { answers: readonly SnapshotAnswer[]; label: string; locale: Locale }) {
  return (
    <section class="card ans" aria-label={label}>
      {answers.map(({ question, tone, word, detail, key }) => (
        <div key={question} data-tone={tone} {...(tone === 'bad' && { 'data-v': 'breach' })}>
          <h2 class="cap">{question}</h2>
          <p class="a">
            <Sign tone={tone} />
            <bdi>{word}</bdi>
          </p>
          <p class="fine">
            {detail}
            {key !== undefined && (
              <>
                {detail ? locale.comma : ''}
                <bdi class="mono">{key}</bdi>
              </>
            )}
          </p>
        </div>
      ))}
    </section>
  )
}
