/** A page's view of the store: read at once, and again whenever the background says that there is something new. */
import { useEffect, useState } from 'preact/hooks'
import { CHANGED, type Store, store } from '../../store/open-store.ts'
import { ask } from './ask.ts'
import { errorWords } from './error-words.ts'
import { t } from './i18n.ts'

/** What `read` gives; undefined until it was read once. Reads again when `key` changes. */
export function useStored<T>(read: (db: Store) => Promise<T>, key: string): T | undefined {
  const [value, set] = useState<{ readonly key: string; readonly value: T }>()
  useEffect(() => {
    let left = false
    const again = (): void => {
      store()
        .then(read)
        .then((next) => {
          if (!left) set({ key, value: next })
        }, console.error)
    }
    const channel = new BroadcastChannel(CHANGED)
    channel.onmessage = again
    again()
    return () => {
      left = true
      channel.close()
    }
  }, [key])
  return value?.key === key ? value.value : undefined
}

/** The reader's own clock, for when something was read; agreements have their own. */
export const here = (at: number): number => at - new Date(at).getTimezoneOffset() * 60_000

/**
 * Has the background bring the kept answers up to now, once the page has painted what it had (`ready`): a worker that wakes
 * and evaluates at the same time would take the processor from the first paint. Returns why that failed, in words.
 */
export function useRefresh(ready: boolean): string | null {
  const [problem, set] = useState<string | null>(null)
  useEffect(() => {
    if (!ready) return
    const refresh = (): Promise<void> =>
      ask('standings/refresh', {}).then(
        ({ failed }) => set(failed === null ? null : t('writeFailed', failed)),
        (error: unknown) => set(errorWords(error)),
      )
    const later = setTimeout(() => void refresh(), 250)
    return () => clearTimeout(later)
  }, [ready])
  return problem
}

/** The present, ms, moving on every half minute while the page is seen. */
export function useNow(): number {
  const [now, set] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
