/** A button that copies text and says whether that worked. */
import { useState } from 'preact/hooks'
import { type MessageKey, t } from './i18n.ts'

export function CopyButton({ word, text }: { word: MessageKey; text: () => string }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <button
      type="button"
      class="btn"
      onClick={() => {
        navigator.clipboard.writeText(text()).then(
          () => setCopied(true),
          () => setCopied(false),
        )
        setTimeout(() => setCopied(null), 2000)
      }}
    >
      {copied === null ? t(word) : t(copied ? 'copied' : 'copyFailed')}
    </button>
  )
}
