/** The address of sharing one incident, in the dashboard: `Incident/ID/OBJECTIVE/FROM/PERIOD`. */

/** Where the dashboard shares one entry of the ledger; no agreement's id has a capital letter. */
export const INCIDENT = 'Incident'

/** The entry that begins at `from`, ms, or holds it; without an objective, whichever counts it. */
export interface IncidentPlace {
  readonly objective: string | null
  readonly from: number
}

/** Without the `#`. */
export const incidentHash = (agreement: string, objective: string | null, from: number, period: string): string =>
  [INCIDENT, agreement, objective ?? '-', String(from), period].map(encodeURIComponent).join('/')

/** What stands after the agreement in such an address, each part decoded. A period's label may hold a slash of its own. */
export function readIncident(rest: string | null): { readonly period: string | null; readonly incident: IncidentPlace | null } {
  const [objective = '', from = '', ...period] = (rest ?? '').split('/')
  return {
    period: period.join('/') || null,
    incident: /^\d+$/.test(from) ? { objective: objective === '-' ? null : objective, from: Number(from) } : null,
  }
}
