/** Where in the dashboard one is, kept in the address: nothing for the overview, `Alerts`, `ID`, `ID/OBJECTIVE`, `ID/OBJECTIVE/PERIOD`. */
import { useEffect, useState } from 'preact/hooks'

export interface Place {
  readonly agreement: string | null
  readonly objective: string | null
  readonly period: string | null
}

/** Places that are no agreement: an agreement's id has no capital letter. `Report/ID` is the form for one agreement. */
export const ALERTS = 'Alerts'
export const REPORT = 'Report'
/** `Share/ID` and `Share/ID/PERIOD`. */
export const SHARE = 'Share'
export function readPlace(hash: string): Place {
  const [agreement = '', objective = '', ...period] = hash
    .replace(/^#/, '')
    .split('/')
    .map((part) => safely(part))
  // A period's label may hold a slash of its own: `2026-01-12/2026-02-12`.
  return { agreement: agreement || null, objective: objective || null, period: period.join('/') || null }
}

export function hashOf(agreement: string, objective?: string, period?: string): string {
  return `#${[agreement, objective, period]
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join('/')}`
}

function safely(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

export function usePlace(): Place {
  const [hash, set] = useState(location.hash)
  useEffect(() => {
    const moved = (): void => {
      // Another objective or period of the same agreement is the same page: it stays where it is.
      if (readPlace(location.hash).agreement !== readPlace(hash).agreement) scrollTo(0, 0)
      set(location.hash)
    }
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [hash])
  return readPlace(hash)
}
