/** Signs that are no verdicts. Drawn in the ink of the text around, hidden from assistive technology: a word stands beside. */

const PATHS = {
  search: 'M11.3 7a4.3 4.3 0 1 1-8.6 0a4.3 4.3 0 0 1 8.6 0ZM10.3 10.3l3.2 3.2',
  list: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  claim: 'M3.5 1.8h6L12.5 5v9.2h-9ZM6 8h4M6 10.8h4',
  bell: 'M8 2.2a4 4 0 0 0-4 4c0 3.4-1.3 4.6-1.3 4.6h10.6S12 9.6 12 6.2a4 4 0 0 0-4-4ZM6.8 13.2a1.3 1.3 0 0 0 2.4 0',
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
