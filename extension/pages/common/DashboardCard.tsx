/** A card with its head. */
import type { ComponentChildren } from 'preact'

export function DashboardCard({
  title,
  sub,
  end,
  children,
  id,
}: {
  title: string
  sub?: string | undefined
  end?: ComponentChildren
  children: ComponentChildren
  id: string
}) {
  return (
    <section class="card" aria-labelledby={id}>
      <div class="hd">
        <h2 id={id}>{title}</h2>
        {sub && <span class="muted s">{sub}</span>}
        {end && <span class="end">{end}</span>}
      </div>
      {children}
    </section>
  )
}
