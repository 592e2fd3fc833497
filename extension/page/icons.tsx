/** Signs that are no verdicts. Drawn in the ink of the text around, hidden from assistive technology: a word stands beside. */

const PATHS = {
  search: 'M11.3 7a4.3 4.3 0 1 1-8.6 0a4.3 4.3 0 0 1 8.6 0ZM10.3 10.3l3.2 3.2',
  list: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  claim: 'M3.5 1.8h6L12.5 5v9.2h-9ZM6 8h4M6 10.8h4',
  eye: 'M1.5 8s2.4-4.2 6.5-4.2S14.5 8 14.5 8s-2.4 4.2-6.5 4.2S1.5 8 1.5 8ZM10 8a2 2 0 1 1-4 0a2 2 0 0 1 4 0Z',
} as const

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg
      class="i"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
