/** A part of a status page, as its feed names it. */

export interface ComponentRef {
  readonly id: string
  readonly name: string
}

/** The current state of one component by the page. */
export interface Component extends ComponentRef {
  readonly state: 'up' | 'degraded' | 'partial' | 'down' | 'maintenance' | 'unknown'
  readonly group?: string
  readonly isGroup: boolean
}
