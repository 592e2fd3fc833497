/** Maps an incident's stated impact to a state of the service, where no component's state is given. */
import type { State } from '../../evidence/model.ts'

/** Statuspage's words, which its relatives share; null is no downtime. */
const STATES: Readonly<Record<string, State | null>> = {
  none: null,
  minor: 'degraded',
  major: 'partial',
  critical: 'down',
  maintenance: 'maintenance',
}

/** The state; null for an impact that is stated as none, undefined for an unknown word. */
export const impactToState = (impact: string): State | null | undefined => (Object.hasOwn(STATES, impact) ? STATES[impact] : undefined)
