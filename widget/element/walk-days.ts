/** Walking the days by keyboard and pointer: which strip and day an event means. The strip is a slider; its value is a day. */
import { walk } from '../../shared/ui/day-geometry.ts'
import type { Cursor } from './view-props.ts'

/** The strip an event happened on. */
export const stripAt = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('.bars') : null

/** Where the reader stands after an event; null for nowhere, undefined where the event changes nothing. */
export function walked(event: Event, cursor: Cursor | null, strip: HTMLElement | null): Cursor | null | undefined {
  if (!strip) return undefined
  const key = strip.dataset.k!
  const last = Number(strip.ariaValueMax)
  const shown = visible(strip)
  const first = shown[0]?.start ?? 0
  const at = (index: number): Cursor | undefined => (cursor?.key === key && cursor.index === index ? undefined : { key, index, first })
  if (event instanceof KeyboardEvent) {
    if (event.key === 'Escape') return cursor && null
    const index = walk(event.key, cursor?.key === key ? cursor.index : last, first, last, getComputedStyle(strip).direction === 'rtl')
    if (index === null) return undefined
    event.preventDefault()
    return at(index)
  }
  if (event instanceof PointerEvent && event.type !== 'pointerout') {
    const rtl = getComputedStyle(strip).direction === 'rtl'
    for (const group of shown) {
      const box = group.element.getBoundingClientRect()
      if (event.clientX < box.left || event.clientX >= box.right) continue
      const share = (rtl ? box.right - event.clientX : event.clientX - box.left) / box.width
      return at(group.start + Math.min(group.days - 1, Math.floor(share * group.days)))
    }
    return undefined
  }
  if (event.type === 'focusin') return strip.matches(':focus-visible') ? at(last) : undefined
  if (event.type === 'focusout') return null
  const to = (event as PointerEvent).relatedTarget
  return to instanceof Node && strip.contains(to) ? undefined : null
}

/** The periods that are drawn: a narrow widget drops the oldest. */
function visible(strip: HTMLElement): { element: Element; start: number; days: number }[] {
  let start = 0
  return [...strip.children].flatMap((element) => {
    const days = Number((element as HTMLElement).style.getPropertyValue('--n'))
    start += days
    return element.getClientRects().length ? [{ element, start: start - days, days }] : []
  })
}
