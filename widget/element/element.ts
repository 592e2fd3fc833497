/**
 * <sla-standing src="https://cdn.example/sla.json">Our service levels are published at …</sla-standing>
 *
 * Attributes  src        address of a feed, `standing/feed@1`, http or https; changing it reads again
 *             view       card (default), bars, badge, line, table
 *             objective, service, plan   which objectives, by id; absent is all (the first one in card and line)
 *             locale, dir   language and direction; absent: the page's, then the browser's
 *             zone       IANA zone in which times are shown; periods stay in the agreement's
 *             theme      light, dark; absent: the reader's
 * Content     shown until a feed has been read, and again where it cannot be
 * Parts       card, name, figure, verdict, bars, popover, budget, facts, open, foot, ledger, legend, row, badge, line
 * Event       "sla-standing-read", bubbles; detail.state is live, stale, unreadable, unreachable, nothing or broken
 *
 * Importing this file does nothing; define.ts registers the name.
 */
import type { Locale } from '../../shared/i18n/locale.ts'
import { directionOf, elementLocale } from './element-language.ts'
import type { ElementState } from './element-state.ts'
import { fetchFeedText, Pace, turn } from './feed-pace.ts'
import { morph } from './morph.ts'
import { type EvaluateFeed, type Facts, type ObjectiveView, objectiveView } from './objective-view.ts'
import { type Draw, draw } from './paint.tsx'
import { isLate } from './stale-feed.ts'
import { styleSheet } from './style-sheet.ts'
import type { Cursor } from './view-props.ts'
import { stripAt, walked } from './walk-days.ts'
import { wallIn } from './wall-clock.ts'

/** What a build puts in: its languages, the reader of feeds and the evaluator with the parts it carries. */
export interface Kit {
  readonly locales: Locale[]
  /** Throws where the text is not a feed this build can read. */
  readonly read: (text: string, address: URL) => Promise<Facts>
  readonly evaluate: EvaluateFeed
}
/** The attributes that the element reads. */
export const ATTRIBUTES = ['src', 'view', 'objective', 'service', 'plan', 'locale', 'lang', 'dir', 'zone', 'theme']

/** The element's class for one build. Made by a call, so that this module loads where there is no DOM. */
export function standingElement(kit: Kit): CustomElementConstructor & { readonly kit: Kit } {
  return class SlaStanding extends HTMLElement {
    static readonly kit = kit
    static readonly observedAttributes = ATTRIBUTES
    #root = this.attachShadow({ mode: 'open' })
    #pace = new Pace(() => void this.#read())
    /** Of the reading under way: only the last one asked for may speak. */
    #abort = new AbortController()
    #live = false
    #text = ''
    #facts: Facts | null = null
    #standing: ObjectiveView | null = null
    #state: ElementState = 'waiting'
    #readAt = 0
    #cursor: Cursor | null = null

    constructor() {
      super()
      this.#root.adoptedStyleSheets = [styleSheet()]
      for (const type of ['keydown', 'pointermove', 'pointerdown', 'pointerout', 'focusin', 'focusout'])
        this.#root.addEventListener(type, this.#onWalk)
      this.#root.addEventListener('toggle', () => this.#paint(), true)
    }

    connectedCallback(): void {
      this.#live = true
      document.addEventListener('visibilitychange', this.#onVisible)
      this.#paint()
      void this.#read()
    }

    disconnectedCallback(): void {
      document.removeEventListener('visibilitychange', this.#onVisible)
      this.#live = false
      this.#abort.abort()
      this.#pace.rest()
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      if (before === now || !this.#live) return
      if (name === 'src') {
        this.#facts = this.#standing = null
        this.#text = ''
        this.#state = 'waiting'
        void this.#read()
      } else this.#evaluate()
      this.#paint()
    }

    /** Reads the feed once. A reading that failed leaves what was known: it grows stale instead of vanishing. */
    async #read(): Promise<void> {
      this.#abort.abort()
      this.#abort = new AbortController()
      const { signal } = this.#abort
      let state: ElementState
      try {
        const address = new URL(this.getAttribute('src') ?? '', document.baseURI)
        if (!this.hasAttribute('src') || !/^https?:$/.test(address.protocol)) throw new TypeError('no address to read')
        const text = await fetchFeedText(address, signal)
        await turn()
        if (signal.aborted) return
        if (text === null) state = 'unreachable'
        else {
          state = 'live'
          this.#readAt = Date.now()
          if (text !== this.#text) {
            this.#facts = null
            this.#text = ''
            const facts = await kit.read(text, address)
            if (signal.aborted) return
            this.#facts = facts
            this.#text = text
          }
        }
      } catch {
        state = 'unreadable'
      }
      if (signal.aborted) return
      if (state === 'unreadable') this.#standing = null
      this.#state = state
      this.#evaluate()
      this.#pace.next(this.#facts, state === 'live')
      this.#paint()
      this.dispatchEvent(new CustomEvent('sla-standing-read', { bubbles: true, detail: { state: this.#state } }))
    }

    #evaluate(): void {
      if (!this.#facts) return
      if (this.#facts.seal === 'broken') {
        this.#state = 'broken'
        return
      }
      try {
        const view = this.getAttribute('view') ?? ''
        const select = {
          objective: this.getAttribute('objective'),
          service: this.getAttribute('service'),
          plan: this.getAttribute('plan'),
          one: !/^(bars|badge|table)$/.test(view),
          all: view === 'table',
        }
        this.#standing = objectiveView(this.#facts, kit.evaluate, select)
        if (!this.#standing.shown.length) this.#state = 'nothing'
        else if (this.#state === 'nothing') this.#state = 'live'
      } catch {
        this.#standing = null
        this.#state = 'unreadable'
      }
    }

    /** Draws what is known now; costs nothing where nothing changed. */
    #paint(): void {
      const now = Date.now()
      const facts = this.#facts
      const late = facts !== null && isLate(facts, now)
      if (facts && (this.#state === 'live' || this.#state === 'stale' || this.#state === 'unreachable'))
        this.#state = late ? 'stale' : 'live'
      const locale = elementLocale(this, kit.locales)
      const frame = document.createElement('div')
      frame.className = /^(badge|line)$/.test(this.getAttribute('view') ?? '') ? 'inline' : 'box'
      frame.lang = locale.tag
      frame.dir = directionOf(this, locale)
      const scene: Draw = {
        state: this.#state,
        standing: this.#standing,
        view: this.getAttribute('view') ?? 'card',
        locale,
        now,
        readAt: this.#readAt,
        wait: this.#pace.wait(now),
        cursor: this.#cursor,
        open: this.#root.querySelector('.how[open]') !== null,
        host:
          location.host && URL.canParse(this.getAttribute('src') ?? '', document.baseURI)
            ? new URL(this.getAttribute('src')!, document.baseURI).host
            : '',
        ...wallIn(this.getAttribute('zone'), this.#standing),
      }
      try {
        frame.append(draw(scene))
      } catch {
        frame.replaceChildren(document.createElement('slot'))
      }
      const made = document.createDocumentFragment()
      made.append(frame)
      morph(this.#root, made)
      this.#pace.tick(this.#standing !== null, () => this.#paint())
    }

    #onVisible = (): void => {
      if (document.hidden) this.#pace.rest()
      else {
        this.#paint()
        this.#pace.wake()
      }
    }

    #onWalk = (event: Event): void => {
      const cursor = walked(event, this.#cursor, stripAt(event))
      if (cursor === undefined) return
      this.#cursor = cursor
      this.#paint()
    }
  }
}
