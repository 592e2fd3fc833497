/** A link into the dashboard. */
import type { ComponentChildren } from 'preact'

export function Go({ to, open, children }: { to: string; open: (hash: string) => void; children: ComponentChildren }) {
  return (
    <a
      href={`../dashboard/index.html${to ? `#${to}` : ''}`}
      onClick={(event) => {
        event.preventDefault()
        open(to)
      }}
    >
      {children}
    </a>
  )
}
