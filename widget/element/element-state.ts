/** The states of the element, as its event `sla-standing-read` names them. */
export type ElementState = 'waiting' | 'live' | 'stale' | 'unreachable' | 'unreadable' | 'nothing' | 'broken'
