/** A labelled list to choose one value from. */
import type { ComponentChildren } from 'preact'

export function Choice({
  label,
  value,
  options,
  onValue,
  asked = false,
  children,
}: {
  label: string
  value: string
  options: readonly (readonly [value: string, words: string])[]
  onValue: (value: string) => void
  /** Whether it has to be answered. */
  asked?: boolean
  children?: ComponentChildren
}) {
  return (
    <label data-v={asked ? 'risk' : undefined}>
      <span class="cap">
        {label}
        {children}
      </span>
      <select class="field" value={value} aria-invalid={asked || undefined} onChange={(event) => onValue(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
